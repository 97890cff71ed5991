"""The words for answers of gateways and proxies, and what can be read from their bodies."""

import re
from dataclasses import dataclass, replace

from betadeck.core.body import Body
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.retrying import retry_of, wait_s
from betadeck.core.diagnose.verdict import one_line
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.fixes import change_target

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")
_LONGEST_TITLE_CHARS = 80
_SHOWN_BYTES = 300
NEVER = Retry(False, None, "Sending the same again will not help.")
AGAIN = "Send again after a moment; if it stays, ask whoever runs the gateway."


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of an answer: culprit, title, remedy. `retry` None is for what the status tells."""

    kind: str
    name: str
    title: str
    remedy: str
    retry: Retry | None = None
    to_target: bool = False

    def called(self, name: str) -> "Words":
        """Return these words with `name` where the title has a place for it."""
        return replace(self, title=self.title.format(name))


NO_PATH = Words(
    "gateway",
    "path",
    "The address leads to something else than the API",
    "Check the target's address and its path.",
    NEVER,
    to_target=True,
)
SLOW = Words(
    "timeout", "gateway", "A proxy waited too long for the server", "Stream the answer, or ask for less."
)
_KINDS = {
    400: "unknown",
    402: "billing",
    403: "permission",
    408: "timeout",
    409: "unknown",
    415: "header",
    422: "unknown",
    431: "header",
    500: "server",
    501: "server",
    504: "timeout",
    529: "overload",
}


def kind_of_status(status: int) -> str:
    """Return the kind of culprit that a status alone tells; most others come from something in between."""
    return _KINDS.get(status, "gateway")


def told(case: Case, words: Words) -> Diagnosis:
    """Return the diagnosis in these words."""
    who = case.header("server") or case.header("via")
    named = who and words.kind in ("gateway", "timeout")
    cause = (
        f"It was answered by {who}, not by the API." if named else "It does not look like the API's answer."
    )
    fixes = (change_target(),) if words.to_target else ()
    culprit = Culprit(words.kind, words.name)
    return Diagnosis(one_line(words.title), cause, culprit, words.remedy, words.retry or _retry(case), fixes)


def page_title(body: bytes) -> str:
    """Return what a web page is called, or the empty text."""
    found = _TITLE.search(body) or _HEADING.search(body)
    text = _TAGS.sub(" ", found.group(1).decode("utf-8", "replace")) if found else ""
    return one_line(text)[:_LONGEST_TITLE_CHARS]


def plain_words(body: Body) -> str:
    """Return the beginning of a body as words on one line."""
    return one_line(_TAGS.sub(" ", body[:_SHOWN_BYTES].decode("utf-8", "replace")))


def _retry(case: Case) -> Retry:
    found = retry_of(case)
    return Retry(True, wait_s(case)) if found.helps is None else found
