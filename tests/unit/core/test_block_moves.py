"""A block carried to another content: nothing else changes, and nothing gets lost."""

import json

import pytest

from betadeck.core.block_moves import carry_block

BODY = """{
  "n": 1.10,
  "messages": [
    {
      "role": "user",
      "content": [
        {
          "type": "text",
          "text": "one"
        },
        {"type": "text", "text": "two", "number": 1.50}
      ]
    },
    {
      "role": "assistant",
      "content": "said"
    }
  ]
}"""


def contents(text):
    return [each["content"] for each in json.loads(text)["messages"]]


def words(content):
    return content if isinstance(content, str) else [each.get("text", each["type"]) for each in content]


@pytest.mark.parametrize(
    ("place", "after"), [(0, ["one", "said"]), (1, ["said", "one"]), (9, ["said", "one"])]
)
def test_a_plain_text_becomes_a_list_for_the_block(place, after):
    moved = carry_block(BODY, "/messages/0/content/0", "/messages/1/content", place)
    assert [words(each) for each in contents(moved)] == [["two"], after]


def test_every_character_of_the_block_and_around_stays():
    moved = carry_block(BODY, "/messages/0/content/1", "/messages/1/content", 1)
    assert '{"type": "text", "text": "two", "number": 1.50}' in moved
    assert '"n": 1.10' in moved
    assert carry_block(moved, "/messages/1/content/1", "/messages/0/content", 1).startswith(BODY[:200])


def test_lines_are_indented_for_where_they_land():
    moved = carry_block(BODY, "/messages/0/content/0", "/messages/1/content", 0)
    assert '\n        {\n          "type": "text",\n          "text": "one"\n        }' in moved


def test_a_content_that_loses_its_last_block_is_an_empty_text():
    moved = carry_block(BODY, "/messages/0/content/0", "/messages/1/content", 0)
    moved = carry_block(moved, "/messages/0/content/0", "/messages/1/content", 2)
    assert [words(each) for each in contents(moved)] == ["", ["one", "said", "two"]]


def test_an_empty_text_gives_way_to_the_block():
    text = BODY.replace('"said"', '""')
    moved = carry_block(text, "/messages/0/content/0", "/messages/1/content", 1)
    assert [words(each) for each in contents(moved)] == [["two"], ["one"]]


NESTED = json.dumps(
    {
        "content": [
            {"type": "text", "text": "a"},
            {"type": "tool_result", "content": [{"type": "text", "text": "in"}]},
        ]
    }
)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_block_leaves_the_block_that_it_lies_in(place):
    moved = json.loads(carry_block(NESTED, "/content/1/content/0", "/content", place))["content"]
    outer = ["a", "tool_result"]
    outer.insert(place, "in")
    assert words(moved) == outer
    assert next(each for each in moved if each["type"] == "tool_result")["content"] == ""


def test_a_block_cannot_go_into_itself_and_one_that_is_not_there_goes_nowhere():
    assert carry_block(NESTED, "/content/1", "/content/1/content", 0) == NESTED
    assert carry_block(NESTED, "/content/7", "/content", 0) == NESTED
