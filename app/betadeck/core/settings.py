"""What the user has set, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

TEXT_PX_RANGE = (11, 20)
"""The smallest and largest interface text, in pixels."""
HISTORY_CAP_RANGE = (10_000_000, 100_000_000_000)
"""The least and most bytes of answers that history may keep."""
IN_MEMORY_RANGE = (1_000_000, 1_000_000_000)
"""The smallest and greatest limit, in bytes, up to which an answer may be held in memory."""
RETRIES_RANGE = (0, 10)
"""The least and most times that a failed send may be sent again by itself."""


class Theme(Enum):
    """Which colours; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Panes(Enum):
    """Where the response stands, seen from the request."""

    BELOW = "below"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice of the settings dialog, with what holds until the user says otherwise.

    An answer longer than `in_memory_bytes` goes to disk as it arrives.
    `follow_redirects` is what a new target starts with. `block_on_errors` keeps Send off while a finding
    says that the request will be refused. `retries` is how often a failed send is sent again by itself; 0, as
    at first, is never. `count_tokens` asks
    the target for a request's tokens after a pause in composing, `fetch_models` for its models once a run; both
    send something, and so are off at first. `shortcuts` holds the keys that the user changed, by action id;
    an empty tuple switches an action's key off. `extra` holds keys of the file that this program does not
    know, as raw JSON text.
    """

    theme: Theme = Theme.SYSTEM
    text_px: int = 13
    panes: Panes = Panes.BELOW
    restore_tabs: bool = True
    history_cap_bytes: int = 500_000_000
    confirm_close: bool = True
    follow_redirects: bool = False
    block_on_errors: bool = False
    retries: int = 0
    count_tokens: bool = False
    fetch_models: bool = False
    shortcuts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    in_memory_bytes: int = 16_000_000

    def keys(self) -> Mapping[str, tuple[str, ...]]:
        """Return `shortcuts` by action id."""
        return dict(self.shortcuts)
