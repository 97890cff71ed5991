"""Whether a batch may be at the API when no answer has told its id."""

import pytest

from betadeck.core.batch.requests import may_exist
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange, Head, Sent, Timings


def sent(status, left):
    head = Head(status, "", "HTTP/1.1", ()) if status else None
    timings = Timings(request_sent_s=1.0 if left else None)
    return Exchange("1", "", Draft(), "Claude API", Sent("POST", "", ()), head=head, timings=timings)


@pytest.mark.parametrize(
    ("status", "left", "expected"),
    [
        (None, False, False),  # nothing, or not all of it, has left
        (None, True, True),
        (400, True, False),
        (529, False, False),
        (504, True, True),  # a gateway that did not wait for the answer
        (200, False, True),
    ],
)
def test_only_what_left_whole_and_was_not_refused_may_exist(status, left, expected):
    assert may_exist(sent(status, left)) is expected
