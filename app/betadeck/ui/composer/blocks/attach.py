"""What is asked of others when files are to go into a body: widgets read no files."""

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtGui import QImage


class FileUse(Enum):
    """What a file is meant to become; `ANY` lets its bytes decide."""

    ANY = "any"
    IMAGE = "image"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Attach:
    """Files for the content at `pointer`; with `replace` for the block there, which keeps what else it has;
    with `upload` one goes to the target, and its id to `pointer`.

    Without any of these the user is to be asked for files. `data` are the bytes of a pasted picture, `image`
    is one whose bytes are yet to be made.
    """

    pointer: str
    use: FileUse = FileUse.ANY
    replace: bool = False
    upload: bool = False
    paths: tuple[str, ...] = ()
    data: bytes = field(default=b"", repr=False)
    image: QImage | None = None
