"""What stands above a body: how it is looked at, and the switches for wrapping, folding and the filter."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.choices import Segments
from betadeck.ui.response.boxed import boxed

_MODES = [("picture", "Picture"), ("raw", "Raw"), ("pretty", "Pretty"), ("tree", "Tree"), ("hex", "Hex")]


class BodyTools(QWidget):
    """A row of buttons; each is there only while it can do something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = Segments(_MODES)
        self.mode.setObjectName("body_mode")
        self.fold = _quiet("Fold", "body_fold", "Fold objects and lists, here, by level or all")
        self.wrap = _quiet("Wrap", "body_wrap", "Break lines that are wider than the view (Alt+Z)")
        self.filter = _quiet("Filter", "body_filter_open", "Show only what a JMESPath expression finds")
        self.wrap.setCheckable(True)
        self.filter.setCheckable(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for each in (self.fold, self.wrap, self.filter, boxed(self.mode)):
            layout.addWidget(each)

    def show_for(self, *, any_bytes: bool, is_json: bool, is_picture: bool) -> None:
        """Offer the ways to look at a body of this kind."""
        for key in ("pretty", "tree"):
            self.mode.set_shown(key, is_json)
        self.mode.set_shown("picture", is_picture)
        self.mode.setVisible(any_bytes)
        self.filter.setVisible(is_json)

    def show_for_mode(self, mode: str) -> None:
        """Offer what can be done with what is looked at; an empty mode is nothing at all."""
        self.wrap.setVisible(mode in ("raw", "pretty"))
        self.fold.setVisible(mode == "pretty")


def _quiet(text: str, name: str, tip: str) -> QPushButton:
    made = button(text, "quiet", tip)
    made.setObjectName(name)
    return made
