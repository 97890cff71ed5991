"""What each model takes, where the catalogue has no rule for it, and what it is called."""

from betadeck.core.catalog import Catalogue, Model
from betadeck.core.catalog_models import bare_model

EFFORTS = ("low", "medium", "high", "xhigh", "max")


def find(name: str, catalogue: Catalogue) -> Model | None:
    """Return the model whose id or alias is exactly `name`."""
    found = catalogue.models.get(name)
    return found or next((each for each in catalogue.models.values() if each.alias == name), None)


def efforts(model: Model) -> tuple[str, ...]:
    """Return the values of `output_config.effort` that `model` takes, none when it takes no effort at all.

    Source: capabilities in a recorded answer of `GET /v1/models`, 2026-08-02.
    """
    generation = model.generation or 4.7  # Mythos Preview has none; it is newer than 4.6
    if generation < 4.5 or (generation == 4.5 and model.family != "opus"):
        return ()
    if generation == 4.5:
        return EFFORTS[:3]
    return tuple(each for each in EFFORTS if each != "xhigh" or generation >= 4.7)


def shown_name(model: Model) -> str:
    """Return the name for people, such as `Claude Opus 5.5`."""
    words = bare_model(model.id).split("-")
    numbers = [word for word in words if word.isdigit()]
    letters = [word.capitalize() for word in words if not word.isdigit()]
    return " ".join([*letters, ".".join(numbers)] if numbers else letters)
