import pytest

from betadeck.core.probe.halving import Outcome, Search, Verdict, VerdictKind
from betadeck.core.probe.plan import Price, SearchPlan
from betadeck.core.probe.probe_request import Form
from betadeck.ui.probe import words
from betadeck.ui.probe.send_rows import rows_of, running_row, with_rails

FREE, CHEAP, DEAR = Price(0.0, 0.0), Price(0.0030, 0.0031), Price(0.0030, 0.48)
ALL = (Form.COUNT, Form.ONE_TOKEN, Form.AS_IT_IS)
PLAN = SearchPlan(tuple("abcdefghijkl"), ALL, 6, 11, (FREE, CHEAP, DEAR))


def search(*outcomes):
    found = Search(("a", "b", "c", "d"))
    for outcome in outcomes:
        found = found.after(outcome)
    return found


def test_the_plan_is_told_in_words():
    assert words.sends_words(PLAN) == "6 requests at most; 11 if two only fail together"
    assert words.price_words(PLAN) == "Nothing; with one token of output $0.0030 to $0.0031"
    assert words.small_forms(PLAN) == (Form.COUNT, Form.ONE_TOKEN)


def test_one_tick_has_no_pair_and_a_lone_form_no_other():
    plan = SearchPlan(("a",), (Form.AS_IT_IS,), 2, 2, (DEAR,))
    assert words.sends_words(plan) == "2 requests at most"
    assert words.small_forms(plan) == (Form.AS_IT_IS,)
    assert words.price_words(plan) == "$0.0030 to $0.48"


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (FREE, "Nothing"),
        (Price(None, None), "Unknown: the catalogue has no price for this model"),
        (Price(0.00201, 0.00204), "About $0.0020"),
    ],
)
def test_a_price_is_told_in_words(price, said):
    assert words.range_words(price) == said


def verdict(*names, needed=()):
    kind = VerdictKind.CULPRIT if len(names) == 1 else VerdictKind.TOGETHER
    return Verdict(kind, names, needed)


@pytest.mark.parametrize(
    ("found", "title", "untick"),
    [
        (verdict("a"), "a breaks it", ("a",)),
        (verdict("a", needed=("a",)), "a may be to blame", ("a",)),
        (verdict("a", "b"), "a and b fail only together", ("a", "b")),
        (verdict("a", "b", "c"), "a, b and c fail only together", ("a", "b", "c")),
        (verdict("a", "b", needed=("a",)), "b breaks it", ("b", "a")),
        (Verdict(VerdictKind.NOT_THE_BETAS), "It is not the betas", ()),
    ],
)
def test_the_verdict_says_who_it_is_and_what_to_untick(found, title, untick):
    assert words.verdict_title(found) == title
    assert words.to_untick(found) == untick
    assert words.verdict_text(found, Form.COUNT)


@pytest.mark.parametrize("kind", [each for each in VerdictKind if each.value not in {"culprit", "together"}])
def test_every_other_end_is_explained(kind):
    assert "{" not in words.verdict_text(Verdict(kind), Form.ONE_TOKEN)


def test_rows_tell_what_was_sent_and_hang_below_what_they_narrow():
    rows = rows_of(Form.COUNT, search(Outcome.SAME, Outcome.WORKS, Outcome.SAME), (0.1, 0.2, None))
    assert [(row.depth, row.text, row.said, row.time) for row in rows] == [
        (0, "all 4, token counting", "fails the same way", "100 ms"),
        (1, "2 of 4", "works", "200 ms"),
        (1, "3 of 4", "fails the same way", ""),
    ]
    assert rows[1].more == "a, b"
    assert rows[2].carried == (True, True, True, False)


def test_the_send_under_way_is_the_last_row():
    found = running_row(Form.COUNT, search(Outcome.SAME, Outcome.WORKS, Outcome.SAME))
    assert (found.depth, found.text, found.outcome, found.said) == (2, "c", None, "sending…")
    over = search(Outcome.SAME, Outcome.WORKS, Outcome.SAME, Outcome.SAME)
    assert running_row(Form.COUNT, over) is None


def test_branches_go_on_only_down_to_their_last_row():
    rows = with_rails(
        rows_of(Form.COUNT, search(Outcome.SAME, Outcome.WORKS, Outcome.SAME, Outcome.SAME), ())
    )
    assert [row.rails for row in rows] == [(), (True,), (False,), (False, False)]
