"""What usage says."""

from betadeck.core.cost import Cost, CostLine
from betadeck.ui.response.usage_words import facts_of, lines_of

USAGE = {
    "input_tokens": 4,
    "cache_read_input_tokens": 1150,
    "output_tokens": 113,
    "output_tokens_details": {"thinking_tokens": 40},
    "server_tool_use": {"web_search_requests": 2, "web_fetch_requests": 0, "new_requests": 1},
    "service_tier": "standard",
    "inference_geo": "global",
    "speed": None,
}


def test_without_prices_the_counts_are_shown():
    assert [(line.what, line.tokens) for line in lines_of(USAGE, None)] == [
        ("Input", 4),
        ("Cache read", 1150),
        ("Output", 113),
    ]


def test_with_prices_the_lines_are_those_of_the_cost():
    line = CostLine("input", 4, 4.0, 0.000016)
    assert lines_of(USAGE, Cost(0.000016, (line,))) == [line]


def test_facts():
    assert facts_of(USAGE) == [
        ("Cache", "read 1,150 of 1,154 tokens (99 %); nothing had to be written; 4 behind the last mark"),
        ("Thinking", "40 of the output tokens"),
        ("Web searches", "2"),
        ("new_requests", "1"),
        ("Service tier", "standard"),
        ("Inference in", "global"),
    ]


def test_nonsense_is_passed_over():
    assert lines_of({"input_tokens": "many"}, None) == []
    assert facts_of({"server_tool_use": 3, "iterations": "x", "output_tokens_details": []}) == []
