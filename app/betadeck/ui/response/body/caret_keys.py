"""Which key moves the caret where."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QKeyEvent, QKeySequence

_KEY = QKeySequence.StandardKey


class Where(Enum):
    """Where a key takes the caret."""

    LEFT = "left"
    RIGHT = "right"
    WORD_LEFT = "word left"
    WORD_RIGHT = "word right"
    UP = "up"
    DOWN = "down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    ROW_START = "row start"
    ROW_END = "row end"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Move:
    """A movement; with `keep` it draws the selection out."""

    where: Where
    keep: bool = False


_MOVES = {
    Where.LEFT: (_KEY.MoveToPreviousChar, _KEY.SelectPreviousChar),
    Where.RIGHT: (_KEY.MoveToNextChar, _KEY.SelectNextChar),
    Where.WORD_LEFT: (_KEY.MoveToPreviousWord, _KEY.SelectPreviousWord),
    Where.WORD_RIGHT: (_KEY.MoveToNextWord, _KEY.SelectNextWord),
    Where.UP: (_KEY.MoveToPreviousLine, _KEY.SelectPreviousLine),
    Where.DOWN: (_KEY.MoveToNextLine, _KEY.SelectNextLine),
    Where.PAGE_UP: (_KEY.MoveToPreviousPage, _KEY.SelectPreviousPage),
    Where.PAGE_DOWN: (_KEY.MoveToNextPage, _KEY.SelectNextPage),
    Where.ROW_START: (_KEY.MoveToStartOfLine, _KEY.SelectStartOfLine),
    Where.ROW_END: (_KEY.MoveToEndOfLine, _KEY.SelectEndOfLine),
    Where.START: (_KEY.MoveToStartOfDocument, _KEY.SelectStartOfDocument),
    Where.END: (_KEY.MoveToEndOfDocument, _KEY.SelectEndOfDocument),
}


def move_of(event: QKeyEvent) -> Move | None:
    """Return the movement that `event` asks for, or None."""
    for where, keys in _MOVES.items():
        for keep, key in enumerate(keys):
            if event.matches(key):
                return Move(where, bool(keep))
    return None
