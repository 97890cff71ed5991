"""How a search ended, and what to do about it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from betadeck.core.probe.halving import Verdict, VerdictKind
from betadeck.core.probe.probe_request import Form
from betadeck.ui.parts.buttons import Kind
from betadeck.ui.parts.labels import Tone, wrapped
from betadeck.ui.parts.restyle import set_property
from betadeck.ui.parts.wrap_layout import WrapLayout, clear
from betadeck.ui.probe import words
from betadeck.ui.response.elided_button import ElidedButton

_TONES: dict[VerdictKind, Tone] = {
    VerdictKind.CULPRIT: "error",
    VerdictKind.TOGETHER: "error",
    VerdictKind.NOT_THE_BETAS: "warn",
    VerdictKind.NOT_SHOWN: "warn",
    VerdictKind.UNCLEAR: "warn",
}


class ResultCard(QFrame):
    """Shows one verdict.

    Signals:
        untick_requested(str, bool): untick this beta; with true, send afterwards.
        beta_chosen(str): show this beta in the checklist.
        whole_requested(): search with the request as it is.
    """

    untick_requested = Signal(str, bool)
    beta_chosen = Signal(str)
    whole_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self.setProperty("role", "card")
        self._title, self._text, self._why = wrapped("", "title"), wrapped(""), wrapped("", "", "muted")
        self._row = QWidget()
        self._buttons = WrapLayout(8, self._row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(4)
        for each in (self._title, self._text, self._why):
            layout.addWidget(each)
        layout.addSpacing(6)
        layout.addWidget(self._row)

    def show_verdict(self, verdict: Verdict, form: Form, why: str, whole_price: str) -> None:
        """Show `verdict` of a search in `form`; with `whole_price` offer to search with the whole request."""
        set_property(self, "tone", _TONES[verdict.kind])
        self._title.setText(words.verdict_title(verdict))
        self._text.setText(words.verdict_text(verdict, form))
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.setAccessibleName(f"Result: {words.verdict_title(verdict)}")
        clear(self._buttons)
        self._offer_unticking(words.to_untick(verdict))
        if whole_price:
            made = self._add(f"Search with the whole request ({whole_price.lower()})", "primary", "whole")
            made.clicked.connect(self.whole_requested)
        self._row.setVisible(bool(verdict.names) or bool(whole_price))

    def _offer_unticking(self, names: tuple[str, ...]) -> None:
        for place, name in enumerate(names[:2]):
            kind: Kind = "primary" if place == 0 else ""
            made = self._add(f"Untick {name} and send", kind, f"send:{name}")
            made.clicked.connect(partial(self.untick_requested.emit, name, True))
        if names:
            plain = self._add("Untick only", "", f"untick:{names[0]}")
            plain.clicked.connect(partial(self.untick_requested.emit, names[0], False))
            shown = self._add("Show in Betas", "", "show_beta")
            shown.clicked.connect(partial(self.beta_chosen.emit, names[0]))

    def _add(self, text: str, kind: Kind, name: str) -> ElidedButton:
        made = ElidedButton(text, kind)
        made.setObjectName(name)
        self._buttons.addWidget(made)
        return made
