"""Says what is wrong with a draft before it is sent, where, and what would mend it."""

from collections.abc import Callable, Mapping

from betadeck.core import betas
from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_names import nearest_betas
from betadeck.core.draft import Draft
from betadeck.core.finding import Finding, Severity
from betadeck.core.fixes import replace_beta, untick
from betadeck.core.target import Target

SchemaOf = Callable[[str], Mapping[str, object]]
"""Gives the closed JSON Schema of a body by its name in the pool."""

_ORDER = (Severity.ERROR, Severity.WARN, Severity.HINT)


def lint(
    draft: Draft, target: Target, catalogue: Catalogue, schema: SchemaOf | None = None, key_kind: str = ""
) -> tuple[Finding, ...]:
    """Return the findings: errors, then warnings, then hints; those that the draft ignores are left out."""
    found = [each for each in _unknown_betas(draft, catalogue) if each.id not in draft.ignored]
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.severity)))


def _unknown_betas(draft: Draft, catalogue: Catalogue) -> list[Finding]:
    found = []
    for name in betas.tidy(draft.betas):
        if name in catalogue.betas:
            continue
        fixes = [replace_beta(name, each) for each in nearest_betas(name, catalogue)]
        message = f"{name} is not among the betas that Betadeck knows."
        found.append(Finding(Severity.WARN, "beta-unknown", message, f"beta:{name}", (*fixes, untick(name))))
    return found
