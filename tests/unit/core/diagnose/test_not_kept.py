"""An answer that the history does not keep any more is judged by its status alone."""

import pytest

from betadeck.core.answer import Answer
from betadeck.core.diagnose import diagnose
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.core.target import Platform
from helpers.catalogue import shipped


@pytest.mark.parametrize(
    ("status", "gone", "is_wrong"), [(200, True, False), (200, False, True), (500, True, True)]
)
def test_nothing_is_said_to_be_wrong_with_what_is_not_there(status, gone, is_wrong):
    head = Head(status, headers=(("content-type", "application/json"),))
    exchange = Exchange(
        "1", "2026-11-22T10:00:00.000Z", Draft(), "API", Sent("POST", "https://h", ()), head,
        ending=Ending.FINISHED, body_gone=gone,
    )  # fmt: skip
    found = diagnose(exchange, Answer(complete=True), shipped(), Platform.ANTHROPIC)
    assert (found is not None) is is_wrong
