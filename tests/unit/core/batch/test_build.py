import json

import pytest

from betadeck.core.batch import build as building
from betadeck.core.batch.build import MOST_REQUESTS, build, build_in_steps, preview
from betadeck.core.batch.rows import rows_of, used_columns
from betadeck.core.batch.table import Table, read_table
from betadeck.core.variable_values import Value

ASK = '{"model": "{{model}}", "max_tokens": 50, "messages": [{"role": "user", "content": "On {{topic}}: {{q}}"}]}'
TABLE = read_table(b'id,topic,q\na-1,cats,"say ""hi"""\na-2,d\xc3\xa9j\xc3\xa0,\n', json_lines=False)
OTHERS = {"model": Value("claude-opus-5-5", "from the preset")}


def said(built):
    return [(each.number, each.message) for each in built.problems]


def made(*of):
    return build(rows_of(*of))


def test_each_row_fills_in_the_request_and_stays_json_whatever_is_in_its_cells():
    lines = rows_of(ASK, TABLE, OTHERS, "id")
    built = build(lines)
    requests = json.loads(built.body)["requests"]
    assert [each["custom_id"] for each in requests] == ["a-1", "a-2"] == list(lines.ids)
    assert requests[0]["params"]["messages"][0]["content"] == 'On cats: say "hi"'
    assert requests[1]["params"]["messages"][0]["content"] == "On déjà: "
    assert requests[1]["params"]["model"] == "claude-opus-5-5"
    assert (built.problems, built.size) == ((), len(built.body.encode()))


def test_without_a_column_for_ids_rows_are_counted():
    assert rows_of(ASK, TABLE, OTHERS).ids == ("row-1", "row-2")


def test_numbers_keep_their_digits():
    table = read_table(b'{"n": 64}\n', json_lines=True)
    built = made('{"max_tokens": "{{json:n}}", "t": 1.0e0}', table, {})
    assert built.body.endswith('"params":{"max_tokens":64,"t":1.0e0}}\n]}')


def test_only_columns_in_use_are_told():
    assert used_columns(ASK, TABLE) == ("topic", "q")
    assert '"On déjà: "' in preview(rows_of(ASK, TABLE, OTHERS), 1)


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (ASK, (None, "{{model}} is no column of the table and no variable.")),
        ('{"a": "{{?name}}"}', (None, "{{?name}} is asked for, and has no answer yet.")),
        (
            '{"a": "{{key:k}}"}',
            (None, "{{key:k}}: a key goes into no batch, where it would be kept with the requests."),
        ),
    ],
)
def test_a_request_that_cannot_be_filled_in_makes_no_batch(template, problem):
    built = made(template, TABLE, {})
    assert (said(built), built.body, built.wrong_lines()) == ([problem], "", frozenset())


def test_a_row_that_breaks_the_json_is_named():
    table = read_table(b'{"n": 1}\n{"n": "x y"}\n', json_lines=True)
    built = made('{"n": "{{json:n}}"}', table, {})
    assert (built.body, said(built)[0][0], built.wrong_lines()) == ("", 1, {1})


def test_ids_that_are_wrong_or_double_are_named_with_their_lines():
    table = read_table(b"id\na\nb c\na\n\xc3\xa9\n", json_lines=False)
    assert [number for number, _ in said(made("{}", table, {}, "id"))] == [1, 2, 3]


def test_more_rows_than_a_batch_takes_are_refused():
    many = Table(("a",), (("1",),) * (MOST_REQUESTS + 1), tuple(range(2, MOST_REQUESTS + 3)))
    assert "100,001 requests" in said(made("{}", many, {}))[0][1]


def test_a_request_that_streams_is_made_without_that_and_says_so():
    built = made('{"stream" :true, "tools": [{"stream": true}], "n": 1.0}', TABLE, {})
    params = built.body.partition('"params":')[2].partition("},\n")[0]
    assert (params, built.left_out) == ('{"tools":[{"stream":true}],"n":1.0}', ("stream",))
    assert '"stream" :' not in preview(rows_of('{"stream" :true, "n": 1}', TABLE, {}), 0)
    assert made('{"a": "\\"stream\\": true", "b": [{"stream": true}]}', TABLE, {}).left_out == ()


def test_without_the_wrong_rows_the_rest_is_made():
    table = read_table(b"n\n1\nx y\n3\n", json_lines=False)
    template = '{"n": "{{json:n}}"}'
    wrong = made(template, table, {}).wrong_lines()
    built = made(template, table.without(wrong), {})
    assert [each["params"] for each in json.loads(built.body)["requests"]] == [{"n": 1}, {"n": 3}]


def test_a_batch_of_one_line_is_whole():
    built = made('{"a": "{{n}}"}', Table(("n",), (("1",),), (2,)), {})
    assert json.loads(built.body) == {"requests": [{"custom_id": "row-1", "params": {"a": "1"}}]}
    assert built.size == len(built.body)


def test_a_request_that_is_no_object_is_told():
    assert said(made("[1]", TABLE, {}))[0] == (0, "The request is no JSON object.")


def test_a_batch_that_gets_too_big_stops_there_and_says_at_which_row(monkeypatch):
    monkeypatch.setattr(building, "MOST_BYTES", 100)
    built = made('{"a": "a text of some length for each row"}', TABLE, {})
    assert built.body == ""
    assert said(built) == [(None, "With Line 3 the batch is over 256 MB. Make two of it.")]


def test_progress_is_told_on_the_way_and_the_batch_at_the_end():
    table = Table(("a",), (("1",),) * 1200, tuple(range(2, 1202)))
    *steps, last = build_in_steps(rows_of('{"a": 1}', table, {}))
    assert steps == [500, 1000, 1200]
    assert len(json.loads(last.body)["requests"]) == 1200
