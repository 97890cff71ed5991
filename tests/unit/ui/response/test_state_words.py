"""The words of the pill for every way an exchange can end."""

import pytest

from betadeck.core.exchange import Ending
from betadeck.core.failure import Failure, FailureKind
from betadeck.ui.response import state_words
from helpers.replies import STREAM_TYPE, answered, exchange, head, sse, start, stop, text_block

OVERLOADED = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
REFUSED = b'{"type":"error","error":{"type":"invalid_request_error","message":"no"}}'


def words_of(made):
    state = state_words.ended(made, answered(made))
    return state.words, state.tone


def failed(kind, received=None, body=b""):
    return exchange(body, received, ending=Ending.FAILED, failure=Failure(kind, "words"))


@pytest.mark.parametrize(
    ("made", "words", "tone"),
    [
        (exchange(b'{"input_tokens":3}', head()), "200 OK", "ok"),
        (exchange(REFUSED, head(400)), "400 invalid_request_error", "error"),
        (exchange(b"<html>", head(502, "text/html")), "502 Bad Gateway", "error"),
        (exchange(b"", head(302, "")), "302 Found", "warn"),
        (failed(FailureKind.REFUSED), "No answer: connection refused", "error"),
        (failed(FailureKind.NO_KEY), "Not sent: no key is chosen", "error"),
        (
            failed(FailureKind.IDLE_TIMEOUT, head(200, STREAM_TYPE), sse(start())),
            "200 → went silent",
            "error",
        ),
        (failed(FailureKind.DECODING, head(), b""), "200 → cannot be decoded", "error"),
        (exchange(sse(start()), head(200, STREAM_TYPE)), "200 → cut off", "error"),
        (exchange(b"{", head()), "200 → not JSON", "error"),
        (exchange(b"", None, ending=Ending.CANCELLED, total_s=1.24), "Cancelled after 1.2 s", "warn"),
    ],
)
def test_each_ending_has_its_words(made, words, tone):
    assert words_of(made) == (words, tone)


def test_an_error_after_a_200_says_both_and_when():
    body = sse(start(), *text_block(0, ["Hi"], ended=False), OVERLOADED)
    made = exchange(body, head(200, STREAM_TYPE), total_s=2.8)
    assert words_of(made) == ("200 → overloaded_error at event 4 (2.8 s)", "error")


def test_a_cancelled_stream_is_cancelled_not_cut():
    made = exchange(sse(start()), head(200, STREAM_TYPE), ending=Ending.CANCELLED, total_s=0.4)
    assert words_of(made) == ("Cancelled after 400 ms", "warn")


def test_a_whole_stream_is_fine():
    made = exchange(sse(start(), *text_block(0, ["Hi"]), *stop()), head(200, STREAM_TYPE))
    assert words_of(made) == ("200 OK", "ok")


@pytest.mark.parametrize("kind", FailureKind)
def test_every_failure_has_words_before_and_after_the_head(kind):
    for received in (None, head()):
        words, tone = words_of(failed(kind, received))
        assert tone == "error"
        assert not words.endswith((":", "→", " "))


def test_words_while_it_runs():
    assert state_words.sending(1.24).words == "Sending… 1.2 s"
    assert state_words.receiving(200, 3.4, 12_345).words == "200  Receiving… 3.4 s, 12 kB"


def test_a_long_upload_and_an_answer_of_known_size_tell_how_far_they_are():
    assert (
        state_words.sending(1.0, 120_000_000, 500_000_000).words == "Sending… 1.0 s, 120 MB of 500 MB (24 %)"
    )
    assert state_words.sending(2.0, 500, 500).words.startswith("Sent 0.5 kB, waiting")
    assert state_words.receiving(200, 1.0, 10_000, 40_000).words == "200  Receiving… 1.0 s, 10 kB of 40 kB"
    assert state_words.receiving(200, 1.0, 10_000).words == "200  Receiving… 1.0 s, 10 kB"
