"""Request and response: beside each other where there is room for both."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from betadeck.ui.request_page import RequestPage


@pytest.fixture
def page(qtbot):
    made = RequestPage()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def _side(page):
    return page.findChild(QSplitter).orientation() is Qt.Orientation.Horizontal


def test_beside_goes_below_where_it_is_narrow_and_comes_back(page):
    page.set_beside(beside=True)
    assert _side(page)
    page.resize(460, 700)
    assert not _side(page)
    page.resize(1000, 700)
    assert _side(page)
    page.set_beside(beside=False)
    assert not _side(page)


def test_neither_is_squeezed_by_the_other(page):
    page.set_beside(beside=True)
    splitter = page.findChild(QSplitter)
    splitter.setSizes([900, 100])
    page.resize(710, 700)
    assert _side(page)
    assert min(splitter.sizes()) >= 340


def test_the_answer_gets_about_half_before_the_bar_is_moved(page):
    above, below = page.findChild(QSplitter).sizes()
    assert 0.4 < below / (above + below) < 0.55
