"""Summaries, sizes, model words, pasted tables, brackets."""

import pytest

from betadeck.core.catalog import Model, Prices
from betadeck.core.draft import Row
from betadeck.core.json_help.nesting import Nesting
from betadeck.ui.composer.editor.brackets import pair_at
from betadeck.ui.composer.form.model_words import model_words
from betadeck.ui.composer.form.summaries import block_summary, summary_of
from betadeck.ui.composer.rows.paste import header_rows, query_rows
from betadeck.ui.composer.sizes import bytes_words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("context_management", {"edits": [{"type": "clear_x"}]}, "1 edit · clear_x"),
        ("tools", [{"name": "a"}, {"type": "b"}], "2 tools · a, b"),
        ("tools", [], "No tools yet"),
        ("x", {"type": "t", "a": 1}, "t · a"),
        ("x", {}, "No fields yet"),
        ("x", list(range(9)), "9 items"),
        ("x", "a\nb", '"a\\nb"'),
        ("x", None, "null"),
    ],
)
def test_values_are_summed_up(name, value, words):
    assert summary_of(name, value) == words


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"type": "image", "source": {"type": "url", "url": "https://x"}}, "image · url · https://x"),
        (
            {"type": "document", "title": "T", "source": {"type": "file", "file_id": "f"}},
            "document · T · file · f",
        ),
        ({"type": "tool_result", "tool_use_id": "t", "is_error": True}, "tool_result · t · error"),
        ({"type": "thinking", "thinking": "x" * 2000}, "thinking · 2 kB · xxxx"),
        ({"type": "new_block"}, "new_block"),
        ({"text": "x"}, "no type · 1 field · text"),
        ("text", '"text"'),
        ({"type": "image", "source": None}, "image"),
    ],
)
def test_blocks_are_summed_up(block, words):
    assert block_summary(block).startswith(words)


def test_models_are_told_with_size_price_and_end():
    model = Model("m", context_tokens=200_000, prices=Prices(input=0.1, output=0.5), retires="2027-01-01")
    assert model_words(model) == "200k context · $0.10 / $0.50 per MTok · retires 2027-01-01"
    assert model_words(Model("m")) == ""


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1234, "1.23 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (12_345_678_901, "12346 MB"),
        (2_500_000, "2.5 MB"),
    ],
)
def test_sizes(count, words):
    assert bytes_words(count) == words


@pytest.mark.parametrize("text", ["", "no colon", "a: b\nnot a header", "http://x/y z"])
def test_text_that_is_no_headers_is_left_alone(text):
    assert header_rows(text) is None or text == "http://x/y z"


def test_query_strings_are_decoded():
    assert query_rows("?a=1&b=%20x&c=") == (Row("a", "1"), Row("b", " x"), Row("c", ""))
    assert query_rows("just words") is None


@pytest.mark.parametrize(
    ("text", "offset", "pair"),
    [
        ("{}", 0, (0, 1)),
        ("{}", 2, (1, 0)),
        ('{"}": [1]}', 10, (9, 0)),
        ('{"}": [1]}', 3, None),
        ("{[}", 2, (1, None)),
        ("[", 1, (0, None)),
        ("abc", 1, None),
        ("]", 0, (0, None)),
    ],
)
def test_brackets_find_their_mates_outside_strings(text, offset, pair):
    assert pair_at(text, offset, Nesting()) == pair
