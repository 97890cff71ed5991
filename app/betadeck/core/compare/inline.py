"""What differs within two lines that belong together."""

import re

from betadeck.core.compare.sequence import Run, runs

_TOKEN = re.compile(rb"(?:[A-Za-z0-9_]|[\xc3-\xdf][\x80-\xbf])+|[\xc0-\xff][\x80-\xbf]*|\s+|.", re.DOTALL)
_MOST_BYTES = 8_000
_STEP_BYTES = 1 << 16
Spans = list[tuple[int, int]]


def changed_spans(left: bytes, right: bytes) -> tuple[Spans, Spans]:
    """Return the bytes of each line that are not in the other, by words, from left to right.

    Of long lines only what is the same at both ends is told from the rest. Empty where nothing of a line
    is left over.
    """
    head = common_head(left, right)
    tail = common_tail(left, right, min(len(left), len(right)) - head)
    head, tail = _word_start(left, right, head), _word_end(left, right, tail)
    one, other = left[head : len(left) - tail], right[head : len(right) - tail]
    if not one or not other or len(one) + len(other) > _MOST_BYTES:
        return _whole(head, one), _whole(head, other)
    return _by_words(one, other, head)


def common_head(left: bytes, right: bytes) -> int:
    """Return how many bytes at the start are the same."""
    low, most = 0, min(len(left), len(right))
    while low < most and left[low : low + _STEP_BYTES] == right[low : low + _STEP_BYTES]:
        low = min(low + _STEP_BYTES, most)
    high = min(low + _STEP_BYTES, most)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if left[low:middle] == right[low:middle] else (low, middle - 1)
    return low


def common_tail(left: bytes, right: bytes, most: int) -> int:
    """Return how many bytes at the end are the same, at most `most`."""
    low = 0
    while low < most and _before(left, low, _STEP_BYTES) == _before(right, low, _STEP_BYTES):
        low = min(low + _STEP_BYTES, most)
    high = min(low + _STEP_BYTES, most)
    while low < high:
        middle = (low + high + 1) // 2
        same = _before(left, low, middle - low) == _before(right, low, middle - low)
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _before(data: bytes, tail: int, count: int) -> bytes:
    """Return the `count` bytes that stand before the last `tail` ones."""
    end = len(data) - tail
    return data[max(0, end - count) : end]


def _by_words(left: bytes, right: bytes, start: int) -> tuple[Spans, Spans]:
    ours, theirs = _TOKEN.findall(left), _TOKEN.findall(right)
    known: dict[bytes, int] = {}
    one, other = ([known.setdefault(word, len(known)) for word in words] for words in (ours, theirs))
    same = [run for run in runs(one, other) if any(word.strip() for word in ours[run.left :][: run.length])]
    return _gaps(ours, [(run.left, run.length) for run in same], start), _gaps(
        theirs, [_right(run) for run in same], start
    )


def _right(run: Run) -> tuple[int, int]:
    return run.right, run.length


def _gaps(words: list[bytes], same: list[tuple[int, int]], start: int) -> Spans:
    """Return the bytes between the words that are the same."""
    ends = [start]
    for word in words:
        ends.append(ends[-1] + len(word))
    found: Spans = []
    at = 0
    for place, length in (*same, (len(words), 0)):
        if at < place:
            found.append((ends[at], ends[place]))
        at = place + length
    return found


def _whole(start: int, data: bytes) -> Spans:
    return [(start, start + len(data))] if data else []


def _word_start(left: bytes, right: bytes, head: int) -> int:
    """Return `head`, moved back to where the word begins that it would cut."""
    low = max(0, head - 64)
    while head > low and (_in_word(left, head) or _in_word(right, head)) and _in_word(left, head - 1):
        head -= 1
    return _char_start(left, head)


def _word_end(left: bytes, right: bytes, tail: int) -> int:
    """Return `tail`, shortened to where the next word begins."""
    low = max(0, tail - 64)
    while (
        tail > low
        and _in_word(left, len(left) - tail)
        and (_in_word(left, len(left) - tail - 1) or _in_word(right, len(right) - tail - 1))
    ):
        tail -= 1
    while tail > 0 and 0x80 <= left[len(left) - tail] < 0xC0:
        tail -= 1
    return tail


def _char_start(data: bytes, place: int) -> int:
    while 0 < place < len(data) and 0x80 <= data[place] < 0xC0:
        place -= 1
    return place


def _in_word(data: bytes, place: int) -> bool:
    """Tell whether the byte at `place` is part of a word or of a character of several bytes."""
    if not 0 <= place < len(data):
        return False
    byte = data[place]
    return byte >= 0x80 or byte == 0x5F or chr(byte).isalnum()
