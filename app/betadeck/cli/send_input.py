"""What `betadeck send` is given: the preset, the place to send to, the key. Bad input ends here."""

import asyncio
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from betadeck.core.draft import Draft, Row
from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.proxy_password import password_key, with_password
from betadeck.core.target import SANDBOX, AuthScheme, Platform, Target
from betadeck.storage.faults import StorageFault
from betadeck.storage.paths import Paths, default_data_dir
from betadeck.storage.preset_file import read_preset
from betadeck.storage.secrets import Keyring, KeyringFault
from betadeck.storage.targets import TargetStore

DEFAULT_KEY_ENV = "ANTHROPIC_API_KEY"


class BadInputError(Exception):
    """The command cannot be carried out as given; the text says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The command's arguments. `data_dir` None is the system's place. `values` are those of `--var`."""

    file: Path
    base_url: str | None = None
    target: str | None = None
    key_env: str = ""
    data_dir: Path | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Where to send and with which key."""

    target: Target
    key: str = field(repr=False)


def read_draft(wish: Wish) -> Draft:
    """Return the draft in the preset file."""
    try:
        loaded = read_preset(wish.file, wish.file.stem)
    except StorageFault as fault:
        raise BadInputError(fault.message) from None
    if loaded.read_only:
        raise BadInputError(f"{wish.file}: {loaded.problem}")
    rows = tuple(Row(name, value) for name, value in wish.values)
    given = {name for name, _ in wish.values}
    kept = tuple(row for row in loaded.draft.variables if row.name.strip() not in given)
    return replace(loaded.draft, variables=(*kept, *rows))


def choose(wish: Wish, until_sent: ExitStack, say: Callable[[str], None]) -> Outgoing:
    """Return where to send; starts the sandbox, if it is that, until `until_sent` closes.

    `say` is told in words what was chosen, and the name of the key, never the key.

    Raises:
        BadInputError: there is no such target or variable.
        SendError: the key is not to be had.
    """
    if wish.base_url is not None:
        target = Target(wish.base_url, base_url=wish.base_url, platform=Platform.GATEWAY)
        key = _key_from_environment(wish.key_env or DEFAULT_KEY_ENV, say, needed=bool(wish.key_env))
        return Outgoing(target, key)
    target = target_named(wish.target, _paths(wish)) if wish.target is not None else SANDBOX
    if target.platform is Platform.SANDBOX:
        target = _with_sandbox(target, until_sent)
        say(f"Sending to the built-in sandbox at {target.base_url}: what it answers is made up.")
    if name := password_key(target.proxy):
        target = replace(target, proxy=with_password(target.proxy, _read(wish, name, say)))
    if wish.key_env:
        return Outgoing(target, _key_from_environment(wish.key_env, say, needed=True))
    return Outgoing(target, _key_from_keyring(wish, target, say))


def _key_from_environment(name: str, say: Callable[[str], None], *, needed: bool) -> str:
    key = os.environ.get(name, "").strip()
    if not key and needed:
        raise BadInputError(f"The variable {name} is not set.")
    say(f"Using the key in {name}." if key else f"Sending without a key: {name} is not set.")
    return key


def _key_from_keyring(wish: Wish, target: Target, say: Callable[[str], None]) -> str:
    if not target.key_name or target.auth is AuthScheme.NONE:
        return ""
    return _read(wish, target.key_name, say)


def _read(wish: Wish, name: str, say: Callable[[str], None]) -> str:
    say(f"Using the key “{name}” from the keyring.")
    try:
        key = asyncio.run(keyring(wish).get(name))
    except KeyringFault as fault:
        raise SendError(Failure(FailureKind.KEYRING, fault.message)) from None
    if not key:
        message = f"The key “{name}” is not in the keyring. Name a variable with --key-env instead."
        raise SendError(Failure(FailureKind.NO_KEY, message))
    return key


def keyring(wish: Wish) -> Keyring:
    """Return the keyring with the names that are kept beside the targets."""
    return Keyring(_paths(wish).key_names)


def target_named(name: str, paths: Paths) -> Target:
    """Return the user's target `name`, however it is capitalised.

    Raises:
        BadInputError: there is none.
    """
    targets = TargetStore(paths.targets).list()
    for target in targets:
        if target.name.casefold() == name.casefold():
            return target
    known = ", ".join(target.name for target in targets)
    raise BadInputError(f"There is no target “{name}”. There are: {known}.")


def _paths(wish: Wish) -> Paths:
    return Paths(wish.data_dir or default_data_dir())


def _with_sandbox(target: Target, until_sent: ExitStack) -> Target:
    from betadeck.sandbox.server import SandboxFault, SandboxServer

    try:
        server = until_sent.enter_context(SandboxServer())
    except SandboxFault as fault:
        raise BadInputError(f"The sandbox does not start: {fault}.") from None
    return replace(target, base_url=server.base_url)
