"""A send controller with everything it says written down."""

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from betadeck.control.outgoing import Resolver
from betadeck.control.send import SendController
from betadeck.core.body_store import BodyStore, MemoryStore
from betadeck.core.draft import Draft
from betadeck.core.target import Platform, Target
from betadeck.transport.client import Transport
from helpers.sending import QUICK
from helpers.waiting import until

ENDINGS = ("finished", "cancelled", "failed")
DRAFT = Draft(body_text='{"model": "m", "max_tokens": 5, "messages": []}')


class Sends:
    """One controller; `heard` are its signals as (name, values) in order."""

    def __init__(
        self,
        transport: Transport,
        read_key: Callable[[str], Awaitable[str | None]],
        make_store: Callable[[], BodyStore] = MemoryStore,
    ) -> None:
        self.controller = SendController(lambda: transport, Resolver(read_key, no_sandbox), make_store)
        self.heard: list[tuple[str, tuple[object, ...]]] = []
        for name in ("started", "head_arrived", "progressed", *ENDINGS):
            getattr(self.controller, name).connect(self._ear(name))

    def names(self) -> list[str]:
        """Return what was heard, in order, progress left out."""
        return [name for name, _ in self.heard if name != "progressed"]

    def endings(self) -> list[str]:
        """Return only the endings."""
        return [name for name in self.names() if name in ENDINGS]

    def exchange(self):
        """Return the exchange of the last ending."""
        return next(values[0] for name, values in reversed(self.heard) if name in ENDINGS)

    def body_bytes(self) -> int:
        """Return how much of the body was told so far."""
        told = (values[0].body_bytes for name, values in self.heard if name == "progressed")
        return max(told, default=0)

    async def ended(self) -> None:
        """Wait for the running send's end."""
        before = len(self.endings())
        await until(lambda: len(self.endings()) > before)

    def send(self, url: str, draft: Draft = DRAFT, **changes: object) -> None:
        """Start sending `draft` to `url`."""
        self.controller.send(draft, to(url, **changes))

    def _ear(self, name: str):
        return lambda *values: self.heard.append((name, values))


def to(url: str, **changes: object) -> Target:
    """Return a target for `url`, with no key and no proxy."""
    return replace(Target("test", url, platform=Platform.GATEWAY, proxy="none", timeouts=QUICK), **changes)  # type: ignore[arg-type]


async def no_key(_name: str) -> str | None:
    """Have no key of any name."""
    return None


async def no_sandbox() -> str:
    """Stand where a sandbox would be started."""
    raise AssertionError("nobody asked for the sandbox")


@asynccontextmanager
async def sends(
    read_key: Callable[[str], Awaitable[str | None]] = no_key,
    make_store: Callable[[], BodyStore] = MemoryStore,
):
    """Yield a controller with its own transport; nothing of either is left after the block."""
    transport = Transport()
    made = Sends(transport, read_key, make_store)
    try:
        yield made
    finally:
        await made.controller.aclose()
        await transport.aclose()
