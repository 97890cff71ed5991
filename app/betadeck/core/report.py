"""What support needs to know of an exchange, as Markdown, with no key in it."""

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from betadeck.core import betas
from betadeck.core.answer import Answer
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.exchange import Exchange, Timings
from betadeck.core.figures import size_words, time_words
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_text import parse
from betadeck.core.redact import redact_headers, scrub
from betadeck.core.target import Target

_LONGEST_TEXT_CHARS = 600
_LONGEST_BODY_CHARS = 20_000
_READ_BYTES = 1_000_000
_FENCE = re.compile(r"`{3,}")


def report(
    exchange: Exchange,
    answer: Answer,
    diagnosis: Diagnosis | None,
    target: Target,
    *,
    program: str,
    secrets: Iterable[str] = (),
) -> str:
    """Return the report. `program` is our name and version; `secrets` are masked wherever they stand.

    Long texts in the body, such as images, are shortened; of the target only platform and host are told.
    """
    parts = [
        f"# {_title(exchange, diagnosis)}",
        "\n".join(f"- **{name}:** {value}" for name, value in _facts(exchange, answer, target, program)),
        *_diagnosis(diagnosis),
        *_error(exchange, answer),
        *_request(exchange),
        *_response_headers(exchange),
        "## Timings\n\n" + "\n".join(f"- {line}" for line in _timings(exchange.timings)),
    ]
    return scrub("\n\n".join(parts), secrets) + "\n"


def _title(exchange: Exchange, diagnosis: Diagnosis | None) -> str:
    if diagnosis is not None:
        return diagnosis.title
    status = f", answered {exchange.head.status}" if exchange.head else ""
    return f"{exchange.sent.method} {exchange.draft.path}{status}"


def _facts(exchange: Exchange, answer: Answer, target: Target, program: str) -> Iterator[tuple[str, str]]:
    """Yield what identifies the exchange; what is not known is left out."""
    draft, head = exchange.draft, exchange.head
    request_id = exchange.request_id or (answer.error.request_id if answer.error else "")
    yield "Request id", f"`{request_id}`" if request_id else "none received"
    yield "Time", f"{exchange.started_at} (UTC)"
    yield "Operation", _operation(exchange)
    yield "Model", _model(exchange, answer) or "none"
    sent = {name.lower(): value for name, value in exchange.sent.headers}
    yield "API version", sent.get("anthropic-version") or draft.api_version or "not sent"
    yield "Betas", ", ".join(f"`{name}`" for name in betas.parse(sent.get(betas.HEADER, ""))) or "none"
    yield "Platform", f"{target.platform.value}, {urlsplit(exchange.sent.url).netloc or 'address unknown'}"
    yield "Status", f"{head.status} {head.reason}".strip() if head else "no answer"
    yield "Ended", exchange.ending.value
    yield "Sent with", program


def _operation(exchange: Exchange) -> str:
    path = urlsplit(exchange.sent.url).path or exchange.draft.path
    named = f" ({exchange.draft.operation})" if exchange.draft.operation else ""
    return f"{exchange.sent.method} {path}{named}"


def _model(exchange: Exchange, answer: Answer) -> str:
    try:
        body = parse(exchange.draft.body_text)
    except JsonFault:
        body = None
    asked = body.get("model") if isinstance(body, dict) else None
    return str(asked or (answer.message or {}).get("model") or "")


def _diagnosis(diagnosis: Diagnosis | None) -> Iterator[str]:
    if diagnosis is None:
        return
    named = diagnosis.culprit.pointer or diagnosis.culprit.name
    culprit = f"Culprit: {diagnosis.culprit.kind}" + (f" `{named}`" if named else "")
    lines = (diagnosis.cause, culprit, diagnosis.remedy, diagnosis.retry.why)
    yield "## Diagnosis\n\n" + "\n\n".join(filter(None, lines))


def _error(exchange: Exchange, answer: Answer) -> Iterator[str]:
    """Yield the error word for word, and what went wrong on the way."""
    raw = answer.error.raw if answer.error else ""
    if not raw and exchange.head is not None and exchange.head.status >= 400:
        raw = exchange.body[:_READ_BYTES].decode("utf-8", "replace")
    if raw:
        yield "## Error as received\n\n" + _fenced(_cut(raw))
    if exchange.failure is not None:
        failure = exchange.failure
        said = f"{failure.kind.value}: {failure.message}" + (f" ({failure.detail})" if failure.detail else "")
        yield f"## Failure\n\n{said}"
    if answer.faults:
        faults = (f"- byte {each.offset:,}: {each.code}: {each.message}" for each in answer.faults[:20])
        yield "## Faults of the answer\n\n" + "\n".join(faults)


def _request(exchange: Exchange) -> Iterator[str]:
    sent = exchange.sent
    headers = "\n".join(f"{name}: {value}" for name, value in redact_headers(sent.headers))
    yield "## Request\n\n" + _fenced(f"{sent.method} {exchange.draft.path}\n{headers}".rstrip())
    if sent.body:
        yield f"Body, {size_words(len(sent.body))}:\n\n" + _fenced(_body(sent.body), "json")


def _response_headers(exchange: Exchange) -> Iterator[str]:
    if exchange.head is not None and exchange.head.headers:
        lines = (f"{name}: {value}" for name, value in redact_headers(exchange.head.headers))
        yield "## Headers of the answer\n\n" + _fenced("\n".join(lines))


def _timings(timings: Timings) -> Iterator[str]:
    """Yield one line for each moment that came, in seconds since the click."""
    moments = (
        ("connected", timings.connected_s),
        ("TLS ready", timings.tls_s),
        ("request sent", timings.request_sent_s),
        ("first byte", timings.first_byte_s),
        ("last byte", timings.last_byte_s),
        ("ended", timings.ended_s),
    )
    yield "connection reused" if timings.reused_connection else "new connection"
    yield from (f"{what}: {time_words(at_s)}" for what, at_s in moments if at_s is not None)


def _body(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    try:
        value = parse(text)
    except JsonFault:
        return _cut(text)
    return _cut(json.dumps(_shortened(value), indent=2, ensure_ascii=False))


def _shortened(value: object) -> object:
    if isinstance(value, dict):
        return {key: _shortened(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_shortened(each) for each in value]
    if isinstance(value, str) and len(value) > _LONGEST_TEXT_CHARS:
        return f"{value[:80]}… ({len(value) - 80:,} more characters)"
    return value


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_BODY_CHARS:
        return text
    return f"{text[:_LONGEST_BODY_CHARS]}\n… ({len(text) - _LONGEST_BODY_CHARS:,} more characters)"


def _fenced(text: str, language: str = "") -> str:
    """Return `text` as a code block, with a fence that does not stand in it."""
    longest = max((len(found) for found in _FENCE.findall(text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
