import json

from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.compare import Difference, Kind, Nature, diff
from helpers.applying import applied

KEYS = st.sampled_from(["type", "name", "id", "text", "a/b", "~", "", "content"])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.floats(-2, 2),
    st.text(max_size=3),
    st.sampled_from("xyz"),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def told(left: object, right: object, **options: bool) -> list[tuple[str, str, object, object]]:
    return [(each.kind.value, each.path, each.left, each.right) for each in diff(left, right, **options)]


@given(VALUES)
def test_a_value_does_not_differ_from_its_copy(value):
    assert diff(value, json.loads(json.dumps(value))) == ()


@given(VALUES, VALUES)
def test_applying_all_differences_gives_the_other_value(left, right):
    found = diff(left, right, ignore_ids=False, ignore_times=False)
    assert same(applied(left, found), right)


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.lists(st.sampled_from("abcdef"), max_size=12))
def test_lists_of_few_different_items_apply_too(left, right):
    assert applied(left, diff(left, right)) == right


def test_true_is_not_one_and_one_is_one_point_zero():
    assert told([True], [1]) == [("changed", "/0", True, 1)]
    assert told({"a": 1}, {"a": 1.0}) == []
    assert told([-1], [-2]) == [("changed", "/0", -1, -2)]


def test_the_nature_of_a_change_is_told():
    found = diff({"n": 1, "t": "a", "b": True, "y": "1"}, {"n": 2, "t": "b", "b": False, "y": 1})
    natures = {each.path: each.nature for each in found}
    assert natures == {"/n": Nature.NUMBER, "/t": Nature.TEXT, "/b": Nature.TRUTH, "/y": Nature.TYPE}


def test_null_on_one_side_is_a_change_of_type_and_a_member_that_came_is_none():
    assert [each.nature for each in diff({"a": None}, {"a": 0})] == [Nature.TYPE]
    assert told({}, {"a": None}) == [("added", "/a", None, None)]


def test_the_order_of_members_does_not_count():
    assert told({"a": 1, "b": 2}, {"b": 2, "a": 1}) == []


def test_a_block_put_in_front_is_one_addition():
    text = {"type": "text", "text": "Hello."}
    thinking = {"type": "thinking", "thinking": "Well", "signature": "s"}
    assert told({"content": [text]}, {"content": [thinking, text]}) == [
        ("added", "/content/0", None, thinking)
    ]


def test_a_changed_block_is_found_again_behind_one_that_came():
    old, new = {"type": "text", "text": "It is five."}, {"type": "text", "text": "It is six."}
    other = {"type": "text", "text": "Let me see."}
    found = diff([old], [other, new])
    assert [(each.kind, each.path, each.left_path) for each in found] == [
        (Kind.ADDED, "/0", None),
        (Kind.CHANGED, "/1/text", "/0/text"),
    ]


def test_tools_are_matched_by_name_wherever_they_stand():
    one, two = {"name": "a", "description": "x"}, {"name": "b", "description": "y"}
    changed = {"name": "b", "description": "z"}
    assert told([one, two], [changed, one]) == [
        ("changed", "/0/description", "y", "z"),
        ("moved", "/1", one, one),
    ]


def test_items_with_ids_of_their_own_are_matched_by_them():
    left = [{"id": "a", "v": 1}, {"id": "b", "v": 1}]
    right = [{"id": "b", "v": 2}, {"id": "c", "v": 1}]
    assert [(each.kind.value, each.path) for each in diff(left, right)] == [
        ("removed", "/0"),
        ("changed", "/0/v"),
        ("added", "/1"),
    ]


def test_an_item_that_went_elsewhere_has_moved():
    assert told(["a", "b", "c", "d"], ["b", "c", "d", "a"]) == [("moved", "/3", "a", "a")]


def test_ids_and_times_are_passed_over_unless_asked_for():
    left = {"id": "msg_01XFDUDYJgAACzvnptvVoYEL", "created_at": "2026-11-22T10:00:00Z", "model": "claude-a"}
    right = {
        "id": "msg_013Zva2CMHLNnXjNJJKqJ2EF",
        "created_at": "2026-11-22T11:00:00.5Z",
        "model": "claude-b",
    }
    assert told(left, right) == [("changed", "/model", "claude-a", "claude-b")]
    assert len(told(left, right, ignore_ids=False)) == 2
    assert len(told(left, right, ignore_times=False)) == 2


def test_short_ids_under_a_key_for_ids_are_passed_over_but_no_names_of_models():
    assert told({"tool_use_id": "toolu_1"}, {"tool_use_id": "toolu_2"}) == []
    assert len(told({"id": "claude-haiku-4-5"}, {"id": "claude-opus-4-5"})) == 1
    assert len(told({"text": "snake_case"}, {"text": "other_case"})) == 1


def test_signatures_and_encrypted_content_are_passed_over_as_ids_are():
    assert told({"signature": "EqQB" * 100}, {"signature": "x"}) == []
    assert len(told({"signature": "EqQB"}, {"signature": "x"}, ignore_ids=False)) == 1


def test_an_id_that_is_lacking_is_a_difference():
    assert told({}, {"id": "msg_01XFDUDYJgAACzvnptvVoYEL"})[0][0] == "added"


def test_a_time_in_seconds_counts_as_one_only_under_a_key_for_times():
    assert told({"created": 1, "n": 1}, {"created": 2, "n": 2}) == [("changed", "/n", 1, 2)]


def test_names_with_slashes_and_tildes_are_escaped():
    assert told({"a/b": {"~": 1}}, {"a/b": {"~": 2}}) == [("changed", "/a~1b/~0", 1, 2)]


def test_another_root_is_one_change():
    assert told([1], {"a": 1}) == [("changed", "", [1], {"a": 1})]
    assert diff(1, 2) == (Difference("", Kind.CHANGED, 1, 2, ""),)


def test_very_deep_values_are_no_matter():
    left: object = 1
    right: object = 2
    for _ in range(5000):
        left, right = [left], [right]
    assert [each.path for each in diff(left, right)] == ["/0" * 5000]


def test_big_lists_of_nothing_in_common_are_paired_in_order():
    found = diff(list(range(500)), list(range(1000, 1500)))
    assert len(found) == 500
    assert {each.kind for each in found} == {Kind.CHANGED}


def same(left: object, right: object) -> bool:
    """Equal as JSON: true is not 1."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right
