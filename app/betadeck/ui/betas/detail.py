"""What one beta is for, under its row."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from betadeck.core.catalog import Beta
from betadeck.ui.betas.facts import Fact, facts_of, first_field, origin_of
from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.parts.labels import ElidedLabel, Label, Tone, wrapped

_BREAK = "\u200b"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What of the request the details depend on."""

    ticked: bool = False
    in_use: bool = False
    conflicts: tuple[str, ...] = ()


class BetaDetail(QFrame):
    """Summary, successor, conflicts, what it enables, where it holds, source and page.

    Signals:
        replace_requested(str, str): the beta and its successor.
        place_chosen(str): a place in the body, as `body:/context_management`.
        link_chosen(str): the address of its page.
    """

    replace_requested = Signal(str, str)
    place_chosen = Signal(str)
    link_chosen = Signal(str)

    def __init__(self, beta: Beta, now: Circumstances, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beta, self._now = beta, now
        self.setObjectName("beta_detail")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(28, 2, 8, 8)
        self._layout.setSpacing(2)
        self._layout.addWidget(wrapped(beta.summary or "Nothing more is known of it.", ""))
        self._add_warnings()
        self._add_actions()
        for fact in facts_of(beta):
            self._add_fact(fact)
        self._add_origin()

    def _add_warnings(self) -> None:
        if self._beta.superseded_by:
            self._layout.addWidget(wrapped(f"Newer: {_breakable(self._beta.superseded_by)}", "", "warn"))
        if self._beta.conflicts:
            names = ", ".join(map(_breakable, self._beta.conflicts))
            tone: Tone = "error" if self._now.conflicts else "warn"
            self._layout.addWidget(wrapped(f"Cannot go with {names}.", "", tone))
        if self._beta.changes_response:
            self._layout.addWidget(wrapped("Changes the shape of the answer.", "", "warn"))

    def _add_actions(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(12)
        if self._beta.superseded_by:
            title = "Replace" if self._now.ticked else "Tick the newer one"
            row.addWidget(self._button("replace", title, f"Use {self._beta.superseded_by} instead"))
        if self._now.in_use and first_field(self._beta):
            row.addWidget(self._button("show_use", "Show in the body", "Go to the field that uses it"))
        row.addWidget(self._button("copy_name", "Copy name", f"Copy {self._beta.name}", "quiet"))
        row.addStretch(1)
        self._layout.addLayout(row)

    def _add_fact(self, fact: Fact) -> None:
        self._layout.addSpacing(4)
        self._layout.addWidget(Label(fact.caption, "small"))
        text = wrapped(_breakable("\n".join(fact.lines)) if fact.wire else ", ".join(fact.lines))
        text.setProperty("role", "wire" if fact.wire else "note")
        text.setAccessibleName(f"{fact.caption}: {', '.join(fact.lines)}")
        self._layout.addWidget(text)

    def _add_origin(self) -> None:
        self._layout.addSpacing(4)
        if origin := origin_of(self._beta):
            self._layout.addWidget(wrapped(origin, "small"))
        if not self._beta.page:
            return
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._button("open_page", "Open its page", self._beta.page))
        row.addWidget(self._button("copy_page", "Copy link", self._beta.page, "quiet"))
        row.addStretch(1)
        self._layout.addLayout(row)
        page = ElidedLabel(self._beta.page.partition("://")[2] or self._beta.page, "small")
        page.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._layout.addWidget(page)

    def _button(self, name: str, title: str, tip: str, kind: Kind = "link") -> QPushButton:
        made = button(title, kind, tip)
        made.setObjectName(name)
        made.setProperty("small", True)
        made.clicked.connect(self._on_clicked)
        return made

    def _on_clicked(self) -> None:
        name = self.sender().objectName()
        if name == "replace":
            self.replace_requested.emit(self._beta.name, self._beta.superseded_by)
        elif name == "show_use":
            self.place_chosen.emit(f"body:/{first_field(self._beta)}")
        elif name == "open_page":
            self.link_chosen.emit(self._beta.page)
        elif name == "copy_name":
            QGuiApplication.clipboard().setText(self._beta.name)
        elif name == "copy_page":
            QGuiApplication.clipboard().setText(self._beta.page)


def _breakable(text: str) -> str:
    """Let long names break after their marks: a label breaks only between words."""
    for mark in "_./]":
        text = text.replace(mark, mark + _BREAK)
    return text
