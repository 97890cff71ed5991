"""Two variants of one request, to send one after the other and compare."""

from dataclasses import dataclass, replace
from enum import Enum

from betadeck.core import betas
from betadeck.core.body_flags import top_text
from betadeck.core.draft import Draft
from betadeck.core.fixes import choose_model
from betadeck.core.probe.probe_request import names_of, with_names
from betadeck.core.target import Target


class Kind(Enum):
    """What differs between the two."""

    BETA = "beta"
    VERSION = "version"
    MODEL = "model"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the two: what it is called, what is sent, and where to."""

    label: str
    draft: Draft
    target: Target


Pair = tuple[Variant, Variant]


def with_and_without(draft: Draft, target: Target, name: str) -> Pair:
    """Return `draft` with the beta `name` and without it."""
    names = names_of(draft)
    on, off = betas.ticked(names, name, on=True), betas.ticked(names, name, on=False)
    return (
        Variant(f"With {name}", with_names(draft, on if name not in names else names), target),
        Variant(f"Without {name}", with_names(draft, off), target),
    )


def both_versions(draft: Draft, target: Target, other: str) -> Pair:
    """Return `draft` under its API version and under `other`; an empty one is not sent."""
    return (
        Variant(_version_words(draft.api_version), draft, target),
        Variant(_version_words(other), replace(draft, api_version=other), target),
    )


def two_models(draft: Draft, target: Target, other: str) -> Pair:
    """Return `draft` on its model and on `other`."""
    changed = choose_model(other).apply(draft)
    return Variant(top_text(draft.body_text, "model") or "no model", draft, target), Variant(
        other, changed, target
    )


def two_targets(draft: Draft, target: Target, other: Target) -> Pair:
    """Return `draft` for its target and for `other`."""
    return Variant(target.name, draft, target), Variant(other.name, draft, other)


def _version_words(version: str) -> str:
    return f"Version {version}" if version else "No version sent"
