"""Files of a form: chosen, dropped, taken out."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton

from betadeck.core.catalog import Operation
from betadeck.core.draft import FilePart
from betadeck.core.upload_limit import most_bytes
from betadeck.ui.composer.files import FileRow, FilesEditor
from helpers.catalogue import shipped
from helpers.composing import composer_with, drafts_of

UPLOAD = Operation("files.upload", "POST", "/v1/files", "Files", "Upload", multipart=("file",))
SKILL = Operation("skills.create", "POST", "/v1/skills", "Skills", "Create", multipart=("files[]",))


def rows(composer):
    QApplication.processEvents()
    return [each for each in composer.findChildren(FileRow) if each.isVisible()]


def drop(composer, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    composer.findChild(FilesEditor).dropEvent(event)


def test_an_upload_asks_for_its_file_and_says_its_size(qtbot, tmp_path):
    path = tmp_path / "a b.txt"
    path.write_bytes(b"x" * 1500)
    composer = composer_with(qtbot, "", listed=UPLOAD, path="/v1/files")
    (row,) = rows(composer)
    assert row.words.text() == "no file chosen yet"
    seen = drafts_of(composer)
    row.chosen.emit([str(path)])
    assert seen[-1].files == (FilePart("file", str(path)),)
    (row,) = rows(composer)
    assert row.words.text().startswith("a b.txt · 1.5 kB")


def test_a_file_is_chosen_in_the_dialog_that_the_button_opens(qtbot, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF")
    composer = composer_with(qtbot, "", listed=UPLOAD, path="/v1/files")
    (row,) = rows(composer)
    qtbot.mouseClick(row.choose, Qt.MouseButton.LeftButton)
    dialog = row.findChild(QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()
    assert composer.draft().files == (FilePart("file", str(path)),)
    assert composer.window().focusWidget() is rows(composer)[0].choose


def test_dropped_files_are_added_where_several_are_taken_else_put_in_place(qtbot, tmp_path):
    many = composer_with(qtbot, "", listed=SKILL, path="/v1/skills")
    drop(many, tmp_path / "a", tmp_path / "b")
    drop(many, tmp_path / "c")
    assert [each.path[-1] for each in many.draft().files] == ["a", "b", "c"]
    one = composer_with(qtbot, "", listed=UPLOAD, path="/v1/files")
    drop(one, tmp_path / "a", tmp_path / "b")
    drop(one, tmp_path / "c")
    assert [each.path[-1] for each in one.draft().files] == ["c"]


def test_a_file_is_taken_out_and_one_that_is_gone_is_said_to_be(qtbot, tmp_path):
    files = (FilePart("file", str(tmp_path / "gone")),)
    composer = composer_with(qtbot, "", listed=UPLOAD, path="/v1/files", files=files)
    assert "not there" in rows(composer)[0].words.text()
    qtbot.mouseClick(rows(composer)[0].findChild(QToolButton, "remove_file"), Qt.MouseButton.LeftButton)
    assert composer.draft().files == ()
    assert [each.part.path for each in rows(composer)] == [""]


def test_other_operations_show_no_files(qtbot):
    assert not composer_with(qtbot).findChild(FilesEditor).isVisible()


def test_a_file_that_is_bigger_than_the_call_takes_is_said_to_be(qtbot, tmp_path):
    path = tmp_path / "big.bin"
    with path.open("wb") as file:
        file.truncate(600_000_000)
    editor = FilesEditor()
    qtbot.addWidget(editor)
    editor.set_fields(("file",), most_bytes(shipped().operations["beta.files.upload"], shipped().limits))
    editor.show_files((FilePart("file", str(path)),))
    words = next(each.words.text() for each in editor.findChildren(FileRow) if each.part.path)
    assert "too big: 600 MB" in words
    assert "524 MB" in words
