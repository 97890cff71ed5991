"""Two requests or answers compared: by structure (`diff`, `differences`) and by lines of text (`text`)."""

from betadeck.core.compare.difference import Difference, Kind, Nature
from betadeck.core.compare.structure import differences

__all__ = ["Difference", "Kind", "Nature", "diff", "differences"]


def diff(
    a: object, b: object, *, ignore_ids: bool = True, ignore_times: bool = True
) -> tuple[Difference, ...]:
    """Return what differs between two parsed JSON values; see `differences`, which can be stopped."""
    return tuple(differences(a, b, ignore_ids=ignore_ids, ignore_times=ignore_times))
