"""The error in an XML body, as Amazon's older services and their edges answer.

Shapes seen, 2026-11-22: `<Error><Code>…</Code><Message>…</Message></Error>`, the same inside
`<ErrorResponse>`, and `<AccessDeniedException><Message>…</Message></AccessDeniedException>`.
"""

import re

from betadeck.core.answer import ApiError

_MOST_CHARS = 20_000
_ROOT = re.compile(r"(?:<\?xml[^>]*>\s*)?<(?!html|head|body|!)(?:\w+:)?(\w+)[^>]*>", re.IGNORECASE)
_CODE = re.compile(r"<(?:\w+:)?Code>\s*([^<]*?)\s*</", re.IGNORECASE)
_MESSAGE = re.compile(r"<(?:\w+:)?Message>\s*([^<]*?)\s*</", re.IGNORECASE)
_REQUEST_ID = re.compile(r"<(?:\w+:)?RequestId>\s*([^<]*?)\s*</", re.IGNORECASE)
_MARKS = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&"))


def xml_error(text: str) -> ApiError | None:
    """Return the error that a whole XML text is, or None: web pages are none."""
    root = _ROOT.match(text[:_MOST_CHARS].lstrip())
    message = _MESSAGE.search(text[:_MOST_CHARS])
    if root is None or message is None:
        return None
    code = _CODE.search(text[:_MOST_CHARS])
    kind = code.group(1) if code else root.group(1) if root.group(1).endswith("Exception") else ""
    request_id = _REQUEST_ID.search(text[:_MOST_CHARS])
    return ApiError(kind, _plain(message.group(1)), request_id.group(1) if request_id else "")


def _plain(text: str) -> str:
    for mark, letter in _MARKS:
        text = text.replace(mark, letter)
    return text
