"""Trouble that passes: what fails when it is first asked for, and is answered when it is sent again."""

from math import ceil

from betadeck.sandbox.errors import ApiFault

WAIT_S = 5.0
"""How long the rate limit lasts."""
_LIMIT = "once-rate-limit"
_INSTEAD = {"once-stream-cut": "stream-cut", "once-overloaded": "overloaded"}


class Passing:
    """Remembers what has failed already; used from the sandbox's own loop only."""

    def __init__(self) -> None:
        self._until_s: dict[str, float] = {}

    def fault_of(self, name: str, now_s: float) -> ApiFault | None:
        """Return the refusal while the limit holds that the first ask for `name` begins; `now_s` is since 1970."""
        if name != _LIMIT:
            return None
        until_s = self._until_s.setdefault(name, now_s + WAIT_S)
        if until_s <= now_s:
            del self._until_s[name]
            return None
        text = "This request would exceed your organization's rate limit of 4,000 requests per minute (simulated)."
        return ApiFault(429, text, headers=(("retry-after", str(ceil(until_s - now_s))),))

    def name_of(self, name: str) -> str:
        """Return what to do for `name` now: every second time nothing but to answer."""
        if name not in _INSTEAD:
            return name
        if self._until_s.pop(name, None) is not None:
            return name
        self._until_s[name] = 0.0
        return _INSTEAD[name]
