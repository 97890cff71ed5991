"""Turns the catalogue's plain JSON values into dataclasses, and lays users' own over them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from betadeck.core.catalog import (
    Beta,
    Catalogue,
    ErrorEntry,
    Model,
    Operation,
    Param,
    RateLimit,
    ResponseHeader,
    VersionField,
)
from betadeck.core.catalog_read import (
    CatalogueFault,
    a_list_of,
    a_text,
    an_object,
    entries,
    entry,
    given_values,
    some_texts,
)
from betadeck.core.catalog_rules import ModelRule, RequestLimit, VersionRule

FORMAT = 1
"""The number of the index format that this program reads."""

Named = TypeVar("Named", Operation, Beta, Model)

__all__ = ["FORMAT", "CatalogueFault", "overlay", "parse_catalogue"]

_PARTS: dict[str, Callable[[object], object]] = {
    "date": a_text,
    "sdk": a_text,
    "betas": lambda value: entries(Beta, value, "name"),
    "models": lambda value: entries(Model, value, "id"),
    "retired_models": lambda value: entries(Model, value, "id"),
    "errors": lambda value: a_list_of(ErrorEntry, value),
    "headers": lambda value: {each.name: each for each in a_list_of(ResponseHeader, value)},
    "versions": some_texts,
    "version_rules": lambda value: a_list_of(VersionRule, value),
    "version_fields": lambda value: a_list_of(VersionField, value),
    "model_rules": lambda value: a_list_of(ModelRule, value),
    "rate_limits": lambda value: a_list_of(RateLimit, value),
    "limits": lambda value: a_list_of(RequestLimit, value),
}


def parse_catalogue(index: Mapping[str, object]) -> Catalogue:
    """Return the catalogue that `index` describes. Parts that are missing are empty.

    An operation may name a parameter by its place in the part `params`.

    Raises:
        CatalogueFault: something in it is unknown, missing, of the wrong kind or of another format.
    """
    parts = _without_format(index)
    params = _read("params", lambda value: a_list_of(Param, value), parts.pop("params", []))
    found = {}
    for name, value in parts.items():
        if name == "operations":
            found[name] = _read(name, lambda given: _operations(given, params), value)
        elif name in _PARTS:
            found[name] = _read(name, _PARTS[name], value)
        else:
            raise CatalogueFault(name, "is no part of a catalogue")
    return replace(Catalogue(), **found)


def overlay(base: Catalogue, index: Mapping[str, object]) -> Catalogue:
    """Return `base` with the user's own betas, operations and models of `index` on top, marked as theirs.

    An entry that `base` has too keeps what the user does not give. Other parts are refused, so that a
    misspelt heading does not go unnoticed.

    Raises:
        CatalogueFault: something in it is unknown, missing, of the wrong kind or of another format.
    """
    for name in _without_format(index):
        if name not in ("operations", "betas", "models"):
            raise CatalogueFault(name, "only betas, models and operations can be given")
    return replace(
        base,
        operations={**base.operations, **_own(Operation, base.operations, index, "operations", "id")},
        betas={**base.betas, **_own(Beta, base.betas, index, "betas", "name")},
        models={**base.models, **_own(Model, base.models, index, "models", "id")},
    )


def _read(name: str, reader: Callable[[object], Any], value: object) -> Any:  # noqa: ANN401  any part
    try:
        return reader(value)
    except CatalogueFault as fault:
        raise fault.within(name) from None


def _operations(value: object, params: tuple[Param, ...]) -> dict[str, Operation]:
    """Return the operations, with shared parameters in the place of their numbers."""
    given = an_object(value)
    return entries(Operation, {name: _with_params(each, params) for name, each in given.items()}, "id")


def _with_params(value: object, params: tuple[Param, ...]) -> object:
    if not isinstance(value, dict):
        return value
    made = dict(value)
    for part in ("params", "query", "headers"):
        if isinstance(numbers := value.get(part), list):
            made[part] = [_param(each, params) for each in numbers]
    return made


def _param(value: object, params: tuple[Param, ...]) -> object:
    if isinstance(value, int) and 0 <= value < len(params):
        return params[value]
    return value


def _without_format(index: Mapping[str, object]) -> dict[str, object]:
    number = index.get("format", FORMAT)
    if number != FORMAT:
        raise CatalogueFault(
            "format", f"{number!r} is another format than {FORMAT}, which this program reads"
        )
    return {name: value for name, value in index.items() if name != "format"}


def _own(
    kind: type[Named], known: Mapping[str, Named], index: Mapping[str, object], part: str, key: str
) -> dict[str, Named]:
    found: dict[str, Named] = {}
    try:
        for name, value in an_object(index.get(part, {})).items():
            found[name] = _one_own(kind, known.get(name), value, {key: name, "mine": True})
    except CatalogueFault as fault:
        raise fault.within(part) from None
    return found


def _one_own(kind: type[Named], known: Named | None, value: object, given: dict[str, object]) -> Named:
    try:
        if known is None:
            return entry(kind, value, given)
        return replace(known, **given_values(kind, value), mine=True)
    except CatalogueFault as fault:
        raise fault.within(str(next(iter(given.values())))) from None
