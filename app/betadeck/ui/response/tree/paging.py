"""How the members of a long list are shared out among rows, so that no value has more than a few hundred.

Its first page of members are rows themselves. Then come `PAGES` rows that are a page each, `PAGES` rows that
hold `PAGES` pages each, and so on: a list of ten million members has 240 rows.
"""

from betadeck.core.json_members import PAGE_MEMBERS

PAGES = 50


def page_row(number: int) -> tuple[int, int]:
    """Return the first member that the row `number` after the first page holds, and how many it holds."""
    first, size = PAGE_MEMBERS, PAGE_MEMBERS
    while number >= PAGES:
        number -= PAGES
        first += PAGES * size
        size *= PAGES
    return first + number * size, size
