"""The name of another part of the request: typed, or chosen from those that it has."""

from PySide6.QtWidgets import QWidget

from betadeck.core.request_names import names_among
from betadeck.core.seen_ids import SeenId
from betadeck.ui.composer.form.spec import FieldSpec
from betadeck.ui.composer.form.text_editors import TextEditor
from betadeck.ui.composer.offer_button import Offer, OfferButton
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.suggest import ids_among

_NONE = "\0none"


class NameEditor(TextEditor):
    """As `tool_choice` names a tool, and a toolset its server."""

    def __init__(self, spec: FieldSpec, offering: Offering, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._among, self._offering = spec.among, offering
        self._input.suggest = ids_among(lambda: [SeenId(each) for each in self._names()])
        choose = OfferButton(f"Choose a name for {spec.label}")
        choose.set_offers(self._offers)
        choose.picked.connect(self._on_picked)
        self.row.addWidget(choose)

    def _names(self) -> list[str]:
        return names_among(self._offering.draft().body_text, self.pointer, self._among)

    def _offers(self) -> list[Offer]:
        none = f"Nothing in {self._among} has a name yet"
        return [Offer(each, each) for each in self._names()] or [Offer(_NONE, none, enabled=False)]

    def _on_picked(self, name: str) -> None:
        self._input.setText(name)
        self.put_value(name)
