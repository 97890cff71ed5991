"""What is asked to count a request's tokens, and what the count means."""

import json

import pytest

from betadeck.core.catalog import Catalogue, Model, Prices
from betadeck.core.draft import Draft
from betadeck.core.token_count import NotCountableError, count_in, counting, judged

FIELDS = {"model", "messages", "system", "thinking"}
BODY = '{"model": "m", "max_tokens": 1000, "system": "s\\u00e9",\n "messages": [{"n": 1.10}], "stream": true}'
DRAFT = Draft(
    operation="beta.messages.create",
    method="POST",
    path="/v1/messages",
    betas=("a", "b"),
    body_text=BODY,
    name="x",
)


def test_it_asks_with_the_same_betas_and_the_fields_that_counting_takes_as_written():
    asking = counting(DRAFT, FIELDS)
    assert (asking.operation, asking.method, asking.path) == (
        "beta.messages.count_tokens",
        "POST",
        "/v1/messages/count_tokens",
    )
    assert asking.betas == ("a", "b")
    assert asking.body_text == '{"model": "m", "system": "s\\u00e9", "messages": [{"n": 1.10}]}'


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"path": "/v1/models", "method": "GET"}, "Only requests to Messages"),
        ({"path": "/v1/messages/batches"}, "request by request"),
        ({"body_text": '{"model": '}, "no JSON yet"),
        ({"body_text": '{"model": "x"}'}, "needs messages"),
        ({"body_text": '{"messages": []}'}, "needs model and messages"),
        ({"body_text": "[]"}, "needs model and messages"),
        ({"body_text": ""}, "no JSON"),
    ],
)
def test_where_it_cannot_be_asked_the_words_say_why(changes, why):
    draft = Draft(
        **{"operation": None, "method": "POST", "path": "/v1/messages", "body_text": BODY, **changes}
    )
    with pytest.raises(NotCountableError, match=why):
        counting(draft, FIELDS)


@pytest.mark.parametrize(
    ("answer", "tokens"),
    [
        (b'{"input_tokens": 12}', 12),
        (b'{"input_tokens": 0}', 0),
        (b'{"input_tokens": true}', None),
        (b'{"input_tokens": -1}', None),
        (b"{}", None),
        (b"[]", None),
        (b"<html>", None),
        (b"\xff", None),
    ],
)
def test_only_a_count_is_taken_for_one(answer, tokens):
    assert count_in(answer) == tokens


MODEL = Model("m", context_tokens=200_000, prices=Prices(input=4, output=20))


def test_a_count_tells_share_and_cost():
    found = judged(2_000, DRAFT, Catalogue(models={"m": MODEL}))
    assert found.share == 0.01
    assert found.least_usd == pytest.approx(0.008)
    assert found.most_usd == pytest.approx(0.028)
    assert found.words() == "2,000 tokens · 1.0 % of the context · $0.0080 to $0.0280"


def test_of_an_unknown_model_only_the_tokens_are_told():
    assert judged(1, DRAFT, Catalogue()).words() == "1 token"


def test_a_tiny_share_is_not_called_none():
    assert "under 0.1 % of the context" in judged(3, DRAFT, Catalogue(models={"m": MODEL})).words()


def test_without_max_tokens_only_the_prompt_is_priced():
    draft = Draft(method="POST", path="/v1/messages", body_text=json.dumps({"model": "m", "messages": [1]}))
    assert judged(1000, draft, Catalogue(models={"m": MODEL})).words().endswith("$0.0040")
