"""The words of an exchange that a search of the history looks in, and how they must be written for it.

Texts are cut to a limit, so that the index stays small beside what it is an index of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from betadeck.core.answer import Answer
from betadeck.core.answer_of import answer_of
from betadeck.core.exchange import Exchange

INDEXED_CHARS = 100_000
"""How much of a request, and of an answer, can be searched: from its beginning."""

_READ_CHARS = 4 * INDEXED_CHARS
_WHOLE_BYTES = 1_000_000
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SPACES = frozenset("nrtbf")
_DATA = re.compile(r"[A-Za-z0-9+/=_-]{200,}")
_BLANKS = re.compile(r"\s+")
_NO_GAPS = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])")


@dataclass(frozen=True, slots=True)
class SearchText:
    """The texts of one exchange, each at most `INDEXED_CHARS` long but for the gaps between characters."""

    request: str
    answer: str
    error: str


def small_answer(exchange: Exchange) -> Answer | None:
    """Return the answer, None when there is none or it is too big to be read for a row of a list."""
    if not exchange.body or len(exchange.body) > _WHOLE_BYTES:
        return None
    return answer_of(exchange.body, exchange.head.media_type if exchange.head else "")


def search_text(exchange: Exchange, answer: Answer | None) -> SearchText:
    """Return what of `exchange` can be searched: address, headers, bodies without data, error.

    `answer` is what `small_answer` gave.
    """
    sent = exchange.sent
    body = sent.body[:_READ_CHARS].decode("utf-8", "replace") or exchange.draft.body_text[:_READ_CHARS]
    headers = "\n".join(f"{name}: {value}" for name, value in sent.headers)
    failure = exchange.failure
    told = f"{failure.message} {failure.detail}" if failure else ""
    error = f"{answer.error.type} {answer.error.message}" if answer and answer.error else ""
    request = f"{sent.method} {sent.url}\n{headers}\n{plain(body)}"
    return SearchText(written(request), written(_answer_words(exchange, answer)), written(f"{error} {told}"))


def written(text: str) -> str:
    """Return `text` as the index needs it: no data, no long blanks, gaps where a script has none.

    Chinese, Japanese and Korean do not part words by blanks; a gap around each character makes any
    part of a sentence a phrase that can be found.
    """
    text = _BLANKS.sub(" ", _DATA.sub(" ", text))[:INDEXED_CHARS]
    return _NO_GAPS.sub(r" \1 ", text)


def plain(text: str) -> str:
    """Return JSON text with its escapes undone, also where it is cut or broken."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _answer_words(exchange: Exchange, answer: Answer | None) -> str:
    """Return the answer's words; of a stream those of the message put together from it."""
    if answer is not None and answer.message is not None:
        return " ".join(_words(answer.message))
    return plain(exchange.body[:_READ_CHARS].decode("utf-8", "replace"))


def _words(value: object) -> Iterator[str]:
    """Yield keys and leaves of a JSON value in order, up to `_READ_CHARS`; it may be deep, and huge."""
    stack = [value]
    room = _READ_CHARS
    while stack and room > 0:
        top = stack.pop()
        if isinstance(top, dict):
            stack += [each for pair in reversed(top.items()) for each in reversed(pair)]
        elif isinstance(top, list):
            stack += reversed(top)
        else:
            word = top[:room] if isinstance(top, str) else str(top)
            room -= len(word) + 1
            yield word


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        char = chr(int(found[1], 16))
        return char if char.isprintable() else " "
    return " " if found[2] in _SPACES else found[2]
