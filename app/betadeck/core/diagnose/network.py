"""Sends that ended without an answer, or in the middle of one."""

from dataclasses import dataclass

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.verdict import one_line
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.failure import Failure, FailureKind
from betadeck.core.finding import Fix
from betadeck.core.fixes import change_key, change_target

_AGAIN = Retry(True, None, "Nothing was answered, so it may have been a passing fault.")
_NEVER = Retry(False, None, "Sending the same again will fail in the same way.")
_MAYBE = Retry(None, None, "It helps once the network is back.")
_COSTLY = Retry(True, None, "The server may have worked on it already: a second try may cost a second time.")


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of one kind of failure; `why` is for when the transport gave no words of its own."""

    culprit: Culprit
    title: str
    why: str
    remedy: str
    retry: Retry
    to_target: bool = False


def _network(
    name: str, title: str, why: str, remedy: str, retry: Retry, *, to_target: bool = False
) -> _Words:
    return _Words(Culprit("network", name), title, why, remedy, retry, to_target)


def _timeout(
    phase: str, title: str, why: str, remedy: str, retry: Retry, *, to_target: bool = False
) -> _Words:
    return _Words(Culprit("timeout", phase), title, why, remedy, retry, to_target)


def _between(name: str, title: str, why: str, remedy: str, retry: Retry) -> _Words:
    return _Words(Culprit("gateway", name), title, why, remedy, retry, to_target=True)


_TABLE: dict[FailureKind, _Words] = {
    FailureKind.BAD_ADDRESS: _network(
        "address",
        "The address cannot be used",
        "The target's base address is no http or https address.",
        "Correct the target's address.",
        _NEVER,
        to_target=True,
    ),
    FailureKind.BAD_REQUEST: _Words(
        Culprit("header"),
        "The request cannot be put on the wire",
        "A header, the address or a file is not what HTTP can carry.",
        "Correct what is named.",
        _NEVER,
    ),
    FailureKind.DNS: _network(
        "dns",
        "The server's name was not found",
        "No address is known for the host's name.",
        "Check the spelling of the address, and the network.",
        _MAYBE,
        to_target=True,
    ),
    FailureKind.REFUSED: _network(
        "refused",
        "The connection was refused",
        "Nothing listens at that address and port.",
        "Check address and port, and that the server runs.",
        _MAYBE,
        to_target=True,
    ),
    FailureKind.UNREACHABLE: _network(
        "unreachable",
        "There is no way to the server",
        "This network has no route to it, or a firewall stops it.",
        "Check the network, a VPN and a firewall.",
        _MAYBE,
        to_target=True,
    ),
    FailureKind.PROXY: _Words(
        Culprit("proxy"),
        "The proxy does not let the request through",
        "The connection goes through a proxy, which is not to be reached or refuses it.",
        "Check the proxy's address, name and password.",
        _MAYBE,
        to_target=True,
    ),
    FailureKind.TLS: _Words(
        Culprit("tls"),
        "No trusted connection could be made",
        "The server's certificate is not one that this machine trusts, or encryption could not be agreed on.",
        "Add the company's CA to the target, and check the clock and the address.",
        _NEVER,
        to_target=True,
    ),
    FailureKind.CONNECT_TIMEOUT: _timeout(
        "connect",
        "The connection took too long",
        "The server did not answer the attempt to connect.",
        "Check address, network and proxy.",
        _AGAIN,
        to_target=True,
    ),
    FailureKind.WRITE_TIMEOUT: _timeout(
        "write",
        "Sending the request took too long",
        "The server took the body too slowly.",
        "Send less, or allow more time.",
        _AGAIN,
    ),
    FailureKind.FIRST_BYTE_TIMEOUT: _timeout(
        "first_byte",
        "The server did not begin to answer in time",
        "The request went out whole, and nothing came back within the time allowed.",
        "Stream the answer, ask for less, or allow more time.",
        _COSTLY,
    ),
    FailureKind.IDLE_TIMEOUT: _timeout(
        "idle",
        "The answer came to a halt",
        "It began, and then nothing more came within the time allowed.",
        "Send again, or allow longer pauses.",
        _COSTLY,
    ),
    FailureKind.DISCONNECTED: _network(
        "disconnected",
        "The server closed the connection without an answer",
        "The connection ended before the first byte of an answer.",
        "Send again; if it stays, look at what is in between.",
        _AGAIN,
    ),
    FailureKind.CUT_BODY: _network(
        "cut",
        "The connection broke in the middle of the answer",
        "The body is shorter than it should be.",
        "What came is kept. Send again.",
        _COSTLY,
    ),
    FailureKind.NOT_HTTP: _between(
        "not_http",
        "What answered does not speak HTTP",
        "The answer is not one of HTTP/1.1.",
        "Check address, port, and http or https.",
        _NEVER,
    ),
    FailureKind.DECODING: _between(
        "content-encoding",
        "The answer is not compressed the way it says",
        "The body cannot be unpacked as content-encoding tells.",
        "Look at what is in between: it changed the answer.",
        _AGAIN,
    ),
    FailureKind.REDIRECT_LOOP: _between(
        "redirect",
        "The server sends the request round in circles",
        "One redirect follows the other.",
        "Correct the target's address.",
        _NEVER,
    ),
    FailureKind.NO_KEY: _Words(
        Culprit("key", "missing"),
        "No key was chosen",
        "The target names no key, or none that is there.",
        "Choose or store a key for this target.",
        _NEVER,
    ),
    FailureKind.KEYRING: _Words(
        Culprit("key", "keyring"),
        "The key could not be read from the keyring",
        "The keyring is locked, missing or did not answer.",
        "Unlock the keyring, or store the key again.",
        Retry(None, None, "It helps once the keyring can be read."),
    ),
    FailureKind.NO_ROOM: _Words(
        Culprit("size", "disk"),
        "The answer does not fit on the disk",
        "What came is kept; the rest was not read.",
        "Make room on the disk of the data folder, then send again.",
        Retry(None, None, "It helps once there is room."),
    ),
    FailureKind.UNKNOWN: _Words(
        Culprit("unknown"),
        "The send failed",
        "What went wrong is not one of the known ways in which a send can fail.",
        "Send again; if it stays, look at address, network and proxy.",
        Retry(None, None, "Nobody knows whether it helps."),
    ),
}


def broken_send(case: Case) -> Diagnosis | None:
    """Explain a send that failed before the server had its say."""
    failure = case.failure
    if failure is None:
        return None
    words = _TABLE[failure.kind]
    named = failure.kind is FailureKind.BAD_REQUEST
    detail = f"({failure.detail})" if failure.detail and not named else ""
    cause = " ".join(filter(None, (failure.message or words.why, detail)))
    title = one_line(_in_stream(case, words.title))
    return Diagnosis(title, cause, _culprit(failure, words), words.remedy, words.retry, _fixes(words))


def _culprit(failure: Failure, words: _Words) -> Culprit:
    """Return what stops the request: for one that could not be put on the wire, its detail is the place."""
    kind, _, name = failure.detail.partition(":")
    if failure.kind is not FailureKind.BAD_REQUEST or not kind:
        return words.culprit
    if kind == "header":
        return Culprit("header", name)
    return Culprit("field", "", name) if kind == "body" else Culprit("field", failure.detail)


def _in_stream(case: Case, title: str) -> str:
    """Tell of a stream that broke off after how many events and seconds it did."""
    answer, seconds = case.exhibit.answer, case.exhibit.elapsed_s
    if not case.head or not answer.events:
        return title
    after = f" ({seconds:.1f} s)" if seconds else ""
    return f"{case.status}, then {title[:1].lower()}{title[1:]} at event {answer.events}{after}"


def _fixes(words: _Words) -> tuple[Fix, ...]:
    if words.culprit.kind == "key":
        return (change_key(),)
    return (change_target(),) if words.to_target else ()
