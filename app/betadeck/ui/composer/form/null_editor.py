"""A value that is null, with a way out of it."""

from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.form.changes import put_json
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.spec import FieldSpec
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import mono_label


class NullEditor(Editor):
    """Says `null` and offers to begin a value."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._start = spec.start
        self._begin = button("Set a value", "link")
        self._begin.setAccessibleName(f"{spec.label} is null, set a value")
        self._begin.clicked.connect(self._on_begin)
        self.setMinimumHeight(30)
        self.row.addWidget(mono_label("null", "muted"))
        self.row.addWidget(self._begin)
        self.row.addStretch(1)
        self.setFocusProxy(self._begin)

    def show_value(self, value: object) -> None:
        """Show nothing else: null is all it can be."""

    def _on_begin(self) -> None:
        self.changed.emit(put_json(self.pointer, self._start, step=True))
