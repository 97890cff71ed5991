"""What the checklist knows: the catalogue's betas, the ticks, what is said of them. No Qt here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from betadeck.core.catalog import Beta
from betadeck.core.finding import Finding
from betadeck.ui.betas.badges import Badge, Context, Standing, badges_of
from betadeck.ui.betas.grouping import Group, grouped, haystack, matches
from betadeck.ui.betas.plan import Section, filtered_plan, plan

UNKNOWN_TITLE = "Not in the catalogue"


@dataclass(slots=True)
class Checklist:
    """The checklist without its widgets.

    `lingering` are names that the user has just unticked: they stay where they are until another draft
    comes, so that a slip can be undone. `only` narrows the filter to those names, None to the words. `asked`
    holds what came of a beta when the key was asked, with the day.
    """

    betas: dict[str, Beta] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    ticked: tuple[str, ...] = ()
    context: Context = field(default_factory=Context)
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    culprits: frozenset[str] = frozenset()
    asked: Mapping[str, str] = field(default_factory=dict)
    opened: dict[str, bool] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    _hay: dict[str, str] = field(default_factory=dict)
    _newer: frozenset[str] = frozenset()
    _conflicts: dict[str, frozenset[str]] = field(default_factory=dict)
    _pinned: list[str] = field(default_factory=list)
    _lingering: set[str] = field(default_factory=set)

    def set_betas(self, betas: Iterable[Beta]) -> None:
        """Take another catalogue."""
        self.betas = {beta.name: beta for beta in betas}
        self.groups = grouped(self.betas.values())
        self._hay = {name: haystack(beta) for name, beta in self.betas.items()}
        self._newer = frozenset(beta.superseded_by for beta in self.betas.values())
        self._conflicts = _both_ways(self.betas.values())

    def set_ticked(self, ticked: tuple[str, ...]) -> None:
        """Take another draft's ticks; the same ones again change nothing."""
        if ticked != self.ticked:
            self.ticked = ticked
            self._pinned, self._lingering = [], set()

    def tick(self, ticked: tuple[str, ...]) -> None:
        """Take what the user ticked or unticked just now."""
        self._lingering |= set(self.ticked) - set(ticked)
        self._lingering -= set(ticked)
        self.ticked = ticked

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Take what lint says; findings about anything but a beta are left out."""
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in findings:
            kind, _, name = finding.where.partition(":")
            if kind == "beta" and name:
                found[name] = (*found.get(name, ()), finding)
        self.findings = found

    def is_filtered(self) -> bool:
        """Tell whether a filter hides rows."""
        return bool(self.words) or self.only is not None

    def sections(self) -> tuple[Section, ...]:
        """Return what to show, from top to bottom."""
        pinned = self._pin()
        if not self.is_filtered():
            return plan(self.groups, self.opened, self.ticked, pinned)
        strangers = [name for name in pinned if name not in self.betas]
        return filtered_plan(self.groups, self.ticked, strangers, self._wanted)

    def title(self, name: str) -> str:
        """Return the plain title of a beta."""
        beta = self.betas.get(name)
        return (beta.title or beta.name) if beta else UNKNOWN_TITLE

    def badges(self, name: str) -> tuple[Badge, ...]:
        """Return the badges of a row."""
        beta = self.betas.get(name)
        standing = Standing(
            ticked=name in self.ticked,
            culprit=name in self.culprits,
            newer=name in self._newer,
            conflicts=self.conflicts(name),
            asked=self.asked.get(name, ""),
        )
        return badges_of(beta, self.context, standing)

    def conflicts(self, name: str) -> tuple[str, ...]:
        """Return the ticked betas that `name` cannot go with."""
        return tuple(each for each in self.ticked if each in self._conflicts.get(name, frozenset()))

    def alarms(self, name: str) -> bool:
        """Tell whether the row stands on red."""
        return name in self.culprits or (name in self.ticked and name not in self.betas)

    def group_of(self, name: str) -> str:
        """Return the heading of the group that `name` is in, or the empty text."""
        return next((group.title for group in self.groups if name in group.names), "")

    def _pin(self) -> Sequence[str]:
        wanted = dict.fromkeys((*self.ticked, *self.findings, *sorted(self.culprits)))
        kept = [name for name in self._pinned if name in wanted or name in self._lingering]
        self._pinned = [*kept, *(name for name in wanted if name not in kept)]
        return self._pinned

    def _wanted(self, name: str) -> bool:
        if self.only is not None:
            return name in self.only
        return matches(self._hay.get(name, name.lower()), self.words)


def _both_ways(betas: Collection[Beta]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for beta in betas:
        for other in beta.conflicts:
            found.setdefault(beta.name, set()).add(other)
            found.setdefault(other, set()).add(beta.name)
    return {name: frozenset(others) for name, others in found.items()}
