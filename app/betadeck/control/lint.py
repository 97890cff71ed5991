"""Looks at drafts as they change: at once when they are small, in a thread when they are not."""

import asyncio
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from betadeck.core.catalog import Catalogue
from betadeck.core.draft import Draft
from betadeck.core.lint import Linter
from betadeck.core.target import Target

_QUIET_MS = 80
_INLINE_CHARS = 100_000
_BIG_CHARS, _BIG_QUIET_MS = 3_000_000, 700
"""Parsing this much holds up all threads for a moment: only when nobody types."""


class LintController(QObject):
    """The last draft wins: what was asked before it is dropped.

    Signals:
        used(str, frozenset[str]): told just before: the betas that the draft makes use of.
        found(str, tuple[Finding, ...]): the key given with the draft, and what was found in it.
    """

    used = Signal(str, object)
    found = Signal(str, tuple)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._linter: Linter | None = None
        self._asked: tuple[str, Draft, Target, str] | None = None
        self._task: asyncio.Task[None] | None = None
        self._closed = False
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self._start)

    def set_catalogue(self, catalogue: Catalogue, schemas: Mapping[str, object]) -> None:
        """Know the API from now on; before that nothing is found."""
        self._linter = Linter(catalogue, schemas)
        self._timer.start()

    def look(self, key: str, draft: Draft, target: Target, key_kind: str) -> None:
        """Look at `draft` once nothing was asked for a moment; after `aclose` do nothing."""
        if not self._closed:
            self._asked = (key, draft, target, key_kind)
            big = len(draft.body_text) > _BIG_CHARS
            self._timer.start(_BIG_QUIET_MS if big else _QUIET_MS)

    async def aclose(self) -> None:
        """Forget what was asked and wait for what runs."""
        self._closed, self._asked = True, None
        self._timer.stop()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    def _start(self) -> None:
        if self._task is None and self._asked is not None and self._linter is not None:
            asked, self._asked = self._asked, None
            self._task = asyncio.get_running_loop().create_task(self._run(asked), name="lint")
            self._task.add_done_callback(self._settle)

    async def _run(self, asked: tuple[str, Draft, Target, str]) -> None:
        assert self._linter is not None
        key, draft, target, key_kind = asked
        if len(draft.body_text) < _INLINE_CHARS:
            findings, used = self._linter.judged(draft, target, key_kind)
        else:
            findings, used = await asyncio.to_thread(self._linter.judged, draft, target, key_kind)
        if self._asked is None or self._asked[0] != key:
            self.used.emit(key, used)
            self.found.emit(key, findings)

    def _settle(self, task: asyncio.Task[None]) -> None:
        self._task = None
        if not task.cancelled() and (error := task.exception()) is not None:
            context = {"message": "Lint failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)
        if self._asked is not None:
            self._timer.start()
