"""Answers as proxies, gateways, other hosts and broken connections give them."""

from collections.abc import Callable, Mapping

from betadeck.sandbox.errors import envelope, invalid
from betadeck.sandbox.practise_big import SIZES, big_list
from betadeck.sandbox.reply import End, Headers, Reply, Wait, dumps, whole

SLOW_S = 3.0
_HTML = "text/html; charset=utf-8"
_REFUSED = "messages: at least one message is required"


def _page(title: str, text: str) -> bytes:
    head, body = f"<head><title>{title}</title></head>", f"<body><h1>{text}</h1></body>"
    return f"<html>\r\n{head}\r\n{body}\r\n</html>\r\n".encode()


def _html_502() -> Reply:
    page = _page("502 Bad Gateway", "502 Bad Gateway")
    return whole(page, _HTML, 502, (("server", "sandbox-proxy"),), raw=True)


def _html_200() -> Reply:
    return whole(_page("Sign in", "Sign in to use this network"), _HTML, raw=True)


def _redirect() -> Reply:
    return whole(b"", _HTML, 307, (("location", "https://elsewhere.invalid/v1/messages"),), raw=True)


def _bedrock() -> Reply:
    headers: Headers = (
        ("x-amzn-requestid", "00000000-0000-4000-8000-000000000000"),
        ("x-amzn-errortype", "ValidationException"),
    )
    return whole(dumps({"message": "invalid beta flag"}), "application/json", 400, headers, raw=True)


def _wrapped() -> Reply:
    inner = dumps(envelope(invalid(_REFUSED), "req_sandboxinside")).decode()
    body = {
        "error": {
            "message": f"upstream answered 400: {inner}",
            "type": "None",
            "param": "None",
            "code": "400",
        }
    }
    return whole(dumps(body), "application/json", 400, raw=True)


def _openai() -> Reply:
    error = {"message": _REFUSED, "type": "invalid_request_error", "param": "messages", "code": "empty_array"}
    return whole(dumps({"error": error}), "application/json", 400, raw=True)


def _text() -> Reply:
    return whole(b"upstream connect error or disconnect/reset before headers", "text/plain", 500, raw=True)


def _empty() -> Reply:
    return whole(b"", "application/json")


def _not_json() -> Reply:
    return whole(
        b'{"id":"msg_sandbox","type":"message","role":"assistant","content":[{"type":"te', "application/json"
    )


def _half() -> Reply:
    headers: Headers = (("content-type", "application/json"), ("content-length", "4096"))
    return Reply(
        200, headers, (b'{"id":"msg_sandbox","type":"message","content":[{"type":"text","text":"', End.CUT)
    )


def _bad_gzip() -> Reply:
    return whole(b'{"type":"message"}', "application/json", 200, (("content-encoding", "gzip"),))


def _disconnect() -> Reply:
    return Reply(before=(End.CUT,))


def _no_answer() -> Reply:
    return Reply(before=(End.HANG,))


def _too_large() -> Reply:
    body = {"error": {"type": "request_too_large", "message": "Request exceeds the maximum size"}}
    return whole(dumps(body), "application/json", 413, raw=True)


_MAKERS: Mapping[str, Callable[[], Reply]] = {
    "html-502": _html_502,
    "html-200": _html_200,
    "redirect": _redirect,
    "bedrock-error": _bedrock,
    "wrapped-error": _wrapped,
    "openai-error": _openai,
    "error-as-text": _text,
    "empty": _empty,
    "not-json": _not_json,
    "half-json": _half,
    "bad-gzip": _bad_gzip,
    "disconnect": _disconnect,
    "no-answer": _no_answer,
    "too-large": _too_large,
}


def wire_reply(name: str) -> Reply | None:
    """Return the answer that a practice name without its prefix asks for, or None if none is made here."""
    if size := SIZES.get(name):
        return big_list(size)
    maker = _MAKERS.get(name)
    return maker() if maker else None


def slow(reply: Reply) -> Reply:
    """Return `reply`, made to wait before its first byte."""
    return Reply(reply.status, reply.headers, reply.steps, (Wait(SLOW_S),), reply.raw)
