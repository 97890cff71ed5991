"""The addresses of the API: a method and a path, with the one or two calls of the catalogue for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from betadeck.core.catalog import Beta, Catalogue, Operation
from betadeck.core.catalog_lookup import matches_operation, needed_betas

BODY_BYTES = 32 * 1024 * 1024
"""Largest body where the catalogue tells none."""


@dataclass(frozen=True, slots=True)
class Address:
    """`usual` is the standard call, or the only one; `beta` its counterpart under `beta.`, if any.

    `needs` are the betas without which the API refuses, `reshaping` those that ask for the beta's form of
    the answer. `most_bytes` is the size that a body may have.
    """

    usual: Operation
    beta: Operation | None
    needs: tuple[Beta, ...]
    reshaping: frozenset[str]
    most_bytes: int

    def meant(self, betas: Sequence[str], query: Mapping[str, str]) -> Operation:
        """Return the call that a request means: that of the beta when it asks for its form.

        `?beta=true` asks for it too; SDKs before 2.0 put it on every call of a beta.
        """
        asks = query.get("beta") == "true" or not self.reshaping.isdisjoint(betas)
        return self.beta if self.beta and asks else self.usual


def addresses(catalogue: Catalogue) -> Iterator[Address]:
    """Yield every address once, those without parameters in the path before those with."""
    calls: dict[tuple[str, str], list[Operation]] = {}
    for each in catalogue.operations.values():
        calls.setdefault((each.method, each.path), []).append(each)
    for found in sorted(calls.values(), key=lambda each: each[0].path.count("{")):
        usual, *others = sorted(found, key=lambda each: each.id.startswith("beta."))
        yield Address(
            usual,
            others[0] if others else None,
            needed_betas(usual, catalogue),
            frozenset(_reshaping(usual, catalogue)),
            _most_bytes(usual, catalogue),
        )


def _reshaping(operation: Operation, catalogue: Catalogue) -> Iterator[str]:
    for beta in catalogue.betas.values():
        if beta.changes_response and any(
            matches_operation(pattern, operation.method, operation.path) for pattern in beta.operations
        ):
            yield beta.name


def _most_bytes(operation: Operation, catalogue: Catalogue) -> int:
    for limit in catalogue.limits:
        if (
            limit.unit == "bytes"
            and not limit.platforms
            and any(
                matches_operation(pattern, operation.method, operation.path) for pattern in limit.operations
            )
        ):
            return limit.maximum
    return BODY_BYTES
