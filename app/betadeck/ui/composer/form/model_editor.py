"""The model's name, with what the catalogue knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from betadeck.core.catalog import Model
from betadeck.core.variable_tokens import tokens_in
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.inputs import ChoiceInput, LineInput
from betadeck.ui.composer.form.model_words import model_words
from betadeck.ui.composer.form.told_field import ToldField
from betadeck.ui.parts.completion import completer_for
from betadeck.ui.parts.focus import focused_in

_WORDS = Qt.ItemDataRole.UserRole + 1
_OF_CATALOGUE = "From the catalogue"
ASK = "Ask the target for its models…"
"""The last entry of the list."""


@dataclass(frozen=True, slots=True)
class ModelsWanted:
    """What `asked` brings when the user wants the target's own list of models."""


class ModelEditor(Editor):
    """A model's name: typed, or chosen from a list that says where it is from. At its right, size and prices."""

    def __init__(
        self,
        pointer: str,
        name: str,
        models: Mapping[str, Model],
        source: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(pointer, parent)
        self._source = source
        self._models: Mapping[str, Model] = {}
        self._shown = ""
        self._input = _ModelInput(name)
        self._input.picked.connect(self._on_picked)
        self._input.line.textEdited.connect(self._on_typed)
        self._field = ToldField(self._input)
        self.row.addWidget(self._field)
        self.setFocusProxy(self._input)
        self._set_models(models)

    def _set_models(self, models: Mapping[str, Model]) -> None:
        """Offer these models."""
        text = self._input.line.text()
        self._models = {**models, **{each.alias: each for each in models.values() if each.alias}}
        self._input.offer(models, f"From {self._source}" if self._source else _OF_CATALOGUE)
        self._input.line.setText(text)
        self._tell(text)

    def show_value(self, value: object) -> None:
        """Show the name."""
        text = self._shown = value if isinstance(value, str) else ""
        self._input.line.show_text(text)
        self._tell(text)

    def tell_asked(self, problem: str) -> None:
        """Say below why the target's models are not there; without a problem offer them to who waits here."""
        self._field.say(problem)
        if not problem and focused_in(self) is not None:
            self._input.showPopup()

    def _on_picked(self, name: str) -> None:
        if name == ASK:
            self._input.line.show_text(self._shown)
            self.asked.emit(ModelsWanted())
            return
        if name != self._shown:  # Qt tells of it too when the field is left as it was
            self._on_typed(name)

    def _on_typed(self, name: str) -> None:
        self._field.say("")
        self._shown = name
        self._tell(name)
        self.put_value(name)

    def _tell(self, name: str) -> None:
        model = self._models.get(name)
        words = model_words(model) if model else ""
        is_none = not name or not self._models or bool(tokens_in(name))
        unknown = "not in the target's list" if self._source else "not in the catalogue"
        self._input.line.tell(words if model or is_none else unknown)


class _ModelInput(ChoiceInput):
    """An editable list of models."""

    def __init__(self, name: str) -> None:
        super().__init__(name, ())
        self.setEditable(True)
        self.setInsertPolicy(ChoiceInput.InsertPolicy.NoInsert)
        self.line = _NotedLine(name)
        self.line.setPlaceholderText("A model's name")
        self.setLineEdit(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        _draw_words(self.view())

    def offer(self, models: Mapping[str, Model], source: str) -> None:
        items, names = QStandardItemModel(0, 1, self), QStandardItemModel(0, 1, self)
        for name, model in models.items():
            for each in (items, names):
                item = QStandardItem(name)
                item.setData(model_words(model), _WORDS)
                item.setToolTip(model.note)
                each.appendRow(item)
        said = QStandardItem(source)
        said.setEnabled(False)
        items.insertRow(0, said)
        items.appendRow(QStandardItem(ASK))
        self.setModel(items)
        completer = completer_for(self, names)
        _draw_words(completer.popup())
        self.setCompleter(completer)

    def showPopup(self) -> None:
        """Open the list at the model that is named."""
        place = self.findText(self.line.text())
        if place >= 0:
            self.setCurrentIndex(place)
        super().showPopup()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(200, super().sizeHint().height())


class _NotedLine(LineInput):
    """A line with a muted note at its right end, which gives way to a long text."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._note = ""
        self.textChanged.connect(self._make_room)

    def tell(self, note: str) -> None:
        self._note = note
        self._make_room()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.textMargins().right():
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect().adjusted(0, 0, -2, 0), int(align), self._note)

    def _make_room(self) -> None:
        width = self.fontMetrics().horizontalAdvance(self._note) + 16 if self._note else 0
        fits = self.fontMetrics().horizontalAdvance(self.text()) + width + 8 <= self.width()
        self.setTextMargins(0, 0, width if fits else 0, 0)


def _draw_words(view: QAbstractItemView | None) -> None:
    if view is not None:
        view.setItemDelegate(_ModelDelegate(view))


class _ModelDelegate(QStyledItemDelegate):
    """Draws a model's name, and what is known of it in muted text at the right; what is no model is muted."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            muted = option.palette.color(QPalette.ColorRole.PlaceholderText)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
                option.palette.setColor(role, muted)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        words = str(index.data(_WORDS) or "")
        rect = option.rect.adjusted(8, 0, -12, 0)
        name_px = option.fontMetrics.horizontalAdvance(str(index.data())) + 24
        if words and name_px + option.fontMetrics.horizontalAdvance(words) <= rect.width():
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        words = str(index.data(_WORDS) or "")
        metrics = option.fontMetrics
        return QSize(size.width() + metrics.horizontalAdvance(words) + 48, max(size.height(), 28))
