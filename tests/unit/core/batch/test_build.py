import json

import pytest

from betadeck.core.batch.build import MOST_REQUESTS, build, preview, used_columns
from betadeck.core.batch.table import Table, read_table
from betadeck.core.variable_values import Value

ASK = '{"model": "{{model}}", "max_tokens": 50, "messages": [{"role": "user", "content": "On {{topic}}: {{q}}"}]}'
TABLE = read_table(b'id,topic,q\na-1,cats,"say ""hi"""\na-2,d\xc3\xa9j\xc3\xa0,\n', json_lines=False)
OTHERS = {"model": Value("claude-opus-5-5", "from the preset")}


def said(built):
    return [(each.line, each.message) for each in built.problems]


def test_each_row_fills_in_the_request_and_stays_json_whatever_is_in_its_cells():
    built = build(ASK, TABLE, OTHERS, "id")
    requests = json.loads(built.body)["requests"]
    assert [each["custom_id"] for each in requests] == ["a-1", "a-2"] == list(built.ids)
    assert requests[0]["params"]["messages"][0]["content"] == 'On cats: say "hi"'
    assert requests[1]["params"]["messages"][0]["content"] == "On déjà: "
    assert requests[1]["params"]["model"] == "claude-opus-5-5"
    assert built.problems == ()


def test_without_a_column_for_ids_rows_are_counted():
    assert build(ASK, TABLE, OTHERS).ids == ("row-1", "row-2")


def test_numbers_keep_their_digits():
    table = read_table(b'{"n": 64}\n', json_lines=True)
    built = build('{"max_tokens": "{{json:n}}", "t": 1.0e0}', table, {})
    assert built.body.endswith('"params":{"max_tokens":64,"t":1.0e0}}\n]}')


def test_only_columns_in_use_are_told():
    assert used_columns(ASK, TABLE) == ("topic", "q")
    assert '"On déjà: "' in preview(ASK, TABLE, 1, OTHERS)


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (ASK, (0, "{{model}} is no column of the table and no variable.")),
        ('{"a": "{{?name}}"}', (0, "{{?name}} has no value when a batch is made. Put it into a column.")),
    ],
)
def test_a_request_that_cannot_be_filled_in_makes_no_batch(template, problem):
    built = build(template, TABLE, {})
    assert (said(built), built.body) == ([problem], "")


def test_a_row_that_breaks_the_json_is_named():
    table = read_table(b'{"n": 1}\n{"n": "x y"}\n', json_lines=True)
    built = build('{"n": "{{json:n}}"}', table, {})
    assert (built.body, said(built)[0][0]) == ("", 2)


def test_ids_that_are_wrong_or_double_are_named_with_their_lines():
    table = read_table(b"id\na\nb c\na\n\xc3\xa9\n", json_lines=False)
    assert [line for line, _ in said(build("{}", table, {}, "id"))] == [2, 3, 4, 5]


def test_more_rows_than_a_batch_takes_are_refused():
    many = Table(("a",), (("1",),) * (MOST_REQUESTS + 1), tuple(range(2, MOST_REQUESTS + 3)))
    assert "100,001 rows" in said(build("{}", many, {}))[0][1]


def test_a_request_that_streams_is_made_without_that_and_says_so():
    built = build('{"stream" :true, "tools": [{"stream": true}], "n": 1.0}', TABLE, {})
    params = built.body.partition('"params":')[2].partition("},\n")[0]
    assert (params, built.left_out) == ('{"tools":[{"stream":true}],"n":1.0}', ("stream",))
    assert '"stream" :' not in preview('{"stream" :true, "n": 1}', TABLE, 0, {})
    assert build('{"a": "\\"stream\\": true", "b": [{"stream": true}]}', TABLE, {}).left_out == ()
