"""The shipped catalogue and its pool of schemas, read once for all tests that only look at them."""

from functools import cache

from betadeck import resources
from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_load import parse_catalogue


@cache
def shipped() -> Catalogue:
    """Return the catalogue that comes with the program."""
    return parse_catalogue(resources.load_index())


@cache
def pool() -> dict[str, object]:
    """Return the schemas that come with the program, by name."""
    return dict(resources.load_schemas())
