"""What is known of places in the editor's text. Reads only what the last edit has touched."""

from PySide6.QtCore import QObject, QTimer

from betadeck.core.json_help.about import About, about
from betadeck.core.json_help.guide import Guide, Place
from betadeck.core.json_help.nesting import Nesting
from betadeck.core.json_help.offers import Offer, offers_at
from betadeck.core.json_help.own_offers import begun_variable, ids_at, variables_at, whole_values
from betadeck.core.json_help.spot import spot_at
from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.text_change import TextChange

_QUIET_MS = 250
_PIECES = 8


class BodyHelp(QObject):
    """Keeps up with the text of one editor; big texts are read ahead a little at a time."""

    def __init__(self, editor: ExactEdit, offering: Offering) -> None:
        super().__init__(editor)
        self._editor, self._guide, self._nesting = editor, Guide(), Nesting()
        self._offering = offering
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self._read_ahead)
        editor.spliced.connect(self._on_spliced)

    def set_guide(self, guide: Guide) -> None:
        """Know the body's schema and the catalogue."""
        self._guide = guide

    def nesting(self) -> Nesting:
        """Return which brackets are open where."""
        return self._nesting

    def place(self, offset: int) -> Place:
        """Return what is known of `offset`."""
        text = self._editor.shown_text()
        return self._guide.place(text, spot_at(text, offset, self._nesting), self._nesting)

    def offers(self, place: Place) -> list[Offer]:
        """Return what may be put in at `place`: a variable that is begun, ids, and what the schema knows."""
        text, offering = self._editor.shown_text(), self._offering
        if (opened := begun_variable(place.spot, text)) is not None:
            return variables_at(place.spot, opened, text, offering.variables())
        return [
            *ids_at(place, text, offering.draft(), offering.source()),
            *offers_at(self._guide, place, text),
            *whole_values(self._guide, place, offering.variables()),
        ]

    def about(self, offset: int) -> About | None:
        """Return what is to say of what stands at `offset`, or begins there."""
        found = about(self._guide, self.place(offset))
        begins = self._editor.shown_text()[offset : offset + 1] == '"'
        return about(self._guide, self.place(offset + 1)) if found is None and begins else found

    def _on_spliced(self, change: TextChange) -> None:
        self._nesting.changed_from(change.start)
        self._timer.start(_QUIET_MS)

    def _read_ahead(self) -> None:
        if not self._nesting.warm(self._editor.shown_text(), _PIECES):
            self._timer.start(0)
