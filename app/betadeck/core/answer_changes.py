"""Changes made fewer: what one glance of the viewer cannot tell apart is one change."""

from collections.abc import Iterable

from betadeck.core.answer import BlockGrew, Change

_JOINED_FIELDS = ("text", "thinking", "input_json")


def joined(changes: Iterable[Change]) -> list[Change]:
    """Return `changes` with neighbouring growth of the same field of the same block as one change."""
    out: list[Change] = []
    parts: list[str] = []
    for change in changes:
        last = out[-1] if out else None
        if isinstance(change, BlockGrew) and isinstance(last, BlockGrew) and _same_text(change, last):
            parts.append(change.text)
            continue
        _settle(out, parts)
        out.append(change)
    _settle(out, parts)
    return out


def _same_text(one: BlockGrew, other: BlockGrew) -> bool:
    return one.field in _JOINED_FIELDS and (one.index, one.field) == (other.index, other.field)


def _settle(out: list[Change], parts: list[str]) -> None:
    """Add the collected parts to the last change. They are joined once: adding each would be quadratic."""
    if parts and isinstance(last := out[-1], BlockGrew):
        out[-1] = BlockGrew(last.index, last.field, last.text + "".join(parts))
        parts.clear()
