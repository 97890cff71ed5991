"""After a paste of Python or JavaScript: one click writes it as JSON, one undo brings it back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from betadeck.core.json_style import shifted
from betadeck.ui.composer.editor.json_editor import JsonEditor
from betadeck.ui.composer.text_change import TextChange
from betadeck.ui.parts.buttons import IconButton, button
from betadeck.ui.parts.labels import Label

if TYPE_CHECKING:  # reading Python needs its parser, which few pastes do
    from betadeck.core.json_from import Literal


class PasteOffer(QFrame):
    """Watches what is pasted into the editor. Goes away when the text is edited elsewise, or closed."""

    def __init__(self, editor: JsonEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste_offer")
        self.setProperty("role", "banner")
        self._editor = editor
        self._span = (0, 0)
        self._found: Literal | None = None
        self._words, self._take = Label(""), button("Write it as JSON", "link")
        self._words.setObjectName("paste_words")
        self._words.setWordWrap(True)
        self._take.setObjectName("paste_as_json")
        self._close = IconButton("close", "Leave it as it is")
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._take)
        layout.addWidget(self._close)
        self._take.clicked.connect(self._on_take)
        self._close.clicked.connect(self._put_away)
        editor.pasted.connect(self._on_pasted)
        editor.spliced.connect(self._on_spliced)
        self.hide()

    def _on_pasted(self, start: int, end: int) -> None:
        self._span = (start, end)
        self._later.start()

    def _on_spliced(self, _change: TextChange) -> None:
        self._later.stop()
        self._put_away()

    def _look(self) -> None:
        """Read what was pasted, now that the paste itself is shown."""
        from betadeck.core.json_from import as_json

        start, end = self._span
        self._found = found = as_json(self._editor.json_text()[start:end])
        if found is None:
            return
        if found.json:
            self._words.setText(
                " ".join((f"What you pasted is {found.language}, not JSON.", _left_out(found)))
            )
        else:
            self._words.setText(
                f"What you pasted is {found.language}, and cannot become JSON: {found.problem}."
            )
        self._take.setVisible(bool(found.json))
        self.show()

    def _on_take(self) -> None:
        start, end = self._span
        found, text = self._found, self._editor.shown_text()
        self._put_away()
        if found is None:
            return
        pasted = text[start:end]
        line = text[text.rfind("\n", 0, start) + 1 : start]
        blanks = line[: len(line) - len(line.lstrip(" \t"))]
        comma = "," if found.members and pasted.rstrip().endswith(",") else ""
        tail = pasted[len(pasted.rstrip()) :] if found.members else ""
        new = shifted(found.json, blanks) + comma + tail
        self._editor.replace(start, end, new, start + len(new))
        self._editor.setFocus()

    def _put_away(self) -> None:
        self._found = None
        self.hide()


def _left_out(found: "Literal") -> str:
    if not found.left_out:
        return ""
    return f"Left out, as it is no part of the body: {', '.join(found.left_out)}."
