"""Turns the SDK's calls into the catalogue's operations and the pool of schemas behind them."""

from collections.abc import Iterable, Mapping

from aliases import union_names
from names import area_of, pascal, python_of, title_of, typescript_of
from pool import Schema, object_type, schemas_of
from sdk_types import Typed, Types, types_of
from sdk_walk import SdkCall, sdk_calls
from shapes import shaped
from tidy import PAGE

Record = dict[str, object]

_PAGING = {"SyncPage": "cursor", "SyncTokenPage": "token"}
"""`cursor` goes on with after_id, `token` with page_token, all others with page."""


def operations_and_pool() -> tuple[dict[str, Record], dict[str, Schema]]:
    """Return the operations by id, and the definitions that they refer to by name."""
    calls = sdk_calls()
    types = {each.id: types_of(each.function, each.sent) for each in calls}
    wanted = {key: hint for each in calls for key, hint in _wanted(each, types[each.id])}
    unions = union_names()
    every, definitions = schemas_of({**wanted, **{f"union {name}": hint for name, hint in unions.items()}})
    roots, pool = shaped(
        {key: every[key] for key in wanted},
        definitions,
        {name: every[f"union {name}"] for name in unions},
    )
    twins = _twins(calls)
    records = {each.id: _record(each, types[each.id], roots, pool, twins.get(each.id, "")) for each in calls}
    return records, pool


def _wanted(call: SdkCall, types: Types) -> Iterable[tuple[str, object]]:
    """Yield a key and a Python type for every schema that the call needs."""
    for kind, typed in (("params", types.params), ("query", types.query), ("headers", types.headers)):
        for name, each in typed.items():
            yield f"{kind} {call.id} {name}", each.hint
    if types.body:
        yield f"body {call.id}", object_type(pascal(call.id, "Body"), types.body)
    elif types.whole is not None:
        yield f"body {call.id}", types.whole
    if types.answer is not None:
        yield f"answer {call.id}", types.answer
    if types.events is not None:
        yield f"events {call.id}", types.events


def _twins(calls: Iterable[SdkCall]) -> dict[str, str]:
    """Return id -> id of the call with the same method and path on the other side of `beta.`."""
    places = {each.id: (each.sent.method, each.sent.path) for each in calls}
    found = {}
    for name, place in places.items():
        other = name.removeprefix("beta.") if name.startswith("beta.") else f"beta.{name}"
        if places.get(other) == place:
            found[name] = other
    return found


def _record(
    call: SdkCall, types: Types, roots: Mapping[str, Schema], pool: dict[str, Schema], twin: str
) -> Record:
    sent = call.sent

    def named(kind: str, ending: str) -> str:
        key = f"{kind} {call.id}"
        return _pooled(pool, roots[key], pascal(call.id, ending)) if key in roots else ""

    record: Record = {
        "method": sent.method,
        "path": sent.path,
        "area": area_of(call.id),
        "title": title_of(call.id, has_twin=bool(twin)),
        "params": _params(call.id, "params", types.params, roots),
        "query": _params(call.id, "query", types.query, roots),
        "headers": _params(call.id, "headers", types.headers, roots),
        "body": named("body", "Body"),
        "response": named("answer", "Answer"),
        "events": named("events", "Event"),
        "answer": types.kind,
        "can_stream": sent.stream == "asked",
        "paging": _PAGING.get(sent.page, "page") if sent.page else "",
        "multipart": list(sent.files),
        "betas": list(sent.betas),
        "key_kind": "admin" if sent.path.startswith("/v1/organizations") else "api",
        "python": python_of(call.id),
        "typescript": typescript_of(call.id),
        "twin": twin,
        "source": "SDK",
    }
    return record


def _pooled(pool: dict[str, Schema], schema: Schema, name: str) -> str:
    """Return the pool's name for `schema`, which joins the pool if it is not a reference into it."""
    reference = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    if reference and not reference.startswith(PAGE):
        return reference
    pool[name] = pool[reference] if reference else schema
    return name


def _params(call: str, kind: str, typed: Mapping[str, Typed], roots: Mapping[str, Schema]) -> list[Record]:
    found = []
    for name, each in typed.items():
        schema = _without_null(roots[f"{kind} {call} {name}"])
        many = kind == "query" and schema.get("type") == "array"
        found.append({"name": f"{name}[]" if many else name, "required": each.required, "schema": schema})
    return found


def _without_null(schema: Schema) -> Schema:
    """A parameter has no null on the wire: it is left out."""
    options = schema.get("anyOf")
    if not isinstance(options, list):
        return schema
    kept = [each for each in options if each != {"type": "null"}]
    return kept[0] if len(kept) == 1 else {**schema, "anyOf": kept}
