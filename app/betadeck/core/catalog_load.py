"""Turns the catalogue's plain JSON values into the dataclasses of `catalog`, and lays users' own over them."""

from collections.abc import Mapping
from dataclasses import replace

from betadeck.core.catalog import (
    Beta,
    Catalogue,
    ErrorEntry,
    Model,
    ModelRule,
    Operation,
    RateLimit,
    RequestLimit,
    ResponseHeader,
    VersionRule,
)
from betadeck.core.catalog_read import (
    CatalogueFault,
    Named,
    entry,
    given_values,
    named,
    rows,
    table,
    text,
    texts,
)

FORMAT = 1
"""The number of the index format that this program reads."""

__all__ = ["FORMAT", "CatalogueFault", "overlay", "parse_catalogue"]


def parse_catalogue(index: Mapping[str, object]) -> Catalogue:
    """Return the catalogue that `index` describes.

    Raises:
        CatalogueFault: something in it is missing, of the wrong kind or of a newer format; `where` names it.
    """
    _check_format(index)
    return Catalogue(
        date=text(index, "date"),
        sdk=text(index, "sdk"),
        operations=named(Operation, table(index, "operations"), "operations", key="id"),
        betas=named(Beta, table(index, "betas"), "betas", key="name"),
        models=named(Model, table(index, "models"), "models", key="id"),
        retired_models=named(Model, table(index, "retired_models"), "retired_models", key="id"),
        errors=tuple(rows(ErrorEntry, index, "errors")),
        headers={each.name: each for each in rows(ResponseHeader, index, "headers")},
        versions=texts(index, "versions"),
        version_rules=tuple(rows(VersionRule, index, "version_rules")),
        model_rules=tuple(rows(ModelRule, index, "model_rules")),
        rate_limits=tuple(rows(RateLimit, index, "rate_limits")),
        limits=tuple(rows(RequestLimit, index, "limits")),
    )


def overlay(base: Catalogue, index: Mapping[str, object]) -> Catalogue:
    """Return `base` with the user's own betas, operations and models of `index` on top, marked as theirs.

    An entry that `base` knows too changes only the facts that it gives. Other parts of `index` are refused,
    so that a misspelt heading does not go unnoticed.

    Raises:
        CatalogueFault: something in it is unknown or of the wrong kind; `where` names it.
    """
    _check_format(index)
    parts = {"operations": base.operations, "betas": base.betas, "models": base.models}
    for name in index:
        if name not in (*parts, "format"):
            raise CatalogueFault(name, "only format, operations, betas and models can be given")
    return replace(
        base,
        operations={**base.operations, **_own(Operation, base.operations, index, "operations", "id")},
        betas={**base.betas, **_own(Beta, base.betas, index, "betas", "name")},
        models={**base.models, **_own(Model, base.models, index, "models", "id")},
    )


def _check_format(index: Mapping[str, object]) -> None:
    number = index.get("format", FORMAT)
    if number != FORMAT:
        raise CatalogueFault("format", f"{number!r} is not a format that this program reads; it reads {FORMAT}")


def _own(
    kind: type[Named], known: Mapping[str, Named], index: Mapping[str, object], part: str, key: str
) -> dict[str, Named]:
    """Return the user's entries of `part`; those that `known` has too keep what the user does not give."""
    found = {}
    for name, value in table(index, part).items():
        where = f"{part}.{name}"
        if name in known:
            found[name] = replace(known[name], **{**given_values(kind, value, where), "mine": True})  # type: ignore[arg-type]
        else:
            found[name] = entry(kind, value, where, {key: name, "mine": True})
    return found
