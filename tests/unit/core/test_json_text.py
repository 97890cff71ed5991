import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from betadeck.core.json_layout import without_space
from betadeck.core.json_text import (
    JsonFault,
    first_fault,
    locate,
    members,
    parse,
    pointer_at,
    reformat,
)
from helpers.json_texts import laid_out, pointers

EXACT = '{"b": 1.10, "a": [1e5, 12345678901234567890, -0.0], "\\u00e9\\/": "\\ud83d\\ude00 \\t", "é": "😀"}'


def test_big_integers_are_exact_and_the_last_of_two_equal_names_counts():
    assert parse('{"n": 12345678901234567890123, "n": 12345678901234567891}') == {"n": 12345678901234567891}


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"NaN": -Infinity}'])
def test_numbers_that_only_python_knows_are_refused(text):
    with pytest.raises(JsonFault, match="is no JSON number"):
        parse(text)


def test_the_place_of_a_refused_number_is_told_even_after_a_string_that_names_it():
    fault = first_fault('{"NaN": "NaN",\n "x": NaN}')
    assert (fault.line, fault.column, fault.offset) == (2, 7, 21)


@pytest.mark.parametrize("text", ["[" * 10_000 + "]" * 10_000, '{"a":' * 10_000 + "1" + "}" * 10_000])
def test_ten_thousand_levels_are_a_fault_and_no_crash(text):
    fault = first_fault(text)
    assert "levels deep" in fault.message
    assert locate(text, "/0/0") is None
    assert isinstance(pointer_at(text, 30_000), str)
    assert members(text) == {}
    with pytest.raises(JsonFault):
        reformat(text)


def test_a_number_too_long_to_hold_is_a_fault_but_text_around_it_is_found():
    text = '{"n": 1' + "0" * 5000 + ', "m": 2}'
    assert first_fault(text).offset == 6
    assert locate(text, "/m").of(text) == "2"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('{\n  "max_tokens": 1\n  "model": "x"}', 3, 3, 'a comma is missing before "model"'),
        ('{"model": "x",}', 1, 14, "one comma too many before }"),
        ("[1, 2,\n]", 1, 6, "one comma too many before ]"),
        ("[1,, 2]", 1, 4, "a value is missing before ,"),
        ('{"a": 1,, "b": 2}', 1, 9, "one comma too many"),
        ('{"a" 1}', 1, 6, "a colon is missing before 1"),
        ('{"a" = 1}', 1, 6, "a colon is expected, not ="),
        ('{"a": }', 1, 7, "a value is missing before }"),
        ("{a: 1}", 1, 2, 'the name a needs double quotes: "a"'),
        ("{'a': 1}", 1, 2, "JSON takes double quotes, not single ones"),
        ("{“a”: 1}", 1, 2, 'a typographic quotation mark “; JSON takes "'),
        ('{"a": True}', 1, 7, "True is no JSON; write true"),
        ('{"a": undefined}', 1, 7, "undefined is no JSON; write null"),
        ('{"a": yes}', 1, 7, "yes is no JSON value; text needs double quotes"),
        ("// hello\n{}", 1, 1, "JSON takes no comments"),
        ('{"a": 1 # no\n}', 1, 9, "JSON takes no comments"),
        ("[01]", 1, 3, "a number does not begin with 0"),
        ("[1.]", 1, 3, "a number needs a digit after ."),
        ("[.5]", 1, 2, "a number does not begin with ."),
        ("[+5]", 1, 2, "a number does not begin with +"),
        ("[1, 2}", 1, 6, "] is expected, not }"),
        ('{"a": [1}', 1, 9, "] is expected, not }"),
        ('{"a": 1;}', 1, 8, "a comma is expected, not ;"),
        ('{"a": 1}\n}', 2, 1, "the JSON ends before }, but the text goes on"),
        ('{"a": "b', 1, 7, 'the string has no closing "'),
        (
            '{"a": "b\n}',
            1,
            9,
            "the string is not closed before its line ends (a line break inside is written \\n)",
        ),
        ('["a\tb"]', 1, 4, "a raw control character (tab) in a string; it is written as an escape"),
        ('["C:\\dir"]', 1, 5, "\\d is no escape; a backslash itself is written \\\\"),
        ('["\\u12"]', 1, 3, "\\u needs four hexadecimal digits after it"),
        ("", 1, 1, "the text is empty"),
        (" \n ", 2, 2, "the text is empty"),
        ("[\n{", 2, 2, "the text ends before } closes the object that begins in line 2"),
        ('{\n"a": [1,', 2, 9, "the text ends before ] closes the list that begins in line 2"),
        ("\ufeff{}", 1, 1, "an invisible byte order mark (U+FEFF)"),
        ('{\xa0"a": 1}', 1, 2, "a no-break space; JSON takes plain spaces"),
    ],
)
def test_faults_are_told_in_words_with_their_place(text, line, column, message):
    fault = first_fault(text)
    assert (fault.line, fault.column, fault.message) == (line, column, message)
    assert str(fault) == f"line {line}, column {column}: {message}"


def test_what_newer_parsers_say_of_a_trailing_comma_reads_the_same():
    from betadeck.core.json_fault import fault_of

    text = '{"a": 1, }'
    new = fault_of(text, json.JSONDecodeError("Illegal trailing comma before end of object", text, 7))
    assert (new.message, new.offset) == (first_fault(text).message, first_fault(text).offset)


def test_offsets_count_characters_outside_the_basic_plane_as_one():
    text = '{"😀é": "𝄞", "x": [1 2]}'
    assert first_fault(text).offset == text.index("2")
    assert locate(text, "/😀é").of(text) == '"𝄞"'


@settings(deadline=None)
@given(laid_out())
def test_every_pointer_is_found_and_leads_to_its_value(pair):
    value, text = pair
    for pointer, wanted in pointers(value):
        assert json.loads(locate(text, pointer).of(text)) == wanted


@settings(deadline=None)
@given(laid_out())
def test_the_start_of_every_value_is_at_its_own_pointer(pair):
    value, text = pair
    for pointer, inner in pointers(value):
        span = locate(text, pointer)
        if isinstance(inner, (dict, list)):
            assert pointer_at(text, span.start) == pointer
        else:
            assert {pointer_at(text, place) for place in range(span.start, span.end + 1)} == {pointer}


def test_a_pointer_to_nothing_is_none():
    for pointer in ["/x", "/a/2", "/a/-", "/a/01", "/a/0/b", "/a/+1", "/a/٣"]:
        assert locate('{"a": [1, 2]}', pointer) is None
    with pytest.raises(ValueError, match="slash"):
        locate("{}", "a")


def test_escaped_names_and_the_last_of_two_equal_names_are_found():
    text = '{"a/b": {"~": 1}, "\\u0061/b": {"~": 2}}'
    assert locate(text, "/a~1b/~0").of(text) == "2"


def test_values_before_a_fault_are_found_and_those_after_it_are_not():
    text = '{"model": "m", "tools": [1, {"name": "t"}, x], "stream": true}'
    assert locate(text, "/model").of(text) == '"m"'
    assert locate(text, "/tools/1/name").of(text) == '"t"'
    assert locate(text, "/tools") is None
    assert locate(text, "/stream") is None
    assert set(members(text)) == {"model"}


def test_members_of_the_root_object_only():
    text = '{"a": {"b": 1}, "a": 2, "c": [3]}'
    assert {name: span.of(text) for name, span in members(text).items()} == {"a": "2", "c": "[3]"}
    assert members("[1]") == members("") == members("1") == {}


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ('{"messages": [{"role": "us|', "/messages/0/role"),
        ('{"messages": [{"role"|', "/messages/0/role"),
        ('{"messages": [{"ro|', "/messages/0/ro"),
        ('{"messages": [{"role": |}]}', "/messages/0/role"),
        ('{"messages": [1, 2, |', "/messages"),
        ('{"messages": [1, 2|', "/messages/1"),
        ('{"messages": [1 2|', "/messages/1"),
        ('{"a": 1 |, "b": 2}', ""),
        ('{"a": 1 "b": 2|}', "/b"),
        ('{"a": {"x": [}, "b": |2}', "/b"),
        ('{"a": tru|e e}', "/a"),
        ('{"a": [{"b": nope, "c": {"d": 1}, "e|": 2}]}', "/a/0/e"),
        ('{"a/~": {"": |1}}', "/a~1~0/"),
        ('|{"a": 1}', ""),
        ("|", ""),
        ("]]}}|", ""),
        ('{"a": "unclosed\n "b": {"c": |1}}', "/b/c"),
    ],
)
def test_the_pointer_around_the_cursor_is_told_in_broken_text_too(text, pointer):
    assert pointer_at(text.replace("|", ""), text.index("|")) == pointer


@settings(deadline=None)
@given(st.text(alphabet='{}[]":,1a \\\n', max_size=60), st.integers(0, 70))
def test_any_text_has_a_pointer_or_a_fault_and_never_breaks(text, offset):
    assert pointer_at(text, offset).count("/") <= len(text)
    fault = first_fault(text)
    assert fault is None or 0 <= fault.offset <= len(text)
    members(text)


@settings(deadline=None)
@given(laid_out())
@example((None, "1"))
def test_reformatting_changes_nothing_but_space(pair):
    _, text = pair
    tight = without_space(text)
    assert json.loads(tight) == json.loads(text)
    for indent in (0, 1, 2, 7):
        pretty = reformat(text, indent)
        assert without_space(pretty) == tight
        assert reformat(pretty, indent) == pretty


@settings(deadline=None)
@given(laid_out())
def test_the_layout_is_the_usual_one(pair):
    value, text = pair
    plain = json.dumps(value, ensure_ascii="\\u" in text or text.isascii(), indent=2)
    if without_space(plain) == without_space(text):
        assert reformat(text) == plain


def test_numbers_escapes_and_order_survive_every_layout():
    assert without_space(reformat(EXACT, 4)) == EXACT.replace(": ", ":").replace(", ", ",")
    assert reformat('{ "a" : { } , "b":[ ] }') == '{\n  "a": {},\n  "b": []\n}'


def test_broken_text_is_not_laid_out():
    with pytest.raises(JsonFault):
        reformat('{"a": 1,}')
