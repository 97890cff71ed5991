"""Fixes for variables that have no value."""

import re
from collections.abc import Callable
from dataclasses import replace

from betadeck.core.draft import Draft, Row
from betadeck.core.finding import Fix
from betadeck.core.variable_fill import is_json_like
from betadeck.core.variable_tokens import LITERAL, OPEN, TOKEN, Token, token_of, unescaped


def define_variable(name: str) -> Fix:
    """Give the preset a variable of this name, still empty."""

    def apply(draft: Draft) -> Draft:
        if any(row.name.strip() == name and row.on for row in draft.variables):
            return draft
        return replace(draft, variables=(*draft.variables, Row(name, "")))

    return Fix(f"define:{name}", f"Add {name} to the variables", apply)


def ask_instead(token: Token) -> Fix:
    """Ask for the value at each send."""
    written = f"{{{{?{token.name}}}}}"
    return Fix(f"ask:{token.name}", "Ask for it when sending", _rewriting(token, lambda _text: written))


def send_braces(token: Token) -> Fix:
    """Send the braces and what is in them as they stand."""
    title = "Send the braces as they are"
    return Fix(f"literal:{token.id}", title, _rewriting(token, lambda text: LITERAL + text[len(OPEN) :]))


def use_instead(token: Token, name: str) -> Fix:
    """Write another variable in its place."""
    return Fix(f"use:{token.id}:{name}", f"Use {name}", _rewriting(token, lambda _text: f"{{{{{name}}}}}"))


def _rewriting(token: Token, change: Callable[[str], str]) -> Callable[[Draft], Draft]:
    """Return a change of a draft that writes each `token` anew, wherever it stands."""

    def rewritten(text: str, *, escaped: bool = False) -> str:
        def put(found: re.Match[str]) -> str:
            if found[1] is None:
                return found[0]
            meant = token_of(unescaped(found[1]) if escaped else found[1])
            return change(found[0]) if meant is not None and meant.id == token.id else found[0]

        return TOKEN.sub(put, text) if OPEN in text else text

    def row(each: Row) -> Row:
        return replace(each, name=rewritten(each.name), value=rewritten(each.value))

    def apply(draft: Draft) -> Draft:
        return replace(
            draft,
            path=rewritten(draft.path),
            path_params=tuple((name, rewritten(value)) for name, value in draft.path_params),
            query=tuple(map(row, draft.query)),
            headers=tuple(map(row, draft.headers)),
            body_text=rewritten(draft.body_text, escaped=is_json_like(draft.body_text)),
            files=tuple(replace(each, path=rewritten(each.path)) for each in draft.files),
        )

    return apply
