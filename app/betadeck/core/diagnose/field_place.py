"""Finds the field that a message is about when it does not begin with its place."""

import re
from collections.abc import Iterator, Mapping

from betadeck.core import json_pointer
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_any, is_extra, is_missing
from betadeck.core.diagnose.message_paths import ROOTS, Path, whole_path
from betadeck.core.diagnose.places import has

_WORD = r"[`'\"\[]?([A-Za-z_][\w.-]*)[`'\"\]]?"
_NEAR = re.compile(
    rf"(?:required (?:key|property|field|parameter|argument)|extraneous key|(?:unknown|unsupported|"
    rf"unrecogni[sz]ed|invalid|"
    rf"unexpected|missing(?: required)?|extra|additional|deprecated)\s+(?:request\s+)?(?:fields?|keys?|"
    rf"param(?:eter)?s?|propert(?:y|ies)|"
    rf"arguments?|name|keyword|input|value for|value of)s?|invalid value (?:for|at)|value (?:of|for)|"
    rf"(?:field|parameter|property|"
    rf"key|param|argument)s?(?: (?:named|called))?)\s*:?\s*\W?{_WORD}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_WORD}\s+(?:is (?:a )?required|is missing|must |should |cannot |can't |may not |is not |was |were |"
    rf"field |parameter |"
    rf"property |has |exceeds|are )",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?!the |a |an |this |your |all |each )[`'\"]?([a-z]\w*)[`'\"]? (?:must|should|cannot|may not|"
    r"is not a)\b"
)
_MEMBER = re.compile(r"(?:the )?[`'\"]?([a-z]+_[a-z_]+)[`'\"]? (?:of|in|for) ")
"""A member told before the thing it is in: `max_uses of the tool web_search`."""
_VERDICT = (
    r"\b(?:must|should|cannot|may not|needs?|requires?|invalid|wrong|malformed|unknown|incorrect|illegal|"
    r"duplicates?|unique|too (?:long|short|many|few|small|large|low|high|big)|looks like|"
    r"not (?:a |an )?(?:valid|accepted|enabled|permitted|empty|unique|known))\b|empty"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_COMMON = frozenset(
    {
        *("the", "it", "this", "that", "request", "body", "value", "input", "model", "api"),
        *("key", "header", "field", "parameter", "property", "is", "a", "an", "be", "not"),
        *("for", "server", "you", "name", "and", "or", "in", "user", "assistant", "type"),
        *("object", "array", "string", "number", "integer", "text", "to", "of", "required"),
    }
)
_NESTED: Mapping[str, Path] = {
    "budget_tokens": ("thinking", "budget_tokens"),
    "effort": ("output_config", "effort"),
    "task_budget": ("output_config", "task_budget"),
    "user_id": ("metadata", "user_id"),
    "custom_id": ("requests",),
    "edits": ("context_management", "edits"),
}
"""Where fields stand that people call by their last name."""
_SPOKEN: Mapping[str, Path] = {
    **{name.replace("_", " "): (name,) for name in sorted(ROOTS) if "_" in name},
    **{name.replace("_", " "): path for name, path in _NESTED.items() if "_" in name},
    "thinking budget": ("thinking", "budget_tokens"),
    "stop sequence": ("stop_sequences",),
    "system prompt": ("system",),
    "fast mode": ("speed",),
    "maxoutputtokens": ("max_tokens",),
    "maxtokens": ("max_tokens",),
    "stopsequences": ("stop_sequences",),
    "toolchoice": ("tool_choice",),
    "cachecontrol": ("cache_control",),
}
"""Fields whose names are written as words, or in capitals as other hosts do."""
_PLAIN_WORDS = ROOTS - {"model", "messages", "prompt", "system", "stream", "requests", "container", "thread"}


def named_place(case: Case) -> str:
    """Return the pointer of the field that the message is about, or the empty text."""
    for path in _candidates(case):
        nested = _NESTED.get(path[0]) if len(path) == 1 else None
        pointer = case.at(*(nested if nested and not has(case.asked.body, f"/{path[0]}") else path))
        if pointer:
            return pointer
    return ""


def detailed_place(case: Case) -> str:
    """Return the pointer of the place that stands beside the message, such as `param`, or the empty text."""
    path = next(_from_details(case.error.details), ())
    return case.at(*path) if path else ""


def _candidates(case: Case) -> Iterator[Path]:
    """Yield places from the surest to the least sure."""
    yield from case.said.places
    yield from _from_details(case.error.details)
    first = re.match(r"[a-z]+(?:_[a-z]+)+\b", case.said.rest)
    if first and first.group() in ROOTS:
        yield (first.group(),)
    if (member := _MEMBER.match(case.said.rest)) and (held := _key_in_body(member.group(1), case)):
        yield held
    certain = is_extra(case) or is_missing(case)
    yield from _quoted(case, certain=certain)
    yield from _spoken(case)
    yield from _beside(case, _NEAR, certain=certain)
    yield from _beside(case, _BEFORE, certain=certain)
    for word in case.said.code_words:
        path = _path(word)
        if path and _is_known(path, case):
            yield path
    if not _is_told(case):
        return
    yield from _by_last_name(case)
    if subject := _SUBJECT.match(case.said.rest):
        yield (subject.group(1),)


def _quoted(case: Case, *, certain: bool) -> Iterator[Path]:
    """Yield the names in quotes; where it is not certain that they are fields, those that look like it."""
    for name in case.said.fields:
        path = _path(name)
        snake = _HUMP.sub("_", name).lower()
        if snake != name and snake in ROOTS:
            yield (snake,)
        if path and (certain or _is_known(path, case) or "_" in name or "." in name):
            yield path


def _beside(case: Case, pattern: "re.Pattern[str]", *, certain: bool) -> Iterator[Path]:
    """Yield the names beside words that mean a field, as `pattern` finds them."""
    for found in pattern.finditer(case.said.rest):
        name = found.group(1)
        path = _path(name)
        if not path or (pattern is _BEFORE and "_" not in path[0] and not _is_told(case)):
            continue
        listed = certain and case.said.rest[: found.start(1)].rstrip("'\"`[ ").endswith(":")
        snake = "_" in name and name.lower() == name
        if (listed and path[0] not in _COMMON) or _is_known(path, case) or snake:
            yield path


def _path(name: str) -> Path:
    return tuple(re.findall(r"[\w$-]+", name))


def _is_told(case: Case) -> bool:
    """Tell whether the message says what is wrong with a field: else a word may be just a word."""
    return is_any(case) or case.said.says(_VERDICT)


def _spoken(case: Case) -> Iterator[Path]:
    """Yield fields whose names are written as words: `the thinking budget`, `max tokens`, `stop sequences`."""
    found = ((case.said.low.find(words), path) for words, path in _SPOKEN.items() if words in case.said.low)
    yield from (path for _, path in sorted(found))


def _by_last_name(case: Case) -> Iterator[Path]:
    """Yield places told by a field's own name, without what it lies in, and by the sentence's first word."""
    words = re.findall(r"(?<![\w-])\w+(?![\w-])", case.said.rest)
    first = words[0].lower() if words else ""
    if first in ROOTS - {"model"}:
        yield (first,)
    for word in words:
        if word in _NESTED:
            yield _NESTED[word]
        elif word in _PLAIN_WORDS:
            yield (word,)
        elif "_" in word and word.islower() and (found := _key_in_body(word, case)):
            yield found
    if "requests" in words and case.said.says(r"\bbatch"):
        yield ("requests",)


def _key_in_body(name: str, case: Case) -> Path:
    """Return the first place in the body that is called `name`; the name itself if the body is not known."""
    if not case.asked.known:
        return (name,)
    ends = f"/{name}"
    found = next((pointer for pointer, _ in case.asked.values() if pointer.endswith(ends)), "")
    return json_pointer.split(found) if found else ()


def _from_details(details: Mapping[str, object] | None) -> Iterator[Path]:
    """Yield the places in fields such as OpenAI's `param` and Google's `fieldViolations`."""
    if not details:
        return
    for name in ("param", "field", "path", "loc", "parameter"):
        value = details.get(name)
        if (
            isinstance(value, str)
            and value.lower() not in ("none", "null", "")
            and (path := whole_path(value))
        ):
            # As OpenAI calls a tool's schema.
            of_schema = path[-2:] == ("function", "parameters")
            yield (*path[:-2], "input_schema") if of_schema else path
        if isinstance(value, list) and value:
            yield tuple(str(each) for each in value if isinstance(each, str | int))


def _is_known(path: Path, case: Case) -> bool:
    if path[0].lower() in _COMMON and path[0] not in ("model", "type"):
        return False
    return path[0] in ROOTS or (case.asked.known and has(case.asked.body, case.at(path[0])))
