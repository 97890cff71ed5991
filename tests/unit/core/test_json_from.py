"""Python and JavaScript read as JSON: what is written out is taken, what stands for something is refused."""

import json

import pytest

from betadeck.core.json_from import as_json


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("{'a': None, 'b': True, 'c': (1, 2.5,)}", "Python", {"a": None, "b": True, "c": [1, 2.5]}),
        ("{'a': \"it's\", 'b': 'say \"x\"'}", "Python", {"a": "it's", "b": 'say "x"'}),
        ("body = {'a': -1, 'b': 'x' 'y' + 'z'}", "Python", {"a": -1, "b": "xyz"}),
        (
            "client.messages.create(model='x', tools=[dict(name='t')])",
            "Python",
            {"model": "x", "tools": [{"name": "t"}]},
        ),
        ("# a\n{'a': 1, # b\n}", "Python", {"a": 1}),
        ("{'a': 12345678901234567890, 1: 2}", "Python", {"a": 12345678901234567890, "1": 2}),
        ("{a: 1, 'b': undefined, $c: [undefined], /* x */}", "JavaScript", {"a": 1, "$c": [None]}),
        (
            "const body: Body = {stream: true, t: `a\\n\u00e9`};",
            "JavaScript",
            {"stream": True, "t": "a\n\u00e9"},
        ),
        (
            "await c.create({a: 1_000, x: 0xFF, y: -.5})",
            "JavaScript",
            {"a": 1000, "x": 255, "y": -0.5},
        ),
        ('{\n // note\n "a": 1,\n}', "JavaScript", {"a": 1}),
        ("{a: 'x' + \"y\", b: '\\u{1F600}\\x41\\\n'}", "JavaScript", {"a": "xy", "b": "\U0001f600A"}),
        ("[1, 2,]", "Python", [1, 2]),
    ],
)
def test_what_is_written_out_becomes_json(text, language, value):
    found = as_json(text)
    assert (found.language, json.loads(found.json), found.problem) == (language, value, "")


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (
            "client.beta.messages.create(model='x', betas=['b-1'], timeout=3, extra_body={'y': 1})",
            ("betas", "timeout"),
        ),
        (
            "const m = await client.beta.messages.create({model: 'x', betas: ['b-1'], y: 1}, {timeout: 3});",
            ("betas", "timeout"),
        ),
        ("body = {model: 'x', y: 1}", ()),
        ("dict(model='x', y=1)", ()),
    ],
)
def test_what_a_call_takes_beside_the_body_is_left_out_and_named(text, left_out):
    found = as_json(text)
    assert (json.loads(found.json), found.left_out) == ({"model": "x", "y": 1}, left_out)


def test_halves_of_characters_are_joined_and_lone_ones_written_as_escapes():
    found = as_json(r"{'a': '\ud83d\ude00', 'b': '\ud83d',}")
    assert found.json.encode().isascii() is False
    assert json.loads(found.json) == {"a": "\U0001f600", "b": "\ud83d"}


@pytest.mark.parametrize("text", ["'a': 1,\n'b': None,", "a: 1, b: null"])
def test_members_without_braces_stay_so(text):
    found = as_json(text)
    assert found.members
    assert json.loads("{" + found.json + "}") == {"a": 1, "b": None}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{'a': f'{x}'}", "f-string"),
        ("{'a': [f'x']}", "f-string"),
        ("{'a': 1, **rest}", "**"),
        ("{a: `Hi ${name}`}", "template"),
        ("{...rest, a: 1}", "..."),
        ("{'a': open('/etc/passwd').read()}", "not in the text"),
    ],
)
def test_what_is_not_in_the_text_is_refused_with_the_reason(text, why):
    found = as_json(text)
    assert found.json == ""
    assert why in found.problem


@pytest.mark.parametrize(
    "text",
    ["", "hello", "a, b, c", '{"a": 1}', '"a": 1,', "[1]", "12", "{", "}", "print('x')", "[" * 5000, "{'a': 1e999}",
     "Dear all: here is what (we) need", "{a: [1,,2]}", "def f():\n  return {'a': 1}", "{" * 400 + "}" * 400],
)  # fmt: skip
def test_json_and_plain_text_are_left_alone(text):
    assert as_json(text) is None or not as_json(text).json
