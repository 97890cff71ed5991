"""From a draft to the exact request that goes out, every header with its origin."""

from dataclasses import dataclass, field
from enum import Enum

from betadeck.core.draft import FilePart
from betadeck.core.variable_values import Use


class Origin(Enum):
    """Who put a header there."""

    TYPED = "you typed it"
    PRESET = "from the preset"
    BETAS = "from the ticked betas"
    TARGET = "from the target"
    KEY = "the key you chose"
    ADDED = "added by Betadeck"


@dataclass(frozen=True, slots=True, repr=False)
class WireHeader:
    """One header line. `secret` values are shown only by `core.redact`; `why` is a short note for people.

    Its repr, which may end up in a log, holds no secret.
    """

    name: str
    value: str
    origin: Origin
    secret: bool = False
    why: str = ""

    def __repr__(self) -> str:
        return f"WireHeader({self.name}: {'…' if self.secret else self.value}, {self.origin.name})"


@dataclass(frozen=True, slots=True)
class WireRequest:
    """What is sent: shown in "On the wire" and handed to the transport unchanged.

    With `files`, the body is `multipart/form-data` made while sending, `fields` are its plain parts and
    `body` is empty. `uses` are the variables whose values are in it, and `secrets` those values that must be
    masked in whatever is kept of it.
    """

    method: str
    url: str
    headers: tuple[WireHeader, ...]
    body: bytes = b""
    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[FilePart, ...] = ()
    uses: tuple[Use, ...] = ()
    secrets: tuple[str, ...] = field(default=(), repr=False)


class WireError(ValueError):
    """The draft cannot be put on the wire.

    `where` is `method`, `url`, `query:<name>`, `param:<name>`, `header:<name>`, `body`,
    `body:<pointer>` (of a variable without a value) or `file:<field>`.
    """

    def __init__(self, message: str, where: str) -> None:
        super().__init__(message)
        self.where = where
