"""How big a body an operation takes, as far as the catalogue knows."""

from collections.abc import Iterable

from betadeck.core.catalog import Operation
from betadeck.core.catalog_lookup import matches_operation
from betadeck.core.catalog_rules import RequestLimit


def most_bytes(operation: Operation | None, limits: Iterable[RequestLimit]) -> int:
    """Return the most bytes that `operation` takes in one request, 0 when nobody knows."""
    if operation is None:
        return 0
    found = [
        each.maximum
        for each in limits
        if each.unit == "bytes" and each.id.startswith("body.") and not each.platforms
        if any(matches_operation(pattern, operation.method, operation.path) for pattern in each.operations)
    ]
    return min(found, default=0)
