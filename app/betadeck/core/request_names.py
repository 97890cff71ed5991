"""Names that a request gives to its own parts, for the places that speak of them."""

from betadeck.core.json_fault import JsonFault
from betadeck.core.json_pointer import value_at
from betadeck.core.json_text import parse


def names_among(text: str, pointer: str, among: str) -> list[str]:
    """Return the names of the things in the list `among` that is nearest around the place at `pointer`.

    None where the body `text` is no JSON or has no such list.
    """
    try:
        body = parse(text)
    except JsonFault:
        return []
    while pointer:
        pointer = pointer.rpartition("/")[0]
        around = value_at(body, pointer)
        listed = around.get(among) if isinstance(around, dict) else None
        if isinstance(listed, list):
            names = [each.get("name") for each in listed if isinstance(each, dict)]
            return list(dict.fromkeys(each for each in names if isinstance(each, str) and each))
    return []
