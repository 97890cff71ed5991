"""Which JSON values are errors, and the parts of one, without looking for others within."""

from collections.abc import Mapping

from betadeck.core.answer import ApiError
from betadeck.core.error_faults import fault_line, faults_in, is_fault

_MESSAGE_KEYS = (
    *("message", "Message", "errorMessage", "error_message", "error_description", "detail", "title", "msg"),
    *("reason", "error"),
)
_ID_KEYS = ("request_id", "requestId", "requestID", "RequestId")
_TYPE_KEYS = ("type", "status", "code", "__type", "error_code", "errorCode")
_TYPE_ENDS = ("error", "exception", "request_too_large", "fault")
_PAGE_STARTS = ("about:", "http")  # RFC 9457 puts the address of a page where we want a word
# A body with a message and nothing else but these is an error of a server that is not the API.
_BESIDE_MESSAGE = frozenset(
    {
        *_MESSAGE_KEYS,
        *_ID_KEYS,
        *_TYPE_KEYS,
        *("errors", "statusCode", "status_code", "success", "ok", "timestamp", "path", "instance"),
        *("trace_id", "traceId", "hint", "documentation_url", "details"),
        *("originalStatusCode", "originalMessage", "resourceName", "param"),
    }
)


def is_error(value: object) -> bool:
    """Tell whether a whole body is an error. An object that only has one, such as a failed job, is not."""
    if not isinstance(value, Mapping):
        return False
    if is_fault(value):
        return True
    kind = value.get("type")
    if isinstance(kind, str):
        return kind.lower().endswith(_TYPE_ENDS) or (kind.startswith(_PAGE_STARTS) and "title" in value)
    if "id" in value or "object" in value:
        return False
    if _is_filled(value.get("error")) or _is_filled(value.get("errors")):
        return "data" not in value
    return any(_is_filled(value.get(key)) for key in _MESSAGE_KEYS) and value.keys() <= _BESIDE_MESSAGE


def is_first_party(value: Mapping[str, object]) -> bool:
    """Tell whether `value` is an error body of the API itself; the edge leaves the outer type out."""
    inner = value.get("error")
    if value.get("type", "error") != "error" or not isinstance(inner, Mapping):
        return False
    return isinstance(inner.get("type"), str) and isinstance(inner.get("message"), str)


def plain_error(value: object) -> ApiError:
    """Return the error that `value` is, taking `error` within it for the error object if there is one."""
    if not isinstance(value, Mapping):
        return ApiError(type="", message=value if isinstance(value, str) else "")
    if is_fault(value):
        return ApiError(type="", message=fault_line(value))
    inner = value.get("error")
    error: Mapping[str, object] = inner if isinstance(inner, Mapping) else value
    return ApiError(
        type=_type_of(error, value),
        message=_message_of(error),
        request_id=_first_text(value, _ID_KEYS) or _first_text(error, _ID_KEYS),
        details=_details_of(error),
    )


def _is_filled(value: object) -> bool:
    return isinstance(value, (str, Mapping, list)) and bool(value)


def _type_of(error: Mapping[str, object], outer: Mapping[str, object]) -> str:
    for key in _TYPE_KEYS:
        kind = error.get(key)
        if not isinstance(kind, str) or not kind or kind.isdigit() or kind.startswith(_PAGE_STARTS):
            continue
        if not (error is outer and kind == "error"):
            return kind
    # OAuth servers: the kind is under `error`, the words under `error_description`.
    kind = error.get("error")
    return kind if isinstance(kind, str) and _message_of(error) != kind else ""


def _message_of(error: Mapping[str, object]) -> str:
    """Return what the error says; faults that name their places tell more than a sentence over them."""
    if (faults := faults_in(error)) and not is_first_party({"error": error}):
        return faults
    if found := _listed(error, "message") or _quoted(error) or _first_text(error, _MESSAGE_KEYS):
        return found
    return _listed(error, "errors") or _listed(error, "detail")


def _listed(error: Mapping[str, object], key: str) -> str:
    """Return the words of the first faults in the list under `key`, or the empty text."""
    listed = error.get(key)
    return "; ".join(filter(None, map(_item_words, listed[:5]))) if isinstance(listed, list) else ""


def _quoted(error: Mapping[str, object]) -> str:
    """Return what the provider behind a gateway said, where that is no JSON of its own."""
    metadata = error.get("metadata")
    raw = metadata.get("raw") if isinstance(metadata, Mapping) else None
    return raw if isinstance(raw, str) and not raw.lstrip().startswith(("{", "[", "<")) else ""


def _item_words(item: object) -> str:
    """Return one entry of a list of faults, such as FastAPI's `{"loc": [...], "msg": ...}`."""
    if isinstance(item, Mapping):
        return fault_line(item)
    return item if isinstance(item, str) else ""


def _details_of(error: Mapping[str, object]) -> Mapping[str, object] | None:
    details = error.get("details")
    if isinstance(details, Mapping):
        return details
    known = {*_MESSAGE_KEYS, *_ID_KEYS, "type"}
    return {key: value for key, value in error.items() if key not in known and value is not None} or None


def _first_text(value: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return next((found for key in keys if isinstance(found := value.get(key), str) and found), "")
