"""Pages of one list, fetched one after the other and joined."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from betadeck.core.draft import Draft
from betadeck.core.paging import Page, next_draft


@dataclass(frozen=True, slots=True)
class PagedRun:
    """What was fetched so far: the entries of `pages` pages, and the request for the next one if there is one.

    `problem` says why it does not go on although there is more, empty when nothing is wrong.
    """

    entries: tuple[bytes, ...]
    pages: int
    next: Draft | None
    problem: str = ""


def begun(draft: Draft, page: Page) -> PagedRun:
    """Return a run that begins with `page`, the answer to `draft`."""
    return PagedRun(page.entries, 1, next_draft(draft, page) if page.has_more else None)


def gone_on(run: PagedRun, page: Page) -> PagedRun:
    """Return `run` with `page`, the answer to its next request."""
    if run.next is None:
        return run
    following = next_draft(run.next, page) if page.has_more else None
    joined = PagedRun((*run.entries, *page.entries), run.pages + 1, following)
    if following == run.next:
        return replace(joined, next=None, problem="The server names the same page again as the next one.")
    return joined


def as_json(entries: tuple[bytes, ...]) -> Iterator[bytes]:
    """Yield the joined list as one JSON object with `data`, entry by entry, each as it was received."""
    yield b'{"data": ['
    for place, entry in enumerate(entries):
        yield (b",\n" if place else b"\n") + entry
    yield b"\n]}\n"


def as_lines(entries: tuple[bytes, ...]) -> Iterator[bytes]:
    """Yield the joined list as JSON Lines. Line breaks between the parts of an entry become blanks."""
    for entry in entries:
        yield entry.replace(b"\r", b" ").replace(b"\n", b" ") + b"\n"
