"""A file uploaded from a field that wants its id: asked for beside the request in front, its id put in."""

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.compose.asked import why_not
from betadeck.control.send import SendController
from betadeck.core.answer import Answer
from betadeck.core.body_edits import raw_at
from betadeck.core.draft import FilePart
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.figures import size_words
from betadeck.core.id_offers import offers_for
from betadeck.core.json_text import JsonFault
from betadeck.core.variable_tokens import as_written
from betadeck.ui.composer.form.changes import put

if TYPE_CHECKING:
    from betadeck.compose.program import Program


@dataclass(frozen=True, slots=True)
class _Upload:
    """The file of this `name` goes to the place `pointer` of a tab's body, where `raw` stood at the start."""

    key: str
    pointer: str
    raw: str
    name: str
    sender: SendController

    @property
    def words(self) -> str:
        """What is said while it runs."""
        return f"{self.name} is on its way; its id is put in when it is there."


class Uploads(QObject):
    """Each upload is an exchange of its own in the history, can be cancelled, and is sent once."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._running: list[_Upload] = []

    def begin(self, key: str, pointer: str, path: Path) -> None:
        """Upload the file at `path` to the tab's target; its id goes to `pointer` of the tab's body."""
        tab, composer = self._program.tabs.get(key), self._program.requests.get(key).page.composer
        asking = offers_for(f"body:{pointer}", tab.draft, composer.offering.source()).upload
        if asking is None:
            return
        draft = replace(asking, files=(FilePart("file", as_written(str(path))),))
        sender = self._program.make_sender()
        upload = _Upload(key, pointer, raw_at(tab.draft.body_text, pointer), path.name, sender)
        self._running.append(upload)
        sender.uploaded.connect(partial(self._on_uploaded, upload))
        for ending in (sender.finished, sender.cancelled, sender.failed):
            ending.connect(partial(self._on_ended, upload))
        self._program.notices.show_running("Uploading", upload.words, {"Cancel": sender.cancel}, key)
        sender.send(draft, self._program.targets.get(tab.target))

    async def aclose(self) -> None:
        """Cancel what runs, and wait."""
        for each in list(self._running):
            await each.sender.aclose()

    def _on_uploaded(self, upload: _Upload, sent: int, total: int) -> None:
        self._say(f"{upload.name}: {size_words(sent)} of {size_words(total)}")

    def _on_ended(self, upload: _Upload, exchange: Exchange, answer: Answer) -> None:
        self._running.remove(upload)
        upload.sender.deleteLater()
        program = self._program
        program.notices.settle(upload.words, upload.key)
        program.history.add(exchange, upload.sender.secrets(), answer=answer)
        program.seen.take(exchange)
        if exchange.ending is Ending.CANCELLED:
            self._say(f"{upload.name} was not uploaded.")
            return
        target = program.targets.get(exchange.target_name)
        problem = why_not(exchange, answer, program.knowledge.current(), target)
        if problem or not (found := _id_in(exchange)):
            why = problem or "The answer tells no id."
            program.notices.show_text(f"{upload.name} was not uploaded. {why}", upload.key)
        else:
            self._put(upload, found)

    def _put(self, upload: _Upload, found: str) -> None:
        """Put the id where it is wanted, if that place is still what it was."""
        tabs = self._program.tabs
        if not tabs.has(upload.key):
            return
        draft = tabs.get(upload.key).draft
        text = with_id(draft.body_text, upload.pointer, upload.raw, found)
        if text is None:
            words = f"{upload.name} is uploaded as {found}. The field that it was for has changed: choose it there."
            self._program.notices.show_text(words, upload.key)
            return
        tabs.edit(upload.key, replace(draft, body_text=text))
        self._say(f"{upload.name} is uploaded as {found}.")

    def _say(self, words: str) -> None:
        self._program.window.status.show_message(words)


def with_id(text: str, pointer: str, raw: str, found: str) -> str | None:
    """Return the body with the id at `pointer`, at the end of a list there; None if `raw` stands there no more."""
    try:
        if raw_at(text, pointer) != raw:
            return None
        return put(f"{pointer}/-" if raw.startswith("[") else pointer, as_written(found)).apply(text)
    except JsonFault:
        return None


def _id_in(exchange: Exchange) -> str:
    try:
        value = json.loads(exchange.body[:])
    except ValueError:
        return ""
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
