"""Lists of faults in an error body, as servers of many kinds give them: where, and what is wrong there.

Shapes seen, 2026-11-22: FastAPI's `{"loc": [...], "msg": ...}`; `{"field": ..., "message": ...}`; Zod's
`{"path": [...], "message": ...}`; Google's `fieldViolations`; an object with a list of words for each field.
"""

from collections.abc import Iterator, Mapping

_LISTS = (
    "detail",
    "details",
    "errors",
    "issues",
    "fieldViolations",
    "violations",
    "invalid_params",
    "causes",
)
_PLACES = (
    "loc",
    "path",
    "instancePath",
    "pointer",
    "field",
    "param",
    "parameter",
    "property",
    "location",
    "name",
)
_WORDS = ("msg", "message", "description", "reason", "detail", "error", "title")
_MOST = 5
_DEEPEST = 3


def faults_in(error: Mapping[str, object]) -> str:
    """Return the first faults that name a place, as `place: words; ...`, or the empty text."""
    return "; ".join(line for line, _ in zip(_lines(error, 0), range(_MOST), strict=False))


def is_fault(value: object) -> bool:
    """Tell whether `value` is one entry of such a list: a place and words, and no more than a few others."""
    return isinstance(value, Mapping) and isinstance(value.get("loc"), list) and bool(_words(value))


def fault_line(item: Mapping[str, object]) -> str:
    """Return one fault as `place: words`, or its words alone when it names no place."""
    place, words = _place(item), _words(item)
    return f"{place}: {words}" if place else words


def _lines(error: Mapping[str, object], depth: int) -> Iterator[str]:
    for name in _LISTS:
        listed = error.get(name)
        if isinstance(listed, Mapping) and name == "errors":
            yield from _by_name(listed)
        for item in listed[:_MOST] if isinstance(listed, list) else []:
            if not isinstance(item, Mapping):
                continue
            if _place(item) and _words(item):
                yield fault_line(item)
            elif depth < _DEEPEST:
                yield from _lines(item, depth + 1)


def _by_name(faults: Mapping[str, object]) -> Iterator[str]:
    for name, words in faults.items():
        first = words[0] if isinstance(words, list) and words else words
        if isinstance(first, str):
            yield f"{name}: {first}"


def _place(item: Mapping[str, object]) -> str:
    for name in _PLACES:
        value = item.get(name)
        if isinstance(value, str) and value and " " not in value:
            return value
        if isinstance(value, list) and value:
            return ".".join(str(part) for part in value if isinstance(part, str | int))
    return ""


def _words(item: Mapping[str, object]) -> str:
    return next((found for name in _WORDS if isinstance(found := item.get(name), str) and found), "")
