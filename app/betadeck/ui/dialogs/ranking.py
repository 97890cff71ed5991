"""Which entries of a list fit what was typed, the best first. No Qt here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_WORD = re.compile(r"[a-z0-9]+")
_LEAST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class PickItem:
    """One entry: `title` first, `detail` beside it, `keys` at the right, `badge` before them.

    `words` are found too and not shown. Entries with the same `group` stand under it as a heading; one
    without a key is a heading.
    """

    key: str
    title: str
    detail: str = ""
    keys: str = ""
    badge: str = ""
    group: str = ""
    words: str = ""

    def full_title(self) -> str:
        """Return the title with its group before it, for a list without headings."""
        return f"{self.group} › {self.title}" if self.group else self.title


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry made ready for comparing: lower case, the words of its detail, the first letters of its own."""

    item: PickItem
    title: str
    detail: str
    whole: frozenset[str]
    initials: str


def candidates(items: Iterable[PickItem]) -> tuple[Candidate, ...]:
    """Make entries ready."""
    return tuple(_candidate(item) for item in items)


def ranked(query: str, among: Sequence[Candidate]) -> list[PickItem]:
    """Return the entries that hold every word of `query`, the best first; all, in order, when it is empty.

    A word counts most at the start of the title, then at the start of one of its words, then inside it,
    then as a whole word of the detail, as a path is, then inside it; least, when only its letters stand in
    the title in that order. A plural finds its singular, as people type `sessions` for what is called
    Session events.
    """
    words = query.lower().split()
    if not words:
        return [each.item for each in among]
    found = [(total, each) for each in among if (total := _total(words, each)) > 0]
    found.sort(key=lambda pair: (-pair[0], len(pair[1].title)))
    return [replace(each.item, title=each.item.full_title()) for _total_, each in found]


def with_headings(items: Iterable[PickItem]) -> list[PickItem]:
    """Return the entries with a heading before each run of the same group."""
    found: list[PickItem] = []
    group = ""
    for item in items:
        if item.group != group:
            group = item.group
            found.append(PickItem("", group))
        found.append(item)
    return found


def _candidate(item: PickItem) -> Candidate:
    title = item.full_title().lower()
    detail = f"{item.detail}\n{item.key}\n{item.badge}\n{item.words}".lower()
    return Candidate(
        item, title, detail, frozenset(detail.split()), "".join(word[0] for word in _WORD.findall(title))
    )


def _total(words: Sequence[str], each: Candidate) -> int:
    total = 0
    for word in words:
        score = _score(word, each)
        if not score:
            return 0
        total += score
    return total


def _score(word: str, each: Candidate) -> int:
    place = each.title.find(word)
    if place < 0 and len(word) > _LEAST_PLURAL and word.endswith("s"):
        place = each.title.find(word[:-1])
    if place == 0:
        return 100
    if place > 0:
        return 60 if each.title[place - 1].isalnum() else 80
    if each.initials.startswith(word) and len(word) > 1:
        return 50
    if word in each.detail:
        return 40 if word in each.whole else 30
    return 10 if len(word) > 1 and _in_order(word, each.title) else 0


def _in_order(word: str, text: str) -> bool:
    place = -1
    for letter in word:
        place = text.find(letter, place + 1)
        if place < 0:
            return False
    return True
