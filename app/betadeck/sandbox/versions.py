"""What API version 2026-10-21 refuses and older ones take.

Source: the vendor's versioning page and release notes, 2026-11. The wording of the refusals is not known;
removed fields are refused like unknown ones.
"""

from betadeck.core.catalog import VersionField
from betadeck.sandbox.ask import Ask, Block, dicts
from betadeck.sandbox.errors import invalid

NEW_RULES = "2026-10-21"


def older_fields(fields: tuple[VersionField, ...], pattern: str, version: str) -> tuple[VersionField, ...]:
    """Return the fields that only requests of `version` may carry; `pattern` is method and path."""
    return tuple(each for each in fields if version <= each.version and pattern in each.operations)


def with_fields(schema: dict[str, object], fields: tuple[VersionField, ...]) -> dict[str, object]:
    """Return `schema`, a body that stands alone, with `fields` added in place."""
    defs, reference = schema.get("$defs"), str(schema.get("$ref", ""))
    body = defs.get(reference.rpartition("/")[2]) if isinstance(defs, dict) else None
    if isinstance(body, dict) and isinstance(known := body.get("properties"), dict):
        known.update({each.name: dict(each.schema) for each in fields})
    return schema


def check(ask: Ask) -> None:
    """Refuse what the request's version no longer takes in messages.

    Raises:
        ApiFault: 400.
    """
    if ask.version < NEW_RULES:
        return
    for block in ask.blocks():
        if block.role == "assistant" and block.type == "document":
            raise invalid(f"{block.place}: `document` blocks are not permitted in assistant messages")
        if block.role == "user" and (where := _cited(block)):
            raise invalid(
                f"{block.place}.{where}: citations are not permitted on text blocks in user messages"
            )


def _cited(block: Block) -> str:
    """Return where a user's block carries citations that are not empty, or the empty text."""
    if block.type == "text":
        return "text.citations" if block.value.get("citations") else ""
    if block.type == "search_result":
        for index, each in enumerate(dicts(block.value.get("content"))):
            if each.get("citations"):
                return f"search_result.content.{index}.citations"
    return ""
