"""What the last answer blames is marked until it is changed, and not a moment longer."""

import json

import pytest

from betadeck.core.blame import NOBODY, blame_of, followed, guilty_betas, guilty_place
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
        json.dumps({"model": "m"}),
        "",
        "{",
    ],
)
def test_a_place_that_changed_or_went_is_blamed_no_more(text):
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


OTHER = {"role": "user", "content": [{"type": "text", "text": "a"}]}
GUILTY = BODY["messages"][0]


def _with(*messages):
    return json.dumps({**BODY, "messages": list(messages)})


def test_a_place_is_followed_when_items_come_and_go_before_and_behind_it():
    blame = blamed(Culprit("block", "", PLACE))
    block = GUILTY["content"][0]
    for text, place in (
        (_with(OTHER, GUILTY), "/messages/1/content/0"),
        (_with(OTHER, GUILTY, OTHER), "/messages/1/content/0"),
        (_with(OTHER, OTHER, GUILTY, OTHER), "/messages/2/content/0"),
        ("{", ""),
        (
            _with(OTHER, OTHER, {**GUILTY, "content": [OTHER["content"][0], block]}, OTHER),
            "/messages/2/content/1",
        ),
        (_with({**GUILTY, "content": [OTHER["content"][0], block]}, OTHER), "/messages/0/content/1"),
    ):
        blame = followed(blame, text)
        assert guilty_place(blame, text) == place


def test_a_place_that_was_taken_out_is_blamed_again_when_it_comes_back():
    blame = followed(blamed(Culprit("block", "", PLACE)), _with(OTHER, GUILTY))
    gone = followed(blame, _with(OTHER))
    assert guilty_place(gone, _with(OTHER)) == ""
    back = followed(gone, _with(OTHER, GUILTY))
    assert guilty_place(back, _with(OTHER, GUILTY)) == "/messages/1/content/0"


def test_a_missing_field_is_followed_with_the_item_that_lacks_it():
    body = {"model": "m", "tools": [{"name": "a"}, {"name": "b", "input_schema": {}}]}
    blame = blamed(Culprit("field", "", "/tools/0/input_schema"), body)
    more = json.dumps({**body, "tools": [{"name": "new", "input_schema": {}}, *body["tools"]]})
    assert guilty_place(followed(blame, more), more) == "/tools/1/input_schema"
    behind = json.dumps({**body, "tools": [*body["tools"], {"name": "new"}]})
    assert guilty_place(followed(blame, behind), behind) == "/tools/0/input_schema"


def test_a_change_at_the_place_ends_the_blame_and_no_other_item_gets_it():
    mended = {**GUILTY, "content": [{"type": "text", "text": "é"}]}
    blame = blamed(Culprit("block", "", PLACE), {**BODY, "messages": [GUILTY, GUILTY]})
    assert guilty_place(followed(blame, _with(mended, GUILTY)), _with(mended, GUILTY)) == ""
