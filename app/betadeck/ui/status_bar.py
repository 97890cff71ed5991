"""The bottom bar: limits from the last answer, what is simulated, what it costs."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from betadeck.ui.parts.labels import ElidedLabel, Label
from betadeck.ui.parts.restyle import set_property

_MESSAGE_MS = 8000
_NARROW_PX, _CRAMPED_PX = 1080, 1300
_BAR_PX, _NARROW_BAR_PX = 64, 28


@dataclass(frozen=True, slots=True)
class GaugeValue:
    """One limit: `used` of `limit`, both in the limit's own unit. `hit` tells that it stopped a request."""

    title: str
    used: int
    limit: int
    resets: str = ""
    hit: bool = False


class Gauge(QWidget):
    """A caption, two numbers and a thin bar; the bar's tone changes when little is left."""

    def __init__(self, value: GaugeValue, *, narrow: bool = False) -> None:
        super().__init__()
        self._value, self._narrow = value, narrow
        self._label, self._bar = Label(), QProgressBar()
        self._bar.setTextVisible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        self.show_value(value)

    def show_value(self, value: GaugeValue) -> None:
        """Show `value`."""
        self._value = value
        self._bar.setFixedWidth(_NARROW_BAR_PX if self._narrow else _BAR_PX)
        title = value.title.removesuffix(" tokens") if self._narrow else value.title
        words = f"{title} {short_count(value.used)} / {short_count(value.limit)}"
        self._label.setText(f"{words}, spent" if value.hit else words)
        self._label.set_tone("error" if value.hit else "")
        self._bar.setRange(0, 1000)
        part = value.used / value.limit if value.limit else 0.0
        self._bar.setValue(round(1000 * min(1.0, part)))
        set_property(self._bar, "tone", "error" if part >= 1 or value.hit else "warn" if part >= 0.9 else "")
        stopped = "This limit stopped the last request. " if value.hit else ""
        self.setToolTip(
            f"{value.title}: {value.used:,} of {value.limit:,} used. {stopped}{value.resets}".strip()
        )
        self.setAccessibleName(self.toolTip())

    def set_narrow(self, narrow: bool) -> None:
        """Say it with fewer words, or with all of them."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.show_value(self._value)


class StatusBar(QWidget):
    """Told what to show; announces nothing. Where it is narrow, a message has the room of what can wait."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self._gauges: list[Gauge] = []
        self._is_simulated = self._narrow = False
        self._quiet = QTimer(self, singleShot=True, interval=_MESSAGE_MS)
        self._quiet.timeout.connect(self._clear_message)
        self._resets, self._message = Label(), ElidedLabel()
        self._simulated, self._cost = Label(), Label()
        self._gauge_row = QHBoxLayout()
        self._gauge_row.setSpacing(18)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(18)
        layout.addLayout(self._gauge_row)
        layout.addWidget(self._resets)
        layout.addWidget(self._message, 1)
        layout.addWidget(self._simulated)
        layout.addWidget(self._cost)

    def show_limits(self, values: list[GaugeValue], resets: str) -> None:
        """Show the limits of the last answer that told any; an empty list clears them."""
        while len(self._gauges) > len(values):
            old = self._gauges.pop()
            old.hide()
            old.deleteLater()
        for gauge, value in zip(self._gauges, values, strict=False):
            gauge.show_value(value)
        for value in values[len(self._gauges) :]:
            self._gauges.append(Gauge(value, narrow=self._narrow))
            self._gauge_row.addWidget(self._gauges[-1])
        self._resets.setText(resets)

    def show_message(self, text: str) -> None:
        """Say something short for some seconds, as where a file was saved."""
        self._message.setText(text)
        self._message.setAccessibleName(text or "Messages")
        self._quiet.start()
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use fewer words where it is narrow."""
        super().resizeEvent(event)
        self._narrow = self.width() < _NARROW_PX
        for gauge in self._gauges:
            gauge.set_narrow(self._narrow)
        self.show_simulated(self._is_simulated)
        self._share_room()

    def _share_room(self) -> None:
        cramped = self.width() < _CRAMPED_PX and bool(self._message.text())
        self._simulated.setVisible(not cramped)
        self._cost.setVisible(not cramped)

    def _clear_message(self) -> None:
        self._message.setText("")
        self._share_room()

    def show_simulated(self, simulated: bool) -> None:
        """Say that answers come from the sandbox."""
        self._is_simulated = simulated
        words = "Simulated" if self._narrow else "Simulated by the sandbox"
        self._simulated.setText(words if simulated else "")

    def show_cost(self, text: str) -> None:
        """Show the estimated cost in words, as `Estimated cost $0.0021`."""
        self._cost.setText(text)


def short_count(number: int) -> str:
    """Return `number` as people read it: 950, 29k, 1.2M."""
    if number < 10_000:
        return str(number)
    if number < 1_000_000:
        return f"{number / 1000:.0f}k"
    return f"{number / 1_000_000:.1f}M".replace(".0M", "M")
