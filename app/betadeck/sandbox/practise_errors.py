"""The refusals that can be practised, with the texts and headers that the API sends.

Source of the texts: answers of the API and of hosts of it, quoted in public reports 2024 to 2026.
"""

from collections.abc import Mapping

from betadeck.core.catalog import ErrorEntry
from betadeck.sandbox.ask import Ask
from betadeck.sandbox.errors import ApiFault, invalid

_RETRY_S = 15
_DETAILS: Mapping[str, object] = {
    "appeal_url": "https://example.com/appeal",
    "current_state": "active",
    "field": "external_key_id",
    "max_side_length_pixels": 8000,
    "paths": ["messages.0.content.0.image.source.base64.data"],
    "plugin_id": "plugin_sandbox",
    "plugin_version_id": "pluginver_sandbox",
    "skill_name": "sandbox",
    "slack_channel_id": "C0SANDBOX",
    "unsupported": ["cache_control"],
}
"""What stands beside the code in `details`, where the catalogue names such fields."""

_PLAIN: Mapping[str, tuple[int, str]] = {
    "authentication": (401, "invalid x-api-key"),
    "billing": (402, "There is a problem with the payment method of this organization."),
    "permission": (403, "This API key is not allowed to use the requested resource."),
    "not-found": (404, "File `file_sandbox0000000000000` not found."),
    "request-timeout": (408, "The request took too long to arrive."),
    "conflict": (409, "The resource was changed by another request."),
    "organization-disabled": (400, "This organization has been disabled."),
    "content-filter": (400, "Output blocked by content filtering policy"),
    "invalid-beta-flag": (400, "invalid beta flag"),
    "server-error": (500, "Internal server error"),
    "timeout": (504, "The request timed out while it was processed."),
    "overloaded": (529, "Overloaded"),
    "overloaded-as-500": (500, "Overloaded"),
    "credit-too-low": (
        400,
        "Your credit balance is too low to access the Anthropic API. "
        "Please go to Plans & Billing to upgrade or purchase credits.",
    ),
    "role-alternation": (
        400,
        'messages: roles must alternate between "user" and "assistant", '
        'but found multiple "user" roles in a row',
    ),
    "context-limit": (
        400,
        "input length and `max_tokens` exceed context limit: 178959 + 64000 > 200000, "
        "decrease input length or `max_tokens` and try again",
    ),
    "beta-required": (
        400,
        "this API is in beta: add `managed-agents-2026-04-01` to the `anthropic-beta` header to use it",
    ),
}


def fault_of(name: str, ask: Ask) -> ApiFault | None:
    """Return the refusal that a practice name without its prefix asks for, or None if it asks for none."""
    if name in _PLAIN:
        status, text = _PLAIN[name]
        return ApiFault(status, text)
    if name == "unavailable":
        return ApiFault(503, "The service is temporarily unavailable.", headers=(("retry-after", "2"),))
    if name == "unsupported-beta":
        sent = next((each for each in ask.betas if each), "feature-name-2025-01-01")
        return invalid(f"Unsupported beta header: {sent}")
    return _limit_fault(name)


def bucket_of(name: str) -> str:
    """Return the rate-limit bucket that a practice name empties, or the empty text."""
    if name == "once-rate-limit":
        return "requests"
    return name.removeprefix("rate-limit-") if name in _TEXTS else ""


_TEXTS = {
    "rate-limit-requests": "4,000 requests per minute",
    "rate-limit-input-tokens": "2,000,000 input tokens per minute",
    "rate-limit-output-tokens": "400,000 output tokens per minute",
}


def _limit_fault(name: str) -> ApiFault | None:
    wait = (("retry-after", str(_RETRY_S)),)
    if name in _TEXTS:
        return ApiFault(
            429,
            f"This request would exceed your organization's rate limit of {_TEXTS[name]} (simulated). "
            "See /sandbox/practice of this sandbox.",
            headers=wait,
        )
    if name == "rate-limit-ramp":
        text = "Usage of this organization grew too fast. Please increase it gradually."
        return ApiFault(429, text, code="ramp_limit_exceeded", headers=wait)
    if name == "rate-limit-spend":
        text = (
            "You have reached your API usage limits: your organization has crossed its monthly API usage "
            "threshold. You will regain access on 2027-01-01 at 00:00 UTC."
        )
        return ApiFault(429, text, code="enforced_spend_limit_reached")
    return None


def catalogue_fault(entry: ErrorEntry) -> ApiFault:
    """Return the error of the catalogue, with its code and the fields that go with it."""
    text = entry.meaning or (entry.code or entry.type).replace("_", " ")
    wait = (("retry-after", str(_RETRY_S)),) if entry.status == 429 and "spend" not in entry.code else ()
    return ApiFault(
        entry.status,
        f"Simulated: {text}",
        kind=entry.type,
        code=entry.code,
        details={name: _DETAILS.get(name) for name in entry.details},
        headers=wait,
    )
