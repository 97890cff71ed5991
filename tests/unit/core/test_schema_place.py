import jsonschema_rs
import pytest

from betadeck.core.schema import closure, suggestions_of
from betadeck.core.schema_place import fitting, schema_at, skeleton
from helpers.catalogue import pool, shipped

BODY = {"$ref": "#/$defs/BetaMessagesCreateBody"}
DRAFT = {
    "model": "m",
    "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64"}}]}],
    "thinking": {"type": "adaptive"},
    "tools": [{"name": "x", "input_schema": {"properties": {}}}, {"type": "computer_20251124"}],
    "context_management": {"edits": [{"type": "compact_20260112"}]},
}


@pytest.mark.parametrize(
    ("pointer", "suggestion"),
    [
        ("/messages/0/role", "user"),
        ("/messages/0/content/0/source/media_type", "image/png"),
        ("/messages/0/content/-/type", "text"),
        ("/thinking/display", "updates"),
        ("/thinking/type", "adaptive"),
        ("/output_config/effort", "xhigh"),
        ("/model", "claude-opus-5-5"),
        ("/context_management/edits/0/type", "compact_20260112"),
    ],
)
def test_a_place_knows_what_may_stand_there(pointer, suggestion):
    assert suggestion in suggestions_of(pool(), schema_at(pool(), BODY, DRAFT, pointer))


@pytest.mark.parametrize(
    ("pointer", "kind"),
    [
        ("", "object"),
        ("/tools/0/strict", "boolean"),
        ("/tools/1/enable_zoom", "boolean"),
        ("/max_tokens", "integer"),
    ],
)
def test_a_place_knows_its_kind(pointer, kind):
    assert schema_at(pool(), BODY, DRAFT, pointer)["type"] == kind


@pytest.mark.parametrize(
    "pointer", ["/nope", "/tools/0/nope", "/tools/x", "/max_tokens/0", "/tools/0/enable_zoom"]
)
def test_a_place_that_no_schema_knows_is_none(pointer):
    assert schema_at(pool(), BODY, DRAFT, pointer) is None


def test_inside_free_objects_anything_goes():
    assert schema_at(pool(), BODY, DRAFT, "/tools/0/input_schema/x~1y") == {}


@pytest.mark.parametrize("value", [None, [], {}, "text", 3, {"messages": {}}, {"messages": ["x"]}])
def test_a_body_that_is_no_body_does_no_harm(value):
    assert schema_at(pool(), BODY, value, "/messages/0/role") is not None


def test_a_tag_decides_before_anything_else():
    tools = {"$ref": "#/$defs/BetaToolUnionParam"}
    (branch,) = fitting(pool(), tools, {"type": "web_search_20250305", "input_schema": {}})
    assert branch.tag == "web_search_20250305"


def test_without_a_tag_the_required_fields_decide():
    tools = {"$ref": "#/$defs/BetaToolUnionParam"}
    (branch,) = fitting(pool(), tools, {"name": "x", "input_schema": {}})
    assert branch.tag == "custom"


def test_the_smallest_body_of_messages():
    assert skeleton(pool(), BODY) == {"max_tokens": 0, "messages": [], "model": ""}


@pytest.mark.parametrize("name", sorted({each.body for each in shipped().operations.values() if each.body}))
def test_the_smallest_body_of_every_operation_has_the_right_shape(name):
    made = skeleton(pool(), {"$ref": f"#/$defs/{name}"})
    texts = [each.message for each in jsonschema_rs.iter_errors(closure(pool(), name), made)]
    assert not [each for each in texts if "is a required property" in each or "is not of type" in each], texts
