"""What is known of a beta, as captions and lines for its details. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass

from betadeck.core.catalog import Beta
from betadeck.ui.platforms import PLATFORM_NAMES

_MOST = 8
_NAMES = {platform.value: name for platform, name in PLATFORM_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Fact:
    """A caption with its lines; `wire` tells that they are names as they go over the wire."""

    caption: str
    lines: tuple[str, ...]
    wire: bool = True


def facts_of(beta: Beta) -> tuple[Fact, ...]:
    """Return what the details list, without what is empty."""
    found = (
        Fact("Fields", _capped(beta.fields)),
        Fact("Values", _capped(beta.values)),
        Fact("Block types", _capped(beta.blocks)),
        Fact("Tool types", _capped(beta.tools)),
        Fact("Edits", _capped(beta.edits)),
        Fact("Stream deltas", _capped(beta.deltas)),
        Fact("Stop reasons", _capped(beta.stop_reasons)),
        Fact("Not beside the fields", _capped(beta.excludes_fields)),
        Fact("Calls", _capped(beta.operations)),
        Fact("Models", _models(beta), wire=not beta.limits),
        Fact("Standard on", _capped(beta.standard_on)),
        Fact("Platforms", _platforms(beta), wire=False),
        Fact("Sent by the SDK in", _capped(beta.sent_by)),
    )
    return tuple(fact for fact in found if fact.lines)


def origin_of(beta: Beta) -> str:
    """Return where this is known from and since when."""
    introduced = f"introduced {beta.introduced}" if beta.introduced else ""
    return ", ".join(part for part in (introduced, beta.source, beta.date) if part)


def first_field(beta: Beta) -> str:
    """Return the top-level field of the body that the beta is about, or the empty text."""
    if not beta.fields:
        return ""
    return beta.fields[0].replace("[", ".").partition(".")[0]


def _platforms(beta: Beta) -> tuple[str, ...]:
    taken = tuple(_NAMES.get(name, name) for name in beta.platforms)
    return (*taken, *(f"not {_NAMES.get(name, name)}" for name in beta.not_platforms))


def _models(beta: Beta) -> tuple[str, ...]:
    if beta.limits:
        return (beta.limits,)
    refused = tuple(f"not {name}" for name in beta.not_models)
    return _capped((*beta.models, *refused))


def _capped(lines: Sequence[str]) -> tuple[str, ...]:
    if len(lines) <= _MOST:
        return tuple(lines)
    return (*lines[: _MOST - 1], f"… and {len(lines) - _MOST + 1} more")
