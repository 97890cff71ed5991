"""What is wrong with the value of a parameter."""

import re
from collections.abc import Callable
from datetime import date, datetime

from betadeck.core.catalog import Param
from betadeck.core.catalog_names import nearest
from betadeck.core.param_spec import ParamKind, ParamSpec, spec_of

_MOST_LISTED = 12
_WHOLE = re.compile(r"-?\d{1,18}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?")


def value_problem(value: str, param: Param) -> tuple[str, tuple[str, ...]]:
    """Return what is wrong with a value, as the end of a sentence, and values that would do."""
    return problem_of(value, spec_of(param))


def problem_of(value: str, spec: ParamSpec) -> tuple[str, tuple[str, ...]]:
    """Return what is wrong with a value of `spec`, as the end of a sentence, and values that would do."""
    if not value:
        return "has no value: give it one, or take it out", ((spec.default,) if spec.default else ())
    if spec.options and value not in spec.options:
        return f"is one of {_listed(spec.options)}", nearest(value, list(spec.options), most=2)
    if spec.kind is ParamKind.INTEGER:
        return _number(value, spec)
    if spec.kind is ParamKind.SWITCH and value not in ("true", "false"):
        return "is true or false", ("true", "false")
    fits, words = _DAYS.get(spec.kind, (_anything, ""))
    return ("" if fits(value) else words), ()


def _listed(options: tuple[str, ...]) -> str:
    """Return the options in words, the first ones of a long list."""
    if len(options) <= _MOST_LISTED:
        return ", ".join(options)
    return f"{', '.join(options[:_MOST_LISTED])} and {len(options) - _MOST_LISTED} others"


def _number(value: str, spec: ParamSpec) -> tuple[str, tuple[str, ...]]:
    if not _WHOLE.fullmatch(value):
        return "is a whole number", ()
    if spec.least is not None and int(value) < spec.least:
        return f"is at least {spec.least:,}", (str(spec.least),)
    if spec.most is not None and int(value) > spec.most:
        return f"is at most {spec.most:,}", (str(spec.most),)
    return "", ()


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2026-11-22")


def _is_moment(value: str) -> bool:
    if not _MOMENT.fullmatch(value):
        return _is_date(value)
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True


def _anything(_value: str) -> bool:
    return True


_DAYS: dict[ParamKind, tuple[Callable[[str], bool], str]] = {
    ParamKind.DATE: (_is_date, "is a day, as in 2026-11-22"),
    ParamKind.MOMENT: (_is_moment, "is a date and time, as in 2026-11-22T09:30:00Z"),
}
