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
        ('a,b\n1,2\n"x\ny",3\n1,2,3\n', "Line 5: it has 3 cells, the first line has 2"),
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


@pytest.mark.parametrize(("text", "line"), [('{"a": 1}\nno\n', 2), ('{"a": 1}\n[1]\n', 2)])
def test_a_line_that_is_no_object_is_refused_with_its_place(text, line):
    with pytest.raises(TableFault) as caught:
        lines(text)
    assert caught.value.line == line


def test_what_is_no_utf8_is_refused_with_its_line():
    with pytest.raises(TableFault, match="Line 2: this is no UTF-8"):
        read_table(b"a,b\n1,\xe9\n", json_lines=False)
