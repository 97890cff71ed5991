"""What tool results hold."""

import pytest

from betadeck.ui.response.blocks.result_parts import Part, PartKind, parts_of

LINK = {
    "type": "web_search_result",
    "title": "Mill",
    "url": "https://example.org/mill",
    "encrypted_content": "x",
}
RUN = {
    "type": "bash_code_execution_result",
    "stdout": "out\n",
    "stderr": "err",
    "return_code": 1,
    "content": [],
}
PAGE = {"type": "web_fetch_result", "url": "https://example.org", "content": {
    "title": "Example", "source": {"type": "text", "data": "Page text"}}}  # fmt: skip
TOOLS = {
    "type": "tool_search_tool_search_result",
    "tool_references": [{"tool_name": "a"}, {"tool_name": "b"}],
}
ERROR = {"type": "web_search_tool_result_error", "error_code": "max_uses_exceeded"}


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ([LINK], [Part(PartKind.LINK, "https://example.org/mill", "Mill")]),
        (ERROR, [Part(PartKind.ERROR, "max_uses_exceeded")]),
        (RUN, [Part(PartKind.OUTPUT, "out", "stdout"), Part(PartKind.OUTPUT, "err", "stderr"),
               Part(PartKind.FACT, "1", "Return code")]),
        (PAGE, [Part(PartKind.LINK, "https://example.org", "Example"), Part(PartKind.TEXT, "Page text")]),
        ([{"type": "text", "text": "Hi"}], [Part(PartKind.TEXT, "Hi")]),
        ("just text", [Part(PartKind.TEXT, "just text")]),
        (TOOLS, [Part(PartKind.FACT, "a, b", "Tools")]),
    ],
)  # fmt: skip
def test_known_shapes(content, parts):
    assert parts_of({"type": "some_tool_result", "tool_use_id": "x", "content": content}) == parts


@pytest.mark.parametrize(
    "content", [None, 7, {}, [], [3, None], {"tool_references": 5}, {"content": [{"a": 1}]}]
)
def test_what_nobody_knows_is_shown_as_json(content):
    parts = parts_of({"type": "some_tool_result", "content": content})
    assert parts
    assert all(part.kind is PartKind.JSON for part in parts)


def test_an_error_that_the_tool_reports_comes_first():
    parts = parts_of(
        {"type": "mcp_tool_result", "is_error": True, "content": [{"type": "text", "text": "no"}]}
    )
    assert [part.kind for part in parts] == [PartKind.ERROR, PartKind.TEXT]
