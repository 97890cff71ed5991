"""A target's list of models: read page by page, joined with what the catalogue knows."""

import json

import pytest

from betadeck.core.catalog import Catalogue, Model, Prices
from betadeck.core.live_models import NoModelsError, asking, listed_in, page_of

KNOWN = Catalogue(
    models={
        "claude-a-1": Model(
            "claude-a-1", context_tokens=200_000, prices=Prices(input=4, output=20), note="fine"
        ),
        "claude-b-1": Model("claude-b-1"),
    }
)


def answer(*models, **more):
    return json.dumps({"data": list(models), **more}).encode()


def test_pages_follow_one_another():
    page = page_of(answer({"id": "x"}, has_more=True, last_id="x"))
    assert page.after == "x"
    assert [(row.name, row.value) for row in asking("v", page.after).query] == [
        ("limit", "1000"),
        ("after_id", "x"),
    ]
    assert page_of(answer({"id": "y"}, has_more=False, last_id="y")).after == ""
    assert page_of(answer(has_more=True, last_id="y")).after == ""


def test_the_list_is_the_targets_with_what_the_catalogue_knows():
    told = page_of(
        answer(
            {"id": "claude-new-9", "display_name": "New", "max_input_tokens": 5},
            {"id": "claude-a-1", "max_input_tokens": 1},
        )
    ).models
    made = listed_in(KNOWN, told, "X, asked at 10:00")
    assert list(made.models) == ["claude-new-9", "claude-a-1"]
    assert made.models["claude-new-9"].context_tokens == 5
    assert made.models["claude-new-9"].note == "New"
    assert (made.models["claude-a-1"].context_tokens, made.models["claude-a-1"].prices.input) == (1, 4)
    assert made.models_from == "X, asked at 10:00"
    assert made.betas is KNOWN.betas


def test_a_dated_name_is_known_by_its_bare_one():
    made = listed_in(KNOWN, page_of(answer({"id": "claude-a-1-20260101"})).models, "x")
    assert made.models["claude-a-1-20260101"].note == "fine"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"data": 1}', b'{"error": {}}'])
def test_what_is_no_list_is_refused(body):
    with pytest.raises(NoModelsError):
        page_of(body)


@pytest.mark.parametrize("odd", [1, None, {}, {"id": 5}, {"id": "m", "max_input_tokens": True, "line": 3}])
def test_odd_entries_do_no_harm(odd):
    assert len(page_of(answer(odd, {"id": "x"})).models) in (1, 2)
