import pytest

from betadeck.core.batch.table import TableFault, read_table


def csv(text):
    return read_table(text.encode(), json_lines=False)


def lines(text):
    return read_table(text.encode(), json_lines=True)


def test_cells_keep_commas_quotes_and_line_ends_and_the_lines_where_they_begin():
    table = csv('\ufeffname;said\r\nAda;"one;\r\n""two"""\r\n\r\nÉva;\r\n')
    assert table.columns == ("name", "said")
    assert table.rows == (("Ada", 'one;\r\n"two"'), ("Éva", ""))
    assert table.lines == (2, 5)
    assert table.row(1) == {"name": "Éva", "said": ""}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_line_tells_what_separates(delimiter):
    table = csv(f"a{delimiter}b\n1{delimiter}2\n")
    assert (table.columns, table.rows) == (("a", "b"), (("1", "2"),))


def test_one_column_needs_no_separator():
    assert csv("question\nWhy, and how\n'so'\n".replace(",", "")).rows == (("Why and how",), ("'so'",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the columns"),
        ("a,b\n", "no rows"),
        ("a,,c\n1,2,3\n", "Line 1: column 2 has no name"),
        ("a,b,a\n1,2,3\n", "two columns are called “a”"),
        ('a,b\n1,"2\n', "quotes do not close"),
    ],
)
def test_a_csv_that_cannot_be_used_is_refused_with_its_place(text, said):
    with pytest.raises(TableFault, match=said):
        csv(text)


def test_json_lines_keep_other_values_as_json_and_fill_up_what_is_missing():
    table = lines('{"q": "Why?", "n": 3}\n\n{"q": "é", "tags": ["a", null]}\n')
    assert table.columns == ("q", "n", "tags")
    assert table.rows == (("Why?", "3", ""), ("é", "", '["a", null]'))
    assert table.lines == (1, 3)


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        (csv('a,b\n1,2\n"x\ny",3\n1,2,3\n5,6\n'), 5, "it has 3 cells, the first line has 2."),
        (csv("a,b\n1,2\n3,4\n5\n"), 4, "it has 1 cell, the first line has 2."),
        (lines('{"a": 1}\n{"a": 2}\nno\n'), 3, "this is no JSON"),
        (lines('{"a": 1}\n[1]\n'), 2, "each line must be an object"),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_line_and_can_be_left_out(table, line, said):
    (number, why), *more = table.faults
    assert (table.lines[number], more) == (line, [])
    assert said in why
    rest = table.without({number})
    assert (rest.faults, rest.left_out, len(rest.rows)) == ((), 1, len(table.rows) - 1)
    assert line not in rest.lines


def test_faults_stay_with_their_rows_when_others_are_left_out():
    table = csv("a,b\n1,2\n3\n4,5\n6\n").without({0, 1})
    assert [(table.lines[number], number) for number, _ in table.faults] == [(5, 1)]


@pytest.mark.parametrize(
    ("content", "cell", "encoding"),
    [
        ("a,b\n1,é€".encode("utf-16"), "é€", "UTF-16"),
        ("a,b\n1,é€".encode("cp1252"), "é€", "Windows-1252"),
        ("a,b\n1,é€".encode("utf-8-sig"), "é€", "UTF-8"),
    ],
)
def test_files_of_other_encodings_are_read_and_say_so(content, cell, encoding):
    table = read_table(content, json_lines=False)
    assert (table.columns, table.rows[0][1], table.encoding) == (("a", "b"), cell, encoding)


@pytest.mark.parametrize("content", [b"a,b\n1,\x00\xe9\n", b"PK\x03\x04\x81\x00\xff", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(TableFault, match="this is no text"):
        read_table(content, json_lines=False)
