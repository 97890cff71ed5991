"""What may be put in at the caret that no schema knows: ids that the target told, and variables."""

from collections.abc import Iterator

from betadeck.core.draft import Draft
from betadeck.core.id_kinds import IdKind
from betadeck.core.id_offers import IdSource
from betadeck.core.json_help.guide import Guide, Place
from betadeck.core.json_help.offers import Offer
from betadeck.core.json_help.spot import Role, Spot, members_of
from betadeck.core.json_help.starts import CARET
from betadeck.core.json_style import quoted
from betadeck.core.variable_offers import Opened, VariableOffer, Variables, opened_at, put_in

_ID, _BESIDES = "an id", 8


def begun_variable(spot: Spot, text: str) -> Opened | None:
    """Return the variable that is being typed in a string at `spot`, None where there is none."""
    caret = spot.start + 1 + len(spot.typed)
    opened = opened_at(text, caret) if spot.quoted and spot.role is Role.VALUE else None
    return opened if opened is not None and opened.start > spot.start else None


def variables_at(spot: Spot, opened: Opened, text: str, variables: Variables) -> list[Offer]:
    """Return the variables that fit what was begun; alone in its string one may also become a JSON value."""
    inside = Opened(opened.start - spot.start, opened.end - spot.start, opened.typed)
    string = text[spot.start : spot.end]
    closed = string if len(string) > 1 and string.endswith('"') else f'{string}"'
    alone = inside.start == 1 and inside.end == len(closed) - 1
    found = variables.offers(opened.typed, as_json=alone)
    return [_variable(each, inside, closed) for each in found]


def ids_at(place: Place, text: str, draft: Draft, source: IdSource) -> Iterator[Offer]:
    """Yield the ids that the target told for the field at `place`."""
    typed = place.spot.typed.casefold()
    given = _given(place, text, draft)
    for each in source.book.ids_of(_kinds(place, draft, source), given):
        if typed in each.words.casefold():
            yield Offer(each.value, quoted(each.value), each.label or _ID, f"Told by {source.target}.")


def loading_at(place: Place, text: str, draft: Draft, source: IdSource) -> Iterator[Offer]:
    """Yield the offer to ask the target for the ids of the field at `place`, where there is a list of them."""
    given = _given(place, text, draft)
    listed = next((path for each in _kinds(place, draft, source) if (path := each.place(given))), "")
    if listed:
        yield Offer(f"Load from {source.target or 'the target'}", "", f"GET {listed}", loads=True)


def _kinds(place: Place, draft: Draft, source: IdSource) -> tuple[IdKind, ...]:
    spot = place.spot
    if spot.role is not Role.VALUE or not spot.frames or place.path.endswith("model"):
        return ()  # models are offered with what is known of them
    names = [each for each in place.path.replace("[]", "").split(".") if each]
    return source.kinds.of_field(names, draft.method, draft.path)


def _given(place: Place, text: str, draft: Draft) -> dict[str, str]:
    """Return what may stand in the path of a list: the request's own parameters, and what is beside the field."""
    last = place.spot.frames[-1] if place.spot.frames else None
    beside = members_of(text, last.start) if last is not None and last.opens == "{" else ()
    return dict(draft.path_params) | {name: value for name, value, _ in beside if isinstance(value, str)}


def whole_values(guide: Guide, place: Place, variables: Variables) -> Iterator[Offer]:
    """Yield the variables that may stand for a whole value that is no text, such as a number."""
    spot = place.spot
    kinds = {each.schema.get("type") for each in guide.forms(place)}
    if spot.role is not Role.VALUE or spot.quoted or not kinds or "string" in kinds:
        return
    for each in variables.offers("json:", as_json=True)[:_BESIDES]:
        if not each.open and spot.typed.casefold() in each.written.casefold():
            yield Offer(each.written, quoted(each.written), each.about)


def _variable(offer: VariableOffer, inside: Opened, string: str) -> Offer:
    new, caret = put_in(string, inside, offer)
    return Offer(offer.written, new[:caret] + CARET + new[caret:], offer.about)
