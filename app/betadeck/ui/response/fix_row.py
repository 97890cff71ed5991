"""The way out, as buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from betadeck.core.finding import Fix
from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.parts.wrap_layout import WrapLayout, clear
from betadeck.ui.response.again_button import AgainButton
from betadeck.ui.response.elided_button import ElidedButton


class FixRow(QWidget):
    """The fixes, the best first: each can be applied and sent at once, or only applied.

    Signals:
        fix_chosen(object, bool): this `Fix`; with true, send afterwards.
        beta_chosen(str): show this beta in the checklist.
        again_chosen(bool): send the same again, at once or when the wait is over; false: stop waiting.
    """

    fix_chosen = Signal(object, bool)
    beta_chosen = Signal(str)
    again_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixes: dict[str, Fix] = {}
        self._beta = ""
        self._again: AgainButton | None = None
        self._row = WrapLayout(8, self)

    def show_fixes(self, fixes: Sequence[Fix], beta: str = "", *, again: bool = False) -> None:
        """Offer `fixes`, a way to the beta called `beta` if there is one, and sending the same `again`."""
        clear(self._row)
        self._again = None
        self._fixes, self._beta = {fix.id: fix for fix in fixes}, beta
        for place, fix in enumerate(self._fixes.values()):
            kind: Kind = "primary" if place == 0 else ""
            if fix.to:
                self._add(f"{fix.title}…", kind, f"fix:{fix.id}")
            else:
                self._add(f"{fix.title} and send", kind, f"send:{fix.id}")
        if again:
            self._again = AgainButton("" if fixes else "primary")
            self._again.again_chosen.connect(self.again_chosen)
            self._row.addWidget(self._again)
        if beta:
            self._add("Show in Betas", "", "show_beta")
        self._offer_without_sending([fix for fix in self._fixes.values() if not fix.to])
        self.setVisible(bool(self._fixes) or bool(beta) or again)

    def show_wait(self, seconds: int, *, sends: bool) -> None:
        """Count down to when a send makes sense; `sends` tells that it then goes out by itself."""
        if self._again is not None:
            self._again.show_wait(seconds, sends=sends)

    def _offer_without_sending(self, fixes: list[Fix]) -> None:
        """One fix has its second button; several share a menu, so that the row stays short."""
        if len(fixes) == 1:
            self._add(fixes[0].title, "", f"fix:{fixes[0].id}")
        elif fixes:
            made = button("Without sending", "", "Apply a fix and look at it first")
            made.setObjectName("without_sending")
            menu = QMenu(made)
            for fix in fixes:
                action = menu.addAction(fix.title)
                action.setObjectName(f"fix:{fix.id}")
                action.triggered.connect(self._on_action)
            made.setMenu(menu)
            self._row.addWidget(made)

    def _add(self, text: str, kind: Kind, name: str) -> None:
        made = ElidedButton(text, kind)
        made.setObjectName(name)
        made.clicked.connect(self._on_clicked)
        self._row.addWidget(made)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self._choose(sender.objectName())

    def _on_action(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self._choose(sender.objectName())

    def _choose(self, name: str) -> None:
        if name == "show_beta":
            self.beta_chosen.emit(self._beta)
            return
        what, _, identity = name.partition(":")
        if identity in self._fixes:
            self.fix_chosen.emit(self._fixes[identity], what == "send")
