"""Rules that depend on the model: whether it exists, and which parameters it takes.

Source of the texts: refusals by the API quoted in public reports and seen in recordings, 2025 to 2026-11.
"""

from collections.abc import Iterator

from betadeck.core.catalog import Beta, BetaState, Catalogue, Model
from betadeck.core.catalog_models import beta_takes_model
from betadeck.sandbox import rules_catalogue
from betadeck.sandbox.ask import Ask, blocks_of, dicts, part
from betadeck.sandbox.errors import ApiFault, invalid

_FAST_BETA = "fast-mode-2026-02-01"
_INTERLEAVED = "interleaved-thinking-2025-05-14"
_MIN_COMPACT = 50_000


def unknown_model(name: str) -> ApiFault:
    """Return the refusal of a model that does not exist."""
    return ApiFault(404, f"model: {name}")


def check(ask: Ask, catalogue: Catalogue) -> None:
    """Refuse what the model does not take.

    Raises:
        ApiFault: 400.
    """
    _check_triggers(ask)
    _check_thinking(ask)
    if (model := ask.model) is None:
        return
    _check_output(ask, model)
    rules_catalogue.check(ask, model, catalogue)
    _check_sampling(ask, model)
    _check_tools(ask, model, catalogue)
    _check_speed(ask, model, catalogue)
    _check_betas(ask, model, catalogue)


def _check_triggers(ask: Ask) -> None:
    for index, edit in enumerate(dicts(part(ask.body, "context_management").get("edits"))):
        value = part(edit, "trigger").get("value")
        if edit.get("type") == "compact_20260112" and isinstance(value, int) and value < _MIN_COMPACT:
            place = f"context_management.edits.{index}.compact_20260112.trigger.value"
            raise invalid(f"{place}: Input should be greater than or equal to {_MIN_COMPACT}")


def _check_output(ask: Ask, model: Model) -> None:
    limit = model.max_output_tokens
    if "max_tokens" in ask.body and limit and ask.max_tokens > limit:
        raise invalid(
            f"max_tokens: {ask.max_tokens} > {limit}, which is the maximum allowed number of output tokens "
            f"for {model.id}"
        )


def _check_thinking(ask: Ask) -> None:
    thinking = part(ask.body, "thinking")
    kind = thinking.get("type")
    if kind in ("enabled", "adaptive") and ask.choice() in ("any", "tool"):
        raise invalid("Thinking may not be enabled when tool_choice forces tool use.")
    if kind in ("enabled", "adaptive") and ask.body.get("temperature", 1) != 1:
        raise invalid("`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.")
    budget = thinking.get("budget_tokens")
    free = _INTERLEAVED in ask.betas and bool(ask.tools)
    if isinstance(budget, int) and "max_tokens" in ask.body and budget >= ask.max_tokens and not free:
        raise invalid("`max_tokens` must be greater than `thinking.budget_tokens`.")
    if kind == "enabled":
        _check_kept_thinking(ask)


def _check_kept_thinking(ask: Ask) -> None:
    """A turn that waits for tool results must begin with its thinking."""
    last = next(
        (n for n in range(len(ask.messages) - 1, -1, -1) if ask.messages[n].get("role") == "assistant"), None
    )
    if last is None or not any(each.get("type") == "tool_result" for each in ask.last_turn()):
        return
    first = next(iter(blocks_of(ask.messages[last])), {})
    if first.get("type") not in ("thinking", "redacted_thinking"):
        raise invalid(
            f"messages.{last}.content.0.type: Expected `thinking` or `redacted_thinking`, but found "
            f"`{first.get('type')}`. When `thinking` is enabled, a final `assistant` message must start with "
            "a thinking block."
        )


def _check_sampling(ask: Ask, model: Model) -> None:
    if "temperature" in ask.body and "top_p" in ask.body and model.generation >= 4.5:
        raise invalid(
            "`temperature` and `top_p` cannot both be specified for this model. Please use only one."
        )


def _check_tools(ask: Ask, model: Model, catalogue: Catalogue) -> None:
    refused = [
        str(tool.get("type")) for tool in ask.tools if _refused_tool(str(tool.get("type")), model, catalogue)
    ]
    if refused:
        raise invalid(f"'{model.id}' does not support tool types: {', '.join(refused)}.")


def _refused_tool(kind: str, model: Model, catalogue: Catalogue) -> bool:
    owners = [beta for beta in catalogue.betas.values() if kind in beta.tools]
    return bool(owners) and all(beta_takes_model(beta, model.id) is False for beta in owners)


def _check_speed(ask: Ask, model: Model, catalogue: Catalogue) -> None:
    beta = catalogue.betas.get(_FAST_BETA)
    if ask.body.get("speed") != "fast" or beta is None or _FAST_BETA in ask.betas:
        return
    if beta_takes_model(beta, model.id):
        raise invalid("speed: Extra inputs are not permitted")


def _check_betas(ask: Ask, model: Model, catalogue: Catalogue) -> None:
    """Refuse fields of betas that this model does not take, and fields that exclude each other."""
    named = [catalogue.betas[name] for name in ask.betas if name in catalogue.betas]
    sent = [beta for beta in named if beta.state is not BetaState.GRADUATED]  # what is standard needs no beta
    for beta in sent:
        used = next(_used(beta, ask), "")
        others = [
            each for each in sent if used in each.fields and beta_takes_model(each, model.id) is not False
        ]
        if used and not others and beta_takes_model(beta, model.id) is False:
            raise invalid(f"'{model.id}' does not support the `{used}` parameter.")
        for other in beta.excludes_fields:
            if used and other in ask.body:
                raise invalid(f"{used}: may not be combined with `{other}`")


def _used(beta: Beta, ask: Ask) -> Iterator[str]:
    """Yield the paths of fields and values of `beta` that the request carries."""
    for path in (*beta.fields, *beta.values):
        field, pair, value = path.partition("=")
        *way, last = field.split(".")
        found = part(ask.body, *way).get(last)
        if "[]" not in field and found is not None and (not pair or found == value):
            yield field
