"""Two requests made comparable: method, address, headers, betas as a set, body."""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from betadeck.core import betas
from betadeck.core.compare.side import Side, body_value
from betadeck.core.draft import Draft
from betadeck.core.exchange import Sent

_FOLLOWS_FROM_BODY = frozenset({"content-length"})
_VERSION = "anthropic-version"


def request_values(left: Side, right: Side) -> tuple[object, object] | None:
    """Return both requests as JSON values, None if a side has none.

    As sent where both were sent; as composed where one is a preset, which has no headers of its own yet.
    """
    if left.sent is not None and right.sent is not None:
        return sent_value(left.sent), sent_value(right.sent)
    if left.draft is not None and right.draft is not None:
        return draft_value(left.draft), draft_value(right.draft)
    return None


def sent_value(sent: Sent) -> dict[str, object]:
    """Return a sent request as a JSON value. Names of headers are in lower case, repeated ones joined."""
    url, _, query = sent.url.partition("?")
    value = _value(sent.headers, (), sent.body)
    return {"method": sent.method, "url": url, "query": _joined(parse_qsl(query, True)), **value}


def draft_value(draft: Draft) -> dict[str, object]:
    """Return a draft as a JSON value, with what is ticked."""
    headers = [(row.name, row.value) for row in draft.headers if row.on]
    if draft.api_version:
        headers.insert(0, (_VERSION, draft.api_version))
    body = draft.body_text.encode("utf-8", "surrogatepass")
    return {
        "method": draft.method,
        "path": draft.path,
        "path_params": dict(draft.path_params),
        "query": _joined((row.name, row.value) for row in draft.query if row.on),
        **_value(headers, draft.betas, body),
        "files": [{"field": each.field, "path": each.path} for each in draft.files],
    }


def request_text(side: Side) -> bytes:
    """Return a side's request as it would be written down: first line, headers, body byte for byte."""
    if side.sent is not None:
        return _text(f"{side.sent.method} {side.sent.url}", side.sent.headers, side.sent.body)
    if side.draft is None:
        return b""
    draft = side.draft
    headers = [(row.name, row.value) for row in draft.headers if row.on]
    headers += [(betas.HEADER, each) for each in draft.betas]
    return _text(_line(draft), headers, draft.body_text.encode("utf-8", "surrogatepass"))


def _value(headers: Iterable[tuple[str, str]], ticked: Iterable[str], body: bytes) -> dict[str, object]:
    joined = _joined((name.lower(), value) for name, value in headers)
    names = betas.tidy((*ticked, *betas.parse(joined.pop(betas.HEADER, ""))))
    kept = {name: value for name, value in joined.items() if name not in _FOLLOWS_FROM_BODY}
    return {
        "headers": dict(sorted(kept.items())),
        # Members, not items: their order says nothing, and each is one difference by its name.
        "betas": {name: name for name in names},
        "body": body_value(body),
    }


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _line(draft: Draft) -> str:
    query = "&".join(f"{row.name}={row.value}" for row in draft.query if row.on)
    return f"{draft.method} {draft.path}{'?' if query else ''}{query}"


def _text(first: str, headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\n".join(lines).encode("utf-8", "surrogatepass") + body
