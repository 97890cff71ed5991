"""The strip that says something beside what it is about."""

import pytest
from PySide6.QtWidgets import QPushButton

from betadeck.ui.parts.banner import Banner

LONG = "This has changes that are in no file. A closed tab can be reopened with File, Reopen closed tab."


@pytest.mark.parametrize(("width", "below"), [(900, False), (430, True)])
def test_where_it_is_narrow_the_buttons_go_below_so_that_the_words_have_their_room(qtbot, width, below):
    strip = Banner()
    qtbot.addWidget(strip)
    strip.resize(width, 80)
    strip.show_text("Choose", LONG, actions=[("close", "Close"), ("keep", "Keep open")])
    button = strip.findChild(QPushButton, "close")
    qtbot.waitUntil(lambda: (button.y() > strip._text.geometry().bottom()) is below)
    assert strip._text.width() > width // 2
