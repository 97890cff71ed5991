"""What a preset file looks like, and that nothing in it is lost or changed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.preset_fault import PresetFault
from betadeck.core.preset_text import FORMAT, LIMIT_BYTES, dump, glance, load, understand

FULL = Draft(
    name="Context editing",
    operation="beta.sessions.retrieve",
    method="GET",
    path="/v1/sessions/{session_id}",
    path_params=(("session_id", "sess_1"),),
    query=(Row("limit", "5"), Row("after", "x", on=False)),
    headers=(Row("x-note", "hi"),),
    api_version="2023-06-01",
    betas=("context-management-2025-06-27",),
    body_text='{\n  "model": "…",\n  "seed": 12345678901234567890\n}',
    files=(FilePart("file", "/tmp/a.pdf", media_type="application/pdf"),),
    ignored=("twin-beta@beta:x",),
)


def fault_of(text):
    with pytest.raises(PresetFault) as caught:
        load(text)
    return caught.value


def preset(**members):
    return json.dumps({"betadeck": 1, **members})


def test_the_file_has_a_stable_order_two_space_indent_and_a_last_newline():
    text = dump(FULL)
    assert list(json.loads(text)) == [
        "betadeck", "name", "operation", "method", "path", "path_params", "query", "headers", "api_version",
        "betas", "body", "files", "ignored",
    ]  # fmt: skip
    assert text.startswith('{\n  "betadeck": 1,\n  "name": "Context editing",\n')
    assert '  "query": [\n    {\n      "name": "limit",\n      "value": "5"\n    },' in text
    assert text.endswith("\n}\n")


def test_a_draft_comes_back_as_it_was():
    assert load(dump(FULL)) == FULL


def test_ignored_is_left_out_when_there_is_none():
    assert "ignored" not in json.loads(dump(Draft()))


@pytest.mark.parametrize("literal", ["12345678901234567890", "1.10", "1e5", "-0", "1E+400", '"\\u00e9\\/"'])
def test_numbers_and_escapes_of_the_body_stay_as_typed(literal):
    body = f'{{"z": {literal}, "a": 1}}'
    again = load(dump(Draft(body_text=body)))
    assert literal in dump(Draft(body_text=body))
    assert again.body_text == f'{{\n  "z": {literal},\n  "a": 1\n}}'


def test_doubled_keys_of_the_body_stay():
    assert load(dump(Draft(body_text='{"a": 1, "a": 2}'))).body_text == '{\n  "a": 1,\n  "a": 2\n}'


@pytest.mark.parametrize(
    "typed",
    [
        '{"a": ',
        "hello",
        "  \n",
        "null",
        "NaN",
        "{'a': 1}",
        '{"a": 1} trailing',
        '{"a": "\ud800"}',
        "\ufeff{}",
        "[" * 2000,
    ],
)
def test_a_body_that_is_no_json_comes_back_to_the_letter(typed):
    text = dump(Draft(body_text=typed))
    assert "body" not in json.loads(text)
    text.encode()
    assert load(text).body_text == typed


def test_an_empty_body_is_neither_body_nor_text():
    members = json.loads(dump(Draft()))
    assert "body" not in members
    assert "body_text" not in members


def test_a_body_cannot_break_out_of_its_place():
    typed = '1}, "name": "other", "x": {"a": 1'
    again = load(dump(Draft(name="mine", body_text=typed)))
    assert (again.name, again.body_text) == ("mine", typed)


def test_exact_keeps_blanks_and_layout_of_a_json_body():
    typed = '{"a":1,\r\n\t"b": [ ] }  '
    assert load(dump(Draft(body_text=typed), exact=True)).body_text == typed


def test_unknown_members_survive_with_their_numbers():
    text = '{"betadeck": 1, "name": "n", "zeta": {"k": [1.10, 12345678901234567890]}, "alpha": null}'
    again = dump(load(text))
    assert list(json.loads(again))[-2:] == ["zeta", "alpha"]
    assert "1.10" in again
    assert "12345678901234567890" in again
    assert dump(load(again)) == again


def test_unknown_members_of_rows_and_files_survive():
    rows = [{"name": "a", "value": "b", "note": {"why": 1}}]
    files = [{"field": "f", "path": "p", "sha": "x"}]
    members = json.loads(dump(load(preset(query=rows, files=files))))
    assert members["query"] == rows
    assert members["files"] == files


def test_a_key_in_a_header_is_left_out_and_marked():
    draft = Draft(headers=(Row("X-API-Key", "hush"), Row("cookie", "c"), Row("x-other", "seen")))
    text = dump(draft)
    assert "hush" not in text
    rows = json.loads(text)["headers"]
    assert rows[0] == {"name": "X-API-Key", "value": "", "secret": True}
    assert rows[2] == {"name": "x-other", "value": "seen"}
    assert dump(load(text)) == text


def test_a_hand_written_preset_may_be_short():
    draft = load(preset(body={"model": "m"}))
    assert (draft.operation, draft.method, draft.path) == ("messages.create", "POST", "/v1/messages")
    assert load(preset(method="GET", path="/v1/models")).operation is None
    assert load(preset(operation=None)).operation is None
    assert load(preset(api_version=None)).api_version == ""


def test_a_byte_order_mark_does_not_matter():
    assert load("\ufeff" + dump(FULL)) == FULL


def test_no_json_tells_line_and_column():
    fault = fault_of('{\n  "betadeck": 1,\n  "name": nope\n}')
    assert (fault.code, fault.line, fault.column) == ("not_json", 3, 11)
    assert "line 3, column 11" in fault.message


@pytest.mark.parametrize(
    "text", ["[]", "1", "{}", '{"name": "x"}', '{"betadeck": "1"}', '{"betadeck": true}', '{"betadeck": 0}']
)
def test_other_json_is_no_preset(text):
    assert fault_of(text).code == "not_a_preset"


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"name": 1}, "/name"),
        ({"operation": []}, "/operation"),
        ({"path_params": {"a/b~": 1}}, "/path_params/a~1b~0"),
        ({"query": {}}, "/query"),
        ({"query": [1]}, "/query/0"),
        ({"headers": [{"name": "a", "value": "b"}, {"name": "a", "value": 2}]}, "/headers/1/value"),
        ({"headers": [{"value": "b"}]}, "/headers/0"),
        ({"headers": [{"name": "a", "on": "yes"}]}, "/headers/0/on"),
        ({"betas": ["a", None]}, "/betas/1"),
        ({"files": [{"field": "f"}]}, "/files/0"),
        ({"body": {}, "body_text": "x"}, "/body_text"),
        ({"body_text": {}}, "/body_text"),
        ({"ignored": "x"}, "/ignored"),
    ],
)
def test_a_wrong_type_names_its_place(members, pointer):
    fault = fault_of(preset(**members))
    assert (fault.code, fault.pointer) == ("wrong_type", pointer)
    with pytest.raises(PresetFault):
        glance(preset(**members))


def test_a_newer_format_is_refused_but_can_be_understood():
    text = json.dumps({"betadeck": FORMAT + 1, "name": "n", "query": "new way", "body": {"a": 1}, "more": 1})
    assert fault_of(text).code == "newer_format"
    found = understand(text)
    assert found.format == FORMAT + 1
    assert found.skipped == ("query",)
    assert (found.draft.name, found.draft.body_text) == ("n", '{\n  "a": 1\n}')
    assert glance(text).name == "n"


def test_too_big_says_the_size():
    fault = fault_of(" " * (LIMIT_BYTES + 1))
    assert fault.code == "too_big"
    assert "32.0 MB" in fault.message


texts = st.text(st.characters(exclude_categories=()), max_size=12)  # half surrogate pairs too
rows = st.lists(st.builds(Row, texts, texts, st.booleans()), max_size=3).map(tuple)
drafts = st.builds(
    Draft,
    name=texts,
    operation=st.none() | texts,
    method=texts,
    path=texts,
    path_params=st.dictionaries(texts, texts, max_size=3).map(lambda found: tuple(found.items())),
    query=rows,
    api_version=texts,
    betas=st.lists(texts, max_size=3).map(tuple),
    body_text=texts,
    files=st.lists(st.builds(FilePart, texts, texts, texts, texts), max_size=2).map(tuple),
    ignored=st.lists(texts, max_size=2).map(tuple),
)


@given(drafts)
def test_any_draft_comes_back_exactly(draft):
    assert load(dump(draft, exact=True)) == draft


@given(drafts)
def test_any_file_is_the_same_when_saved_again(draft):
    text = dump(draft)
    assert dump(load(text)) == text
