"""The gauges of the bottom bar: used, limit, which one stopped a request; also where there is little room."""

import pytest
from PySide6.QtWidgets import QLabel

from betadeck.ui.status_bar import Gauge, GaugeValue, StatusBar

VALUES = [
    GaugeValue("Requests", 4000, 4000, "resets in 1:00", hit=True),
    GaugeValue("Input tokens", 1_250_000, 2_000_000, "resets in 0:30"),
    GaugeValue("Output tokens", 0, 400_000),
]


@pytest.fixture
def bar(qtbot):
    made = StatusBar()
    qtbot.addWidget(made)
    made.resize(1600, 28)
    made.show()
    made.show_limits(VALUES, "resets in 1:00")
    made.show_simulated(True)
    made.show_cost("Estimated cost $0.0021")
    return made


def seen(bar):
    return [each.text() for each in bar.findChildren(QLabel) if each.isVisible() and each.text()]


def test_each_limit_has_its_figures_and_the_one_that_was_hit_is_told_in_words(bar):
    assert {"Requests 4000 / 4000, spent", "Input tokens 1.2M / 2M", "Output tokens 0 / 400k"} <= set(
        seen(bar)
    )
    tips = [each.toolTip() for each in bar.findChildren(Gauge)]
    assert "This limit stopped the last request. resets in 1:00" in tips[0]
    assert tips[1] == "Input tokens: 1,250,000 of 2,000,000 used. resets in 0:30"


@pytest.mark.parametrize("width", [900, 1000, 1100, 1600])
def test_nothing_is_cut_at_any_width_and_a_message_has_room(bar, qtbot, width):
    bar.resize(width, 28)
    for message in ("", "It is sent again in 15 s; Esc stops it."):
        bar.show_message(message)
        qtbot.wait(1)
        for label in bar.findChildren(QLabel):
            if label.isVisible() and label.text():
                assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), label.text()
    bar._clear_message()
    assert "Estimated cost $0.0021" in seen(bar)
    assert any(text.startswith("Simulated") for text in seen(bar))
