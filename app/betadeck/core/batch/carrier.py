"""The request that carries a batch: what its lines say besides their bodies, put together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from betadeck.core.draft import Draft, Row
from betadeck.core.variable_tokens import OPEN


@dataclass(frozen=True, slots=True)
class Carrier:
    """A draft without a body: betas, version and headers for the whole batch. `notes` tell what they give up."""

    draft: Draft
    notes: tuple[str, ...] = ()


def carrier_of(drafts: Sequence[Draft]) -> Carrier:
    """Return what carries these requests: all their betas, the newest of their versions, the headers of all.

    One batch has one set of headers, so a header that not all have alike stays behind.
    """
    if not drafts:
        return Carrier(Draft())
    if len(drafts) == 1:
        return Carrier(_bare(drafts[0]))
    betas = tuple(dict.fromkeys(beta for each in drafts for beta in each.betas))
    versions = sorted({each.api_version for each in drafts})
    shared = [row for row in drafts[0].headers if all(_has(each, row) for each in drafts)]
    behind = {row.name for each in drafts for row in each.headers if row.on and row not in shared}
    notes = [
        f"The version {versions[-1]} for all; some ask for {', '.join(filter(None, versions[:-1])) or 'none'}"
    ]
    left = [f"Without the header {name}, which not all have alike" for name in sorted(behind)]
    carried = replace(
        _bare(drafts[0]), betas=betas, api_version=versions[-1], headers=tuple(shared), variables=()
    )
    return Carrier(carried, (*(notes if len(versions) > 1 else ()), *left))


def _bare(draft: Draft) -> Draft:
    return replace(draft, name="", body_text="", ignored=(), extra=())


def _has(draft: Draft, row: Row) -> bool:
    """Tell whether a request sends a header with the same value; a variable may stand for something else in each."""
    return (
        row.on
        and OPEN not in row.value
        and any((each.name, each.value, each.on) == (row.name, row.value, True) for each in draft.headers)
    )
