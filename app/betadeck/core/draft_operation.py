"""Which operation of the catalogue a draft calls."""

from betadeck.core.catalog import Catalogue, Operation
from betadeck.core.catalog_lookup import find_operation, matches_operation
from betadeck.core.draft import Draft


def operation_of(draft: Draft, catalogue: Catalogue) -> Operation | None:
    """Return the operation that the draft names, if its method and path still fit, else the one that fits."""
    method, path = draft.method.strip().upper(), bare_path(draft)
    named = catalogue.operations.get(draft.operation or "")
    if named and matches_operation(f"{named.method} {named.path}", method, path):
        return named
    return find_operation(method, path, catalogue)


def bare_path(draft: Draft) -> str:
    """Return the path without its query, and without what gateways put before `/v1/`."""
    path = draft.path.strip().partition("?")[0]
    start = path.find("/v1/")
    return path[start:] if start > 0 else path
