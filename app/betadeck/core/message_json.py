"""A message as the JSON that a call without streaming would have returned, made a piece at a time."""

import json
from collections.abc import Iterator

_ENCODER = json.JSONEncoder(indent=2, ensure_ascii=False)
_BIG = "Infinity"


def message_pieces(message: object) -> Iterator[str]:
    """Yield the text of `message` in pieces, two blanks an indent.

    A string with half a character, as a stream may carry it, is written with escapes, so that the whole can
    be encoded; a number too big for a float stays too big.

    Raises:
        RecursionError: it is nested too deeply, about 900 levels.
    """
    for piece in _ENCODER.iterencode(message):
        if piece.endswith(_BIG):
            yield piece.removesuffix(_BIG) + "1e999"
        else:
            yield piece if piece.isascii() else _encodable(piece)


def message_json(message: object) -> str:
    """Return the whole text of `message`; see `message_pieces`."""
    return "".join(message_pieces(message))


def _encodable(piece: str) -> str:
    """Return a piece that holds a string, with escapes where it cannot be encoded."""
    try:
        piece.encode()
    except UnicodeEncodeError:
        before, quote, text = piece.partition('"')
        return before + json.dumps(json.loads(quote + text))
    return piece
