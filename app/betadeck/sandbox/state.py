"""What one running sandbox holds: catalogue, counters, cache, log."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from betadeck.core.catalog import Catalogue
from betadeck.sandbox.cache import PromptCache
from betadeck.sandbox.headers import HeaderView
from betadeck.sandbox.ids import Ids
from betadeck.sandbox.limits import RateLimits
from betadeck.sandbox.log import RequestLog
from betadeck.sandbox.schemas import Bodies
from betadeck.sandbox.threads import Threads


class Sandbox:
    """All state of one sandbox; used from its own loop only, but for `log`, which any thread may read.

    `load` gives the pool of schemas and is called when the first body comes.
    `clock` gives seconds since 1970.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        load: Callable[[], Mapping[str, object]],
        *,
        delay_s: float = 0.0,
        seed: int = 0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.catalogue = catalogue
        self.bodies = Bodies(catalogue, load)
        self.delay_s = delay_s
        self.clock = clock
        self.ids = Ids(seed)
        self.limits = RateLimits(clock)
        self.cache = PromptCache()
        self.threads = Threads()
        self.log = RequestLog()


@dataclass(frozen=True, slots=True)
class Call:
    """One request that passed the header checks. `params` are the parts of its path."""

    headers: HeaderView
    query: tuple[tuple[str, str], ...]
    params: Mapping[str, str]
    body: bytes
    request_id: str
    betas: tuple[str, ...]
    version: str
