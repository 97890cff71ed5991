"""The events of a session as a stream, from the moment at which it is opened.

Source: the vendor's pages on session events and on event deltas, 2026-11.
"""

from collections.abc import Iterator, Sequence

from betadeck.sandbox.ask import dicts
from betadeck.sandbox.events import pieces, sse
from betadeck.sandbox.reply import Step, Until, Wait
from betadeck.sandbox.session_log import SessionLog
from betadeck.sandbox.state import Sandbox
from betadeck.sandbox.store import Json

QUIET_S = 15.0
"""After how much silence a comment is sent, so that nobody in between closes the connection."""
_ALIVE = b": still here\n\n"


def steps(sandbox: Sandbox, log: SessionLog, previewed: Sequence[str]) -> Iterator[Step]:
    """Yield what a stream sends; `previewed` are the types of events of which it shows the beginnings."""
    seen = log.count(sandbox.clock())
    while True:
        following = log.after(seen)
        wait_s = QUIET_S if following is None else following.at_s - sandbox.clock()
        if following is None and log.closed:
            return
        if following is not None and wait_s <= 0:
            yield from _shown(sandbox, following.event, previewed)
            seen += 1
        else:
            yield Until(log.changed, min(wait_s, QUIET_S))
            if following is None and log.after(seen) is None and not log.closed:
                yield _ALIVE


def _shown(sandbox: Sandbox, event: Json, previewed: Sequence[str]) -> Iterator[Step]:
    kind = str(event["type"])
    if kind in previewed:
        begun = {"id": event["id"], "type": kind}
        yield sse(("event_start", {"type": "event_start", "event": begun}))
        yield from _deltas(sandbox, event)
    yield sse((kind, event))


def _deltas(sandbox: Sandbox, event: Json) -> Iterator[Step]:
    if event["type"] != "agent.message":
        return
    for index, block in enumerate(dicts(event.get("content"))):
        for text in pieces(str(block.get("text", ""))):
            if sandbox.delay_s > 0:
                yield Wait(sandbox.delay_s)
            delta = {"type": "content_delta", "index": index, "content": {"type": "text", "text": text}}
            yield sse(("event_delta", {"type": "event_delta", "event_id": event["id"], "delta": delta}))
