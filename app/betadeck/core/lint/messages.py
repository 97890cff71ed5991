"""The conversation: who speaks first, does everybody say something, is the thinking still there.

Source: refusals by the API quoted in public reports and a conformance test of 2026-08-31.
"""

from collections.abc import Iterator

from betadeck.core.finding import Finding, Fix
from betadeck.core.fixes import move_to_system, remove_member, set_member
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import TEXT_CONTENT, Block, Message, Prompt, objects, text_of
from betadeck.core.lint.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the messages."""
    for prompt in subject.prompts:
        if prompt.value.get("messages") == []:
            text = "There is no message: the user has to say something."
            first = set_member(
                prompt.pointer("messages"), [{"role": "user", "content": "Hello"}], "Say hello"
            )
            yield found("messages-empty", prompt.where("messages"), text, first)
        yield from _systems(prompt)
        yield from _first(prompt)
        yield from _empty(prompt)
        yield from _texts(prompt)
        yield from _system_texts(prompt)


def turns(prompt: Prompt) -> Iterator[tuple[str, list[Message]]]:
    """Yield role and messages of each turn; messages of one role in a row are one turn."""
    turn: list[Message] = []
    for message in prompt.messages:
        if turn and message.role != turn[0].role:
            yield turn[0].role, turn
            turn = []
        turn.append(message)
    if turn:
        yield turn[0].role, turn


def _systems(prompt: Prompt) -> Iterator[Finding]:
    said = [each for each in prompt.messages if each.role == "system" and not _is_directive(each)]
    for place, message in enumerate(prompt.messages):
        if message not in said:
            continue
        pointer = prompt.pointer("messages", message.number)
        fixes = (move_to_system(pointer, prompt.at), remove_member(pointer))
        after = prompt.messages[place + 1].role if place + 1 < len(prompt.messages) else "assistant"
        if place == 0:
            text = (
                "The conversation cannot begin with a system message: its text belongs in the system field."
            )
            yield found("system-first", f"body:{pointer}", text, *fixes)
        elif after not in ("assistant", "system"):
            text = "A system message must stand right before the assistant's, or at the end."
            yield found("system-place", f"body:{pointer}", text, *fixes)


def _is_directive(message: Message) -> bool:
    """Tell whether a system message only changes settings, which it may anywhere."""
    return bool(message.value.get("output_config")) and not message.value.get("content")


def _first(prompt: Prompt) -> Iterator[Finding]:
    first = next((each for each in prompt.messages if each.role != "system"), None)
    if first is None or first.role != "assistant":
        return
    pointer = prompt.pointer("messages", first.number)
    text = "The first message must be the user's."
    yield found("first-not-user", f"body:{pointer}", text, remove_member(pointer, "Remove this message"))


def _empty(prompt: Prompt) -> Iterator[Finding]:
    last = prompt.messages[-1].number if prompt.messages else 0
    for role, turn in turns(prompt):
        if role == "system":
            for each in turn:
                if not each.value.get("content") and not _is_directive(each):
                    yield _silent(prompt, each, role)
        may_be = role == "assistant" and turn[-1].number == last
        if role in ("user", "assistant") and not may_be and all(_says_nothing(each) for each in turn):
            yield _silent(prompt, turn[0], role)


def _silent(prompt: Prompt, message: Message, role: str) -> Finding:
    pointer = prompt.pointer("messages", message.number)
    fix = remove_member(pointer, "Remove the message")
    return found("content-empty", f"body:{pointer}/content", f"This {role} message says nothing.", fix)


def _says_nothing(message: Message) -> bool:
    return message.value.get("content") in ("", [])


def _texts(prompt: Prompt) -> Iterator[Finding]:
    for block in prompt.blocks:
        if block.type != "text" or block.role == "system":
            continue
        text = block.value.get("text")
        if isinstance(text, str) and (not text or text.isspace()):
            yield from _blank(prompt, block, text)


def _blank(prompt: Prompt, block: Block, text: str) -> Iterator[Finding]:
    if block.place == TEXT_CONTENT and not text:
        return  # an empty message, which is told as such
    pointer = prompt.place(block)
    what = "This text block is empty" if not text else "This text is only white space"
    fixes: tuple[Fix, ...] = (remove_member(pointer, "Remove the block"),)
    if block.place == TEXT_CONTENT:
        message = prompt.pointer("messages", block.message)
        fixes = (remove_member(message, "Remove the message"),)
    yield found("text-empty", f"body:{prompt.place(block, 'text')}", f"{what}: the API refuses that.", *fixes)


def _system_texts(prompt: Prompt) -> Iterator[Finding]:
    for place, block in objects(prompt.value.get("system")):
        if text_of(block, "type") == "text" and block.get("text") == "":
            pointer = prompt.pointer("system", place)
            text = "This text of the system prompt is empty."
            fix = remove_member(pointer, "Remove the block")
            yield found("system-text-empty", f"body:{pointer}/text", text, fix)
