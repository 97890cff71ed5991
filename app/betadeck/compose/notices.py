"""The strip under the tabs: what went wrong with files, and questions with their answers beside them."""

from collections.abc import Callable, Mapping

from betadeck.storage.faults import StorageFault
from betadeck.ui.parts.banner import Banner


class Notices:
    """One notice at a time; the newest wins. An answered one goes away."""

    def __init__(self, banner: Banner) -> None:
        self._banner = banner
        self._answers: Mapping[str, Callable[[], None]] = {}
        self._about = ""
        banner.action_chosen.connect(self._on_chosen)

    def show_fault(self, fault: StorageFault) -> None:
        """Say why something could not be kept or read; work goes on in memory."""
        heads = {"full": "Disk full", "read_only": "Read-only", "denied": "No permission", "gone": "Gone"}
        self._answers, self._about = {"OK": _nothing}, ""
        self._banner.show_text(heads.get(fault.code, "Not done"), fault.message, "error", [("OK", "OK")])

    def show_text(self, text: str) -> None:
        """Say something that needs no answer."""
        self._answers, self._about = {"OK": _nothing}, ""
        self._banner.show_text("", text, "warn", [("OK", "OK")])

    def ask(self, text: str, answers: Mapping[str, Callable[[], None]], about: str = "") -> None:
        """Ask; each answer is a button and what it does. `about` is the key of the tab that it is about."""
        self._answers, self._about = answers, about
        self._banner.show_text("Choose", text, "warn", [(label, label) for label in answers])

    def clear(self, about: str = "") -> None:
        """Take the notice away if it is about this tab, or about none."""
        if self._about in {"", about}:
            self._banner.hide()

    def _on_chosen(self, label: str) -> None:
        answer = self._answers.get(label, _nothing)
        self._banner.hide()
        answer()


def _nothing() -> None:
    """Answer by doing nothing but closing the notice."""
