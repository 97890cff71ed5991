"""What the library holds and which lines of it are shown. No Qt here."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry
from betadeck.ui.library.days import day_text, days_of
from betadeck.ui.library.items import Day, Folder, Heading, Item, Note, Section, Trashed

_NUMBER = re.compile(r"(\d+)")
_NOTES = {
    Section.PRESETS: "Save a request with Ctrl+S and it stays here.",
    Section.SETS: "Tick betas, then keep them under a name.",
    Section.HISTORY: "Every request that you send is listed here.",
}


@dataclass(slots=True)
class Contents:
    """All lists with their filter. `opened` remembers by key what the user opened or closed."""

    today: Callable[[], date] = date.today
    presets: tuple[PresetEntry, ...] = ()
    folders: tuple[str, ...] = ()
    trash: tuple[PresetEntry, ...] = ()
    sets: tuple[BetaSet, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    words: tuple[str, ...] = ()
    opened: dict[str, bool] = field(default_factory=dict)
    _hay: dict[Section, list[str]] = field(default_factory=dict)
    _days: list[date] = field(default_factory=list)

    def set_presets(self, presets: Iterable[PresetEntry], folders: Iterable[str]) -> None:
        """Take the presets, in any order, and all folders, also empty ones."""
        self.presets = tuple(sorted(presets, key=lambda entry: (natural(entry.name), entry.id)))
        named = {*folders, *(entry.folder for entry in self.presets)} - {""}
        self.folders = tuple(sorted({above for path in named for above in _with_parents(path)}))
        self._hay[Section.PRESETS] = [_preset_hay(entry) for entry in self.presets]

    def set_trash(self, trash: Iterable[PresetEntry]) -> None:
        """Take what lies in the trash."""
        self.trash = tuple(trash)
        self._hay[Section.TRASH] = [_preset_hay(entry) for entry in self.trash]

    def set_sets(self, sets: Iterable[BetaSet]) -> None:
        """Take the beta sets."""
        self.sets = tuple(sorted(sets, key=lambda each: natural(each.name)))
        self._hay[Section.SETS] = [f"{each.name}\n{','.join(each.betas)}".lower() for each in self.sets]

    def set_history(self, history: Iterable[HistoryRow]) -> None:
        """Take the exchanges, newest first."""
        self.history = tuple(history)
        self._days = days_of(row.started_at for row in self.history)
        self._hay[Section.HISTORY] = [_exchange_hay(row) for row in self.history]

    def lines(self) -> list[Item]:
        """Return the lines from top to bottom."""
        found = [*self._preset_lines(), *self._set_lines(), *self._history_lines(), *self._trash_lines()]
        return found or [Note(Section.HISTORY, "Nothing here is called that.", part) for part in (0, 1)]

    def is_open(self, section: Section) -> bool:
        """Tell whether a section shows its lines; a filter opens all."""
        if self.words:
            return True
        return self.opened.get(f"section:{section.name}", section is not Section.TRASH)

    def is_folder_open(self, path: str) -> bool:
        """Tell whether a folder shows its presets; a filter opens all."""
        return bool(self.words) or self.opened.get(f"folder:{path}", False)

    def open_way_to(self, preset_id: str) -> None:
        """Open the section and the folders around a preset."""
        self.opened[f"section:{Section.PRESETS.name}"] = True
        folder = next((entry.folder for entry in self.presets if entry.id == preset_id), "")
        for path in _with_parents(folder) if folder else ():
            self.opened[f"folder:{path}"] = True

    def _places(self, section: Section) -> list[int]:
        hay = self._hay.get(section, [])
        places = list(range(len(hay)))
        for word in self.words:
            places = [place for place in places if word in hay[place]]
        return places

    def _framed(self, section: Section, lines: Sequence[Item], shown: int, total: int) -> list[Item]:
        if self.words:
            return [Heading(section, True, f"{shown} of {total}"), *lines] if shown else []
        opened = self.is_open(section)
        heading = Heading(section, opened, "" if opened or not total else str(total))
        if not opened:
            return [heading]
        return [heading, *(lines or (Note(section, _NOTES[section], part) for part in (0, 1)))]

    def _preset_lines(self) -> list[Item]:
        wanted = [self.presets[place] for place in self._places(Section.PRESETS)]
        by_folder: dict[str, list[PresetEntry]] = {}
        for entry in wanted:
            by_folder.setdefault(entry.folder, []).append(entry)
        lines: list[Item] = list(by_folder.get("", []))
        self._add_folders("", by_folder, lines)
        return self._framed(Section.PRESETS, lines, len(wanted), len(self.presets))

    def _add_folders(self, above: str, held: dict[str, list[PresetEntry]], lines: list[Item]) -> None:
        for path in self.folders:
            if path.rpartition("/")[0] != above:
                continue
            inside = f"{path}/"
            count = sum(len(found) for each, found in held.items() if f"{each}/".startswith(inside))
            if self.words and not count:
                continue
            opened = self.is_folder_open(path)
            lines.append(Folder(path, opened, count))
            if opened:
                lines.extend(held.get(path, []))
                self._add_folders(path, held, lines)

    def _set_lines(self) -> list[Item]:
        lines: list[Item] = [self.sets[place] for place in self._places(Section.SETS)]
        return self._framed(Section.SETS, lines, len(lines), len(self.sets))

    def _history_lines(self) -> list[Item]:
        if not self.is_open(Section.HISTORY):
            return self._framed(Section.HISTORY, (), 0, len(self.history))
        places, today = self._places(Section.HISTORY), self.today()
        lines: list[Item] = []
        before: date | None = None
        for place in places:
            day = self._days[place]
            if day is not before:
                lines.append(Day(day, day_text(day, today)))
                before = day
            lines.append(self.history[place])
        return self._framed(Section.HISTORY, lines, len(places), len(self.history))

    def _trash_lines(self) -> list[Item]:
        if not self.trash:
            return []
        lines: list[Item] = [Trashed(self.trash[place]) for place in self._places(Section.TRASH)]
        return self._framed(Section.TRASH, lines, len(lines), len(self.trash))


def natural(name: str) -> list[str | int]:
    """Return a key that puts "Preset 9" before "Preset 10"."""
    return [int(part) if part.isdecimal() else part for part in _NUMBER.split(name.casefold())]


def _with_parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _preset_hay(entry: PresetEntry) -> str:
    return f"{entry.name}\n{entry.folder}\n{entry.operation}".lower()


def _exchange_hay(row: HistoryRow) -> str:
    return (
        f"{row.name}\n{row.operation}\n{row.status}\n{row.error_type}\n{row.request_id}\n{row.model}\n{row.target}"
    ).lower()
