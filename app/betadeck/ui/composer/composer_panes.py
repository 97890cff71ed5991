"""The composer's panes: where they lie, and which of them is in sight."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from betadeck.ui.composer.blame_strip import BlameStrip
from betadeck.ui.composer.body_pane import BodyPane
from betadeck.ui.composer.composer_head import ComposerHead
from betadeck.ui.composer.count_line import CountLine
from betadeck.ui.composer.editor.line_findings import pointer_of
from betadeck.ui.composer.field_completer import FieldCompleter
from betadeck.ui.composer.files import FilesEditor
from betadeck.ui.composer.findings_strip import FindingsStrip
from betadeck.ui.composer.headers import HeadersPane
from betadeck.ui.composer.keys import is_send
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.params import ParamsPane
from betadeck.ui.composer.scroll_pane import BAR_PX
from betadeck.ui.composer.variables import VariablesPane
from betadeck.ui.composer.view_state import restore_state, state_of
from betadeck.ui.composer.wire_view import WireView
from betadeck.ui.parts.choices import Segments, SubTabs

_TABS = (("body", "Body"), ("params", "Params"), ("headers", "Headers"), ("variables", "Variables"),
         ("wire", "On the wire"))  # fmt: skip
_LOW_PX = 420
PARAM_PLACES = ("param", "query", "path", "url")


class ComposerPanes(QWidget):
    """Lays the panes out and goes to places in them. What they show is told by who makes more of it.

    Signals:
        send_requested(): the user pressed Ctrl+Enter.
        place_chosen(str): show a place that is in none of the panes, such as `beta:name`.
    """

    send_requested = Signal()
    place_chosen = Signal(str)

    def __init__(self, offering: Offering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.offering = offering
        self._tabs, inside = SubTabs(_TABS), QStackedWidget(self)
        self._stack = inside  # what is in it is made in it: a move has the style of it all worked out anew
        self._views = Segments((("form", "Form"), ("json", "JSON")))
        self._body, self._params = BodyPane(offering, inside), ParamsPane(offering, inside)
        self._files = FilesEditor()
        self._body.put_above(self._files)
        self.count_line = CountLine()
        self._headers, self._variables = HeadersPane(inside), VariablesPane(inside)
        self._wire, self._findings = WireView(inside), FindingsStrip(self)
        self._blame = BlameStrip(self)
        self._panes: dict[str, QWidget] = {
            "body": self._body,
            "params": self._params,
            "headers": self._headers,
            "variables": self._variables,
            "wire": self._wire,
        }
        self._lay_out()
        FieldCompleter(offering, self, (self._variables, self._body.json))
        self._tabs.chosen.connect(self._on_tab)
        self._views.chosen.connect(self.show_view)
        self._body.view_wanted.connect(self.show_view)
        for each in (self._wire, self._findings):
            each.place_chosen.connect(self.focus_place)
        self._variables.target_chosen.connect(lambda: self.place_chosen.emit("target"))

    def show_view(self, view: str) -> None:
        """Show `form`, `json`, `params`, `headers` or `wire`."""
        if view in ("form", "json"):
            self._views.choose(view)
            self._body.show_as(view)
        tab = view if view in self._panes else "body"
        self._tabs.choose(tab)
        self._stack.setCurrentWidget(self._panes[tab])
        self._head.show_side(tab == "body")

    def focus_place(self, where: str) -> None:
        """Show the place `where`: a body pointer, `header:name`, `param:name`. Others are announced."""
        kind, _, name = where.partition(":")
        if (pointer := pointer_of(where)) is not None:
            self.show_view(self._body.view())
            self._body.focus_pointer(pointer)
        elif kind == "file":
            self.show_view(self._body.view())
            self._files.begin()
        elif kind == "header":
            self.show_view("headers")
            self._headers.begin(name)
        elif kind == "variable":
            self.show_view("variables")
            self._variables.begin(name)
        elif kind in PARAM_PLACES:
            self.show_view("params")
            self._params.begin(name)
        else:
            self.place_chosen.emit(where)

    def take_focus(self) -> None:
        """Take the focus: the JSON where that is in sight, else the tabs, from where Tab leads into the form."""
        if self._tabs.current() == "body" and self._body.view() == "json":
            self._body.json.editor.setFocus()
        else:
            self._tabs.take_focus()

    def find(self) -> None:  # type: ignore[override]  # QWidget.find is a static function for window ids
        """Open the find bar of the JSON."""
        self.show_view("json")
        self._body.json.open_find()

    def format_body(self) -> None:
        """Lay the body's JSON out anew."""
        self._body.json.format()

    def help_in_json(self, wanted: str) -> None:
        """Do in the JSON editor, at its caret, what `wanted` says: `complete`, `explain`, `mend`, `fold`, `unfold`."""
        pane = self._body.json
        self.show_view("json")
        pane.editor.setFocus()
        doing = {
            "complete": pane.complete,
            "explain": pane.explain,
            "mend": pane.show_fixes,
            "fold": pane.editor.fold,
            "unfold": pane.editor.unfold,
        }
        doing[wanted]()

    def view_state(self) -> dict[str, object]:
        """Return what is in sight, as plain JSON values, for the next start."""
        return state_of(self._tabs.current(), self._body)

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Show what was in sight when `state` was taken; what it does not say stays."""
        tab = restore_state(state, self._body)
        self.show_view(self._body.view())
        if tab in self._panes and tab != "body":
            self.show_view(tab)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the body its room when there is little."""
        super().resizeEvent(event)
        self._findings.set_low(event.size().height() < _LOW_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Ctrl+Enter from any field."""
        if is_send(event):
            self.send_requested.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._head = ComposerHead(self._tabs, self.count_line, self._views, BAR_PX)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, 0, BAR_PX, 0)
        foot.setSpacing(4)
        foot.addWidget(self._blame)
        foot.addWidget(self._findings)
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 16 - BAR_PX, 8)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)

    def _on_tab(self, tab: str) -> None:
        self.show_view(self._body.view() if tab == "body" else tab)
