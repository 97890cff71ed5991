"""The types of JSON Schema, told from Python's."""

from collections.abc import Mapping

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def is_kind(value: object, kind: str) -> bool:
    """Tell whether `value` is of the JSON type `kind`; true is no number, 1.0 is an integer.

    Every value but true and false is of a type that nobody knows.
    """
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES.get(kind, (object,)))
