"""The tree of a body: paged, lazy, and what is copied from it."""

import base64
import json

import jmespath
import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel

from betadeck.core.json_members import PAGE_MEMBERS
from betadeck.ui.response.body.body_view import BodyView
from betadeck.ui.response.file_preview import FilePreview
from betadeck.ui.response.tree.expander import MOST_OPENED
from betadeck.ui.response.tree.paging import PAGES
from betadeck.ui.response.tree.tree_view import JsonTreeView

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
VALUE = {"id": "msg_1", "content": [{"type": "text", "a b": "x\n\u202ey"}, {}], "n": 12345678901234567890}


@pytest.fixture
def view(qtbot):
    made = BodyView()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(view, data, media_type="application/json"):
    view.show_body(data if isinstance(data, bytes) else json.dumps(data).encode(), media_type)
    view._mode.findChild(QAbstractButton, "tree").click()
    return view.findChild(JsonTreeView)


def at(tree, *rows):
    index = tree.model().index(rows[0], 0)
    for row in rows[1:]:
        tree.executeDelayedItemsLayout()
        tree.expand(index)
        index = tree.model().index(row, 0, index)
    return index


def cells(index):
    return [index.siblingAtColumn(column).data() for column in range(3)]


def copied(qtbot, tree, index, held):
    tree.setCurrentIndex(index)
    qtbot.keyClick(tree, Qt.Key.Key_C, held)
    return QGuiApplication.clipboard().text()


def note(view):
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_values_are_shown_with_their_types_in_words(view):
    tree = show(view, VALUE)
    assert cells(at(tree, 0)) == ["id", '"msg_1"', "text"]
    assert cells(at(tree, 1, 0, 1))[0] == "a b"
    assert cells(at(tree, 1))[2] == "list, 2"
    assert not tree.model().hasChildren(at(tree, 1, 1))
    assert cells(at(tree, 2)) == ["n", "12345678901234567890", "number"]


def test_value_and_paths_are_copied_with_keys(view, qtbot):
    tree = show(view, VALUE)
    index = at(tree, 1, 0, 1)
    assert copied(qtbot, tree, index, CONTROL) == "x\n\u202ey"
    assert copied(qtbot, tree, index, CONTROL | SHIFT) == "/content/0/a b"
    path = copied(qtbot, tree, index, CONTROL | ALT)
    assert jmespath.search(path, VALUE) == "x\n\u202ey"
    assert path in note(view)


def test_an_object_is_copied_as_it_was_received(view, qtbot):
    tree = show(view, b'{"a": {"x" :1.0,\n "y":[ ]}, "b": 2}')
    tree.setCurrentIndex(at(tree, 0))
    qtbot.keyClick(tree, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == '{"x" :1.0,\n "y":[ ]}')


def test_a_long_list_comes_in_pages_that_open(view, qtbot):
    tree = show(view, {"data": list(range(20_000))})
    at(tree, 0, 0)
    rows = at(tree, 0)
    qtbot.waitUntil(lambda: not tree.tree().is_reading())
    assert tree.model().rowCount(rows) == PAGE_MEMBERS + PAGES + 3
    page = tree.model().index(PAGE_MEMBERS, 0, rows)
    assert cells(page)[0] == f"{PAGE_MEMBERS} …"
    value = at(tree, 0, PAGE_MEMBERS, 3)
    assert cells(value)[:2] == [str(PAGE_MEMBERS + 3)] * 2
    assert copied(qtbot, tree, value, CONTROL | SHIFT) == f"/data/{PAGE_MEMBERS + 3}"
    last = at(tree, 0, PAGE_MEMBERS + PAGES + 2)
    place = (PAGES + 1) * PAGE_MEMBERS + 2 * PAGES * PAGE_MEMBERS
    assert cells(last)[0] == f"{place:,} …"
    assert tree.model().rowCount(last) == 0
    value = at(tree, 0, PAGE_MEMBERS + PAGES + 2, 48, 99)
    assert cells(value)[:2] == ["19999", "19999"]
    assert copied(qtbot, tree, value, CONTROL | SHIFT) == "/data/19999"


def test_a_row_of_pages_that_is_opened_early_is_filled_when_more_is_known(view, qtbot):
    tree = show(view, {"data": list(range(60_000))})
    at(tree, 0, 0)
    rows = at(tree, 0)
    qtbot.waitUntil(lambda: tree.model().rowCount(rows) > PAGE_MEMBERS + PAGES, timeout=10_000)
    early = at(tree, 0, PAGE_MEMBERS + PAGES)
    tree.expand(early)
    qtbot.waitUntil(lambda: not tree.tree().is_reading(), timeout=10_000)
    assert tree.model().rowCount(early) == PAGES
    firsts = [cells(at(tree, 0, PAGE_MEMBERS + PAGES, row))[0] for row in (0, 49)]
    assert firsts == ["5,100 …", "10,000 …"]


def test_expand_all_below_opens_everything_or_says_where_it_stopped(view, qtbot):
    tree = show(view, {"a": {"b": [{"c": 1}]}})
    qtbot.keyClick(tree, Qt.Key.Key_Home)
    qtbot.keyClick(tree, Qt.Key.Key_Asterisk)
    qtbot.waitUntil(lambda: tree.isExpanded(at(tree, 0, 0, 0)))
    tree = show(view, {"a": [[[n]] for n in range(MOST_OPENED)]})
    qtbot.keyClick(tree, Qt.Key.Key_Home)
    qtbot.keyClick(tree, Qt.Key.Key_Asterisk)
    qtbot.waitUntil(lambda: "Stopped after 1,000 values" in note(view))


def test_an_image_is_a_chip_that_opens(view, qtbot):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    png = QBuffer()
    png.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(png, "PNG")
    data = png.data().data() + bytes(400)
    tree = show(view, {"source": {"data": base64.b64encode(data).decode()}})
    index = at(tree, 0, 0)
    assert cells(index)[1:] == [f"▣ image, {len(data) / 1e3:.1f} kB", "image/png"]
    tree.setCurrentIndex(index)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    preview = view.findChild(FilePreview)
    qtbot.waitUntil(lambda: preview.pane().picture().image is not None)
    assert preview.pane().picture().image.width() == 60
    assert "60 × 40" in preview.findChild(QLabel, "preview_note").text()
    preview.close()


def test_json_lines_are_a_list_and_broken_json_goes_as_far_as_it_can(view):
    tree = show(view, b'{"a": 1}\n{"b": 2}\n', "application/x-jsonl")
    assert cells(at(tree, 1, 0))[0] == "b"
    tree = show(view, b'{"a": 1, "b": [1, {"c"')
    assert [cells(at(tree, row))[0] for row in range(2)] == ["a", "b"]
    assert "not whole JSON" in note(view)


def test_find_from_the_tree_looks_through_the_laid_out_text(view):
    show(view, VALUE)
    view.open_find()
    assert view._mode.current() == "pretty"
    assert view.text_view().isVisible()
