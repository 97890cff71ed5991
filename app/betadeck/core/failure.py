"""Why a send ended without a whole answer; one class for every cause the transport meets.

`FailureKind` values are also what `betadeck explain --failure` takes.
"""

from dataclasses import dataclass
from enum import Enum


class FailureKind(Enum):
    """Each names one phase and one cause."""

    BAD_ADDRESS = "bad_address"
    BAD_REQUEST = "bad_request"  # cannot be put on the wire: a header with a newline, a file that is gone
    DNS = "dns"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    PROXY = "proxy"
    TLS = "tls"
    CONNECT_TIMEOUT = "connect_timeout"
    WRITE_TIMEOUT = "write_timeout"
    FIRST_BYTE_TIMEOUT = "first_byte_timeout"
    IDLE_TIMEOUT = "idle_timeout"
    DISCONNECTED = "disconnected"  # closed before any answer
    CUT_BODY = "cut_body"  # closed in the middle of the body
    NOT_HTTP = "not_http"
    DECODING = "decoding"  # the body is not what content-encoding says
    REDIRECT_LOOP = "redirect_loop"
    NO_KEY = "no_key"
    KEYRING = "keyring"
    NO_ROOM = "no_room"  # the answer is too big for the disk
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Failure:
    """A cause in our words (`message`) and in the library's (`detail`, may be empty). No key is in it."""

    kind: FailureKind
    message: str
    detail: str = ""


class SendError(Exception):
    """Raised by the transport; carries the `Failure`."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure
