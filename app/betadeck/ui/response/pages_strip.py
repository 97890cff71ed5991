"""What can be done with an answer that is one page of a list."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from betadeck.core.figures import count_words
from betadeck.core.paged_run import PagedRun
from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.parts.labels import Tone, wrapped

_NARROW_PX = 640
_TIPS = {
    "next": "Ask for the page behind this one; the request itself stays as it is",
    "all": "Ask for one page after the other; each is an exchange of its own in the history",
    "show": "Show the entries of all pages that came",
    "save": "Save the entries of all pages that came, as one JSON list or an entry a line",
}
_ACTIONS: tuple[tuple[str, str, Kind], ...] = (
    ("next", "Next page", "link"),
    ("all", "All pages", "link"),
    ("stop", "Stop", "link"),
    ("on", "Go on", "link"),
    ("show", "Show all", "link"),
    ("save", "Save all…", "quiet"),
)


class PagesStrip(QFrame):
    """A line below the answer; hidden for answers that are no page, or a list's only one.

    Signals:
        action_chosen(str): `next`, `all`, `stop`, `on`, `show` or `save`.
    """

    action_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages_strip")
        self._text = wrapped("")
        self._text.setObjectName("pages_text")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 4, 12, 4)
        self._row.setSpacing(4)
        self._row.addWidget(self._text, 1)
        actions = QHBoxLayout()
        actions.setSpacing(4)
        self._row.addLayout(actions)
        self._buttons = {key: button(label, kind, _TIPS.get(key, "")) for key, label, kind in _ACTIONS}
        for key, made in self._buttons.items():
            made.setObjectName(f"pages_{key}")
            made.clicked.connect(self._on_clicked)
            actions.addWidget(made)
        actions.addStretch(1)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the text where there is little room."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = event.size().width() < _NARROW_PX
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def show_run(self, run: PagedRun | None) -> None:
        """Show how far it came; None, or a list of one page, hides the line."""
        self.setVisible(run is not None and (run.next is not None or run.pages > 1))
        if run is None:
            return
        tone: Tone = "warn" if run.problem else ""
        many = run.pages > 1
        actions = ["show", "save"] if many else []
        if run.next is not None:
            actions += ["on" if run.problem else "all", *([] if run.problem else ["next"])]
        self._say(f"{_so_far(run)} {_ending(run)}", actions, tone)

    def show_running(self, run: PagedRun) -> None:
        """Show that pages are being fetched."""
        self._say(f"{_so_far(run)} Page {run.pages + 1:,} is on its way.", ["stop"])
        self.show()

    def show_waiting(self, run: PagedRun, left_s: float) -> None:
        """Show that the server wants a pause."""
        self._say(f"{_so_far(run)} Going on in {left_s:.0f} s, as the server asks.", ["stop"], "warn")

    def _say(self, text: str, actions: list[str], tone: Tone = "") -> None:
        self._text.setText(text)
        self._text.set_tone(tone)
        for key, made in self._buttons.items():
            made.setVisible(key in actions)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.action_chosen.emit(sender.objectName().removeprefix("pages_"))


def _so_far(run: PagedRun) -> str:
    entries = count_words(len(run.entries), "entry", "entries")
    return f"{entries} on this page." if run.pages == 1 else f"{run.pages:,} pages, {entries}."


def _ending(run: PagedRun) -> str:
    if run.problem:
        return f"Page {run.pages + 1:,} did not come: {run.problem}"
    return "There are more on the server." if run.next is not None else "That is all."
