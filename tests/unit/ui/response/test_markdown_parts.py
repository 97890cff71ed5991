"""Markdown taken apart."""

import pytest

from betadeck.ui.response.blocks.markdown_parts import MarkdownPart, is_worth_rendering, parts_of, prepared


def test_fenced_code_stands_by_itself():
    text = "Look:\n\n```python\nx = 1\n\n# not a heading\n```\nDone."
    assert parts_of(text) == [
        MarkdownPart("Look:\n\n"),
        MarkdownPart("x = 1\n\n# not a heading", True, "python"),
        MarkdownPart("Done."),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("```\nnever closed", ["never closed"]),
        ("~~~\na ``` b\n~~~", ["a ``` b"]),
        ("````md\n```\ninner\n```\n````", ["```\ninner\n```"]),
        ("no code `at` all", []),
        ("- item\n\n      ```\n      inside a list\n      ```", []),
    ],
)
def test_fences_of_every_kind(text, codes):
    assert [part.text for part in parts_of(text) if part.is_code] == codes


def test_very_many_fences_do_not_make_very_many_parts():
    assert len(parts_of("```\nx\n```\n" * 5000)) < 100


@pytest.mark.parametrize(
    "text", ["# Head", "- a", "1. a", "**b**", "`c`", "| a | b |", "> q", "[a](b)", "```\n```"]
)
def test_markdown_is_noticed(text):
    assert is_worth_rendering(f"before\n{text}\nafter")


@pytest.mark.parametrize(
    "text", ["", "Plain words, 3 * 4 = 12.", "snake_case_name and a - dash", "#hash", "**" + "x" * 100_001]
)
def test_plain_and_huge_text_stays_plain(text):
    assert not is_worth_rendering(text)


def test_line_breaks_stay_but_tables_stay_tables():
    assert prepared("one\ntwo\n\nthree") == "one  \ntwo\n\nthree"
    assert prepared("| a |\n|---|\n| b |") == "| a |\n|---|\n| b |"


def test_images_become_links_that_load_nothing():
    assert prepared("![cat](http://x/y.png)") == "[image: cat](http://x/y.png)"


def test_marks_that_turn_the_text_are_seen():
    assert prepared("a\u202eb") == "a\ufffdb"
