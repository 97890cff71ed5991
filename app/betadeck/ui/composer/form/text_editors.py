"""Editors for texts: one line, several lines, and lists of texts."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from betadeck.core.variable_tokens import tokens_in
from betadeck.ui.composer.form.changes import put, put_items
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.inputs import LineInput
from betadeck.ui.composer.form.spec import FieldSpec
from betadeck.ui.parts.restyle import set_property

_LIST_HINT = "One a line; \\n stands for a line break in it"


class TextEditor(Editor):
    """A text on one line."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._input = LineInput(spec.label)
        needed = "required" if spec.required else ""
        self._input.setPlaceholderText(", ".join(each for each in (needed, spec.hint) if each))
        self._input.textEdited.connect(self.put_value)
        self.row.addWidget(self._input)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the text."""
        self._input.show_text(value if isinstance(value, str) else "")


class SecretEditor(TextEditor):
    """A text that is hidden while it does not have the focus."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._input.setEchoMode(QLineEdit.EchoMode.Password)
        self._input.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the text while it is edited."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            seen = event.type() == QEvent.Type.FocusIn
            modes = QLineEdit.EchoMode
            self._input.setEchoMode(modes.Normal if seen else modes.Password)
        return super().eventFilter(watched, event)


class DateEditor(TextEditor):
    """A day, or a day and a time; what is none is marked and kept."""

    def show_value(self, value: object) -> None:
        """Show the text."""
        super().show_value(value)
        set_property(self._input, "invalid", isinstance(value, str) and _is_wrong(value))


class LongTextEditor(Editor):
    """A text of several lines, in a field that grows."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._input = GrowingEdit(spec.label)
        self._input.setPlaceholderText("required" if spec.required else "")
        self._input.text_edited.connect(self.put_value)
        self.row.addWidget(self._input)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the text."""
        self._input.show_text(value if isinstance(value, str) else "")


class LinesEditor(Editor):
    """A list of texts, one a line."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._texts: list[str] = []
        self._input = GrowingEdit(spec.label)
        self._input.setPlaceholderText(_LIST_HINT.partition(";")[0])
        self._input.setToolTip(_LIST_HINT)
        self._input.text_edited.connect(self._on_edited)
        self.row.addWidget(self._input)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the texts, unless what is typed means just these."""
        texts = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
        self._texts = texts
        if texts_of(self._input.text()) != texts:
            self._input.show_text("\n".join(_escaped(each) for each in texts))

    def _on_edited(self, text: str) -> None:
        old, self._texts = self._texts, texts_of(text)
        new = self._texts
        self.changed.emit(put_items(self.pointer, old, new) if old and new else put(self.pointer, new))


def texts_of(lines: str) -> list[str]:
    """Return the texts that `lines` stand for; empty lines are none."""
    return [_unescaped(line) for line in lines.split("\n") if line]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _unescaped(line: str) -> str:
    parts = line.split("\\\\")
    return "\\".join(part.replace("\\n", "\n") for part in parts)


def _is_wrong(text: str) -> bool:
    """Tell whether `text` is neither a date nor a variable."""
    if not text or tokens_in(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return True
    return False
