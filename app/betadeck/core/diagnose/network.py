"""Sends that ended without an answer, or in the middle of one."""

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import one_line
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.failure import FailureKind
from betadeck.core.finding import Fix
from betadeck.core.fixes import change_key, change_target

_AGAIN = Retry(True, None, "Nothing was answered, so it may have been a passing fault.")
_NEVER = Retry(False, None, "Sending the same again will fail in the same way.")
_MAYBE = Retry(None, None, "It helps once the network is back.")
_COSTLY = Retry(True, None, "The server may have worked on it already: a second try may cost a second time.")

_TABLE: dict[FailureKind, tuple[str, str, str, str, Retry]] = {
    FailureKind.BAD_ADDRESS: ("network", "address", "The address cannot be used", "Correct the target's address.", _NEVER),
    FailureKind.BAD_REQUEST: ("header", "", "The request cannot be put on the wire", "Correct what is named.", _NEVER),
    FailureKind.DNS: ("network", "dns", "The server's name was not found", "Check the spelling of the address, and the network.", _MAYBE),
    FailureKind.REFUSED: ("network", "refused", "The connection was refused", "Check address and port, and that the server runs.", _MAYBE),
    FailureKind.UNREACHABLE: ("network", "unreachable", "There is no way to the server", "Check the network, a VPN and a firewall.", _MAYBE),
    FailureKind.PROXY: ("proxy", "", "The proxy does not let the request through", "Check the proxy's address, name and password.", _MAYBE),
    FailureKind.TLS: ("tls", "", "No trusted connection could be made", "Add the company's CA to the target, and check the clock and the address.", _NEVER),
    FailureKind.CONNECT_TIMEOUT: ("timeout", "connect", "The connection took too long", "Check address, network and proxy.", _AGAIN),
    FailureKind.WRITE_TIMEOUT: ("timeout", "write", "Sending the request took too long", "Send less, or allow more time.", _AGAIN),
    FailureKind.FIRST_BYTE_TIMEOUT: ("timeout", "first_byte", "The server did not begin to answer in time", "Stream the answer, ask for less, or allow more time.", _COSTLY),
    FailureKind.IDLE_TIMEOUT: ("timeout", "idle", "The answer came to a halt", "Send again, or allow longer pauses.", _COSTLY),
    FailureKind.DISCONNECTED: ("network", "disconnected", "The server closed the connection without an answer", "Send again; if it stays, look at what is in between.", _AGAIN),
    FailureKind.CUT_BODY: ("network", "cut", "The connection broke in the middle of the answer", "What came is kept. Send again.", _COSTLY),
    FailureKind.NOT_HTTP: ("gateway", "not_http", "What answered does not speak HTTP", "Check address, port, and http or https.", _NEVER),
    FailureKind.DECODING: ("gateway", "content-encoding", "The answer is not compressed the way it says", "Look at what is in between: it changed the answer.", _AGAIN),
    FailureKind.REDIRECT_LOOP: ("gateway", "redirect", "The server sends the request round in circles", "Correct the target's address.", _NEVER),
    FailureKind.NO_KEY: ("key", "missing", "No key was chosen", "Choose or store a key for this target.", _NEVER),
    FailureKind.KEYRING: ("key", "keyring", "The key could not be read from the keyring", "Unlock the keyring, or store the key again.", _MAYBE),
    FailureKind.UNKNOWN: ("unknown", "", "The send failed", "", Retry()),
}  # fmt: skip


def broken_send(case: Case) -> Diagnosis | None:
    """Explain a send that failed before the server had its say."""
    failure = case.failure
    if failure is None:
        return None
    kind, name, title, remedy, retry = _TABLE[failure.kind]
    cause = " ".join(filter(None, (failure.message, f"({failure.detail})" if failure.detail else "")))
    title = _sharper(case, title)
    return Diagnosis(one_line(title), cause, Culprit(kind, name), remedy, retry, _fixes(case))


def _sharper(case: Case, title: str) -> str:
    """Tell what is special: a stream that broke off after so many events and seconds."""
    answer, seconds = case.exhibit.answer, case.exhibit.elapsed_s
    if case.head and answer.events:
        after = f" ({seconds:.1f} s)" if seconds else ""
        return f"{case.status}, then {_lower(title)} at event {answer.events}{after}"
    return title


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _fixes(case: Case) -> tuple[Fix, ...]:
    kind = case.failure.kind if case.failure else FailureKind.UNKNOWN
    if kind in (FailureKind.NO_KEY, FailureKind.KEYRING):
        return (change_key(),)
    at_target = {
        *(FailureKind.BAD_ADDRESS, FailureKind.DNS, FailureKind.REFUSED, FailureKind.PROXY, FailureKind.TLS),
        *(
            FailureKind.NOT_HTTP,
            FailureKind.REDIRECT_LOOP,
            FailureKind.CONNECT_TIMEOUT,
            FailureKind.UNREACHABLE,
        ),
    }
    return (change_target(),) if kind in at_target else ()
