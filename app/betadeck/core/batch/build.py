"""Makes the body of a batch of its lines, checked before it is sent.

The figures are those of the catalogue's limits `count.batch_requests` and `body.batches`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from betadeck.core.batch.lines import Lines, Problem, id_problems
from betadeck.core.json_edit import remove
from betadeck.core.json_layout import without_space
from betadeck.core.json_text import JsonFault, members, parse

MOST_REQUESTS = 100_000
MOST_BYTES = 256 * 1024 * 1024
_STREAMS = re.compile(r'"stream"\s*:\s*true')
_STEP = 500
"""Lines that are filled in at one go."""
_HEAD, _TAIL = '{"requests":[\n', "\n]}"


@dataclass(frozen=True, slots=True)
class Built:
    """The body of the batch and its size in bytes, or what stands in the way (then the body is empty).

    `left_out` names fields of the requests that no batch takes.
    """

    body: str = ""
    size: int = 0
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()

    def wrong_lines(self) -> frozenset[int]:
        """Return the lines without which it can be made; none if that is not all that is wrong."""
        numbers = [each.number for each in self.problems]
        return frozenset() if None in numbers else frozenset(each for each in numbers if each is not None)


def preview(lines: Lines, number: int) -> str:
    """Return the request of the line `number`, counted from 0, without the wish to stream: no batch can."""
    return _unstreamed(lines.filled(number))


def build(lines: Lines) -> Built:
    """Return the batch of `lines`."""
    *_, last = build_in_steps(lines)
    assert isinstance(last, Built)
    return last


def build_in_steps(lines: Lines) -> Iterator[int | Built]:
    """Yield how many lines are done, now and then, and at the end the batch."""
    total = len(lines.ids)
    problems = [*lines.problems(), *id_problems(lines.ids)]
    if total > MOST_REQUESTS:
        problems.append(Problem(f"These are {total:,} requests; a batch takes {MOST_REQUESTS:,}."))
    if any(each.number is None for each in problems):
        yield Built(problems=tuple(problems))
        return
    making = _Making(lines, problems)
    for first in range(0, total, _STEP):
        if not making.take(range(first, min(first + _STEP, total))):
            break
        yield min(first + _STEP, total)
    yield making.built()


class _Making:
    """The pieces of a batch so far."""

    def __init__(self, lines: Lines, problems: list[Problem]) -> None:
        self._lines, self._problems = lines, problems
        self._wrong = {each.number for each in problems}
        self._pieces: list[str] = []
        self._size = len(_HEAD) + len(_TAIL)
        self._streams = False

    def take(self, numbers: range) -> bool:
        """Fill in these lines; tell whether there is room for more."""
        for number in numbers:
            if number not in self._wrong:
                self._take(number)
            if self._size > MOST_BYTES:
                words = f"With {self._lines.place(number)} the batch is over 256 MB."
                self._problems.append(Problem(f"{words} Make two of it."))
                self._pieces.clear()
                return False
        return True

    def built(self) -> Built:
        """Return what came of it."""
        left_out = ("stream",) if self._streams else ()
        if self._problems or not self._pieces:
            return Built("", 0, tuple(self._problems), left_out)
        pieces = self._pieces  # the ends go onto pieces: onto the whole they would copy all of it once more
        pieces[0] = _HEAD + pieces[0]
        pieces[-1] += _TAIL
        return Built(",\n".join(pieces), self._size - len(",\n"), (), left_out)

    def _take(self, number: int) -> None:
        filled = self._lines.filled(number)
        try:
            request = _unstreamed(filled)
            params = _checked(request)
        except JsonFault as fault:
            self._problems.append(Problem(f"The request filled in is no JSON: {fault.message}", number))
            return
        except TypeError:
            self._problems.append(Problem("The request is no JSON object.", number))
            return
        self._streams = self._streams or request is not filled
        piece = f'{{"custom_id":{json.dumps(self._lines.ids[number])},"params":{params}}}'
        self._size += len(piece.encode("utf-8", "surrogatepass")) + 2
        self._pieces.append(piece)


def _unstreamed(text: str) -> str:
    """Return a request without the wish to stream; the very same text where there is none."""
    if not _STREAMS.search(text):
        return text
    span = members(text).get("stream")
    return remove(text, "/stream") if span is not None and span.of(text) == "true" else text


def _checked(text: str) -> str:
    """Return the request on one line.

    Raises:
        JsonFault: it is no JSON.
        TypeError: it is no object.
    """
    if not isinstance(parse(text), dict):
        raise TypeError
    return without_space(text)
