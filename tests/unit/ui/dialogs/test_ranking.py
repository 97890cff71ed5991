import pytest

from betadeck.ui.dialogs.ranking import PickItem, candidates, ranked

ITEMS = (
    PickItem("save", "Save", "File"),
    PickItem("save_as", "Save as…", "File"),
    PickItem("unsaved", "Unsaved tabs", "View"),
    PickItem("list", "Sessions › Events › List", "GET /v1/sessions/{id}/events"),
    PickItem("send", "Send", "Request"),
)


def found(query):
    return [item.key for item in ranked(query, candidates(ITEMS))]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("save", ["save", "save_as", "unsaved"]),
        ("SAVE as", ["save_as", "unsaved"]),
        ("sel", ["list"]),
        ("/v1/sess", ["list"]),
        ("events list", ["list"]),
        ("zz", []),
        ("  ", [item.key for item in ITEMS]),
    ],
)
def test_the_best_comes_first(query, wanted):
    assert found(query) == wanted


def test_letters_in_order_count_least():
    assert found("sd")[0] == "send"
    assert found("unsvd") == ["unsaved"]


def test_a_plural_finds_its_singular():
    calls = (
        PickItem("threads", "Thread events › Stream", "GET /v1/sessions/{id}/threads/{id}/stream"),
        PickItem("events", "Session events › Stream", "GET /v1/sessions/{id}/stream"),
    )
    assert ranked("sessions events stream", candidates(calls))[0].key == "events"
