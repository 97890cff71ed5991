"""The dialogs, opened with what there is now; none of them stops the rest."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck import __version__
from betadeck.core.body import Body, pieces
from betadeck.core.exchange import Exchange
from betadeck.core.file_names import disposition_name
from betadeck.core.settings import Settings
from betadeck.core.target import Target
from betadeck.core.wire import WireError
from betadeck.core.wire_url import check_base_url
from betadeck.storage import atomic
from betadeck.storage.key_backend import KeyringState, KeyringStatus
from betadeck.storage.secrets import Kept, Place
from betadeck.ui.actions import ACTIONS
from betadeck.ui.dialogs.about import AboutDialog
from betadeck.ui.dialogs.key_entry import KeyEntry
from betadeck.ui.dialogs.keys import KeysDialog
from betadeck.ui.dialogs.problem import ProblemWindow
from betadeck.ui.dialogs.settings import SettingsDialog
from betadeck.ui.dialogs.shortcuts import ShortcutsDialog
from betadeck.ui.dialogs.targets import TargetsDialog
from betadeck.ui.dialogs.text_dialog import TextDialog
from betadeck.ui.parts.file_choice import choose_place

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class Dialogs(QObject):
    """Each method opens one dialog and connects its result."""

    def __init__(self, program: "Program", data_dir: Path) -> None:
        super().__init__(program)
        self._program, self._data_dir = program, data_dir
        self._keys: KeysDialog | None = None
        self._problem: ProblemWindow | None = None
        self._adding = ""
        program.keys.changed.connect(self._show_keys)
        program.keys.kept.connect(self._on_kept)
        program.keys.added.connect(self._on_added)
        program.keys.status_known.connect(self._on_status)
        program.keys.refused.connect(self._on_key_refused)

    def targets(self) -> None:
        """Edit the targets, the current one first."""
        program = self._program
        tab = program.tabs.current()
        fresh = Target(
            "New target", base_url="https://", redirects=program.settings.current().follow_redirects
        )
        dialog = TargetsDialog(
            program.targets.all(), program.keys.names(), address_problem, program.window, fresh=fresh
        )
        dialog.show_target(program.targets.get(tab.target if tab else "").name)
        dialog.saved.connect(program.targets.replace_all)
        dialog.password_found.connect(program.keys.add)
        dialog.open()

    def keys(self) -> None:
        """Add, rename and delete keys; says where they are kept."""
        dialog = KeysDialog(self._entries(), "Looking for the system's keyring…", self._program.window)
        dialog.key_added.connect(self._add_key)
        dialog.key_deleted.connect(self._program.keys.delete)
        dialog.key_renamed.connect(self._program.keys.rename)
        dialog.destroyed.connect(self._forget_keys)
        self._keys = dialog
        dialog.open()
        self._program.keys.ask_status()

    def settings(self) -> None:
        """Edit the settings."""
        dialog = SettingsDialog(self._program.settings.current(), self._program.window)
        dialog.saved.connect(self._on_settings)
        dialog.open()

    def shortcuts(self) -> None:
        """Show and rebind the keys."""
        overrides = self._program.settings.current().keys()
        dialog = ShortcutsDialog(ACTIONS, overrides, self._program.window)
        dialog.changed.connect(self._on_shortcuts)
        dialog.open()

    def about(self) -> None:
        """Show version, catalogue and where things are kept."""
        catalogue = self._program.knowledge.current()
        facts = [
            (
                "Catalogue",
                f"{len(catalogue.operations)} calls, {len(catalogue.betas)} betas, {catalogue.date}",
            ),
            ("Data", str(self._data_dir)),
        ]
        AboutDialog(__version__, facts, self._program.window).open()

    def data_folder(self) -> None:
        """Say where everything is kept and what is never stored."""
        facts = [
            ("Data folder", str(self._data_dir)),
            ("Presets", str(self._data_dir / "presets")),
            ("History", str(self._data_dir / "history")),
            ("Keys", "only in the system's keyring, or in memory for this session"),
        ]
        AboutDialog(__version__, facts, self._program.window).open()

    def rename(self) -> None:
        """Ask for the current request's name; a preset's file takes it too."""
        tab = self._program.tabs.current()
        if tab is None:
            return
        if tab.preset_id:
            self._program.window.library.start_rename(tab.preset_id)
            return
        dialog = TextDialog(
            "Rename", "Name of the request", tab.draft.name, self._program.window, done="Rename"
        )
        dialog.text_entered.connect(partial(self._on_renamed, tab.key))
        dialog.open()

    def save_answer(self) -> None:
        """Ask for a file and write the answer's bytes to it, as they were received."""
        request = self._program.requests.current()
        last = request.last() if request else None
        if last is None or not last[0].body:
            self._program.window.status.show_message("There is no answer to save yet.")
            return
        exchange = last[0]
        dialog = choose_place(self._program.window, "Save the answer", answer_name(exchange))
        dialog.fileSelected.connect(partial(self._on_save_answer, exchange.body))

    def report(self, title: str, details: str) -> None:
        """Show an error that nobody caught."""
        if self._problem is None:
            self._problem = ProblemWindow(self._program.window)
        text = "Betadeck made a mistake. Your work is kept; the details below help to mend it."
        self._problem.show_problem(title, text, details)

    def _entries(self) -> list[KeyEntry]:
        return [KeyEntry(name, kind, kept) for name, kind, kept in self._program.keys.entries()]

    def _show_keys(self) -> None:
        if self._keys is not None:
            self._keys.show_names(self._entries())

    def _add_key(self, name: str, secret: str) -> None:
        self._adding = name
        self._program.keys.add(name, secret)

    def _on_added(self, name: str) -> None:
        """Let the target in front use the first key that it could use; a proxy's password is none."""
        if name != self._adding:
            return
        self._adding = ""
        tab = self._program.tabs.current()
        target = self._program.targets.get(tab.target if tab else "")
        if not target.key_name and target.base_url:
            self._program.targets.set_key(target.name, name)

    def _on_kept(self, name: str, kept: Kept) -> None:
        if self._keys is not None:
            where = kept.backend if kept.place is Place.KEYRING else "this session only"
            text = f"“{name}” is kept in {where}. {kept.reason}".strip()
            self._keys.show_status(text, "ok" if kept.place is Place.KEYRING else "warn")

    def _on_status(self, status: KeyringStatus) -> None:
        if self._keys is None:
            return
        if status.state is KeyringState.READY:
            self._keys.show_status(f"Keys go to {status.backend}, and nowhere else.")
        else:
            self._keys.show_status(f"{status.reason} A key added now is kept for this session only.", "warn")

    def _on_key_refused(self, text: str) -> None:
        if self._keys is not None:
            self._keys.show_status(text, "error")
        else:
            self._program.notices.show_text(text)

    def _forget_keys(self) -> None:
        self._keys = None

    def _on_settings(self, settings: Settings) -> None:
        self._program.settings.take(settings)
        self._program.history.set_cap(settings.history_cap_bytes)

    def _on_shortcuts(self, overrides: dict[str, tuple[str, ...]]) -> None:
        settings = replace(self._program.settings.current(), shortcuts=tuple(overrides.items()))
        self._program.settings.take(settings)
        self._program.window.actions_table.rebind(overrides)
        self._program.window.toolbar.set_send_keys(self._program.window.actions_table.keys_of("send"))

    def _on_renamed(self, key: str, name: str) -> None:
        tab = self._program.tabs.get(key)
        self._program.tabs.update(key, replace(tab, draft=replace(tab.draft, name=name)))

    def _on_save_answer(self, body: Body, path: str) -> None:
        def done(_found: object) -> None:
            self._program.window.status.show_message(f"Saved {len(body):,} bytes to {path}.")

        self._program.background.submit(
            lambda: atomic.write_pieces(Path(path), pieces(body)),
            done,
            partial(self._program.notices.show_fault, about=self._program.tabs.current_key()),
        )


def address_problem(text: str) -> str:
    """Return in words what is wrong with a base address, or the empty text."""
    try:
        check_base_url(text)
    except WireError as error:
        return str(error)
    return ""


def answer_name(exchange: Exchange) -> str:
    """Return a file name for an answer: the server's own, made safe, else after its kind and request id."""
    given = disposition_name(exchange.head.header("content-disposition")) if exchange.head else ""
    if given:
        return given
    kinds = {"application/json": "json", "text/event-stream": "sse.txt", "text/html": "html"}
    media = exchange.head.media_type if exchange.head else ""
    return f"{exchange.request_id or 'answer'}.{kinds.get(media, 'bin')}"
