"""The models that a target lists, with what the catalogue knows of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from betadeck.core.catalog import Catalogue, Model
from betadeck.core.catalog_models import model_of
from betadeck.core.draft import Draft, Row

_PAGE = "1000"


class NoModelsError(ValueError):
    """An answer is no list of models; the words say why."""


@dataclass(frozen=True, slots=True)
class ModelPage:
    """A page of the list. `after` is where the next begins, empty at the end."""

    models: tuple[Model, ...]
    after: str = ""


def asking(version: str, after: str = "") -> Draft:
    """Return the request for a page of models."""
    query = (Row("limit", _PAGE), *((Row("after_id", after),) if after else ()))
    return Draft("List of models", "models.list", "GET", "/v1/models", query=query, api_version=version)


def page_of(answer: bytes) -> ModelPage:
    """Return the models that an answer lists.

    Raises:
        NoModelsError: it lists none.
    """
    try:
        value = json.loads(answer)
    except ValueError as error:
        raise NoModelsError("The answer is no JSON.") from error
    found = value.get("data") if isinstance(value, Mapping) else None
    if not isinstance(found, list):
        raise NoModelsError("The answer holds no list of models.")
    models = tuple(
        _model(each) for each in found if isinstance(each, Mapping) and isinstance(each.get("id"), str)
    )
    after = value.get("last_id")
    more = value.get("has_more") is True and isinstance(after, str) and models
    return ModelPage(models, str(after) if more else "")


def listed_in(catalogue: Catalogue, models: Sequence[Model], source: str) -> Catalogue:
    """Return `catalogue` with these models, in their order, in the place of its own.

    What it knows of them stays; what the target tells of sizes and ends counts more. `source` says from where
    and when the list is, in words.
    """
    known = {each.id: _joined(model_of(each.id, catalogue), each) for each in models}
    return replace(catalogue, models=known, models_from=source)


def _model(told: Mapping[str, object]) -> Model:
    retires, lifecycle = told.get("retires_at"), told.get("lifecycle")
    return Model(
        str(told["id"]),
        family=_text(told.get("line")),
        context_tokens=_count(told.get("max_input_tokens")),
        max_output_tokens=_count(told.get("max_tokens")),
        retires=_text(retires)[:10],
        note=_text(told.get("display_name"))
        + (f" ({lifecycle})" if lifecycle in ("deprecated", "retired") else ""),
    )


def _joined(known: Model | None, told: Model) -> Model:
    if known is None:
        return told
    return replace(
        known,
        id=told.id,
        alias=known.alias if known.alias != told.id else "",
        context_tokens=told.context_tokens or known.context_tokens,
        max_output_tokens=told.max_output_tokens or known.max_output_tokens,
        retires=told.retires or known.retires,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
