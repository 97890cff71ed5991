import json
from dataclasses import replace

import pytest

from betadeck.core.answer_of import answer_of
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent, Timings
from betadeck.core.failure import Failure, FailureKind
from betadeck.core.report import report
from betadeck.core.target import Target

KEY = "sk-ant-api03-AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH-0123456789abcdef"
ERROR = json.dumps(
    {
        "type": "error",
        "error": {"type": "invalid_request_error", "message": "invalid beta flag"},
        "request_id": "req_9",
    }
).encode()
BODY = {"model": "claude-opus-5-5", "max_tokens": 5, "messages": [{"role": "user", "content": "Hi"}]}
SENT = Sent(
    "POST",
    "https://gateway.example/v1/messages?key=abcdefgh12345678",
    (
        ("host", "gateway.example"),
        ("anthropic-version", "2026-10-21"),
        ("anthropic-beta", "a-2026-01-01,b-2026-01-01"),
        ("authorization", f"Bearer {KEY}"),
    ),
    json.dumps(BODY).encode(),
)
EXCHANGE = Exchange(
    "1",
    "2026-11-22T10:00:00.000+00:00",
    Draft(operation="beta.messages.create", body_text=json.dumps(BODY)),
    "Our gateway",
    SENT,
    Head(400, "Bad Request", headers=(("content-type", "application/json"), ("request-id", "req_9"))),
    ERROR,
    timings=Timings(connected_s=0.012, first_byte_s=0.2, last_byte_s=0.21, ended_s=0.212),
    ending=Ending.FINISHED,
)
DIAGNOSIS = Diagnosis(
    "A beta is refused", "Which is not said.", Culprit("beta"), "Untick it.", Retry(False, why="No.")
)


def reported(exchange=EXCHANGE, diagnosis=DIAGNOSIS, **more):
    answer = answer_of(exchange.body, exchange.head.media_type if exchange.head else "")
    return report(exchange, answer, diagnosis, Target("Our gateway"), program="Betadeck 1.2", **more)


@pytest.mark.parametrize(
    "wanted",
    [
        "`req_9`", "2026-11-22T10:00:00.000", "POST /v1/messages (beta.messages.create)", "claude-opus-5-5",
        "2026-10-21", "`a-2026-01-01`, `b-2026-01-01`", "anthropic, gateway.example", "400 Bad Request",
        "Betadeck 1.2", "# A beta is refused", "Culprit: beta", "Untick it.", "invalid beta flag",
        "first byte: 200 ms", '"content": "Hi"',
    ],
)  # fmt: skip
def test_it_tells_what_support_asks_for(wanted):
    assert wanted in reported()


def test_no_key_is_in_it_wherever_it_stood():
    body = json.dumps({"model": KEY, "note": f"x-api-key: {KEY}", "other": "quiet-words"})
    exchange = replace(
        EXCHANGE,
        sent=replace(SENT, url=f"https://gateway.example/{KEY}/v1?key={KEY}", body=body.encode()),
        body=ERROR.replace(b"invalid beta flag", KEY.encode()),
        head=Head(400, headers=(("set-cookie", "session=abcdef0123456789"), ("x-echo", KEY))),
        failure=Failure(FailureKind.UNKNOWN, KEY, KEY),
    )
    text = reported(exchange, replace(DIAGNOSIS, title=KEY), secrets=("quiet-words",))
    assert KEY not in text
    assert KEY[8:40] not in text
    assert "quiet-words" not in text
    assert "abcdef0123456789" not in text


def test_images_and_long_texts_are_shortened_but_keep_their_place():
    body = {"messages": [{"content": [{"source": {"data": "QUJD" * 90_000}}, {"text": "end"}]}]}
    text = reported(replace(EXCHANGE, sent=replace(SENT, body=json.dumps(body).encode())))
    assert len(text) < 4000
    assert "more characters" in text
    assert '"text": "end"' in text


def test_a_fence_in_a_text_does_not_end_the_block():
    body = json.dumps({"text": "```json\n{}\n```` and on"})
    text = reported(replace(EXCHANGE, sent=replace(SENT, body=body.encode())))
    assert "`````json\n{" in text


def test_what_is_not_json_is_shown_as_it_was():
    text = reported(replace(EXCHANGE, sent=replace(SENT, body=b'{"model": ')))
    assert '{"model": \n' in text


def test_no_answer_at_all_is_told_too():
    failure = Failure(FailureKind.DNS, "There is no such host.", "Name or service not known")
    exchange = replace(
        EXCHANGE, head=None, body=b"", failure=failure, ending=Ending.FAILED, sent=Sent("POST", "", ())
    )
    text = reported(exchange, None)
    assert "no answer" in text
    assert "dns: There is no such host. (Name or service not known)" in text
    assert "none received" in text
    assert "address unknown" in text


def test_an_answer_that_was_good_has_no_error_in_its_report():
    good = replace(EXCHANGE, head=Head(200, "OK"), body=b'{"input_tokens": 3}')
    text = reported(good, None)
    assert "Error as received" not in text
    assert "200 OK" in text
