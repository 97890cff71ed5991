"""An object whose `type` tells which other fields it has."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.ui.composer.form.changes import Change, both, put, put_json, take
from betadeck.ui.composer.form.editor import Editor, Make, Refused
from betadeck.ui.composer.form.inputs import ChoiceInput
from betadeck.ui.composer.form.shown import Shown, editor_as, shown_as
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec, Kind, Variant
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.wrap_layout import WrapLayout


class VariantEditor(Editor):
    """The type as a choice, and beside it the fields of that type. Other members show as "2 more"."""

    def __init__(self, spec: FieldSpec, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._spec, self._make = spec, make
        self._variants = {each.type: each for each in spec.variants}
        self._shown: str | None = None
        self._states: list[Shown] = []
        self._value: Mapping[str, object] = {}
        self._parts: list[tuple[FieldSpec, Editor]] = []
        self._cells: list[QWidget] = []
        self._type = ChoiceInput(f"{spec.label}, type", list(self._variants))
        self._type.setMinimumWidth(120)
        self._type.picked.connect(self._on_picked)
        self._more = button("", "link", "Opens as JSON")
        self._more.clicked.connect(self._on_more)
        self._flow = WrapLayout(gap_px=8)
        self._flow.addWidget(self._type)
        self._flow.addWidget(self._more)
        self.row.addLayout(self._flow, 1)
        self.setFocusProxy(self._type)

    def show_value(self, value: object) -> None:
        """Show type and fields."""
        self._value = value if isinstance(value, dict) else {}
        kind = str(self._value.get("type", ""))
        self._type.show_text(kind)
        variant = self._variants.get(kind, Variant(kind))
        states = [shown_as(spec, self._value.get(spec.name, ABSENT)) for spec in variant.fields]
        if kind != self._shown or states != self._states:
            self._shown, self._states = kind, states
            self._rebuild(variant)
        for spec, editor in self._parts:
            editor.show_value(self._value.get(spec.name, ABSENT))
        self._count_others()

    def show_refused(self, refused: Refused) -> None:
        """Mark the types that the model does not take."""
        self._type.mark(refused(f"{self.pointer}/type", self._variants))

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all fields."""
        super().set_pointer(pointer)
        for spec, editor in self._parts:
            editor.set_pointer(pointer + spec.pointer)

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the whole for its own place, a field for that."""
        if pointer in (self.pointer, f"{self.pointer}/type"):
            return self
        return next((editor for _, editor in self._parts if editor.pointer == pointer), None)

    def _rebuild(self, variant: Variant) -> None:
        for old in self._cells:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._flow.removeWidget(self._more)
        self._cells, self._parts = [], []
        for spec, state in zip(variant.fields, self._states, strict=True):
            editor = editor_as(state, spec, self._make)
            editor.set_pointer(self.pointer + spec.pointer)
            editor.changed.connect(self.changed)
            self._cells.append(_labelled(spec, editor))
            self._flow.addWidget(self._cells[-1])
            self._parts.append((spec, editor))
        self._flow.addWidget(self._more)

    def _count_others(self) -> None:
        others = [
            key for key in self._value if key != "type" and key not in {spec.name for spec, _ in self._parts}
        ]
        self._more.setText(f"{len(others)} more")
        self._more.setAccessibleName(f"{self._spec.label}: {len(others)} more fields, opens as JSON")
        self._more.setVisible(bool(others))

    def _on_picked(self, kind: str) -> None:
        """Set the type, take out the fields that only the old one knows, put in what the new one requires."""
        if kind == self._shown:
            return
        new = {spec.name: spec for spec in self._variants[kind].fields}
        changes: list[Change] = [put(f"{self.pointer}/type", kind)]
        changes += [
            take(f"{self.pointer}/{spec.name}")
            for spec, _ in self._parts
            if spec.name in self._value and spec.name not in new
        ]
        changes += [
            put_json(f"{self.pointer}/{spec.name}", spec.start)
            for spec in new.values()
            if spec.required and spec.name not in self._value
        ]
        self.changed.emit(both(*changes))

    def _on_more(self) -> None:
        self.opened.emit(self.pointer)


def _labelled(spec: FieldSpec, editor: Editor) -> QWidget:
    """Return the editor behind its name; a switch says its name itself."""
    if spec.kind is Kind.SWITCH:
        return editor
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(4, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Label(spec.label, "", "muted"))
    row.addWidget(editor)
    return cell
