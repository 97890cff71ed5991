"""Rate limits: which one was hit, and how long to wait."""

import re

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.retrying import wait_s
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.figures import wait_words
from betadeck.core.limits import Limit, limits_of

_WORDS = (
    ("concurrent requests", r"concurren|too many connections|simultaneous|in parallel"),
    (
        "acceleration",
        r"acceleration|grew too (?:fast|quickly)|ramp|increased? too (?:fast|quickly)|more gradually",
    ),
    ("long-context tokens", r"long[ -]context|extra usage"),
    ("input tokens", r"input[ -]tokens?|prompt tokens?"),
    ("output tokens", r"output[ -]tokens?|completion tokens?"),
    ("requests", r"requests? per|number of requests|requests?_per|\brpm\b|request rate"),
    ("tokens", r"tokens? per|too many tokens|\btpm\b|tokens?_per|number of (?:request )?tokens"),
)
_VAGUE = "too many requests"
"""Names the limit only where nothing else does: it is what status 429 is called, whichever limit was hit."""
_RATE = (
    r"rate[ -]?limit|too many (?:requests|connections)|too many tokens\W+(?:per|please)|throttl|quota exceeded|"
    r"resource (?:has been )?exhausted|\bout of (?:\w+ ){0,3}quota|quota will be (?:replenished|reset)"
)
_NUMBER = re.compile(
    r"(\d[\d,]*)\s*((?:input |output |prompt )?(?:tokens?|requests?))\s*(?:per|/)\s*(minute|hour|day|second)",
    re.I,
)
_AFTER = re.compile(
    r"(?:after|in|for|within)\s+(\d+(?:\.\d+)?)\s*(ms|milliseconds?|s\b|secs?|seconds?|m\b|min|minutes?)",
    re.I,
)


def over_limit(case: Case) -> Diagnosis | None:
    """Explain an error about too much in too short a time."""
    kind = class_of(case)
    if kind is not ErrorClass.RATE and not (kind is not ErrorClass.OVERLOAD and _says_so(case)):
        return None
    spent = _spent(case)
    worded = next((name for name, pattern in _WORDS if case.said.says(pattern)), "")
    vague = "requests" if case.said.says(_VAGUE) else ""
    name = worded or (spent.title.lower() if spent else vague)
    return verdict(
        case,
        Culprit("rate_limit", name),
        _title(case, name, spent),
        "",
        _remedy(name),
        retry=_retry(case, spent),
    )


def _says_so(case: Case) -> bool:
    return not case.said.path and case.said.says(_RATE)


def _title(case: Case, name: str, spent: Limit | None) -> str:
    if found := _NUMBER.search(case.said.text):
        return f"The limit of {found.group(1)} {found.group(2)} per {found.group(3)} is reached"
    if name == "acceleration":
        return "Usage has grown too fast"
    if spent and (not name or spent.title.lower() == name):
        return f"The limit of {spent.limit:,} {spent.title.lower()} per minute is reached"
    return f"The rate limit for {name} is reached" if name else "A rate limit is reached"


def _remedy(name: str) -> str:
    if name == "concurrent requests":
        return "Let running requests end before sending more."
    if name == "acceleration":
        return "Wait, then raise the number of requests gradually."
    if "input" in name or "context" in name:
        return "Wait, or send a shorter prompt; cached input mostly does not count."
    if "output" in name:
        return "Wait, or ask with a smaller max_tokens."
    return "Wait, then send again."


def _spent(case: Case) -> Limit | None:
    """Return the limit that the headers show as used up; of several the one that takes longest to recover."""
    limits = [each for each in limits_of(case.head) if each.is_spent] if case.head else []
    named = [each for each in limits if each.name != "anthropic-ratelimit-tokens"] or limits
    return max(named, key=lambda each: each.resets_at or case.exhibit.now, default=None)


def _retry(case: Case, spent: Limit | None) -> Retry:
    if case.header("x-should-retry").strip().lower() == "false":
        return Retry(
            False, None, "The server says that waiting will not help: it may be the month's spending limit."
        )
    after_s = wait_s(case)
    if after_s is not None:
        return Retry(True, after_s, f"The server asks to wait {wait_words(after_s)}.")
    if told := _told_s(case):
        return Retry(True, told, "The message tells how long to wait.")
    if spent and spent.resets_at:
        reset_s = max(0.0, (spent.resets_at - case.exhibit.now).total_seconds())
        return Retry(True, reset_s, f"{spent.title} are whole again at {spent.resets_at:%H:%M:%S} UTC.")
    why = "The server does not say how long to wait. If it stays, it is the month's spending limit."
    return Retry(True, None, why)


def _told_s(case: Case) -> float | None:
    found = _AFTER.search(case.said.text)
    if not found:
        return None
    unit = found.group(2).lower()
    scale = 0.001 if unit.startswith(("ms", "milli")) else 60 if unit.startswith("m") else 1
    return float(found.group(1)) * scale
