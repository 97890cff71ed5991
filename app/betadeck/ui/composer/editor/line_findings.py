"""Which places of a body the findings speak of."""

_BODY = "body:"


def pointer_of(where: str) -> str | None:
    """Return the JSON Pointer in `where` if it names a place in the body, else None."""
    if where == "body":
        return ""
    return where.removeprefix(_BODY) if where.startswith(_BODY) else None
