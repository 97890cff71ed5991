"""Every action of the table joined to what it does."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from betadeck.compose.panes import step_pane
from betadeck.core.draft import Draft
from betadeck.core.figures import size_words
from betadeck.core.open_tab import OpenTab
from betadeck.core.settings import Theme

if TYPE_CHECKING:
    from betadeck.compose.program import Program

Doing = Callable[[], None]

_COPIED_BYTES = 64_000_000


class Menus(QObject):
    """Looks an action's id up and does it; the palette and the bars come through here too."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._table = {**self._file(), **self._edit(), **self._view(), **self._request(), **self._rest()}
        program.window.actions_table.triggered.connect(self.do)
        table = program.window.actions_table
        program.window.toolbar.set_send_keys(table.keys_of("send"))

    def do(self, action_id: str) -> None:
        """Do what the action says, unless it is disabled now."""
        if self._program.window.actions_table.is_enabled(action_id):
            self._table[action_id]()
        elif action_id == "send" and (reason := self._program.front.blocked()):
            self._program.window.status.show_message(f"Not sent: {reason}")

    def doing(self, action_id: str) -> Doing:
        """Return a call of `do`, for signals."""
        return partial(self.do, action_id)

    def ids(self) -> list[str]:
        """Return every action that is joined to something."""
        return list(self._table)

    def _file(self) -> dict[str, Doing]:
        program = self._program
        return {
            "new": self._new,
            "open_preset": program.pickers.preset,
            "open_example": program.pickers.example,
            "save": program.library.save,
            "save_as": program.library.save_as,
            "duplicate": self._with_tab(program.requests.duplicate),
            "rename": program.dialogs.rename,
            "close_tab": self._with_tab(program.closing_tabs.close),
            "reopen_tab": program.tabs.reopen,
            "next_tab": partial(program.tabs.step, 1),
            "previous_tab": partial(program.tabs.step, -1),
            "open_tabs": program.pickers.tabs,
            "settings": program.dialogs.settings,
            "quit": program.closing.set,
        }

    def _edit(self) -> dict[str, Doing]:
        names = {"undo": "undo", "redo": "redo", "cut": "cut", "copy": "copy", "paste": "paste"}
        doings: dict[str, Doing] = {key: partial(_on_focus, name) for key, name in names.items()}
        doings["select_all"] = partial(_on_focus, "selectAll")
        doings["find"] = self._find
        doings["format"] = lambda: self._composer("format_body")
        for wanted in ("complete", "explain", "mend", "fold", "unfold"):
            doings[wanted] = partial(self._composer, "help_in_json", wanted)
        return doings

    def _view(self) -> dict[str, Doing]:
        program, window = self._program, self._program.window
        return {
            "library": partial(self._toggle, "library", window.library),
            "betas_shown": partial(self._toggle, "betas_shown", window.betas),
            "beside": lambda: program.looks.set_beside(program.settings.current().panes.value == "below"),
            "betas": self._go_to_betas,
            "history": self._go_to_history,
            "history_window": program.browser.open,
            "response": self._go_to_response,
            "next_pane": partial(step_pane, program, 1),
            "previous_pane": partial(step_pane, program, -1),
            **{f"theme_{each.value}": partial(program.looks.set_theme, each) for each in Theme},
            "zoom_in": partial(program.looks.zoom, 1),
            "zoom_out": partial(program.looks.zoom, -1),
            "zoom_reset": partial(program.looks.zoom, 0),
            "full_screen": self._full_screen,
        }

    def _request(self) -> dict[str, Doing]:
        program = self._program
        views = ("form", "json", "params", "headers", "variables", "wire")
        return {
            "send": self._send,
            "cancel": self._cancel,
            "operation": program.pickers.operation,
            "target": lambda: program.window.toolbar.open_menu(program.window.toolbar.target),
            **{view: partial(self._show_view, view) for view in views},
            "try_both": program.probes.try_both,
            "retry": program.again.toggle,
            "count_tokens": program.token_counts.count,
            "models": program.models.ask,
        }

    def _rest(self) -> dict[str, Doing]:
        dialogs = self._program.dialogs
        return {
            "continue": self._program.talk.go_on,
            "save_answer": dialogs.save_answer,
            "copy_answer": self._copy_answer,
            "compare": self._program.comparisons.current,
            "copy_request_id": self._copy_request_id,
            "copy_report": self._program.probes.copy_report,
            "find_culprit": self._program.probes.find_culprit,
            "key_matrix": self._program.probes.key_matrix,
            "run_batch": self._program.probes.run_batch,
            "palette": self._program.pickers.palette,
            "targets": dialogs.targets,
            "keys": dialogs.keys,
            "practise": self._program.pickers.practise,
            "shortcuts": dialogs.shortcuts,
            "data_folder": dialogs.data_folder,
            "about": dialogs.about,
        }

    def _new(self) -> None:
        current = self._program.tabs.current()
        self._program.tabs.open(OpenTab("", Draft(), target=current.target if current else ""))
        self._composer("take_focus")

    def _send(self) -> None:
        request = self._program.requests.current()
        if request is not None:
            request.send()

    def _cancel(self) -> None:
        request = self._program.requests.current()
        if request is not None:
            request.cancel()

    def _with_tab(self, work: Callable[[str], None]) -> Doing:
        def do() -> None:
            tab = self._program.tabs.current()
            if tab is not None:
                work(tab.key)

        return do

    def _composer(self, method: str, *values: object) -> None:
        request = self._program.requests.current()
        if request is not None:
            getattr(request.page.composer, method)(*values)

    def _show_view(self, view: str) -> None:
        self._composer("show_view", view)

    def _find(self) -> None:
        request = self._program.requests.current()
        focus = QApplication.focusWidget()
        if request is None:
            return
        in_viewer = focus is not None and request.page.viewer.isAncestorOf(focus)
        (request.page.viewer if in_viewer else request.page.composer).find()

    def _toggle(self, action_id: str, panel: QWidget) -> None:
        panel.setVisible(not panel.isVisible())
        self._program.window.actions_table.set_checked(action_id, panel.isVisible())

    def _go_to_betas(self) -> None:
        self._program.window.betas.show()
        self._program.window.actions_table.set_checked("betas_shown", on=True)
        self._program.window.betas.focus_filter()

    def _go_to_history(self) -> None:
        self._program.window.library.show()
        self._program.window.actions_table.set_checked("library", on=True)
        self._program.window.library.focus_history()

    def _go_to_response(self) -> None:
        request = self._program.requests.current()
        if request is not None:
            request.page.viewer.setFocus()

    def _full_screen(self) -> None:
        window = self._program.window
        (window.showNormal if window.isFullScreen() else window.showFullScreen)()
        window.actions_table.set_checked("full_screen", window.isFullScreen())

    def _copy_answer(self) -> None:
        request = self._program.requests.current()
        last = request.last() if request else None
        if last is None:
            return
        body, say = last[0].body, self._program.window.status.show_message
        if len(body) > _COPIED_BYTES:
            say(f"{size_words(len(body))} are too much for the clipboard. Save the answer to a file instead.")
            return
        QGuiApplication.clipboard().setText(body[:].decode("utf-8", "replace"))
        say(f"Copied {len(body):,} bytes.")

    def _copy_request_id(self) -> None:
        request = self._program.requests.current()
        last = request.last() if request else None
        found = last[0].request_id if last else ""
        if found:
            QGuiApplication.clipboard().setText(found)
        self._program.window.status.show_message(f"Copied {found}." if found else "There is no request id.")


def _on_focus(method: str) -> None:
    """Call `method` of the widget that has the focus, if it has one of that name."""
    call = getattr(QApplication.focusWidget(), method, None)
    if callable(call):
        call()
