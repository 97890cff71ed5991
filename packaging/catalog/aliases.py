"""Finds the SDK's own names for unions, so that the pool can hold each union once and under its name."""

import importlib
import pkgutil
import types
import typing
from collections.abc import Iterable
from typing import Annotated, Union, get_args, get_origin

import anthropic.types


def union_names() -> dict[str, object]:
    """Return name -> union for every union that a module of `anthropic.types` exports.

    Names with a module of their own come first, and shorter names before longer ones: where two stand
    for the same union, the first is the better one.
    """
    own: dict[str, object] = {}
    other: dict[str, object] = {}
    for info in pkgutil.walk_packages(anthropic.types.__path__, "anthropic.types."):
        module = importlib.import_module(info.name)
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if _is_union(value):
                is_own = name.lower() == info.name.rpartition(".")[2].replace("_", "")
                (own if is_own else other).setdefault(name, _resolved(value, module))
    names = [*_by_length(own), *(name for name in _by_length(other) if name not in own)]
    return {name: own.get(name, other.get(name)) for name in names}


def _by_length(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (len(name), name))


def _is_union(value: object) -> bool:
    if get_origin(value) is Annotated:
        value = get_args(value)[0]
    return get_origin(value) in (Union, types.UnionType)


def _resolved(value: object, module: types.ModuleType) -> object:
    """Return `value` with names in quotes turned into what they name."""
    holder = type("Holder", (), {"__annotations__": {"value": value}, "__module__": module.__name__})
    return typing.get_type_hints(holder, include_extras=True)["value"]
