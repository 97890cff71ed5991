"""Values out of JSON that must be of one kind."""

from typing import TypeVar

T = TypeVar("T")


def typed(kind: type[T], value: object) -> T:
    """Return `value`, which is a `kind`.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, kind):
        raise TypeError(f"not a {kind.__name__}")
    return value
