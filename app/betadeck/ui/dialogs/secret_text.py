"""What a pasted key may look like. No Qt here."""

import re
from dataclasses import dataclass

_HEADER = re.compile(r"^\s*(?:x-api-key\s*:|(?:authorization\s*:\s*)?bearer\s)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SecretText:
    """`secret` is what will be kept; `note` says what was taken away; `problem` why it cannot be a key."""

    secret: str
    note: str = ""
    problem: str = ""


def understood(text: str) -> SecretText:
    """Return the key in what was typed or pasted, without blanks and header words around it."""
    bare = _HEADER.sub("", text, count=1)
    secret = bare.strip().strip("\"'")
    note = ""
    if bare != text:
        note = "The header's name is left out."
    elif secret != text:
        note = "Blanks and quotes around it are left out."
    if re.search(r"\s", secret):
        return SecretText(secret, note, "A key has no blanks inside.")
    if not secret.isascii() or not secret.isprintable():
        return SecretText(secret, note, "It holds characters that a header cannot carry.")
    return SecretText(secret, note)
