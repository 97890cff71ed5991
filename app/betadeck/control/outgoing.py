"""Completes a target before a send: the sandbox's address, the key from the keyring."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.target import SANDBOX_KEY, AuthScheme, Platform, Target
from betadeck.storage.key_faults import KeyringFault

KeyReader = Callable[[str], Awaitable[str | None]]
SandboxStarter = Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """A target with a real address, and the key to send. Its repr shows no key."""

    target: Target
    key: str


@dataclass(frozen=True, slots=True)
class Resolver:
    """Reads keys and starts the sandbox when first needed."""

    read_key: KeyReader
    start_sandbox: SandboxStarter

    async def __call__(self, target: Target) -> Outgoing:
        """Return what to send `target` with.

        Raises:
            SendError: the key it names is not there, the keyring gives no answer, or the sandbox does
                not start.
        """
        if target.platform is Platform.SANDBOX:
            return Outgoing(replace(target, base_url=await self.start_sandbox()), SANDBOX_KEY)
        if target.auth is AuthScheme.NONE or not target.key_name:
            return Outgoing(target, "")
        try:
            key = await self.read_key(target.key_name)
        except KeyringFault as fault:
            raise SendError(Failure(FailureKind.KEYRING, str(fault))) from fault
        if key is None:
            raise SendError(_no_key(target))
        return Outgoing(target, key)


def _no_key(target: Target) -> Failure:
    return Failure(
        FailureKind.NO_KEY,
        f"The key “{target.key_name}” is not in the keyring on this machine. "
        "Add it under Tools, Keys, or choose another key for this target.",
    )
