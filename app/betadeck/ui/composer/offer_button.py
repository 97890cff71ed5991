"""A button beside a field: a menu of values to choose from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from betadeck.core.id_offers import IdOffers
from betadeck.ui.menu import ChoiceMenu
from betadeck.ui.parts.buttons import IconButton

_LOAD, _UPLOAD, _NONE = "\0load", "\0upload", "\0none"
_FIELD_PX = 30


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the menu: `id` is the value that it puts in."""

    id: str
    text: str
    keys: str = ""
    enabled: bool = True
    more: tuple["Offer", ...] = ()


class OfferButton(IconButton):
    """Asks what there is to choose from when it is clicked.

    Signals:
        picked(str): this value was chosen.
        load_asked(): more are to be asked for.
        upload_asked(): a file is to be uploaded for a new one.
    """

    picked = Signal(str)
    load_asked = Signal()
    upload_asked = Signal()

    def __init__(self, tip: str, parent: QWidget | None = None) -> None:
        super().__init__("down", tip, parent)
        self.setObjectName("offers")
        self.setFixedHeight(_FIELD_PX)
        self._offers: Callable[[], Sequence[Offer]] = tuple
        self.clicked.connect(self.open)

    def set_offers(self, offers: Callable[[], Sequence[Offer]]) -> None:
        """Ask `offers` from now on."""
        self._offers = offers

    def open(self) -> None:
        """Open the menu."""
        menu = ChoiceMenu(self._offers(), self)
        menu.picked.connect(self._on_picked)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _on_picked(self, value: str) -> None:
        if value == _LOAD:
            self.load_asked.emit()
        elif value == _UPLOAD:
            self.upload_asked.emit()
        else:
            self.picked.emit(value)


def id_lines(found: IdOffers, target: str, uploads: bool = False) -> list[Offer]:
    """Return the menu of ids, with the ways to more of them at its end; with `uploads` also to one of a file."""
    lines = [Offer(each.value, each.words) for each in found.ids] or [
        Offer(_NONE, f"No ids seen yet from {target}" if target else "No ids seen yet", enabled=False)
    ]
    if found.asking is not None:
        lines += [Offer("", ""), Offer(_LOAD, f"Load from {target or 'the target'}")]
    if uploads and found.upload is not None:
        lines.append(Offer(_UPLOAD, "Upload a file…"))
    return lines
