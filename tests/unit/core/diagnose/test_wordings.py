"""Kind and place of an error, however it is worded, and whoever passed it on."""

import json

import pytest

from helpers.diagnosing import answered, body, culprit, draft
from helpers.wordings import BARE, PLACED, VAGUE, WORDED, styles, wrapped

LISTS = [
    (
        {"detail": [{"type": "missing", "loc": ["body", "max_tokens"], "msg": "Field required"}]},
        "/max_tokens",
    ),
    (
        {
            "detail": [
                {
                    "loc": ["body", "messages", 0, "content", "list[B]", 0, "TextBlock", "text"],
                    "msg": "Required",
                }
            ]
        },
        "/messages/0/content/0/text",
    ),
    ([{"type": "missing", "loc": ["body", "model"], "msg": "Field required"}], "/model"),
    (
        {"message": "Failed", "errors": [{"field": "messages[0].content", "message": "is required"}]},
        "/messages/0/content",
    ),
    ({"errors": {"max_tokens": ["is required"]}}, "/max_tokens"),
    (
        {"error": {"issues": [{"path": ["messages", 0, "role"], "message": "Invalid value"}]}},
        "/messages/0/role",
    ),
    (
        {
            "error": {
                "details": [
                    {"fieldViolations": [{"field": "messages[0].content", "description": "Required"}]}
                ]
            }
        },
        "/messages/0/content",
    ),
    ({"error": {"message": "Not allowed here", "param": "tool_choice.type"}}, "/tool_choice/type"),
]


def kind_and_place(found):
    return found.culprit.kind, found.culprit.pointer or found.culprit.name


@pytest.mark.parametrize(("message", "kind", "place"), PLACED + WORDED)
def test_kind_and_place_are_the_same_in_every_style(message, kind, place):
    for text in (message, *styles(message)):
        assert culprit(text) == (kind, place), text


@pytest.mark.parametrize(("message", "kind", "place"), PLACED)
def test_other_numbers_are_other_places(message, kind, place):
    def moved(text):
        head, colon, tail = text.partition(": ")
        return (
            "".join(
                str(int(each) + 40) if each.isdigit() and len(each) < 3 else each for each in _split(head)
            )
            + colon
            + tail
        )

    assert culprit(moved(message)) == (kind, moved(place))


def _split(text):
    part = ""
    for letter in text:
        if letter in "./":
            yield from (part, letter)
            part = ""
        else:
            part += letter
    yield part


@pytest.mark.parametrize(
    ("message", "kind", "place"),
    [row for row in PLACED if row[2].startswith(("/messages/", "/max", "/thinking"))],
)
def test_places_in_an_item_of_a_batch_lead_into_that_item(message, kind, place):
    assert culprit(f"requests.3.params.{message}") == (kind, f"/requests/3/params{place}")


@pytest.mark.parametrize(("message", "kind", "place"), PLACED[::3] + WORDED[::2])
def test_whoever_passes_it_on_kind_and_place_stay(message, kind, place):
    for text in wrapped(message):
        assert kind_and_place(answered(text)) == (kind, place), text


@pytest.mark.parametrize(("message", "pointer"), BARE)
def test_a_tag_is_told_from_a_field_of_the_same_name(message, pointer):
    bare = {"type": "text"}
    asked = draft(messages=[{"role": "user", "content": [{**bare, "text": "x"}, bare]}], system=[bare])
    for text in (message, *styles(message)):
        assert culprit(text, asked=asked) == ("field", pointer), text
        assert culprit(text) == ("field", pointer), text


@pytest.mark.parametrize(("value", "pointer"), LISTS)
def test_lists_of_faults_are_read(value, pointer):
    found = answered(json.dumps(value), 422)
    assert found.culprit.pointer == pointer
    assert found.culprit.kind == "field"


@pytest.mark.parametrize("message", VAGUE)
def test_a_word_that_is_also_a_field_is_no_place(message):
    found = answered(body(message)).culprit
    assert (found.kind, found.pointer) == ("unknown", "")


@pytest.mark.parametrize(
    ("text", "status", "kind"),
    [
        ("404 page not found", 404, "gateway"),
        ("error code: 1020", 403, "gateway"),
        ("no healthy upstream", 503, "gateway"),
        ("Too Many Requests", 429, "rate_limit"),
        ("tools could not be reached", 502, "gateway"),
        ("we have no words for it", 400, "unknown"),
    ],
)
def test_words_of_a_proxy_are_not_about_the_body(text, status, kind):
    found = answered(text, status).culprit
    assert (found.kind, found.pointer) == (kind, "")


def test_a_missing_header_is_a_header_and_not_a_place_in_the_body():
    listed = {"detail": [{"type": "missing", "loc": ["header", "x-team"], "msg": "Field required"}]}
    found = answered(json.dumps(listed), 422).culprit
    assert (found.kind, found.name, found.pointer) == ("header", "x-team", "")


def test_a_refusal_is_not_the_servers_fault_whatever_a_gateway_calls_it():
    assert culprit("max_tokens: Field required", 400, "server_error") == ("field", "/max_tokens")
    assert culprit("stopped", 500, "upstream_error")[0] == "server"
