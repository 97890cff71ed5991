"""Runs all rules over a draft, and keeps what they need again: compiled schemas, indexes of the catalogue."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from betadeck.core.catalog import Catalogue
from betadeck.core.draft import Draft
from betadeck.core.finding import Finding, Severity
from betadeck.core.lint import betas
from betadeck.core.lint.subject import Subject, subject_of
from betadeck.core.schema import closure
from betadeck.core.target import Target

SchemaOf = Callable[[str], Mapping[str, object]]
"""Gives the closed JSON Schema of a body by its name in the pool; raises KeyError when there is none."""

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

    def lint(self, draft: Draft, target: Target, key_kind: str = "") -> tuple[Finding, ...]:
        """Return the findings: errors, then warnings, then hints; those that the draft ignores are left out.

        `key_kind` is what kind of key the target uses: `api`, `admin`, `oauth`; empty when nobody knows.
        """
        subject = subject_of(draft, target, self._catalogue, key_kind)
        return arranged(self._found(subject), draft.ignored)

    def _found(self, subject: Subject) -> Iterator[Finding]:
        yield from betas.check(subject)


def _schema_of(schemas: Mapping[str, object] | SchemaOf | None) -> SchemaOf | None:
    if isinstance(schemas, Mapping):
        pool = schemas
        return lambda name: closure(pool, name)
    return schemas


def arranged(found: Iterable[Finding], ignored: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return the findings in order, each id once, without those in `ignored`."""
    by_id: dict[str, Finding] = {}
    for each in found:
        by_id.setdefault(each.id, each)
    kept = [each for name, each in by_id.items() if name not in ignored]
    return tuple(sorted(kept, key=lambda each: _ORDER.index(each.severity)))
