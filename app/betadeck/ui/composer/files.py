"""The files of a multipart form: chosen, dropped, named, taken out."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QFileInfo, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.draft import FilePart
from betadeck.core.variable_tokens import OPEN
from betadeck.ui.composer.form.field_row import LABEL_PX
from betadeck.ui.composer.scroll_pane import BAR_PX
from betadeck.ui.composer.sizes import bytes_words
from betadeck.ui.parts.buttons import IconButton, button
from betadeck.ui.parts.file_choice import choose_file
from betadeck.ui.parts.focus import focused_in
from betadeck.ui.parts.labels import ElidedLabel, Label, Tone

_MANY = "[]"


class FilesEditor(QWidget):
    """A row for each file, and one for each form field that has none yet. Hidden where none are taken.

    Signals:
        files_edited(tuple[FilePart, ...]): these are the files now.
    """

    files_edited = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files")
        self.setAcceptDrops(True)
        self._fields: tuple[str, ...] = ()
        self._most_bytes = 0
        self._files: tuple[FilePart, ...] = ()
        self._rows: list[FileRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, BAR_PX, 4)
        self._column.setSpacing(4)
        self._hint = Label("Files can be dropped here too.", "small")
        self._column.addWidget(self._hint)
        self._refresh()

    def set_fields(self, fields: Sequence[str], most_bytes: int = 0) -> None:
        """Take files for these fields of the form; those that end in `[]` may stand several times.

        A file of more than `most_bytes` is marked as too big; 0 is no limit.
        """
        if (tuple(fields), most_bytes) != (self._fields, self._most_bytes):
            self._fields, self._most_bytes = tuple(fields), most_bytes
            self._refresh()

    def show_files(self, files: tuple[FilePart, ...]) -> None:
        """Show these files."""
        if files != self._files:
            self._files = files
            self._refresh()

    def begin(self) -> None:
        """Go to the first file that is still to be chosen."""
        row = next((each for each in self._rows if not each.part.path), None)
        if row is not None:
            row.choose.setFocus()

    def add_paths(self, paths: Sequence[str]) -> None:
        """Take these files in: in the place of a field's one file, or as more of it."""
        files = list(self._files)
        field = self._fields[0] if self._fields else "file"
        if not field.endswith(_MANY):
            files = [each for each in files if each.field != field]
            paths = paths[:1]
        self._edit((*files, *(FilePart(field, path) for path in paths)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in."""
        if paths := _paths(event.mimeData()):
            event.acceptProposedAction()
            self.add_paths(paths)

    def _parts(self) -> list[FilePart]:
        """Return the files, and an empty one for each field that wants one or more."""
        given = {each.field for each in self._files}
        wanted = [field for field in self._fields if field not in given or field.endswith(_MANY)]
        return [*self._files, *(FilePart(field, "") for field in wanted)]

    def _refresh(self) -> None:
        """Make the rows anew; a focus that was in one stays at its place."""
        had_focus = next((place for place, row in enumerate(self._rows) if focused_in(row) is not None), -1)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for place, part in enumerate(self._parts()):
            row = FileRow(part, self._most_bytes)
            row.chosen.connect(self._on_chosen)
            row.removed.connect(self._on_removed)
            self._rows.append(row)
            self._column.insertWidget(place, row)
        self.setVisible(bool(self._rows))
        if had_focus >= 0 and self._rows:
            self._rows[min(had_focus, len(self._rows) - 1)].choose.setFocus()

    def _edit(self, files: tuple[FilePart, ...]) -> None:
        self._files = files
        self._refresh()
        self.files_edited.emit(files)

    def _on_chosen(self, paths: list[str]) -> None:
        row = self.sender()
        if not isinstance(row, FileRow):
            return
        if row.part.path:
            place = self._rows.index(row)
            changed = replace(row.part, path=paths[0], filename="")
            self._edit((*self._files[:place], changed, *self._files[place + 1 :]))
        else:
            self._edit((*self._files, *(FilePart(row.part.field, path) for path in paths)))

    def _on_removed(self) -> None:
        place = next((place for place, row in enumerate(self._rows) if row is self.sender()), -1)
        if 0 <= place < len(self._files):
            self._edit((*self._files[:place], *self._files[place + 1 :]))


class FileRow(QWidget):
    """One file, or the place for one.

    Signals:
        chosen(list[str]): the user chose these paths.
        removed(): take the file out.
    """

    chosen = Signal(list)
    removed = Signal()

    def __init__(self, part: FilePart, most_bytes: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        field = part.field.removesuffix(_MANY)
        label = Label(field.replace("_", " ").capitalize(), "", "muted")
        label.setFixedWidth(LABEL_PX - 8)
        problem = _problem(part, most_bytes)
        tone: Tone = "error" if problem else "" if part.path else "muted"
        self.words = ElidedLabel(problem or _words(part), "", tone)
        self.words.setObjectName("file_words")
        self.choose = button("Choose…" if not part.path else "Another…", "", "Choose a file")
        self.choose.setObjectName("choose_file")
        self.choose.setAccessibleName(f"Choose a file for {field}")
        self.choose.clicked.connect(self._on_choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.words, 1)
        row.addWidget(self.choose)
        if part.path:
            remove = IconButton("close", f"Remove {QFileInfo(part.path).fileName()}")
            remove.setObjectName("remove_file")
            remove.clicked.connect(self.removed)
            row.addWidget(remove)

    def _on_choose(self) -> None:
        several = self.part.field.endswith(_MANY) and not self.part.path
        dialog = choose_file(self, f"File for {self.part.field}", several=several)
        dialog.filesSelected.connect(self._on_selected)  # a signal of lists cannot be joined to one of texts

    def _on_selected(self, paths: list[str]) -> None:
        self.chosen.emit(paths)


def _words(part: FilePart) -> str:
    """Return what is known of a file; its size is one look at the folder, not a read."""
    if not part.path:
        return "another file, if wanted" if part.field.endswith(_MANY) else "no file chosen yet"
    info = QFileInfo(part.path)
    return f"{part.filename or info.fileName()} · {bytes_words(info.size())} · {info.path()}"


def _problem(part: FilePart, most_bytes: int) -> str:
    """Return in words why a file cannot be sent, as far as a look at its folder tells."""
    info = QFileInfo(part.path)
    if not part.path or OPEN in part.path:
        return ""
    name = part.filename or info.fileName()
    if not info.exists():
        return f"{name} is not there any more · {info.path()}"
    if not info.isFile() or not info.isReadable():
        return f"{name} cannot be read as a file · {info.path()}"
    if most_bytes and info.size() > most_bytes:
        return f"{name} is too big: {bytes_words(info.size())}; this call takes {bytes_words(most_bytes)}"
    return ""


def _paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
