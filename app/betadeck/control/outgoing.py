"""Completes a target before a send: the sandbox's address, the key from the keyring."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft
from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.proxy_password import password_key, with_password
from betadeck.core.target import SANDBOX_KEY, AuthScheme, Platform, Target
from betadeck.core.variable_fill import has_variables
from betadeck.core.variable_values import Values
from betadeck.core.wire import WireError, WireRequest
from betadeck.core.wire_filled import build_filled
from betadeck.storage.key_faults import KeyringFault
from betadeck.storage.variables import Given, KeyReader, values_of
from betadeck.transport.upload import measured

_BIG_CHARS = 1_000_000
"""Filling in more than this takes so long that the window would be seen to wait."""

SandboxStarter = Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """A target with a real address, and the key to send. Its repr shows no key."""

    target: Target
    key: str


@dataclass(frozen=True, slots=True, repr=False)
class Ready:
    """A request that can go out, to where, and the keys in it, for whoever keeps it to mask them."""

    request: WireRequest
    target: Target
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolver:
    """Reads keys and starts the sandbox when first needed.

    `given` tells what the user answered when a request asked, and the clipboard's text; `operation` which
    operation of the catalogue a draft calls.
    """

    read_key: KeyReader
    start_sandbox: SandboxStarter
    given: Callable[[], Given] = Given
    operation: Callable[[Draft], Operation | None] = lambda _: None

    async def __call__(self, target: Target) -> Outgoing:
        """Return what to send `target` with.

        Raises:
            SendError: the key it names is not there, the keyring gives no answer, or the sandbox does
                not start.
        """
        if target.platform is Platform.SANDBOX:
            return Outgoing(replace(target, base_url=await self.start_sandbox()), SANDBOX_KEY)
        if name := password_key(target.proxy):
            password = await self._read(name, "another key for its proxy's password")
            target = replace(target, proxy=with_password(target.proxy, password))
        if target.auth is AuthScheme.NONE or not target.key_name:
            return Outgoing(target, "")
        return Outgoing(target, await self._read(target.key_name, "another key for this target"))

    async def _read(self, name: str, instead: str) -> str:
        try:
            key = await self.read_key(name)
        except KeyringFault as fault:
            raise SendError(Failure(FailureKind.KEYRING, str(fault))) from fault
        if key is None:
            raise SendError(_no_key(name, instead))
        return key

    async def ready(self, draft: Draft, target: Target, saved: Draft | None = None) -> "Ready":
        """Return the request that `draft` sends to `target`, its variables filled in, files measured.

        Raises:
            SendError: it cannot be sent, and why.
        """
        outgoing = await self(target)
        values = await self.values(draft, outgoing.target)
        building = partial(
            build_filled, draft, outgoing.target, outgoing.key, values,
            saved=saved, operation=self.operation(draft),
        )  # fmt: skip
        try:
            big = len(draft.body_text) > _BIG_CHARS
            request = await asyncio.to_thread(building) if big else building()
        except WireError as error:
            raise SendError(Failure(FailureKind.BAD_REQUEST, str(error), error.where)) from error
        keys = (outgoing.key,) if outgoing.key else ()
        return Ready(measured(request), outgoing.target, (*keys, *request.secrets))

    async def values(self, draft: Draft, target: Target) -> Values:
        """Return what the variables of `draft` stand for when it is sent to `target`.

        Raises:
            SendError: a file, a key or an answer is not there.
        """
        if not has_variables(draft):
            return {}
        return await values_of(draft, target, self.given(), self.read_key)


def _no_key(name: str, instead: str) -> Failure:
    return Failure(
        FailureKind.NO_KEY,
        f"The key “{name}” is not in the keyring on this machine. "
        f"Add it under Tools, Keys, or choose {instead}.",
    )
