"""File names that a server gives, made safe to save under on any system."""

import re
from email.message import Message

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_MOST_BYTES = 180
_JSON_LINES = (".jsonl", ".ndjson")


def disposition_name(header: str) -> str:
    """Return the safe file name in a `content-disposition` header, empty when it gives none (RFC 6266)."""
    message = Message()
    try:
        message["content-disposition"] = header.replace("\r", " ").replace("\n", " ")
        return safe_name(message.get_filename("") or "")
    except (ValueError, LookupError):
        return ""


def is_json_lines(name: str) -> bool:
    """Tell whether a file is JSON Lines by its name."""
    return name.lower().endswith(_JSON_LINES)


def safe_name(name: str) -> str:
    """Return `name` as a plain file name: no folders, no hidden file, no device, no control characters.

    Empty when nothing is left of it. A name that is too long keeps its ending.
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = _UNSAFE.sub("_", last).strip().lstrip(".").rstrip(". ").strip()
    if _DEVICES.fullmatch(clean):
        clean = f"_{clean}"
    return _shortened(clean)


def _shortened(name: str) -> str:
    if len(name.encode()) <= _MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = f"{dot}{ending}" if stem and len(ending.encode()) <= 16 else ""
    head = name[: len(name) - len(tail)].encode()[: _MOST_BYTES - len(tail.encode())]
    return head.decode(errors="ignore").rstrip(". ") + tail
