"""Files put into a body: asked for, read beside the window's thread, made into blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtGui import QImage

from betadeck.compose.uploads import Uploads
from betadeck.core.attachment import (
    Attachment,
    ForeignFileError,
    UnfitFileError,
    Upload,
    attachment_of,
    upload_of,
)
from betadeck.core.json_items import item_spans
from betadeck.core.json_text import JsonFault, locate, parse
from betadeck.storage.attachments import read_attachment
from betadeck.storage.faults import StorageFault
from betadeck.ui.composer.blocks.attach import Attach, FileUse
from betadeck.ui.composer.blocks.block_actions import appended
from betadeck.ui.composer.blocks.pairs import Pairs
from betadeck.ui.composer.form.changes import put_json
from betadeck.ui.parts.file_choice import choose_file

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_LIMIT = "body.messages"
_USUAL_BYTES = 32 * 1024 * 1024
_FILTERS = {
    FileUse.IMAGE: "Images (*.png *.jpg *.jpeg *.gif *.webp);;All files (*)",
    FileUse.DOCUMENT: "Documents (*.pdf *.txt *.md *.csv *.json *.html *.xml);;All files (*)",
    FileUse.ANY: "All files (*)",
}
_PASTED = "The pasted picture"


@dataclass(frozen=True, slots=True)
class _Read:
    """What became of the files: blocks, why there are none of others, and those that can be uploaded instead."""

    blocks: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left: list["_Left"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Left:
    """A file that cannot stand in a message: why, and the block that it can be uploaded for."""

    path: Path
    why: str
    block: Upload


class Attachments(QObject):
    """Joins the composers to the files on this machine."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._uploads = Uploads(program)
        program.requests.made.connect(self._on_made)

    async def aclose(self) -> None:
        """Cancel the uploads that run, and wait."""
        await self._uploads.aclose()

    def _on_made(self, key: str) -> None:
        composer = self._program.requests.get(key).page.composer
        composer.files_asked.connect(partial(self._on_asked, key))

    def _on_asked(self, key: str, wanted: Attach) -> None:
        if wanted.paths or wanted.data or wanted.image is not None:
            self._read(key, wanted)
            return
        title = "Upload a file" if wanted.upload else "Put a file into the message"
        several = not (wanted.replace or wanted.upload)
        dialog = choose_file(self._program.window, title, _FILTERS[wanted.use], several=several)
        dialog.setObjectName("attach_dialog")
        dialog.filesSelected.connect(partial(self._on_chosen, key, wanted))

    def _on_chosen(self, key: str, wanted: Attach, paths: Sequence[str]) -> None:
        if paths and wanted.upload:
            self._uploads.begin(key, wanted.pointer, Path(paths[0]))
        elif paths:
            self._read(key, replace(wanted, paths=tuple(paths)), go=not wanted.replace)

    def _read(self, key: str, wanted: Attach, go: bool = False) -> None:
        """Put files in, and `go` to the last of them."""
        work = partial(_read, wanted, self._most_bytes())
        self._program.background.submit(work, partial(self._put, key, wanted, go))

    def _most_bytes(self) -> int:
        """Return how large a file may be, so that its base64 fits into a request."""
        limits = self._program.knowledge.current().limits
        most = next((each.maximum for each in limits if each.id == _LIMIT), _USUAL_BYTES)
        return most // 4 * 3

    def _put(self, key: str, wanted: Attach, go: bool, found: _Read) -> None:
        """Put the blocks into the tab's body, if it is still there, and offer to upload what cannot be one."""
        notices = self._program.notices
        if found.problems:
            notices.show_text(" ".join(found.problems), key)
        for each in found.left:
            begin = partial(self._upload, key, wanted, each)
            notices.ask(each.why, {"Upload it": begin, "Leave it": _leave}, key)
        if found.blocks and self._add(key, wanted, [(each.raw, each.source) for each in found.blocks]):
            added = "; ".join(each.words for each in found.blocks)
            self._program.window.status.show_message(f"Put in: {added}.")
            if go:
                self._program.requests.get(key).page.composer.focus_place(f"body:{self._last(key, wanted)}")

    def _upload(self, key: str, wanted: Attach, left: _Left) -> None:
        """Put a block without an id in, and upload the file for it."""
        if self._add(key, wanted, [(left.block.raw, left.block.source)]):
            at = wanted.pointer if wanted.replace else self._last(key, wanted)
            self._uploads.begin(key, at + left.block.pointer, left.path)

    def _last(self, key: str, wanted: Attach) -> str:
        """Return the pointer of the block that was put in last."""
        text = self._program.tabs.get(key).draft.body_text
        return f"{wanted.pointer}/{len(item_spans(text, wanted.pointer)) - 1}"

    def _add(self, key: str, wanted: Attach, blocks: Sequence[tuple[str, str]]) -> bool:
        """Put blocks in, each a JSON text with that of its source; tell whether that was possible."""
        tabs = self._program.tabs
        if not tabs.has(key):
            return False
        draft = tabs.get(key).draft
        try:
            text = _with_blocks(draft.body_text, wanted, blocks)
        except JsonFault:
            self._program.notices.show_text("The body is no JSON any more, so no file can go into it.", key)
            return False
        tabs.edit(key, replace(draft, body_text=text))
        return True


def _read(wanted: Attach, most_bytes: int) -> _Read:
    found = _Read()
    if data := wanted.data or _png(wanted.image):
        _take(Path(_PASTED), data, wanted, found)
    for path in map(Path, wanted.paths):
        try:
            _take(path, read_attachment(path, most_bytes), wanted, found)
        except StorageFault as fault:
            if fault.code == "too_big":
                why = f"{fault.message} It can be uploaded and stand in it by its id."
                found.left.append(_Left(path, why, upload_of(path.name, _use(wanted))))
            else:
                found.problems.append(fault.message)
    return found


def _use(wanted: Attach) -> str:
    return "" if wanted.use is FileUse.ANY else wanted.use.value


def _png(image: QImage | None) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image is not None:
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs say bytes, which fails
    return bytes(buffer.data().data())


def _take(path: Path, data: bytes, wanted: Attach, found: _Read) -> None:
    try:
        found.blocks.append(attachment_of(path.name, data, _use(wanted)))
    except ForeignFileError as error:
        if wanted.replace:
            found.problems.append(str(error))
        else:
            found.left.append(_Left(path, str(error), upload_of(path.name, "container_upload")))
    except UnfitFileError as error:
        found.problems.append(str(error))


def _leave() -> None:
    """Answer by doing nothing."""


def _with_blocks(text: str, wanted: Attach, blocks: Sequence[tuple[str, str]]) -> str:
    if wanted.replace:
        return put_json(f"{wanted.pointer}/source", blocks[0][1]).apply(text)
    for raw, _ in blocks:
        span = locate(text, wanted.pointer)
        content = parse(span.of(text)) if span is not None else ""
        text = appended(wanted.pointer, content, raw, Pairs()).apply(text)
    return text
