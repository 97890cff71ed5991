import json

import pytest

from betadeck.core.batch.build import build
from betadeck.core.batch.carrier import carrier_of
from betadeck.core.batch.lines import id_problems
from betadeck.core.batch.presets import PresetLine, ids_of, presets_of
from betadeck.core.batch.results import csv_pieces, joined
from betadeck.core.draft import Draft, Row
from betadeck.core.variable_values import Value

BODY = '{"model": "m", "max_tokens": 1, "stream": true, "messages": [{"role": "user", "content": "{{q}}"}]}'


def line(name, body=BODY, q="why?", fault="", **changes):
    return PresetLine(f"folder/{name}", name, Draft(body_text=body, **changes), {"q": Value(q, "")}, fault)


def said(built):
    return [(each.number, each.message) for each in built.problems]


def test_each_preset_is_a_line_with_its_own_values_and_without_the_wish_to_stream():
    lines = presets_of([line("One", q="a"), line("Two", q='b "c"')])
    built = build(lines)
    requests = json.loads(built.body)["requests"]
    assert [each["custom_id"] for each in requests] == ["One", "Two"]
    assert [each["params"]["messages"][0]["content"] for each in requests] == ["a", 'b "c"']
    assert (built.left_out, "stream" in requests[0]["params"]) == (("stream",), False)


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Déjà vu!", "Déjà vu?", "deja vu"], ("Deja-vu", "Deja-vu-2", "deja-vu")),
        (["日本語", "   ", "preset"], ("preset", "preset-2", "preset-3")),
        (["a" * 70, "a" * 80], ("a" * 64, "a" * 62 + "-2")),
        (["x-2", "x", "x"], ("x-2", "x", "x-3")),
        (["-- a/b_c --"], ("a-b_c",)),
    ],
)
def test_ids_come_from_names_and_are_what_the_api_takes(names, ids):
    assert ids_of(names) == ids
    assert list(id_problems(ids_of(names))) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (line("b", path="/v1/models", method="GET"), "it calls GET /v1/models; a batch takes calls of POST"),
        (line("b", path="/v1/messages/count_tokens"), "it calls POST /v1/messages/count_tokens"),
        (line("b", body=" "), "it has no body."),
        (line("b", body='{"a": '), "no JSON"),
        (line("b", body='{"a": "{{other}}"}'), "{{other}} is a variable that neither"),
        (line("b", body='{"a": "{{?other}}"}'), "is asked for, and has no answer yet"),
        (line("b", body='{"a": "{{key:mine}}"}'), "a key goes into no batch"),
        (line("b", fault="The file is gone."), "The file is gone."),
    ],
)
def test_a_preset_that_cannot_be_a_line_is_told_by_name_and_the_others_go_without_it(wrong, message):
    lines = presets_of([line("a"), wrong, line("c")])
    built = build(lines)
    ((number, told),) = said(built)
    assert message in told
    assert (lines.place(number), built.body, built.wrong_lines()) == ("“b”", "", {1})
    assert build(presets_of([line("a"), line("c")])).body


def test_all_betas_go_out_with_the_newest_version_and_the_headers_that_all_have():
    one = Draft(betas=("a", "b"), api_version="2023-06-01", headers=(Row("x-same", "1"), Row("x-one", "1")))
    two = Draft(
        betas=("b", "c"), api_version="2026-10-21", headers=(Row("x-same", "1"), Row("x-off", "1", on=False))
    )
    carrier = carrier_of([one, two])
    assert (carrier.draft.betas, carrier.draft.api_version) == (("a", "b", "c"), "2026-10-21")
    assert carrier.draft.headers == (Row("x-same", "1"),)
    assert carrier.notes == (
        "The version 2026-10-21 for all; some ask for 2023-06-01",
        "Without the header x-one, which not all have alike",
    )


def test_one_request_keeps_its_headers_and_what_their_variables_stand_for():
    draft = Draft(headers=(Row("x-a", "{{v}}"),), variables=(Row("v", "1"),), body_text="{}", name="n")
    carrier = carrier_of([draft])
    assert (carrier.draft.headers, carrier.draft.variables, carrier.notes) == (
        draft.headers,
        draft.variables,
        (),
    )
    assert carrier.draft.body_text == ""


def test_results_stand_beside_the_names_of_their_presets():
    lines = presets_of([line("One")])
    content = b'{"custom_id": "One", "result": {"type": "succeeded"}}\n'
    text = b"".join(csv_pieces(joined(lines.table, lines.ids, content)))
    assert text.splitlines()[1].startswith(b"folder/One,One,succeeded")
