"""One line of the keys' list. No Qt here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A key by its name; the key itself is nowhere here.

    `kind` is what it opens, as "API key"; `kept` where it is, as "GNOME Keyring" or "this session only".
    """

    name: str
    kind: str = ""
    kept: str = ""
