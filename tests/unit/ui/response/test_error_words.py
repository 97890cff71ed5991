"""What the error card shows beyond the diagnosis."""

from betadeck.core.exchange import Ending
from betadeck.core.failure import Failure, FailureKind
from betadeck.ui.response.error_words import as_received
from helpers.replies import answered, exchange


def shown(kind, detail):
    made = exchange(b"", None, ending=Ending.FAILED, failure=Failure(kind, "words", detail))
    return as_received(made, answered(made))[0]


def test_the_place_that_stops_a_request_is_not_told_as_something_received():
    assert shown(FailureKind.BAD_REQUEST, "param:thread_id") == ""
    assert shown(FailureKind.BAD_REQUEST, "LocalProtocolError: Illegal header value") != ""
    assert shown(FailureKind.DISCONNECTED, "closed: by the peer") == "closed: by the peer"
