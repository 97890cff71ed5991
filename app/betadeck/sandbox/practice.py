"""Everything that can be practised: one name for each error, broken stream and rare answer.

Send the name as `model`, or with a date behind it as a beta (`practice-overloaded-2026-01-01`), and the
sandbox does what the entry says, provided that the request is otherwise right.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from betadeck.core.catalog import Catalogue, ErrorEntry

PREFIX = "practice-"
ERROR_PREFIX = "practice-error-"
"""Followed by an error code or type of the catalogue, as in `practice-error-overloaded_error`."""
_DATE = re.compile(r"-20\d\d-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class Practice:
    """A name to send, what it is called, and what happens then. `group` is a heading for lists."""

    name: str
    title: str
    what: str
    group: str


def _group(heading: str, *rows: tuple[str, str, str]) -> tuple[Practice, ...]:
    return tuple(Practice(PREFIX + name, title, what, heading) for name, title, what in rows)


_ERRORS = _group(
    "Refusals",
    ("authentication", "Key not accepted", "401 authentication_error, as for a wrong or revoked key."),
    ("billing", "Payment problem", "402 billing_error."),
    (
        "credit-too-low",
        "No credit left",
        "400 invalid_request_error about the credit balance, as the API sends it today.",
    ),
    ("permission", "Not allowed", "403 permission_error."),
    ("not-found", "Not found", "404 not_found_error for a file that does not exist."),
    ("request-timeout", "Request came too slowly", "408 invalid_request_error."),
    ("conflict", "Conflict", "409 conflict_error."),
    (
        "too-large",
        "Body too large",
        "413 request_too_large from the edge: no outer type, no request id in the body.",
    ),
    ("organization-disabled", "Organization disabled", "400 invalid_request_error."),
    ("content-filter", "Output blocked", "400 invalid_request_error: the content filter stopped the answer."),
    ("context-limit", "Input and output do not fit", "400 invalid_request_error, as older models answer."),
    ("role-alternation", "Roles must alternate", "400 with the text of 2024; turns are merged today."),
    ("invalid-beta-flag", "Invalid beta flag", "400 that names no beta, as Amazon Bedrock answers."),
    (
        "unsupported-beta",
        "Unsupported beta header",
        "400 in the wording of 2025, naming the first beta sent.",
    ),
    ("beta-required", "Beta needed", "400 that names the beta to add."),
    ("server-error", "Server error", "500 api_error."),
    ("unavailable", "Temporarily unavailable", "503 api_error with retry-after."),
    ("timeout", "Server timed out", "504 timeout_error."),
    ("overloaded", "Overloaded", "529 overloaded_error with x-should-retry."),
    ("overloaded-as-500", "Overloaded, sent as 500", "500 api_error that says Overloaded."),
)
_LIMITS = _group(
    "Rate limits",
    ("rate-limit-requests", "Too many requests", "429 with retry-after; the request bucket is empty."),
    ("rate-limit-input-tokens", "Too many input tokens", "429 with retry-after; the input bucket is empty."),
    (
        "rate-limit-output-tokens",
        "Too many output tokens",
        "429 with retry-after; the output bucket is empty.",
    ),
    ("rate-limit-ramp", "Usage grew too fast", "429 with error code ramp_limit_exceeded and retry-after."),
    ("rate-limit-spend", "Spend limit reached", "429 without retry-after: waiting a minute does not help."),
)
_PASSING = _group(
    "Trouble that passes",
    ("once-rate-limit", "Too many requests, for five seconds", "429 with retry-after; then it answers."),
    ("once-overloaded", "Overloaded, once", "529 when it is first sent; the next send is answered."),
    (
        "once-stream-cut",
        "Stream cut off, once",
        "Closed in the middle of an event; the next send is answered.",
    ),
)
_GATEWAYS = _group(
    "Gateways and proxies",
    ("html-502", "HTML instead of JSON", "502 with an HTML page, as a proxy in between sends."),
    ("html-200", "HTML with status 200", "200 with a sign-in page, as a captive portal sends."),
    ("redirect", "Redirect", "307 to another host. Nothing is there."),
    ("bedrock-error", "Bedrock error", "400 in Amazon Bedrock's shape, no request id of the API."),
    (
        "wrapped-error",
        "Error wrapped in a string",
        "400 whose message is the API's error as text, as gateways send.",
    ),
    ("openai-error", "Error in OpenAI's shape", "400 with code and param and no type error outside."),
    ("error-as-text", "Error as plain text", "500 text/plain."),
)
_CONNECTION = _group(
    "Connection",
    ("empty", "Empty answer", "200 with no body."),
    (
        "not-json",
        "Broken JSON",
        "200 application/json that ends in the middle of a string, though complete for HTTP.",
    ),
    ("half-json", "Answer cut off", "200, closed in the middle of the body."),
    ("bad-gzip", "Wrong compression", "200 that claims gzip and is not."),
    ("disconnect", "Closed without an answer", "The connection is closed before the status line."),
    ("no-answer", "No answer", "Silence until the client gives up."),
    ("slow-first-byte", "Slow first byte", "An ordinary answer after three seconds."),
    ("big-json", "Big answer", "An ordinary message with about 10 MB of text."),
    ("big-list", "Very big answer", "A list of 100 MB, which goes to disk as it arrives."),
    ("huge-list", "Huge answer", "A list of 1 GB, which goes to disk as it arrives."),
)
_STREAMS = _group(
    "Streams",
    ("stream-error", "Error in the stream", "200, five events, then an error event: overloaded_error."),
    ("stream-api-error", "Server error in the stream", "200, five events, then an error event: api_error."),
    ("stream-cut", "Stream cut off", "Closed in the middle of an event."),
    ("stream-no-stop", "Stream without its end", "Ends properly for HTTP, but message_stop never came."),
    ("stream-stall", "Stream stalls", "Five events, then silence until the client gives up."),
    ("stream-garbage", "Malformed event", "One event carries broken JSON; the rest is right."),
    ("stream-unknown", "Unknown events", "Events, deltas and a block of kinds that nobody knows yet."),
    ("stream-order", "Events out of order", "A delta for a block that was not started."),
    (
        "stream-split",
        "Odd pieces",
        "Every byte for itself, with letters of several bytes and CRLF line ends.",
    ),
    ("stream-pings", "Slow stream", "A ping each half second for three seconds, then the answer."),
    ("stream-tool-cut", "Tool input cut by max_tokens", "tool_use whose input JSON is broken off."),
    ("long-stream", "Long stream", "10,000 events with no pause."),
)
_ANSWERS = _group(
    "Answers",
    ("refusal", "Refusal", "stop_reason refusal with stop_details."),
    ("max-tokens", "Out of tokens", "stop_reason max_tokens in the middle of a sentence."),
    ("context-window", "Context window full", "stop_reason model_context_window_exceeded."),
    ("pause-turn", "Paused turn", "A server tool ran long: stop_reason pause_turn."),
    ("no-content", "Empty message", "An ordinary end with no content at all."),
    ("unicode", "Many scripts", "Text with emoji, right-to-left script and combining marks."),
    ("redacted-thinking", "Redacted thinking", "A redacted_thinking block before the answer."),
    ("tool-use", "Tool call", "tool_use of a tool called sandbox_tool, also when no tools were given."),
    ("web-search", "Web search", "server_tool_use and results with citations."),
    ("web-search-error", "Web search failed", "A result block that carries an error."),
    ("web-fetch", "Web fetch", "server_tool_use and a fetched document."),
    ("code-execution", "Code execution", "A command, its output and a container."),
    ("tool-search", "Tool search", "A search for tools and what it found."),
    ("mcp", "MCP tool", "mcp_tool_use and mcp_tool_result."),
    ("advisor", "Advisor", "A call of the advisor and its advice."),
    ("compaction", "Compaction", "A compaction block and stop_reason compaction."),
    ("citations", "Citations", "Text that cites a document."),
)
PRACTICES = (*_ERRORS, *_LIMITS, *_PASSING, *_GATEWAYS, *_CONNECTION, *_STREAMS, *_ANSWERS)
_BY_NAME = {each.name: each for each in PRACTICES}


def practice_of(name: str, catalogue: Catalogue) -> Practice | None:
    """Return the entry that the model or beta `name` asks for, or None."""
    if not name.startswith(PREFIX):
        return None
    plain = _DATE.sub("", name)
    found = _BY_NAME.get(plain)
    if found is None and (entry := error_of(plain, catalogue)):
        return _general(plain, entry)
    return found


def practice_among(names: Iterable[str], catalogue: Catalogue) -> Practice | None:
    """Return the first entry that one of these models or betas asks for, or None."""
    return next((found for each in names if (found := practice_of(each, catalogue))), None)


def every_practice(catalogue: Catalogue) -> tuple[Practice, ...]:
    """Return all that can be practised, with one entry for each error type and code of the catalogue."""
    named = {ERROR_PREFIX + (entry.code or entry.type): entry for entry in reversed(catalogue.errors)}
    general = [_general(name, entry) for name, entry in reversed(named.items()) if _is_name(name)]
    return (*PRACTICES, *general)


def error_of(name: str, catalogue: Catalogue) -> ErrorEntry | None:
    """Return the error that `practice-error-…` names: by its code, else the first of its type."""
    if not name.startswith(ERROR_PREFIX):
        return None
    wanted = name.removeprefix(ERROR_PREFIX)
    by_code = (entry for entry in catalogue.errors if entry.code == wanted)
    by_type = (entry for entry in catalogue.errors if entry.type == wanted and not entry.code)
    return next(by_code, None) or next(by_type, None)


def _general(name: str, entry: ErrorEntry) -> Practice:
    title = (entry.code or entry.type).replace("_", " ").capitalize()
    return Practice(name, title, f"{entry.status} {entry.type}. {entry.meaning}".strip(), "Every error")


def _is_name(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9_-]+", name) is not None
