"""Work that can be done in steps, done in one go."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def result_of(steps: Generator[object, None, T]) -> T:
    """Take all `steps` now and return what they return."""
    while True:
        try:
            next(steps)
        except StopIteration as over:
            result: T = over.value
            return result
