"""What is known of places in the editor's text."""

from PySide6.QtCore import QObject

from betadeck.core.json_help.about import About, about
from betadeck.core.json_help.guide import Guide, Place
from betadeck.core.json_help.offers import Offer, offers_at
from betadeck.core.json_help.own_offers import begun_variable, ids_at, loading_at, variables_at, whole_values
from betadeck.core.json_help.spot import spot_at
from betadeck.ui.composer.editor.json_editor import JsonEditor
from betadeck.ui.composer.offering import Offering


class BodyHelp(QObject):
    """Knows the body's schema, and asks it about the text of one editor."""

    def __init__(self, editor: JsonEditor, offering: Offering) -> None:
        super().__init__(editor)
        self._editor, self._guide, self._offering = editor, Guide(), offering

    def set_guide(self, guide: Guide) -> None:
        """Know the body's schema and the catalogue."""
        self._guide = guide

    def place(self, offset: int) -> Place:
        """Return what is known of `offset`."""
        text, nesting = self._editor.json_text(), self._editor.nesting()
        return self._guide.place(text, spot_at(text, offset, nesting), nesting)

    def offers(self, place: Place, loads: bool = False) -> list[Offer]:
        """Return what may be put in at `place`: a variable that is begun, ids, and what the schema knows.

        With `loads` that more ids can be asked for, too.
        """
        text, offering = self._editor.json_text(), self._offering
        if (opened := begun_variable(place.spot, text)) is not None:
            return variables_at(place.spot, opened, text, offering.variables())
        return [
            *ids_at(place, text, offering.draft(), offering.source()),
            *offers_at(self._guide, place, text),
            *whole_values(self._guide, place, offering.variables()),
            *(loading_at(place, text, offering.draft(), offering.source()) if loads else ()),
        ]

    def about(self, offset: int) -> About | None:
        """Return what is to say of what stands at `offset`, or begins there."""
        found = about(self._guide, self.place(offset))
        begins = self._editor.json_text()[offset : offset + 1] == '"'
        return about(self._guide, self.place(offset + 1)) if found is None and begins else found
