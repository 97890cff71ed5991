"""The context menus of the library, as data. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry
from betadeck.ui.library.items import Folder, Heading, Item, Section, Trashed


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu. `id` names what to do; an empty one is a rule; `more` makes it a submenu."""

    id: str = ""
    text: str = ""
    keys: str = ""
    enabled: bool = True
    more: tuple["Choice", ...] = ()


_RULE = Choice()


def choices_for(item: Item, folders: Sequence[str]) -> tuple[Choice, ...]:  # noqa: PLR0911  one line a kind
    """Return the menu of a line, empty if it has none."""
    match item:
        case PresetEntry():
            return _for_preset(item, folders)
        case Folder():
            return (
                Choice("new_in", "New preset here"),
                Choice("new_folder", "New folder here…"),
                _RULE,
                Choice("batch_of", "Run as a batch…"),
            )
        case BetaSet():
            return (
                Choice("open", "Tick these"),
                _RULE,
                Choice("rename", "Rename", "F2"),
                Choice("delete", "Delete", "Del"),
            )
        case HistoryRow():
            return _for_exchange(item)
        case Trashed():
            return (Choice("restore", "Restore"), _RULE, Choice("empty_trash", "Empty the trash…"))
        case Heading():
            return for_section(item.section)
        case _:
            return ()


def for_section(section: Section) -> tuple[Choice, ...]:
    """Return the menu of a section's heading."""
    return {
        Section.PRESETS: (
            Choice("new", "New preset"),
            Choice("new_folder", "New folder…"),
            _RULE,
            Choice("batch_of", "Run as a batch…"),
        ),
        Section.SETS: (Choice("save_set", "Save the ticks as a beta set…"),),
        Section.HISTORY: (Choice("clear_history", "Clear history…"),),
        Section.TRASH: (Choice("empty_trash", "Empty the trash…"),),
    }[section]


def _for_preset(entry: PresetEntry, folders: Sequence[str]) -> tuple[Choice, ...]:
    opens = not entry.problem
    places = ["", *folders]
    targets = tuple(
        Choice(f"move:{path}", path or "Top level", enabled=path != entry.folder) for path in places
    )
    return (
        Choice("open", "Open", "Enter"),
        Choice("open_apart", "Open in new tab", "Ctrl+Enter", enabled=opens),
        _RULE,
        Choice("rename", "Rename", "F2", enabled=opens),
        Choice("duplicate", "Duplicate", enabled=opens),
        Choice("move", "Move to", more=(*targets, _RULE, Choice("move_new", "New folder…"))),
        _RULE,
        Choice("delete", "Delete", "Del"),
    )


def _for_exchange(row: HistoryRow) -> tuple[Choice, ...]:
    return (
        Choice("open", "Reopen", "Enter"),
        Choice("copy_id", "Copy request id", enabled=bool(row.request_id)),
        _RULE,
        Choice("delete", "Delete", "Del"),
        Choice("clear_history", "Clear history…"),
    )
