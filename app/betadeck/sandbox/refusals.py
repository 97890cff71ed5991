"""What is said of a thing that is not there, or that is archived."""

import re

from betadeck.sandbox.errors import ApiFault
from betadeck.sandbox.places import Place
from betadeck.sandbox.state import Sandbox

_ACRONYMS = re.compile(r"\b(?:api|rbac)\b", re.IGNORECASE)


class ThingFault(ApiFault):
    """A refusal for what one thing is; `reason` says it in one word: `vault_not_found`, `agent_archived`."""

    def __init__(self, sandbox: Sandbox, place: Place, status: int, state: str, words: str) -> None:
        self.reason = f"{place.noun}_{state}"
        known = any((each.code, each.status) == (self.reason, status) for each in sandbox.catalogue.errors)
        super().__init__(status, f"{_noun(place)} `{place.key}` {words}.", code=self.reason if known else "")


def missing(sandbox: Sandbox, place: Place) -> ThingFault:
    """Return the refusal for something that is not there, with the API's code where it has one."""
    return ThingFault(sandbox, place, 404, "not_found", "not found")


def archived(sandbox: Sandbox, place: Place) -> ThingFault:
    """Return the refusal to use or change something that is archived, with the API's code where it has one."""
    return ThingFault(sandbox, place, 400, "archived", "is archived")


def _noun(place: Place) -> str:
    words = place.noun.replace("_", " ")
    return _ACRONYMS.sub(lambda found: found.group().upper(), words[:1].upper() + words[1:])
