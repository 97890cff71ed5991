"""JSON laid out for reading without making the text: the same rows as the standard library's layout."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.json_breaks import row_span
from betadeck.core.json_pages import JsonPages
from betadeck.core.json_row_text import chip_in, row_text, squeezed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=24,
)
PAGES = st.sampled_from([1, 3, 7, 16, 8192])
GARBAGE = st.text(alphabet='{}[]",:\\ \n1ae', max_size=60)


def pages_of(data, page_bytes=8192):
    made = JsonPages(data, page_bytes)
    while not made.advance(5):
        pass
    return made


def rows(pages):
    """Return (start, end, depth) of each row; every page must have as many as were counted."""
    found = []
    for page in range(len(pages.starts)):
        part = pages.breaks(page)
        assert len(part.starts) == pages.rows_before[page + 1] - pages.rows_before[page]
        for place, start in enumerate(part.starts):
            found.append((*row_span(pages.data, start, part.stop(place)), max(0, part.depths[place])))
    return found


def text(pages):
    return b"\n".join(b"  " * deep + squeezed(pages.data, start, end) for start, end, deep in rows(pages))


@given(VALUES, st.sampled_from([None, 1, 4]))
def test_it_looks_as_the_standard_library_lays_it_out(value, indent):
    data = json.dumps(value, indent=indent, ensure_ascii=False).encode("utf-8", "surrogatepass")
    pages = pages_of(data)
    wanted = json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert text(pages) == wanted
    assert pages.whole


@given(VALUES, PAGES)
def test_small_pages_give_the_same_tokens_in_rows_that_add_up(value, page_bytes):
    data = json.dumps(value).encode()
    pages = pages_of(data, page_bytes)
    assert b"".join(text(pages).split()) == b"".join(data.split())
    assert pages.whole


@given(GARBAGE, PAGES)
def test_garbage_loses_no_character_but_white_space(garbage, page_bytes):
    data = garbage.encode() or b" "
    assert b"".join(text(pages_of(data, page_bytes)).split()) == b"".join(data.split())


def test_several_values_stand_one_below_the_other():
    pages = pages_of(b'{"a":1}\n{"b":2}\n')
    assert text(pages) == b'{\n  "a": 1\n}\n{\n  "b": 2\n}'
    assert pages.whole


@pytest.mark.parametrize("data", [b'{"a":', b'{"a": "no end', b"]", b'{"a" 1 : }', b"[1,,2]"])
def test_cut_json_is_called_so(data):
    assert not pages_of(data).whole


@pytest.mark.parametrize("inside", [b"x" * 100_000, b'\\"' * 40_000, b"[{,}]" * 20_000])
def test_a_long_text_is_one_row(inside):
    data = b'{"a":1,"b":"' + inside + b'","c":[2]}'
    pages = pages_of(data)
    spans = [data[start:end] for start, end, _ in rows(pages)]
    assert spans == [b"{", b'"a":1,', b'"b":"' + inside + b'",', b'"c":[', b"2", b"]", b"}"]
    assert pages.whole


def test_deep_nesting_is_laid_out_too():
    data = b"[" * 30_000 + b"]" * 30_000
    pages = pages_of(data)
    assert pages.whole
    assert rows(pages)[29_998][2] == 29_998


def test_the_end_of_a_value_is_found_over_many_pages():
    data = json.dumps([list(range(5000)), {"x": [1]}]).encode()
    pages = pages_of(data, 64)
    assert data[pages.close_of(1, 1) :].lstrip().startswith(b"], {")
    assert pages.close_of(0, 0) == len(data) - 1
    assert pages.opener_before(5000, 1) == 1
    assert pages_of(b"[[1, 2").close_of(0, 0) is None


def test_a_row_knows_the_byte_of_each_character():
    data = '{"kéy" :\t"a: b\u202e" ,'.encode()
    shown = row_text(data, 1, len(data))
    assert shown.text == '"kéy": "a: b⟨RLO⟩",'
    assert shown.unit_at(data.index(b'"a: b') - 1) == shown.text.index('"a: b')
    assert shown.byte_at(shown.text.index("b⟨")) == data.index(b"b\xe2") - 1
    assert shown.byte_at(len(shown.text)) == len(data) - 1


def test_a_file_in_base64_is_a_few_words():
    data = b'"data": "iVBORw0KGgo' + b"A" * 2000 + b'",'
    chip = chip_in(data, 0, len(data))
    assert chip.words == "▣ image, 1.5 kB"
    assert data[chip.start : chip.start + 5] == b'"iVBO'
    assert data[chip.end - 1 :] == b'",'
    assert row_text(data, 0, len(data), chip).text == '"data": ▣ image, 1.5 kB,'


@pytest.mark.parametrize(
    "row", [b'"data": "plain words ' + b"A" * 300 + b'"', b"1234567890" * 50, b"[" * 300]
)
def test_what_is_no_file_is_no_chip(row):
    assert chip_in(row, 0, len(row)) is None
