"""Everything a user can do, as one table: menu, words, keys. Menus, palette and shortcuts come from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

MENUS = ("File", "Edit", "View", "Request", "Response", "Tools", "Help")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing to do. `keys` are portable texts as `Ctrl+S`; `rule` draws a line above it."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    rule: bool = False


ACTIONS = (
    ActionSpec("new", "File", "New request", ("Ctrl+N", "Ctrl+T")),
    ActionSpec("open_preset", "File", "Open preset…", ("Ctrl+P",)),
    ActionSpec("open_example", "File", "Open an example…"),
    ActionSpec("save", "File", "Save", ("Ctrl+S",), rule=True),
    ActionSpec("save_as", "File", "Save as…", ("Ctrl+Shift+S",)),
    ActionSpec("duplicate", "File", "Duplicate", ("Ctrl+D",)),
    ActionSpec("rename", "File", "Rename…", ("F2",)),
    ActionSpec("close_tab", "File", "Close tab", ("Ctrl+W",), rule=True),
    ActionSpec("reopen_tab", "File", "Reopen closed tab", ("Ctrl+Shift+T",)),
    ActionSpec("next_tab", "File", "Next tab", ("Ctrl+Tab", "Ctrl+PgDown")),
    ActionSpec("previous_tab", "File", "Previous tab", ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
    ActionSpec("open_tabs", "File", "Open tabs…", ("Ctrl+Shift+A",)),
    ActionSpec("settings", "File", "Settings…", ("Ctrl+,",), rule=True),
    ActionSpec("quit", "File", "Quit", ("Ctrl+Q",), rule=True),
    ActionSpec("undo", "Edit", "Undo", ("Ctrl+Z",)),
    ActionSpec("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("cut", "Edit", "Cut", ("Ctrl+X",), rule=True),
    ActionSpec("copy", "Edit", "Copy", ("Ctrl+C",)),
    ActionSpec("paste", "Edit", "Paste", ("Ctrl+V",)),
    ActionSpec("select_all", "Edit", "Select all", ("Ctrl+A",)),
    ActionSpec("find", "Edit", "Find…", ("Ctrl+F",), rule=True),
    ActionSpec("format", "Edit", "Format body", ("Ctrl+Shift+F",)),
    ActionSpec("complete", "Edit", "Offer what may stand here", ("Ctrl+Space",), rule=True),
    ActionSpec("explain", "Edit", "Explain this place", ("Ctrl+I",)),
    ActionSpec("mend", "Edit", "Mend this place…", ("Ctrl+.",)),
    ActionSpec("fold", "Edit", "Fold", ("Ctrl+Shift+[",)),
    ActionSpec("unfold", "Edit", "Unfold", ("Ctrl+Shift+]",)),
    ActionSpec("library", "View", "Library", ("Ctrl+\\",), checkable=True),
    ActionSpec("betas_shown", "View", "Betas", (), checkable=True),
    ActionSpec("beside", "View", "Response beside the request", (), checkable=True),
    ActionSpec("betas", "View", "Go to betas", ("Ctrl+Shift+B",), rule=True),
    ActionSpec("history", "View", "Go to history", ("Ctrl+Shift+H",)),
    ActionSpec("history_window", "View", "Search the history…", ("Ctrl+Alt+H",)),
    ActionSpec("response", "View", "Go to response", ("Ctrl+'",)),
    ActionSpec("next_pane", "View", "Next pane", ("F6",)),
    ActionSpec("previous_pane", "View", "Previous pane", ("Shift+F6",)),
    ActionSpec("theme_system", "View", "Theme of the system", (), checkable=True, rule=True),
    ActionSpec("theme_light", "View", "Light theme", (), checkable=True),
    ActionSpec("theme_dark", "View", "Dark theme", (), checkable=True),
    ActionSpec("zoom_in", "View", "Larger text", ("Ctrl+=", "Ctrl++"), rule=True),
    ActionSpec("zoom_out", "View", "Smaller text", ("Ctrl+-",)),
    ActionSpec("zoom_reset", "View", "Normal text", ("Ctrl+0",)),
    ActionSpec("full_screen", "View", "Full screen", ("F11",), checkable=True),
    ActionSpec("send", "Request", "Send", ("Ctrl+Return", "Ctrl+Enter", "F5")),
    ActionSpec("cancel", "Request", "Cancel", ("Esc",)),
    ActionSpec("count_tokens", "Request", "Count tokens"),
    ActionSpec("models", "Request", "Ask the target for its models"),
    ActionSpec("operation", "Request", "Operation…", ("Ctrl+L",), rule=True),
    ActionSpec("target", "Request", "Target…", ("Ctrl+E",)),
    ActionSpec("form", "Request", "Body as form", ("Ctrl+1",), rule=True),
    ActionSpec("json", "Request", "Body as JSON", ("Ctrl+2",)),
    ActionSpec("params", "Request", "Params", ("Ctrl+3",)),
    ActionSpec("headers", "Request", "Headers", ("Ctrl+4",)),
    ActionSpec("wire", "Request", "On the wire", ("Ctrl+5",)),
    ActionSpec("variables", "Request", "Variables", ("Ctrl+6",)),
    ActionSpec("try_both", "Request", "Try both…", rule=True),
    ActionSpec("retry", "Request", "Send again by itself after failures", (), checkable=True),
    ActionSpec("continue", "Response", "Continue with this answer", ("Ctrl+Shift+Return",)),
    ActionSpec("save_answer", "Response", "Save answer…", rule=True),
    ActionSpec("copy_answer", "Response", "Copy body"),
    ActionSpec("compare", "Response", "Compare with…", ("Ctrl+Shift+D",)),
    ActionSpec("copy_request_id", "Response", "Copy request id"),
    ActionSpec("copy_report", "Response", "Copy report"),
    ActionSpec("palette", "Tools", "All commands…", ("Ctrl+K",)),
    ActionSpec("targets", "Tools", "Targets…", (), rule=True),
    ActionSpec("keys", "Tools", "Keys…"),
    ActionSpec("find_culprit", "Tools", "Which beta breaks this?…", rule=True),
    ActionSpec("key_matrix", "Tools", "What does my key accept?…"),
    ActionSpec("run_batch", "Tools", "Run a batch…"),
    ActionSpec("practise", "Tools", "Practise errors…", rule=True),
    ActionSpec("shortcuts", "Help", "Shortcuts…", ("F1",)),
    ActionSpec("data_folder", "Help", "Where things are kept…"),
    ActionSpec("about", "Help", "About Betadeck"),
)


class Actions(QObject):
    """The `QAction`s of the table, for one window.

    Signals:
        triggered(str): the id of what the user asked for, by menu, key or palette.
    """

    triggered = Signal(str)

    def __init__(self, overrides: Mapping[str, tuple[str, ...]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = {spec.id: self._made(spec) for spec in ACTIONS}
        self.rebind(overrides)

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus."""
        for name in MENUS:
            menu = bar.addMenu(name)
            for spec in ACTIONS:
                if spec.menu != name:
                    continue
                if spec.rule:
                    menu.addSeparator()
                menu.addAction(self._actions[spec.id])

    def all(self) -> list[QAction]:
        """Return every action, for the window to own."""
        return list(self._actions.values())

    def rebind(self, overrides: Mapping[str, tuple[str, ...]]) -> None:
        """Use the user's keys where there are any; an empty tuple switches a key off."""
        for spec in ACTIONS:
            keys = overrides.get(spec.id, spec.keys)
            self._actions[spec.id].setShortcuts([QKeySequence(key) for key in keys])

    def keys_of(self, action_id: str) -> str:
        """Return the first key in the system's own spelling, or the empty text."""
        return self._actions[action_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def set_enabled(self, action_id: str, on: bool) -> None:
        """Enable or disable; a disabled one stays visible."""
        self._actions[action_id].setEnabled(on)

    def set_checked(self, action_id: str, on: bool) -> None:
        """Set a tick without announcing it."""
        self._actions[action_id].setChecked(on)

    def is_enabled(self, action_id: str) -> bool:
        """Tell whether it can be triggered now."""
        return self._actions[action_id].isEnabled()

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.triggered.connect(self._on_triggered)
        return action

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.triggered.emit(sender.objectName())
