"""A whole stream through parser and fold."""

from betadeck.core.answer_fold import AnswerFold
from betadeck.core.sse import SseParser


def fold(chunks):
    """The answer and all changes of a stream that came in these pieces."""
    if isinstance(chunks, bytes):
        chunks = [chunks]
    parser, folding = SseParser(), AnswerFold()
    changes = [change for chunk in chunks for change in folding.feed(parser.feed(chunk))]
    changes += folding.feed(parser.close())
    changes += folding.close(parser.rest)
    return folding.snapshot(), changes


def codes(answer):
    return [fault.code for fault in answer.faults]
