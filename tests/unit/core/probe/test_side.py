from dataclasses import replace

from betadeck.core.answer_of import answer_of
from betadeck.core.cost import Cost
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent, Timings
from betadeck.core.failure import Failure, FailureKind
from betadeck.core.probe.side import Side, compare, facts

MESSAGE = (
    b'{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"%s"}],'
    b'"stop_reason":"end_turn","usage":{"input_tokens":1200,"output_tokens":%d}}'
)
DELTA = (
    b'event: content_block_start\ndata: {"type":"content_block_start","index":0,"content_block":'
    b'{"type":"text","text":""}}\n\n'
    b'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":'
    b'{"type":"text_delta","text":"Hi"}}\n\n'
)


def side(body=MESSAGE % (b"Hi", 5), status=200, cost=None, kind="application/json", headers=(), **changes):
    head = Head(status, "OK", headers=(("content-type", kind), *headers)) if status else None
    made = Exchange("1", "", Draft(), "", Sent("POST", "", ()), head, body, ending=Ending.FINISHED)
    made = replace(made, timings=Timings(ended_s=0.25), **changes)
    return Side(made, answer_of(body, kind), cost)


def by_name(left, right):
    return {fact.name: fact for fact in facts(left, right)}


def test_figures_stand_side_by_side():
    found = by_name(side(cost=Cost(0.0021)), side(MESSAGE % (b"Hi", 7), cost=Cost(0.0030)))
    assert (found["Output tokens"].left, found["Output tokens"].right) == ("5", "7")
    assert found["Output tokens"].differs
    assert not found["Input tokens"].differs
    assert (found["Estimated cost"].left, found["Status"].left) == ("$0.0021", "200 OK")


def test_times_and_sizes_are_told_but_are_no_difference():
    found = by_name(side(), replace(side(), exchange=replace(side().exchange, timings=Timings(ended_s=9))))
    assert found["Total time"].left != found["Total time"].right
    assert not found["Total time"].differs


def test_an_error_stands_beside_an_answer():
    error = b'{"type":"error","error":{"type":"invalid_request_error","message":"invalid\\nbeta flag"}}'
    found = by_name(side(), side(error, 400))
    assert (found["Status"].right, found["Error"].right) == ("400 invalid_request_error", "invalid beta flag")
    assert found["Error"].left == "–"


def test_no_answer_and_a_cancelled_one_are_told():
    gone = side(b"", 0, failure=Failure(FailureKind.DNS, "No such host."), ending=Ending.FAILED)
    stopped = side(b"", 0, ending=Ending.CANCELLED)
    found = by_name(gone, stopped)
    assert (found["Status"].left, found["Status"].right) == ("no answer", "cancelled")
    assert found["Error"].left == "No such host."


def test_a_stream_tells_when_its_first_token_came():
    half = DELTA.index(b"content_block_delta")
    stream = side(DELTA, kind="text/event-stream", arrivals=((half, 0.1), (len(DELTA), 0.4)))
    assert stream.first_token_s() == 0.4
    assert side().first_token_s() is None
    assert by_name(stream, side())["First token after"].left == "400 ms"


def test_headers_that_change_every_time_are_left_out():
    volatile = (("Date", "now"), ("request-id", "req_1"), ("anthropic-ratelimit-requests-remaining", "3"))
    found = side(headers=(*volatile, ("X-Gateway", "a"), ("x-gateway", "b"))).headers()
    assert found == {"content-type": "application/json", "x-gateway": "a, b"}


def test_bodies_are_compared_as_values_and_headers_by_name():
    one = side(headers=(("x-gateway", "a"), ("x-old", "1")))
    other = side(
        MESSAGE.replace(b"msg_1", b"msg_2") % (b"Hello", 5), headers=(("X-Gateway", "b"), ("x-new", "1"))
    )
    found = compare(one, other)
    assert ([each.path for each in found.body], found.count) == (["/content/0/text"], 1)
    kinds = [(each.path, str(each.kind)) for each in found.headers]
    assert kinds == [("x-gateway", "changed"), ("x-new", "added"), ("x-old", "removed")]
    assert found.facts == facts(one, other)


def test_a_page_is_compared_as_text():
    found = compare(side(b"<html>", kind="text/html"), side(b"", 0))
    assert side(b"<html>", kind="text/html").body() == "<html>"
    assert found.count == 1
