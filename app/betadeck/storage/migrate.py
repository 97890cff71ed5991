"""Numbered formats and the way up from one to the next.

Each kind of file has a tuple of small functions: the first makes format 2 of format 1, the next 3 of 2.
So the newest format's number is one more than there are functions. To change a format, add a function at
the end and a test named `test_<kind>_<function>` in `tests/unit/storage/test_migrate.py`; a test insists
on that. A file of a newer format than ours is never written to.

Presets have theirs in `core.preset_text`, the history's database in `storage.history_schema`.
"""

from collections.abc import Callable
from dataclasses import dataclass

NUMBER = "betadeck"
"""The member that holds the format's number."""

Members = dict[str, object]
Upgrade = Callable[[Members], Members]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file; `name` is for people, as in `"beta sets"`."""

    name: str
    upgrades: tuple[Upgrade, ...] = ()

    @property
    def number(self) -> int:
        """The format that this program writes."""
        return len(self.upgrades) + 1


BETA_SETS = Kind("beta sets")
TARGETS = Kind("targets")
SETTINGS = Kind("settings")
KEY_NAMES = Kind("key names")
OPEN_TABS = Kind("open tabs")
TAB = Kind("tab")
ACCEPTED = Kind("accepted betas")
BATCH = Kind("batch")

KINDS = (BETA_SETS, TARGETS, SETTINGS, KEY_NAMES, OPEN_TABS, TAB, ACCEPTED, BATCH)


def upgraded(kind: Kind, members: Members, number: int) -> Members:
    """Return `members` of the format `number` as the newest format has them; newer ones as they are."""
    for upgrade in kind.upgrades[number - 1 :]:
        members = upgrade(members)
    return members


def newest(kind: Kind, members: Members) -> Members:
    """Return `members`, which name their format, as the newest format has them.

    Raises:
        ValueError: they are of no format that this program knows.
    """
    number = members.get(NUMBER)
    if type(number) is not int or number < 1:
        raise ValueError(f"it is no {kind.name}")
    if number > kind.number:
        raise ValueError(f"it has format {number}, of a newer Betadeck")
    return upgraded(kind, members, number)
