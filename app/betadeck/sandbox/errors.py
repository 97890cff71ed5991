"""Refusals in the API's shape.

Source of the shape and of the types: the vendor's errors page and Python SDK 2.12.0, 2026-11-22.
"""

from collections.abc import Mapping

_TYPES = {
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    409: "conflict_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    501: "api_error",
    503: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}
_RETRIED = (408, 409, 429)


class ApiFault(Exception):  # noqa: N818  "fault" is this program's word for it
    """A refusal; carries all that the answer needs."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "",
        code: str = "",
        details: Mapping[str, object] | None = None,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.kind = kind or type_of(status)
        self.code = code
        self.details = details
        self.headers = headers


def invalid(message: str) -> ApiFault:
    """Return a 400, the refusal of a request that says something wrong."""
    return ApiFault(400, message)


def type_of(status: int) -> str:
    """Return the error type that goes with a status."""
    return _TYPES.get(status, "api_error" if status >= 500 else "invalid_request_error")


def error_object(fault: ApiFault) -> dict[str, object]:
    """Return what stands under `error`; `details` is there only when there is something to tell."""
    found: dict[str, object] = {"type": fault.kind, "message": fault.message}
    details = dict(fault.details or {})
    if fault.code:
        details = {"error_code": fault.code, **details}
    if details:
        found["details"] = details
    return found


def envelope(fault: ApiFault, request_id: str) -> dict[str, object]:
    """Return the whole body of a refusal."""
    return {"type": "error", "error": error_object(fault), "request_id": request_id}


def should_retry(status: int) -> str:
    """Return the value of `x-should-retry` for a failed request."""
    return "true" if status in _RETRIED or status >= 500 else "false"
