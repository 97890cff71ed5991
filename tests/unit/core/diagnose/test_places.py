"""Places as the API writes them, with the tags of unions in them, and as others write them."""

import pytest

from betadeck.core.diagnose.message_paths import leading_path, paths_in
from betadeck.core.diagnose.places import has, pointer_of
from betadeck.core.json_pointer import value_at

BODY = {
    "model": "m",
    "system": [{"type": "text", "text": "s", "cache_control": {"type": "ephemeral", "ttl": "1h"}}],
    "thinking": {"type": "enabled", "budget_tokens": 1024},
    "tool_choice": {"type": "tool", "name": "look"},
    "output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}},
    "context_management": {
        "edits": [{"type": "clear_tool_uses_20250919", "trigger": {"type": "input_tokens", "value": 1}}]
    },
    "tools": [
        {"name": "look", "input_schema": {"type": "object"}},
        {"type": "bash_20250124", "name": "bash"},
    ],
    "messages": [
        {"role": "user", "content": "hi"},
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "t"},
                {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "x"}},
                {"type": "image", "source": {"type": "url", "url": "x"}},
                {
                    "type": "document",
                    "source": {"type": "content", "content": [{"type": "text", "text": "a"}]},
                },
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": "i", "content": [{"type": "text", "text": "x"}]}
            ],
        },
    ],
}
TAGGED_AFTER = ("source", "cache_control", "thinking", "tool_choice", "format", "trigger")
LISTS = ("content", "tools", "edits", "system")
OPAQUE = ("schema", "input_schema")


def every_place(value, written=(), pointer="", key="", in_list=""):
    """Yield each place of a body as the API writes it, and its pointer."""
    if pointer:
        yield written, pointer
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from every_place(each, (*written, str(index)), f"{pointer}/{index}", "", key)
    elif isinstance(value, dict) and key not in OPAQUE:
        tagged = in_list in LISTS or key in TAGGED_AFTER
        tag = (value.get("type", "custom"),) if tagged else ()
        for name, each in value.items():
            yield from every_place(each, (*written, *tag, name), f"{pointer}/{name}", name)


PLACES = list(every_place(BODY))


@pytest.mark.parametrize(("written", "pointer"), PLACES)
def test_each_place_of_a_request_is_found_with_the_request_and_without(written, pointer):
    assert pointer_of(written, BODY) == pointer
    assert pointer_of(written, None) == pointer


@pytest.mark.parametrize(("written", "pointer"), PLACES)
def test_a_place_without_tags_is_found_too(written, pointer):
    assert pointer_of(tuple(pointer.split("/")[1:]), BODY) == pointer


@pytest.mark.parametrize(("written", "pointer"), PLACES)
def test_each_place_of_a_batch_is_found(written, pointer):
    batch = {"requests": [{"params": {}}, {"params": BODY}]}
    assert pointer_of(("requests", "1", "params", *written), batch) == f"/requests/1/params{pointer}"


def test_a_member_that_is_missing_or_too_many_is_put_where_it_would_stand():
    for body in (BODY, None):
        assert pointer_of(("max_tokens",), body) == "/max_tokens"
        assert pointer_of(("tools", "0", "custom", "strict"), body) == "/tools/0/strict"
        place = ("messages", "1", "content", "1", "image", "source", "base64", "foo")
        assert pointer_of(place, body) == "/messages/1/content/1/source/foo"


def test_a_field_called_like_its_tag_is_told_apart():
    assert pointer_of(("messages", "1", "content", "0", "text"), BODY) == "/messages/1/content/0/text"
    assert pointer_of(("messages", "1", "content", "0", "text", "text"), BODY) == "/messages/1/content/0/text"


def test_a_value_at_the_end_of_a_place_leads_to_its_field():
    for body in (BODY, None):
        assert pointer_of(("thinking", "type", "enabled"), body) == "/thinking/type"


def test_a_text_that_stands_for_blocks_is_the_place_of_its_block():
    assert pointer_of(("messages", "0", "content", "0", "text", "text"), BODY) == "/messages/0/content"


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        (("messages", "0", "content", "1"), "/messages/0/content/1"),
        (("messages", "0", "content", "0", "tool_use", "name"), "/messages/0/content/0/name"),
    ],
)
def test_a_text_is_not_the_place_of_other_blocks(path, pointer):
    assert pointer_of(path, BODY) == pointer


def test_a_place_that_the_request_does_not_have_is_taken_at_its_word():
    assert pointer_of(("messages", "40", "content", "2", "text", "x"), BODY) == "/messages/40/content/2/x"


def test_values_are_looked_up_and_missed():
    assert value_at(BODY, "/tools/1/name") == "bash"
    assert value_at(BODY, "/tools/9/name") is None
    assert has({"a": None}, "/a")
    assert not has(BODY, "/tools/2")


@pytest.mark.parametrize(
    "written",
    [
        "messages.3.content.8",
        "messages[3].content[8]",
        "body.messages.3.content.8",
        "$.messages[3].content[8]",
        "/messages/3/content/8",
        "#/messages/3/content/8",
        "body -> messages -> 3 -> content -> 8",
        '["body", "messages", 3, "content", 8]',
        "`messages.3.content.8`",
        "In messages.3.content.8",
        "Error at messages[3].content[8]",
        "ValidationException: messages.3.content.8",
        "400 Bad Request - messages.3.content.8",
    ],
)
def test_a_place_is_read_in_every_spelling(written):
    path, rest = leading_path(f"{written}: this is wrong")
    assert pointer_of(path, None) == "/messages/3/content/8"
    assert rest == "this is wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Error: something",
        "api.example.com: connection refused",
        "litellm.BadRequestError: nothing",
        "x-api-key: wrong",
        "See https://example.com/messages/3: there",
        "message: hello",
        "it took 3.5: too long",
    ],
)
def test_what_is_no_place_is_not_taken_for_one(text):
    assert leading_path(text)[0] == ()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("the block messages.6.content.1 has no answer", ("messages", "6", "content", "1")),
        ("Message at index 7 is empty", ("messages", "7")),
        ("the 3rd message is empty", ("messages", "2")),
        ("tool at index 4 has no name", ("tools", "4")),
        ("block #2 of message 5 is wrong", ("messages", "5", "content", "2")),
    ],
)
def test_places_inside_a_sentence_are_found(text, path):
    assert next(iter(paths_in(text))) == path


def test_numbers_that_count_messages_are_no_places():
    assert (
        list(paths_in("at most 100 messages of 5 tokens, see v2.0.1 and https://a.example/messages/1")) == []
    )
