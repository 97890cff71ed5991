import json

import pytest

from betadeck.core.json_fault import JsonFault
from betadeck.core.json_insert import insert_before, rename

LINES = '{\n  "a": [\n    1,\n    {"b": 2.50}\n  ]\n}'


@pytest.mark.parametrize(
    ("text", "pointer", "expected"),
    [
        ('{"a": [1, 2]}', "/a/0", '{"a": [0, 1, 2]}'),
        ('{"a": [1, 2]}', "/a/1", '{"a": [1, 0, 2]}'),
        ('{"a":[1,2]}', "/a/1", '{"a":[1,0,2]}'),
        ("[ 1 ]", "/0", "[ 0, 1 ]"),
        (LINES, "/a/0", LINES.replace("    1,", "    0,\n    1,")),
        (LINES, "/a/1", LINES.replace("    {", "    0,\n    {")),
    ],
)
def test_a_new_item_takes_on_the_layout_around_it(text, pointer, expected):
    assert insert_before(text, pointer, "0") == expected


def test_a_value_of_several_lines_is_indented_like_its_place():
    text = insert_before(LINES, "/a/1", json.dumps({"x": [1]}, indent=2))
    assert text.count('\n    {\n      "x": [') == 1
    assert json.loads(text)["a"][1] == {"x": [1]}


@pytest.mark.parametrize("pointer", ["/a/5", "/b/0", "/a", ""])
def test_without_such_an_item_nothing_changes(pointer):
    assert insert_before(LINES, pointer, "0") == LINES


@pytest.mark.parametrize(
    ("text", "pointer", "expected"),
    [
        ('{"a": 1.0, "b": 2}', "/a", '{"x": 1.0, "b": 2}'),
        ('{"o": {"a\\n" : 1}}', "/o/a\n", '{"o": {"x" : 1}}'),
        (LINES, "/a/1/b", LINES.replace('"b"', '"x"')),
        (LINES, "/a/0", LINES),
        (LINES, "/c", LINES),
        ("5", "", "5"),
    ],
)
def test_a_member_gets_another_name_and_keeps_all_else(text, pointer, expected):
    assert rename(text, pointer, "x") == expected


def test_broken_text_is_refused():
    with pytest.raises(JsonFault):
        insert_before("[1", "/0", "0")
    with pytest.raises(JsonFault):
        rename('{"a": ', "/a", "b")
    with pytest.raises(JsonFault):
        insert_before("[1]", "/0", "{")
