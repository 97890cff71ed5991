"""Joins what the SDK gives and what is kept by hand into the texts of the catalogue's files."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import get_args

import anthropic
from anthropic.types import AnthropicBetaParam

from hand import read, rows, table
from limits import with_limits
from operations import Record, operations_and_pool
from pool import Schema

_REFERENCE = re.compile(r'"#/\$defs/([^"]+)"')


def assembled() -> dict[str, str]:
    """Return file name -> text for all of `resources/catalog`."""
    operations, pool = operations_and_pool()
    by_hand = table("operations")
    pool |= {name: dict(each) for name, each in table("schemas").items()}
    operations |= by_hand
    with_limits(operations, pool)
    params = _shared_params(operations)
    index = {
        "format": 1,
        "date": read("about")["date"],
        "sdk": f"anthropic {anthropic.__version__}",
        "params": params,
        "operations": {key: _without_blanks(each) for key, each in sorted(operations.items())},
        "betas": _betas(operations),
        "models": table("models"),
        "retired_models": table("retired_models"),
        "errors": rows("errors", "error"),
        "headers": rows("headers", "header"),
        "versions": read("versions")["versions"],
        "version_rules": rows("versions", "rule"),
        "version_fields": rows("versions", "field"),
        "model_rules": rows("model_rules", "rule"),
        "rate_limits": rows("headers", "rate_limit"),
        "limits": rows("request_limits", "limit"),
    }
    return {"index.json": _index_text(index), "schemas.json": _pool_text(_reachable(operations, pool))}


def _shared_params(operations: Mapping[str, Record]) -> list[object]:
    """Return every different parameter once; operations get its number instead.

    Four of five parameters are like another one, so this saves a third of the time to load.
    """
    numbers: dict[str, int] = {}
    for _, operation in sorted(operations.items()):
        for part in ("params", "query", "headers"):
            texts = [json.dumps(each) for each in _items(operation.get(part))]
            operation[part] = [numbers.setdefault(text, len(numbers)) for text in texts]
    return [json.loads(text) for text in numbers]


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _betas(operations: Mapping[str, Record]) -> dict[str, Record]:
    """Return the hand-kept betas with what the SDK knows of each."""
    known = {name for each in get_args(AnthropicBetaParam) for name in get_args(each)}
    betas = table("betas")
    if unheard := known - set(betas):
        raise KeyError(f"betas of the SDK that hand/betas.toml does not have: {sorted(unheard)}")
    for name, each in betas.items():
        each["date"] = read("about")["date"]
        each["source"] = each.get("source") or read("about")["beta_source"]
        if page := each.get("page"):
            each["page"] = f"{read('about')['pages']}{page}"
        each["sdk_knows"] = name in known
        each["sent_by"] = [key for key, one in sorted(operations.items()) if name in _texts(one.get("betas"))]
    return {name: _without_blanks(each) for name, each in betas.items()}


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _without_blanks(record: Mapping[str, object]) -> Record:
    """Leave out what is empty or false: it is what readers take for granted."""
    return {key: value for key, value in record.items() if value not in ("", [], {}, False, None)}


def _reachable(operations: Mapping[str, Record], pool: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the part of the pool that operations lead to."""
    found: dict[str, Schema] = {}
    wanted = [name for each in operations.values() for name in _roots(each)]
    while wanted:
        if (name := wanted.pop()) not in found:
            found[name] = pool[name]
            wanted += _REFERENCE.findall(json.dumps(pool[name]))
    return dict(sorted(found.items()))


def _roots(operation: Record) -> Iterable[str]:
    yield from (str(operation[key]) for key in ("body", "response", "events") if operation.get(key))
    yield from _REFERENCE.findall(json.dumps(operation))


def _index_text(index: Mapping[str, object]) -> str:
    """One entry a line, so that a difference shows in a diff."""
    return _by_lines(index, depth=2)


def _pool_text(pool: Mapping[str, Schema]) -> str:
    return _by_lines({"$defs": pool}, depth=2)


def _by_lines(value: object, depth: int) -> str:
    if depth and isinstance(value, Mapping) and value:
        inner = ",\n".join(
            f"{json.dumps(key)}: {_by_lines(each, depth - 1).strip()}" for key, each in value.items()
        )
        return f"{{\n{inner}\n}}\n"
    if depth and isinstance(value, list) and value:
        inner = ",\n".join(_by_lines(each, 0) for each in value)
        return f"[\n{inner}\n]\n"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
