"""Error messages with what they mean, and the ways in which servers and gateways write them.

`ROWS` are message, kind of culprit, and place (or else name). `styles` writes a message in other ways that
mean the same, `wrapped` puts it into the bodies of other servers.
"""

import json
import re

_CALL = "toolu_01Abc9876"
PLACED = [
    ("max_tokens: Field required", "field", "/max_tokens"),
    ("max_tokens: 99001 > 8192, the most that claude-x-1 gives", "field", "/max_tokens"),
    ("temperature: range: 0..1", "field", "/temperature"),
    ("messages: List should have at most 9 items after validation, not 12", "field", "/messages"),
    ("stop_sequences.0: String should have at least 1 character", "field", "/stop_sequences/0"),
    ("metadata.user_id: String should have at most 256 characters", "field", "/metadata/user_id"),
    ("service_tier: Input should be 'auto' or 'standard_only'", "field", "/service_tier"),
    ("thinking.enabled.budget_tokens: Input should be at least 1,024", "field", "/thinking/budget_tokens"),
    ("system.0.type: Input should be 'text'", "field", "/system/0/type"),
    ("tools.0.custom.input_schema: Field required", "field", "/tools/0/input_schema"),
    ("tools.7.web_search_20250305.max_uses: Input should be greater than 0", "field", "/tools/7/max_uses"),
    ("tools.2.custom.name: String should match pattern '^[a-z]{1,9}$'", "field", "/tools/2/name"),
    (
        "messages.3.content.8.tool_use.input: Input should be a valid dictionary",
        "field",
        "/messages/3/content/8/input",
    ),
    ("messages.1.role: Input should be 'user' or 'assistant'", "field", "/messages/1/role"),
    (
        "messages.1.content.0.thinking.cache_control: Extra inputs are not permitted",
        "field",
        "/messages/1/content/0/cache_control",
    ),
    (
        "messages.0.content.0.image.source.base64.media_type: Input should be 'image/png'",
        "field",
        "/messages/0/content/0/source/media_type",
    ),
    (
        "messages.2.content.1.tool_result.content.0.text.text: Field required",
        "field",
        "/messages/2/content/1/content/0/text",
    ),
    (
        "messages.4.content.0.document.source.text.data: Field required",
        "field",
        "/messages/4/content/0/source/data",
    ),
    ("container.skills.2.skill_id: Field required", "field", "/container/skills/2/skill_id"),
    (
        "context_management.edits.0.clear_tool_uses_20250919.trigger.input_tokens.value: Field required",
        "field",
        "/context_management/edits/0/trigger/value",
    ),
    ("output_config.format.json_schema.schema: Field required", "field", "/output_config/format/schema"),
    ("messages.6.content.0: Invalid `signature` in `thinking` block", "block", "/messages/6/content/0"),
    (
        f"messages.2.content.0: `tool_result` {_CALL} has no matching `tool_use` block before it",
        "block",
        "/messages/2/content/0",
    ),
    (
        f"messages.14: `tool_use` {_CALL} is without a `tool_result` in the next message",
        "block",
        "/messages/14",
    ),
    ("messages.5: user messages must have non-empty content", "block", "/messages/5"),
]
"""Messages that begin with their place."""
BARE = [
    ("messages.0.content.1.text.text: Field required", "/messages/0/content/1/text"),
    ("messages.0.content.1.text: Field required", "/messages/0/content/1/text"),
    (
        "messages.0.content.1.text.cache_control: Input should be a valid dictionary",
        "/messages/0/content/1/cache_control",
    ),
    ("system.0.text.text: Field required", "/system/0/text"),
]
"""Messages about a block of text that lacks its text: tag and field have one name."""
WORDED = [
    ("`temperature` is deprecated for this model.", "field", "/temperature"),
    ("The thinking budget of 512 tokens is below the minimum of 1024", "field", "/thinking/budget_tokens"),
    ("Unable to submit: maxOutputTokens is 9 but must be at most 8", "field", "/max_tokens"),
    ("Unknown parameter: 'frequency_penalty'.", "field", "/frequency_penalty"),
    ("must NOT have additional properties: foo", "field", "/foo"),
    (
        "json: cannot unmarshal string into Go struct field Request.max_tokens of type uint",
        "field",
        "/max_tokens",
    ),
    (
        "1 validation error\nmessages.0.content\n  Required [type=x, input_value={}]",
        "field",
        "/messages/0/content",
    ),
    ("tool_choice: forced tool use is not supported on this model", "field", "/tool_choice"),
    ("Expecting property name enclosed in double quotes: line 12 column 3 (char 210)", "field", "body"),
    ("prompt is too long: 213,462 tokens > 200,000 maximum", "size", "/messages"),
    (
        "The input token count (250000) exceeds the maximum number of tokens allowed (200000).",
        "size",
        "/messages",
    ),
    ("model claude-2.1 is no longer available", "model", "/model"),
    (
        "Unexpected value(s) `x-y-2025-01-01`, `b-2025-01-02` for the `anthropic-beta` header.",
        "beta",
        "x-y-2025-01-01",
    ),
    ("Beta 'x-y-2025-01-01' is not available here", "beta", "x-y-2025-01-01"),
    ("web stuff is only available with the beta header x-y-2025-01-01", "missing_beta", "x-y-2025-01-01"),
    ("add `x-y-2025-01-01` to the `anthropic-beta` header to use it", "missing_beta", "x-y-2025-01-01"),
    ("messages/0/content/0/text is required", "field", "/messages/0/content/0/text"),
    ("'foo' is not allowed", "field", "/foo"),
    ("Value at 'messages' failed to satisfy constraint: must not be null", "field", "/messages"),
    ("top_k is not supported in anthropic-version 2026-10-21", "field", "/top_k"),
    ("inference_geo 'mars' is unknown", "field", "/inference_geo"),
    ("Only one compaction block may carry content", "block", "compaction"),
    ("context_length_exceeded: 201000 > 200000", "size", "/messages"),
    ("Your account does not have enough credits to process this", "billing", "credit"),
    ("Your organization has been suspended", "permission", "organization"),
    ("Missing `anthropic-version` header", "header", "anthropic-version"),
    ("No API key was provided", "key", ""),
    ("Too many requests, slow down: limited to 5 requests per minute", "rate_limit", "requests"),
    ("The model is at capacity, try again shortly", "overload", ""),
    ("File file_011CNha8iCJ not found", "field", "file_011CNha8iCJ"),
]
"""Messages that tell their place, if they have one, inside a sentence."""
VAGUE = [
    "metadata service is down",
    "Messages are stored for 30 days",
    "The stream was closed by the client",
    "temperature in the machine room is high",
    "The session is busy",
    "Your prompt has a problem",
    "Something about this is not right",
    "See /v1/messages for more",
]
"""Sentences that name no place, though words of fields are in them."""


def styles(message):
    """Yield `message` with its place written in other ways, and with what clients put around it."""
    yield from (
        f"Error: {message}",
        f"x.y.BadRequestError: GatewayException - {message}",
        f"400 Bad Request: {message}",
    )
    yield from (
        f"Error code: 400 - {message}",
        f"{message} (request id: 20261122abcdef)",
        f"the host returned 400: {message}",
    )
    place, _, said = message.partition(": ")
    if not re.fullmatch(r"\w+(?:\.\w+)*", place):
        return
    steps = place.split(".")
    brackets = steps[0] + "".join(f"[{each}]" if each.isdigit() else f".{each}" for each in steps[1:])
    bare = said.removesuffix(".")
    yield from (f"{brackets}: {said}", f"body.{place}: {said}", f"`{place}`: {said}", f'"{brackets}": {said}')
    yield from (f"/{'/'.join(steps)}: {said}", f"#/{'/'.join(steps)}: {said}", f"$.{brackets}: {said}")
    yield from (f"body -> {' -> '.join(steps)}: {said}", f"{place} - {said}", f"Error at {brackets}: {said}")
    yield from (f"{bare} (at {brackets})", f"{place}\n  {said} [type=x, input_value=1, input_type=int]")
    loc = ", ".join(each if each.isdigit() else repr(each) for each in ["body", *steps])
    yield f"[{{'type': 'x', 'loc': ({loc}), 'msg': {said!r}}}]"


def wrapped(message, kind="invalid_request_error", status=400):
    """Yield `message` as the bodies of other servers have it."""
    error = {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_011"}
    inner = json.dumps(error)
    yield json.dumps({"message": message})
    yield json.dumps({"message": inner})
    yield json.dumps([{"error": {"code": status, "message": inner, "status": "INVALID_ARGUMENT"}}])
    yield json.dumps({"error": {"code": kind, "message": message, "details": None}})
    yield json.dumps(
        {"error": {"message": f"litellm.BadRequestError: AnthropicException - {inner}", "code": "400"}}
    )
    yield json.dumps(
        {"error": {"message": "Provider returned error", "code": status, "metadata": {"raw": inner}}}
    )
    yield json.dumps(
        {"error": {"message": "Provider returned error", "code": status, "metadata": {"raw": message}}}
    )
    yield json.dumps({"error": {"message": f"anthropic error: {message}", "type": "upstream_error"}})
    yield json.dumps({"success": False, "errors": [{"code": 2013, "message": message}]})
    yield json.dumps({"detail": f"Error code: {status} - {error!r}"})
    yield json.dumps({"title": "Bad Request", "status": status, "detail": message, "type": "about:blank"})
    yield message
