"""What every field editor is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.core.variable_offers import Variables
from betadeck.ui.composer.form.changes import put
from betadeck.ui.composer.form.form_part import FormPart
from betadeck.ui.composer.form.spec import FieldSpec

Refused = Callable[[str, Iterable[str]], Mapping[str, str]]
"""Tells which values the model refuses at a pointer, and why."""


class Editor(FormPart):
    """Shows one value of the body and announces edits of it. It holds no truth: it is told the value again
    after each change, and leaves alone what is being typed when that is the same. What it has to say on more
    than its line stands `below` it, in a widget that whoever shows the editor gives a place.
    """

    def __init__(self, pointer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = pointer
        self.below: QWidget | None = None
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    @property
    def pointer(self) -> str:
        """Where the value stands in the body."""
        return self._pointer

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place from now on, as when an item before it went away."""
        self._pointer = pointer

    def show_value(self, value: object) -> None:
        """Show `value`, which `fits` this editor, or `ABSENT`."""
        raise NotImplementedError

    def show_around(self, body: Mapping[str, object]) -> None:
        """Know the object that the value stands in, before `show_value`; only few look beside themselves."""

    def fill_more(self) -> bool:
        """Show more of a value that is shown in steps, so that the window stays alive; tell whether all is."""
        return True

    def show_refused(self, refused: Refused) -> None:
        """Mark the choices that the model does not take; only editors with choices have something to mark."""

    def begin(self) -> None:
        """Take the focus, ready to type."""
        self.setFocus()

    def discard(self) -> None:
        """Go away for good, with what stands below."""
        for each in (self, self.below):
            if each is not None:
                each.hide()
                each.deleteLater()

    def reveal(self, pointer: str) -> QWidget | None:
        """Bring the place at `pointer`, which lies within, to light; return its widget or None if it is only
        to be seen as JSON.
        """
        return self if pointer == self._pointer else None

    def put_value(self, value: object) -> None:
        """Announce that the value is now `value`."""
        self.changed.emit(put(self._pointer, value))


class Make(Protocol):
    """Makes the editor for a field, and tells of the field."""

    def __call__(self, spec: FieldSpec) -> Editor:
        """Return a new editor for `spec`."""
        ...

    def beta(self, spec: FieldSpec) -> str:
        """Return the title of the beta that the field needs, empty for none."""
        ...

    def variables(self) -> Variables:
        """Return the variables that there are."""
        ...

    def about(self, spec: FieldSpec) -> str:
        """Return what is known of the field, in lines."""
        ...
