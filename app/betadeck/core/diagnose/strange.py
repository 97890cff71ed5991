"""Good statuses with something that the API would not have answered: a page, nothing, another type."""

from betadeck.core.answer import AnswerKind
from betadeck.core.body import is_blank
from betadeck.core.catalog_lookup import find_operation
from betadeck.core.diagnose.case import Exhibit

_PAGES = (b"<!doctype html", b"<html")


def is_strange(exhibit: Exhibit) -> bool:
    """Tell whether a whole answer with a good status is nothing that the API gives."""
    if exhibit.body[:200].lstrip().lower().startswith(_PAGES):
        return True
    if exhibit.head is None or exhibit.head.status != 200:
        return False
    told = exhibit.head.media_type.endswith("json")
    if is_blank(exhibit.body):
        return told or _wants_json(exhibit)
    return exhibit.answer.kind is AnswerKind.OTHER and _wants_json(exhibit)


def _wants_json(exhibit: Exhibit) -> bool:
    """Tell whether the operation that was called is known to answer with JSON or a stream of it."""
    draft = exhibit.draft
    operation = find_operation(draft.method, draft.path, exhibit.catalogue) if draft else None
    return operation is not None and operation.answer in ("json", "sse")
