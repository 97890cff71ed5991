"""Variables: the rules look at the request with their values in it, and here at those without one."""

from collections.abc import Iterator

from betadeck.core.catalog_names import nearest
from betadeck.core.draft import Draft
from betadeck.core.finding import Finding, Fix
from betadeck.core.lint.codes import found
from betadeck.core.lint.subject import Subject
from betadeck.core.target import Target
from betadeck.core.variable_fill import Filled, Missing, fill, pointer_to, tokens_of
from betadeck.core.variable_fixes import ask_instead, define_variable, send_braces, use_instead
from betadeck.core.variable_tokens import OPEN, TokenKind, tokens_in
from betadeck.core.variable_values import stand_ins, table_values
from betadeck.core.wire_filled import missing_words


def filled(draft: Draft, target: Target) -> Filled:
    """Return `draft` as far as it can be filled before it is sent; what comes later stands as written."""
    values = table_values(draft.variables, target.variables) | stand_ins(tokens_of(draft))
    return fill(draft, values)


def check(draft: Draft, subject: Subject, filled: Filled) -> Iterator[Finding]:
    """Yield the variables of `draft`, as it is written, that have no value, an empty one, or a key."""
    known = table_values(subject.draft.variables, subject.target.variables)
    for missing in filled.missing:
        yield found("variable-unknown", missing.where, missing_words(missing), *_fixes(missing, list(known)))
    yield from _keys(draft)
    for use in filled.uses:
        if not use.shown and not use.late and (name := use.written.strip("{}")) in known:
            text = f"{use.written} stands for an empty text, {use.origin}."
            yield found("variable-empty", f"variable:{name}", text)


def _keys(draft: Draft) -> Iterator[Finding]:
    """Yield keys of the keyring that go into the body; texts from elsewhere may have brought them there."""
    body = draft.body_text
    for token in tokens_in(body, escaped=True) if OPEN in body else ():
        if token.kind is TokenKind.KEY:
            where = f"body:{pointer_to(body, token)}"
            text = f"{token.written} puts a key into the body, where the model and its logs see it."
            yield found("variable-key", where, text, send_braces(token))


def _fixes(missing: Missing, known: list[str]) -> Iterator[Fix]:
    token = missing.token
    if token.kind is TokenKind.NAME:
        yield from (
            use_instead(token, name)
            for name in nearest(token.name, [*known, TokenKind.CLIPBOARD.value], most=2)
        )
        yield define_variable(token.name)
        yield ask_instead(token)
    yield send_braces(token)
