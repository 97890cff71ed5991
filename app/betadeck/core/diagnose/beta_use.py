"""Where a request uses what a beta brought."""

from collections.abc import Iterator

from betadeck.core import json_pointer
from betadeck.core.catalog import Beta
from betadeck.core.catalog_lookup import general_path, opens
from betadeck.core.diagnose.asked import Asked


def places_of_use(beta: Beta, asked: Asked) -> tuple[str, ...]:
    """Return the pointers of the fields, values, tools and edits in the request that are `beta`'s.

    Content blocks are not among them: they cannot be taken out without changing the conversation.
    """
    return tuple(dict.fromkeys((*_fields(beta, asked), *_typed(beta, asked))))


def uses(beta: Beta, asked: Asked) -> bool:
    """Tell whether the request has anything that needs `beta` or a beta like it."""
    if not opens(beta):
        return False
    blocks = (block.type for block in asked.every_block())
    return bool(places_of_use(beta, asked)) or any(each in beta.blocks for each in blocks)


def request_path(pointer: str) -> str:
    """Return a pointer as a request path: `/requests/0/params/tools/1/strict` is `tools.1.strict`."""
    names = json_pointer.split(pointer)
    if len(names) > 3 and names[0] == "requests" and names[2] == "params":
        names = names[3:]
    return ".".join(names)


def _fields(beta: Beta, asked: Asked) -> Iterator[str]:
    pairs = dict(pair.split("=", 1) for pair in beta.values)
    for pointer, value in asked.values():
        path = general_path(request_path(pointer))
        if path in beta.fields or (path in pairs and pairs[path] in (str(value), _shape(value))):
            yield pointer


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "<object>"
    return "<list>" if isinstance(value, list) else ""


def _typed(beta: Beta, asked: Asked) -> Iterator[str]:
    for pointer, tool in asked.tools():
        if tool.get("type") in beta.tools:
            yield pointer
    for root, body in asked.roots():
        management = body.get("context_management")
        edits = management.get("edits") if isinstance(management, dict) else None
        for index, edit in enumerate(edits if isinstance(edits, list) else []):
            if isinstance(edit, dict) and edit.get("type") in beta.edits:
                yield f"{root}/context_management/edits/{index}"
