"""What lint says of one beta, under its row."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from betadeck.core.finding import Finding, Severity
from betadeck.core.short_text import shortened
from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.parts.labels import Tone, wrapped

_TONES: dict[Severity, Tone] = {Severity.ERROR: "error", Severity.WARN: "warn", Severity.HINT: "muted"}
_LONGEST_CHARS = 32


class FindingNote(QFrame):
    """One finding: its sentence, its fixes as buttons, and Ignore.

    Signals:
        fix_chosen(object, object): the finding and the fix.
        ignored(object): the finding that should not be shown again.
    """

    fix_chosen = Signal(object, object)
    ignored = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        self.setProperty("role", "banner")
        self.setProperty("tone", _TONES[finding.severity])
        self.setObjectName(f"note:{finding.id}")
        self.setAccessibleName(finding.message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 5, 8, 5)
        layout.setSpacing(2)
        text = wrapped(finding.message)
        text.setProperty("role", "note")
        layout.addWidget(text)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QBoxLayout:
        titles = [fix.title for fix in self._finding.fixes]
        side_by_side = sum(map(len, titles)) + len(titles) * 2 <= _LONGEST_CHARS - 8
        direction = QBoxLayout.Direction.LeftToRight if side_by_side else QBoxLayout.Direction.TopToBottom
        made = QBoxLayout(direction)
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(12 if side_by_side else 0)
        left = Qt.AlignmentFlag.AlignLeft
        for fix in self._finding.fixes:
            made.addWidget(self._button(f"fix:{fix.id}", fix.title, "link"), 0, left)
        made.addWidget(self._button("ignore", "Ignore", "quiet"), 0, left)
        if side_by_side:
            made.addStretch(1)
        return made

    def _button(self, name: str, title: str, kind: Kind) -> QPushButton:
        shown = shortened(title, _LONGEST_CHARS)
        made = button(shown, kind, title if shown != title else "")
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.setProperty("small", True)
        made.clicked.connect(self._on_clicked)
        return made

    def _on_clicked(self) -> None:
        name = self.sender().objectName()
        if name == "ignore":
            self.ignored.emit(self._finding)
        for fix in self._finding.fixes:
            if name == f"fix:{fix.id}":
                self.fix_chosen.emit(self._finding, fix)
