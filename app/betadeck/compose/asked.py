"""What was asked beside a request: why it brought nothing."""

from betadeck.core.answer import Answer
from betadeck.core.catalog import Catalogue
from betadeck.core.diagnose import diagnose
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.target import Target


def why_not(exchange: Exchange, answer: Answer, catalogue: Catalogue, target: Target) -> str:
    """Return why `exchange` is no good answer in words, empty when it is one."""
    if exchange.ending is Ending.FINISHED and exchange.head is not None and exchange.head.status == 200:
        return ""
    found = diagnose(exchange, answer, catalogue, target.platform)
    return f"{found.title}: {found.cause}" if found else "The answer is of no use."
