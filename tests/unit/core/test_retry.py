from dataclasses import replace
from datetime import UTC, datetime

import pytest

from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.core.failure import Failure, FailureKind
from betadeck.core.retry import wait_s

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


def answered(status, **headers):
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Exchange("1", "", Draft(), "", Sent("POST", "", ()), Head(status, headers=pairs))


def failed(kind):
    return Exchange("1", "", Draft(), "", Sent("POST", "", ()), failure=Failure(kind, "no"))


def wait(exchange, made=0, most=2, chance=0.0):
    return wait_s(exchange, made, most, NOW, chance)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 529])
def test_these_are_sent_again(status):
    assert wait(answered(status)) == 0.5


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 413])
def test_these_are_not(status):
    assert wait(answered(status)) is None


def test_the_server_has_the_last_word():
    assert wait(answered(400, x_should_retry="true")) == 0.5
    assert wait(answered(529, x_should_retry="false")) is None
    assert wait(answered(200, x_should_retry="true")) is None


@pytest.mark.parametrize("kind", [FailureKind.REFUSED, FailureKind.DNS, FailureKind.FIRST_BYTE_TIMEOUT])
def test_a_connection_that_failed_is_tried_again(kind):
    assert wait(failed(kind)) == 0.5


@pytest.mark.parametrize("kind", [FailureKind.NO_KEY, FailureKind.BAD_REQUEST, FailureKind.NOT_HTTP])
def test_what_never_went_out_or_makes_no_sense_is_not(kind):
    assert wait(failed(kind)) is None


def test_an_answer_that_has_begun_is_not_sent_for_again():
    cut = Exchange(
        "1", "", Draft(), "", Sent("POST", "", ()), Head(200), failure=Failure(FailureKind.CUT_BODY, "cut")
    )
    assert wait(cut) is None


def test_what_the_user_stopped_stays_stopped():
    assert wait(replace(answered(529), ending=Ending.CANCELLED)) is None


def test_pauses_double_up_to_eight_seconds_and_vary_by_a_quarter():
    waits = [wait(answered(500), made, 9) for made in range(6)]
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]
    assert wait(answered(500), 4, 9, chance=1.0) == 6.0


def test_it_ends_after_as_many_as_are_allowed():
    assert wait(answered(500), 2, 2) is None
    assert wait(answered(500), 0, 0) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "23"}, 23.0),
        ({"retry_after": "23", "retry_after_ms": "1500"}, 1.5),
        ({"retry_after": "Sun, 22 Nov 2026 12:00:40 GMT"}, 40.0),
        ({"retry_after": "90000"}, 90000.0),
        ({"retry_after": "4294968"}, 0.5),
        ({"retry_after": "soon"}, 0.5),
    ],
)
def test_the_server_says_how_long(headers, seconds):
    assert wait(answered(429, **headers)) == seconds
