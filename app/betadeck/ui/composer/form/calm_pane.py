"""What stands in the form's place when there is no form to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label, wrapped


class CalmPane(QWidget):
    """Says in a few words why there is no form, and offers the JSON.

    Signals:
        json_asked(): show the JSON.
    """

    json_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Label("", "title")
        self._hint = wrapped("", "", "muted")
        self._step = button("")
        self._step.setObjectName("show_in_json")
        self._step.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(1)
        for each in (self._title, self._hint):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            each.setWordWrap(True)
            layout.addWidget(each)
        layout.addWidget(self._step, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def say(self, title: str, hint: str, step: str) -> None:
        """Say `title` and `hint`; `step` is on the button."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._step.setText(step)
        self._step.setVisible(bool(step))

    def words(self) -> str:
        """Return what is said, in one line."""
        return f"{self._title.text()} {self._hint.text()}"

    def _on_clicked(self) -> None:
        self.json_asked.emit()
