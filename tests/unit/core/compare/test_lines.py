from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.compare.ignoring import Ignoring, masked
from betadeck.core.compare.inline import changed_spans, common_head, common_tail
from betadeck.core.compare.lines import Block, Blocks, Sort, compared, lines_of
from betadeck.core.line_index import LineIndex

EXACT = Ignoring(ids=False, times=False)
TEXTS = st.lists(st.sampled_from([b"a", b"b", b"  c", b"", b"long line one", b"long line two"])).map(
    b"\n".join
)


def told(left: bytes, right: bytes) -> list[tuple[str, int, int, int]]:
    blocks = compared(left, right, EXACT)
    return [(each.sort.name.lower(), each.left, each.right, each.rows) for each in blocks]


@given(TEXTS, TEXTS)
def test_the_blocks_hold_every_line_of_both_sides_once_and_in_order(left, right):
    ours, theirs = lines_of(left), lines_of(right)
    one = other = 0
    for block in compared(left, right, EXACT):
        assert (block.left, block.right) == (one, other)
        if block.sort is Sort.EQUAL:
            assert ours[one : one + block.rows] == theirs[other : other + block.rows]
        one += block.rows * (block.sort is not Sort.ADDED)
        other += block.rows * (block.sort is not Sort.REMOVED)
    assert (one, other) == (len(ours), len(theirs))


@given(st.binary(max_size=40) | TEXTS)
def test_a_text_does_not_differ_from_itself_and_has_the_lines_that_the_view_counts(text):
    blocks = compared(text, text, Ignoring())
    index = LineIndex(text)
    index.extend()
    assert list(blocks) == [Block(Sort.EQUAL, 0, 0, index.lines)]
    assert len(blocks.places) == 0


def test_a_changed_line_stands_beside_what_it_was():
    assert told(b"one\ntwo words here\nthree", b"one\ntwo words there\nthree") == [
        ("equal", 0, 0, 1),
        ("changed", 1, 1, 1),
        ("equal", 2, 2, 1),
    ]


def test_of_several_new_lines_the_likely_one_stands_beside_the_old():
    left, right = b"a\nthe model is opus\nz", b"a\n{}\n[]\nthe model is sonnet\nz"
    assert [each[0] for each in told(left, right)] == ["equal", "added", "changed", "equal"]


def test_differences_that_touch_are_one_to_step_to():
    blocks = compared(b"x\nsame\nlast", b"new\nother words\nsame\nlast two", EXACT)
    assert len(blocks.places) == 2
    assert [blocks.at(place)[0].sort is Sort.EQUAL for place in blocks.places] == [False, False]


def test_rows_and_lines_lead_to_each_other():
    blocks = Blocks([Block(Sort.EQUAL, 0, 0, 2), Block(Sort.ADDED, 2, 2, 3), Block(Sort.EQUAL, 2, 5, 2)])
    assert blocks.rows == 7
    assert blocks.at(3) == (Block(Sort.ADDED, 2, 2, 3), 1)
    assert [blocks.row_of_line(line, 0) for line in range(4)] == [0, 1, 5, 6]
    assert [blocks.row_of_line(line, 1) for line in range(7)] == list(range(7))


def test_lines_that_differ_in_ids_and_times_alone_are_equal_when_these_are_passed_over():
    left = b'"id": "msg_01XFDUDYJgAACzvnptvVoYEL"\n"created_at": "2026-11-22T10:00:00Z"'
    right = b'"id": "msg_013Zva2CMHLNnXjNJJKqJ2EF"\n"created_at": "2026-11-23T10:00:01.5+01:00"'
    assert not len(compared(left, right, Ignoring()).places)
    assert len(compared(left, right, EXACT).places) == 1


def test_masking_keeps_lines_and_ordinary_words():
    text = (
        b'snake_case and claude-haiku-4-5-20251001 of 2026-11-22\n"tool_use_id": "toolu_1"\n"created_at": 17'
    )
    assert masked(text, Ignoring()) == (
        b'snake_case and claude-haiku-4-5-20251001 of 2026-11-22\n"tool_use_id": "<id>"\n"created_at": <time>'
    )


def test_masking_an_endless_word_takes_no_time():
    assert masked(b"a" * 200_000 + b"_" + b"b_" * 100_000, Ignoring())


def cut(left: bytes, right: bytes) -> tuple[list[bytes], list[bytes]]:
    ours, theirs = changed_spans(left, right)
    return [left[at:end] for at, end in ours], [right[at:end] for at, end in theirs]


def test_whole_words_are_set_off_within_a_line():
    assert cut(b"use claude-opus today", b"use claude-sonnet today") == ([b"opus"], [b"sonnet"])
    assert cut(b"max: 1024,", b"max: 1028,") == ([b"1024"], [b"1028"])
    assert cut(b"one two three", b"one three") == ([b"two "], [])
    assert cut("größer".encode(), "größte".encode()) == (["größer".encode()], ["größte".encode()])


@given(st.text(alphabet="ab ,é", max_size=30), st.text(alphabet="ab ,é", max_size=30))
def test_what_is_not_set_off_is_the_same_on_both_sides_and_no_character_is_cut(left, right):
    one, other = left.encode(), right.encode()
    spans = changed_spans(one, other)
    assert _rest(one, spans[0]).replace(b" ", b"") == _rest(other, spans[1]).replace(b" ", b"")
    for data, found in ((one, spans[0]), (other, spans[1])):
        for at, end in found:
            data[at:end].decode()


def test_a_line_of_megabytes_is_told_apart_by_its_ends():
    left = b"a " * 500_000 + b"x" + b" b" * 500_000
    right = b"a " * 500_000 + b"y z" + b" b" * 500_000
    assert cut(left, right) == ([b"x"], [b"y z"])
    assert len(changed_spans(left, b"q " * 1_000_000)[0]) == 1


def _rest(data: bytes, spans: list[tuple[int, int]]) -> bytes:
    for at, end in reversed(spans):
        data = data[:at] + data[end:]
    return data


def test_a_new_object_begins_with_its_bracket():
    left = b'[\n  {\n    "a": 1\n  }\n]'
    right = b'[\n  {\n    "a": 1\n  }\n  {\n    "b": 1\n  }\n]'
    (added,) = [each for each in compared(left, right, EXACT) if each.sort is Sort.ADDED]
    assert lines_of(right)[added.right : added.right + added.rows] == [b"  {", b'    "b": 1', b"  }"]
    (removed,) = [each for each in compared(right, left, EXACT) if each.sort is Sort.REMOVED]
    assert lines_of(right)[removed.left : removed.left + removed.rows] == [b"  {", b'    "b": 1', b"  }"]


def test_signatures_are_passed_over_as_ids_are():
    left, right = b'"signature": "EqQBCg=="', b'"signature": "EqQBCx=="'
    assert not len(compared(left, right, Ignoring()).places)
    assert len(compared(left, right, EXACT).places) == 1


@given(st.binary(max_size=5), st.integers(0, 3), st.binary(max_size=5), st.binary(max_size=5))
def test_common_ends_are_counted_exactly_also_across_steps(end, blocks, left, right):
    """The ends are compared in big steps first."""
    long = b"ab" * 32_768 * blocks + end
    for one, other in ((long + left, long + right), (left + long, right + long)):
        head = common_head(one, other)
        assert (one[:head] == other[:head] and one[head : head + 1] != other[head : head + 1]) or head == min(
            len(one), len(other)
        )
        tail = common_tail(one, other, min(len(one), len(other)) - head)
        assert one[len(one) - tail :] == other[len(other) - tail :]
        assert tail + head == min(len(one), len(other)) or one[-1 - tail] != other[-1 - tail]
