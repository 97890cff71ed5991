"""A glance at the exchange that is selected, with what can be done to it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from betadeck.core.history_preview import HistoryPreview
from betadeck.core.listing import HistoryRow
from betadeck.ui.history import words
from betadeck.ui.library.status import mark_of
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.code_view import CodeView
from betadeck.ui.parts.labels import ElidedLabel, Label, pill, rule, wrapped

_LONGEST_NOTE = 2000


class HistoryDetail(QWidget):
    """Shows one exchange, or says how many are selected.

    Signals:
        reopen_requested(), compare_requested(), delete_requested(): a button was clicked.
        pin_toggled(bool): it should be pinned, or not any more.
        noted(str, str): the note of this exchange was changed.
        note_entered(): Enter was pressed in it.
    """

    reopen_requested = Signal()
    compare_requested = Signal()
    delete_requested = Signal()
    pin_toggled = Signal(bool)
    noted = Signal(str, str)
    note_entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_detail")
        self._row: HistoryRow | None = None
        self._title, self._pill = ElidedLabel("", "title"), pill()
        self._error = wrapped("", "", "error")
        self._error.setObjectName("history_error")
        self._facts = QFormLayout()
        self._note = QLineEdit(placeholderText="Note: what was this for?", maxLength=_LONGEST_NOTE)
        self._note.setObjectName("history_note")
        self._note.setAccessibleName("Note")
        self._request, self._answer = (
            CodeView("Start of the request", json=True),
            CodeView("Start of the answer"),
        )
        self._parts = QWidget()
        self._build_buttons()
        self._arrange()
        self._connect()
        self.show_row(None)

    def _build_buttons(self) -> None:
        self._reopen = button("Reopen", "primary", "Open this request with its answer in a new tab (Enter)")
        self._compare = button("Compare with…", "", "See what differs from another exchange or a file")
        self._pin = button("Pin", "", "Never remove it to make room")
        self._pin.setCheckable(True)
        self._delete = button("Delete", "danger", "Forget it (Delete)")
        names = {"reopen": self._reopen, "compare": self._compare, "pin": self._pin, "delete": self._delete}
        for name, each in names.items():
            each.setObjectName(f"history_{name}")

    def _arrange(self) -> None:
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._pill)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(2)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self._reopen, self._compare, self._pin):
            buttons.addWidget(each)
        buttons.addStretch(1)
        buttons.addWidget(self._delete)
        inner = QVBoxLayout(self._parts)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(self._facts)
        inner.addWidget(self._note)
        for name, view, share in (("Request", self._request, 2), ("Answer", self._answer, 3)):
            inner.addWidget(Label(name, "section"))
            inner.addWidget(view, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._error)
        layout.addWidget(self._parts, 1)
        layout.addStretch(0)
        layout.addWidget(rule())
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._reopen.clicked.connect(self.reopen_requested)
        self._compare.clicked.connect(self.compare_requested)
        self._delete.clicked.connect(self.delete_requested)
        self._pin.clicked.connect(self._on_pin)
        self._note.editingFinished.connect(self._on_note)
        self._note.returnPressed.connect(self.note_entered)

    def show_row(self, row: HistoryRow | None, selected: int = 0) -> None:
        """Show one exchange; without one, say how many of them are selected."""
        same = row is not None and self._row is not None and row.id == self._row.id
        self._keep_note()
        self._row = row
        self._parts.setVisible(row is not None)
        self._pill.setVisible(row is not None)
        self._reopen.setEnabled(row is not None)
        self._pin.setEnabled(row is not None)
        self._delete.setEnabled(row is not None or selected > 0)
        self._compare.setEnabled(row is not None or selected == 2)
        self._compare.setText("Compare these two" if selected == 2 else "Compare with…")
        if row is None:
            self._title.setText(f"{selected:,} exchanges are selected" if selected else "Nothing is selected")
            self._error.hide()
            return
        self._show_facts(row)
        if not same:
            self._show_texts(HistoryPreview(row.id))

    def show_preview(self, preview: HistoryPreview) -> None:
        """Show the start of request and answer, if it is still about the exchange shown."""
        if self._row is not None and preview.id == self._row.id:
            self._show_texts(preview)

    def edit_note(self) -> None:
        """Take the keys into the note."""
        if self._row is not None:
            self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._note.selectAll()

    def is_noting(self) -> bool:
        """Tell whether the keys go into the note."""
        return self._note.hasFocus()

    def _show_facts(self, row: HistoryRow) -> None:
        self._title.setText(row.title)
        self._pill.setText(words.status_words(row))
        self._pill.set_tone(mark_of(row).tone)
        self._pin.setChecked(row.pinned)
        self._pin.setText("Pinned" if row.pinned else "Pin")
        if not self._note.hasFocus():
            self._note.setText(row.note)
            self._note.setCursorPosition(0)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, value in words.facts_of(row):
            self._facts.addRow(Label(name, "", "muted"), wrapped(value))

    def _show_texts(self, preview: HistoryPreview) -> None:
        self._request.setPlainText(preview.request)
        self._answer.setPlainText(preview.answer)
        told = preview.problem or preview.error
        self._error.setText(told)
        self._error.setVisible(bool(told))

    def _keep_note(self) -> None:
        """Announce a note that was typed and not finished, before another exchange is shown."""
        if self._row is not None and self._note.hasFocus():
            self._on_note()

    def _on_pin(self) -> None:
        self.pin_toggled.emit(self._pin.isChecked())

    def _on_note(self) -> None:
        if self._row is not None and self._note.text() != self._row.note:
            self._row = replace(self._row, note=self._note.text())
            self.noted.emit(self._row.id, self._row.note)
