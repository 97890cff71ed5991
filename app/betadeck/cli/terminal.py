"""Standard streams that cannot fail on a character, a closed pipe or Ctrl+C."""

import codecs
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

INTERRUPTED = 130
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def guarded(run: Callable[[], int]) -> int:
    """Run a verb and return its exit code; a reader that went away or Ctrl+C end it quietly."""
    _widen(sys.stdout, always_utf8=not sys.stdout.isatty())
    _widen(sys.stderr, always_utf8=False)
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at exit
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def given(name: str) -> bytes:
    """Return the bytes of the file `name`, or of standard input for `-`; UTF-16, as PowerShell writes it, as UTF-8."""
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return data.decode("utf-16", "replace").encode() if data.startswith(_UTF16) else data


def complain(message: str) -> None:
    """Say `message` on standard error."""
    print(message, file=sys.stderr, flush=True)


def _widen(stream: object, *, always_utf8: bool) -> None:
    """Let `stream` take any text: into pipes and files as UTF-8, on a terminal in the terminal's encoding."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8" if always_utf8 else None, errors="backslashreplace")
