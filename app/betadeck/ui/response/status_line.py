"""The line that says how it went: a pill, time, size, request id, and what can be done with the answer."""

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from betadeck.core.answer import Answer
from betadeck.core.exchange import Exchange
from betadeck.core.figures import size_words, time_words
from betadeck.ui.parts.buttons import CopyChip, IconButton, button
from betadeck.ui.parts.labels import Label, pill
from betadeck.ui.response import state_words
from betadeck.ui.response.state_words import State

_TICK_MS = 100
_HEIGHT_PX = 40
_NARROW_PX = 620
_LEAST_PX = 240


class StatusLine(QWidget):
    """Says how it went; while it goes, its clock runs by itself.

    Signals:
        save_requested(), compare_requested(), report_requested(), cancel_requested(): a button was clicked.
    """

    save_requested = Signal()
    compare_requested = Signal()
    report_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._status, self._bytes = QElapsedTimer(), 0, 0
        self._ahead_s = 0.0
        self._features: set[str] = set()
        self._has_answer = self._has_body = False
        self._pill = pill()
        self._pill.setObjectName("state")
        self._time, self._size = Label("", "", "muted"), Label("", "", "muted")
        self._request_id = CopyChip("request id", 18)
        self._request_id.setObjectName("request_id")
        self._cancel = button("Cancel", "link", "Stop and keep what arrived (Esc)")
        self._cancel.setObjectName("cancel")
        self._buttons = {
            "save": button("Save", "quiet", "Save the body as received"),
            "compare": button("Compare…", "quiet", "Compare with another exchange"),
            "report": button("Copy report", "quiet", "Copy what support needs to know, without the key"),
        }
        self._more = IconButton("more", "More for this answer")
        self._arrange()
        self.setFixedHeight(_HEIGHT_PX)
        self.setMinimumWidth(_LEAST_PX)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._connect()
        self.show_nothing()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(14)
        for each in (self._pill, self._time, self._size, self._request_id, self._cancel):
            row.addWidget(each)
        row.addStretch(1)
        for name, each in self._buttons.items():
            each.setObjectName(name)
            row.addWidget(each)
        self._more.setObjectName("more_actions")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(self._more)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._tick)
        self._cancel.clicked.connect(self.cancel_requested)
        self._buttons["save"].clicked.connect(self.save_requested)
        self._buttons["compare"].clicked.connect(self.compare_requested)
        self._buttons["report"].clicked.connect(self.report_requested)
        menu = QMenu(self._more)
        self._actions = {name: menu.addAction(each.text()) for name, each in self._buttons.items()}
        for name, action in self._actions.items():
            action.triggered.connect(self._buttons[name].click)
        self._more.setMenu(menu)

    def set_features(self, *, compare: bool, report: bool, save: bool) -> None:
        """Show only the buttons that do something."""
        offered = {"compare": compare, "report": report, "save": save}
        self._features = {name for name, there in offered.items() if there}
        self._fit()

    def show_nothing(self) -> None:
        """Say nothing, and take no room: nothing was sent yet."""
        self._stop()
        self.hide()
        self._has_answer = False
        self._show(State(""), None, None, "")

    def show_sending(self) -> None:
        """Say that it is under way; the clock starts at nought."""
        self.show()
        self._status = self._bytes = self._total = 0
        self._uploaded = (0, 0)
        self._ahead_s = 0.0
        self._has_answer = False
        self._clock.start()
        self._timer.start()
        self._cancel.show()
        self._show(state_words.sending(0.0), None, None, "")

    def show_uploaded(self, sent_bytes: int, total: int) -> None:
        """Take how much of a long body has left."""
        self._uploaded = (sent_bytes, total)

    def show_head(self, status: int, request_id: str, total: int = 0) -> None:
        """Say that the answer has begun; `total` is its size if that is known, else 0."""
        self._status, self._total = status, total
        self._request_id.set_text(request_id)
        self._tick()

    def show_progress(self, body_bytes: int, elapsed_s: float) -> None:
        """Take the size so far, and the exact time; between two of these the clock runs on."""
        self._bytes = body_bytes
        self._ahead_s = elapsed_s - self._clock.elapsed() / 1e3

    def show_exchange(self, exchange: Exchange, answer: Answer) -> None:
        """Say how it ended."""
        self._stop()
        self.show()
        size = len(exchange.body) if exchange.head is not None else None
        error_id = answer.error.request_id if answer.error is not None else ""
        state = state_words.ended(exchange, answer)
        self._has_answer = exchange.head is not None or exchange.failure is not None
        self._has_body = bool(exchange.body)
        self._show(state, exchange.timings.ended_s, size, exchange.request_id or error_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the figures out where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _tick(self) -> None:
        elapsed_s = max(0.0, self._clock.elapsed() / 1e3 + self._ahead_s)
        if self._status:
            self._show_state(state_words.receiving(self._status, elapsed_s, self._bytes, self._total))
        else:
            self._show_state(state_words.sending(elapsed_s, *self._uploaded))

    def _stop(self) -> None:
        self._timer.stop()
        self._cancel.hide()

    def _show(self, state: State, total_s: float | None, size: int | None, request_id: str) -> None:
        self._show_state(state)
        self._time.setText("" if total_s is None else time_words(total_s))
        self._size.setText("" if size is None else size_words(size))
        self._request_id.set_text(request_id)
        self._fit()

    def _show_state(self, state: State) -> None:
        self._pill.setText(state.words)
        self._pill.setVisible(bool(state.words))
        self._pill.set_tone(state.tone)

    def _show_buttons(self) -> None:
        """Show what is offered: as buttons, or in a menu where there is little room."""
        roomy = self.width() >= _NARROW_PX
        offered = self._features if self._has_answer else set()
        offered = offered - (set() if self._has_body else {"save"})
        for name, each in self._buttons.items():
            each.setVisible(roomy and name in offered)
            self._actions[name].setVisible(name in offered)
        self._more.setVisible(not roomy and bool(offered))

    def _fit(self) -> None:
        """Let figures give way to the pill: first the size, then the time, then the request id."""
        self._show_buttons()
        for figure in (self._time, self._size):
            figure.setVisible(bool(figure.text()))
        self._request_id.setVisible(bool(self._request_id.full_text()))
        givers: tuple[QWidget, ...] = (self._size, self._time, self._request_id)
        for each in givers:
            if self.sizeHint().width() <= self.width():
                return
            each.hide()
