"""How far cache marks reach, and what the cache did, in words."""

import pytest

from betadeck.core.cache_bars import bars_of
from betadeck.core.cache_words import cache_words

FIVE, HOUR = {"cache_control": {"type": "ephemeral"}}, {"cache_control": {"type": "ephemeral", "ttl": "1h"}}


def shares(body):
    return {each.part: each.share for each in bars_of(body)}


def test_a_mark_covers_all_that_stands_before_it():
    body = {
        "tools": [{}, {}],
        "system": [{}, HOUR],
        "messages": [{"content": [FIVE, {}]}, {"content": "x"}],
    }
    assert shares(body) == {"tools": 1.0, "system": 1.0, "messages": 0.25}


def test_marks_are_numbered_in_the_order_in_which_the_api_looks():
    body = {"messages": [{"content": [FIVE]}], "tools": [HOUR], "system": [FIVE]}
    found = [(mark.number, mark.where, mark.ttl) for bar in bars_of(body) for mark in bar.marks]
    assert found == [(1, "tools[0]", "1h"), (2, "system[0]", "5m"), (3, "messages[0].content[0]", "5m")]


def test_a_part_is_cached_down_to_its_last_mark():
    assert shares({"tools": [HOUR, {}, FIVE, {}], "messages": [{"content": "x"}]}) == {"tools": 0.75}


def test_a_mark_of_the_whole_request_reaches_its_end():
    assert shares({**FIVE, "system": "x", "messages": [{"content": "x"}]}) == {"system": 1.0, "messages": 1.0}


def test_a_mark_within_a_tool_result_counts():
    result = {"type": "tool_result", "content": [{}, FIVE]}
    assert shares({"messages": [{"content": [result]}]}) == {"messages": 1.0}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"messages": "x", "tools": 1, "system": None},
        {"messages": [1, None, {"content": 5}, {"content": [None, 1]}], "tools": [None]},
        {"tools": [{"cache_control": None}]},
        {"tools": [{"cache_control": "x"}]},
    ],
)
def test_without_marks_and_in_odd_bodies_there_is_no_bar(body):
    assert bars_of(body) == ()


def test_a_bar_says_what_it_shows():
    bars = bars_of({"tools": [{}], "system": [HOUR, {}]})
    assert bars[0].words() == "All of tools is cached, by a mark further on."
    assert bars[1].words() == "System is cached down to its last mark.\nMark 1, 1 hour, at system[0]."


@pytest.mark.parametrize(
    ("usage", "words"),
    [
        ({}, ""),
        ({"input_tokens": 10, "cache_read_input_tokens": 0, "cache_creation_input_tokens": None}, ""),
        (
            {"input_tokens": 100, "cache_read_input_tokens": 900},
            "read 900 of 1,000 tokens (90 %); nothing had to be written; 100 behind the last mark",
        ),
        (
            {
                "input_tokens": 0,
                "cache_creation_input_tokens": 50,
                "cache_creation": {"ephemeral_5m_input_tokens": 50},
            },
            "missed: nothing was read; wrote 50 for 5 minutes",
        ),
        (
            {
                "cache_read_input_tokens": 10,
                "cache_creation_input_tokens": 30,
                "cache_creation": {"ephemeral_5m_input_tokens": 20, "ephemeral_1h_input_tokens": 10},
            },
            "read 10 of 40 tokens (25 %); wrote 30 (20 for 5 minutes, 10 for 1 hour)",
        ),
    ],
)
def test_what_the_cache_did_is_told_in_words(usage, words):
    assert cache_words(usage) == words
