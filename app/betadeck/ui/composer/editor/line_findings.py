"""Which places of a body the findings speak of."""

from betadeck.core.json_text import locate

_BODY = "body:"


def pointer_of(where: str) -> str | None:
    """Return the JSON Pointer in `where` if it names a place in the body, else None."""
    if where == "body":
        return ""
    return where.removeprefix(_BODY) if where.startswith(_BODY) else None


def nearest(text: str, pointer: str) -> tuple[int, int]:
    """Return the span of the value at `pointer`, or of the nearest one around it that exists."""
    while True:
        found = locate(text, pointer)
        if found is not None:
            return found.start, found.end
        if not pointer:
            return 0, len(text)
        pointer = pointer.rpartition("/")[0]
