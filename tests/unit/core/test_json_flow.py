"""JSON laid out while it arrives."""

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from betadeck.core.json_flow import JsonFlow, shown_place

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
ODD = st.text(st.sampled_from('{}[],:"\\ \n\tab1é😀'), max_size=40)


def flowed(pieces):
    flow = JsonFlow()
    return "".join(flow.feed(piece) for piece in pieces), flow


def cut(text, cuts):
    places = sorted({min(place, len(text)) for place in cuts})
    return [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]


@settings(deadline=None)
@given(VALUES, st.booleans(), st.booleans(), st.lists(st.integers(0, 80), max_size=6))
def test_whole_json_comes_out_as_it_is_usually_laid_out(value, compact, escaped, cuts):
    raw = json.dumps(value, separators=(",", ":") if compact else None, ensure_ascii=escaped)
    shown, flow = flowed(cut(raw, cuts))
    assert shown == json.dumps(value, indent=2, ensure_ascii=escaped)
    assert flow.lacking() == ""


@settings(deadline=None)
@given(ODD, st.lists(st.integers(0, 40), max_size=6))
@example('{"a\\', [3])
@example('"\\"', [2])
@example("]]}", [])
@example('"a\\",{', [3])
def test_no_character_is_lost_and_the_cuts_do_not_matter(raw, cuts):
    shown, _ = flowed(cut(raw, cuts))
    assert shown == flowed([raw])[0]
    assert "".join(shown.split()) == "".join(raw.split())


def test_what_lacks_is_told():
    assert flowed(['{"a": [1, {"b": "x\\'])[1].lacking() == '"}]}'
    assert flowed(['{"a": [1, 2]'])[1].lacking() == "}"


@settings(deadline=None)
@given(ODD, st.integers(0, 40), st.lists(st.integers(0, 40), max_size=4))
def test_places_lead_from_what_came_to_what_is_shown_and_back(raw, place, cuts):
    shown, _ = flowed([raw])
    place = min(place, len(raw))
    if place < len(raw) and not raw[place].isspace():
        there = shown_place(cut(raw, cuts), cut(shown, cuts), place)
        assert shown[there] == raw[place]
        assert shown_place(cut(shown, cuts), cut(raw, cuts), there) == place
        assert shown_place([raw], [shown], place + 1, end=True) == there + 1
