"""What one running sandbox holds: catalogue, counters, what was made, log."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from betadeck.core.catalog import Catalogue, Operation
from betadeck.core.schema import Pool
from betadeck.sandbox.addresses import Address
from betadeck.sandbox.batch_book import BatchBook
from betadeck.sandbox.cache import PromptCache
from betadeck.sandbox.headers import HeaderView
from betadeck.sandbox.ids import Ids
from betadeck.sandbox.limits import RateLimits
from betadeck.sandbox.log import RequestLog
from betadeck.sandbox.maker import Maker
from betadeck.sandbox.moments import DAY_S, stamp
from betadeck.sandbox.once import Passing
from betadeck.sandbox.places import Map
from betadeck.sandbox.schemas import Bodies
from betadeck.sandbox.session_log import SessionLogs
from betadeck.sandbox.store import Store
from betadeck.sandbox.threads import Threads
from betadeck.sandbox.uploads import Blobs, Form

_LATER_S = 30 * DAY_S


@dataclass(frozen=True, slots=True)
class Options:
    """How a sandbox behaves.

    `delay_s` is the pause before each streamed delta, `batch_s` the time that a batch takes. The same
    `seed` gives the same ids. A `lenient` one makes up what it is asked for by an unknown id, takes any key
    and any beta, and checks requests by their schemas alone, sizes and counts left out: what mock servers do.
    """

    delay_s: float = 0.0
    batch_s: float = 3.0
    seed: int = 0
    lenient: bool = False


class Sandbox:
    """All state of one sandbox; used from its own loop only, but for `log`, which any thread may read.

    `load` gives the pool of schemas and is called when the first one is needed.
    `clock` gives seconds since 1970.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        load: Callable[[], Mapping[str, object]],
        options: Options | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.catalogue = catalogue
        self.options = options or Options()
        self.bodies = Bodies(catalogue, lambda: self.pool, bounds=not self.options.lenient)
        self.clock = clock
        self.ids = Ids(self.options.seed)
        self.limits = RateLimits(clock)
        self.passing = Passing()
        self.cache = PromptCache()
        self.threads = Threads()
        self.log = RequestLog()
        self.map = Map(catalogue)
        self.store = Store()
        self.blobs = Blobs()
        self.batches = BatchBook()
        self.sessions = SessionLogs()
        self._load = load

    @property
    def delay_s(self) -> float:
        """The pause before each streamed delta."""
        return self.options.delay_s

    @cached_property
    def pool(self) -> Pool:
        """The schemas of the catalogue."""
        return self._load()

    def now(self) -> str:
        """Return the moment as the API writes it."""
        return stamp(self.clock())

    def maker(
        self, known: Mapping[str, object] | None = None, *, rich: bool = False, noun: str = ""
    ) -> Maker:
        """Return what makes values for answers; `known` gives values for fields by their names."""
        later = stamp(self.clock() + _LATER_S)
        return Maker(self.pool, self.ids, self.now(), later, known or {}, rich, noun)

    def close(self) -> None:
        """Let go of the uploaded files."""
        self.blobs.close()


@dataclass(frozen=True, slots=True)
class Call:
    """One request that passed the checks of headers and query.

    `operation` is the call of the catalogue that it means, `params` the parts of its path, `asked` its
    query as values of their types.
    """

    headers: HeaderView
    query: tuple[tuple[str, str], ...]
    params: Mapping[str, str]
    body: bytes
    request_id: str
    betas: tuple[str, ...]
    version: str
    path: str
    address: Address
    operation: Operation
    asked: Mapping[str, object] = field(default_factory=dict)
    form: Form = field(default_factory=Form)
