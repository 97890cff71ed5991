"""Everything that is known of a failed exchange, in one value that the rules look at."""

from dataclasses import dataclass
from datetime import datetime

from betadeck.core.answer import Answer, ApiError
from betadeck.core.body import Body
from betadeck.core.catalog import Catalogue
from betadeck.core.diagnose.asked import Asked
from betadeck.core.diagnose.message import Message, read
from betadeck.core.diagnose.places import has, pointer_of
from betadeck.core.draft import Draft
from betadeck.core.exchange import Head
from betadeck.core.failure import Failure
from betadeck.core.target import Platform

_LONGEST_READ_CHARS = 4_000
"""What is wrong is told at the start; patterns over long texts would hold up the window."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exchange, as far as it is known.

    `head` is None when no answer came; `draft` is None when only the answer is known. `now` is when the
    answer came, in UTC, for dates in headers. `elapsed_s` is how long the exchange took, None if unknown;
    `arrivals` are as in `Exchange`.
    """

    catalogue: Catalogue
    platform: Platform
    answer: Answer
    now: datetime
    head: Head | None = None
    body: Body = b""
    draft: Draft | None = None
    failure: Failure | None = None
    elapsed_s: float | None = None
    arrivals: tuple[tuple[int, float], ...] = ()


class Case:
    """An exhibit with what was read out of it: the error, its message taken apart, the request."""

    def __init__(self, exhibit: Exhibit, *, is_plain: bool = False) -> None:
        """Read `exhibit`; `is_plain` says that its error was no error body, but a few words of text."""
        self.exhibit = exhibit
        self.is_plain = is_plain
        self.catalogue = exhibit.catalogue
        self.platform = exhibit.platform
        self.head = exhibit.head
        self.failure = exhibit.failure
        self.draft = exhibit.draft
        self.asked = Asked(exhibit.draft)
        self.error = exhibit.answer.error or ApiError("", "")
        self.said: Message = read(self.error.message[:_LONGEST_READ_CHARS])
        place = self.said.path or next(iter(self.said.places), ())
        self.pointer = pointer_of(place, self.asked.body) if place else ""

    @property
    def status(self) -> int:
        """The status of the answer, 0 when none came."""
        return self.head.status if self.head else 0

    @property
    def media_type(self) -> str:
        """The content type of the answer, or the empty text."""
        return self.head.media_type if self.head else ""

    @property
    def in_stream(self) -> bool:
        """Whether the error came after a good status line."""
        return 200 <= self.status < 300 and self.exhibit.answer.error is not None

    @property
    def code(self) -> str:
        """The error's own code from its details, or the empty text."""
        details = self.error.details or {}
        names = ("error_code", "code", "errorCode")
        return next((found for name in names if isinstance(found := details.get(name), str)), "")

    def header(self, name: str) -> str:
        """Return a header of the answer, or the empty text."""
        return self.head.header(name) if self.head else ""

    def at(self, *names: str) -> str:
        """Return the pointer that these names mean in the request, or in the first of a batch that has it."""
        found = pointer_of(names, self.asked.body)
        if not self.asked.known or has(self.asked.body, found):
            return found
        within = (root + found for root, _ in self.asked.roots())
        return next((each for each in within if has(self.asked.body, each)), found)
