"""From an operation to the smallest request that it takes."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft
from betadeck.core.json_text import JsonFault, parse
from betadeck.core.schema import fields_of, resolved, suggestions_of
from betadeck.core.schema_place import skeleton

_ROOM_TOKENS = 1024
_FREE = re.compile(r"(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+)?(/\S*)", re.IGNORECASE)
_UNTITLED = "Untitled"
Schema = Mapping[str, object]


def request_for(
    draft: Draft, operation: Operation, schema: Schema | None = None, before: Operation | None = None
) -> Draft:
    """Return `draft` for another operation, whose body has this closed `schema`.

    Betas that the SDK itself sends are ticked; those that it sends for the operation `before`, and for this
    one not, are taken off. A body that says nothing becomes the smallest one that
    the schema allows; any other stays. Path parameters that both know keep their values.
    """
    given = dict(draft.path_params)
    gone = set(before.betas) - set(operation.betas) if before is not None else set()
    kept = [name for name in draft.betas if name not in gone]
    empty = draft.body_text.strip() in ("", "{}")
    fresh = (minimal_body(schema) if schema is not None else "{}") if operation.body else ""
    return replace(
        draft,
        operation=operation.id,
        method=operation.method,
        path=operation.path,
        path_params=tuple((param.name, given.get(param.name, "")) for param in operation.params),
        betas=tuple(dict.fromkeys((*kept, *operation.betas))),
        body_text=fresh if empty else draft.body_text,
    )


def free_request(draft: Draft, text: str) -> Draft | None:
    """Return `draft` for a method and path typed as in `GET /v1/foo`; None if `text` is nothing like it.

    A path alone is asked for with GET.
    """
    found = _FREE.fullmatch(text.strip())
    if found is None:
        return None
    method, path = (found[1] or "GET").upper(), found[2]
    return replace(draft, operation=None, method=method, path=path)


def minimal_body(schema: Schema) -> str:
    """Return the smallest body that `schema` allows as JSON of several lines; a talk begins with "Hello"."""
    pool = schema.get("$defs")
    pool = pool if isinstance(pool, dict) else {}
    value = skeleton(pool, schema)
    if isinstance(value, dict):
        fields = fields_of(pool, schema)
        value = {name: _filled(name, each, fields.get(name, {}), pool) for name, each in value.items()}
    return json.dumps(value, ensure_ascii=False, indent=2)


def suits(body_text: str, schema: Schema | None) -> bool:
    """Tell whether a body may go to the operation with this closed `schema`: it knows all its members."""
    if body_text.strip() in ("", "{}"):
        return True
    if schema is None:
        return False
    pool = schema.get("$defs")
    known = fields_of(pool if isinstance(pool, dict) else {}, schema)
    try:
        body = parse(body_text)
    except JsonFault:
        return False
    return isinstance(body, dict) and body.keys() <= known.keys()


def same_query(draft: Draft, operation: Operation) -> bool:
    """Tell whether `operation` knows all query parameters that stand in `draft`."""
    known = {each.name for each in operation.query}
    return all(row.name.strip() in known or not row.name.strip() for row in draft.query)


def _filled(name: str, value: object, schema: Schema, pool: Schema) -> object:
    """Return `value`, or one to begin with where the smallest one would do nothing."""
    if name == "model" and value == "":
        return next(iter(suggestions_of(pool, schema)), "")
    if name == "max_tokens":
        return _ROOM_TOKENS
    if name == "messages" and value == []:
        return [{"role": "user", "content": "Hello"}]
    if value == "" and resolved(pool, schema).get("minLength"):
        return _UNTITLED
    return value
