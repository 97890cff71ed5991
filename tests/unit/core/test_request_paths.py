import pytest

from betadeck.core.lint.prompt import prompt_of
from betadeck.core.request_paths import find

BODY = {
    "thinking": {"type": "adaptive", "display": None},
    "tools": [{"type": "a"}, "no object", {"name": "b"}],
    "messages": [
        {"role": "user", "content": [{"type": "text", "text": "x", "citations": []}, {"type": "image"}]},
        {"role": "assistant", "content": "plain"},
        {
            "role": "assistant",
            "content": [{"type": "text", "citations": [1]}, {"type": "document"}],
            "clear_at": "x",
        },
    ],
}


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("thinking", [("thinking",)]),
        ("thinking.type", [("thinking", "type")]),
        ("thinking.display", []),
        ("thinking.type.deeper", []),
        ("nothing.type", []),
        ("tools[].type", [("tools", 0, "type")]),
        ("tools[]", [("tools", 0), ("tools", 1), ("tools", 2)]),
        ("tools[-1]", [("tools", 2)]),
        ("messages[].role", [("messages", 0, "role"), ("messages", 1, "role"), ("messages", 2, "role")]),
        ("messages[].clear_at", [("messages", 2, "clear_at")]),
        ("messages[-1][role=assistant]", [("messages", 2)]),
        ("messages[-1][role=user]", []),
        ("messages[role=assistant].content[type=document]", [("messages", 2, "content", 1)]),
        ("messages[role=user].content[type=document]", []),
        ("messages[role=user].content[type=text].citations", [("messages", 0, "content", 0, "citations")]),
        (
            "messages[].content[].citations",
            [("messages", 0, "content", 0, "citations"), ("messages", 2, "content", 0, "citations")],
        ),
        ("messages.content", []),
    ],
)
def test_a_path_leads_to_its_places_by_both_ways(path, ways):
    assert [way for way, _ in find(BODY, path)] == ways
    assert [way for way, _ in prompt_of(BODY, "", None).find(path)] == ways


def test_values_come_along():
    assert list(find(BODY, "thinking.type")) == [(("thinking", "type"), "adaptive")]


@pytest.mark.parametrize("value", [None, 5, "text", [], [[]], {"messages": 5}, {"messages": [5, None]}])
def test_what_has_another_form_leads_nowhere(value):
    assert list(find(value, "messages[role=user].content[type=text].citations")) == []


def test_a_prompt_knows_its_blocks_and_where_they_stand():
    prompt = prompt_of(BODY, "/requests/1/params", None, batched=True)
    assert [block.type for block in prompt.blocks] == ["text", "image", "text", "text", "document"]
    assert prompt.place(prompt.blocks[1], "source") == "/requests/1/params/messages/0/content/1/source"
    assert prompt.place(prompt.blocks[2], "text") == "/requests/1/params/messages/1/content"
    assert prompt.first["text"] is prompt.blocks[0]
