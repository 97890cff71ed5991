"""The exact request of a draft with variables: filled first, then built, each value with its origin."""

from dataclasses import replace

from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft
from betadeck.core.target import Target
from betadeck.core.variable_fill import Missing, fill, secrets_in
from betadeck.core.variable_tokens import Token, TokenKind, tokens_in
from betadeck.core.variable_values import Use, Values, use_of
from betadeck.core.wire import WireError, WireHeader, WireRequest
from betadeck.core.wire_build import build


def build_filled(
    draft: Draft,
    target: Target,
    key: str,
    values: Values,
    *,
    saved: Draft | None = None,
    operation: Operation | None = None,
) -> WireRequest:
    """Return the request that `draft` sends with these values; otherwise as `build`.

    Raises:
        WireError: a variable has no value, or the draft cannot be put on the wire. `where` names the place
            in the draft as it was written.
    """
    filled = fill(draft, values)
    if filled.missing:
        first = min(filled.missing, key=lambda each: each.token.kind is not TokenKind.NAME)
        raise WireError(missing_words(first), first.where)
    before = fill(saved, values).draft if saved is not None else None
    request = build(filled.draft, target, key, saved=before, operation=operation)
    if not filled.uses:
        return request
    told = _told(draft, values)
    headers = tuple(_marked(line, told.get(line.name.lower(), ()), values) for line in request.headers)
    secrets = secrets_in(values)
    return replace(request, headers=headers, uses=filled.uses, secrets=secrets)


def missing_words(missing: Missing) -> str:
    """Return in words that a variable has no value."""
    token = missing.token
    if token.kind is TokenKind.NAME:
        return f"{token.written} is a variable that neither this preset nor the target has."
    if token.kind is TokenKind.ASK:
        return f"{token.written} is asked for when a tab is sent, and has no answer yet."
    return f"There is no value for {token.written}."


def _told(draft: Draft, values: Values) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    for row in draft.headers:
        tokens = [each for each in tokens_in(row.value) if each.id in values] if row.on else []
        if tokens:
            found.setdefault(row.name.strip().lower(), []).extend(tokens)
    return found


def _marked(line: WireHeader, tokens: "list[Token] | tuple[()]", values: Values) -> WireHeader:
    if not tokens:
        return line
    uses = [use for each in tokens if (use := use_of(each, values)) is not None]
    words = "; ".join(f"{each.written} {each.origin}" for each in uses)
    secret = line.secret or any(values[each.id].secret for each in tokens)
    return replace(line, secret=secret, why=f"{line.why} {words}.".strip())


def late_uses(uses: tuple[Use, ...]) -> bool:
    """Tell whether a value comes only at the send, so that sizes are not known before."""
    return any(each.late for each in uses)
