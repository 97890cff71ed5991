from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.history_query import Filter, Term, days, parse, with_filter

TODAY = date(2026, 11, 22)


def test_words_phrases_and_beginnings():
    query = parse('hello "not found" over* world ')
    assert query.terms == (Term("hello"), Term("not found"), Term("over", prefix=True), Term("world"))
    assert query.filters == () and query.problems == ()


def test_the_last_word_is_a_beginning_while_it_is_being_typed():
    assert parse("two wor").terms == (Term("two"), Term("wor", prefix=True))
    assert parse("two words ").terms == (Term("two"), Term("words"))
    assert parse('"not fou').terms == (Term("not fou", prefix=True),)
    assert parse('"not found"').terms == (Term("not found"),)


def test_filters_are_told_from_words():
    query = parse('status:4xx model:Opus beta:"context management" is:pinned url:x http://h ')
    assert query.filters == (
        Filter("status", "4xx"),
        Filter("model", "opus"),
        Filter("beta", "context management"),
        Filter("is", "pinned"),
    )
    assert [term.text for term in query.terms] == ["url:x", "http://h"]


def test_a_minus_turns_round():
    query = parse("-is:error -word -status:200 claude-haiku ")
    assert query.filters == (Filter("is", "error", wanted=False), Filter("status", "200", wanted=False))
    assert query.terms == (Term("word", wanted=False), Term("claude-haiku"))


@pytest.mark.parametrize("text", ["status:abc", "before:2026-13-01", "on:0000", "is:nice", "model: x"])
def test_what_makes_no_sense_is_named_and_does_not_count(text):
    query = parse(text)
    assert len(query.problems) == 1
    assert query.filters == ()


def test_a_filter_that_is_being_typed_is_no_problem_yet():
    assert parse("hello model:").problems == ()
    assert parse("model: hello").problems == ("“model:” needs a value behind it.",)


def test_signs_alone_ask_for_nothing():
    assert not parse('  — * "" " - : ')
    assert parse("status:200")


def test_days():
    assert days("today", TODAY) == (TODAY, date(2026, 11, 23))
    assert days("yesterday", TODAY) == (date(2026, 11, 21), TODAY)
    assert days("7d", TODAY) == (date(2026, 11, 15), date(2026, 11, 16))
    assert days("2026-02-28", TODAY) == (date(2026, 2, 28), date(2026, 3, 1))
    assert days("2026-12", TODAY) == (date(2026, 12, 1), date(2027, 1, 1))
    assert days("99999d", TODAY) == (date(1753, 2, 7), date(1753, 2, 8))
    assert days("soon", TODAY) is None


def test_filters_are_put_in_and_taken_out_of_the_line():
    line = with_filter("hello ", "model", "claude opus", on=True)
    assert line == 'hello model:"claude opus" '
    assert with_filter(line, "is", "error", on=True) == 'hello model:"claude opus" is:error '
    assert with_filter(line, "model", "Claude Opus", on=False) == "hello "
    assert with_filter("-is:error is:error", "is", "error", on=False) == "-is:error "


@given(st.text())
def test_no_line_is_an_error(text):
    query = parse(text)
    assert len(query.terms) + len(query.filters) <= 30
    for each in query.filters:
        assert each.key not in ("before", "after", "on") or days(each.value, TODAY)


@given(st.text(), st.text(min_size=1).filter(lambda text: '"' not in text and not text.isspace()))
def test_a_filter_that_was_put_in_is_found_and_can_be_taken_out(line, value):
    line = line.replace('"', "")[:300]
    value = " ".join(value.split())[:20].strip()
    found = parse(with_filter(line, "model", value, on=True))
    assert Filter("model", value.lower()) in found.filters or len(found.filters) + len(found.terms) > 25
