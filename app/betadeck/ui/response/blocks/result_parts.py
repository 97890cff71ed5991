"""What a tool result holds, as parts that can be shown one below the other. No Qt here."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

_ONE_LINE_CHARS = 80
_IN_HEAD = ("type", "tool_use_id", "cache_control")


class PartKind(Enum):
    """How a part is shown."""

    TEXT = "text"
    OUTPUT = "output"  # monospace
    JSON = "json"
    LINK = "link"
    ERROR = "error"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Part:
    """`title` says what it is and may be empty; for a link it is the page's title and `text` its address."""

    kind: PartKind
    text: str
    title: str = ""


def parts_of(data: Mapping[str, object]) -> list[Part]:
    """Return the parts of a result block. What has no known shape comes as JSON; nothing is left out."""
    content = data.get("content")
    found = list(_content(content))
    if not found:
        rest = {key: value for key, value in data.items() if key not in _IN_HEAD}
        found = [Part(PartKind.JSON, json_words(rest))]
    if data.get("is_error") is True:
        found.insert(0, Part(PartKind.ERROR, "The tool reported an error."))
    return found


def json_words(value: object) -> str:
    """Return `value` as JSON for reading: on one line when it is short."""
    line = json.dumps(value, ensure_ascii=False)
    return line if len(line) <= _ONE_LINE_CHARS else json.dumps(value, indent=2, ensure_ascii=False)


def _content(content: object) -> Iterator[Part]:
    if isinstance(content, str):
        yield Part(PartKind.TEXT, content)
    elif isinstance(content, list):
        for item in content:
            yield from _item(item)
    elif isinstance(content, Mapping):
        yield from _item(content)


def _item(item: object) -> Iterator[Part]:
    if not isinstance(item, Mapping):
        yield Part(PartKind.JSON, json_words(item))
        return
    kind = str(item.get("type", ""))
    if "error_code" in item:
        words = ": ".join(str(item[key]) for key in ("error_code", "error_message") if item.get(key))
        yield Part(PartKind.ERROR, words)
    elif kind == "web_search_result":
        yield Part(PartKind.LINK, str(item.get("url", "")), str(item.get("title", "")))
    elif kind == "web_fetch_result":
        yield from _page(item)
    elif "stdout" in item or "stderr" in item:
        yield from _output(item)
    elif kind == "tool_search_tool_search_result":
        yield Part(PartKind.FACT, ", ".join(_tool_names(item)) or "none", "Tools")
    elif isinstance(item.get("text"), str):
        yield Part(PartKind.TEXT, str(item["text"]))
    else:
        yield Part(PartKind.JSON, json_words(item))


def _output(item: Mapping[str, object]) -> Iterator[Part]:
    """Yield what a program printed, how it ended, and the files that it left."""
    for key in ("stdout", "stderr"):
        if text := item.get(key):
            yield Part(PartKind.OUTPUT, str(text).removesuffix("\n"), key)
    yield Part(PartKind.FACT, str(item.get("return_code", "unknown")), "Return code")
    if files := item.get("content"):
        yield Part(PartKind.JSON, json_words(files), "Files")


def _page(item: Mapping[str, object]) -> Iterator[Part]:
    """Yield a fetched page: its address, then its text."""
    document = item.get("content")
    title = document.get("title") if isinstance(document, Mapping) else ""
    yield Part(PartKind.LINK, str(item.get("url", "")), str(title or ""))
    source = document.get("source") if isinstance(document, Mapping) else None
    if isinstance(source, Mapping) and source.get("type") == "text" and isinstance(source.get("data"), str):
        yield Part(PartKind.TEXT, str(source["data"]))
    elif document is not None:
        yield Part(PartKind.JSON, json_words(document))


def _tool_names(item: Mapping[str, object]) -> list[str]:
    references = item.get("tool_references")
    known = references if isinstance(references, list) else []
    names = [each.get("tool_name") for each in known if isinstance(each, Mapping)]
    return [name for name in names if isinstance(name, str)]
