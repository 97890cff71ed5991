"""The body, as a form or as JSON: two views of one text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.catalog import Catalogue
from betadeck.core.finding import Finding
from betadeck.core.json_text import JsonFault, parse
from betadeck.ui.composer.editor.json_pane import JsonPane
from betadeck.ui.composer.form.body_form import BodyForm
from betadeck.ui.composer.form.calm_pane import CalmPane
from betadeck.ui.composer.form.changes import Change
from betadeck.ui.composer.form.id_editors import IdsWanted
from betadeck.ui.composer.form.last_place import LastPlace
from betadeck.ui.composer.form.model_editor import ModelsWanted
from betadeck.ui.composer.form.spec import FieldSpec
from betadeck.ui.composer.keys import is_redo, is_undo
from betadeck.ui.composer.offering import Offering
from betadeck.ui.parts.focus import focused_in

_ONE_STEP_MS = 900
_BIG_CHARS = 200_000
_LATER_MS = 200


class BodyPane(QWidget):
    """Keeps the text in the JSON editor, whose history serves both views.

    Signals:
        text_edited(str): the user changed the body; this is its text.
        view_wanted(str): "json" or "form" must be shown now.
        files_asked(Attach): put files into the body.
        models_asked(): ask the target for its models.
        ids_asked(str): load ids for this place, as in `body:/agent`.
    """

    text_edited = Signal(object)
    view_wanted = Signal(str)
    files_asked = Signal(object)
    models_asked = Signal()
    ids_asked = Signal(str)

    def __init__(self, offering: Offering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.json, self.form, self._calm = JsonPane(offering), BodyForm(offering), CalmPane()
        self._has_fields = False
        self._takes_body = True
        self._held = False
        self._filled: str | None = None
        self._front: QWidget = self._calm
        self._last_place = ""
        self._edits = LastPlace()
        self._since_last = QElapsedTimer()
        self._cleared: tuple[str, str, str] | None = None
        self._late = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._late.timeout.connect(self._fill_form)
        self._stack = QStackedWidget()
        for each in (self.form, self._calm, self.json):
            self._stack.addWidget(each)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack)
        self._as_json = False
        self._connect()

    def put_above(self, widget: QWidget) -> None:
        """Show `widget` above form and JSON."""
        self._column.insertWidget(0, widget)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Fill the form for all that is told within only at the end."""
        before, self._held = self._held, True
        try:
            yield
        finally:
            self._held = before
        self._fill_form()

    def show_text(self, text: str, fresh: bool = False) -> None:
        """Show `text`; with `fresh` there is nothing to undo, else it can be undone as one step."""
        if fresh:
            self.json.editor.start_with(text)
        elif text == self.text():  # an edit of ours that comes back: reading it takes 15 ms a megabyte
            return
        else:
            self.json.editor.show_text(text)
        self._fill_form()

    def text(self) -> str:
        """Return the body's text."""
        return self.json.editor.text()

    def set_fields(
        self,
        specs: Sequence[FieldSpec],
        catalogue: Catalogue,
        takes_body: bool,
        closed: bool = False,
        operation: tuple[str, str] = ("POST", "/v1/messages"),
    ) -> None:
        """Show these fields in the form; without any it offers the JSON. `takes_body` False says that the
        operation has no body, `closed` that it knows no other fields; `operation` is method and path.
        """
        same = (bool(specs), takes_body) == (self._has_fields, self._takes_body)
        self._has_fields, self._takes_body = bool(specs), takes_body
        if self.form.set_fields(specs, catalogue, closed, operation) or not same:
            self._filled = None
            self._fill_form()

    def show_as(self, view: str) -> None:
        """Show the `form` or the `json`."""
        self._as_json = view == "json"
        if self._as_json:
            self._stack.setCurrentWidget(self.json)
        else:
            self._fill_form()

    def view(self) -> str:
        """Return `form` or `json`."""
        return "json" if self._as_json else "form"

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the findings in the JSON."""
        self.json.show_findings(findings)

    def show_blame(self, pointer: str, why: str) -> None:
        """Mark the place that the last answer blames in both views; an empty pointer is none."""
        self.form.show_blame(pointer)
        self.json.show_blame(pointer, why)

    def tell_ids(self, place: str, problem: str) -> None:
        """Say why no ids for `place` were loaded; without a problem offer them there."""
        if self._as_json:
            self.json.tell_ids(problem)
        else:
            self.form.tell_ids(place, problem)

    def focus_pointer(self, pointer: str) -> None:
        """Bring the place to light: in the form if that is shown and can, else in the JSON."""
        if not self._as_json and self._stack.currentWidget() is self.form and self.form.reveal(pointer):
            return
        self._open_json(pointer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo also while there is no form to see, as when an undo broke the JSON."""
        if is_undo(event):
            self.json.editor.undo()
        elif is_redo(event):
            self.json.editor.redo()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.json.text_edited.connect(self._on_typed)
        self.json.ids_asked.connect(self.ids_asked)
        self.form.changed.connect(self._on_changed)
        self.form.opened.connect(self._open_json)
        self.form.asked.connect(self._on_asked)
        self._calm.json_asked.connect(self._on_calm)

    def _on_asked(self, wanted: object) -> None:
        if isinstance(wanted, ModelsWanted):
            self.models_asked.emit()
        elif isinstance(wanted, IdsWanted):
            self.ids_asked.emit(wanted.place)
        else:
            self.files_asked.emit(wanted)

    def _on_typed(self, text: str) -> None:
        self._last_place = ""
        if not self._as_json:
            self._fill_form()
        self.text_edited.emit(text)

    def _on_changed(self, change: Change) -> None:
        """Apply an edit of the form to the text; quick edits of one place are one undo step."""
        try:
            text = self._edits.apply(self._base_for(change), change)
        except JsonFault:
            return
        join = (
            bool(change.place)
            and change.place == self._last_place
            and self._since_last.elapsed() < _ONE_STEP_MS
        )
        self._last_place = change.place
        self._since_last.start()
        self._cleared = (change.place, self.text(), text) if change.takes_out else None
        self.json.editor.show_text(text, join)
        # A single field's own editor shows the edit already: big bodies are read again a moment later.
        if change.place and len(text) > _BIG_CHARS:
            self._late.start()
        else:
            self._fill_form()
        self.text_edited.emit(text)

    def _base_for(self, change: Change) -> str:
        """Return the text to edit: that before a field was cleared, if the next edit fills it again."""
        if self._cleared is not None and self._cleared[0] == change.place and self._cleared[2] == self.text():
            return self._cleared[1]
        return self.text()

    def _fill_form(self) -> None:
        if self._as_json or self._held:
            return
        self._late.stop()
        text = self.text()
        if text != self._filled:
            self._filled = text
            self._front = self._form_of(text)
        self._stack.setCurrentWidget(self._front)

    def _form_of(self, text: str) -> QWidget:
        """Fill the form and return it; where there is none, return what says why."""
        try:
            body = parse(text) if text.strip() else {}
        except JsonFault as fault:
            where = f"line {fault.line}, column {fault.column}"
            hint = f"It breaks at {where}: {fault.message}."
            return self._said("The body is no JSON yet", hint, "Show it in JSON")
        if not self._takes_body and not text.strip():
            return self._said("This operation sends no body", "What it needs is under Params.", "")
        if not isinstance(body, dict):
            return self._said(
                "The body is no JSON object", "A form needs fields with names.", "Show it in JSON"
            )
        if not self._has_fields and not body:
            hint = "Nothing is known of its fields. Write it as JSON."
            return self._said("There is no form for this body", hint, "Edit as JSON")
        self.form.show_body(body)
        return self.form

    def _said(self, title: str, hint: str, step: str) -> QWidget:
        had_focus = focused_in(self.form) is not None
        self._calm.say(title, hint, step)
        if had_focus:
            self._stack.setCurrentWidget(self._calm)
            self._calm.setFocus()
        return self._calm

    def _on_calm(self) -> None:
        self.view_wanted.emit("json")
        self.json.check()
        self.json.show_fault_place()
        self.json.editor.setFocus()

    def _open_json(self, pointer: str) -> None:
        self.view_wanted.emit("json")
        self.json.show_pointer(pointer)
