"""The exact text outlives a widget that cannot hold all of it."""

from hypothesis import given
from hypothesis import strategies as st

from betadeck.ui.composer.exact_text import carried, shown
from betadeck.ui.composer.text_change import Offsets, change_between

TEXTS = st.text(alphabet=st.sampled_from("ab\n\r\u2028\u2029\ufdd0\ud800😀é\u00a0"), max_size=12)


@given(TEXTS, TEXTS)
def test_the_change_is_what_differs(old, new):
    change = change_between(old, new)
    assert old[: change.start] + new[change.start : change.new_end] + old[change.old_end :] == new


def edited(source, after):
    change = change_between(shown(source), after)
    return carried(source, change, after[change.start : change.new_end])


@given(TEXTS)
def test_an_untouched_text_is_carried_whole(source):
    assert edited(source, shown(source)) == source


@given(TEXTS, TEXTS, TEXTS)
def test_an_edit_keeps_what_stands_before_and_behind(head, tail, typed):
    marked = head + "<" + "x" + ">" + tail
    before = shown(marked)
    typed = shown(typed)
    at = shown(head + "<")
    after = at + typed + before[len(at) + 1 :]
    result = edited(marked, after)
    assert result.startswith(head + "<")
    assert result.endswith(">" + tail)
    assert shown(result) == after


@given(TEXTS)
def test_offsets_and_positions_are_each_others_inverse(text):
    text = shown(text)
    offsets = Offsets(text)
    for at in range(len(text) + 1):
        position = offsets.to_qt(at)
        assert position == len(text[:at].encode("utf-16-le")) // 2
        assert offsets.from_qt(position) == at
