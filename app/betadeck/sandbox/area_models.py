"""`GET /v1/models` and `GET /v1/models/{model_id}`: the models of the catalogue, in its order."""

from betadeck.core.catalog import Catalogue, Model
from betadeck.core.catalog_models import beta_takes_model, rules_for_model
from betadeck.sandbox import models, paging
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.rules_model import unknown_model
from betadeck.sandbox.state import Call, Sandbox

_UNKNOWN_DAY = "1970-01-01"


def retrieve(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with one model, found by its id or alias.

    Raises:
        ApiFault: 404.
    """
    name = call.params["model_id"]
    model = models.find(name, sandbox.catalogue)
    if model is None and not sandbox.options.lenient:
        raise unknown_model(name)
    return json_reply(info(model or Model(name), sandbox.catalogue))


def list_models(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of models.

    Raises:
        ApiFault: 400, a cursor is wrong.
    """
    wanted = call.asked.get("lifecycle[]")
    known = [
        (each.id, info(each, sandbox.catalogue))
        for each in sandbox.catalogue.models.values()
        if not isinstance(wanted, list) or _lifecycle(each) in wanted
    ]
    page = paging.cut(known, call.asked, cursor=True, lenient=sandbox.options.lenient)
    return json_reply(page.listed())


def info(model: Model, catalogue: Catalogue) -> dict[str, object]:
    """Return what the API tells of a model."""
    found: dict[str, object] = {
        "type": "model",
        "id": model.id,
        "display_name": models.shown_name(model),
        "created_at": _moment(model.released or _UNKNOWN_DAY),
        "lifecycle": _lifecycle(model),
        "line": model.family or None,
        "max_input_tokens": model.context_tokens or None,
        "max_tokens": model.max_output_tokens or None,
        "deprecated_at": None,
        "retires_at": _moment(model.retires) if _is_day(model.retires) else None,
        "capabilities": _capabilities(model, catalogue),
    }
    return found


def _capabilities(model: Model, catalogue: Catalogue) -> dict[str, object]:
    levels = models.efforts(model, catalogue)
    refused = {rule.rule for rule in rules_for_model(model.id, catalogue) if not rule.advice}
    plain = ("batch", "citations", "code_execution", "image_input", "pdf_input", "structured_outputs")
    edits = ("clear_thinking_20251015", "clear_tool_uses_20250919")
    adapts = "model.thinking_adaptive_missing" not in refused
    compact = catalogue.betas.get("compact-2026-01-12")
    compacts = compact is not None and beta_takes_model(compact, model.id) is not False
    return {
        **{name: _able(True) for name in plain},
        "context_management": {
            **_able(True),
            **{name: _able(True) for name in edits},
            "compact_20260112": _able(compacts),
        },
        "effort": {**_able(bool(levels)), **{each: _able(each in levels) for each in models.EFFORTS}},
        "server_tools": {**_able(True), "code_execution": _able(True), "web_search": _able(True)},
        "thinking": {
            **_able(True),
            "types": {
                "enabled": _able("model.thinking_manual_gone" not in refused),
                "adaptive": _able(adapts),
                "between_tools": _able(adapts),
                "disabled": _able("model.thinking_always_on" not in refused),
            },
        },
    }


def _able(supported: bool) -> dict[str, object]:
    return {"supported": supported}


def _lifecycle(model: Model) -> str:
    return "deprecated" if _is_day(model.retires) or "deprecated" in model.note.lower() else "active"


def _is_day(text: str) -> bool:
    return len(text) == len(_UNKNOWN_DAY) and text[:4].isdigit()


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


HANDLERS = {"GET /v1/models": list_models, "GET /v1/models/{model_id}": retrieve}
