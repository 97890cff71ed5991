"""Everything that is known of a failed exchange, in one value that the rules look at."""

from dataclasses import dataclass
from datetime import datetime

from betadeck.core.answer import Answer, ApiError
from betadeck.core.catalog import Catalogue
from betadeck.core.draft import Draft
from betadeck.core.exchange import Head
from betadeck.core.failure import Failure
from betadeck.core.target import Platform


@dataclass(frozen=True, slots=True)
class Case:
    """One exchange, as far as it is known.

    `head` is None when no answer came; `draft` is None when only the answer is known. `now` is when the
    answer came, in UTC, for dates in headers. `elapsed_s` is how long the exchange took, None if unknown.
    """

    catalogue: Catalogue
    platform: Platform
    answer: Answer
    now: datetime
    head: Head | None = None
    body: bytes = b""
    draft: Draft | None = None
    failure: Failure | None = None
    elapsed_s: float | None = None

    @property
    def status(self) -> int:
        """The status of the answer, 0 when none came."""
        return self.head.status if self.head else 0

    @property
    def error(self) -> ApiError:
        """The error that the answer tells of; an empty one if it tells of none."""
        return self.answer.error or ApiError("", "")
