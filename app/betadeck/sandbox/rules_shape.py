"""Rules for the conversation as a whole: roles, order, empty content.

Source: refusals and acceptances of the API, published as a conformance test on 2026-08-31.
"""

from collections.abc import Iterator

from betadeck.sandbox.ask import Ask, Block, Json, blocks_of
from betadeck.sandbox.errors import invalid

_DIRECTIVE = "the directive-only form (content: [] with output_config) is accepted at any position"
_HEAD = f"use the top-level 'system' parameter for the initial system prompt; {_DIRECTIVE}"
_POSITION = f"role 'system' must precede an 'assistant' message or end the array; {_DIRECTIVE}"


def check(ask: Ask) -> None:
    """Refuse conversations that the API refuses.

    Raises:
        ApiFault: 400.
    """
    messages = ask.messages
    if not messages:
        raise invalid("messages: at least one message is required")
    systems = [index for index, each in enumerate(messages) if each.get("role") == "system"]
    if systems:
        _check_systems(messages, systems)
    first = next((each for each in messages if each.get("role") != "system"), None)
    if first is not None and first.get("role") != "user":
        raise invalid('messages: first message must use the "user" role')
    _check_empty_turns(messages)
    _check_texts(ask)


def runs(messages: list[Json]) -> Iterator[tuple[str, list[int]]]:
    """Yield the role and the message numbers of each turn; messages of one role in a row are one turn."""
    role, numbers = "", list[int]()
    for number, message in enumerate(messages):
        if message.get("role") != role and numbers:
            yield role, numbers
            numbers = []
        role = str(message.get("role"))
        numbers.append(number)
    if numbers:
        yield role, numbers


def _check_systems(messages: list[Json], systems: list[int]) -> None:
    said = [number for number in systems if not _is_directive(messages[number])]
    for number in said:
        if not blocks_of(messages[number]):
            raise invalid(f"messages.{number}: system content must contain at least one block")
    if said and said[0] == 0:
        raise invalid(f"messages.0: {_HEAD}")
    for number in said:
        after = messages[number + 1].get("role") if number + 1 < len(messages) else "assistant"
        if after not in ("assistant", "system"):
            raise invalid(f"messages.{number}: {_POSITION}")
    for number in said:
        texts = [each.get("text") for each in blocks_of(messages[number]) if each.get("type") == "text"]
        if any(not str(text).strip() for text in texts):
            raise invalid(f"messages.{number}: system text blocks must contain non-whitespace text")


def _is_directive(message: Json) -> bool:
    return bool(message.get("output_config")) and not blocks_of(message)


def _check_empty_turns(messages: list[Json]) -> None:
    last = len(messages) - 1
    for role, numbers in runs(messages):
        if any(blocks_of(messages[number]) for number in numbers):
            continue
        if role == "user":
            raise invalid(f"messages.{numbers[0]}: user messages must have non-empty content")
        if role == "assistant" and numbers[-1] != last:
            text = "all messages must have non-empty content except for the optional final assistant message"
            raise invalid(f"messages.{numbers[0]}: {text}")


def _check_texts(ask: Ask) -> None:
    for block in ask.blocks():
        for text in _texts(block):
            if not text:
                raise invalid("messages: text content blocks must be non-empty")
            if not text.strip():
                raise invalid("messages: text content blocks must contain non-whitespace text")


def _texts(block: Block) -> list[str]:
    if block.type == "text" and block.role != "system":
        return [str(block.value.get("text"))]
    return []
