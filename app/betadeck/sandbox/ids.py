"""Ids that look like the API's and say that they come from the sandbox."""

from hashlib import sha256
from itertools import count

_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_TAIL = 17
ORGANIZATION = "5a4db0c5-0000-4000-8000-000000000000"
"""What the sandbox sends as `anthropic-organization-id`; no such organization exists."""


class Ids:
    """Gives `req_sandbox…`, `msg_sandbox…` and so on; the same seed gives the same ids in the same order."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._numbers = count(1)

    def next(self, prefix: str) -> str:
        """Return a new id that starts with `prefix` and an underscore."""
        return f"{prefix}_sandbox{token(f'{self._seed}:{next(self._numbers)}', _TAIL)}"


def token(text: str, length: int) -> str:
    """Return `length` letters and digits that depend on `text` alone."""
    number = int.from_bytes(sha256(text.encode()).digest(), "big")
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)
