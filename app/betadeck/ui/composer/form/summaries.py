"""Values of the body in a few words, for rows that are edited as JSON."""

import json
from collections.abc import Callable, Mapping

from betadeck.core.short_text import one_line
from betadeck.ui.composer.sizes import bytes_words, size_words

_MOST_NAMES = 4
_MOST_CHARS = 80
Json = Mapping[str, object]


def summary_of(name: str, value: object) -> str:
    """Return what the member `name` holds, as in `1 edit · clear_tool_uses_20250919`."""
    if isinstance(value, dict):
        return _object(name, value)
    if isinstance(value, list):
        return _counted(len(value), _ITEMS.get(name, "item"), [_name_of(each) for each in value])
    return clipped(json.dumps(value, ensure_ascii=False))


def block_summary(block: object) -> str:
    """Return what a content block is: `image · base64 · 12 kB`, `tool_use · get_weather`."""
    if not isinstance(block, dict):
        return clipped(json.dumps(block, ensure_ascii=False))
    kind = block.get("type")
    if not isinstance(kind, str):
        return f"no type · {_counted(len(block), 'field', list(block))}"
    teller = _TELLERS.get(kind, _named)
    return " · ".join(part for part in (kind, clipped(teller(block))) if part)


def content_summary(content: object, with_words: bool = False) -> str:
    """Return `3 blocks`, and with `with_words` what begins it."""
    blocks = content if isinstance(content, list) else [content]
    count = f"{len(blocks)} block{'' if len(blocks) == 1 else 's'}"
    if not with_words or not blocks:
        return count
    first = blocks[0]
    said = first.get("text") if isinstance(first, dict) and first.get("type") == "text" else first
    words = clipped(said) if isinstance(said, str) else block_summary(first)
    return f"{count} · {words}" if words else count


def clipped(text: str) -> str:
    """Return `text` on one line, cut where it gets long."""
    return one_line(text[: _MOST_CHARS * 4], _MOST_CHARS)


def _object(name: str, value: Json) -> str:
    edits = value.get("edits")
    if name == "context_management" and isinstance(edits, list):
        return _counted(len(edits), "edit", [_name_of(each) for each in edits])
    kind = value.get("type")
    others = [key for key in value if key != "type"]
    if isinstance(kind, str):
        return " · ".join([clipped(kind), *([", ".join(others[:_MOST_NAMES])] if others else [])])
    return _counted(len(value), "field", list(value))


def _counted(count: int, what: str, names: list[str]) -> str:
    shown = [clipped(name) for name in names if name][:_MOST_NAMES]
    more = ", …" if shown and count > len(shown) else ""
    head = f"{count} {what}{'' if count == 1 else 's'}" if count else f"No {what}s yet"
    return f"{head} · {', '.join(shown)}{more}" if shown else head


def _name_of(item: object) -> str:
    if isinstance(item, dict):
        for key in ("name", "type", "model", "id", "skill_id"):
            if isinstance(found := item.get(key), str):
                return found
    return item if isinstance(item, str) else ""


def _source(block: Json) -> str:
    """Tell where an image or document comes from and how big it is."""
    source = block.get("source")
    parts = [str(block["title"])] if isinstance(block.get("title"), str) else []
    if isinstance(source, dict):
        kind, data = str(source.get("type", "")), source.get("data")
        parts.append(kind)
        parts += [str(source[key]) for key in ("url", "file_id") if isinstance(source.get(key), str)]
        if isinstance(data, str):
            parts.append(bytes_words(len(data) * 3 // 4) if kind == "base64" else size_words(data))
    elif isinstance(source, str):
        parts.append(source)
    return " · ".join(part for part in parts if part)


def _named(block: Json) -> str:
    return next(
        (str(block[key]) for key in ("name", "tool_name", "id") if isinstance(block.get(key), str)), ""
    )


def _result(block: Json) -> str:
    failed = "error" if block.get("is_error") is True else ""
    return " · ".join(part for part in (str(block.get("tool_use_id", "")), failed) if part)


def _long_text(key: str) -> Callable[[Json], str]:
    def tell(block: Json) -> str:
        text = block.get(key)
        return f"{size_words(text)} · {clipped(text)}" if isinstance(text, str) else ""

    return tell


_ITEMS = {
    "tools": "tool",
    "mcp_servers": "server",
    "fallbacks": "fallback",
    "requests": "request",
    "edits": "edit",
}
_TELLERS: dict[str, Callable[[Json], str]] = {
    "image": _source,
    "document": _source,
    "search_result": _source,
    "tool_result": _result,
    "text": _long_text("text"),
    "thinking": _long_text("thinking"),
    "redacted_thinking": _long_text("data"),
}
