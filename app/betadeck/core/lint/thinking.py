"""Thinking blocks that are sent back: the API wants them as they were, with their signatures."""

import re
from collections.abc import Iterator

from betadeck.core.finding import Finding
from betadeck.core.fixes import remove_member
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Block, Message, Prompt, text_of
from betadeck.core.lint.subject import Subject

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_THOUGHT = ("thinking", "redacted_thinking")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the thinking in the conversation."""
    for prompt in subject.prompts:
        if "thinking" in prompt.first:
            for block in prompt.blocks:
                if block.type == "thinking":
                    yield from _signature(prompt, block)
        if text_of(prompt.part("thinking"), "type") == "enabled":
            yield from _kept(prompt)


def _signature(prompt: Prompt, block: Block) -> Iterator[Finding]:
    signature = block.value.get("signature")
    where = f"body:{prompt.place(block, 'signature')}"
    fix = remove_member(prompt.place(block), "Remove the thinking block")
    if not signature and isinstance(signature, str | None):
        text = "This thinking has no signature: only blocks that the API made itself can be sent back."
        yield found("thinking-unsigned", where, text, fix)
    elif isinstance(signature, str) and not _BASE64.fullmatch(signature):
        text = "This signature does not look like one of the API's: send thinking back exactly as it came."
        yield found("thinking-signature", where, text, fix)


def _kept(prompt: Prompt) -> Iterator[Finding]:
    """With a thinking budget, a turn that waits for tool results must begin with its thinking."""
    last = next((each for each in reversed(prompt.messages) if each.role == "assistant"), None)
    if last is None or not last.blocks or not _waits(prompt, last):
        return
    first = last.blocks[0]
    if first.type not in _THOUGHT:
        text = (
            f"With thinking enabled, this turn must begin with the thinking that came with it, not with "
            f"{first.type}: send the answer back whole, or switch thinking off."
        )
        off = remove_member(prompt.pointer("thinking"), "Switch thinking off")
        yield found("thinking-missing", f"body:{prompt.place(first)}", text, off)


def _waits(prompt: Prompt, last: Message) -> bool:
    """Tell whether tool results follow the message."""
    after = [each for each in prompt.messages if each.number > last.number and each.role == "user"]
    return any(block.type == "tool_result" for each in after for block in each.blocks)
