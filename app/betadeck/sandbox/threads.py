"""Message threads: which answers a request may continue from.

Source: the error codes of Python SDK 2.12.0 and the vendor's page on message threads, 2026-11.
"""

from collections import OrderedDict

from betadeck.sandbox.ask import Ask, part
from betadeck.sandbox.errors import ApiFault

_KEPT = 1000
_UNSUPPORTED = ("cache_control", "context_management", "fallbacks")


class Threads:
    """Remembers the last answers of threads and whether they were continued."""

    def __init__(self) -> None:
        self._continued: OrderedDict[str, bool] = OrderedDict()

    def check(self, ask: Ask) -> None:
        """Refuse a request that cannot continue the thread it names.

        Raises:
            ApiFault: with the code that says why.
        """
        thread = part(ask.body, "thread")
        if not thread:
            return
        if unsupported := [name for name in _UNSUPPORTED if name in ask.body]:
            text = f"thread: not supported together with {', '.join(unsupported)}"
            raise _fault(400, text, "thread_unsupported_request", {"unsupported": unsupported})
        if thread.get("type") != "continue":
            return
        name = str(thread.get("previous_message_id"))
        if name not in self._continued:
            text = f"thread.previous_message_id: {name} was not found or has expired"
            raise _fault(404, text, "thread_not_found")
        if self._continued[name]:
            text = f"thread.previous_message_id: {name} was continued already"
            raise _fault(400, text, "thread_already_continued")

    def answered(self, ask: Ask, message_id: str) -> None:
        """Remember the answer to `ask`, from which the thread may go on."""
        thread = part(ask.body, "thread")
        if not thread:
            return
        if thread.get("type") == "continue":
            self._continued[str(thread.get("previous_message_id"))] = True
        self._continued[message_id] = False
        if len(self._continued) > _KEPT:
            self._continued.popitem(last=False)


def _fault(status: int, text: str, code: str, details: dict[str, object] | None = None) -> ApiFault:
    return ApiFault(status, text, code=code, details=details)
