"""What `betadeck explain` is given, however it was kept: a body, a whole reply, an SDK's words, a sentence."""

import codecs
import json
import re
from dataclasses import dataclass, replace

from betadeck.cli.curl_trace import is_trace, untraced
from betadeck.core.answer import AnswerKind
from betadeck.core.answer_of import answer_of
from betadeck.core.body_kind import BodyKind, kind_of
from betadeck.core.diagnose.gateway import is_page
from betadeck.core.diagnose.gateway_words import page_title
from betadeck.core.json_in_text import values_in

Headers = tuple[tuple[str, str], ...]

_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?: [^\r\n]*)?\r?\n(?=[\w-]+:|\r?\n|\Z)")
_HEAD_END = re.compile(rb"\r?\n(?:\r?\n|\Z)")
_OF_A_PAGE = re.compile(r"\b[45]\d\d\b")
_JSON = ("content-type", "application/json")
_AHEAD = re.compile(
    rb"(?mi)^.*(?:\b\w*Warning:|\bwarning:|\bwill (?:be(?:come)?|soon be) (?:required|mandatory|removed)\b).*\n?"
)
"""A line that warns of what will be; nothing has failed for that."""
_LONGEST_WORDS_BYTES = 20_000
_TOLD = re.compile(
    rb"(?i:\b(?:error|status)(?: ?code)?[:= ]+|\bHTTP(?:/[\d.]+)? |\bstatus_?code[\"']?[:=] ?)([45]\d\d)\b"
    rb"|^(?:[\w.]+: )?([45]\d\d)(?= [A-Z{])"
)


_BROKEN = (
    (rb"certificate|\bSSL|\bTLS\b", "tls"),
    (rb"ENOTFOUND|EAI_AGAIN|getaddrinfo|name or service not known|could not resolve|nodename nor", "dns"),
    (rb"ECONNREFUSED|connection refused|actively refused", "refused"),
    (rb"ENETUNREACH|EHOSTUNREACH|network is unreachable|no route to host", "unreachable"),
    (rb"ConnectTimeout|connect(?:ion)? timed? ?out|ETIMEDOUT", "connect_timeout"),
    (
        rb"ECONNRESET|reset by peer|server disconnected|socket hang up|remote end closed|empty reply",
        "disconnected",
    ),
    (
        rb"ReadTimeout|APITimeoutError|APIConnectionTimeoutError|(?:request|operation) timed out",
        "first_byte_timeout",
    ),
    (rb"APIConnectionError|fetch failed|connection error", "unknown"),
)
"""What clients print when no answer came, and the kind of failure it is; the first that is found wins.

Sources: errno names of Node and Python, curl's messages, classes of the vendor's SDKs 2.12.0 and 1.12.0.
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as far as it is known; `status` 0 means that nobody told it.

    `failure` is how the send failed, where no answer came: the value of a `FailureKind`, or empty.
    `only_warns` tells that it speaks of what will be, and of nothing that failed.
    """

    status: int
    headers: Headers
    body: bytes
    failure: str = ""
    only_warns: bool = False


def read_reply(given: bytes, status: int = 0, headers: Headers = ()) -> Reply:
    """Return the reply in `given`: a body, or a head and a body as `curl -i` or `curl -v` print them.

    What the user said on the command line, `status` and `headers`, wins over what stands in it. Without
    either, the status is looked for in the words of an SDK, such as `Error code: 400 - {...}`. Lines that
    only warn of what will be are no fault.
    """
    given = given.removeprefix(codecs.BOM_UTF8)
    given = untraced(given) if is_trace(given[:_LONGEST_WORDS_BYTES]) else given
    reply = _without_heads(Reply(status, headers, given))
    if reply.status:
        return reply
    text = reply.body[:_LONGEST_WORDS_BYTES]
    if text.lstrip().startswith((b"{", b"[")) or is_page(text):
        return _with_status(reply)
    if found := _TOLD.search(text):
        return Reply(int(found.group(1) or found.group(2)), headers, reply.body)
    left = _AHEAD.sub(b"", text)
    if text.strip() and not left.strip():
        return Reply(0, headers, b"", only_warns=True)
    if failure := next((kind for words, kind in _BROKEN if re.search(words, left, re.IGNORECASE)), ""):
        return Reply(0, headers, b"", failure)
    return _with_status(Reply(0, headers, _AHEAD.sub(b"", reply.body)))


def _without_heads(reply: Reply) -> Reply:
    """Take heads off the body; of several replies (a proxy's, `100 Continue`, redirects) the last one counts."""
    body = reply.body.lstrip()
    if not _STATUS_LINE.match(body):
        return reply
    line = list(_STATUS_LINE.finditer(body))[-1]
    end = _HEAD_END.search(body, line.end() - 2)
    rows = body[line.end() : end.start() if end else len(body)]
    headers = (*reply.headers, *_headers(rows))
    return Reply(reply.status or int(line.group(1)), headers, body[end.end() :] if end else b"")


def _headers(rows: bytes) -> Headers:
    lines = (row.partition(":") for row in rows.decode("utf-8", "replace").splitlines())
    return tuple((name.strip(), value.strip()) for name, colon, value in lines if colon)


def _with_status(reply: Reply) -> Reply:
    """Return a reply without a status as the answer, the page or the error in words that its body is.

    An error body may be one that Python has printed.
    """
    start = reply.body[:_LONGEST_WORDS_BYTES]
    words = start.decode("utf-8", "replace").strip()
    if words.startswith("{'") and (printed := next(values_in(words), None)):
        return replace(reply, body=json.dumps(printed).encode())
    answer = answer_of(reply.body, "")
    if answer.error is not None or kind_of(start, "") is BodyKind.BINARY:
        return reply
    if is_page(start):
        told = _OF_A_PAGE.search(page_title(start))
        return replace(reply, status=int(told.group()) if told else 200)
    if words.startswith(("{", "[")):
        return replace(reply, status=200, headers=(*reply.headers, _JSON))
    if answer.kind not in (AnswerKind.OTHER, AnswerKind.JSON):
        return replace(reply, status=200)
    return replace(reply, body=json.dumps({"error": {"message": words}}).encode() if words else b"")
