"""The strip under the tabs: what went wrong with files, and questions with their answers beside them.

What is about one tab is shown while that tab is in front, and goes with it; `about` is the tab's key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from betadeck.control.tabs import TabsController
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

    def __init__(self, banner: Banner, tabs: TabsController) -> None:
        self._banner, self._tabs = banner, tabs
        self._open: list[_Notice] = []
        tabs.chosen.connect(self._draw)
        tabs.closed.connect(self.clear)
        banner.action_chosen.connect(self._on_chosen)

    def show_fault(self, fault: StorageFault, about: str = "") -> None:
        """Say why something could not be kept or read; work goes on in memory."""
        head = _HEADS.get(fault.code, "Not done")
        self._show(_Notice(head, fault.message, "error", {"OK": _nothing}, about))

    def show_text(self, text: str, about: str = "") -> None:
        """Say something that needs no answer."""
        self._show(_Notice("", text, "warn", {"OK": _nothing}, about))

    def ask(self, text: str, answers: Mapping[str, Callable[[], None]], about: str = "") -> None:
        """Ask; each answer is a button and what it does."""
        self._show(_Notice("Choose", text, "warn", answers, about))

    def show_running(
        self, head: str, text: str, answers: Mapping[str, Callable[[], None]], about: str
    ) -> None:
        """Say what is under way; each answer is a button and what it does."""
        self._show(_Notice(head, text, "", answers, about))

    def settle(self, text: str, about: str) -> None:
        """Take the notice of this text about this tab away, because what it tells of is over."""
        self._open = [each for each in self._open if (each.text, each.about) != (text, about)]
        self._draw()

    def clear(self, about: str) -> None:
        """Take the notices about this tab away, because what they say is settled, or the tab is closed."""
        self._open = [each for each in self._open if each.about != about]
        self._draw()

    def _show(self, notice: _Notice) -> None:
        same = (notice.head, notice.text, notice.about)
        others = [each for each in self._open if (each.head, each.text, each.about) != same]
        self._open = [*others, notice][-_MOST:]
        self._draw()

    def _now(self) -> _Notice | None:
        front = self._tabs.current_key()
        return next((each for each in reversed(self._open) if each.about in ("", front)), None)

    def _draw(self) -> None:
        now = self._now()
        if now is None:
            self._banner.hide()
            return
        self._banner.show_text(now.head, now.text, now.tone, [(label, label) for label in now.answers])

    def _on_chosen(self, label: str) -> None:
        notice = self._now()
        if notice is not None:
            self._open.remove(notice)
            self._draw()
            notice.answers[label]()


def _nothing() -> None:
    """Answer by doing nothing but closing the notice."""
