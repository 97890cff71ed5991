"""Which values an editor can show without hiding or changing any of it."""

from collections.abc import Callable

from betadeck.core.variable_tokens import tokens_in
from betadeck.ui.composer.form.long_text import is_long
from betadeck.ui.composer.form.schema_choices import choice_for, choices_of
from betadeck.ui.composer.form.spec import FieldSpec, Kind


def fits(spec: FieldSpec, value: object) -> bool:
    """Tell whether the editor for `spec` can show `value`; else it is summed up and edited as JSON."""
    if spec.kind is Kind.VARIANT:
        return _fits_variant(spec, value)
    if spec.kind is Kind.UNION:
        return spec.shape is not None and choice_for(value, choices_of(spec.shape)) is not None
    return _CHECKS[spec.kind](value)


def is_variable(value: object) -> bool:
    """Tell whether `value` is a text with a variable in it."""
    return isinstance(value, str) and bool(tokens_in(value))


def _fits_variant(spec: FieldSpec, value: object) -> bool:
    if not isinstance(value, dict):
        return False
    variant = next((each for each in spec.variants if each.type == value.get("type")), None)
    if variant is None:
        return False
    parts = [(part, value[part.name]) for part in variant.fields if part.name in value]
    return all(fits(part, each) or is_variable(each) for part, each in parts)


def _is_line(value: object) -> bool:
    return (
        isinstance(value, str)
        and not is_long(value)
        and all(char.isprintable() or char == "\xa0" for char in value)
    )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each for each in value)


_CHECKS: dict[Kind, Callable[[object], bool]] = {
    Kind.TEXT: _is_line,
    Kind.LONG_TEXT: lambda value: isinstance(value, str) and not is_long(value),
    Kind.INTEGER: _is_whole,
    Kind.NUMBER: lambda value: _is_whole(value) or isinstance(value, float),
    Kind.SWITCH: lambda value: isinstance(value, bool),
    Kind.CHOICE: _is_line,
    Kind.LINES: _is_texts,
    Kind.MODEL: _is_line,
    Kind.CONTENT: lambda value: isinstance(value, str | list),
    Kind.MESSAGES: lambda value: isinstance(value, list),
    Kind.SECRET: _is_line,
    Kind.NAME: _is_line,
    Kind.DATE: _is_line,
    Kind.OBJECT: lambda value: isinstance(value, dict),
    Kind.MAP: lambda value: isinstance(value, dict),
    Kind.LIST: lambda value: isinstance(value, list),
    Kind.TOOLS: lambda value: isinstance(value, list),
    Kind.JSON_SCHEMA: lambda value: isinstance(value, dict),
    Kind.OPAQUE: lambda _value: True,
}
