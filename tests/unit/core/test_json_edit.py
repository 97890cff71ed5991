import copy
import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from betadeck.core.json_edit import remove, set_value
from betadeck.core.json_pointer import split
from betadeck.core.json_text import JsonFault, locate
from helpers.json_texts import NAMES, OBJECTS, VALUES, laid_out, pointers


def put(value, pointer, new):
    """What `set_value` must mean, on plain values."""
    names = split(pointer)
    if not names:
        return new
    value = copy.deepcopy(value)
    here = value
    for name in names[:-1]:
        here = here[int(name)] if isinstance(here, list) else here[name]
    if isinstance(here, list):
        here[int(names[-1])] = new
    else:
        here[names[-1]] = new
    return value


@settings(deadline=None)
@given(laid_out(), VALUES, st.data())
def test_replacing_keeps_every_character_outside(pair, new, data):
    value, text = pair
    pointer, _ = data.draw(st.sampled_from(list(pointers(value))))
    span = locate(text, pointer)
    edited = set_value(text, pointer, json.dumps(new))
    assert edited == text[: span.start] + json.dumps(new) + text[span.end :]
    assert json.loads(edited) == put(value, pointer, new)


@settings(deadline=None)
@given(laid_out(OBJECTS), NAMES, VALUES)
def test_a_new_member_comes_last_and_taking_it_out_gives_the_text_back(pair, name, new):
    value, text = pair
    assume(name not in value)
    pointer = "/" + name.replace("~", "~0").replace("/", "~1")
    edited = set_value(text, pointer, json.dumps(new))
    assert list(json.loads(edited).items()) == [*value.items(), (name, new)]
    assert json.loads(remove(edited, pointer)) == value
    if value:
        assert remove(edited, pointer) == text


@settings(deadline=None)
@given(laid_out(st.lists(VALUES, max_size=4)), VALUES)
def test_a_list_grows_at_its_end(pair, new):
    value, text = pair
    grown = set_value(text, "/-", json.dumps(new))
    assert grown == set_value(text, f"/{len(value)}", json.dumps(new))
    assert json.loads(grown) == [*value, new]
    if value:
        assert remove(grown, f"/{len(value)}") == text


@settings(deadline=None)
@given(laid_out(), st.data())
def test_removing_takes_out_one_member_alone(pair, data):
    value, text = pair
    places = [pointer for pointer, _ in pointers(value) if pointer]
    assume(places)
    pointer = data.draw(st.sampled_from(places))
    expected = copy.deepcopy(value)
    here = expected
    *way, last = split(pointer)
    for name in way:
        here = here[int(name)] if isinstance(here, list) else here[name]
    del here[int(last) if isinstance(here, list) else last]
    assert json.loads(remove(text, pointer)) == expected


def test_numbers_and_escapes_beside_the_place_stay_as_typed():
    text = '{ "t": 1.10, "n":12345678901234567890,\n\t"e": "\\u00e9\\/", "x": 1e5 }'
    assert set_value(text, "/t", "0.30") == text.replace("1.10", "0.30")
    assert remove(text, "/t") == text.replace('"t": 1.10, ', "")


@pytest.mark.parametrize(
    ("text", "pointer", "value", "expected"),
    [
        ("", "/model", '"m"', '{\n  "model": "m"\n}'),
        (" \n", "/model", '"m"', '{\n  "model": "m"\n}'),
        ("{}\n", "/a/b", "1", '{\n  "a": {\n    "b": 1\n  }\n}\n'),
        ("", "", "[1]", "[1]"),
        ('{"a":1}', "/b", "2", '{"a":1,"b":2}'),
        ('{"a": 1}', "/b/c", "2", '{"a": 1, "b": {"c": 2}}'),
        ('{"a": null}', "/a/b", "2", '{"a": {"b": 2}}'),
        ('{"a": 1}', "/tools/-/name", '"t"', '{"a": 1, "tools": [{"name": "t"}]}'),
        ('{"a": 1}', "/tools/0/name", '"t"', '{"a": 1, "tools": [{"name": "t"}]}'),
        (
            "{\n    1:".replace("1", '"a"') + " 1\n}",
            "/b/c",
            "2",
            '{\n    "a": 1,\n    "b": {\n        "c": 2\n    }\n}',
        ),
        ('{\r\n\t"a": []\r\n}', "/a/-", "2", '{\r\n\t"a": [\r\n\t\t2\r\n\t]\r\n}'),
        ('{\n  "a": 1\n}', "/b", '{\n  "c": 2\n}', '{\n  "a": 1,\n  "b": {\n    "c": 2\n  }\n}'),
        ('{\n  "a": 1\n}', "/a", "[\n  2\n]", '{\n  "a": [\n    2\n  ]\n}'),
        ('{"a": 1, "a": 2}', "/a", "3", '{"a": 1, "a": 3}'),
        ("[]", "/-", "1", "[\n  1\n]"),
    ],
)
def test_what_is_put_in_looks_like_what_stands_around(text, pointer, value, expected):
    assert set_value(text, pointer, value) == expected


@pytest.mark.parametrize(
    ("text", "pointer", "message"),
    [
        ('{"a": "x"}', "/a/b", "/a is a plain value and holds no b"),
        ('{"a": [1]}', "/a/2", "the list at /a has no place 2"),
        ("[1]", "/x", "the list at the root has no place x"),
        ('{"a": 1', "/a", "the text ends before }"),
    ],
)
def test_what_cannot_be_put_in_is_refused_in_words(text, pointer, message):
    with pytest.raises(JsonFault, match=message):
        set_value(text, pointer, "1")


def test_a_value_that_is_no_json_is_never_put_in():
    for value in ["", "nul", "NaN", "1 2", '"a']:
        with pytest.raises(JsonFault):
            set_value("{}", "/a", value)


@pytest.mark.parametrize(
    ("text", "pointer", "expected"),
    [
        ('{\n  "a": 1,\n  "b": 2\n}', "/a", '{\n  "b": 2\n}'),
        ('{\n  "a": 1,\n  "b": 2\n}', "/b", '{\n  "a": 1\n}'),
        ('{\n  "a": 1\n}', "/a", "{}"),
        ('{"a": 1, "b": 2, "a": 3}', "/a", '{"b": 2}'),
        ("[1, 1, 1]", "/1", "[1, 1]"),
        ('{"a": 1}', "/b", '{"a": 1}'),
        ('{"a": 1}', "/a/b", '{"a": 1}'),
        ('{"a": 1}', "", ""),
    ],
)
def test_removing_leaves_a_text_as_one_would_have_typed_it(text, pointer, expected):
    assert remove(text, pointer) == expected


def test_deep_text_is_refused_and_does_not_crash():
    deep = "[" * 10_000 + "]" * 10_000
    with pytest.raises(JsonFault):
        set_value(deep, "/0" * 5_000, "1")
    with pytest.raises(JsonFault):
        remove(deep, "/0" * 9_000)
