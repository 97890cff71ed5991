import json

from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.answer import Answer
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange, Head, Sent
from betadeck.core.failure import Failure, FailureKind
from betadeck.core.search_text import INDEXED_CHARS, plain, search_text, small_answer, written


def texts(body: bytes = b"", answer: bytes = b"", media_type: str = "application/json", failure=None):
    exchange = Exchange(
        "1",
        "2026-11-22T10:00:00Z",
        Draft(),
        "t",
        Sent("POST", "https://api.example/v1/messages", (("x-mine", "one"),), body),
        Head(200, headers=(("content-type", media_type),)),
        answer,
        failure=failure,
    )
    return search_text(exchange, small_answer(exchange))


def test_a_request_is_searched_by_address_headers_and_body():
    request = texts(b'{"text": "line\\none \\u00fcber \\"quoted\\""}').request
    assert "POST https://api.example/v1/messages x-mine: one" in request
    assert 'line one über "quoted"' in request


def test_a_streamed_text_is_searched_as_put_together():
    events = [
        {"type": "message_start", "message": {"id": "m", "type": "message", "content": []}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Elephan"}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "tine"}},
    ]
    body = "".join(f"event: {each['type']}\ndata: {json.dumps(each)}\n\n" for each in events).encode()
    assert "Elephantine" in texts(answer=body, media_type="text/event-stream").answer


def test_an_error_and_a_failure_are_words_of_their_own():
    error = b'{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'
    assert texts(answer=error).error == "overloaded_error Overloaded "
    failure = Failure(FailureKind.REFUSED, "Nobody listens there.", "[Errno 111]")
    assert "Nobody listens there. [Errno 111]" in texts(failure=failure).error


def test_data_is_left_out_and_what_follows_it_is_not():
    body = json.dumps({"data": "QUJD" * 10_000, "text": "after"}).encode()
    request = texts(body).request
    assert "after" in request and "QUJDQUJD" not in request


def test_scripts_without_blanks_get_gaps():
    assert written("你好 world カナ").split() == ["你", "好", "world", "カ", "ナ"]


def test_long_texts_are_cut():
    assert len(texts(b"word " * 1_000_000).request) == INDEXED_CHARS
    assert len(texts(answer=b"word " * 2_000_000).answer) == INDEXED_CHARS


def test_half_an_escape_at_the_end_is_no_error():
    assert plain("a\\") == "a\\"
    assert plain("a\\u00") == "au00"
    assert plain("\\ud83d\\ude00 x") == "   x"


def test_deep_and_huge_answers_have_words_too():
    deep: object = "bottom"
    for _ in range(5000):
        deep = [deep]
    message = {"a": 1, "deep": deep, "list": ["word"] * 1_000_000}
    body = Exchange("1", "", Draft(), "", Sent("POST", "u", ()))
    words = search_text(body, Answer(message=message)).answer
    assert words.startswith("a 1 deep bottom list word word")
    assert len(words) == INDEXED_CHARS


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_every_body_has_words(body, answer):
    found = texts(body, answer)
    assert "POST" in found.request
