"""What the last answer blames is marked until it is changed, and not a moment longer."""

import json

import pytest

from betadeck.core.blame import NOBODY, blame_of, guilty_betas, guilty_place
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import Draft

BODY = {"model": "m", "messages": [{"role": "user", "content": [{"type": "txet", "text": "é"}]}]}
PLACE = "/messages/0/content/0"


def blamed(culprit, body=BODY):
    return blame_of(Diagnosis("t", "c", culprit, "r"), Draft(body_text=json.dumps(body)))


def test_a_place_is_blamed_while_its_value_is_the_same_however_it_is_laid_out():
    blame = blamed(Culprit("block", "", PLACE))
    assert guilty_place(blame, json.dumps(BODY)) == PLACE
    assert guilty_place(blame, json.dumps({**BODY, "model": "other"}, indent=4, ensure_ascii=False)) == PLACE


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(BODY).replace("txet", "text"),
        json.dumps({**BODY, "messages": [{"role": "user", "content": "a"}, *BODY["messages"]]}),
        json.dumps({"model": "m"}),
        "",
        "{",
    ],
)
def test_a_place_that_changed_moved_or_went_is_blamed_no_more(text):
    assert guilty_place(blamed(Culprit("block", "", PLACE)), text) == ""


def test_a_missing_field_is_blamed_until_it_is_there():
    blame = blamed(Culprit("field", "max_tokens", "/max_tokens"))
    assert guilty_place(blame, json.dumps(BODY)) == "/max_tokens"
    assert guilty_place(blame, json.dumps({**BODY, "max_tokens": 1})) == ""


def test_a_beta_is_guilty_while_it_is_sent_and_a_missing_one_until_it_is():
    wrong, missing = blamed(Culprit("beta", "a")), blamed(Culprit("missing_beta", "b"))
    assert guilty_betas(wrong, ("a", "c")) == {"a"}
    assert guilty_betas(wrong, ("c",)) == frozenset()
    assert guilty_betas(missing, ("c",)) == {"b"}
    assert guilty_betas(missing, ("b",)) == frozenset()


def test_without_a_failure_nobody_is_blamed():
    assert blame_of(None, Draft()) == NOBODY
    assert guilty_place(NOBODY, "{}") == ""
    assert not guilty_betas(NOBODY, ("a",))
