"""The way out, as buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from betadeck.core.finding import Fix
from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.response.elided_button import ElidedButton
from betadeck.ui.response.wrap_layout import WrapLayout, clear


class FixRow(QWidget):
    """The fixes, the best first: each can be applied and sent at once, or only applied.

    Signals:
        fix_chosen(object, bool): this `Fix`; with true, send afterwards.
        beta_chosen(str): show this beta in the checklist.
    """

    fix_chosen = Signal(object, bool)
    beta_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixes: dict[str, Fix] = {}
        self._beta = ""
        self._row = WrapLayout(8, self)

    def show_fixes(self, fixes: Sequence[Fix], beta: str = "") -> None:
        """Offer `fixes`, and a way to the beta called `beta` if there is one."""
        clear(self._row)
        self._fixes, self._beta = {fix.id: fix for fix in fixes}, beta
        for place, fix in enumerate(self._fixes.values()):
            kind: Kind = "primary" if place == 0 else ""
            if fix.to:
                self._add(f"{fix.title}…", kind, f"fix:{fix.id}")
            else:
                self._add(f"{fix.title} and send", kind, f"send:{fix.id}")
        if beta:
            self._add("Show in Betas", "", "show_beta")
        self._offer_without_sending([fix for fix in self._fixes.values() if not fix.to])
        self.setVisible(bool(self._fixes) or bool(beta))

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
