import json

import pytest

from betadeck.core.answer_of import answer_of
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import Draft, Row
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.core.probe.matrix import NO_BETA, Cell, Matrix, Place, Taken, continued, merged, words_for
from betadeck.core.probe.matrix_ask import cell_draft, cell_of, is_dead_end
from betadeck.core.probe.matrix_text import matrix_of, members_of
from betadeck.core.target import Platform

A, B = "a-2026-01-01", "b-2026-01-01"
EMPTY = Matrix("API", "work", (A, B), ("m1", "m2"))
OK = Cell(Taken.ACCEPTED, "", "2026-11-22T10:00:01.000Z")
NO = Cell(Taken.REFUSED, "No such model", "2026-11-22T10:00:02.000Z")
LIMITED = Cell(Taken.LIMITED, "Slow down", "2026-11-22T10:00:03.000Z")


def test_each_model_is_asked_alone_first():
    assert EMPTY.todo()[:4] == (Place(NO_BETA, "m1"), Place(A, "m1"), Place(B, "m1"), Place(NO_BETA, "m2"))
    assert len(EMPTY.todo()) == 6


def test_the_betas_of_a_model_that_is_refused_are_not_asked():
    found = EMPTY.with_cell(Place(NO_BETA, "m1"), NO)
    assert [place.model for place in found.todo()] == ["m2"] * 3
    assert found.is_pointless(Place(A, "m1"))
    assert not found.is_pointless(Place(NO_BETA, "m1"))


def test_going_on_asks_what_is_open_and_what_was_only_limited():
    found = EMPTY.with_cell(Place(NO_BETA, "m1"), OK).with_cell(Place(A, "m1"), LIMITED)
    assert found.todo()[0] == Place(A, "m1")
    assert len(found.todo()) == 5


def test_a_matrix_survives_being_kept():
    found = EMPTY.with_cell(Place(NO_BETA, "m1"), OK).with_cell(Place(A, "m1"), NO)
    assert matrix_of(json.loads(json.dumps(members_of(found)))) == found


@pytest.mark.parametrize("value", [None, [], {}, {"target": "x"}, {"target": 1, "key": "k"}])
def test_what_is_no_matrix_is_none(value):
    assert matrix_of(value) is None


def test_cells_that_make_no_sense_are_left_out():
    cells = [["a", "m", "accepted", "", ""], ["a", "m", "perhaps", "", ""], ["a"], 3]
    found = matrix_of({"target": "t", "key": "k", "betas": ["a", 1], "models": "m", "cells": cells})
    assert (len(found.cells), found.betas, found.models) == (1, ("a",), ())


def test_what_was_kept_is_taken_over_for_the_same_key_and_target_alone():
    old = EMPTY.with_cell(Place(A, "m1"), OK).with_cell(Place("gone", "m1"), OK)
    wanted = Matrix("API", "work", (A,), ("m1",))
    assert continued(old, wanted).cells == ((Place(A, "m1"), OK),)
    other = Matrix("API", "home", (A,), ("m1",))
    assert continued(old, other) == other


def test_keeping_forgets_nothing_of_earlier_runs():
    old = EMPTY.with_cell(Place(B, "m2"), OK)
    new = Matrix("API", "work", (A,), ("m1",)).with_cell(Place(A, "m1"), NO)
    both = merged(old, new)
    assert (both.cell(Place(B, "m2")), both.cell(Place(A, "m1"))) == (OK, NO)
    assert (both.betas, both.models) == ((A, B), ("m1", "m2"))


def test_badges_tell_what_is_known_of_one_model():
    found = EMPTY.with_cell(Place(NO_BETA, "m1"), OK).with_cell(Place(A, "m1"), OK)
    found = found.with_cell(Place(B, "m1"), LIMITED).with_cell(Place(B, "m2"), NO)
    assert words_for(found, "m1") == {A: "accepted 2026-11-22"}
    assert words_for(found, "m2") == {B: "refused 2026-11-22"}


def test_badges_do_not_mind_the_date_of_a_model():
    found = Matrix("API", "work", (A,), ("claude-haiku-4-5-20251001",))
    found = found.with_cell(Place(A, "claude-haiku-4-5-20251001"), OK)
    assert words_for(found, "claude-haiku-4-5") == {A: "accepted 2026-11-22"}


def test_a_cell_sends_one_beta_in_the_smallest_request():
    base = Draft(
        api_version="2023-06-01",
        betas=(B,),
        headers=(Row("anthropic-beta", B), Row("x-team", "1"), Row("off", "1", on=False)),
        body_text='{"model": "other", "system": "long"}',
    )
    draft = cell_draft(base, Place(A, "m1"), Platform.ANTHROPIC)
    assert (draft.path, draft.betas, draft.api_version) == ("/v1/messages/count_tokens", (A,), "2023-06-01")
    assert draft.headers == (Row("x-team", "1"),)
    assert json.loads(draft.body_text) == {"model": "m1", "messages": [{"role": "user", "content": "Hi"}]}
    assert cell_draft(base, Place(NO_BETA, "m1"), Platform.ANTHROPIC).betas == ()


def test_where_nothing_counts_tokens_a_cell_asks_for_one():
    draft = cell_draft(Draft(), Place(A, "m1"), Platform.BEDROCK)
    assert (draft.path, json.loads(draft.body_text)["max_tokens"]) == ("/v1/messages", 1)


def judged(status, kind, beta=A):
    head = Head(status, headers=(("content-type", "application/json"),))
    body = (
        b'{"input_tokens": 3}'
        if status == 200
        else b'{"type":"error","error":{"type":"x_error","message":"m"}}'
    )
    sent = Sent("POST", "", ())
    exchange = Exchange("1", "", Draft(), "", sent, head, body, ending=Ending.FINISHED)
    diagnosis = Diagnosis("Why", "", Culprit(kind), "") if kind else None
    return cell_of(exchange, answer_of(body, "application/json"), diagnosis, Place(beta, "m1"), "now")


@pytest.mark.parametrize(
    ("status", "kind", "beta", "taken"),
    [
        (200, "", A, Taken.ACCEPTED),
        (400, "beta", A, Taken.REFUSED),
        (400, "unknown", A, Taken.REFUSED),
        (404, "model", NO_BETA, Taken.REFUSED),
        (403, "permission", NO_BETA, Taken.REFUSED),
        (400, "field", A, Taken.NEEDS_MORE),
        (400, "missing_beta", A, Taken.NEEDS_MORE),
        (400, "field", NO_BETA, Taken.REFUSED),
        (429, "rate_limit", A, Taken.LIMITED),
        (529, "overload", A, Taken.LIMITED),
        (500, "server", A, Taken.ERROR),
        (401, "key", A, Taken.ERROR),
    ],
)
def test_an_answer_is_told_in_words(status, kind, beta, taken):
    cell = judged(status, kind, beta)
    assert cell.taken is taken
    assert (cell.why, cell.at) == ("" if taken is Taken.ACCEPTED else "Why", "now")


def test_a_key_that_is_refused_ends_the_run():
    assert is_dead_end(Diagnosis("", "", Culprit("key"), ""))
    assert not is_dead_end(Diagnosis("", "", Culprit("beta"), ""))
    assert not is_dead_end(None)
