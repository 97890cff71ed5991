"""How wide library and betas are in a window of some width. No Qt here."""

LEAST_SIDE_PX, LEAST_BETAS_PX, LEAST_MIDDLE_PX = 160, 220, 360
SIDE_PX, BETAS_PX = 228, 316
_EASY_MIDDLE_PX = 460
"""What the request wants for itself before library and betas get more than their least."""


def side_widths(window_px: int, side_px: int, betas_px: int) -> tuple[int, int]:
    """Return the widths of library and betas, wanted as `side_px` and `betas_px`; 0 is one that is hidden.

    In a narrow window both give way alike, each down to its least, and come back when it is wide again.
    """
    least = (min(side_px, LEAST_SIDE_PX), min(betas_px, LEAST_BETAS_PX))
    over = side_px + betas_px + _EASY_MIDDLE_PX - window_px
    spare = (side_px - least[0], betas_px - least[1])
    if over <= 0 or not sum(spare):
        return side_px, betas_px
    given = min(over, sum(spare))
    first = given * spare[0] // sum(spare)
    return side_px - first, betas_px - (given - first)
