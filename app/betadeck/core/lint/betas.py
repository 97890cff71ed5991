"""The ticked betas: are their names right, do they still do something, do they go together."""

from collections.abc import Iterator

from betadeck.core import betas as header
from betadeck.core.catalog_names import nearest_betas
from betadeck.core.finding import Finding, Severity
from betadeck.core.fixes import replace_beta, untick
from betadeck.core.lint.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is to be said of the betas."""
    for name in header.tidy(subject.draft.betas):
        if name not in subject.catalogue.betas and not subject.practises(name):
            fixes = [replace_beta(name, each) for each in nearest_betas(name, subject.catalogue)]
            message = f"{name} is not among the betas that Betadeck knows."
            yield Finding(Severity.WARN, "beta-unknown", message, f"beta:{name}", (*fixes, untick(name)))
