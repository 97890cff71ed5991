"""JSON Pointers (RFC 6901): `/messages/0/content`, with `~1` for a slash and `~0` for a tilde in a name."""

from collections.abc import Iterable


def split(pointer: str) -> tuple[str, ...]:
    """Return the names in `pointer`, unescaped; the empty pointer is the whole document.

    Raises:
        ValueError: the pointer neither is empty nor begins with a slash.
    """
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise ValueError(f"a JSON Pointer begins with a slash: {pointer}")
    return tuple(unescaped(part) for part in pointer[1:].split("/"))


def join(names: Iterable[str | int]) -> str:
    """Return the pointer that leads through `names`; numbers are places in a list, from 0."""
    return "".join("/" + escaped(str(name)) for name in names)


def escaped(name: str) -> str:
    """Return `name` as one step of a pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def unescaped(step: str) -> str:
    """Return the name that one step of a pointer means."""
    return step.replace("~1", "/").replace("~0", "~")


def words(pointer: str) -> str:
    """Return a pointer as people write places: `/messages/3/content/0` is `messages.3.content.0`."""
    return ".".join(split(pointer))


def place_words(pointer: str) -> str:
    """Return the same for a sentence, in which the whole document is `the body`."""
    return words(pointer) or "the body"


def list_index(name: str) -> int | None:
    """Return `name` as a place in a list, or None when it is none (`-`, `01`, a word)."""
    if not name.isascii() or not name.isdigit() or (name[0] == "0" and name != "0"):
        return None
    return int(name) if len(name) < 16 else None


def value_at(body: object, pointer: str) -> object:
    """Return the value at `pointer`, or None where there is none."""
    for name in split(pointer):
        if isinstance(body, dict):
            body = body.get(name)
        elif isinstance(body, list) and (index := list_index(name)) is not None:
            body = body[index] if index < len(body) else None
        else:
            return None
    return body
