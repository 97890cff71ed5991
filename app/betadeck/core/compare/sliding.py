"""Where lines came or went, and the same lines stand before or behind them, the better place is chosen.

When a whole object is put between two others, `} {` may be what is told to be new as well as `{ }`.
"""

from betadeck.core.compare.block import Block, Sort

_FURTHEST = 60
_CLOSERS = (b"}", b"]")


def slid(blocks: list[Block], ours: list[bytes], theirs: list[bytes]) -> list[Block]:
    """Return `blocks` with added and removed ones begun at the line that begins something."""
    found = list(blocks)
    for place in range(1, len(found)):
        block, before = found[place], found[place - 1]
        if block.sort not in (Sort.ADDED, Sort.REMOVED) or before.sort is not Sort.EQUAL:
            continue
        if place + 1 < len(found) and found[place + 1].sort is not Sort.EQUAL:
            continue
        lines, start = (theirs, block.right) if block.sort is Sort.ADDED else (ours, block.left)
        up = _best(lines, start, block.rows, min(before.rows - 1, _FURTHEST))
        if up:
            _move_up(found, place, up)
    return found


def _best(lines: list[bytes], start: int, count: int, most: int) -> int:
    """Return by how many lines the block should begin earlier."""
    best, best_worth = 0, _worth(lines[start])
    for up in range(1, most + 1):
        if lines[start - up] != lines[start + count - up]:
            break
        worth = _worth(lines[start - up])
        if worth < best_worth:
            best, best_worth = up, worth
    return best


def _worth(line: bytes) -> tuple[bool, int]:
    """Return less for a better first line: one that closes nothing and is not far indented."""
    inner = line.lstrip()
    return inner.startswith(_CLOSERS), len(line) - len(inner)


def _move_up(found: list[Block], place: int, up: int) -> None:
    """Let a block begin `up` lines earlier; what it leaves behind joins the equal lines after it."""
    before, block = found[place - 1], found[place]
    found[place - 1] = before._replace(rows=before.rows - up)
    found[place] = block._replace(left=block.left - up, right=block.right - up)
    if place + 1 < len(found):
        after = found[place + 1]
        found[place + 1] = after._replace(left=after.left - up, right=after.right - up, rows=after.rows + up)
    else:
        left = block.left - up + (block.rows if block.sort is Sort.REMOVED else 0)
        right = block.right - up + (block.rows if block.sort is Sort.ADDED else 0)
        found.append(Block(Sort.EQUAL, left, right, up))
