"""What to say of a problem with a schema, and what would mend it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from betadeck.core import json_pointer
from betadeck.core.catalog_names import nearest
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member, rename_member, set_member
from betadeck.core.json_pointer import words
from betadeck.core.lint.explain_value import Problem, bound_words, kind_words, type_words
from betadeck.core.schema import Pool, constants_of, suggestions_of
from betadeck.core.schema_place import skeleton

_FEW = 8
_STEM = re.compile(r"_\d*$")
_INTEGER = re.compile(r"\s*-?\d{1,15}\s*")
USUAL: Mapping[str, object] = {"max_tokens": 1024, "messages": [{"role": "user", "content": "Hello"}]}
"""What to begin with."""
_FAMILIES = ("opus", "sonnet", "haiku")


def text_of_problem(problem: Problem, value: object) -> str:
    """Return the sentence; `value` is what stands at the place, None when nothing does."""
    place = words(json_pointer.join(problem.way)) or "The body"
    name = str(problem.way[-1]) if problem.way else "The body"
    outer = words(json_pointer.join(problem.way[:-1])) or "the body"
    if problem.code == "field-missing":
        return f"{place} is missing."
    if problem.code == "field-unknown":
        return f"There is no field {name} in {outer}."
    if problem.code == "field-type":
        given = str(value) if isinstance(value, float) else kind_words(value)
        return f"{place} must be {type_words(problem.schema)}, not {given}."
    if problem.code == "field-range":
        return f"{place} {bound_words(problem.schema, value)}."
    allowed = constants_of(problem.schema)
    shown = ", ".join(allowed[:_FEW]) + (f" and {len(allowed) - _FEW} more" if len(allowed) > _FEW else "")
    if problem.code == "kind-unknown":
        return f"There is no {name} {_short(value)} here. There are {shown}."
    return f"{place} cannot be {_short(value)}; it takes {shown or _short(problem.schema.get('const'))}."


def fixes_of(problem: Problem, value: object, at: Mapping[str, object], pool: Pool) -> Iterator[Fix]:
    """Yield the fixes; `at` is the object that the place lies in, empty when it lies in none."""
    pointer = json_pointer.join(problem.way)
    if problem.code == "field-missing":
        yield from _added(problem, pointer, pool)
    elif problem.code == "field-unknown":
        free = [each for each in problem.names if each not in at]
        yield from (rename_member(pointer, each) for each in nearest(str(problem.way[-1]), free, most=2))
        yield remove_member(pointer)
    elif problem.code in ("field-value", "kind-unknown"):
        yield from _others(problem, value, pointer)
    elif problem.code == "field-range":
        yield from _bounded(problem, value, pointer)
    else:
        yield from _converted(problem, value, pointer)


def usual_of(name: str, options: Sequence[str]) -> tuple[str, ...]:
    """Return the likeliest three texts of those that a field may hold: of models, the everyday ones."""
    if name == "model":
        first = (next((each for each in options if family in each), "") for family in _FAMILIES)
        return tuple(each for each in first if each)
    return tuple(options[:3])


def _alike(value: object, allowed: Sequence[str]) -> tuple[str, ...]:
    """Return those of `allowed` that are spelt nearly so, else the last two that begin so."""
    if not isinstance(value, str):
        return ()
    stem = _STEM.sub("", value)
    begun = sorted((each for each in allowed if stem and _STEM.sub("", each) == stem), reverse=True)
    return nearest(value, allowed, most=2) or tuple(begun[:2])


def _short(value: object) -> str:
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _added(problem: Problem, pointer: str, pool: Pool) -> Iterator[Fix]:
    name = str(problem.way[-1])
    if name in USUAL:
        yield set_member(pointer, USUAL[name], f"Add {words(pointer)}")
        return
    if options := usual_of(name, suggestions_of(pool, problem.schema)):
        yield from (set_member(pointer, each) for each in options)
        return
    yield set_member(pointer, skeleton(pool, problem.schema), f"Add {words(pointer)}")


def _others(problem: Problem, value: object, pointer: str) -> Iterator[Fix]:
    allowed = constants_of(problem.schema)
    likely = _alike(value, allowed)
    for each in likely or (allowed if len(allowed) <= 3 else ()):
        yield set_member(pointer, each)
    if problem.code == "kind-unknown":
        outer = json_pointer.join(problem.way[:-1])
        yield remove_member(outer)


def _bounded(problem: Problem, value: object, pointer: str) -> Iterator[Fix]:
    for name in ("minimum", "maximum"):
        bound = problem.schema.get(name)
        if not isinstance(bound, int | float) or not isinstance(value, int | float):
            continue
        if value < bound if name == "minimum" else value > bound:
            yield set_member(pointer, bound)


def _converted(problem: Problem, value: object, pointer: str) -> Iterator[Fix]:
    """Yield the same value in the type that is wanted, where that is plain."""
    kinds = _kinds(problem)
    if isinstance(value, str):
        if kinds & {"integer", "number"} and _INTEGER.fullmatch(value):
            yield set_member(pointer, int(value))
        if "boolean" in kinds and value.strip().lower() in ("true", "false"):
            yield set_member(pointer, value.strip().lower() == "true")
    elif isinstance(value, int | float) and not isinstance(value, bool) and "string" in kinds:
        yield set_member(pointer, str(value))
    if isinstance(value, dict | str) and "array" in kinds and not kinds & {"object", "string"}:
        yield set_member(pointer, [value], f"Make {words(pointer)} a list")
    if value is None:
        yield remove_member(pointer)


def _kinds(problem: Problem) -> set[str]:
    options = problem.schema.get("anyOf", [problem.schema])
    branches = [each for each in options if isinstance(each, Mapping)] if isinstance(options, list) else []
    return {str(each.get("type")) for each in branches}
