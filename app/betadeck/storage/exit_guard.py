"""Lets the program's exit wait for a daemon thread while it does what must not be cut off.

At exit Python 3.11 ends daemon threads by unwinding their stacks, and what is written in Rust or C++ aborts
the whole process when it is unwound: so does the library of ciphers that the keyring loads. From Python 3.14
on such threads are left standing instead. Source: python/cpython issue 87135.
"""

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LIMIT_S = 5.0


@contextmanager
def finished_before_exit(limit_s: float = _LIMIT_S) -> Iterator[None]:
    """Let an exit wait for the end of this block, at most `limit_s` seconds. No person may be waited for in it."""
    done = threading.Event()

    def wait() -> None:
        done.wait(limit_s)

    atexit.register(wait)
    try:
        yield
    finally:
        done.set()
        atexit.unregister(wait)
