"""Finds every call of the official SDK by walking its client from resource to resource."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import anthropic
from anthropic._resource import SyncAPIResource

from sdk_source import Sent, read

_SECOND_DOORS = frozenset({"messages.parse", "beta.messages.parse"})
"""Methods that send the same as another one and differ only in what they make of the answer."""


@dataclass(frozen=True, slots=True)
class SdkCall:
    """One call: `id` is as written after `client.`, such as `beta.sessions.events.list`."""

    id: str
    function: Callable[..., object]
    sent: Sent


def sdk_calls() -> list[SdkCall]:
    """Return all calls that make a request of their own, in the order of their ids."""
    client = anthropic.Anthropic(api_key="none", base_url="http://127.0.0.1:1")
    found = []
    for path, function in _methods(client, ()):
        sent = None if path in _SECOND_DOORS else read(function)
        if sent is not None:
            found.append(SdkCall(path, function, sent))
    return sorted(found, key=lambda each: each.id)


def _methods(holder: object, path: tuple[str, ...]) -> Iterator[tuple[str, Callable[..., object]]]:
    for name in dir(type(holder)):
        if name.startswith(("_", "with_")):
            continue
        value = getattr(holder, name)
        if isinstance(value, SyncAPIResource):
            yield from _methods(value, (*path, name))
        elif inspect.ismethod(value) and isinstance(holder, SyncAPIResource):
            yield ".".join((*path, name)), value.__func__
