"""Simulated token counts: one token for every four characters, as a rule of thumb says.

Real tokenizers differ; what matters here is that the same request always counts the same, and that
counting and answering agree.
"""

import base64
import binascii
import json
import math
from collections.abc import Mapping

from betadeck.core.image_size import image_size
from betadeck.sandbox.ask import Ask, Json, blocks_of, dicts, part

PER_MESSAGE = 4
_CHARACTERS = 4
_IMAGE = 1_600
_IMAGE_PIXELS = 750
_PDF_BYTES = 20
_WORDLESS = ("cache_control", "signature", "encrypted_content", "encrypted_index", "source", "data")


def of_text(text: str) -> int:
    """Return the tokens of `text`; none for the empty text, else at least one."""
    return math.ceil(len(text) / _CHARACTERS)


def of_json(value: object) -> int:
    """Return the tokens of `value` written as compact JSON."""
    return of_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def of_tool(tool: Json) -> int:
    """Return the tokens of a tool's definition."""
    return of_json({key: value for key, value in tool.items() if key != "cache_control"})


def of_block(block: Mapping[str, object]) -> int:
    """Return the tokens of a content block, of whatever type."""
    kind = block.get("type")
    if kind == "image":
        return _of_image(part(dict(block), "source"))
    total = _of_source(part(dict(block), "source")) if kind == "document" else 0
    for key, value in block.items():
        if key in _WORDLESS or key in ("type", "id", "tool_use_id"):
            continue
        if isinstance(value, list):
            total += sum(of_block(each) if isinstance(each, dict) else of_json(each) for each in value)
        elif isinstance(value, str):
            total += of_text(value)
        elif isinstance(value, dict):
            total += of_json(value)
    return total


def of_message(message: Json) -> int:
    """Return the tokens of a message with what stands around it."""
    return PER_MESSAGE + sum(of_block(block) for block in blocks_of(message))


def of_system(body: Json) -> int:
    """Return the tokens of the system prompt."""
    system = body.get("system")
    return of_text(system) if isinstance(system, str) else sum(of_block(each) for each in dicts(system))


def of_request(ask: Ask) -> int:
    """Return the input tokens of the whole request; at least one."""
    tools = sum(of_tool(tool) for tool in ask.tools)
    servers = sum(of_json(each) for each in dicts(ask.body.get("mcp_servers")))
    return max(1, tools + servers + of_system(ask.body) + sum(of_message(each) for each in ask.messages))


def _of_source(source: Json) -> int:
    data = source.get("data")
    if source.get("type") == "text":
        return of_text(str(data))
    if isinstance(data, str):
        return len(data) // _PDF_BYTES
    return sum(of_block(each) for each in blocks_of(source))


def _of_image(source: Json) -> int:
    data = source.get("data")
    if not isinstance(data, str):
        return _IMAGE
    try:
        size = image_size(base64.b64decode(data))
    except (binascii.Error, ValueError):
        return _IMAGE
    return max(1, min(_IMAGE, size[0] * size[1] // _IMAGE_PIXELS)) if size else _IMAGE
