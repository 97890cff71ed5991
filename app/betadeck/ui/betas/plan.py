"""What the checklist shows, from top to bottom. No Qt here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from betadeck.ui.betas.grouping import Group

TICKED = "Ticked"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the rows under it. `closable` is off where closing would hide what must be seen."""

    title: str
    names: tuple[str, ...]
    note: str
    opened: bool = True
    closable: bool = True


def is_open(group: Group, opened: Mapping[str, bool]) -> bool:
    """Tell whether `group` stands open: what the user last did, else all but what is over."""
    return opened.get(group.title, not group.history)


def plan(
    groups: Sequence[Group],
    opened: Mapping[str, bool],
    ticked: Collection[str],
    pinned: Sequence[str],
) -> tuple[Section, ...]:
    """Return the sections while nothing is filtered.

    `pinned` are names that must be seen: those that no open group shows stand under a heading of their
    own on top, so that a closed group or a name that no catalogue knows hides nothing.
    """
    shown = {name for group in groups if is_open(group, opened) for name in group.names}
    apart = tuple(name for name in pinned if name not in shown)
    sections = [
        Section(
            group.title,
            tuple(name for name in group.names if name not in apart) if is_open(group, opened) else (),
            note_of(group, ticked),
            is_open(group, opened),
        )
        for group in groups
    ]
    if apart:
        count = sum(name in ticked for name in apart)
        sections.insert(0, Section(TICKED, apart, str(count), closable=False))
    return tuple(sections)


def filtered_plan(
    groups: Sequence[Group],
    ticked: Collection[str],
    strangers: Sequence[str],
    wanted: Callable[[str], bool],
) -> tuple[Section, ...]:
    """Return the sections of what is `wanted`, all open; `strangers` are ticked names of no group."""
    sections = []
    apart = tuple(name for name in strangers if wanted(name))
    if apart:
        sections.append(Section(TICKED, apart, str(sum(name in ticked for name in apart)), closable=False))
    for group in groups:
        names = tuple(name for name in group.names if wanted(name))
        if names:
            sections.append(
                Section(group.title, names, f"{len(names)} of {len(group.names)}", closable=False)
            )
    return tuple(sections)


def note_of(group: Group, ticked: Collection[str]) -> str:
    """Return the count at the right of a heading."""
    count = sum(name in ticked for name in group.names)
    return f"{count} of {len(group.names)}" if count or not group.history else str(len(group.names))
