"""What differs between any two answers and says nothing: ids and times."""

import re
from dataclasses import dataclass

from betadeck.core.possessive import compiled

_ID = compiled(r"[a-z][a-z0-9]*(?:_[a-z]+)*_(?=[A-Za-z]*\d)[A-Za-z0-9]{12,}", re.ASCII)
_UUID = compiled(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_SHORT_ID = compiled(r"[a-z][a-z0-9]*(?:_[A-Za-z0-9]+)+", re.ASCII)
_TIME = compiled(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_LONGEST = 96
OPAQUE_KEYS = frozenset({"signature", "encrypted_content", "encrypted_index"})
"""Names of members that hold what only the server can read; it is another one in every answer."""


@dataclass(frozen=True, slots=True)
class Ignoring:
    """What is passed over. An id equals every other id, a time every other time.

    An id is told by its looks (`msg_01X…`, `toolu_…`, `file_…`, a UUID), under a key such as `tool_use_id`
    a shorter one is too. A model's name is none, whatever its key. Signatures and encrypted content count
    as ids. A time is a date with a time of day, or a number under a key such as `created_at`.
    """

    ids: bool = True
    times: bool = True

    def is_id(self, value: str, key: str = "") -> bool:
        """Tell whether `value` is an id that is passed over."""
        if not self.ids:
            return False
        if key in OPAQUE_KEYS:
            return True
        if len(value) > _LONGEST:
            return False
        if "_" in value and _ID.fullmatch(value):
            return True
        if len(value) == 36 and _UUID.fullmatch(value):
            return True
        return _is_id_key(key) and _SHORT_ID.fullmatch(value) is not None

    def is_time(self, value: str) -> bool:
        """Tell whether the text `value` is a time that is passed over."""
        return self.times and 16 <= len(value) <= _LONGEST and _TIME.fullmatch(value) is not None

    def is_time_number(self, key: str) -> bool:
        """Tell whether a number under `key` is a time that is passed over."""
        return self.times and (key.endswith("_at") or key in ("created", "timestamp"))


def _is_id_key(key: str) -> bool:
    return key == "id" or key.endswith("_id")


def masked(data: bytes, ignoring: Ignoring) -> bytes:
    """Return `data`, a text, with what `ignoring` passes over replaced, so that its lines can be compared.

    It keeps its lines. Bytes in it no longer stand where they stood.
    """
    if ignoring.ids:
        data = _OPAQUE_IN_TEXT.sub(rb"\1<id>", data)
        data = _SHORT_IDS_IN_TEXT.sub(rb"\1<id>", _IDS_IN_TEXT.sub(b"<id>", data))
    if ignoring.times:
        data = _TIME_NUMBERS_IN_TEXT.sub(rb"\1<time>", _TIMES_IN_TEXT.sub(b"<time>", data))
    return data


_IDS_IN_TEXT = compiled(
    rb"\b(?:[a-z][a-z0-9]*+(?:_[a-z]++)*+_(?=[A-Za-z]*+[0-9])[A-Za-z0-9]{12,}"
    rb"|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})\b"
)
_OPAQUE_IN_TEXT = compiled(rb'("(?:signature|encrypted_content|encrypted_index)" *: *")[^"\n]*')
_SHORT_IDS_IN_TEXT = compiled(rb'("(?:[a-z_]+_)?id" *: *")[a-z][a-z0-9]*(?:_[A-Za-z0-9]+)+(?=")')
_TIMES_IN_TEXT = compiled(
    rb"\b[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    rb"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_TIME_NUMBERS_IN_TEXT = compiled(rb'("(?:created|timestamp|[a-z_]+_at)" *: *)[0-9][0-9.]*')
