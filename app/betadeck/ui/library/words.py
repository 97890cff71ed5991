"""What the lines of the library are called, in tooltips and for screen readers. No Qt here."""

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry
from betadeck.ui.library.days import clock, local
from betadeck.ui.library.items import Day, Folder, Heading, Item, Note, Trashed
from betadeck.ui.library.status import mark_of


def title_of(item: Item) -> str:
    """Return the name on the line."""
    match item:
        case PresetEntry() | BetaSet():
            return item.name
        case HistoryRow():
            return item.title
        case Trashed():
            return item.entry.name
        case Folder():
            return item.title
        case Heading():
            return item.section.value
        case Day() | Note():
            return item.text


def spoken(item: Item) -> str:  # noqa: PLR0911  one line a kind
    """Return the whole line for a screen reader."""
    title = title_of(item)
    match item:
        case PresetEntry():
            return f"{title}, preset" + (f", {item.problem}" if item.problem else "")
        case BetaSet():
            return f"{title}, {len(item.betas)} betas"
        case HistoryRow():
            return f"{title}, {mark_of(item).words}, {clock(item.started_at)}"
        case Trashed():
            return f"{title}, in the trash"
        case Folder():
            return f"{title}, folder with {item.count}, {_state(item.opened)}"
        case Heading():
            return f"{title}, {_state(item.opened)}"
        case _:
            return title


def tip_of(item: Item) -> str:
    """Return the tooltip, empty where the line says all."""
    match item:
        case PresetEntry():
            return item.problem or "\n".join(filter(None, (item.name, item.folder, item.operation)))
        case Trashed():
            return item.entry.problem or f"Was {item.entry.id}"
        case BetaSet():
            return "\n".join((item.name, "", *item.betas))
        case HistoryRow():
            return _exchange_tip(item)
        case Folder():
            return item.path
        case _:
            return ""


def _exchange_tip(row: HistoryRow) -> str:
    moment = local(row.started_at)
    when = f"{moment:%Y-%m-%d %H:%M:%S}" if moment else row.started_at
    took = f"{row.total_ms:,} ms" if row.total_ms else ""
    lines = (
        title_of(row),
        mark_of(row).words,
        ", ".join(filter(None, (when, took))),
        ", ".join(filter(None, (row.model, row.target))),
        row.request_id,
        "" if row.has_body else "the answer is not kept any more",
    )
    return "\n".join(filter(None, lines))


def _state(opened: bool) -> str:
    return "open" if opened else "closed"
