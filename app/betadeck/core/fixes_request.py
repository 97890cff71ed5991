"""Fixes of what is around the body: query rows, header rows, no body. Others are in `fixes`, `fixes_talk`."""

import json
from dataclasses import replace

from betadeck.core import betas
from betadeck.core.draft import Draft
from betadeck.core.finding import Fix


def drop_body() -> Fix:
    """Send no body."""
    return Fix("drop-body", "Send no body", lambda draft: replace(draft, body_text=""))


def set_body(value: object, title: str) -> Fix:
    """Send `value` as the body, instead of what stands there."""
    return set_text(json.dumps(value, ensure_ascii=False, indent=2), title)


def set_text(text: str, title: str) -> Fix:
    """Send `text` as the body, instead of what stands there."""
    return Fix("set-body", title, lambda draft: replace(draft, body_text=text))


def remove_query(name: str) -> Fix:
    """Take out the query rows called `name`."""

    def apply(draft: Draft) -> Draft:
        return replace(draft, query=tuple(row for row in draft.query if row.name != name))

    return Fix(f"query-:{name}", f"Remove {name}", apply)


def rename_query(old: str, new: str) -> Fix:
    """Call the query rows `old` by another name."""

    def apply(draft: Draft) -> Draft:
        rows = (replace(row, name=new) if row.name == old else row for row in draft.query)
        return replace(draft, query=tuple(rows))

    return Fix(f"query:{old}:{new}", f"Rename to {new}", apply)


def adopt_betas() -> Fix:
    """Make ticks of the betas in ticked header rows, and take those rows out."""

    def apply(draft: Draft) -> Draft:
        typed = [row for row in draft.headers if row.on and _is_beta(row.name)]
        names = [name for row in typed for name in betas.parse(row.value)]
        kept = tuple(row for row in draft.headers if row not in typed)
        return replace(draft, headers=kept, betas=betas.tidy((*draft.betas, *names)))

    return Fix("adopt-betas", "Make them ticks", apply)


def _is_beta(name: str) -> bool:
    return name.strip().lower() == betas.HEADER
