"""Finds the places that an error message names, however they are spelt.

`messages.3.content.8`, `messages[3].content[8]`, `body -> messages -> 3`, `#/messages/3`, `["messages", 3]`.
A place is a tuple of names and numbers as they stand in the message; `places` makes a pointer of it.
"""

import re
from collections.abc import Iterator

from betadeck.core.json_pointer import unescaped

Path = tuple[str, ...]

ROOTS = frozenset(
    {
        *("messages", "model", "max_tokens", "system", "tools", "tool_choice", "thinking", "stream"),
        *("temperature", "top_p", "top_k", "stop_sequences", "metadata", "service_tier", "container"),
        *("output_config", "output_format", "cache_control", "mcp_servers", "context_management"),
        *("compaction", "thread", "fallbacks", "fallback_credit_token", "speed", "inference_geo"),
        *("billing_policy", "diagnostics", "requests", "prompt", "max_tokens_to_sample", "anthropic_beta"),
    }
)
"""The top-level fields of Messages, of batches and of the old completions. Source: Python SDK 2.12.0."""

_STEP = r"(?:[A-Za-z_$][\w$-]*|\d+)"
_INDEX = r"(?:\[(?:\d+|\"[^\"\]]+\"|'[^'\]]+'|\*)?\])"
_SLASHED = r"[a-z]\w*(?:/[\w$-]+)*/\d+(?:/[\w$-]+)*"
_DOTTED = rf"{_STEP}{_INDEX}*(?:\.{_STEP}{_INDEX}*)*"
_POINTER = r"#?(?:/[\w$~.*-]+)+/?"
_ARROWS = rf"{_STEP}(?:\s*(?:->|→|»)\s*{_STEP})+"
_ITEM = r"(?:\"[\w.-]+\"|'[\w.-]+'|\d+)"
_LISTED = rf"(?:[\[(]{_ITEM}(?:\s*,\s*{_ITEM})+[\])]|\[[\"'][A-Za-z_]\w*[\"']\])"
_ANY = rf"(?:{_LISTED}|{_ARROWS}|{_POINTER}|{_SLASHED}|\$?\.?{_DOTTED})"
_WHOLE = re.compile(rf"[`\"'“(]?(?P<path>{_ANY})[`\"'”)]?")
_TRAIL = re.compile(
    rf"[\s(,]+\(?(?:at|in|for|on|path[:=]|loc(?:ation)?[:=]|field[:=]|param(?:eter)?[:=])\s*"
    rf"(?:(?:the\s+)?(?:field|path|parameter|property|place|location)\s+)?"
    rf"[`\"'“(]*(?P<path>{_ANY})[`\"'”)]*[.)]*$"
)
_SCHEMA_WORDS = re.compile(
    r"(?:field required|missing|required|(?:input|list|string|value|number|dictionary|tuple) should\b|"
    r"input tag |text content |value error|"
    r"extra |invalid|unexpected|unknown|expected|must\b|should\b)",
    re.IGNORECASE,
)
_CODE_ENDS = re.compile(r"_(?:exceeded|error|failed|invalid|required|found|missing|reached|denied|expired)$")
"""Names of errors, such as `context_length_exceeded`, and not of fields."""
_BODY_WORDS = frozenset({"body", "request", "root", "payload", "req", "$", "params", "instance"})
_UNION = re.compile(r"\b([a-z]+(?:-[a-z]+)*)\[[A-Za-z][\w, |.'\"\[\]-]*\](?=[.\s]|$)")
"""A branch of a union as pydantic prints it: `list[union[TextBlock,ImageBlock]]`, `function-wrap[check()]`."""
_PARTS = re.compile(r"[A-Za-z_$][\w$-]*|\d+")
_SEPARATOR = re.compile(r":(?=\s|$)|\s[-–—]\s|\n")
_LEAD = re.compile(
    r"(?:(?:error|errors|invalid(?: value| input| type)?|validation (?:error|failed)|problem|failed|"
    r"bad value)\s+)?"
    r"(?:in|at|for|on|of|with)\s+(?:(?:the\s+)?(?:field|path|parameter|property|place|location|argument)\s+)?"
    r"|(?:(?:request\s+)?(?:field|path|parameter|property|argument|param)\s+)",
    re.IGNORECASE,
)
_URL = re.compile(r"\b(?:https?|wss?)://[^\s\"'<>)\]]+")
_HOST_ENDS = frozenset(
    {"com", "org", "net", "io", "ai", "dev", "cloud", "py", "js", "ts", "go", "md", "html"}
)
_NO_FIELDS = frozenset(
    {
        *("error", "errors", "message", "warning", "note", "notice", "details", "detail", "reason", "cause"),
        *("status", "code", "request", "response", "upstream", "exception", "failed", "invalid", "simulated"),
        *("got", "needed", "found", "received", "expected", "hint", "info", "see", "param", "params", "body"),
        *("json", "litellm", "openai", "anthropic", "bedrock", "vertex", "provider", "input", "output", "data"),
        *("schema", "value", "range", "length", "required", "missing", "unknown", "unsupported", "unexpected"),
        *("unauthorized", "forbidden", "overloaded", "timeout", "internal", "server"),
    }
)  # fmt: skip
_MESSAGE_NUMBER = re.compile(
    r"\bmessages?\s*(?:(?:at|with)\s+)?(?:index|position|number|no\.?|#|\[)?\s*(\d+)\]?(?![\w%.,]*\d)"
    r"(?!\s*(?:tokens?|of|per|times|characters|bytes|messages)\b)",
    re.IGNORECASE,
)
_BLOCK_NUMBER = re.compile(
    r"\b(?:(?:content(?:\s+block)?s?|blocks?|part|item)\s*(?:(?:at|with)\s+)?"
    r"(?:index|position|number|no\.?|#|\[)\s*|(?:content block|block|part) )(\d+)\b",
    re.IGNORECASE,
)
_TOOL_NUMBER = re.compile(
    r"\btools?\s*(?:(?:at|with)\s+)?(?:index|position|number|no\.?|#|\[)\s*(\d+)", re.IGNORECASE
)
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\s+(message|tool)\b", re.IGNORECASE)
_HELD = re.compile(
    r"[`'\"]?\b(content|role|text|input|source|name|type|id|cache_control|citations|data|media_type|tool_use_id|"
    r"input_schema|description|signature|is_error)\b[`'\"]?(?: (?:field|member|value))? (?:of|in|inside|for) "
    r"(?:the )?(?:[\w`'\"]+ )?$",
    re.IGNORECASE,
)
"""A member told before the thing it is in: `the role of message 3`."""
_HELD_CHARS = 80
_MOST_SEGMENTS = 6


def without_urls(text: str) -> str:
    """Return `text` with addresses taken out, so that their parts are not taken for places."""
    return _URL.sub(" ", text)


def leading_path(text: str) -> tuple[Path, str]:
    """Return the place that `text` begins with, perhaps after a few words, and what it says of it.

    Without such a place the path is empty and the rest is all of `text`.
    """
    start = 0
    for count, separator in enumerate(_SEPARATOR.finditer(text)):
        segment = text[start : separator.start()]
        path = whole_path(segment)
        if path and is_field(path):
            return path, text[separator.end() :].strip()
        start = separator.end()
        if count >= _MOST_SEGMENTS:
            break
    return (), text


def trailing_path(text: str) -> tuple[Path, str]:
    """Return the place that `text` ends with, as in `Field required (at messages[3].content)`, and what is before.

    Only a place with a number in it, or one that begins with a known field, counts.
    """
    found = _TRAIL.search(text)
    path = without_body(steps(found["path"])) if found else ()
    if not found or not path:
        return (), text
    numbered = any(each.isdigit() for each in path[1:]) and not path[0].isdigit()
    rest = text[: found.start()].rstrip(" ,")
    # `... in tools` is mostly a part of the sentence; after the words of a schema check it is the place.
    told = found.group().lstrip().startswith("(") or _SCHEMA_WORDS.match(rest) is not None
    rooted = path[0] in ROOTS and (len(path) > 1 or told)
    return (path, rest) if numbered or rooted else ((), text)


def without_body(path: Path) -> Path:
    """Return `path` without the words before it that mean the body as a whole."""
    while len(path) > 1 and not path[1].isdigit():
        of_class = path[0][0].isupper() and path[1] in ROOTS
        if not of_class and path[0] not in _BODY_WORDS:
            break
        path = path[1:]
    return path


def whole_path(segment: str) -> Path:
    """Return the place that all of `segment` names, or nothing."""
    words = _UNION.sub(r"\1", segment.strip().removeprefix("- "))
    lead = _LEAD.match(words)
    found = _WHOLE.fullmatch(words[lead.end() :] if lead else words)
    return without_body(steps(found["path"])) if found else ()


def steps(written: str) -> Path:
    """Return the names and numbers in a place as it is written."""
    if written.startswith(("/", "#/")):
        return tuple(unescaped(each) for each in written.lstrip("#").split("/") if each)
    return tuple(_PARTS.findall(written))


def is_field(path: Path) -> bool:
    """Tell whether `path` can be a place in a body, and is not a host, a class or an ordinary word."""
    first = path[0]
    if re.fullmatch(r"v\d", first) or (len(path) == 2 and first in _BODY_WORDS and path[1].isdigit()):
        return False  # the path of an address, or how far into the text of the body
    if any(each.isdigit() for each in path[1:]):
        return not first.isdigit()
    if first in ROOTS:
        return True
    if any(each[0].isupper() for each in path) or path[-1].lower() in _HOST_ENDS:
        return False
    if len(path) == 1 and _CODE_ENDS.search(first):
        return False
    return "-" not in first and not first.isdigit() and (len(path) > 1 or first not in _NO_FIELDS)


def paths_in(text: str) -> Iterator[Path]:
    """Yield the places inside a sentence that cannot be anything else: they have a number or a known root."""
    for found in re.finditer(rf"{_LISTED}|{_POINTER}|{_SLASHED}|{_DOTTED}", without_urls(text)):
        path = without_body(steps(found.group()))
        numbered = any(each.isdigit() for each in path[1:])
        rooted = bool(path) and (path[0] in ROOTS or (len(path) > 1 and path[1] in ROOTS))
        is_word = path[:1] == (found.group(),)
        of_url = bool(path) and re.fullmatch(r"v\d", path[0]) is not None
        if rooted and not is_word and not of_url and (numbered or is_field(path)):
            yield path
    yield from _counted(text)


def _counted(text: str) -> Iterator[Path]:
    """Yield places told in words, such as `message at index 3`; `the 4th message` counts from one."""
    block = _BLOCK_NUMBER.search(text)
    inner = ("content", block.group(1)) if block else ()
    for found in _MESSAGE_NUMBER.finditer(text):
        first = min(found.start(), block.start()) if block else found.start()
        yield ("messages", found.group(1), *inner, *_held(text[:first]))
    for found in _TOOL_NUMBER.finditer(text):
        yield ("tools", found.group(1), *_held(text[: found.start()]))
    for found in _ORDINAL.finditer(text):
        if (number := int(found.group(1))) > 0:
            yield (found.group(2).lower() + "s", str(number - 1), *inner)


def _held(before: str) -> Path:
    """Return the member that the words just before a thing name, or nothing."""
    found = _HELD.search(before[-_HELD_CHARS:])
    return (found.group(1).lower(),) if found else ()
