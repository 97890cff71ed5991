"""The error card: what went wrong, why, what to do, and what was received, word for word."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.json_pointer import place_words
from betadeck.ui.parts.buttons import CopyChip, button
from betadeck.ui.parts.labels import Label, mono_label, rule, wrapped
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.error_words import retry_words
from betadeck.ui.response.fix_row import FixRow

_BETA_KINDS = ("beta", "missing_beta")
_PLACES = ("param:", "query:", "file:")
_ID_CHARS = 30


class ErrorCard(QFrame):
    """Shows one `Diagnosis`.

    Signals:
        fix_chosen(object, bool): this `Fix`; with true, send afterwards.
        place_chosen(str): take me to this place of the request, as in `Finding.where`.
        beta_chosen(str): show this beta in the checklist.
        again_chosen(bool): send the same again, at once or when the wait is over; false: stop waiting.
    """

    fix_chosen = Signal(object, bool)
    place_chosen = Signal(str)
    beta_chosen = Signal(str)
    again_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error_card")
        self.setProperty("role", "card")
        self.setProperty("tone", "error")
        self._where = ""
        self._title = wrapped("", "title")
        self._cause = wrapped("", "", "muted")
        self._remedy = wrapped("")
        self._place = button("", "link", "Go to this place in the request")
        self._place.setObjectName("place")
        self._place.setAccessibleName("Place in the request")
        self._place.setProperty("mono", True)
        self._fixes = FixRow()
        self._request_id = CopyChip("request id", _ID_CHARS)
        self._raw = FlowText("As received", mono=True, json=True)
        self._cut = wrapped("This is its beginning. Body shows all of it.", "small")
        self._place_line = _line(Label("Where", "", "muted"), self._place)
        self._received = self._received_part()
        self._arrange()
        self._fixes.fix_chosen.connect(self.fix_chosen)
        self._fixes.beta_chosen.connect(self.beta_chosen)
        self._fixes.again_chosen.connect(self.again_chosen)
        self._place.clicked.connect(self._on_place_clicked)
        self.hide()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(4)
        for each in (self._title, self._cause, self._remedy, self._place_line):
            layout.addWidget(each)
        layout.addSpacing(6)
        layout.addWidget(self._fixes)
        layout.addWidget(self._received)

    def show_diagnosis(self, diagnosis: Diagnosis, raw: str, cut: bool, request_id: str) -> None:
        """Show `diagnosis`, and `raw` as it was received; `cut` tells that there is more of it."""
        culprit = diagnosis.culprit
        self._title.setText(diagnosis.title)
        _say(self._cause, f"{diagnosis.cause} {retry_words(diagnosis.retry)}".strip())
        _say(self._remedy, diagnosis.remedy)
        self._where = _place_of(culprit)
        name = culprit.name.partition(":")[2] if self._where == culprit.name else culprit.name
        self._place.setText(place_words(culprit.pointer) if culprit.pointer else name)
        self._place.setAccessibleName(f"Go to {self._place.text()} in the request")
        self._place_line.setVisible(bool(self._where))
        beta = culprit.name if culprit.kind in _BETA_KINDS else ""
        self._fixes.show_fixes(diagnosis.fixes, beta, again=diagnosis.retry.helps is not False)
        self._raw.set_json(raw.lstrip()[:1] in ("{", "["))
        self._raw.set_text(raw)
        self._request_id.set_text(request_id)
        self._cut.setVisible(cut)
        self._received.setVisible(bool(raw))
        self.setAccessibleName(f"Error: {diagnosis.title}")
        self.show()

    def show_wait(self, seconds: int, *, sends: bool) -> None:
        """Count down to when a send makes sense; `sends` tells that it then goes out by itself."""
        self._fixes.show_wait(seconds, sends=sends)

    def begin(self) -> None:
        """Take the focus: the place's link, else the first way out."""
        (self._place if self._place.isVisible() else self._fixes).setFocus()

    def flow(self) -> FlowText:
        """Return the text as it was received."""
        return self._raw

    def _received_part(self) -> QWidget:
        """Return what stands below the hairline."""
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(rule())
        layout.addSpacing(4)
        layout.addWidget(_line(mono_label("as received", "muted"), self._request_id, apart=True))
        layout.addWidget(self._raw)
        layout.addWidget(self._cut)
        return part

    def _on_place_clicked(self) -> None:
        self.place_chosen.emit(self._where)


def _line(first: QWidget, second: QWidget, *, apart: bool = False) -> QWidget:
    """Return both side by side; `apart` puts the second one at the right edge."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first)
    if apart:
        row.addStretch(1)
    row.addWidget(second)
    if not apart:
        row.addStretch(1)
    return made


def _say(label: Label, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _place_of(culprit: Culprit) -> str:
    """Return the place of the request that is to blame, as in `Finding.where`, empty when there is none."""
    if culprit.pointer:
        return f"body:{culprit.pointer}"
    if culprit.kind == "header" and culprit.name:
        return f"header:{culprit.name}"
    return culprit.name if culprit.kind == "field" and culprit.name.startswith(_PLACES) else ""
