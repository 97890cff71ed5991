"""Every way a send can break, turned into one of our failures.

The HTTP library's own texts are often empty or say only what the socket said, so the cause is told by the
class of the error, by what is beneath it, and by the phase in which it came:

    httpx.HTTPError
      TimeoutException      one of ours by phase (our `Deadline` raises the builtin `TimeoutError`)
      ConnectError          DNS, REFUSED, UNREACHABLE, TLS; at a proxy: PROXY
      ReadError, WriteError DISCONNECTED before the head, CUT_BODY after it
      RemoteProtocolError   DISCONNECTED, CUT_BODY or NOT_HTTP
      LocalProtocolError    BAD_REQUEST
      ProxyError            PROXY
      UnsupportedProtocol   BAD_ADDRESS
"""

import errno
import socket
import ssl
from collections.abc import Callable, Iterator

import httpx

from betadeck.core.failure import Failure, FailureKind
from betadeck.core.redact import scrub
from betadeck.transport.phase import Phase
from betadeck.transport.situation import Situation
from betadeck.transport.time_out_words import time_out
from betadeck.transport.tls_words import tls_words

_NO_ROUTE = frozenset(
    {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM}
)
_PROXYS_FAULT = frozenset(
    {
        FailureKind.DNS,
        FailureKind.REFUSED,
        FailureKind.UNREACHABLE,
        FailureKind.CONNECT_TIMEOUT,
        FailureKind.TLS,
    }
)
_DETAIL_CHARACTERS = 300
_TLS_RECORDS = (b"\x15\x03", b"\x16\x03")

TRANSLATED = (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError)
"""What `failure_of` explains; anything else that a send raises is a fault of ours."""


def failure_of(error: BaseException, situation: Situation) -> Failure:
    """Return what `error` means in `situation`. No secret of the situation is in it."""
    kind, message = _explained(error, situation)
    if situation.at_proxy and kind in _PROXYS_FAULT:
        kind = FailureKind.PROXY
    detail = scrub(_detail(error), situation.secrets)[:_DETAIL_CHARACTERS]
    return Failure(kind, scrub(message, situation.secrets), detail)


def _explained(error: BaseException, situation: Situation) -> tuple[FailureKind, str]:
    for classes, explain in _BY_CLASS:
        if isinstance(error, classes):
            return explain(str(error), situation)
    chain = list(_chain(error))
    tls = next((each for each in chain if isinstance(each, ssl.SSLError)), None)
    if tls is not None:
        return FailureKind.TLS, _sentence(tls_words(tls, situation.peer))
    if situation.phase in {Phase.PREPARING, Phase.CONNECTING, Phase.TLS}:
        return _connecting(chain, situation)
    return _broken(situation)


def _timed_out(_text: str, situation: Situation) -> tuple[FailureKind, str]:
    kind, message = time_out(situation)
    return kind, _sentence(message)


def _address(_text: str, situation: Situation) -> tuple[FailureKind, str]:
    message = f"No request can be sent to {situation.server}: it is no usable address."
    return FailureKind.BAD_ADDRESS, message


def _request(_text: str, _situation: Situation) -> tuple[FailureKind, str]:
    return (
        FailureKind.BAD_REQUEST,
        "HTTP does not allow this request: a header or the body's length is wrong.",
    )


def _connecting(chain: list[BaseException], situation: Situation) -> tuple[FailureKind, str]:
    peer = situation.peer
    if situation.phase is Phase.TLS:
        return FailureKind.TLS, _sentence(
            f"{peer} closed the connection while encryption was being agreed on."
        )
    if any(isinstance(each, socket.gaierror) for each in chain):
        host = peer.rpartition(":")[0] or peer
        return FailureKind.DNS, f"The name of {host} was not found. Check the spelling and the network."
    if any(isinstance(each, ConnectionRefusedError) for each in chain):
        return FailureKind.REFUSED, f"Nothing listens at {peer}: the connection was refused."
    codes = {each.errno for each in chain if isinstance(each, OSError)}
    if codes & _NO_ROUTE:
        return FailureKind.UNREACHABLE, f"There is no way to {peer} from this network."
    return FailureKind.UNREACHABLE, f"No connection to {peer} came about."


def _protocol(text: str, situation: Situation) -> tuple[FailureKind, str]:
    peer = situation.peer
    if situation.phase is Phase.BODY:
        if "closed" in text or "incomplete" in text:
            return _broken(situation)
        return FailureKind.NOT_HTTP, f"The body from {peer} breaks HTTP's rules. What came before is kept."
    gone = "disconnected" in text or "closed" in text
    if gone and (not situation.received or situation.received.startswith(b"HTTP/1.")):
        return _broken(situation)
    if situation.phase is Phase.TUNNEL:
        return FailureKind.PROXY, f"What {peer} answered is not HTTP."
    message = f"What {peer} answered is not HTTP/1.1. Is it the right port?"
    if situation.received.startswith(_TLS_RECORDS):
        message = f"{situation.server} speaks TLS on this port. Is it an https:// address?"
    elif "too long" in text:
        message = f"The headers of what {peer} answered are longer than 100 kB."
    elif situation.received.startswith(b"HTTP/1."):
        message = f"The headers of what {peer} answered break HTTP's rules."
    return FailureKind.NOT_HTTP, message


def _broken(situation: Situation) -> tuple[FailureKind, str]:
    """The connection ended too early."""
    peer = situation.peer
    if situation.phase is Phase.BODY:
        return (
            FailureKind.CUT_BODY,
            f"The connection to {peer} closed in the middle of the body. What came is kept.",
        )
    if situation.phase is Phase.TUNNEL:
        return FailureKind.PROXY, _sentence(
            f"{peer} closed the connection when asked for {situation.server}."
        )
    again = " The connection had been idle; sending again opens a new one." if situation.reused else ""
    return FailureKind.DISCONNECTED, _sentence(f"{peer} closed the connection without an answer.{again}")


def _proxy(text: str, situation: Situation) -> tuple[FailureKind, str]:
    words = f"did not connect to {situation.server}."
    if text.startswith("407") and situation.proxy_password:
        words = "does not accept the user name or password in its address."
    elif text.startswith("407"):
        words = "wants a user name and password: write http://user:password@host:port."
    elif text.startswith("403"):
        words = f"does not allow connections to {situation.server}."
    return FailureKind.PROXY, f"The proxy {situation.proxy} {words}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and all that it was raised from, also within groups."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions


def _detail(error: BaseException) -> str:
    text = str(error).strip()
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] if text.startswith("the ") else text


_Explain = Callable[[str, Situation], tuple[FailureKind, str]]
_BY_CLASS: tuple[tuple[tuple[type[Exception], ...], _Explain], ...] = (
    ((TimeoutError, httpx.TimeoutException), _timed_out),
    ((httpx.ProxyError,), _proxy),
    ((httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError), _address),
    ((httpx.LocalProtocolError,), _request),
    ((httpx.RemoteProtocolError,), _protocol),
)
