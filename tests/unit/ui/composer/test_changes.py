"""Edits of the body as pure functions of its text."""

import pytest

from betadeck.core.json_text import JsonFault
from betadeck.ui.composer.blocks.block_actions import move_to
from betadeck.ui.composer.form.changes import both, json_of, put, repeat, take, take_pruned


def test_several_changes_are_applied_in_turn():
    assert both(put("/a", 1), put("/b", 2), take("/a")).apply('{"c": 3}') == '{"c": 3, "b": 2}'


def test_the_last_member_takes_its_parent_along():
    assert take_pruned("/a/b").apply('{"a": {"b": 1}, "c": 2}') == '{"c": 2}'
    assert take_pruned("/a/b").apply('{"a": {"b": 1, "d": 3}, "c": 2}') == '{"a": {"d": 3}, "c": 2}'


def test_values_swap_with_their_layout():
    text = '{"m": [ {"a":  1} , [2 ,3] ]}'
    assert (
        move_to("/m", 0, 1).apply(text) == move_to("/m", 1, 0).apply(text) == '{"m": [ [2 ,3] , {"a":  1} ]}'
    )


@pytest.mark.parametrize(
    ("text", "after"),
    [("[1]", "[1,1]"), ("[1, 2]", "[1, 2, 2]"), ("[\n  1,\n  2\n]", "[\n  1,\n  2,\n  2\n]")],
)
def test_an_item_is_repeated_with_the_space_before_it(text, after):
    assert repeat(f"/{text.count(',')}").apply(text) == after


def test_places_that_are_gone_change_nothing():
    assert move_to("/m", 0, 9).apply('{"m": [1]}') == '{"m": [1]}'
    assert repeat("/m/9").apply('{"m": [1]}') == '{"m": [1]}'


def test_text_that_is_no_json_is_refused():
    with pytest.raises(JsonFault):
        put("/a", 1).apply("{oops")


@pytest.mark.parametrize(
    ("value", "text"), [("é😀", '"é😀"'), ("\ud83d", '"\\ud83d"'), ({"a": [1]}, '{"a": [1]}')]
)
def test_json_is_readable_and_can_be_encoded(value, text):
    assert json_of(value) == text
    json_of(value).encode()
