"""Changes of a Messages body as text: results for tool calls, texts for the system prompt."""

import json
from collections.abc import Sequence

from betadeck.core.json_edit import set_value
from betadeck.core.json_insert import insert_before
from betadeck.core.json_text import locate


def with_system(text: str, pointer: str, added: Sequence[str]) -> str:
    """Return the body `text` with `added` behind the system prompt at `pointer`, of whichever form it is.

    Raises:
        JsonFault: `text` is no JSON.
    """
    given = raw_at(text, pointer)
    if given.startswith("["):
        for each in added:
            text = set_value(text, f"{pointer}/-", laid_out(text, {"type": "text", "text": each}))
        return text
    said = [json.loads(given)] if given.startswith('"') else []
    whole = "\n\n".join(each for each in (*said, *added) if each)
    return set_value(text, pointer, json.dumps(whole, ensure_ascii=False)) if whole else text


def texts_of(content: str) -> list[str]:
    """Return the texts in a message's `content`, itself JSON."""
    value = json.loads(content) if content else ""
    if isinstance(value, str):
        return [value]
    blocks = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return [each["text"] for each in blocks if isinstance(each.get("text"), str)]


def answered(text: str, pointer: str, ids: Sequence[str]) -> str:
    """Return the body `text` with an empty result for each of `ids` right after the message at `pointer`.

    Unchanged if there is no such message.

    Raises:
        JsonFault: `text` is no JSON.
    """
    at, _, number = pointer.rpartition("/")
    results = [{"type": "tool_result", "tool_use_id": each, "content": ""} for each in ids]
    if not number.isdecimal() or locate(text, pointer) is None:
        return text
    after = f"{at}/{int(number) + 1}"
    if raw_at(text, f"{after}/role") == '"user"' and (content := raw_at(text, f"{after}/content")):
        return _with_results(text, f"{after}/content", content, results)
    message = laid_out(text, {"role": "user", "content": results})
    return set_value(text, after, message) if not raw_at(text, after) else insert_before(text, after, message)


def _with_results(text: str, pointer: str, content: str, results: list[dict[str, str]]) -> str:
    if not content.startswith("["):
        said = [{"type": "text", "text": ""}] if content != '""' else []
        text = set_value(text, pointer, laid_out(text, [*results, *said]))
        return set_value(text, f"{pointer}/{len(results)}/text", content) if said else text
    for each in reversed(results):
        first, written = f"{pointer}/0", laid_out(text, each)
        text = insert_before(text, first, written) if raw_at(text, first) else set_value(text, first, written)
    return text


def laid_out(text: str, value: object) -> str:
    """Return `value` as JSON, over several lines where `text` is laid out so."""
    return json.dumps(value, ensure_ascii=False, indent=2 if "\n" in text.strip() else None)


def raw_at(text: str, pointer: str) -> str:
    """Return the JSON of the value at `pointer` as it is written, empty where there is none."""
    span = locate(text, pointer)
    return span.of(text) if span else ""


def alone_at(text: str, pointer: str) -> str:
    """Return what `raw_at` does, its further lines indented as though the value stood at the left edge."""
    span = locate(text, pointer)
    if span is None:
        return ""
    start = text.rfind("\n", 0, span.start) + 1
    blanks = text[start : span.start]
    indent = blanks[: len(blanks) - len(blanks.lstrip(" \t"))]
    return span.of(text).replace("\r\n", "\n").replace(f"\n{indent}", "\n")
