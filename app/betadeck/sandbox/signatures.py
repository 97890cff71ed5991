"""Signatures of simulated thinking, so that a changed block is found out as by the API."""

import base64
from hashlib import sha256

_START = b"betadeck-sandbox:"


def sign(thinking: str) -> str:
    """Return the signature of a thinking text."""
    return base64.b64encode(_START + sha256(thinking.encode()).digest() * 3).decode()


def is_broken(block: dict[str, object]) -> bool:
    """Tell whether a block carries a signature of ours that is not its own.

    Signatures made elsewhere cannot be judged and pass; so does a block whose text was omitted.
    """
    signature, thinking = str(block.get("signature")), str(block.get("thinking"))
    return bool(thinking) and signature.startswith(_OURS) and signature != sign(thinking)


_OURS = base64.b64encode(_START)[:-4].decode()
