"""Where in a JSON text an offset lies. Works on text that is broken or half typed.

Whole values before the offset are skipped by the C parser, and only what is open around the offset is read
token by token: 1 MB takes milliseconds.
"""

import json
from dataclasses import dataclass

from betadeck.core.json_pointer import join
from betadeck.core.json_tokens import TOKEN
from betadeck.core.json_walk import skip

_CLOSES = {"{": "}", "[": "]"}
_SKIPPED_LEVELS = 64
"""Below this depth values are not skipped but read, so that `[[[[...` costs no second look at each level."""


@dataclass(slots=True)
class Frame:
    """An open object or list, and the member of it that is being read.

    `key` is the member's name (None: none yet, or a list), `index` its number, `end` where its last token
    ends. `colon` and `valued` tell that its colon and its value were seen.
    """

    opens: str
    start: int
    key: str | None = None
    index: int = 0
    end: int = -1
    colon: bool = False
    valued: bool = False

    def step(self) -> None:
        """Go to the next member."""
        self.key, self.end, self.colon, self.valued = None, -1, False, False
        self.index += 1

    def value(self, end: int) -> None:
        """Take in a value that ends at `end`; a second one without a comma is a member of its own."""
        if self.valued and self.opens == "[":
            self.step()
        self.valued, self.end = True, end

    def string(self, quoted: str, end: int) -> None:
        """Take in a string, which in an object is a name until the colon was seen."""
        if self.opens == "[" or (self.colon and not self.valued):
            self.value(end)
            return
        if self.valued:
            self.step()
        self.key, self.end = _unquoted(quoted), end

    def holds(self, offset: int) -> bool:
        """Tell whether `offset` belongs to the present member and not to the room after it."""
        if self.opens == "[":
            return self.valued and offset <= self.end
        return self.key is not None and (offset <= self.end or not self.valued)


def pointer_at(text: str, offset: int) -> str:
    """Return the pointer of the innermost value that `offset` lies in or touches.

    A member's name counts as the member, and so does the room after its colon while no value stands
    there. Between members it is the container itself.
    """
    frames = open_frames(text, offset)
    held = frames[:-1] if frames and not frames[-1].holds(offset) else frames
    return join(frame.index if frame.key is None else frame.key for frame in held)


def open_frames(text: str, offset: int) -> list[Frame]:
    """Return the containers that are open at `offset`, the outermost first."""
    before = text[:offset]
    frames: list[Frame] = []
    at = 0
    while token := TOKEN.match(text, at):
        start, at = token.start(token.lastgroup or 0), token.end()
        mark = token["mark"]
        if start > offset or (start == offset and mark is not None and mark in "}],:"):
            break
        if mark is not None and mark in "{[":
            at = _enter(frames, before, mark, start)
        elif mark is not None:
            _take_mark(frames, mark, at)
        elif frames and (string := token["string"]):
            frames[-1].string(string, at)
        elif frames:
            frames[-1].value(at)
    return frames


def _enter(frames: list[Frame], before: str, mark: str, start: int) -> int:
    """Step over the container at `start` if it is whole before the offset, else into it."""
    if start == len(before):
        end: int | None = start
    else:
        end = skip(before, start) if len(frames) < _SKIPPED_LEVELS else None
    if frames:
        frames[-1].value(start if end is None else end)
    if end is None:
        frames.append(Frame(mark, start))
        return start + 1
    return max(end, start + 1)


def _take_mark(frames: list[Frame], mark: str, end: int) -> None:
    if not frames:
        return
    if mark == ",":
        frames[-1].step()
    elif mark == ":":
        frames[-1].colon = True
    else:
        _close(frames, mark, end)


def _close(frames: list[Frame], mark: str, end: int) -> None:
    """Leave the innermost container that `mark` can close; a mark that closes none is passed over."""
    for depth in range(len(frames) - 1, -1, -1):
        if _CLOSES[frames[depth].opens] == mark:
            del frames[depth:]
            if frames:
                frames[-1].end = end
            return


def _unquoted(quoted: str) -> str:
    """Return the name that `quoted` stands for; what is no whole string is taken as typed."""
    try:
        name = json.loads(quoted)
    except ValueError:
        return quoted.strip('"')
    return name if isinstance(name, str) else quoted
