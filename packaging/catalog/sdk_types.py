"""The Python types behind what a method sends and gets, freed of the SDK's own markers."""

import inspect
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Union, get_args, get_origin

from anthropic._types import NotGiven, Omit
from pydantic import BaseModel

from sdk_source import Sent

_MARKERS = (Omit, NotGiven)
_DECODERS = frozenset({"Stream", "JSONLDecoder"})


@dataclass(frozen=True, slots=True)
class Typed:
    """One value on the wire: its Python type, and whether a request must carry it."""

    hint: object
    required: bool


@dataclass(frozen=True, slots=True)
class Types:
    """All types of one method. `body` leaves out files; `whole` is a body that is one value, not fields."""

    params: dict[str, Typed]
    query: dict[str, Typed]
    headers: dict[str, Typed]
    body: dict[str, Typed]
    whole: object | None
    answer: object | None
    events: object | None
    kind: str


def types_of(function: Callable[..., object], sent: Sent) -> Types:
    """Return the types of `function`, read from its signature."""
    hints = typing.get_type_hints(function, include_extras=True)
    signature = inspect.signature(function)

    def typed(names: dict[str, str]) -> dict[str, Typed]:
        return {wire: _typed(hints, signature, argument, wire) for wire, argument in names.items()}

    answer, events, kind = _answer(hints.get("return"))
    whole = sent.body.get("")
    uploads = {name.removesuffix("[]") for name in sent.files}
    fields = {name: argument for name, argument in sent.body.items() if name not in uploads}
    return Types(
        params=typed({name: name for name in path_names(sent.path)}),
        query=typed(sent.query),
        headers=typed(sent.headers),
        body={} if whole else typed(fields),
        whole=without_markers(hints[whole]) if whole else None,
        answer=answer,
        events=events,
        kind=kind,
    )


def path_names(path: str) -> tuple[str, ...]:
    """Return the names in the braces of a path template."""
    return tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))


def without_markers(hint: object) -> object:
    """Return `hint` without the SDK's "not given" markers."""
    if get_origin(hint) in (Union, types.UnionType):
        kept = tuple(each for each in get_args(hint) if each not in _MARKERS)
        return Union[kept]  # noqa: UP007  (made from a tuple)
    return hint


def _typed(hints: dict[str, object], signature: inspect.Signature, argument: str, wire: str) -> Typed:
    name = argument if argument in hints else wire  # a value that was worked on keeps its wire name
    required = signature.parameters[name].default is inspect.Parameter.empty
    return Typed(without_markers(hints[name]), required)


def _answer(hint: object) -> tuple[object | None, object | None, str]:
    """Return the type of a whole answer, that of one event or line, and the kind of answer."""
    if hint is None or hint is type(None):
        return None, None, "none"
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    plain = [each for each in options if _decoder(each) == ""]
    streamed = [each for each in options if _decoder(each) == "Stream"]
    if plain and isinstance(plain[0], type) and plain[0].__name__ == "BinaryAPIResponse":
        return None, None, "binary"
    if plain and (streamed or len(options) == len(plain)):
        whole = Union[tuple(plain)] if len(plain) > 1 else plain[0]  # noqa: UP007
        return whole, (get_args(streamed[0])[0] if streamed else None), "json"
    lines = [each for each in options if _decoder(each) == "JSONLDecoder"]
    return None, get_args((streamed or lines)[0])[0], "sse" if streamed else "jsonl"


def _decoder(hint: object) -> str:
    name = getattr(get_origin(hint), "__name__", "")
    return name if name in _DECODERS else ""


def is_model(hint: object) -> bool:
    """Tell whether `hint` is a pydantic class, as all the SDK's answers are."""
    return isinstance(hint, type) and issubclass(hint, BaseModel)
