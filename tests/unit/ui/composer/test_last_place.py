"""Keys in one field change what stands there, wherever that is by now."""

import pytest

from betadeck.core.json_fault import JsonFault
from betadeck.ui.composer.form.changes import put, put_json, take
from betadeck.ui.composer.form.last_place import LastPlace

TEXT = '{"a": 1.10,\r\n "b": {"c": "x"}, "b2": [1, "é"]}'


def test_key_after_key_gives_what_each_change_alone_would_give():
    edits, alone, text = LastPlace(), TEXT, TEXT
    for value in ("", "h", "hé", 'hé"', 'hé"\n🙂'):
        text = edits.apply(text, put("/b/c", value))
        alone = put("/b/c", value).apply(alone)
        assert text == alone


def test_a_place_that_is_not_there_yet_is_made_and_then_typed_on():
    edits, text = LastPlace(), TEXT
    for value in (1, 12, 123):
        text = edits.apply(text, put("/b/new", value))
    assert text == TEXT.replace('"x"}', '"x", "new": 123}')


def test_a_text_changed_by_others_is_read_again():
    edits = LastPlace()
    edits.apply(TEXT, put("/b/c", "y"))
    assert edits.apply('{"b": {"c": 0}}', put("/b/c", "z")) == '{"b": {"c": "z"}}'


def test_other_places_and_other_changes_go_their_own_way():
    edits = LastPlace()
    text = edits.apply(TEXT, put("/a", 2))
    text = edits.apply(text, put("/b/c", "y"))
    text = edits.apply(text, take("/b2"))
    assert edits.apply(text, put("/a", 3)) == '{"a": 3,\r\n "b": {"c": "y"}}'


def test_what_is_no_json_is_refused():
    edits = LastPlace()
    text = edits.apply(TEXT, put("/a", 2))
    with pytest.raises(JsonFault):
        edits.apply(text, put_json("/a", "[1"))
