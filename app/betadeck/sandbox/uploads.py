"""Forms with files, read as they arrive: what is big goes to the disk, not to memory."""

import io
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from betadeck.sandbox.errors import ApiFault, invalid

_PIECE = 64 * 1024
_MOST_FILES = 1_000
_FIELD_BYTES = 1024 * 1024
_NAMELESS = "upload"
_BYTES = "application/octet-stream"
MOST_BYTES = 2 * 1024**3
"""How much one sandbox keeps of uploaded files, on disk for the most part."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file of a form. `content` is a temporary file; whoever keeps it closes it."""

    field: str
    name: str
    media_type: str
    size: int
    content: IO[bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """What a form carried: texts and files, in their order."""

    texts: tuple[tuple[str, str], ...] = ()
    files: tuple[Uploaded, ...] = ()

    def under(self, field: str) -> tuple[Uploaded, ...]:
        """Return the files of one field; `files[]` and `files` are the same."""
        return tuple(each for each in self.files if each.field.removesuffix("[]") == field.removesuffix("[]"))


class FormCutError(MultiPartException):
    """The body of a form does not go on; the cause is the reason, an `ApiFault` where it is one."""


async def read_form(
    headers: Headers, stream: AsyncGenerator[bytes, None], carrying: Sequence[str] = ()
) -> Form:
    """Read a form. Under the fields `carrying` are files, also where no name of a file says so.

    Raises:
        ApiFault: 400, it is none, or it is broken. The wording is ours. What cut it short, if it is one.
    """
    kind = headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        raise invalid("content-type: must be multipart/form-data")
    parser = MultiPartParser(
        headers, stream, max_files=_MOST_FILES, max_fields=_MOST_FILES, max_part_size=_FIELD_BYTES
    )
    try:
        parsed = await parser.parse()
    except (MultiPartException, KeyError) as error:
        if isinstance(error.__cause__, ApiFault):
            raise error.__cause__ from None
        raise invalid(f"The form cannot be read: {error}") from error
    texts: list[tuple[str, str]] = []
    files: list[Uploaded] = []
    for name, each in parsed.multi_items():
        if isinstance(each, str) and name not in carrying:
            texts.append((name, each))
        else:
            files.append(_uploaded(name, each))
    return Form(tuple(texts), tuple(files))


def _uploaded(field: str, file: UploadFile | str) -> Uploaded:
    if isinstance(file, str):
        raw = file.encode()
        return Uploaded(field, _NAMELESS, _BYTES, len(raw), io.BytesIO(raw))
    media_type = file.content_type or _BYTES
    return Uploaded(field, file.filename or _NAMELESS, media_type, file.size or 0, file.file)


class Blobs:
    """The files that are kept, by id."""

    def __init__(self) -> None:
        self._kept: dict[str, Uploaded] = {}

    def keep(self, key: str, file: Uploaded) -> None:
        """Keep `file`.

        Raises:
            ApiFault: 400, there is no room for it.
        """
        if file.size + sum(each.size for each in self._kept.values()) > MOST_BYTES:
            raise ApiFault(400, "Storage quota exceeded", code="storage_quota_exceeded")
        self._kept[key] = file

    def get(self, key: str) -> Uploaded | None:
        """Return a kept file, or None."""
        return self._kept.get(key)

    def drop(self, key: str) -> None:
        """Forget a file, if it is there."""
        if file := self._kept.pop(key, None):
            file.content.close()

    def tidy(self, form: Form) -> None:
        """Close the files of a form that nobody kept."""
        kept = {id(each.content) for each in self._kept.values()}
        for file in form.files:
            if id(file.content) not in kept:
                file.content.close()

    def close(self) -> None:
        """Forget all."""
        for key in list(self._kept):
            self.drop(key)


def pieces(file: Uploaded) -> Iterator[bytes]:
    """Yield the bytes of a file. Several may read the same one at the same time, a piece a turn."""
    for start in range(0, file.size, _PIECE):
        if file.content.closed:
            return
        file.content.seek(start)
        yield file.content.read(_PIECE)


def whole(file: Uploaded) -> bytes:
    """Return all bytes of a file, which should be small."""
    file.content.seek(0)
    return file.content.read()
