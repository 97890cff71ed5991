"""Runs all rules over a draft, and keeps what they need again: compiled schemas, indexes of the catalogue."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from betadeck.core.catalog import Catalogue
from betadeck.core.draft import Draft
from betadeck.core.finding import Finding, Severity
from betadeck.core.lint import (
    betas,
    cache,
    empties,
    foreign,
    keys,
    length,
    limits,
    media,
    messages,
    model,
    needs,
    output,
    pairs,
    request,
    schema,
    target,
    thinking,
    tools,
    variables,
    version,
)
from betadeck.core.lint.codes import CODES
from betadeck.core.lint.schema import BodySchema, SchemaOf
from betadeck.core.lint.subject import Subject, subject_of
from betadeck.core.lint.usage import used_betas
from betadeck.core.schema import closure
from betadeck.core.target import Platform, Target

_MOST_KEPT = 64
"""Paths that are typed letter by letter must not fill the memory."""
_MOST_OF_A_CODE = 20
"""Findings of one code that are listed; a long conversation can have one thing wrong a thousand times."""
_ELSEWHERE = (Platform.GATEWAY, Platform.BEDROCK, Platform.GOOGLE)
"""Who may know more, or other things, than the catalogue."""
_FAMILIES: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    target.check,
    keys.check,
    request.check,
    version.check,
    betas.check,
    model.check,
    output.check,
    limits.check,
    length.check,
    tools.check,
    messages.check,
    pairs.check,
    thinking.check,
    cache.check,
    media.check,
    foreign.check,
)
_SCHEMA = (
    *("field-missing", "field-unknown", "field-type", "field-value", "field-range", "kind-unknown"),
    "field-empty",
)
_ORDER = (Severity.ERROR, Severity.WARN, Severity.HINT)


class Linter:
    """Judges drafts by one catalogue. `schemas` is the pool that goes with it, name -> JSON Schema, or gives
    the closed schema of a body; without it the body's shape is not checked.

    Made once for a catalogue; what it keeps is only the catalogue and the pool in other forms. May be asked
    from another thread, one call at a time.
    """

    def __init__(self, catalogue: Catalogue, schemas: Mapping[str, object] | SchemaOf | None = None) -> None:
        self._catalogue = catalogue
        self._schema = _schema_of(schemas)
        self._bodies: dict[tuple[str, tuple[str, ...]], BodySchema] = {}
        self._gates: dict[tuple[str, str], needs.Gates] = {}

    def lint(self, draft: Draft, target: Target, key_kind: str = "") -> tuple[Finding, ...]:
        """Return the findings: errors, then warnings, then hints; those that the draft ignores are left out.

        `key_kind` is what kind of key the target uses: `api`, `admin`, `oauth`; empty when nobody knows.
        """
        return self.judged(draft, target, key_kind)[0]

    def judged(
        self, draft: Draft, target: Target, key_kind: str = ""
    ) -> tuple[tuple[Finding, ...], frozenset[str]]:
        """Return the findings, and the betas of the draft that something in it makes use of.

        The body is parsed once for both. Variables have their values in what is looked at; places are the
        same in the draft as it is written.
        """
        filled = variables.filled(draft, target)
        subject = subject_of(filled.draft, target, self._catalogue, key_kind)
        found = chain(variables.check(draft, subject, filled), self._found(subject))
        return arranged(found, subject), used_betas(subject)

    def _found(self, subject: Subject) -> Iterator[Finding]:
        for check in _FAMILIES:
            yield from check(subject)
        yield from needs.check(subject, self._gates_at(subject.method, subject.path))
        body = self._body_of(subject)
        yield from schema.check(subject, body)
        yield from empties.check(subject, body)

    def _body_of(self, subject: Subject) -> BodySchema | None:
        if subject.operation is None or self._schema is None:
            return None
        name = schema.body_of(subject.operation, self._catalogue)
        if not name:
            return None
        added = schema.version_fields(subject)
        key = (name, tuple(each.name for each in added))
        if key not in self._bodies:
            self._bodies[key] = schema.compiled(self._schema(name), added)
        return self._bodies[key]

    def _gates_at(self, method: str, path: str) -> needs.Gates:
        if (method, path) not in self._gates:
            if len(self._gates) >= _MOST_KEPT:
                self._gates.clear()
            self._gates[method, path] = needs.gates_of(self._catalogue, method, path)
        return self._gates[method, path]


def _schema_of(schemas: Mapping[str, object] | SchemaOf | None) -> SchemaOf | None:
    if isinstance(schemas, Mapping):
        pool = schemas
        return lambda name: closure(pool, name)
    return schemas


def arranged(found: Iterable[Finding], subject: Subject) -> tuple[Finding, ...]:
    """Return the findings in order: each id once, one place told once, without those that are ignored."""
    by_id: dict[str, Finding] = {}
    for each in found:
        by_id.setdefault(each.id, _softened(each, subject))
    told = _told(by_id.values())
    kept = [
        each
        for name, each in by_id.items()
        if name not in subject.draft.ignored and not any(where in told for where in _said_by(each))
    ]
    kept.sort(key=lambda each: _ORDER.index(each.severity))
    return tuple(_few_of_each(kept))


def _told(findings: Iterable[Finding]) -> frozenset[tuple[str, str]]:
    """Return the places of which something is said, each with `rule` and with the code of who said it."""
    rules = [
        each for each in findings if each.code not in _SCHEMA and CODES[each.code].severity is Severity.ERROR
    ]
    return frozenset((kind, each.where) for each in rules for kind in ("rule", each.code))


def _said_by(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield what, if it is told, makes `finding` superfluous: the same in better words."""
    if finding.code in _SCHEMA:
        yield "rule", finding.where
    elif finding.code == "model-refuses":
        yield "version-refuses", finding.where
    elif finding.code in ("needs-beta", "needs-model", "needs-platform", "needs-retired"):
        yield "model-refuses", finding.where
        yield "model-refuses", f"{finding.where}/type"


def _softened(finding: Finding, subject: Subject) -> Finding:
    code = CODES.get(finding.code)
    if code and code.soft and finding.severity is Severity.ERROR and subject.platform in _ELSEWHERE:
        return replace(finding, severity=Severity.WARN)
    return finding


def _few_of_each(findings: list[Finding]) -> Iterator[Finding]:
    """Yield the first findings of each code; the last of them tells how many more there are."""
    total = Counter(each.code for each in findings)
    seen: Counter[str] = Counter()
    for each in findings:
        seen[each.code] += 1
        if seen[each.code] < _MOST_OF_A_CODE or total[each.code] == seen[each.code] == _MOST_OF_A_CODE:
            yield each
        elif seen[each.code] == _MOST_OF_A_CODE:
            more = total[each.code] - _MOST_OF_A_CODE
            yield replace(each, message=f"{each.message} And {more:,} more like this.")
