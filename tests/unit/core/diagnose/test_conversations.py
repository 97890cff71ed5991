"""Errors about messages, blocks, tools and the order of it all: the place and the way out."""

import base64

import pytest

from helpers.diagnosing import CALL, HELLO, culprit, draft, mended, refused

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 40).decode()
RESULT = {"type": "tool_result", "tool_use_id": CALL["id"], "content": "x"}
THOUGHT = {"type": "thinking", "thinking": "hm", "signature": "s"}
MARK = {"cache_control": {"type": "ephemeral"}}


def text(words, **more):
    return {"type": "text", "text": words, **more}


def user(*blocks):
    return {"role": "user", "content": list(blocks)}


def assistant(*blocks):
    return {"role": "assistant", "content": list(blocks)}


def image(kind="image/png", data=PNG):
    return {"type": "image", "source": {"type": "base64", "media_type": kind, "data": data}}


class TestToolPairs:
    WITHOUT_RESULT = (
        "messages.{n}: `tool_use` ids were found without `tool_result` blocks immediately after: {id}. Each "
        "`tool_use` block must have a corresponding `tool_result` block in the next message."
    )
    WITHOUT_CALL = (
        "messages.{n}.content.0: unexpected `tool_use_id` found in `tool_result` blocks: {id}. Each `tool_result` "
        "block must have a corresponding `tool_use` block in the previous message."
    )

    def test_a_call_without_a_result_is_found_and_answered(self):
        asked = draft(messages=[HELLO, assistant(text("a"), CALL), HELLO])
        found = refused(self.WITHOUT_RESULT.format(n=1, id=CALL["id"]), asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("block", "/messages/1/content/1")
        first = mended(found, asked)["messages"][2]["content"][0]
        assert (first["type"], first["tool_use_id"]) == ("tool_result", CALL["id"])

    def test_without_the_request_the_message_is_the_place(self):
        assert culprit(self.WITHOUT_RESULT.format(n=14, id="toolu_9Zz8")) == ("block", "/messages/14")
        sentence = "tool_use block toolu_0199887766 at messages.6 is missing its tool_result"
        assert culprit(sentence) == ("block", "/messages/6")

    def test_a_result_without_a_call_is_found_and_removed(self):
        asked = draft(messages=[HELLO, assistant(text("a")), user(RESULT, text("b"))])
        found = refused(self.WITHOUT_CALL.format(n=2, id=CALL["id"]), asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("block", "/messages/2/content/0")
        assert mended(found, asked)["messages"][2]["content"] == [text("b")]

    def test_the_request_decides_which_of_both_is_missing(self):
        asked = draft(messages=[HELLO, assistant(CALL), HELLO])
        found = refused(f"tool_use and tool_result do not match, missing: {CALL['id']}", asked=asked)
        assert "no result" in found.title

    def test_a_second_result_is_taken_out(self):
        asked = draft(messages=[HELLO, assistant(CALL), user(RESULT, RESULT)])
        message = f"each tool_use must have a single result. Found multiple `tool_result` blocks with id: {CALL['id']}"
        left = mended(refused(message, asked=asked), asked)
        assert left["messages"][2]["content"] == [RESULT]

    def test_a_double_id_is_changed(self):
        asked = draft(messages=[HELLO, assistant(CALL, CALL), user(RESULT)])
        left = mended(refused("messages.1.content.1: `tool_use` ids must be unique", asked=asked), asked)
        ids = [each["id"] for each in left["messages"][1]["content"]]
        assert len(set(ids)) == 2
        assert {each["tool_use_id"] for each in left["messages"][2]["content"]} == set(ids)


class TestThinking:
    @pytest.mark.parametrize(
        "words",
        [
            "`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.",
            "thinking blocks must be passed back unmodified",
            "Invalid `signature` in `thinking` block",
            "the signature of this thinking block could not be verified",
            "When thinking is disabled, an `assistant` message cannot contain `thinking`.",
        ],
    )
    def test_the_block_is_the_culprit_and_can_be_taken_out(self, words):
        asked = draft(messages=[HELLO, assistant(THOUGHT, text("a")), HELLO])
        found = refused(f"messages.1.content.0: {words}", asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("block", "/messages/1/content/0")
        assert mended(found, asked)["messages"][1]["content"] == [text("a")]

    def test_without_a_place_it_is_the_last_thinking(self):
        messages = [HELLO, assistant(THOUGHT, text("a")), HELLO, assistant(THOUGHT, text("b")), HELLO]
        found = refused(
            "`thinking` blocks in the latest message cannot be modified", asked=draft(messages=messages)
        )
        assert found.culprit.pointer == "/messages/3/content/0"

    def test_a_turn_that_lacks_its_thinking_can_do_without(self):
        asked = draft(thinking={"type": "enabled", "budget_tokens": 1024})
        message = (
            "messages.5.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`."
        )
        found = refused(message, asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("block", "/messages/5/content/0")
        assert "thinking" not in mended(found, asked)


class TestTurns:
    def test_empty_texts_are_removed_together(self):
        asked = draft(messages=[user(text(""), text("a")), user(text(" "))])
        found = refused("messages: text content blocks must be non-empty", asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("block", "/messages/0/content/0")
        assert mended(found, asked)["messages"] == [user(text("a"))]

    def test_an_empty_last_message_of_the_user_says_something(self):
        asked = draft(messages=[HELLO, assistant(text("a")), user()])
        left = mended(refused("messages.2: user messages must have non-empty content", asked=asked), asked)
        assert left["messages"][2]["content"]

    @pytest.mark.parametrize(
        ("message", "pointer"),
        [
            ("messages.332: user messages must have non-empty content", "/messages/332"),
            ("Message at index 7 has empty content", "/messages/7"),
            ("messages[2].content[0]: text must not be empty", "/messages/2/content/0"),
        ],
    )
    def test_empty_messages_are_found_in_every_wording(self, message, pointer):
        assert culprit(message) == ("block", pointer)

    def test_a_role_that_there_is_not_becomes_the_users(self):
        asked = draft(messages=[HELLO, {"role": "tool", "content": "x"}])
        found = refused(
            'messages: Unexpected role "tool". Allowed roles are "user" or "assistant".', asked=asked
        )
        assert found.culprit.pointer == "/messages/1/role"
        assert mended(found, asked)["messages"][1]["role"] == "user"

    def test_two_turns_in_a_row_are_found(self):
        asked = draft(messages=[HELLO, assistant(text("a")), HELLO, HELLO])
        found = refused(
            'messages: roles must alternate, but found multiple "user" roles in a row', asked=asked
        )
        assert found.culprit.pointer == "/messages/3/role"

    def test_what_comes_before_the_first_user_message_goes(self):
        asked = draft(messages=[assistant(text("a")), HELLO])
        assert mended(refused('first message must use the "user" role', asked=asked), asked)["messages"] == [
            HELLO
        ]

    def test_a_system_message_moves_to_the_top(self):
        asked = draft(messages=[{"role": "system", "content": "Be brief."}, HELLO])
        found = refused("messages.0: use the top-level 'system' parameter", asked=asked)
        assert found.culprit.pointer.startswith("/messages/0")
        assert mended(found, asked)["system"] == "Be brief."

    def test_a_begun_answer_is_taken_away(self):
        asked = draft(messages=[HELLO, assistant(text("I"))])
        found = refused("This model does not support assistant message prefill.", asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("block", "/messages/1")
        assert mended(found, asked)["messages"] == [HELLO]


class TestCacheMarks:
    def test_the_first_one_too_many_is_the_place_and_the_earliest_go(self):
        asked = draft(system=[text("s", **MARK)], messages=[user(*(text(str(n), **MARK) for n in range(4)))])
        found = refused("A maximum of 4 blocks with cache_control may be provided. Found 5.", asked=asked)
        assert found.culprit.pointer == "/messages/0/content/3/cache_control"
        left = mended(found, asked)
        assert "cache_control" not in left["system"][0]
        assert all("cache_control" in each for each in left["messages"][0]["content"])

    def test_another_number_in_other_words_is_a_count_too(self):
        assert culprit("Too many blocks with cache_control: 6 > 4")[0] == "block"

    def test_a_longer_mark_after_a_shorter_one_is_found(self):
        asked = draft(system=[text("s", **MARK)], messages=[user(text("x", cache_control={"ttl": "1h"}))])
        message = "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block"
        assert refused(message, asked=asked).culprit.pointer == "/messages/0/content/0/cache_control/ttl"


class TestMedia:
    def test_the_type_is_set_to_what_the_data_is(self):
        asked = draft(messages=[user(text("a"), image("image/jpeg"))])
        message = (
            "messages.0.content.1.image.source.base64.data: the image appears to be image/png, not image/jpeg"
        )
        found = refused(message, asked=asked)
        assert found.culprit.pointer == "/messages/0/content/1/source/media_type"
        source = mended(found, asked)["messages"][0]["content"][1]["source"]
        assert source["media_type"] == "image/png"

    def test_without_a_place_the_mislabelled_one_of_several_is_found(self):
        asked = draft(messages=[user(image(), image("image/webp"))])
        found = refused(
            "The image was specified using image/webp, but it appears to be image/png", asked=asked
        )
        assert found.culprit.pointer == "/messages/0/content/1/source/media_type"

    def test_what_stands_around_good_data_is_taken_away(self):
        asked = draft(messages=[user(image(data=f"data:image/png;base64,{PNG}"), text("a"))])
        found = refused("messages.0.content.0.image.source.base64.data: Invalid base64 data", asked=asked)
        assert mended(found, asked)["messages"][0]["content"][0] == image()

    @pytest.mark.parametrize(
        "words",
        [
            "At least one of the image dimensions exceed max allowed size: 8000 pixels",
            "image exceeds 5 MB maximum: 6000000 bytes > 5242880 bytes",
            "Could not process image",
        ],
    )
    def test_what_cannot_be_used_is_taken_out(self, words):
        asked = draft(messages=[user(text("a"), {"type": "tool_result", "content": [image(), text("b")]})])
        found = refused(
            f"messages.0.content.1.tool_result.content.0.image.source.base64.data: {words}", asked=asked
        )
        assert found.culprit.kind == "block"
        assert found.culprit.pointer == "/messages/0/content/1/content/0/source/data"
        assert mended(found, asked)["messages"][0]["content"][1]["content"] == [text("b")]


class TestTools:
    def test_a_double_name_is_changed(self):
        tool = {"name": "look", "input_schema": {"type": "object"}}
        asked = draft(tools=[tool, tool])
        found = refused("tools: Tool names must be unique.", asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("block", "/tools/1/name")
        assert mended(found, asked)["tools"][1]["name"] == "look_2"

    def test_a_name_with_forbidden_letters_is_changed_where_it_is_used_too(self):
        asked = draft(
            tools=[{"name": "look up!", "input_schema": {"type": "object"}}],
            tool_choice={"type": "tool", "name": "look up!"},
        )
        found = refused(
            "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'", asked=asked
        )
        left = mended(found, asked)
        assert left["tools"][0]["name"] == left["tool_choice"]["name"] == "look_up"

    def test_a_choice_of_a_tool_that_is_not_there_goes_to_the_nearest(self):
        asked = draft(
            tools=[{"name": "look", "input_schema": {"type": "object"}}],
            tool_choice={"type": "tool", "name": "lokk"},
        )
        found = refused("Tool 'lokk' not found in provided tools", asked=asked)
        assert found.culprit.pointer == "/tool_choice/name"
        assert mended(found, asked)["tool_choice"]["name"] == "look"

    def test_schemas_are_closed_where_strict_mode_wants_it(self):
        schema = {"type": "object", "properties": {"a": {"type": "object"}}}
        asked = draft(output_config={"format": {"type": "json_schema", "schema": schema}})
        message = (
            "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly false"
        )
        closed = mended(refused(message, asked=asked), asked)["output_config"]["format"]["schema"]
        assert closed["additionalProperties"] is closed["properties"]["a"]["additionalProperties"] is False

    def test_a_server_that_no_toolset_uses_gets_one(self):
        asked = draft(mcp_servers=[{"type": "url", "name": "files", "url": "https://x.example"}])
        found = refused(
            "MCP server 'files' is defined but not referenced by any mcp_toolset in tools.", asked=asked
        )
        assert found.culprit.pointer == "/mcp_servers/0"
        assert mended(found, asked)["tools"] == [{"type": "mcp_toolset", "mcp_server_name": "files"}]
