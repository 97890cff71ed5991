"""The strip under the tabs: what went wrong with files, and questions with their answers beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from betadeck.storage.faults import StorageFault
from betadeck.ui.parts.banner import Banner
from betadeck.ui.parts.labels import Tone

_MOST = 20
_HEADS = {"full": "Disk full", "read_only": "Read-only", "denied": "No permission", "gone": "Gone"}


@dataclass(frozen=True, slots=True)
class _Notice:
    """What the strip says, its buttons, and the key of the tab that it is about (empty: none)."""

    head: str
    text: str
    tone: Tone
    answers: Mapping[str, Callable[[], None]]
    about: str = ""


class Notices:
    """The newest notice is shown; one that it covers comes back when it was answered."""

    def __init__(self, banner: Banner) -> None:
        self._banner = banner
        self._open: list[_Notice] = []
        banner.action_chosen.connect(self._on_chosen)

    def show_fault(self, fault: StorageFault) -> None:
        """Say why something could not be kept or read; work goes on in memory."""
        head = _HEADS.get(fault.code, "Not done")
        self._show(_Notice(head, fault.message, "error", {"OK": _nothing}))

    def show_text(self, text: str) -> None:
        """Say something that needs no answer."""
        self._show(_Notice("", text, "warn", {"OK": _nothing}))

    def ask(self, text: str, answers: Mapping[str, Callable[[], None]], about: str = "") -> None:
        """Ask; each answer is a button and what it does. `about` is the key of the tab that it is about."""
        self._show(_Notice("Choose", text, "warn", answers, about))

    def clear(self, about: str) -> None:
        """Take the notices about this tab away, because what they say is settled."""
        self._open = [each for each in self._open if each.about != about]
        self._draw()

    def _show(self, notice: _Notice) -> None:
        others = [each for each in self._open if (each.head, each.text) != (notice.head, notice.text)]
        self._open = [*others, notice][-_MOST:]
        self._draw()

    def _draw(self) -> None:
        if not self._open:
            self._banner.hide()
            return
        now = self._open[-1]
        self._banner.show_text(now.head, now.text, now.tone, [(label, label) for label in now.answers])

    def _on_chosen(self, label: str) -> None:
        notice = self._open.pop()
        self._draw()
        notice.answers[label]()


def _nothing() -> None:
    """Answer by doing nothing but closing the notice."""
