"""A value of one of several shapes: which one as a choice, and the editor of that shape."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.json_pointer import join
from betadeck.ui.composer.form.changes import Change, both, put, put_json, take
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.inputs import ChoiceInput
from betadeck.ui.composer.form.schema_choices import Choice, choice_for, choices_of
from betadeck.ui.composer.form.spec import ABSENT, COMPACT, FieldSpec

_LEAST_PX, _MOST_PX = 120, 260
_LEFT = Qt.AlignmentFlag.AlignLeft


class UnionEditor(Editor):
    """Choosing another shape keeps the members that it knows too, and begins those that it requires."""

    def __init__(self, spec: FieldSpec, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._spec, self._make = spec, make
        self._choices = choices_of(spec.shape) if spec.shape else ()
        self._shown: Choice | None = None
        self._inner: Editor | None = None
        self._value: object = ABSENT
        self._type = ChoiceInput(f"{spec.label}, kind", [each.label for each in self._choices])
        self._type.setMinimumWidth(_LEAST_PX)
        self._type.setMaximumWidth(_MOST_PX)
        self._type.setPlaceholderText("choose" if not spec.required else "required")
        self._type.picked.connect(self._on_picked)
        self.row.addWidget(self._type, 0, _LEFT)
        self.below = QWidget()
        self._place = QVBoxLayout(self.below)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.below.hide()
        self.setMinimumHeight(30)
        self.setFocusProxy(self._type)

    def show_value(self, value: object) -> None:
        """Show the shape that the value has, and the value in it."""
        self._value = value
        choice = None if value is ABSENT else choice_for(value, self._choices)
        self._type.show_text(choice.label if choice else "")
        if choice != self._shown:
            self._shown = choice
            self._rebuild()
        if self._inner is not None:
            self._inner.show_value(value)
            self._show_inner(self._inner)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place."""
        super().set_pointer(pointer)
        if self._inner is not None:
            self._inner.set_pointer(pointer)

    def begin(self) -> None:
        """Go to the value, or to the choice when there is none yet."""
        inner = self._inner
        (self._type if inner is None or inner.isHidden() else inner).setFocus()

    def reveal(self, pointer: str) -> QWidget | None:
        """Ask the shape's editor, but for the member that tells the shape."""
        if self._inner is None or pointer == self.pointer:
            return self
        if self._shown and pointer == f"{self.pointer}/{self._shown.tag_name}":
            return self
        return self._inner.reveal(pointer)

    def _rebuild(self) -> None:
        if self._inner is not None:
            self._inner.discard()
            self.row.removeWidget(self._inner)
            self._inner = None
        if self._shown is not None:
            field = self._shown.field(self.pointer, self._spec.label)
            self._inner = self._make(field)
            self.pass_on(self._inner)
            self.row.addWidget(self._inner, 1, _LEFT if field.kind in COMPACT else Qt.AlignmentFlag(0))
            if self._inner.below is not None:
                self._place.addWidget(self._inner.below)
        if self.below is not None:
            self.below.setVisible(self._inner is not None and self._inner.below is not None)

    def _show_inner(self, inner: Editor) -> None:
        """Show what the value holds, unless its shape says it all, as in `{"type": "all"}`."""
        tag = {self._shown.tag_name} if self._shown and self._shown.tag_name else set()
        more = self._shown.shape.properties().keys() - tag if self._shown else ()
        bare = bool(tag) and not more and isinstance(self._value, dict) and self._value.keys() <= tag
        inner.setVisible(not bare)
        if self.below is not None:
            self.below.setVisible(not bare and inner.below is not None)

    def _on_picked(self, label: str) -> None:
        choice = next((each for each in self._choices if each.label == label), None)
        if choice is None or choice == self._shown:
            return
        if isinstance(self._value, dict) and choice.tag_name:
            self.changed.emit(both(*self._turned(self._value, choice)))
        else:
            self.changed.emit(put_json(self.pointer, choice.start(), step=True))

    def _turned(self, value: dict[str, object], choice: Choice) -> list[Change]:
        """Return the changes that turn an object into one of another shape."""
        known = choice.shape.properties()
        changes: list[Change] = [put(f"{self.pointer}/{choice.tag_name}", choice.label)]
        old = self._shown.shape.properties() if self._shown else {}
        changes += [
            take(f"{self.pointer}{at}") for name, at in _places(value) if name in old and name not in known
        ]
        needed = [each for each in choice.fields() if each.required and each.name != choice.tag_name]
        changes += [
            put_json(self.pointer + each.pointer, each.start) for each in needed if each.name not in value
        ]
        return changes


def _places(value: dict[str, object]) -> list[tuple[str, str]]:
    return [(name, join((name,))) for name in value]
