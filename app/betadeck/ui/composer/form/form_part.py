"""What every part of a form announces."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class FormPart(QWidget):
    """A part of the form, which announces what is done in it and in its own parts.

    Signals:
        changed(Change): the user edited something.
        opened(str): the user wants to see the place with this pointer as JSON.
        asked(object): the user wants what others do: files in the body (`Attach`), the target's models
            (`ModelsWanted`), to drag something (`Dragging`).
    """

    changed = Signal(object)
    opened = Signal(str)
    asked = Signal(object)

    def pass_on(self, inner: "FormPart") -> None:
        """Announce what `inner`, which is a part of this one, announces."""
        inner.changed.connect(self.changed)
        inner.opened.connect(self.opened)
        inner.asked.connect(self.asked)
