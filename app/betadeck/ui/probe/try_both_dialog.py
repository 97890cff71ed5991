"""Try both: choose what differs, send both variants, look at them side by side."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from betadeck.core.probe.side import Comparison, Side
from betadeck.core.probe.try_both import Kind
from betadeck.ui.parts.choices import Segments
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.restyle import set_property
from betadeck.ui.probe.running_frame import RunningFrame
from betadeck.ui.probe.try_both_view import TryBothView

Choice = tuple[str, str]
_KINDS = {
    Kind.BETA: ("A beta", "With and without"),
    Kind.VERSION: ("API version", "This request's version and"),
    Kind.MODEL: ("Model", "This request's model and"),
    Kind.TARGET: ("Target", "This request's target and"),
}


class TryBothDialog(RunningFrame):
    """Offers what there is to choose and shows what came. Sends nothing itself.

    Signals:
        send_requested(Kind, str): send both; the text is the beta, version, model or target to try.
    """

    send_requested = Signal(object, str)

    def __init__(self, choices: Mapping[Kind, Sequence[Choice]], parent: QWidget | None = None) -> None:
        super().__init__("Try both", "try_both_dialog", parent)
        self._choices = {kind: list(offered) for kind, offered in choices.items() if offered}
        self._sent = False
        self._kind = Segments([(kind.value, _KINDS[kind][0]) for kind in self._choices or _KINDS])
        self._kind.setObjectName("kind")
        self._what, self._other = Label("", "", "muted"), QComboBox()
        self._other.setObjectName("other")
        self._other.setMinimumWidth(280)
        self._view = TryBothView()
        row = QHBoxLayout()
        row.setSpacing(12)
        for each in (self._kind, self._what, self._other):
            row.addWidget(each)
        row.addStretch(1)
        self.content.addLayout(row)
        self.content.addWidget(self._view, 1)
        self._close = self.add_button("close", "Close")
        self._start = self.add_button("start", "Send both", "primary", default=True)
        self._close.clicked.connect(self.reject)
        self._start.clicked.connect(self._on_start)
        self._kind.chosen.connect(self._show_choices)
        self._view.hide()
        self._show_choices()
        self._start.setFocus()
        self.resize(860, 120)

    def choose(self, kind: Kind, value: str) -> None:
        """Offer this first."""
        if kind in self._choices:
            self._kind.choose(kind.value)
            self._show_choices()
            self._other.setCurrentIndex(max(0, self._other.findData(value)))

    def show_labels(self, left: str, right: str) -> None:
        """Show what is going to be sent."""
        self._view.show_labels(left, right)
        if not self._view.isVisible():
            self._view.show()
            self.resize(max(self.width(), 980), max(self.height(), 700))

    def show_asking(self, place: int) -> None:
        """Show which of the two is going out."""
        self._view.show_asking(place)

    def show_side(self, place: int, side: Side) -> None:
        """Show what came of one of the two."""
        self._view.show_side(place, side)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show how both differ."""
        self._view.show_comparison(comparison)
        self.show_ended()

    def show_ended(self, words: str = "") -> None:
        """Say that it is over, and in words why, if it did not come to its end."""
        self._running = False
        self._show_start()
        self.say(words)

    def view(self) -> TryBothView:
        """Return the comparison."""
        return self._view

    def _show_choices(self) -> None:
        kind = Kind(self._kind.current())
        self._what.setText(_KINDS[kind][1])
        self._other.clear()
        for value, label in self._choices.get(kind, ()):
            self._other.addItem(label, value)
        self._other.setAccessibleName(_KINDS[kind][1])
        self._start.setEnabled(self._other.count() > 0)
        self.say("" if self._other.count() else "There is nothing to compare with.")

    def _show_start(self) -> None:
        self._start.setText("Stop" if self._running else "Send both again" if self._sent else "Send both")
        set_property(self._start, "kind", "stop" if self._running else "primary")
        for each in (self._kind, self._other):
            each.setEnabled(not self._running)

    def _on_start(self) -> None:
        if self._running:
            self.stop_requested.emit()
            return
        self._running = self._sent = True
        self._show_start()
        self.say("")
        self.send_requested.emit(Kind(self._kind.current()), str(self._other.currentData()))
