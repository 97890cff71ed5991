"""The strip of open requests: titles that can be told apart, the chosen one in sight, a list of all."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QToolButton

from betadeck.ui.request_tabs import RequestTabs


def _strip(qtbot, titles, width_px=480):
    strip = RequestTabs()
    qtbot.addWidget(strip)
    strip.resize(width_px, 44)
    for title in titles:
        strip.add(title, title)
    strip.show()
    qtbot.waitExposed(strip)
    return strip, strip.findChild(QTabBar, "request_tabs")


def _in_sight(bar):
    return bar.rect().contains(bar.tabRect(bar.currentIndex()))


def test_many_tabs_scroll_instead_of_shrinking_and_the_chosen_one_is_in_sight(qtbot):
    titles = [f"Context editing {number}" for number in range(40)]
    strip, bar = _strip(qtbot, titles)
    for title in (titles[39], titles[0], titles[21]):
        strip.choose(title)
        assert _in_sight(bar)
        assert bar.tabRect(bar.currentIndex()).width() >= 100
    strip.set_title(titles[21], "another and much longer name than it had before", unsaved=True, busy=False)
    assert _in_sight(bar)
    strip.resize(300, 44)
    assert _in_sight(bar)


def test_the_list_is_offered_only_while_tabs_are_out_of_sight(qtbot):
    strip, _ = _strip(qtbot, ["one", "two"])
    button = strip.findChild(QToolButton, "list_tabs")
    assert not button.isVisible()
    for number in range(12):
        strip.add(f"more {number}", f"more {number}")
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(strip.list_requested):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for number in range(12):
        strip.remove(f"more {number}")
    qtbot.waitUntil(lambda: not button.isVisible())


def test_a_long_title_leaves_room_and_is_told_whole_in_the_tooltip(qtbot):
    strip, bar = _strip(qtbot, ["key"], 1200)
    name = "a long name that somebody typed in once and then forgot about for ever and a day"
    strip.set_title("key", name, unsaved=False, busy=False)
    assert bar.tabRect(0).width() <= 240
    assert bar.tabToolTip(0) == name


def test_the_plus_follows_a_title_that_gets_short(qtbot):
    strip, bar = _strip(qtbot, ["a name of some length"], 900)
    strip.set_title("a name of some length", "x", unsaved=False, busy=False)
    plus = strip._plus
    qtbot.waitUntil(lambda: plus.x() - bar.tabRect(0).right() - bar.x() < 12)


def test_tabs_take_one_stop_of_the_keyboard(qtbot):
    _shown, bar = _strip(qtbot, ["one", "two", "three"])
    stops = [each for each in bar.findChildren(QToolButton) if each.isVisible()]
    assert stops
    assert all(not each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in stops)


def test_a_double_click_beside_the_tabs_begins_a_request(qtbot):
    strip, _ = _strip(qtbot, ["one"], 900)
    with qtbot.waitSignal(strip.new_requested):
        QTest.mouseDClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(800, 20))
