"""What may be put in at the caret: names that are not there yet, values, whole blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from betadeck.core.catalog import Beta, BetaState, Model
from betadeck.core.figures import money_words
from betadeck.core.json_help.field_words import words_for_field
from betadeck.core.json_help.guide import Guide, Place
from betadeck.core.json_help.spot import Role, members_of
from betadeck.core.json_help.starts import CARET, fresh_object, start_of
from betadeck.core.json_help.type_words import takes_null, type_words
from betadeck.core.json_style import quoted
from betadeck.core.possessive import compiled
from betadeck.core.schema import Schema, branches_of, constants_of, suggestions_of

_BETA_LISTS = ("betas", "anthropic_beta")
_MARKS = compiled(r'"(?:[^"\\\n]|\\.)*+"|[{}\[\]]')
_TOOL_ID = compiled(r'"(toolu_[A-Za-z0-9_-]+)"')
_BACK_CHARS = 200_000


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to put in. `text` is JSON, `CARET` in it where the caret goes; lines indent from 0.

    `detail` is its type in words, `note` what it is for, `betas` the headers that it needs. `goes_on` tells
    that the value is to be chosen next. What has more `weight` stands further up. One that `loads` puts nothing
    in: it asks for more to choose from.
    """

    label: str
    text: str
    detail: str = ""
    note: str = ""
    required: bool = False
    betas: tuple[str, ...] = ()
    goes_on: bool = False
    weight: int = 0
    loads: bool = False


def offers_at(guide: Guide, place: Place, text: str) -> list[Offer]:
    """Return all that may stand at `place` in `text` and begins like, or holds, what is typed there.

    What is required comes first, then what begins so, in the order of the schema.
    """
    spot = place.spot
    if not spot.frames and (text[: spot.start] + text[spot.end :]).strip():
        return []  # the body stands there already
    if spot.role is Role.KEY:
        every = list(_names(guide, place))
    else:
        every = list({each.label: each for each in _values(guide, place, text)}.values())
    typed = spot.typed.casefold()
    fits = [each for each in every if typed in each.label.casefold()]
    return sorted(fits, key=lambda each: (not each.label.casefold().startswith(typed), -each.weight))


def _names(guide: Guide, place: Place) -> Iterator[Offer]:
    for known in guide.fields(place).values():
        if known.name in place.present:
            continue
        path = f"{place.path}.{known.name}" if place.path else known.name
        betas = guide.betas_for(path)
        note = words_for_field(path, known.name) or (betas[0].summary if betas else "")
        tells = len(place.objects) > 1 and known.name in ("type", "role")
        value, goes_on = start_of(guide.pool, known.schema, tells)
        yield Offer(
            known.name,
            f"{quoted(known.name)}: {value}",
            "tells the forms apart" if tells else type_words(guide.pool, known.schema),
            note,
            known.required,
            _names_of(betas),
            goes_on,
            2 * tells + known.required,
        )


def _names_of(betas: tuple[Beta, ...]) -> tuple[str, ...]:
    """Return the betas that must be ticked, the newest of each kind."""
    active = (each for each in betas if each.state is BetaState.ACTIVE)
    return tuple(each.name for each in active if not each.superseded_by and not each.standard_since)


def _values(guide: Guide, place: Place, text: str) -> Iterator[Offer]:
    spot = place.spot
    own = guide.fields(place).get(spot.key or "") if spot.frames and spot.frames[-1].opens == "{" else None
    yield from _special(guide, place, text)
    forms = guide.forms(place)
    if own is not None and len(place.objects) > 1:  # several forms are possible: what any of them says
        forms = tuple(
            branch
            for each in place.objects
            for schema in [_field(each.schema, own.name)]
            if schema is not None
            for branch in branches_of(guide.pool, schema)
        )
    for form in forms:
        yield from _of_form(guide, place, form.schema, form.tag)
    if own is not None and takes_null(own.schema) and not spot.quoted:
        yield Offer("null", "null", "nothing")


def _field(schema: Schema, name: str) -> Schema | None:
    properties = schema.get("properties")
    found = properties.get(name) if isinstance(properties, Mapping) else None
    return found if isinstance(found, Mapping) else None


def _of_form(guide: Guide, place: Place, schema: Schema, tag: str) -> Iterator[Offer]:
    kind, spot = schema.get("type"), place.spot
    listed = spot.key == "model" and guide.catalogue.models_from  # the target's own list counts then
    for each in dict.fromkeys(
        chain(constants_of(schema), () if listed else suggestions_of(guide.pool, schema))
    ):
        betas = _names_of(guide.betas_of_value(place.path, each))
        yield Offer(each, quoted(each), _model_detail(guide, each), betas=betas)
    if spot.quoted:
        return
    if kind == "boolean":
        yield from (Offer(word, word, "") for word in ("true", "false"))
    elif kind == "object":
        betas = _names_of(guide.betas_of_value(f"{place.path}.type", tag)) if tag else ()
        text = fresh_object(guide.pool, schema)
        yield Offer(tag or "{ }", text, "object" if tag else "an object", betas=betas)
    elif kind == "array":
        yield Offer("[ ]", f"[{CARET}]", type_words(guide.pool, schema), goes_on=True)
    elif kind == "string" and not suggestions_of(guide.pool, schema):
        yield Offer('" "', f'"{CARET}"', "text")


def _special(guide: Guide, place: Place, text: str) -> Iterator[Offer]:
    """Yield what the schema does not know: models, betas, the request's own tools and calls."""
    key, path = place.spot.key, place.path
    if key == "model" and any("examples" in form.schema for form in guide.forms(place)):
        for model in guide.catalogue.models.values():
            yield Offer(model.id, quoted(model.id), _of_model(model), model.note)
    if path.removesuffix("[]") in _BETA_LISTS:
        for beta in guide.catalogue.betas.values():
            yield Offer(beta.name, quoted(beta.name), beta.title, beta.summary)
    if path.endswith("tool_choice.name"):
        for name, kind in _tools(text, place):
            yield Offer(name, quoted(name), kind, "One of the request's own tools.")
    if key == "tool_use_id":
        start = max(0, place.spot.start - _BACK_CHARS)
        for name in reversed(dict.fromkeys(_TOOL_ID.findall(text, start, place.spot.start))):
            yield Offer(name, quoted(name), "", "A call further up.")


def _tools(text: str, place: Place) -> Iterator[tuple[str, str]]:
    """Yield name and type of the tools in the list beside `tool_choice`."""
    holder = place.spot.frames[-2].start if len(place.spot.frames) > 1 else 0
    at = next((at for name, _, at in members_of(text, holder) if name == "tools"), None)
    start = text.find("[", at) if at is not None else -1
    depth, end = 0, min(len(text), start + _BACK_CHARS)
    for found in _MARKS.finditer(text[start:end] if start >= 0 else ""):
        mark = found.group()
        if mark == "{" and depth == 1:
            tool = {name: value for name, value, _ in members_of(text, start + found.start())}
            if isinstance(name := tool.get("name"), str):
                yield name, str(tool.get("type", "custom"))
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(mark, 0)
        if depth <= 0:
            return


def _model_detail(guide: Guide, text: str) -> str:
    model = guide.catalogue.models.get(text)
    return _of_model(model) if model else ""


def _of_model(model: Model) -> str:
    prices = model.prices
    words = [f"{model.context_tokens:,} tokens"] if model.context_tokens else []
    if prices.input is not None and prices.output is not None:
        words.append(f"{money_words(prices.input)} in, {money_words(prices.output)} out a million")
    return " · ".join(words)
