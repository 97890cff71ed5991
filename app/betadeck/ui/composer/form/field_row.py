"""One row of the form: a label, an editor, perhaps a button that takes the field out."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from betadeck.core.cache_bars import CacheBar
from betadeck.ui.composer.form.cache_bar import CacheBarView
from betadeck.ui.composer.form.changes import put
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.fits import fits
from betadeck.ui.composer.form.null_editor import NullEditor
from betadeck.ui.composer.form.plan import PlannedRow, value_at
from betadeck.ui.composer.form.spec import ABSENT, COMPACT, FieldSpec
from betadeck.ui.composer.form.summary_editor import SummaryEditor
from betadeck.ui.parts.faint_button import FaintButton
from betadeck.ui.parts.labels import Label

LABEL_PX = 132
_FIELD_PX = 30
_UNKNOWN = "not in the schema"
_FIT, _NULL, _OTHER = "fit", "null", "other"
_ANY_PX = 16_777_215


class FieldRow(QWidget):
    """Shows one planned row. A value that the field's editor cannot take is summed up instead.

    Signals:
        changed(Change): an edit of the field.
        opened(str): show the place with this pointer as JSON.
        asked(Attach): put files in.
        remove_asked(str): take the field with this pointer out.
    """

    changed = Signal(object)
    opened = Signal(str)
    asked = Signal(object)
    remove_asked = Signal(str)

    def __init__(self, spec: FieldSpec, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._make = make
        self._beside: list[tuple[FieldSpec, Editor]] = []
        self._remove = FaintButton("close", f"Remove {spec.label}", self)
        self._remove.setObjectName("remove_field")
        self._remove.setVisible(not spec.required)
        self._remove.clicked.connect(self._on_remove)
        self._null: FaintButton | None = None
        self._cache: CacheBarView | None = None
        self._stacked = False
        if spec.nullable:
            self._null = FaintButton("null", f"Set {spec.label} to null", self)
            self._null.setObjectName("set_null")
            self._null.clicked.connect(self._on_null)
        self._editors = QHBoxLayout()
        self._editors.setSpacing(8)
        self._lay_out()
        self._shown = _FIT
        self.editor = self._made(spec, _FIT)
        self._editors.addWidget(self.editor)
        self._put_below()
        for each in spec.beside:
            made = self._made(each, _FIT)
            self._beside.append((each, made))
            self._editors.addWidget(made)
        if spec.kind in COMPACT:
            self._editors.addStretch(1)

    def show_row(self, row: PlannedRow, body: Mapping[str, object]) -> None:
        """Show the value, and those of the fields beside it."""
        shown = self._state_of(row.value)
        if self._null is not None:
            self._null.setVisible(shown != _NULL)
        if shown != self._shown:
            self._shown = shown
            self._swap(self._made(self.spec, shown))
        self.editor.show_around(body)
        self.editor.show_value(row.value)
        for spec, editor in self._beside:
            editor.show_value(value_at(body, spec.pointer))

    def show_cache(self, bar: CacheBar | None) -> None:
        """Draw beside the editor how far down it is cached; None draws nothing."""
        if self._cache is None and bar is not None:
            # What hangs below a line begins at the left, under the labels: there the bar stays in the line.
            nested = self.editor.below is not None
            self._cache = CacheBarView(self, LABEL_PX - 1, _FIELD_PX + 8 if nested else _ANY_PX)
        if self._cache is not None:
            self._cache.show_bar(None if self._stacked else bar)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, as when a list's item before this one went away."""
        if pointer != self.spec.pointer:
            self.spec = replace(self.spec, pointer=pointer)
            self.editor.set_pointer(pointer)

    def set_stacked(self, stacked: bool) -> None:
        """Put the label above the editor, for narrow windows, or beside it."""
        directions = QBoxLayout.Direction
        self._stacked = stacked
        if stacked and self._cache is not None:
            self._cache.show_bar(None)
        self._box.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._head.setMinimumSize(0 if stacked else LABEL_PX, 22 if stacked else _FIELD_PX)
        self._head.setMaximumWidth(_ANY_PX if stacked else LABEL_PX)

    def reveal(self, pointer: str) -> QWidget | None:
        """Bring the place to light; return its widget, or None if it can only be seen as JSON."""
        for spec, editor in self._beside:
            if pointer == spec.pointer:
                return editor
        return self.editor.reveal(pointer)

    def holds(self, pointer: str) -> bool:
        """Tell whether the place is this row's, or lies within."""
        places = [self.spec.pointer, *(spec.pointer for spec in self.spec.beside)]
        return any(pointer == place or pointer.startswith(f"{place}/") for place in places)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the button that removes the field be seen, and tell of the field."""
        super().enterEvent(event)
        if not self._label.toolTip():
            self._label.setToolTip(self._make.about(self.spec))
        self._set_faint(False)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the button fade."""
        super().leaveEvent(event)
        self._set_faint(True)

    def _set_faint(self, faint: bool) -> None:
        self._remove.set_faint(faint)
        if self._null is not None:
            self._null.set_faint(faint)

    def _lay_out(self) -> None:
        label = self._label = Label(self.spec.label, "", "muted")
        label.setWordWrap(True)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 8, 0)
        head.setSpacing(4)
        head.addWidget(label, 1)
        if self.spec.unknown:
            label.setText(f"{self.spec.label}\n{_UNKNOWN}")
            label.set_tone("warn")
        if self._null is not None:
            head.addWidget(self._null)
        head.addWidget(self._remove)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 4, 0, 4)
        self._outer.setSpacing(0)
        self._box = QHBoxLayout()
        self._box.setSpacing(0)
        self._box.addWidget(self._head, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(self._editors, 1)
        self._outer.addLayout(self._box)
        self.set_stacked(False)

    def _state_of(self, value: object) -> str:
        if value is None and self.spec.nullable:
            return _NULL
        return _FIT if value is ABSENT or fits(self.spec, value) else _OTHER

    def _made(self, spec: FieldSpec, shown: str) -> Editor:
        if shown == _NULL:
            made: Editor = NullEditor(spec)
        else:
            made = self._make(spec) if shown == _FIT else SummaryEditor(spec.pointer, spec.label)
        made.changed.connect(self.changed)
        made.opened.connect(self.opened)
        made.asked.connect(self.asked)
        return made

    def _swap(self, made: Editor) -> None:
        self._editors.replaceWidget(self.editor, made)
        for old in (self.editor, self.editor.below):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.editor = made
        self._put_below()

    def _put_below(self) -> None:
        if self.editor.below is not None:
            self._outer.addWidget(self.editor.below)

    def _on_null(self) -> None:
        self.changed.emit(put(self.spec.pointer, None))

    def _on_remove(self) -> None:
        self.remove_asked.emit(self.spec.pointer)
