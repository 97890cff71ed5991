"""Library and betas give way in a narrow window."""

import pytest

from betadeck.ui.bars import LEAST_BETAS_PX, LEAST_SIDE_PX, side_widths


def test_wide_windows_leave_them_as_they_were_wanted():
    assert side_widths(1440, 228, 316) == (228, 316)


@pytest.mark.parametrize("window", [720, 800, 900, 960])
def test_narrow_windows_take_from_both_down_to_their_least(window):
    side, betas = side_widths(window, 228, 316)
    assert LEAST_SIDE_PX <= side < 228
    assert LEAST_BETAS_PX <= betas < 316


def test_the_middle_gets_what_it_wants_before_the_sides_get_more():
    side, betas = side_widths(950, 228, 316)
    assert 950 - side - betas == 460


def test_a_hidden_side_takes_and_gives_nothing():
    assert side_widths(720, 0, 316)[0] == 0


def test_sides_below_their_least_are_not_made_wider():
    assert side_widths(720, 100, 100) == (100, 100)
