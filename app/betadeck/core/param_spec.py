"""What a path or query parameter takes, read from its JSON Schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from betadeck.core.catalog import Param
from betadeck.core.param_words import meaning_of


class ParamKind(Enum):
    """How a value of the parameter is given."""

    TEXT = "text"
    INTEGER = "integer"
    SWITCH = "switch"
    CHOICE = "choice"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class ParamSpec:
    """A parameter ready to be edited. `many`: it may stand several times, once a value.

    `most_items` is how many values it takes at most, 0 when no limit is known. `default` is what counts
    when it is left out, as text. `meaning` says what it is for, empty when nobody knows.
    """

    name: str
    kind: ParamKind
    required: bool = False
    many: bool = False
    options: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    default: str = ""
    most_items: int = 0
    meaning: str = ""

    @property
    def note(self) -> str:
        """Return in a few words what it is for and what it takes."""
        return " ".join(part for part in (self.meaning, _taken(self)) if part)


def spec_of(param: Param) -> ParamSpec:
    """Return what `param` takes; the values of a list are what counts of it."""
    schema = param.schema
    many = schema.get("type") == "array"
    items = schema.get("items")
    one: Mapping[str, object] = items if many and isinstance(items, Mapping) else schema
    return ParamSpec(
        name=param.name,
        kind=_kind(one),
        required=param.required,
        many=many,
        options=_options(one),
        least=_whole(one.get("minimum")),
        most=_whole(one.get("maximum")),
        default=_text(schema.get("default")),
        most_items=_whole(schema.get("maxItems")) or 0,
        meaning=meaning_of(param.name) or f"Only with this {param.name.replace('_', ' ')}.",
    )


def _kind(schema: Mapping[str, object]) -> ParamKind:
    if _options(schema):
        return ParamKind.CHOICE
    formats = {"date": ParamKind.DATE, "date-time": ParamKind.MOMENT}
    types = {"integer": ParamKind.INTEGER, "boolean": ParamKind.SWITCH}
    return formats.get(str(schema.get("format")), types.get(str(schema.get("type")), ParamKind.TEXT))


def _options(schema: Mapping[str, object]) -> tuple[str, ...]:
    named = schema.get("enum")
    if isinstance(named, list):
        return tuple(_text(each) for each in named)
    return (_text(schema["const"]),) if "const" in schema else ()


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _taken(spec: ParamSpec) -> str:
    parts = [_range(spec.least, spec.most)]
    if spec.kind is ParamKind.DATE:
        parts.append("Year, month and day: 2026-11-22.")
    if spec.kind is ParamKind.MOMENT:
        parts.append("Date and time with a zone: 2026-11-22T09:30:00Z.")
    if spec.many:
        parts.append(f"Up to {spec.most_items:,} values." if spec.most_items else "Takes several values.")
    if spec.default:
        parts.append(f"{spec.default} if left out.")
    return " ".join(part for part in parts if part)


def _range(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"{least:,} to {most:,}."
    if most is not None:
        return f"At most {most:,}."
    return f"At least {least:,}." if least is not None else ""
