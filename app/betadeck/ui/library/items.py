"""The lines of the library. Presets, beta sets and exchanges stand in the list as they are. No Qt here."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry


class Section(Enum):
    """The four parts of the library, in their order."""

    PRESETS = "Presets"
    SETS = "Beta sets"
    HISTORY = "History"
    TRASH = "Trash"


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section. `note` is a count, where there is something to say."""

    section: Section
    opened: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of presets; `path` has `/` between the parts. `count` counts all below it."""

    path: str
    opened: bool
    count: int

    @property
    def title(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def level(self) -> int:
        """How deep it lies; 0 is the top."""
        return self.path.count("/")


@dataclass(frozen=True, slots=True)
class Trashed:
    """A preset in the trash."""

    entry: PresetEntry


@dataclass(frozen=True, slots=True)
class Day:
    """A line between the days of the history."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """What an empty section says. It is two lines high: `part` is 0 for the upper, 1 for the lower."""

    section: Section
    text: str
    part: int


Item = Heading | Folder | PresetEntry | Trashed | BetaSet | HistoryRow | Day | Note


def level_of(entry: PresetEntry) -> int:
    """Return how deep a preset lies; 0 is the top."""
    return entry.folder.count("/") + 1 if entry.folder else 0


def key_of(item: Item) -> str:  # noqa: PLR0911  one line a kind
    """Return what names the line among all others, also after the list was made anew."""
    match item:
        case PresetEntry():
            return f"preset:{item.id}"
        case HistoryRow():
            return f"exchange:{item.id}"
        case BetaSet():
            return f"set:{item.name}"
        case Trashed():
            return f"trash:{item.entry.id}"
        case Folder():
            return f"folder:{item.path}"
        case Heading():
            return f"section:{item.section.name}"
        case Day():
            return f"day:{item.date}"
        case Note():
            return f"note:{item.section.name}:{item.part}"
