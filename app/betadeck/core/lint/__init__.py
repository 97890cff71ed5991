"""Says what is wrong with a draft before it is sent, where, and what would mend it."""

from betadeck.core.catalog import Catalogue
from betadeck.core.draft import Draft
from betadeck.core.finding import Finding
from betadeck.core.lint.linter import Linter
from betadeck.core.lint.schema import SchemaOf
from betadeck.core.target import Target

__all__ = ["Linter", "SchemaOf", "lint"]


def lint(
    draft: Draft, target: Target, catalogue: Catalogue, schema: SchemaOf | None = None, key_kind: str = ""
) -> tuple[Finding, ...]:
    """Return the findings: errors, then warnings, then hints; those that the draft ignores are left out.

    `schema` gives the closed JSON Schema of a body; without it the body's shape is not checked. `key_kind`
    is `api`, `admin`, `oauth`, or empty when nobody knows. Who asks often makes a `Linter` and keeps it.
    """
    return Linter(catalogue, schema).lint(draft, target, key_kind)
