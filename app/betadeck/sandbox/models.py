"""Finds models by name and tells what they are called and which efforts they take."""

from betadeck.core.catalog import Catalogue, Model
from betadeck.core.catalog_models import bare_model, rules_for_model

EFFORT = "output_config.effort"
EFFORTS: tuple[str, ...] = ("low", "medium", "high", "xhigh", "max")


def find(name: str, catalogue: Catalogue) -> Model | None:
    """Return the model whose id or alias is exactly `name`."""
    found = catalogue.models.get(name)
    return found or next((each for each in catalogue.models.values() if each.alias == name), None)


def efforts(model: Model, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the values of `output_config.effort` that `model` takes, none when it takes no effort at all."""
    taken = EFFORTS
    for rule in rules_for_model(model.id, catalogue):
        if rule.field == EFFORT and not rule.advice and not rule.when:
            refused = rule.values or EFFORTS
            taken = tuple(each for each in taken if (each in refused) == rule.only)
    return taken


def shown_name(model: Model) -> str:
    """Return the name for people, such as `Claude Opus 5.5`."""
    words = bare_model(model.id).split("-")
    numbers = [word for word in words if word.isdigit()]
    letters = [word.capitalize() for word in words if not word.isdigit()]
    return " ".join([*letters, ".".join(numbers)] if numbers else letters)
