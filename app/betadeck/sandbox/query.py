"""The query of a request, checked and read by the parameters' schemas.

What no parameter is called is let pass, as web servers do. The wording is that of the API's body checks.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from betadeck.core.catalog import Param
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.explain_value import check_bounds, check_enum
from betadeck.sandbox.moments import seconds_of

Schema = Mapping[str, object]
_INTEGER = "Input should be a valid integer, unable to parse string as an integer"
_BOOLEAN = "Input should be a valid boolean, unable to interpret input"


def read(
    params: Iterable[Param], sent: Sequence[tuple[str, str]], *, bounds: bool = True
) -> dict[str, object]:
    """Return the parameters that were sent, as values of their types; lists are asked for by name with `[]`.

    Without `bounds` it does not matter how big they are.

    Raises:
        ApiFault: 400, one is missing or breaks its schema.
    """
    found: dict[str, object] = {}
    for param in params:
        name = param.name
        given = [value for key, value in sent if key in (name, name.removesuffix("[]"))]
        if not given and param.required:
            raise invalid(f"{name}: Field required")
        if given:
            found[name] = _value(param, given, bounds)
        elif "default" in param.schema:
            found[name] = param.schema["default"]
    return found


def _value(param: Param, given: list[str], bounds: bool) -> object:
    if param.schema.get("type") != "array":
        return _one(param.name, param.schema, given[-1], bounds)
    items = param.schema.get("items")
    schema = items if isinstance(items, Mapping) else {}
    name = param.name.removesuffix("[]")
    return [_one(f"{name}.{place}", schema, each, bounds) for place, each in enumerate(given)]


def _one(name: str, schema: Schema, text: str, bounds: bool) -> object:
    value = _typed(name, schema, text)
    problem = None
    if "enum" in schema or "const" in schema:
        problem = check_enum(schema, value, (name,))
    elif bounds:
        problem = check_bounds(schema, value, (name,))
    if problem:
        raise invalid(problem.text())
    return value


def _typed(name: str, schema: Schema, text: str) -> object:
    kind = schema.get("type")
    if kind == "integer":
        return _integer(name, text)
    if kind == "boolean":
        if text.lower() not in ("true", "false"):
            raise invalid(f"{name}: {_BOOLEAN}")
        return text.lower() == "true"
    if schema.get("format") in ("date", "date-time"):
        _check_moment(name, text, whole=schema["format"] == "date-time")
    return text


def _integer(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise invalid(f"{name}: {_INTEGER}") from None


def _check_moment(name: str, text: str, *, whole: bool) -> None:
    try:
        if whole:
            seconds_of(text)
        else:
            date.fromisoformat(text)
    except ValueError:
        raise invalid(f"{name}: Input should be a valid {'datetime' if whole else 'date'}") from None
