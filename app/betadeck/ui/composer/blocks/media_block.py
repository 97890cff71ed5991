"""An image or document: what it is, where it comes from, and a small picture of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from betadeck.ui.composer.blocks.attach import Attach, FileUse
from betadeck.ui.composer.blocks.block_editor import BlockEditor
from betadeck.ui.composer.blocks.kinds import others_of
from betadeck.ui.composer.blocks.media_words import media_words, short_word
from betadeck.ui.composer.blocks.thumbnail import Thumbnail
from betadeck.ui.composer.form.changes import put, put_json
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.inputs import ChoiceInput, LineInput
from betadeck.ui.composer.form.long_text import is_long
from betadeck.ui.composer.form.more_link import MoreLink
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel

_NARROW_PX = 460
_TOP = Qt.AlignmentFlag.AlignTop
_READ, _URL, _FILE, _TEXT = "From a file", "From an address", "Uploaded file", "Plain text"
_MEMBERS = {"url": "url", "file": "file_id", "text": "data"}
_SOURCES = {
    _URL: '{"type": "url", "url": ""}',
    _FILE: '{"type": "file", "file_id": ""}',
    _TEXT: '{"type": "text", "media_type": "text/plain", "data": ""}',
}
_NAMES = {"base64": _READ, "url": _URL, "file": _FILE, "text": _TEXT}
_HINTS = {"url": "https://…", "file": "file_… as the Files API named it", "text": "Text"}


class MediaBlock(BlockEditor):
    """The bytes of a file never show as text; a title of a document and such opens as JSON."""

    def __init__(
        self, pointer: str, name: str, kind: str, make: Make | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(pointer, parent)
        self._name, self._kind, self._make = name, kind, make
        self._file: Editor | None = None
        self._shown, self._value = "", object()
        self._picture = Thumbnail()
        self._words = ElidedLabel("", "", "")
        choices = (_READ, _URL, _FILE, *((_TEXT,) if kind == "document" else ()))
        self._from = ChoiceInput(f"{name}, source", choices)
        self._from.setSizeAdjustPolicy(ChoiceInput.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._from.setMinimumContentsLength(13)
        self._from.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._from.picked.connect(self._on_from)
        self._replace = button("Choose…", "", "Put another file in its place")
        self._replace.setObjectName("replace_file")
        self._replace.clicked.connect(self._on_replace)
        self._line = LineInput(f"{name}, place")
        self._line.setProperty("mono", True)
        self._line.setMinimumWidth(60)
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.textEdited.connect(self._on_edited)
        self._text = GrowingEdit(f"{name}, text")
        self._text.text_edited.connect(self._on_edited)
        self._others = MoreLink()
        self._others.clicked.connect(self._on_others)
        self._lay_out()
        self.setFocusProxy(self._from)

    def show_value(self, value: object) -> None:
        """Show what it is and where it comes from."""
        if value == self._value:
            return
        self._value = value
        block = value if isinstance(value, dict) else {}
        source = block.get("source")
        found = source if isinstance(source, dict) else {}
        kind, data = str(found.get("type", "")), found.get("data")
        self._shown = kind
        text = found.get(_MEMBERS.get(kind, ""))
        self._words.setText(media_words(self._kind, found))
        shown = data if kind == "base64" and isinstance(data, str) else ""
        self._picture.show_data(shown, short_word(self._kind, found))
        self._from.show_text(_NAMES.get(kind, kind))
        long = isinstance(text, str) and is_long(text)
        self._show_file(kind == "file", text)
        self._line.setVisible(kind == "url" or (kind == "file" and self._file is None))
        self._line.setPlaceholderText(_HINTS.get(kind, ""))
        self._text.setVisible(kind == "text" and not long)
        self._replace.setVisible(kind == "base64")
        if not long:
            (self._text if kind == "text" else self._line).show_text(text if isinstance(text, str) else "")
        self._others.name(others_of(value, ("type", "source", "cache_control")))

    def begin(self) -> None:
        """Go to the field that tells where it comes from."""
        for each in (self._file, self._line, self._text, self._replace):
            if each is not None and not each.isHidden():
                each.setFocus()
                return
        self._from.setFocus()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the field for the place, the choice of the source for what has none."""
        member = _MEMBERS.get(self._shown, "")
        if member and pointer == f"{self.pointer}/source/{member}":
            fields = {"text": self._text, "file": self._file or self._line}
            return fields.get(self._shown, self._line)
        return self._from

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with the uploaded file's."""
        super().set_pointer(pointer)
        if self._file is not None:
            self._file.set_pointer(f"{pointer}/source/file_id")

    def _lay_out(self) -> None:
        how = QHBoxLayout()
        how.setSpacing(8)
        for widget in (self._from, self._replace, self._others):
            how.addWidget(widget)
        how.addStretch(0)
        below = self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        below.setSpacing(8)
        below.addLayout(how)
        below.addWidget(self._line, 1)
        right = QVBoxLayout()
        right.setSpacing(3)
        right.addWidget(self._words)
        right.addLayout(below)
        right.addWidget(self._text)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._picture)
        line.addLayout(right, 1)
        line.setAlignment(self._picture, _TOP)
        self.row.addLayout(line, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the place below the choice of the source where there is little room beside it."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = event.size().width() < _NARROW_PX
        self._below.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._below.setSpacing(3 if narrow else 8)

    def _show_file(self, wanted: bool, value: object) -> None:
        """Show the field for the id of an uploaded file, made when it is first `wanted`."""
        if wanted and self._file is None and self._make is not None:
            place = f"{self.pointer}/source/file_id"
            spec = FieldSpec(place, f"{self._name}, place", Kind.TEXT, required=True, hint=_HINTS["file"])
            self._file = self._make(spec)
            self.pass_on(self._file)
            self._below.insertWidget(self._below.indexOf(self._line), self._file, 1)
        if self._file is not None:
            self._file.setVisible(wanted)
            self._file.show_value(value)

    def _on_from(self, words: str) -> None:
        if words == _NAMES.get(self._shown):
            return
        if words == _READ:
            self._from.show_text(_NAMES.get(self._shown, self._shown))
            self._on_replace()
        else:
            self.changed.emit(put_json(f"{self.pointer}/source", _SOURCES[words], step=True))
            self.begin()

    def _on_edited(self, text: str) -> None:
        self.changed.emit(put(f"{self.pointer}/source/{_MEMBERS[self._shown]}", text))

    def _on_replace(self) -> None:
        self.asked.emit(Attach(self.pointer, FileUse(self._kind), replace=True))

    def _on_others(self) -> None:
        self.opened.emit(self.pointer)
