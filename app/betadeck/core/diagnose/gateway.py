"""Answers that the API did not give: pages from proxies, redirects, empty and foreign bodies."""

import re

from betadeck.core.answer import AnswerKind
from betadeck.core.body import Body, is_blank
from betadeck.core.body_kind import BodyKind, kind_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.gateway_words import (
    AGAIN,
    NEVER,
    NO_PATH,
    SLOW,
    Words,
    kind_of_status,
    page_title,
    plain_words,
    told,
)
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry

_LOGIN = re.compile(
    rb"sign[ -]?in|log[ -]?in|captive|hotspot|welcome to|accept the terms|password", re.IGNORECASE
)
_HEAD_BYTES = 20_000
_OF_THE_API = frozenset({401, 413, 429})
"""Statuses that mean the same whoever sends them, so that a few words need no explanation of their own."""
_OF_THE_SERVER = frozenset({500, 501})
_EDGE = {
    520: "gave an answer that makes no sense",
    521: "is down",
    522: "does not answer",
    523: "cannot be reached",
    524: "took too long",
    525: "does not agree on encryption",
    526: "has a certificate that is not valid",
    530: "cannot be found",
}
"""What Cloudflare's own statuses say of the server behind it. Source: its support pages."""


def foreign_answer(case: Case) -> Diagnosis | None:
    """Explain an answer that is not the API's: asked only when no error in a known shape is in it."""
    if case.head is None:
        return None
    if 300 <= case.status < 400:
        return _redirect(case)
    if case.error.type or case.error.message:
        return None
    words = _words(case, case.exhibit.body)
    if words is None and 200 <= case.status < 300:
        return _unreadable(case)
    return told(case, words) if words else None


def _words(case: Case, body: Body) -> Words | None:
    if case.status == 407:
        return Words("proxy", "407", "A proxy wants a user name and password", _PROXY_REMEDY)
    if is_page(body):
        return _page(case, body)
    if case.status in _OF_THE_API:
        return None
    if is_blank(body):
        return _empty(case)
    if case.status < 400:
        return None
    return _empty(case) if kind_of(body, "") is BodyKind.BINARY else _text(case, body)


_PROXY_REMEDY = "Put them into the target's proxy address."


def is_page(body: Body) -> bool:
    """Tell whether a body is a web page."""
    start = body[:2000].lstrip().lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")) or b"<html" in start


def _redirect(case: Case) -> Diagnosis:
    place = case.header("location")
    where = f" to {place}" if place else ""
    title, remedy = (
        f"The server sends us on{where}",
        "If that is the right server, make it the target's address.",
    )
    if _LOGIN.search(place.encode("utf-8", "replace")):
        title = f"The network wants you to sign in first{where}"
        remedy = "Sign in with a browser, then send again."
    return told(case, Words("gateway", "redirect", title, remedy, NEVER, to_target=True))


def _page(case: Case, body: Body) -> Words:
    name = page_title(body[:_HEAD_BYTES])
    called = f": {name}" if name else ""
    if case.status == 413 or re.search(r"(?:entity|payload) too large|413", name, re.IGNORECASE):
        title = "A proxy in between finds the request too large"
        return Words("size", "body", title, "Make the body smaller, or go around the proxy.", NEVER)
    login = _LOGIN.search(body[:_HEAD_BYTES]) and case.status in (401, 403, 511)
    if 200 <= case.status < 300 or login:
        title = f"A web page came in place of the API{called}"
        remedy = "It may be the sign-in page of this network, or a wrong address: open it in a browser."
        return Words("gateway", "html", title, remedy, NEVER, to_target=True)
    return _PAGES.get(case.status, _ANY_PAGE).called(called)


_ANY_PAGE = Words("gateway", "html", "A proxy answered in place of the API{}", AGAIN)
_STOPPED = Words(
    "gateway",
    "blocked",
    "A proxy or firewall stopped the request{}",
    "Ask whoever runs it, or try another network.",
    NEVER,
    to_target=True,
)
_MANY = Words(
    "rate_limit", "gateway", "A proxy finds that there are too many requests{}", "Wait, then send again."
)
_PAGES = {
    404: NO_PATH,
    **dict.fromkeys((408, 504, 522, 524), SLOW),
    **dict.fromkeys((401, 403, 406, 451), _STOPPED),
    429: _MANY,
}


_COMPARE = "Compare with the same request to the API itself."


def _empty(case: Case) -> Words:
    if case.status == 404:
        return NO_PATH
    if case.status < 400:
        return Words(
            "gateway",
            "empty",
            "The answer is empty",
            "Something in between may have swallowed it.",
            Retry(True),
        )
    title = f"The server answered {case.status} with no words"
    remedy = AGAIN if case.status >= 500 else _COMPARE
    return Words(kind_of_status(case.status), "empty", title, remedy)


def _text(case: Case, body: Body) -> Words:
    """A few words that are neither JSON nor a page, as proxies send them."""
    words = plain_words(body)
    number = re.match(r"error code: (\d+)", words)
    edge = next((each for each in (case.status, int(number.group(1)) if number else 0) if each in _EDGE), 0)
    if edge:
        return Words("gateway", "edge", f"The server behind the proxy {_EDGE[edge]}", AGAIN)
    if re.search(r"timed? ?out|timeout", words, re.IGNORECASE):
        return SLOW
    if case.status >= 500 or number:
        kind = kind_of_status(case.status) if case.status in _OF_THE_SERVER else "gateway"
        return Words(kind, "text", f"A gateway answered in place of the API: {words}", AGAIN)
    if case.status == 404:
        return NO_PATH
    title = f"The server answered {case.status}: {words}"
    return Words(kind_of_status(case.status), "text", title, _COMPARE)


def _unreadable(case: Case) -> Diagnosis | None:
    """A good status, and a body that is not what it should be."""
    answer = case.exhibit.answer
    broken = next((each for each in answer.faults if each.code == "malformed_body"), None)
    if broken:
        cause = f"{broken.message[:1].upper()}{broken.message[1:]}."
        title, remedy = (
            "The answer is JSON that breaks off or is broken",
            "Send again: it may have been cut off.",
        )
        return Diagnosis(title, cause, Culprit("gateway", "json"), remedy, Retry(True))
    if answer.kind is AnswerKind.OTHER:
        title = f"The answer is {case.media_type or 'of no content type'}, not what the API gives"
        words = Words("gateway", "content-type", title, "Check the target's address.", to_target=True)
        return told(case, words)
    return None
