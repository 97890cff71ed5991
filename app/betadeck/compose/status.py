"""The bottom bar: limits of the last answer and the cost of the last one in front."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

from betadeck.compose.open_requests import OpenRequests
from betadeck.control.tabs import TabsController
from betadeck.core.catalog import Catalogue
from betadeck.core.cost import cost_of_answer
from betadeck.core.exchange import Head
from betadeck.core.limits import Limit, limits_of, named
from betadeck.ui.status_bar import GaugeValue
from betadeck.ui.window import MainWindow

_SHOWN = ("Requests", "Input tokens", "Output tokens")


class Status(QObject):
    """Told by answers; counts the seconds to the reset down once a second."""

    def __init__(
        self,
        window: MainWindow,
        tabs: TabsController,
        requests: OpenRequests,
        catalogue: Callable[[], Catalogue],
    ) -> None:
        super().__init__(window)
        self._bar, self._tabs, self._requests, self._catalogue = window.status, tabs, requests, catalogue
        self._limits: tuple[Limit, ...] = ()
        self._hit = ""
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._show_limits)
        requests.headed.connect(self._on_head)
        requests.ended.connect(self._on_ended)
        tabs.chosen.connect(self._show_cost)

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def _on_head(self, head: Head) -> None:
        found = limits_of(head)
        if found:
            self._limits = found
            self._show_limits()
            self._timer.start()

    def _on_ended(self, key: str) -> None:
        """Mark the limit that stopped this request, until the next one of any tab has ended."""
        self._show_cost()
        request = self._requests.made_for(key)
        diagnosis = request.diagnosis() if request else None
        culprit = diagnosis.culprit if diagnosis else None
        words = culprit.name if culprit is not None and culprit.kind == "rate_limit" else ""
        hit = _hit(self._limits, words) if words else None
        if (hit.name if hit else "") != self._hit:
            self._hit = hit.name if hit else ""
            self._show_limits()

    def _show_limits(self) -> None:
        now = datetime.now(UTC)
        shown = [each for each in self._limits if each.title in _SHOWN]
        waits = [wait for each in shown if (wait := _wait_s(each, now)) > 0]
        if not waits:
            self._timer.stop()
        values = [
            GaugeValue(
                each.title, each.used, each.limit, _resets(_wait_s(each, now)), hit=each.name == self._hit
            )
            for each in shown
        ]
        self._bar.show_limits(values, _resets(max(waits, default=0)))

    def _show_cost(self) -> None:
        request = self._requests.current()
        last = request.last() if request else None
        cost = cost_of_answer(last[1], self._catalogue()) if last else None
        if cost is None:
            self._bar.show_cost("")
            return
        self._bar.show_cost(f"Estimated cost ${cost.usd:.4f}" if cost.usd is not None else "Cost unknown")


def _hit(limits: tuple[Limit, ...], words: str) -> Limit | None:
    """Return the limit that `words` mean; where that is not used up and one alone is, that one."""
    meant = named(limits, words)
    spent = [each for each in limits if each.is_spent and each.title in _SHOWN]
    return spent[0] if len(spent) == 1 and not (meant and meant.is_spent) else meant


def _wait_s(limit: Limit, now: datetime) -> int:
    return max(0, round((limit.resets_at - now).total_seconds())) if limit.resets_at else 0


def _resets(seconds: int) -> str:
    return f"resets in {seconds // 60}:{seconds % 60:02d}" if seconds else ""
