"""Checks bodies against the catalogue's schemas, narrowed to the betas and the version of the request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import jsonschema_rs

from betadeck.core.catalog import Catalogue, VersionField
from betadeck.core.schema import closure
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.explain import Explainer
from betadeck.sandbox.gates import Gate, closed, gates_of, narrowed
from betadeck.sandbox.schema_finder import Node, drop_bounds
from betadeck.sandbox.versions import older_fields, with_fields

ORDER = (
    *("model", "tool_choice", "tools", "messages", "system", "thinking", "output_config", "cache_control"),
    *("max_tokens", "metadata", "stop_sequences", "temperature", "service_tier", "top_k", "top_p", "stream"),
    *("container", "inference_geo"),
)
"""The order in which the API looks at fields. Source: an order test against the API, published 2026-08-31."""


@dataclass(frozen=True, slots=True)
class _Body:
    pattern: str
    whole: Node
    gates: tuple[Gate, ...]


class Bodies:
    """Compiles a check for each operation, set of betas and version when it is first needed.

    Without `bounds` it does not matter how big, how long and how many things are.
    """

    def __init__(
        self, catalogue: Catalogue, load: Callable[[], Mapping[str, object]], *, bounds: bool = True
    ) -> None:
        self._catalogue = catalogue
        self._load = load
        self._bounds = bounds
        self._pool: Mapping[str, object] = {}
        self._bodies: dict[str, _Body] = {}
        self._checks: dict[tuple[str, frozenset[Gate], tuple[str, ...]], _Check] = {}

    def check(self, operation: str, body: dict[str, object], betas: tuple[str, ...], version: str) -> None:
        """Refuse a body that breaks the schema of `operation`, a catalogue id outside `beta.`.

        Raises:
            ApiFault: 400, for the first fault.
        """
        known = self._body(operation)
        older = older_fields(self._catalogue.version_fields, known.pattern, version)
        self._check_of(operation, known, closed(known.gates, betas), older).run(body)

    def _check_of(
        self, operation: str, known: _Body, shut: frozenset[Gate], older: tuple[VersionField, ...]
    ) -> "_Check":
        key = (operation, shut, tuple(each.name for each in older))
        if key not in self._checks:
            schema = with_fields(narrowed(known.whole, shut), older)
            self._checks[key] = _Check(schema if self._bounds else drop_bounds(schema))
        return self._checks[key]

    def _body(self, operation: str) -> _Body:
        if operation not in self._bodies:
            self._pool = self._pool or self._load()
            usual = self._catalogue.operations[operation]
            twin = self._catalogue.operations.get(usual.twin, usual)
            gates = gates_of(self._catalogue, closure(self._pool, usual.body))
            pattern = f"{usual.method} {usual.path}"
            self._bodies[operation] = _Body(pattern, closure(self._pool, twin.body), gates)
        return self._bodies[operation]


class _Check:
    """One compiled schema. The fast validator decides; the slow one says what is wrong."""

    def __init__(self, schema: Node) -> None:
        self._validator = jsonschema_rs.validator_for(schema)
        self._explainer = Explainer(schema, ORDER)

    def run(self, body: dict[str, object]) -> None:
        if self._validator.is_valid(body):
            return
        if problem := self._explainer.first(body):
            raise invalid(problem.text())
        for error in self._validator.iter_errors(body):
            place = ".".join(str(each) for each in error.instance_path)
            raise invalid(f"{place}: {error.message}" if place else error.message)
