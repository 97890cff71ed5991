"""What a text gives, read as a literal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """`value` is what is written out; `is_call` tells that a call takes it, `options` what that takes besides."""

    value: object
    is_call: bool = False
    options: tuple[str, ...] = ()
