"""Names and times of exchanges."""

import time
import uuid
from datetime import UTC, datetime


def new_id() -> str:
    """Return an id that no exchange has had; later ones sort after earlier ones."""
    return f"{time.time_ns():x}-{uuid.uuid4().hex[:8]}"


def now_text() -> str:
    """Return the time in ISO 8601, UTC, with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
