"""Variables: the rules look at the request with their values in it, and here at those without one."""

from collections.abc import Iterator

from betadeck.core.catalog_names import nearest
from betadeck.core.draft import Draft
from betadeck.core.finding import Finding, Fix
from betadeck.core.lint.codes import found
from betadeck.core.lint.subject import Subject
from betadeck.core.target import Target
from betadeck.core.variable_fill import Filled, Missing, fill, tokens_of
from betadeck.core.variable_fixes import ask_instead, define_variable, send_braces, use_instead
from betadeck.core.variable_tokens import TokenKind
from betadeck.core.variable_values import stand_ins, table_values
from betadeck.core.wire_filled import missing_words


def filled(draft: Draft, target: Target) -> Filled:
    """Return `draft` as far as it can be filled before it is sent; what comes later stands as written."""
    values = table_values(draft.variables, target.variables) | stand_ins(tokens_of(draft))
    return fill(draft, values)


def check(subject: Subject, filled: Filled) -> Iterator[Finding]:
    """Yield the variables that have no value, or an empty one."""
    known = table_values(subject.draft.variables, subject.target.variables)
    for missing in filled.missing:
        yield found("variable-unknown", missing.where, missing_words(missing), *_fixes(missing, list(known)))
    for use in filled.uses:
        if not use.shown and not use.late and (name := use.written.strip("{}")) in known:
            text = f"{use.written} stands for an empty text, {use.origin}."
            yield found("variable-empty", f"variable:{name}", text)


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
