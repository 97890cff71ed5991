"""What the user looks for in the history, read from one line.

Words must all be there. `"several words"` must stand together, `over*` is the beginning of a word, and so
is the last word for as long as it is being typed. Filters are `status:400`, `status:4xx`, `model:`, `beta:`,
`op:`, `preset:`, `target:`, `id:`, `before:2026-11-20`, `after:`, `on:` (also `today`, `yesterday`, `7d`),
`is:error`, `is:ok`, `is:pinned`, `is:cancelled`, `is:failed`, `is:noted`, `is:beside`. A minus before any of them turns
it round. Of several statuses, models, operations, presets, targets or ids one must fit, of all else each.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

_LONGEST_CHARS = 1000
_MOST_PIECES = 30
_PIECE = re.compile(r'(?=\S)(-)?(?:([a-z]+):)?(?:"([^"]*)("?)|(\S*))', re.IGNORECASE)
_TEXT_KEYS = ("model", "beta", "op", "preset", "target", "id")
_TIME_KEYS = ("before", "after", "on")
STATES = ("error", "ok", "pinned", "cancelled", "failed", "noted", "beside")
KEYS = ("status", *_TEXT_KEYS, *_TIME_KEYS, "is")
"""The names of filters."""

_STATUS = re.compile(r"[1-9][0-9][0-9]|[1-9]xx|none", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_DAYS_AGO = re.compile(r"([0-9]{1,5})d")


@dataclass(frozen=True, slots=True)
class Term:
    """A text to be found. As a `prefix` its last word may go on. Not `wanted`: it must not be there."""

    text: str
    prefix: bool = False
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on what a row tells; `key` is one of `KEYS`, `value` in lower case."""

    key: str
    value: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """All that must hold. `problems` says in words what could not be understood and does not count."""

    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    problems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.filters)


def parse(text: str) -> HistoryQuery:
    """Return what `text` asks for. Nothing is an error: what makes no sense is named in `problems`.

    Only the first pieces of a very long text count.
    """
    terms: list[Term] = []
    filters: list[Filter] = []
    problems: list[str] = []
    text = text[:_LONGEST_CHARS]
    for found in islice(_PIECE.finditer(text), _MOST_PIECES):
        minus, key, quoted, ended, word = found.groups()
        value = word if quoted is None else quoted
        is_last = found.end() == len(text)
        if key is not None and key.lower() in KEYS:
            problem = _problem(key.lower(), value)
            if problem and not (is_last and not value):
                problems.append(problem)
            elif not problem:
                filters.append(Filter(key.lower(), value.lower(), not minus))
        else:
            whole = value if key is None else f"{key}:{value}"
            typing = is_last and (ended == "" if quoted is not None else True)
            terms += _terms(whole, typing, not minus)
    return HistoryQuery(tuple(terms), tuple(filters), tuple(problems))


def days(value: str, today: date) -> tuple[date, date] | None:
    """Return the first day that `value` means and the first one after it; None if it is no time.

    `value` is a day, a month, `today`, `yesterday` or a number of days ago such as `7d`.
    """
    if value in ("today", "yesterday"):
        day = today - timedelta(days=value == "yesterday")
        return day, day + timedelta(days=1)
    if ago := _DAYS_AGO.fullmatch(value):
        day = today - timedelta(days=int(ago[1]))
        return day, day + timedelta(days=1)
    found = _DATE.fullmatch(value)
    return _calendar(found) if found else None


def with_filter(text: str, key: str, value: str, on: bool) -> str:
    """Return the line `text` with the filter `key:value` added at the end, or taken out wherever it is."""
    kept = [found[0] for found in _PIECE.finditer(text) if not _is_filter(found, key, value)]
    if on:
        kept.append(f'{key}:"{value}"' if re.search(r"\s", value) else f"{key}:{value}")
    return " ".join(kept) + (" " if kept else "")


def _is_filter(found: re.Match[str], key: str, value: str) -> bool:
    told = found[5] if found[3] is None else found[3]
    return not found[1] and (found[2] or "").lower() == key and told.lower() == value.lower()


def _terms(text: str, typing: bool, wanted: bool) -> list[Term]:
    star = text.endswith("*")
    text = text.rstrip("*")
    if not any(char.isalnum() for char in text):
        return []
    return [Term(text, star or typing, wanted)]


def _problem(key: str, value: str) -> str:
    """Return in words what is wrong with a filter's value, or the empty text."""
    value = value.lower()
    if not value:
        return f"“{key}:” needs a value behind it."
    if key == "status" and not _STATUS.fullmatch(value):
        return f"“{value}” is no status. Write 400, 4xx or none."
    if key in _TIME_KEYS and days(value, date(2000, 1, 1)) is None:
        return f"“{value}” is no day. Write 2026-11-20, 2026-11, today, yesterday or 7d."
    if key == "is" and value not in STATES:
        return f"“is:{value}” is not known. There are {', '.join(STATES)}."
    return ""


def _calendar(found: re.Match[str]) -> tuple[date, date] | None:
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
    try:
        start = date(year, month, day)
        end = start + timedelta(days=1) if found[3] else (start + timedelta(days=31)).replace(day=1)
    except (ValueError, OverflowError):
        return None
    return start, end
