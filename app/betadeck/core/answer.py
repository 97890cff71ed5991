"""The answer that a reply amounts to, and the steps in which a stream makes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from betadeck.core.sse import Event


class AnswerKind(Enum):
    """What the reply turned out to be."""

    MESSAGE = "message"  # the Messages API, whole or streamed
    COMPLETION = "completion"  # the old text completions
    CHAT = "chat"  # OpenAI's chat completions, as compatible servers give them
    EVENTS = "events"  # a stream of another kind, such as a session's events
    LINES = "lines"  # a JSON value a line, such as the results of a batch
    JSON = "json"  # JSON that is none of these
    OTHER = "other"  # neither JSON nor a stream, or nothing


class FaultSeverity(Enum):
    """How bad a fault of a stream is: `ERROR` spoils the answer, `WARN` may, `INFO` is worth knowing."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class StreamFault:
    """Something wrong in a stream. `offset` is the byte where the event begins that shows it.

    Codes: `cut`, `in_stream_error`, `malformed_event`, `malformed_body`, `unended_event`, `out_of_order`,
    `unknown_event`, `unknown_delta`, `unknown_block`, `bad_tool_input`, `many_faults`, `unread`.
    """

    code: str
    message: str
    offset: int
    severity: FaultSeverity = FaultSeverity.WARN


@dataclass(frozen=True, slots=True)
class ApiError:
    """An error as the API words it. `raw` is the whole text it was found in; the other texts may be empty."""

    type: str
    message: str
    request_id: str = ""
    details: Mapping[str, object] | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One content block. `data` is what stands in the message.

    `complete`: its end has come. `valid`: what was streamed could be read; not so for tool input that is
    no whole JSON, whose text is `partial_json`, and for a block whose start was never seen. `unknown`
    holds deltas of kinds that this program does not know, as they came.
    """

    index: int
    type: str
    data: dict[str, object]
    complete: bool = True
    valid: bool = True
    partial_json: str = ""
    unknown: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, read as far as it has come.

    `message` is what a call without streaming would have returned, None if there is no message in it.
    `complete` tells that the reply reached its regular end. `events` counts stream events.
    """

    message: dict[str, object] | None = None
    blocks: tuple[Block, ...] = ()
    usage: dict[str, object] = field(default_factory=dict)
    stop_reason: str = ""
    error: ApiError | None = None
    faults: tuple[StreamFault, ...] = ()
    complete: bool = False
    events: int = 0
    kind: AnswerKind = AnswerKind.OTHER

    def counts_output(self) -> bool:
        """Tell whether the server has counted the output; a stream that was cut tells only what it began with."""
        return self.complete or bool(self.stop_reason)

    def counted(self) -> dict[str, object]:
        """Return the usage, without the output where the server did not come to count it."""
        return {
            name: count
            for name, count in self.usage.items()
            if name != "output_tokens" or self.counts_output()
        }


@dataclass(frozen=True, slots=True)
class BlockStarted:
    """A block began; `block` is as its start event gave it."""

    index: int
    block: Block


@dataclass(frozen=True, slots=True)
class BlockGrew:
    """A block got more.

    `field` is one of `text`, `thinking`, `input_json`, `signature`, `citation`, `content`; `text` is what to
    append to it, for a citation its JSON.
    """

    index: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class BlockEnded:
    """A block is whole; `valid` as in `Block`."""

    index: int
    valid: bool


@dataclass(frozen=True, slots=True)
class MessageChanged:
    """The message's own fields are these now; `message` is without its content."""

    message: dict[str, object]


@dataclass(frozen=True, slots=True)
class ErrorArrived:
    """The stream carried an error after it had begun."""

    error: ApiError


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event, delta or block type that this program does not know, or an event it cannot read."""

    event: Event


Change = BlockStarted | BlockGrew | BlockEnded | MessageChanged | ErrorArrived | Unknown
