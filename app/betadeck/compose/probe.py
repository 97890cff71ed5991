"""Finding out, joined to the window: each dialog with its prober, every send with the history."""

from collections.abc import Collection
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from betadeck import __version__

if TYPE_CHECKING:
    from betadeck.compose.program import Program
    from betadeck.control.prober import Prober

P = TypeVar("P", bound="Prober")


class Probes(QObject):
    """Opens the dialogs; what they need is imported when the first of them opens."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._probers: dict[type[object], Prober] = {}
        program.requests.made.connect(self._on_made)
        program.window.library.folder_run_requested.connect(self._run_folder)

    def find_culprit(self) -> None:
        """Find out which beta breaks the request in front."""
        from betadeck.compose.probe_culprit import open_culprit

        if tab := self._program.tabs.current():
            open_culprit(self._program, tab)

    def key_matrix(self) -> None:
        """Find out what the key of the request in front accepts."""
        from betadeck.compose.probe_matrix import open_matrix

        if tab := self._program.tabs.current():
            open_matrix(self._program, tab)

    def try_both(self) -> None:
        """Send two variants of the request in front and compare."""
        from betadeck.compose.probe_both import open_both

        if tab := self._program.tabs.current():
            open_both(self._program, tab)

    def run_batch(self, presets: Collection[str] = ()) -> None:
        """Send the request in front for each row of a table, or these presets, as a batch."""
        from betadeck.compose.batch import open_batch

        if tab := self._program.tabs.current():
            open_batch(self._program, tab, presets)

    def _run_folder(self, folder: str) -> None:
        entries = self._program.library.entries()
        below = [each.id for each in entries if not folder or f"{each.folder}/".startswith(f"{folder}/")]
        self.run_batch(below)

    def copy_report(self) -> None:
        """Copy what support needs to know of the exchange in front."""
        from betadeck.core.report import report

        program, tab = self._program, self._program.tabs.current()
        request = program.requests.current()
        last = request.last() if request else None
        if tab is None or request is None or last is None:
            program.window.status.show_message("There is no exchange to report yet.")
            return
        exchange, answer = last
        text = report(
            exchange,
            answer,
            request.diagnosis(),
            program.targets.get(exchange.target_name),
            program=f"Betadeck {__version__}",
            secrets=program.requests.secrets(tab.key),
        )
        QGuiApplication.clipboard().setText(text)
        program.window.status.show_message("Copied the report as Markdown. Keys are masked in it.")

    def prober(self, kind: type[P]) -> P:
        """Return the one prober of this kind."""
        found = self._probers.get(kind)
        if not isinstance(found, kind):
            found = self._program.make_prober(kind)
            self._probers[kind] = found
        return found

    async def aclose(self) -> None:
        """Stop what runs, and what open dialogs still prepare."""
        for dialog in self._program.window.findChildren(QDialog):
            dialog.close()
        for prober in self._probers.values():
            await prober.aclose()

    def _on_made(self, key: str) -> None:
        self._program.requests.get(key).page.viewer.report_requested.connect(self.copy_report)
