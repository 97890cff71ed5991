import json

import pytest

from betadeck.core.answer_of import answer_of
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.core.failure import Failure, FailureKind
from betadeck.core.probe.halving import Outcome
from betadeck.core.probe.outcome import fault_of, judge

STREAM = ("content-type", "text/event-stream")
JSON = ("content-type", "application/json")


def exchange(status=200, body=b"{}", kind=JSON, failure=None, ending=Ending.FINISHED):
    head = Head(status, headers=(kind,)) if status else None
    return Exchange("1", "", Draft(), "", Sent("POST", "", ()), head, body, failure=failure, ending=ending)


def error(status, message, type_="invalid_request_error"):
    body = {"type": "error", "error": {"type": type_, "message": message}, "request_id": "req_1"}
    return exchange(status, json.dumps(body).encode())


def seen(one):
    return one, answer_of(one.body, one.head.media_type if one.head else "")


GOOD = exchange(body=b'{"input_tokens": 3}')
FLAG = error(400, "invalid beta flag")
FIRST = fault_of(*seen(FLAG))


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        (GOOD, Outcome.WORKS),
        (error(400, "invalid beta flag"), Outcome.SAME),
        (error(400, "Invalid beta flag"), Outcome.SAME),
        (error(400, "context_management: Extra inputs are not permitted"), Outcome.OTHER),
        (error(403, "invalid beta flag"), Outcome.OTHER),
        (error(404, "Not found", "not_found_error"), Outcome.OTHER),
        (error(429, "slow down", "rate_limit_error"), Outcome.UNCLEAR),
        (error(529, "Overloaded", "overloaded_error"), Outcome.UNCLEAR),
        (exchange(502, b"<html></html>", ("content-type", "text/html")), Outcome.UNCLEAR),
        (exchange(0, b"", failure=Failure(FailureKind.REFUSED, "no")), Outcome.UNCLEAR),
        (exchange(ending=Ending.CANCELLED), Outcome.UNCLEAR),
    ],
)
def test_an_exchange_tells_of_the_fault_that_is_looked_for(other, outcome):
    assert judge(*seen(other), FIRST) is outcome


def test_names_numbers_and_ids_do_not_make_another_fault():
    first = fault_of(*seen(error(400, "Beta `a-2026-01-01` is bad at 12 of req_011abc, 'x'")))
    again = error(400, "beta `b-2026-02-02` is bad at 7,000 of req_777, 'y z'")
    assert judge(*seen(again), first) is Outcome.SAME


def test_a_server_error_that_is_looked_for_is_not_taken_for_a_passing_one():
    first = fault_of(*seen(error(503, "nope", "api_error")))
    assert judge(*seen(error(503, "nope", "api_error")), first) is Outcome.SAME


def test_a_fault_in_a_stream_is_the_same_without_a_stream():
    event = b'event: error\ndata: {"type":"error","error":{"type":"api_error","message":"broken"}}\n\n'
    first = fault_of(*seen(exchange(200, event, STREAM)))
    assert (first.status, first.type) == (0, "api_error")
    assert judge(*seen(error(500, "broken", "api_error")), first) is Outcome.SAME


def test_a_stream_that_was_cut_is_a_fault():
    event = b'event: message_start\ndata: {"type":"message_start","message":{"content":[]}}\n\n'
    assert fault_of(*seen(exchange(200, event, STREAM))) is not None


def test_an_error_page_with_no_error_object_is_a_fault_too():
    assert fault_of(*seen(exchange(418, b""))).status == 418
