"""`betadeck assemble`: an event stream in, the message that a call without streaming would return out."""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from betadeck.core.answer import Answer, StreamFault

CLEAN, FAULTY, UNREADABLE = 0, 1, 2


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this verb to the program's parser."""
    parser = verbs.add_parser(
        "assemble",
        help="put an event stream together to the message it amounts to",
        description=(
            "Prints the assembled message as JSON, and on stderr what was wrong with the stream. "
            "JSON that is no stream is printed as it is. "
            "Exits with 1 if the stream was cut, broken or carried an error, with 2 if nothing can be read."
        ),
    )
    parser.add_argument("file", metavar="FILE", help="a file with the stream's bytes; - reads stdin")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit code."""
    from betadeck.cli.terminal import given
    from betadeck.core.answer_of import answer_of
    from betadeck.core.message_json import message_json

    try:
        body = given(arguments.file)
    except OSError as error:
        return _refuse(f"{arguments.file} cannot be read: {error.strerror or error}")
    if not body.strip():
        return _refuse("there is nothing to read")
    if not _is_stream(body):
        return _pass_through(body)
    answer = answer_of(body, "text/event-stream")
    if answer.message is not None:
        try:
            _print(message_json(answer.message).encode() + b"\n")
        except RecursionError:
            return _refuse("the message is nested too deeply to be printed")
    return _report(answer)


def _is_stream(body: bytes) -> bool:
    """Tell a stream, also one that was saved with the head of the answer before it."""
    from betadeck.core.answer_of import looks_streamed

    return looks_streamed(body) or (not body.lstrip().startswith((b"{", b"[")) and b"\ndata:" in body)


def _refuse(message: str) -> int:
    print(f"betadeck assemble: {message}", file=sys.stderr)
    return UNREADABLE


def _pass_through(body: bytes) -> int:
    """Print JSON as it came, byte for byte."""
    from betadeck.core.json_text import first_fault

    fault = first_fault(body.decode("utf-8", "surrogateescape").removeprefix("\ufeff"))
    if fault:
        return _refuse(f"this is neither an event stream nor JSON ({fault})")
    _print(body)
    return CLEAN


def _report(answer: "Answer") -> int:
    """Print the faults; tell by the exit code whether any of them spoils the answer."""
    from betadeck.core.answer import AnswerKind, FaultSeverity

    for line in _lines(answer.faults):
        print(line, file=sys.stderr)
    if answer.message is None and answer.kind is AnswerKind.EVENTS:
        print(f"no message in this stream: {answer.events} events of another kind", file=sys.stderr)
    spoilt = any(fault.severity is FaultSeverity.ERROR for fault in answer.faults)
    return FAULTY if spoilt or answer.message is None else CLEAN


def _lines(faults: Iterable["StreamFault"]) -> Iterable[str]:
    words = {"cut": "cut off", "in_stream_error": "error in the stream"}
    for fault in faults:
        name = words.get(fault.code, fault.code.replace("_", " "))
        yield f"{fault.severity.value}: {name}: {fault.message} (at byte {fault.offset})"


def _print(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
