"""Plausible texts and numbers for fields, by their names. All of it is made up and says so where it can."""

import hashlib
from collections.abc import Mapping, Sequence

from betadeck.sandbox.id_names import prefix_of_field
from betadeck.sandbox.ids import Ids

SAMPLE = "Sandbox sample"
_TEXTS: Mapping[str, str] = {
    "amount": "12.50",
    "cited_text": SAMPLE,
    "commit_sha": hashlib.sha1(b"sandbox", usedforsecurity=False).hexdigest(),
    "compartment_id": "00000000-0000-4000-8000-000000000001",
    "currency": "USD",
    "data": "",
    "description": "",
    "disabled_reason": "",
    "display_color": "#0B6B66",
    "domain": "tunnel.sandbox.invalid",
    "email": "someone@sandbox.invalid",
    "filename": "sample.txt",
    "geo": "us",
    "mime_type": "text/plain",
    "model": "claude-opus-5-5",
    "mount_path": "/mnt/session/uploads/sample.txt",
    "oauth_scope": "workspace:developer",
    "organization_id": "5a4db0c5-0000-4000-8000-000000000000",
    "path": "/notes/sample.md",
    "rbac_group_order_version": "1",
    "text": SAMPLE,
    "workspace_geo": "us",
}
_PARTS: Mapping[str, str] = {
    "sha256": hashlib.sha256(b"").hexdigest(),
    "fingerprint": hashlib.sha256(b"").hexdigest(),
    "uri": "https://sandbox.invalid/",
    "url": "https://sandbox.invalid/",
}
"""Texts for fields with these letters in their names."""
_USUAL = (
    *("enabled", "active", "unrestricted", "pending", "idle", "created", "custom", "direct", "success"),
    *("valid", "organization", "monthly", "developer", "available", "standard"),
)
"""Words that are taken first where a field may hold one of a few; else it is the first of them."""
_YES = ("enabled", "is_enabled", "valid", "downloadable", "supported", "lease_extended")


def word(options: Sequence[object]) -> object:
    """Return the most ordinary of a few fixed values."""
    return next((each for each in _USUAL if each in options), options[0])


def flag(name: str) -> bool:
    """Return the ordinary value of a yes-or-no field."""
    return name in _YES


def number(name: str, *, rich: bool) -> int:
    """Return nought, or for `rich` examples a number that is always the same for the same name."""
    return sum(name.encode()) % 900 + 100 if rich else 0


def text(name: str, ids: Ids, now: str, later: str) -> str:
    """Return a text for the field `name`; `now` and `later` are moments for fields that hold one as text."""
    if name in _TEXTS:
        return _TEXTS[name]
    if name.endswith(("_at", "_heartbeat")):
        return later if name.startswith("expires") else now
    if name.endswith(("_id", "_ids")):
        return ids.next(prefix_of_field(name))
    if "secret" in name or "token" in name:
        return ids.next("secret")
    return next((made for part, made in _PARTS.items() if part in name), SAMPLE)
