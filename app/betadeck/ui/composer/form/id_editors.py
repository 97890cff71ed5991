"""Fields that hold ids: typed, or chosen from those that the target has told."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.blocks.attach import Attach
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.composer.form.text_editors import LinesEditor, TextEditor, texts_of
from betadeck.ui.composer.form.told_field import ToldField
from betadeck.ui.composer.offer_button import OfferButton, id_lines
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.suggest import ids_among


@dataclass(frozen=True, slots=True)
class IdsWanted:
    """What `asked` brings when the user wants ids for `place` loaded."""

    place: str


class IdChoices(ToldField):
    """A field with a menu beside it, and below it why nothing was loaded."""

    def __init__(self, editor: Editor, field: QWidget, name: str, offering: Offering) -> None:
        super().__init__(field, editor)
        self._editor, self._offering = editor, offering
        self.button = OfferButton(f"Choose an id for {name}")
        self.button.set_offers(lambda: id_lines(offering.ids(self._place()), offering.target(), uploads=True))
        self.button.load_asked.connect(self._on_load)
        self.button.upload_asked.connect(self._on_upload)
        self.add_beside(self.button)

    def is_at(self, place: str) -> bool:
        """Tell whether the field holds what stands at `place`."""
        return place == self._place()

    def tell(self, problem: str) -> None:
        """Say why no ids were loaded; without a problem offer them."""
        self.say(problem)
        if not problem:
            self.button.open()

    def _place(self) -> str:
        return f"body:{self._editor.pointer}"

    def _on_load(self) -> None:
        self._editor.asked.emit(IdsWanted(self._place()))

    def _on_upload(self) -> None:
        self._editor.asked.emit(Attach(self._editor.pointer, upload=True))


class IdEditor(TextEditor):
    """One id."""

    def __init__(self, spec: FieldSpec, offering: Offering, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        choices = IdChoices(self, self._input, spec.label, offering)
        choices.button.picked.connect(self._on_picked)
        self._input.suggest = ids_among(lambda: offering.ids(f"body:{self.pointer}").ids)
        self.row.addWidget(choices)

    def _on_picked(self, value: str) -> None:
        self._input.setText(value)
        self.put_value(value)


class IdsEditor(LinesEditor):
    """Several ids, one a line."""

    def __init__(self, spec: FieldSpec, offering: Offering, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        choices = IdChoices(self, self._input, spec.label, offering)
        choices.button.picked.connect(self._on_picked)
        self.row.addWidget(choices)

    def _on_picked(self, value: str) -> None:
        """Add it to those that are there."""
        texts = texts_of(self._input.text())
        if value not in texts:
            self.put_value([*texts, value])


def id_editor(spec: FieldSpec, offering: Offering) -> Editor | None:
    """Return an editor for `spec` if it holds ids that the API lists."""
    if spec.kind not in (Kind.TEXT, Kind.LINES) or not offering.holds_id(f"body:{spec.pointer}"):
        return None
    return IdEditor(spec, offering) if spec.kind is Kind.TEXT else IdsEditor(spec, offering)
