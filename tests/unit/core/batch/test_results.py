import csv
import io
import json

from betadeck.core.batch.results import as_csv, as_json_lines, joined, read_results
from betadeck.core.batch.table import read_table

TABLE = read_table(b'text,q\n"a,b",1\nx,2\ny,3\n', json_lines=False)
IDS = ("row-1", "row-2", "row-3")
GOOD = {
    "custom_id": "row-2",
    "result": {
        "type": "succeeded",
        "message": {
            "content": [{"type": "thinking", "thinking": "no"}, {"type": "text", "text": 'Hé, "so"\nit is'}],
            "stop_reason": "end_turn",
            "usage": {"input_tokens": 7, "output_tokens": 9},
        },
    },
}
BAD = {
    "custom_id": "row-1",
    "result": {
        "type": "errored",
        "error": {"type": "error", "error": {"type": "not_found_error", "message": "gone"}},
    },
}
CONTENT = "\n".join([json.dumps(GOOD), json.dumps(BAD), "cut off {", '{"custom_id": 4}', ""]).encode()


def test_results_in_any_order_go_to_their_rows_and_missing_ones_are_told():
    results, lost = read_results(CONTENT)
    assert lost == 2
    assert [each.kind for each in joined(IDS, results)] == ["errored", "succeeded", "missing"]


def test_csv_has_the_rows_with_the_answers_behind_them():
    results, _ = read_results(CONTENT)
    rows = list(csv.reader(io.StringIO(as_csv(TABLE, joined(IDS, results)))))
    assert rows[0] == [
        *("text", "q", "custom_id", "result", "batch_text"),
        *("stop_reason", "input_tokens", "output_tokens", "error"),
    ]
    assert rows[1] == ["a,b", "1", "row-1", "errored", "", "", "", "", "not_found_error: gone"]
    assert rows[2] == ["x", "2", "row-2", "succeeded", 'Hé, "so"\nit is', "end_turn", "7", "9", ""]
    assert rows[3] == ["y", "3", "row-3", "missing", "", "", "", "", ""]


def test_json_lines_hold_each_row_and_the_line_of_the_api():
    results, _ = read_results(CONTENT)
    lines = [json.loads(line) for line in as_json_lines(TABLE, joined(IDS, results)).splitlines()]
    assert lines[1] == {"row": {"text": "x", "q": "2"}, "result": GOOD}
    assert lines[2] == {"row": {"text": "y", "q": "3"}, "result": None}
