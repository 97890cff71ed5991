"""What JSON answers amount to."""

import json

import pytest

from betadeck.ui.response.json_summary import Entries, Lines, Listing, Number, summary_of

MODEL = {"type": "model", "id": "made-1", "display_name": "Made 1", "created_at": "2026-01-01", "x": {}}
MODELS = {"data": [MODEL], "has_more": True}


def test_a_token_count_is_a_number():
    assert summary_of(b'{"input_tokens": 2095}') == Number(2095, "input tokens")


def test_a_list_is_a_table_of_what_names_its_entries():
    found = summary_of(json.dumps(MODELS).encode())
    assert found == Listing(
        ("id", "display_name", "type", "created_at"), (("made-1", "Made 1", "model", "2026-01-01"),), 1, True
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b'{"data": []}',
        b'{"data": [1]}',
        b'{"id": "x"}',
        b"[" * 100_000,
        b" " * 2_000_000,
    ],
)
def test_other_json_is_shown_as_it_is(body):
    assert summary_of(body) is None


def test_entries_of_several_shapes_do_not_break_the_table():
    found = summary_of(b'{"data": [{"id": "a", "n": 1}, {"other": null}], "next_page": "p"}')
    assert found == Listing(("id", "n"), (("a", "1"), ("", "")), 2, True)


def test_lines_are_cut_out_when_asked_for_and_one_that_is_no_json_is_shown_as_it_is():
    lines = Lines(b'{"a": 1, "b": [2]}\noops\n{"b": "x", "c": 1}')
    entries = Entries(lines)
    assert (len(lines), lines.whole, entries.columns) == (3, True, ("a", "b"))
    assert [entries.row(place) for place in range(3)] == [("1", "[2]"), ("oops",), ("", "x")]
    assert len(Lines(b"")) == 0
