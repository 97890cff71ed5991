"""What a request may only say when it names a beta, and the schema without it.

A field, value or union branch is behind a gate when a beta that is not standard yet names it and the
standard body does not have it.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from betadeck.core.catalog import Beta, Catalogue
from betadeck.core.catalog_lookup import opens
from betadeck.sandbox.schema_finder import Finder, Kind, Node


@dataclass(frozen=True, slots=True)
class Gate:
    """`what` is a path (`output_config.task_budget`), a `path=value`, or the tag of a branch.

    One of `betas` opens it; none can open what only retired betas knew.
    """

    kind: Kind
    what: str
    betas: frozenset[str]


def gates_of(catalogue: Catalogue, standard: Node) -> tuple[Gate, ...]:
    """Return the gates of a body whose schema without betas is `standard`."""
    named: dict[tuple[Kind, str], set[str]] = {}
    for beta in catalogue.betas.values():
        if opens(beta):
            for key in _named_by(beta):
                named.setdefault(key, set()).add(beta.name)
    usual = Finder(standard)
    return tuple(
        Gate(kind, what, frozenset(_openers(kind, what, named)))
        for kind, what in named
        if not usual.has(kind, what)
    )


def _openers(kind: Kind, what: str, named: Mapping[tuple[Kind, str], set[str]]) -> set[str]:
    """Return the betas that open `what`; one that names a path also opens what lies below it."""
    found = set(named[kind, what])
    if kind is Kind.FIELD:
        steps = what.split(".")
        for length in range(1, len(steps)):
            found |= named.get((kind, ".".join(steps[:length])), set())
    return found


def closed(gates: tuple[Gate, ...], sent: tuple[str, ...]) -> frozenset[Gate]:
    """Return the gates that none of the betas sent opens."""
    return frozenset(gate for gate in gates if not gate.betas.intersection(sent))


def narrowed(whole: Node, shut: frozenset[Gate]) -> Node:
    """Return a copy of `whole` without what is behind the gates `shut`."""
    made = copy.deepcopy(whole)
    finder = Finder(made)
    for gate in shut:
        if gate.kind is Kind.FIELD:
            finder.drop_field(gate.what)
        elif gate.kind is Kind.VALUE:
            finder.drop_value(gate.what)
    finder.drop_doubles()
    finder.drop_branches({gate.what for gate in shut if gate.kind is Kind.BRANCH})
    return made


def _named_by(beta: Beta) -> Iterator[tuple[Kind, str]]:
    yield from ((Kind.FIELD, path) for path in beta.fields)
    yield from ((Kind.VALUE, pair) for pair in beta.values)
    yield from ((Kind.BRANCH, tag) for tag in (*beta.blocks, *beta.tools, *beta.edits))
