"""Members of JSON read from its bytes give what a parser gives, however few are read at a time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.json_members import PAGE_MEMBERS, JsonMembers, Member, is_empty, string_end

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(), inner, max_size=6),
    max_leaves=30,
)


def everything(members, most=1000, budget=1 << 62):
    found = []
    while not members.done:
        found += members.read(most, budget)
    return found


def end_of(data, member):
    if member.end >= 0:
        return member.end
    inner = JsonMembers(data, member.start)
    everything(inner)
    return inner.end


def rebuilt(data, start):
    """Return the value at `start`, put together from its members."""
    if data[start : start + 1] not in (b"{", b"["):
        raise AssertionError("not a container")
    pairs = []
    for member in everything(JsonMembers(data, start), most=3, budget=7):
        is_leaf = member.end >= 0
        value = json.loads(data[member.start : member.end]) if is_leaf else rebuilt(data, member.start)
        key = json.loads(data[member.key_start : member.key_end]) if member.key_start >= 0 else None
        pairs.append((key, value))
    return dict(pairs) if data[start : start + 1] == b"{" else [value for _, value in pairs]


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_any_json_is_rebuilt_from_its_members(value, indent, ascii_only):
    data = json.dumps([value], indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert rebuilt(data, 0) == json.loads(data)


@given(st.binary(max_size=200).map(lambda rest: b"[" + rest))
def test_garbage_ends_the_reading_and_raises_nothing(data):
    members = JsonMembers(data, 0)
    for _ in range(len(data) + 2):
        members.read(10)
    assert members.done


def test_a_container_is_there_before_its_end_was_read():
    data = b'{"big": [' + b'{"a": "x]}"},' * 50_000 + b'1], "after": 2}'
    members = JsonMembers(data, 0)
    first = members.read(5, budget_bytes=1000)
    assert [(data[each.key_start : each.key_end], each.end) for each in first] == [(b'"big"', -1)]
    rest = everything(members)
    assert [data[each.key_start : each.key_end] for each in rest] == [b'"after"']
    assert members.end == len(data)
    assert members.whole


def test_pages_begin_where_reading_can_go_on():
    data = json.dumps({f"k{n}": [n] for n in range(2500)}).encode()
    members = JsonMembers(data, 0)
    everything(members)
    assert members.count == 2500
    assert len(members.pages) == 2500 // PAGE_MEMBERS
    page = JsonMembers(data, members.pages[4], inside=True)
    keys = [json.loads(data[each.key_start : each.key_end]) for each in page.read(PAGE_MEMBERS)]
    assert keys == [f"k{n}" for n in range(4 * PAGE_MEMBERS, 5 * PAGE_MEMBERS)]


def test_values_one_after_the_other_are_members_too():
    data = b'{"a": 1}\n[2]\n"three"\n4\n'
    found = everything(JsonMembers(data, 0, inside=True))
    assert [data[each.start : end_of(data, each)] for each in found] == [
        b'{"a": 1}',
        b"[2]",
        b'"three"',
        b"4",
    ]


@pytest.mark.parametrize("data", [b'{"a": [1, {"b": "', b"[1, 2", b'["x', b'{"a":', b"["])
def test_what_was_cut_off_is_read_as_far_as_it_goes(data):
    members = JsonMembers(data, 0)
    everything(members)
    assert not members.whole
    assert members.end == len(data)


def test_a_string_of_megabytes_in_a_nested_value_is_passed():
    data = b'[{"x": ["' + b'\\"a' * 700_000 + b'"]}, 2]'
    members = JsonMembers(data, 0)
    assert everything(members)[1] == Member(len(data) - 2, len(data) - 1)


def test_a_strings_end_is_told_from_escaped_quotes():
    assert string_end(rb'"a\"b\\"c', 0) == 8
    assert string_end(rb'"a\"', 0) == -1


def test_empty_containers_are_told():
    assert is_empty(b"[ \n]", 0)
    assert is_empty(b"{}", 0)
    assert not is_empty(b"[[]]", 0)


@pytest.mark.parametrize("inner", [b",".join(b"%d" % n for n in range(9000)), b'"' + b"x" * 30_000 + b'"'])
def test_a_long_flat_value_is_passed(inner):
    data = b'{"a": {"b": [' + inner + b']}, "c": 1}'
    assert len(everything(JsonMembers(data, 0), budget=100)) == 2
