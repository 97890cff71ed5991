import csv
import io
import json

from betadeck.core.batch.results import csv_pieces, joined, line_pieces
from betadeck.core.batch.table import Table, read_table

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


FOUND = joined(TABLE, IDS, CONTENT)


def text(pieces):
    return b"".join(pieces).decode()


def test_results_in_any_order_go_to_their_rows_and_missing_ones_are_told():
    assert (FOUND.lost, FOUND.strange) == (2, 0)
    assert [each.kind for each in FOUND.results] == ["errored", "succeeded", "missing"]


def test_csv_has_the_rows_with_the_answers_behind_them():
    rows = list(csv.reader(io.StringIO(text(csv_pieces(FOUND)), newline="")))
    assert rows[0] == [
        *("text", "q", "custom_id", "result", "batch_text"),
        *("stop_reason", "input_tokens", "output_tokens", "error"),
    ]
    assert rows[1] == ["a,b", "1", "row-1", "errored", "", "", "", "", "not_found_error: gone"]
    assert rows[2] == ["x", "2", "row-2", "succeeded", 'Hé, "so"\nit is', "end_turn", "7", "9", ""]
    assert rows[3] == ["y", "3", "row-3", "missing", "", "", "", "", ""]


def test_json_lines_hold_each_row_and_the_line_of_the_api():
    lines = [json.loads(line) for line in text(line_pieces(FOUND)).splitlines()]
    assert lines[1] == {"row": {"text": "x", "q": "2"}, "result": GOOD}
    assert lines[2] == {"row": {"text": "y", "q": "3"}, "result": None}


def test_many_rows_are_written_in_pieces_and_none_is_lost():
    count = 450
    table = Table(("n",), tuple((str(each),) for each in range(count)), (0,) * count)
    pieces = list(csv_pieces(joined(table, [f"row-{each}" for each in range(count)], CONTENT)))
    assert len(pieces) == 4
    assert len(list(csv.reader(io.StringIO(text(pieces), newline="")))) == count + 1


def test_results_of_other_rows_are_counted_and_without_rows_they_stand_for_themselves():
    assert joined(TABLE, ("a", "b", "row-1"), CONTENT).strange == 1
    bare = joined(Table((), (), ()), (), CONTENT)
    assert [row[0] for row in csv.reader(io.StringIO(text(csv_pieces(bare)), newline=""))] == [
        *("custom_id", "row-2", "row-1"),
    ]
