"""Variables: how they are written, that bodies stay JSON, and that keys show nowhere."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core import preset_text
from betadeck.core.answer import Answer, AnswerKind, Block
from betadeck.core.answer_turn import turn_of
from betadeck.core.attachment import attachment_of
from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.exchange import Exchange, Head, Sent
from betadeck.core.preset_secrets import secrets_in as kept_out
from betadeck.core.preview import preview
from betadeck.core.target import Platform, Target
from betadeck.core.variable_fill import asked_in, fill, fill_body, fill_text, tokens_of
from betadeck.core.variable_fixes import ask_instead, define_variable, send_braces, use_instead
from betadeck.core.variable_tokens import Token, TokenKind, as_written, token_of, tokens_in
from betadeck.core.variable_values import Value, table_values
from betadeck.core.wire import WireError
from betadeck.core.wire_build import sent_of
from betadeck.core.wire_filled import build_filled

TARGET = Target("T", "https://api.example.com", platform=Platform.GATEWAY, variables=(Row("host", "eu"),))
KEY = "sk-ant-api03-" + "Zx9" * 20


def values(**texts):
    return {name: Value(text, "from the preset") for name, text in texts.items()}


@pytest.mark.parametrize(
    ("inside", "kind", "name"),
    [
        (" client ", TokenKind.NAME, "client"),
        ("a.b-c_1", TokenKind.NAME, "a.b-c_1"),
        ("größe", TokenKind.NAME, "größe"),
        ("? the town ", TokenKind.ASK, "the town"),
        ("file: C:\\x\\y z.txt", TokenKind.FILE, "C:\\x\\y z.txt"),
        ("base64:/a b.png", TokenKind.BASE64, "/a b.png"),
        ("clipboard", TokenKind.CLIPBOARD, "clipboard"),
        ("key:work", TokenKind.KEY, "work"),
    ],
)
def test_what_is_written_between_the_braces_tells_where_the_value_comes_from(inside, kind, name):
    assert token_of(inside) == Token(kind, name)


@pytest.mark.parametrize(
    "inside", ["", " ", "#if x", "/if", "a b", "a | upper", "1st", "?", "file:", "key: "]
)
def test_what_other_templates_write_is_no_variable(inside):
    assert token_of(inside) is None
    assert fill_text(f"x {{{{{inside}}}}} y", {}) == f"x {{{{{inside}}}}} y"


def test_four_braces_are_sent_as_two_and_hide_what_follows():
    assert fill_text("{{{{name}} {{name}}", values(name="x")) == "{{name}} x"
    assert tokens_in("{{{{name}}") == []


@given(st.text(), st.booleans())
def test_whatever_a_value_is_the_body_stays_json_and_says_just_that(text, ascii_only):
    body = json.dumps({"a": "x{{v}}y", "b": [{"{{v}}": 1}], "c": 'q"\\'}, ensure_ascii=ascii_only)
    filled = json.loads(fill_body(body, values(v=text)))
    assert filled == {"a": f"x{text}y", "b": [{text: 1}], "c": 'q"\\'}


@given(st.text(alphabet="{}ab:?key fil/\\"))
def test_a_text_of_somebody_else_is_sent_as_it_is_whatever_it_looks_like(text):
    assert fill_text(as_written(text), values(a="no", b="no")) == text
    assert tokens_in(as_written(text)) == []
    body = json.dumps({"a": text})
    assert json.loads(fill_body(as_written(body, escaped=True), values(a="no", b="no"))) == {"a": text}


def test_an_answer_and_a_file_name_no_keys_when_they_become_part_of_a_request():
    said = "Use {{key:work}}, {{ user.name }} and {{{{x}}."
    block = json.loads(attachment_of("a.txt", said.encode()).source)
    assert tokens_in(block["data"]) == []
    assert fill_text(block["data"], {}) == said
    found = Exchange("1", "", Draft(), "T", Sent("POST", "", ()), Head(200))
    answer = Answer(
        kind=AnswerKind.MESSAGE, complete=True, blocks=(Block(0, "text", {"type": "text", "text": said}),)
    )
    turn = turn_of(found, answer)
    assert tokens_in(turn.content, escaped=True) == []
    assert json.loads(fill_body(turn.content, {}))[0]["text"] == said


@given(st.recursive(st.none() | st.text(alphabet='ab"\\{}: ,\n[]?é'), st.lists, max_leaves=8))
def test_bodies_that_hold_no_variable_are_left_as_they_are(value):
    body = json.dumps({"a": value}, ensure_ascii=False)
    if "{{{{" not in body:
        assert fill_body(body, values(b="wrong")) == body or "{{b}}" in body


def test_a_value_that_is_json_takes_the_place_of_the_whole_string_or_of_a_bare_word():
    body = '{"n": "{{json:n}}", "m": {{n}}, "s": "about {{json:n}}", "t": "{{json:t}}"}'
    filled = json.loads(fill_body(body, values(n="10", t='[1, "x"]')))
    assert filled == {"n": 10, "m": 10, "s": "about 10", "t": [1, "x"]}


def test_a_body_that_is_no_json_takes_values_as_they_are():
    assert fill_body('say "{{v}}"', values(v='a"b')) == 'say "a"b"'


def test_paths_in_json_strings_are_read_without_their_escapes():
    body = json.dumps({"a": "{{file:C:\\notes\\x.txt}}"})
    assert [each.name for each in tokens_in(body, escaped=True)] == ["C:\\notes\\x.txt"]
    assert json.loads(fill_body(body, {"file:C:\\notes\\x.txt": Value("T", "")}))["a"] == "T"


def test_every_part_of_a_request_is_filled_and_what_is_off_is_not():
    draft = Draft(
        path="/v1/{{v}}/{id}",
        path_params=(("id", "{{v}}"),),
        query=(Row("q", "{{v}}"), Row("r", "{{v}}", on=False)),
        headers=(Row("x-a", "{{v}}"),),
        files=(FilePart("file", "/tmp/{{v}}"),),
        body_text='{"a": "{{v}}"}',
    )
    done = fill(draft, values(v="x")).draft
    assert (done.path, done.path_params, done.body_text) == ("/v1/x/{id}", (("id", "x"),), '{"a": "x"}')
    assert done.query == (Row("q", "x"), Row("r", "{{v}}", on=False))
    assert (done.headers[0].value, done.files[0].path) == ("x", "/tmp/x")


def test_the_presets_value_wins_and_rows_that_are_off_do_not_count():
    found = table_values((Row("a", "mine"), Row("b", "off", on=False)), (Row("a", "t"), Row("b", "t")))
    assert [(found[name].text, found[name].origin) for name in "ab"] == [
        ("mine", "from the preset"),
        ("t", "from the target"),
    ]


def test_a_variable_without_a_value_is_told_with_its_place():
    body = '{"messages": [{"role": "user", "content": [{"type": "text", "text": "to {{client}}"}]}]}'
    with pytest.raises(WireError, match="client") as raised:
        build_filled(Draft(body_text=body), TARGET, "", {})
    assert raised.value.where == "body:/messages/0/content/0/text"
    shown = preview(Draft(headers=(Row("x-a", "{{client}}"),)), TARGET, None, None)
    assert (shown.request, shown.where) == (None, "header:x-a")


def test_on_the_wire_values_are_told_with_their_origin_and_late_ones_by_name():
    draft = Draft(
        headers=(Row("x-region", "{{host}}"),),
        body_text='{"a": "{{client}} {{?town}}"}',
        variables=(Row("client", "Ada"),),
    )
    request = preview(draft, TARGET, None, None).request
    assert [(use.written, use.shown, use.late) for use in request.uses] == [
        ("{{host}}", "eu", False),
        ("{{client}}", "Ada", False),
        ("{{?town}}", "", True),
    ]
    lines = {line.name: line for line in request.headers}
    assert (lines["x-region"].value, lines["content-length"].value) == ("eu", "")
    assert "from the target" in lines["x-region"].why
    assert request.body == b'{"a": "Ada {{?town}}"}'


def test_a_key_put_in_by_a_variable_is_masked_in_all_that_is_kept():
    draft = Draft(
        query=(Row("q", "{{key:work}}"),),
        headers=(Row("x-plain", "{{key:work}}"), Row("authorization", "Bearer {{key:work}}")),
        body_text='{"token": "{{key:work}}", "n": 1.50}',
    )
    found = {"key:work": Value(KEY, "from the keyring", secret=True)}
    request = build_filled(draft, TARGET, "", found)
    assert request.body.decode().count(KEY) == 1
    sent = sent_of(request)
    assert KEY not in repr(sent)
    assert KEY not in repr(request.uses)
    assert KEY not in repr(found)
    assert json.loads(sent.body)["n"] == 1.5


def test_presets_keep_variables_and_templates_but_no_key():
    draft = Draft(
        body_text='{"a": "{{client}}"}',
        variables=(Row("client", "Ada"), Row("other", "", on=False)),
        headers=(
            Row("x-api-key", "{{key:work}}"),
            Row("cookie", "{{key:work}} secret"),
            Row("authorization", "Bearer {{key:w}}"),
        ),
    )
    text = preset_text.dump(draft)
    again = preset_text.load(text)
    assert again.variables == draft.variables
    assert [row.value for row in again.headers] == ["{{key:work}}", "", "Bearer {{key:w}}"]
    assert "{{client}}" in again.body_text
    leaky = replace(draft, headers=(), variables=(Row("k", KEY),))
    assert [(each.pointer, each.left_out) for each in kept_out(leaky)] == [("/variables/0", False)]


def test_fixes_write_every_occurrence_anew_and_nothing_else():
    draft = Draft(path="/v1/{{x}}", body_text='{"a": "{{ x }} {{xy}} {{{{x}}"}')
    token = Token(TokenKind.NAME, "x")
    assert use_instead(token, "y").apply(draft).body_text == '{"a": "{{y}} {{xy}} {{{{x}}"}'
    assert asked_in(ask_instead(token).apply(draft)) == ("x",)
    literal = send_braces(token).apply(draft)
    assert fill(literal, values(x="no", xy="1")).draft.body_text == '{"a": "{{ x }} 1 {{x}}"}'
    defined = define_variable("x").apply(draft)
    assert defined.variables == (Row("x", ""),)
    assert define_variable("x").apply(defined) == defined


def test_each_variable_is_listed_once():
    draft = Draft(path="/{{a}}", body_text='{"x": "{{a}} {{?b}} {{ ?b }} {{json:a}}"}')
    assert [each.id for each in tokens_of(draft)] == ["a", "?b"]
