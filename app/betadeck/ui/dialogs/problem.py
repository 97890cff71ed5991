"""The window that says what went wrong inside the program."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.parts.code_view import CodeView
from betadeck.ui.parts.labels import Label, wrapped

_MOST = 20


class ProblemWindow(Frame):
    """Stands beside the work and blocks nothing. Every further problem is added on top of the last.

    What is shown must be free of keys; whoever calls it sees to that.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Something went wrong", "problem_window", parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # the next problem needs it again
        self._count, self._texts = 0, list[str]()
        self._title, self._text = Label("", "title"), wrapped("", "", "muted")
        self._title.setWordWrap(True)
        self._details = CodeView("Details")
        self._details.setProperty("bare", False)
        for part in (self._title, self._text):
            self.content.addWidget(part)
        self.content.addWidget(self._details, 1)
        self.add_button("copy", "Copy details").clicked.connect(self._on_copy)
        self.add_button("close", "Close", "primary", default=True).clicked.connect(self.close)
        self.resize(620, 400)

    def show_problem(self, title: str, text: str, details: str) -> None:
        """Say what happened (`title`), what it means (`text`), and show `details` to copy."""
        self._count += 1
        self._texts = [f"{title}\n{text}\n\n{details}".strip(), *self._texts][:_MOST]
        self._title.setText(title)
        self._text.setText(text)
        self._details.setPlainText("\n\n— before that —\n\n".join(self._texts))
        self.say(f"{self._count} problems so far" if self._count > 1 else "")
        self.show()

    def details(self) -> str:
        """Return all that can be copied."""
        return self._details.toPlainText()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details())
        self.say("Copied", "ok")
