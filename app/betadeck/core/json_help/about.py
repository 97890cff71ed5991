"""What is known of a name or value in a JSON text, in words."""

from dataclasses import dataclass

from betadeck.core.catalog import Beta, BetaState
from betadeck.core.json_help.field_words import words_for_field
from betadeck.core.json_help.guide import Guide, Known, Place
from betadeck.core.json_help.spot import Role
from betadeck.core.json_help.type_words import range_words, takes_null, type_words
from betadeck.core.schema import Schema

_MOST_RULES = 3
_UNKNOWN = "The schema does not know this field."


@dataclass(frozen=True, slots=True)
class About:
    """A place's path, and what is said of it, a line each."""

    path: str
    lines: tuple[str, ...]

    def text(self) -> str:
        """Return it all as plain text."""
        return "\n".join((self.path, *self.lines))


def about(guide: Guide, place: Place) -> About | None:
    """Return what is known of what stands at `place`; None where that is nothing."""
    spot = place.spot
    name = spot.whole if spot.role is Role.KEY else spot.key
    if not spot.frames or (name is None and not place.values):
        return None
    in_object = spot.frames[-1].opens == "{"
    known = guide.fields(place).get(name) if name is not None and in_object else None
    path = place.path if spot.role is Role.VALUE else ".".join(filter(None, (place.path, name)))
    schema = known.schema if known else place.values[0] if place.values else None
    if schema is None:
        return About(path, (_UNKNOWN,)) if name and _is_closed(place) else None
    value = spot.whole if spot.role is Role.VALUE else ""
    words = words_for_field(path, name or "")
    lines = (
        _first_line(guide, schema, known),
        words,
        *_betas(guide, path, value),
        *_rules(guide, path, value),
    )
    return About(path, tuple(filter(None, (*lines, _origin(guide, schema, known)))))


def _first_line(guide: Guide, schema: Schema, known: Known | None) -> str:
    words = type_words(guide.pool, schema)
    if bounds := range_words(guide.pool, schema):
        words += f", {bounds}"
    if takes_null(schema):
        words += ", or null"
    if known is not None:
        words += ". Required" if known.required else ". Optional"
    return f"{words[:1].upper()}{words[1:]}."


def _origin(guide: Guide, schema: Schema, known: Known | None) -> str:
    name = known.origin if known else guide.name_of(schema)
    if not name:
        return ""
    return f"Only in {name}." if name.startswith("version ") else f"From {name} in the SDK."


def _is_closed(place: Place) -> bool:
    """Tell whether no form of the object takes other names than it lists."""
    closed = [each.schema.get("additionalProperties") is False for each in place.objects]
    return bool(closed) and all(closed)


def _betas(guide: Guide, path: str, value: str) -> list[str]:
    found = (*guide.betas_for(path), *(guide.betas_of_value(path, value) if value else ()))
    return [_of_beta(each) for each in dict.fromkeys(found)]


def _of_beta(beta: Beta) -> str:
    if beta.state is BetaState.ACTIVE:
        return f"Belongs to the beta {beta.name}."
    if beta.state is BetaState.GRADUATED:
        return f"Standard now; was the beta {beta.name}."
    return f"Belongs to the beta {beta.name}, which is {beta.state.value}."


def _rules(guide: Guide, path: str, value: str) -> list[str]:
    refused = [each.message for each in guide.version_rules(path)]
    models = (
        f"Some models: {each.message}"
        for each in guide.model_rules(path)
        if value and each.values and (value in each.values) != each.only
    )
    return [*refused, *dict.fromkeys(models)][:_MOST_RULES]
