"""The response pane: how it went, and six ways to look at what came."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.answer import Answer, AnswerKind, MessageChanged
from betadeck.core.answer_marks import Mark
from betadeck.core.catalog import Catalogue
from betadeck.core.cost import Cost, cost_so_far
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.exchange import Exchange, Head, Sent
from betadeck.core.progress import Progress
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.parts.focus import focused_in
from betadeck.ui.parts.labels import rule
from betadeck.ui.response.answer_view import AnswerView
from betadeck.ui.response.body.body_view import BodyView
from betadeck.ui.response.events.events_view import EventsView
from betadeck.ui.response.headers_view import HeadersView
from betadeck.ui.response.status_line import StatusLine
from betadeck.ui.response.tab_row import TabRow
from betadeck.ui.response.timing_view import TimingView
from betadeck.ui.response.usage_view import UsageView


class ResponseViewer(QWidget):
    """Told of a send from its start to its end, or of one that was kept.

    Signals:
        fix_chosen(object, bool): this `Fix`; with true, send afterwards.
        place_chosen(str): take me to this place of the request, as in `Finding.where`.
        beta_chosen(str): show this beta in the checklist.
        again_chosen(bool): send the same again, at once or when the wait is over; false: stop waiting.
        continue_requested(): make the answer the next turn of the conversation.
        filter_requested(object, str, bool), filter_dropped(): as in `BodyView`.
        save_requested(), compare_requested(), report_requested(), cancel_requested(): a button was clicked.
    """

    fix_chosen = Signal(object, bool)
    place_chosen = Signal(str)
    beta_chosen = Signal(str)
    again_chosen = Signal(bool)
    continue_requested = Signal()
    filter_requested = Signal(object, str, bool)
    filter_dropped = Signal()
    save_requested = Signal()
    compare_requested = Signal()
    report_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("response")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Response")
        self._status, self._stack = StatusLine(self), QStackedWidget(self)
        inside = self._stack  # made in their place: a move has the style of all in them worked out anew
        self._answer, self._events, self._body = AnswerView(inside), EventsView(inside), BodyView(inside)
        self._headers, self._timing, self._usage = HeadersView(inside), TimingView(inside), UsageView(inside)
        self._pages: dict[str, QWidget] = {
            "answer": self._answer,
            "events": self._events,
            "body": self._body,
            "headers": self._headers,
            "timing": self._timing,
            "usage": self._usage,
        }
        self._tabs = TabRow([(key, key.capitalize()) for key in self._pages], self)
        for key, tools in (("answer", self._answer.tools), ("events", self._events.tools),
                           ("body", self._body.tools), ("headers", self._headers.tools)):  # fmt: skip
            self._tabs.set_tools(key, tools)
        self._led = False
        self._catalogue = Catalogue()
        self._arrange()
        self._connect()
        self.show_nothing()

    def _arrange(self) -> None:
        for page in self._pages.values():
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for each in (self._status, self._tabs, rule()):
            layout.addWidget(each)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for signal in ("save_requested", "compare_requested", "report_requested", "cancel_requested"):
            getattr(self._status, signal).connect(getattr(self, signal))
        self._answer.fix_chosen.connect(self.fix_chosen)
        self._answer.place_chosen.connect(self.place_chosen)
        self._answer.beta_chosen.connect(self.beta_chosen)
        self._answer.again_chosen.connect(self.again_chosen)
        self._answer.tools.continue_requested.connect(self.continue_requested)
        self._body.filter_requested.connect(self.filter_requested)
        self._body.filter_dropped.connect(self.filter_dropped)
        self._tabs.chosen.connect(self.show_view)
        self._events.counted.connect(self._on_events_counted)
        self._events.timed.connect(self._on_timed)
        self._events.event_chosen.connect(self._on_event_chosen)
        self._events.place_requested.connect(self._on_place_requested)
        self._answer.place_clicked.connect(self._on_place_clicked)
        self._answer.event_requested.connect(self._on_event_requested)
        self._answer.mark_removed.connect(self._on_mark_removed)
        self._answer.set_beside(self._events.narrow_table())

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Take what headers mean and what models cost."""
        self._catalogue = catalogue
        self._headers.set_meanings(catalogue.headers)

    def set_features(self, compare: bool, report: bool, save: bool) -> None:
        """Show only the buttons that do something."""
        self._status.set_features(compare=compare, report=report, save=save)

    def show_nothing(self) -> None:
        """Say that nothing was sent yet."""
        self._status.show_nothing()
        self._answer.show_nothing()
        self._events.show_nothing()
        self._body.show_body(b"", "")
        self._clear_rest()

    def show_sending(self, sent: Sent) -> None:  # noqa: ARG002 - what went out is the composer's to show
        """Say that a request is under way; a focus that was here, as on a fix that is sent, stays here."""
        self._led = focused_in(self) is not None
        if self._led:
            self._tabs.take_focus()  # which does not go away
        self._status.show_sending()
        self._answer.show_waiting()
        self._events.show_nothing(live=True)
        self._body.show_waiting()
        self._clear_rest()

    def _clear_rest(self) -> None:
        """Show nothing where what is under way is not told either."""
        self._headers.show_head(None)
        self._timing.show_nothing()
        self._usage.show_nothing()
        self._tabs.set_note("headers", "")

    def show_uploaded(self, sent_bytes: int, total: int) -> None:
        """Show how much of a long body has left."""
        self._status.show_uploaded(sent_bytes, total)

    def show_head(self, head: Head) -> None:
        """Show that the answer has begun, and its headers."""
        self._status.show_head(head.status, head.header("request-id"), _length(head))
        self._headers.show_head(head)
        self._tabs.set_note("headers", str(len(head.headers)))
        self._answer.show_begun()
        if head.media_type == "text/event-stream":
            self._answer.begin_stream()

    def show_progress(self, progress: Progress) -> None:
        """Show what came since the last time."""
        self._status.show_progress(progress.body_bytes, progress.elapsed_s)
        if progress.events:
            self._events.add(progress)
            self._timing.show_live(self._events.times)
        self._answer.show_progress(progress, self._events.times)
        told = [each.message for each in progress.changes if isinstance(each, MessageChanged)]
        if told and isinstance(usage := told[-1].get("usage"), Mapping):
            self._usage.show_counts(usage, cost_so_far(told[-1], self._catalogue))

    def show_exchange(
        self, exchange: Exchange, answer: Answer, diagnosis: Diagnosis | None, cost: Cost | None
    ) -> None:
        """Show an exchange that has ended, just now or long ago."""
        self._status.show_exchange(exchange, answer)
        self._headers.show_head(exchange.head)
        self._tabs.set_note("headers", str(len(exchange.head.headers)) if exchange.head else "")
        if exchange.body_gone:
            self._body.show_gone()
        else:
            self._body.show_body(exchange.body, exchange.head.media_type if exchange.head else "")
        self._answer.show_answer(exchange, answer, diagnosis, cost)
        self._usage.show_usage(answer, cost)
        self._show_events(exchange, answer)
        self._timing.show_exchange(exchange, self._stream_times())
        self._answer.show_times(self._events.times)
        self._lead(failed=diagnosis is not None)

    def _lead(self, *, failed: bool) -> None:
        """Let a focus that waited here go to the answer, or to what helps on."""
        waits = self._led and self._tabs.has_focus()
        self._led = False
        if waits and failed and self.view() == "answer":
            self._answer.show_error()
        elif waits:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wait(self, seconds: int, *, sends: bool) -> None:
        """Count down to when a send makes sense; `sends` tells that it then goes out by itself."""
        self._answer.show_wait(seconds, sends=sends)

    def show_error(self) -> None:
        """Show the error card, from its top."""
        self.show_view("answer")
        self._answer.show_error()

    def show_entries(self, raw: Sequence[bytes], title: str) -> None:
        """Show JSON objects as a table in the place of the answer: what several pages of a list hold."""
        self._answer.show_entries(raw, title)
        self.show_view("answer")

    def body(self) -> BodyView:
        """Return the view of the body."""
        return self._body

    def show_view(self, key: str) -> None:
        """Show one of `answer`, `events`, `body`, `headers`, `timing`, `usage`."""
        page = self._pages[key]
        if isinstance(page, TimingView | UsageView):
            page.prepare()
        self._tabs.choose(key)
        self._stack.setCurrentWidget(page)

    def view(self) -> str:
        """Return which view is shown."""
        return self._tabs.current()

    def find(self) -> None:  # type: ignore[override]  # QWidget.find looks up window ids, which nobody needs
        """Find in what is shown; where there is no Find, in the body."""
        view = self.view()
        if view == "events":
            self._events.focus_filter()
        elif view != "answer" or not self._answer.open_find():
            self.show_view("body")
            self._body.open_find()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keys to what is shown, so that they scroll it."""
        super().focusInEvent(event)
        page = self._pages[self.view()]
        takers = [each for each in page.findChildren(QAbstractScrollArea) if each.isVisible()]
        (takers[0] if takers else self._tabs).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the tools a row of their own where the tabs need all of theirs."""
        super().resizeEvent(event)
        self._tabs.fit(self.width())

    def _show_events(self, exchange: Exchange, answer: Answer) -> None:
        """Keep the events that came live; read those of a kept exchange again."""
        if answer.events == 0:
            self._events.show_nothing()
        elif self._events.total != answer.events:
            self._events.show_exchange(exchange, lines=answer.kind is AnswerKind.LINES)
        else:
            self._events.end(exchange.timings.ended_s)

    def _stream_times(self) -> StreamTimes | None:
        """Return the times of the events, None if there are none or nobody knows when they came."""
        times = self._events.times
        return times if times.events else None

    def _on_event_chosen(self, number: int, mark: Mark | None) -> None:
        """Mark in the answer what the event added; go there if the answer is in sight."""
        reach = self.view() == "answer"
        self._answer.show_mark(mark, self._events.line_of(number), reach=reach)

    def _on_place_requested(self, number: int, mark: Mark | None) -> None:
        self.show_view("answer")
        self._answer.show_mark(mark, self._events.line_of(number), reach=True)

    def _on_place_clicked(self, index: int, field: str, place: int) -> None:
        """Mark all that the event added that added the character which was clicked."""
        number = self._events.event_at(index, field, place)
        if number is not None:
            self._events.show_chosen(number)
            found = self._events.model.numbered(number)
            mark = found.mark if found is not None else None
            self._answer.show_mark(mark, self._events.line_of(number), reach=False)

    def _on_event_requested(self) -> None:
        self.show_view("events")
        self._events.go_to(self._events.chosen())

    def _on_mark_removed(self) -> None:
        self._events.show_chosen(-1)
        self._answer.show_mark(None, "", reach=False)

    def _on_events_counted(self, count: int) -> None:
        self._tabs.set_note("events", f"{count:,}" if count else "")
        self._answer.tools.set_streamed(count > 0)

    def _on_timed(self) -> None:
        self._timing.show_times(self._stream_times())
        self._answer.show_times(self._events.times)


def _length(head: Head) -> int:
    """Return the size that the server told of the body, 0 when it is not that of what will be shown."""
    text = head.header("content-length")
    return int(text) if text.isdigit() and not head.header("content-encoding") else 0
