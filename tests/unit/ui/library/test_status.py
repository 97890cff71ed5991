import pytest

from betadeck.core.exchange import Ending
from betadeck.core.listing import HistoryRow
from betadeck.ui.library.status import mark_of


@pytest.mark.parametrize(
    ("status", "ending", "error", "text", "tone"),
    [
        (200, Ending.FINISHED, "", "200", "ok"),
        (201, Ending.FINISHED, "", "201", "ok"),
        (200, Ending.FINISHED, "overloaded_error", "200·!", "error"),
        (200, Ending.FAILED, "", "200·!", "error"),
        (302, Ending.FINISHED, "", "302", "warn"),
        (400, Ending.FINISHED, "invalid_request_error", "400", "error"),
        (429, Ending.FINISHED, "rate_limit_error", "429", "warn"),
        (529, Ending.FINISHED, "overloaded_error", "529", "error"),
        (200, Ending.CANCELLED, "", "—", "muted"),
        (0, Ending.CANCELLED, "", "—", "muted"),
        (0, Ending.FAILED, "", "", "error"),
        (0, Ending.RUNNING, "", "…", "muted"),
    ],
)
def test_an_ending_has_its_mark(status, ending, error, text, tone):
    mark = mark_of(HistoryRow("1", "", "n", "o", status, ending.value, error))
    assert (mark.text, mark.tone) == (text, tone)
    assert mark.words
    assert mark.text or mark.icon
