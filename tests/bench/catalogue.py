"""Loading the catalogue, against reading and parsing its JSON alone."""

import json
import time
from collections.abc import Callable

from table import Row

from betadeck import resources
from betadeck.core.catalog_load import parse_catalogue
from betadeck.core.schema import closure

RUNS = 15


def rows() -> list[Row]:
    """Measure the index at start, and the schema of one operation when it is opened."""
    index, schemas = resources.resource("catalog/index.json"), resources.resource("catalog/schemas.json")
    return [
        Row(
            what="catalogue: index to dataclasses",
            ours=_ms(lambda: parse_catalogue(resources.load_index())),
            floor=_ms(lambda: json.loads(index.read_bytes())),
            floor_name="json.loads",
            unit="ms",
            goal="<= 20 ms",
        ),
        Row(
            what="catalogue: schema of Messages",
            ours=_ms(lambda: closure(resources.load_schemas(), "BetaMessagesCreateBody")),
            floor=_ms(lambda: json.loads(schemas.read_bytes())),
            floor_name="json.loads of the pool",
            unit="ms",
            goal="",
        ),
    ]


def _ms(work: Callable[[], object]) -> list[float]:
    samples = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        samples.append((time.perf_counter() - start) * 1000)
    return samples
