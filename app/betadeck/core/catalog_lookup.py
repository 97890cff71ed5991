"""Asks the catalogue: which operation is this, and which betas belong to it or to a part of a request.

The questions about models and about misspelt names are in modules of their own and can be had from here too.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from betadeck.core.catalog import Beta, BetaState, Catalogue, Operation
from betadeck.core.catalog_models import beta_takes_model, model_matches, model_of, rules_for_model
from betadeck.core.catalog_names import nearest, nearest_betas
from betadeck.core.request_paths import value_word

__all__ = [
    "beta_takes_model",
    "betas_for_block",
    "betas_for_edit",
    "betas_for_field",
    "betas_for_tool",
    "betas_for_value",
    "betas_of_operation",
    "find_operation",
    "general_path",
    "matches_operation",
    "model_matches",
    "model_of",
    "nearest",
    "nearest_betas",
    "needed_betas",
    "opens",
    "rules_for_model",
]

_INDEX = re.compile(r"\[[^\]]*\]|\.\d+(?=\.|$)")
_OPENING = (BetaState.ACTIVE, BetaState.SUPERSEDED, BetaState.RETIRED)


def find_operation(method: str, path: str, catalogue: Catalogue) -> Operation | None:
    """Return the operation for a method and a path, such as `/v1/messages/batches/msgbatch_1/results`.

    Parts in braces stand for themselves too. A path with fewer parameters wins, and of two calls with the
    same path the one outside `beta.`.
    """
    wanted = path.partition("?")[0].rstrip("/") or "/"
    found = [each for each in catalogue.operations.values() if _is_path(each, method, wanted)]
    return min(found, key=lambda each: (each.path.count("{"), each.id.startswith("beta.")), default=None)


def _is_path(operation: Operation, method: str, path: str) -> bool:
    return operation.method == method.upper() and (
        operation.path == path or _template(operation.path).fullmatch(path) is not None
    )


def matches_operation(pattern: str, method: str, path: str) -> bool:
    """Tell whether `pattern` (`POST /v1/messages`, `* /v1/agents*`) means this method and path.

    `path` may be a template or a real path; without a star at the end all of it must fit.
    """
    verb, _, template = pattern.partition(" ")
    if verb not in ("*", method.upper()):
        return False
    return _template(template).fullmatch(path.partition("?")[0]) is not None


def betas_of_operation(operation: Operation, catalogue: Catalogue) -> tuple[Beta, ...]:
    """Return the betas that have a meaning for `operation`, in the catalogue's order."""
    return tuple(each for each in catalogue.betas.values() if _concerns(each, operation))


def needed_betas(operation: Operation, catalogue: Catalogue) -> tuple[Beta, ...]:
    """Return the betas without which `operation` fails."""
    return tuple(
        each
        for each in catalogue.betas.values()
        if any(matches_operation(pattern, operation.method, operation.path) for pattern in each.needed_by)
    )


def _concerns(beta: Beta, operation: Operation) -> bool:
    return beta.name in operation.betas or any(
        matches_operation(pattern, operation.method, operation.path) for pattern in beta.operations
    )


def opens(beta: Beta) -> bool:
    """Tell whether anything still needs `beta`: what it named is not standard by now."""
    return beta.state in _OPENING and not beta.standard_since


def betas_for_field(
    path: str, catalogue: Catalogue, *, method: str = "POST", at: str = "/v1/messages"
) -> tuple[Beta, ...]:
    """Return the betas of which a request needs one to carry the field `path`; none where it is standard.

    `path` is a request path with or without numbers: `tools[].strict`, `messages[3].clear_at`,
    `messages.3.clear_at`. In a batch, leave out `requests[].params.` and let `at` be Messages. The betas
    that name the path itself come alone; else those that name what it lies in.
    """
    steps = general_path(path).split(".")
    for length in range(len(steps), 0, -1):
        outer = ".".join(steps[:length])
        wanted = {outer, outer.removesuffix("[]")}
        if found := _likeliest(each for each in _open_at(catalogue, method, at) if wanted & set(each.fields)):
            return found
    return ()


def betas_for_value(
    path: str, value: object, catalogue: Catalogue, *, method: str = "POST", at: str = "/v1/messages"
) -> tuple[Beta, ...]:
    """Return the betas of which a request needs one to have `value` at `path`, as `thinking.display=updates`.

    Betas that name the field with any value are not among them: ask `betas_for_field`.
    """
    pair = f"{general_path(path)}={value_word(value)}"
    return _likeliest(each for each in _open_at(catalogue, method, at) if pair in each.values)


def betas_for_block(block_type: str, catalogue: Catalogue) -> tuple[Beta, ...]:
    """Return the betas of which a request needs one to carry content blocks of this type."""
    return _likeliest(beta for beta in catalogue.betas.values() if opens(beta) and block_type in beta.blocks)


def betas_for_tool(tool_type: str, catalogue: Catalogue) -> tuple[Beta, ...]:
    """Return the betas of which a request needs one to offer a tool of this type."""
    return _likeliest(each for each in catalogue.betas.values() if opens(each) and tool_type in each.tools)


def betas_for_edit(edit_type: str, catalogue: Catalogue) -> tuple[Beta, ...]:
    """Return the betas of which a request needs one for a context_management edit of this type."""
    return _likeliest(each for each in catalogue.betas.values() if opens(each) and edit_type in each.edits)


def general_path(path: str) -> str:
    """Return `path` with `[]` for every index: `messages.0.content[2]` is `messages[].content[]`."""
    return _INDEX.sub("[]", path)


def _open_at(catalogue: Catalogue, method: str, at: str) -> Iterable[Beta]:
    for beta in catalogue.betas.values():
        if opens(beta) and any(matches_operation(each, method, at) for each in beta.operations):
            yield beta


def _likeliest(betas: Iterable[Beta]) -> tuple[Beta, ...]:
    """Active ones first, of them those that no newer one follows."""
    return tuple(sorted(betas, key=lambda each: (_OPENING.index(each.state), bool(each.superseded_by))))


@lru_cache(maxsize=1024)
def _template(path: str) -> re.Pattern[str]:
    """Return a pattern for a path with parameters in braces, each one step, and perhaps a star at the end."""
    body, star = (path[:-1], ".*") if path.endswith("*") else (path, "/?")
    steps = re.split(r"(\{[^}]*\})", body)
    return re.compile("".join("[^/]+" if each.startswith("{") else re.escape(each) for each in steps) + star)
