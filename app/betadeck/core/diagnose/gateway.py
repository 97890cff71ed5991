"""Answers that the API did not give: pages from proxies, redirects, empty and foreign bodies."""

import re

from betadeck.core.answer import AnswerKind
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.retrying import retry_of, wait_s
from betadeck.core.diagnose.verdict import one_line
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.finding import Fix
from betadeck.core.fixes import change_target

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")
_LOGIN = re.compile(
    rb"sign[ -]?in|log[ -]?in|captive|hotspot|welcome to|accept the terms|password", re.IGNORECASE
)
_HEAD_BYTES = 20_000
_NEVER = Retry(False, None, "Sending the same again will not help.")
_CLOUDFLARE = {
    520: "gave an answer that makes no sense", 521: "is down", 522: "does not answer", 523: "cannot be reached",
    524: "took too long", 525: "does not agree on encryption", 526: "has a certificate that is not valid", 530: "cannot be found",
}  # fmt: skip


def foreign_answer(case: Case) -> Diagnosis | None:
    """Explain an answer that is not the API's: asked only when no error in a known shape is in it."""
    if case.head is None:
        return None
    if 300 <= case.status < 400:
        return _redirect(case)
    if case.error.type or case.error.message:
        return None
    body = case.exhibit.body
    if case.status == 407:
        return _told(
            case,
            "proxy",
            "407",
            "A proxy wants a user name and password",
            "Put them into the target's proxy address.",
        )
    if case.status == 401 or case.status == 413 or case.status == 429:
        return None if not _is_page(body) else _page(case, body)
    if not body.strip():
        return _empty(case)
    if _is_page(body):
        return _page(case, body)
    if case.status >= 400:
        return _text(case, body)
    return _unreadable(case, body)


def _is_page(body: bytes) -> bool:
    start = body[:2000].lstrip().lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")) or b"<html" in start


def _redirect(case: Case) -> Diagnosis:
    place = case.header("location")
    where = f" to {place}" if place else ""
    remedy = "If that is the right server, put its address into the target. Betadeck does not follow with your key by itself."
    found = _told(
        case, "gateway", "redirect", f"The server sends us on{where}", remedy, [change_target()], _NEVER
    )
    if _LOGIN.search(place.encode()):
        return _told(
            case,
            "gateway",
            "redirect",
            f"The network wants you to sign in first{where}",
            "Sign in with a browser, then send again.",
            [change_target()],
            _NEVER,
        )
    return found


def _page(case: Case, body: bytes) -> Diagnosis:
    name = _page_title(body)
    called = f": {name}" if name else ""
    if case.status == 413 or re.search(r"entity too large|payload too large|413", name, re.IGNORECASE):
        title = "A proxy in between finds the request too large"
        return _told(
            case, "size", "body", title, "Make the body smaller, or go around the proxy.", retry=_NEVER
        )
    if case.status == 404:
        title = "The address leads to a web page, not to the API"
        return _told(
            case,
            "gateway",
            "path",
            title,
            "Check the target's address and its path.",
            [change_target()],
            _NEVER,
        )
    if 200 <= case.status < 300 or (_LOGIN.search(body[:_HEAD_BYTES]) and case.status in (401, 403, 511)):
        title = f"A web page came in place of the API{called}"
        remedy = "It may be the sign-in page of this network, or a wrong address: open it in a browser."
        return _told(case, "gateway", "html", title, remedy, [change_target()], _NEVER)
    if case.status in (504, 522, 524, 408):
        return _told(
            case,
            "timeout",
            "gateway",
            f"A proxy waited too long for the server{called}",
            "Stream the answer, or ask for less.",
            retry=_again(case),
        )
    if case.status in (403, 401, 406, 451):
        title = f"A proxy or firewall stopped the request{called}"
        return _told(
            case,
            "gateway",
            "blocked",
            title,
            "Ask whoever runs it, or try another network.",
            [change_target()],
            _NEVER,
        )
    if case.status == 429:
        return _told(
            case,
            "rate_limit",
            "gateway",
            f"A proxy finds that there are too many requests{called}",
            "Wait, then send again.",
            retry=_again(case),
        )
    return _told(
        case, "gateway", "html", f"A proxy answered in place of the API{called}", _LATER, retry=_again(case)
    )


_LATER = "Send again after a moment; if it stays, ask whoever runs the gateway."


def _again(case: Case) -> Retry:
    found = retry_of(case)
    return found if found.helps is not None else Retry(True, wait_s(case))


def _page_title(body: bytes) -> str:
    found = _TITLE.search(body[:_HEAD_BYTES]) or _HEADING.search(body[:_HEAD_BYTES])
    text = _TAGS.sub(" ", found.group(1).decode("utf-8", "replace")) if found else ""
    return one_line(text)[:80]


def _empty(case: Case) -> Diagnosis:
    if case.status == 404:
        title = "The server knows no such address, and says nothing more"
        return _told(
            case,
            "gateway",
            "path",
            title,
            "Check the target's address and its path.",
            [change_target()],
            _NEVER,
        )
    if case.status >= 500:
        return _told(
            case,
            _kind(case),
            "empty",
            f"The server answered {case.status} with no words",
            _LATER,
            retry=_again(case),
        )
    if case.status >= 400:
        return _told(
            case,
            _kind(case),
            "empty",
            f"The server answered {case.status} with no words",
            "Compare with the same request to the API itself.",
        )
    title = "The answer is empty"
    return _told(
        case,
        "gateway",
        "empty",
        title,
        "Something in between may have swallowed it. Send again.",
        retry=Retry(True),
    )


def _kind(case: Case) -> str:
    kinds = {
        403: "permission",
        408: "timeout",
        504: "timeout",
        402: "billing",
        529: "overload",
        431: "header",
        415: "header",
    }
    return kinds.get(
        case.status,
        "gateway" if case.status in (502, 503) or case.status >= 520 or case.status < 500 else "server",
    )


def _text(case: Case, body: bytes) -> Diagnosis:
    """A few words that are neither JSON nor a page, as proxies send them."""
    words = one_line(_TAGS.sub(" ", body[:300].decode("utf-8", "replace")))
    number = re.match(r"error code: (\d+)", words)
    if case.status in _CLOUDFLARE or (number and int(number.group(1)) in _CLOUDFLARE):
        why = _CLOUDFLARE.get(case.status) or _CLOUDFLARE[int(number.group(1)) if number else 520]
        return _told(
            case, "gateway", "edge", f"The server behind the proxy {why}", _LATER, retry=_again(case)
        )
    if re.search(r"timed? ?out|timeout", words, re.IGNORECASE):
        return _told(
            case,
            "timeout",
            "gateway",
            "A proxy waited too long for the server",
            "Stream the answer, or ask for less.",
            retry=_again(case),
        )
    if case.status >= 500 or number:
        return _told(
            case,
            "gateway",
            "text",
            f"A gateway answered in place of the API: {words}",
            _LATER,
            retry=_again(case),
        )
    if case.status == 404:
        title = "The address leads to something else than the API"
        return _told(
            case,
            "gateway",
            "path",
            title,
            "Check the target's address and its path.",
            [change_target()],
            _NEVER,
        )
    return _told(case, _kind(case), "text", f"The server answered {case.status}: {words}", "")


def _unreadable(case: Case, body: bytes) -> Diagnosis | None:
    """A good status, and a body that is not what it should be."""
    faults = case.exhibit.answer.faults
    broken = next((each for each in faults if each.code == "malformed_body"), None)
    if broken:
        cause = f"{broken.message[:1].upper()}{broken.message[1:]}."
        culprit = Culprit("gateway", "json")
        remedy = "It may have been cut off in between. Send again."
        return Diagnosis(
            "The answer is JSON that breaks off or is broken", cause, culprit, remedy, Retry(True)
        )
    if case.exhibit.answer.kind is AnswerKind.OTHER and not case.exhibit.answer.complete:
        kind = case.media_type or "no content type"
        return _told(
            case,
            "gateway",
            "content-type",
            f"The answer is {kind}, not what the API gives",
            "Check the target's address.",
            [change_target()],
        )
    return None


def _told(
    case: Case,
    kind: str,
    name: str,
    title: str,
    remedy: str,
    fixes: "list[Fix] | None" = None,
    retry: Retry | None = None,
) -> Diagnosis:
    who = case.header("server") or case.header("via")
    cause = f"It was answered by {who}, not by the API." if who and kind in ("gateway", "timeout") else ""
    shown = cause or "The body is not one of the API's."
    return Diagnosis(
        one_line(title), shown, Culprit(kind, name), remedy, retry or retry_of(case), tuple(fixes or ())
    )
