"""Which tools can be added, what each begins with, and the beta that it needs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from betadeck.core.catalog import Beta, BetaState
from betadeck.ui.composer.form.schema_choices import Choice, choices_of
from betadeck.ui.composer.form.shape import Shape

OWN = "custom"
"""The type of a tool of one's own, which need not be said. Source: the vendor's Python SDK 2.12.0."""
_OWN_START = '{"name": "%s", "description": "", "input_schema": {"type": "object", "properties": {}}}'
_DATED = re.compile(r"_?(\d{8})$")


@dataclass(frozen=True, slots=True)
class ToolKind:
    """A tool of this `type`; `old` tells that there is a newer version of it."""

    type: str
    shape: Shape
    beta: str = ""
    old: bool = False

    def start(self) -> str:
        """Return the JSON that it begins with."""
        return Choice(self.type, self.shape, "type").start()


def tool_kinds(shape: Shape | None, betas: Mapping[str, Beta]) -> dict[str, ToolKind]:
    """Return the tools that a list of `shape` may hold by their type, newest versions first in their family."""
    choices = choices_of(shape.whole().items()) if shape is not None else ()
    names = [each.label for each in choices if each.tag_name]
    newest = {family: max(dates) for family, dates in _families(names).items()}
    found = [
        ToolKind(
            each.label,
            each.shape,
            beta_for(each.label, betas),
            newest.get(_family(each.label), "") > _date(each.label),
        )
        for each in choices
        if each.tag_name
    ]
    return {
        each.type: each for each in sorted(found, key=lambda each: (each.type != OWN, each.old, each.type))
    }


def beta_for(kind: str, betas: Mapping[str, Beta]) -> str:
    """Return the name of the newest beta without which a tool of this type is refused, empty for none."""
    needed = [
        each.name
        for each in betas.values()
        if kind in each.tools and each.state is BetaState.ACTIVE and not each.standard_since
    ]
    return next((each for each in needed if not betas[each].superseded_by), needed[0] if needed else "")


def own_start(tools: Sequence[object]) -> str:
    """Return a tool of one's own with a name that no other one has."""
    taken = {each.get("name") for each in tools if isinstance(each, dict)}
    number = next(n for n in range(1, len(tools) + 2) if f"tool_{n}" not in taken)
    return _OWN_START % f"tool_{number}"


def type_of(tool: object) -> str:
    """Return the type of a tool; one that names none is one's own."""
    kind = tool.get("type") if isinstance(tool, dict) else None
    return kind if isinstance(kind, str) else OWN


def _families(names: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in names:
        found.setdefault(_family(each), []).append(_date(each))
    return found


def _family(name: str) -> str:
    return _DATED.sub("", name)


def _date(name: str) -> str:
    found = _DATED.search(name)
    return found[1] if found else ""
