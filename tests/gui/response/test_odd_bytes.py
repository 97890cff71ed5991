"""Bytes that other programs change or hide: shown in every view, kept in every copy."""

import json
import mmap

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from betadeck.ui.response.body.clipboard import RAW

CONTROL = Qt.KeyboardModifier.ControlModifier
BOM = "\ufeff".encode()
ODD = BOM + b'{"bad":"\xff\xed\xa0\x80","nul":"a\x00b","bidi":"\xe2\x80\xaeabc","lone":"\\ud800",\r"cr":1}'


def drawn(text):
    rows, width = text.rows(), text.viewport().width()
    return [
        "".join(part.text() for part in rows.parts(row, 0, width, text._ink)) for row in range(rows.count)
    ]


def copied(qtbot, text):
    qtbot.keyClick(text, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(text, Qt.Key.Key_C, CONTROL)
    return QGuiApplication.clipboard().mimeData().data(RAW).data()


@pytest.mark.parametrize("wraps", [False, True])
def test_laid_out_json_hides_nothing(view, qtbot, wraps):
    view.show_body(ODD, "application/json")
    text = view.text_view()
    text.set_wrap(wraps)
    assert drawn(text) == [
        "⟨BOM⟩{",
        '"bad": "⟨FF⟩⟨ED⟩⟨A0⟩⟨80⟩",',
        '"nul": "a␀b",',
        '"bidi": "⟨RLO⟩abc",',
        '"lone": "\\ud800",',
        '"cr": 1',
        "}",
    ]
    text.grab()


def test_laid_out_json_is_copied_with_its_bytes_and_as_received(view, qtbot):
    view.show_body(ODD, "application/json")
    text = view.text_view()
    assert b"".join(copied(qtbot, text).split()) == b"".join(ODD.split())
    text.copy_received()
    assert QGuiApplication.clipboard().mimeData().data(RAW).data() == ODD


def test_a_copy_too_large_for_a_clipboard_is_refused_in_words(view, qtbot, monkeypatch):
    monkeypatch.setattr("betadeck.ui.response.body.copier.MOST_BYTES", 10)
    view.show_body(b"more than ten bytes", "text/plain")
    QGuiApplication.clipboard().setText("before")
    view.text_view().select_all()
    view.text_view().copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert "save the body instead" in view._note.text()


def test_lines_that_end_with_cr_alone_are_lines(view):
    view.show_body(b"one\rtwo\r\rfour", "text/plain")
    assert drawn(view.text_view()) == ["one", "two", "", "four"]


def test_a_body_on_disk_looks_and_copies_like_one_in_memory(view, qtbot, tmp_path):
    data = json.dumps({"list": list(range(30)), "text": "é\u202e" * 3000, "b": {"c": "needle"}}).encode()
    (tmp_path / "body").write_bytes(data)
    with (tmp_path / "body").open("rb") as file:
        body = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    seen = {}
    for kind, each in (("memory", data), ("disk", body)):
        view.show_body(each, "application/json")
        found = []
        for mode in ("pretty", "raw", "hex", "tree"):
            view._mode.findChild(QAbstractButton, mode).click()
            if mode == "tree":
                model = view._tree.model()
                found.append([model.index(row, 1).data() for row in range(model.rowCount())])
                continue
            found.append(drawn(view.text_view()))
            found.append(copied(qtbot, view.text_view()))
            view.open_find()
            view._find._field.setText("needle")
            found.append(list(view._finder._search.hits))
            view._find.close_bar()
        seen[kind] = found
    assert seen["disk"] == seen["memory"]
    view.show_body(b"", "")
