"""Where a request uses what a beta brought."""

from collections.abc import Iterator, Sequence

from betadeck.core import json_pointer
from betadeck.core.catalog import Beta
from betadeck.core.catalog_lookup import opens
from betadeck.core.diagnose.asked import Asked
from betadeck.core.request_paths import value_word


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
    pairs = [pair.split("=", 1) for pair in beta.values]
    for root, body in asked.roots():
        for path in beta.fields:
            yield from (pointer for pointer, _ in _found(body, path.split("."), root))
        for path, wanted in pairs:
            for pointer, value in _found(body, path.split("."), root):
                if wanted == value_word(value):
                    yield pointer


def _found(value: object, steps: Sequence[str], pointer: str) -> Iterator[tuple[str, object]]:
    """Yield places and values that the steps of a request path (`tools[]`, `strict`) lead to."""
    if not steps:
        yield pointer, value
        return
    name = steps[0].removesuffix("[]")
    inner = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, dict) or name not in value:
        return
    if not steps[0].endswith("[]"):
        yield from _found(inner, steps[1:], f"{pointer}/{name}")
    elif isinstance(inner, list):
        for index, each in enumerate(inner):
            yield from _found(each, steps[1:], f"{pointer}/{name}/{index}")


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
