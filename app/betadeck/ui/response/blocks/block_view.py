"""What every widget that shows one content block can do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from betadeck.core.answer import Block
from betadeck.ui.response.blocks.flow_text import FlowText

FOLD_PX = 22
"""How far the text inside a fold stands in: as far as the fold's title, which follows its arrow."""


class BlockView(QWidget):
    """One content block: told of it as it grows, then of the whole.

    Signals:
        flow_made(object): a `FlowText` was made that who scrolls may want to watch.
        place_clicked(str, int): the user clicked on this character of the field of that name.
    """

    flow_made = Signal(object)
    place_clicked = Signal(str, int)

    def show_block(self, block: Block) -> None:
        """Show `block` as it is in the message; what grew before is replaced where it differs."""
        raise NotImplementedError

    def grow(self, field: str, text: str) -> None:
        """Add `text` to the field of that name, as in `BlockGrew`."""

    def end(self, valid: bool) -> None:
        """Say that the block is whole, and whether its input could be read."""

    def cut(self) -> None:
        """Say that the block is not whole, and that no more of it will come."""

    def set_seconds(self, seconds: float | None) -> None:
        """Say how long the block took to arrive."""

    def set_rendered(self, rendered: bool) -> None:
        """Show Markdown as it is meant to look, or as it is written."""

    def flows(self) -> list[FlowText]:
        """Return the growing texts in it."""
        return []

    def lane(self) -> tuple[str, FlowText] | None:
        """Return the field that grows in it as one text, and who shows it; None if there is none."""
        return None

    def reveal(self, shown: bool) -> None:
        """Show the lane as it grew, whatever else would be shown; false: no longer."""

    def shown_place(self, place: int, *, end: bool = False) -> int:  # noqa: ARG002 - one lane needs it
        """Return where the character at `place` of the lane is shown; with `end`, `place` ends a stretch."""
        return place

    def sent_place(self, shown: int) -> int:
        """Return the place in the lane of the character that is shown at `shown`."""
        return shown

    def set_mark(self, field: str, first: int, end: int) -> bool:
        """Mark these characters of the lane and tell whether it could; the same twice takes the mark away."""
        lane = self.lane()
        if lane is None or (lane[0] != field and first < end):
            return False
        marked = first < end
        self.reveal(marked)
        lane[1].set_mark(
            self.shown_place(first) if marked else 0, self.shown_place(end, end=True) if marked else 0
        )
        return marked

    def reach_mark(self) -> None:
        """Bring the marked characters in sight."""
        if (lane := self.lane()) is not None:
            lane[1].reach_mark()

    def _watch_lane(self) -> None:
        """Announce clicks on characters of the lane; to be called once it is made."""
        if (lane := self.lane()) is not None:
            lane[1].place_clicked.connect(self._on_place_clicked)

    def _on_place_clicked(self, shown: int) -> None:
        if (lane := self.lane()) is not None:
            self.place_clicked.emit(lane[0], self.sent_place(shown))

    def text(self) -> str:
        """Return what copying the answer takes from this block."""
        return ""
