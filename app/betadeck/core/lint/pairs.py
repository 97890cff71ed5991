"""Tool calls and their results: each call has one result right after it, each result has its call."""

from collections.abc import Iterator
from itertools import count

from betadeck.core.finding import Finding
from betadeck.core.fixes import insert_tool_results, move_first, remove_member, set_member
from betadeck.core.fixes_talk import rename_call
from betadeck.core.lint.codes import found
from betadeck.core.lint.messages import turns
from betadeck.core.lint.prompt import Block, Prompt, text_of
from betadeck.core.lint.subject import Subject

_SERVER_CALLS = ("server_tool_use", "mcp_tool_use")
_CALLED = (*_SERVER_CALLS, "tool_use")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what has lost its partner."""
    for prompt in subject.prompts:
        if any(each.endswith(("tool_use", "tool_result")) for each in prompt.first):
            yield from _Pairing(prompt).run()


class _Pairing:
    """Walks through one conversation; `_open` holds the calls that wait for their results."""

    def __init__(self, prompt: Prompt) -> None:
        self._prompt = prompt
        self._open: dict[str, Block] = {}
        self._seen: set[str] = set()

    def run(self) -> Iterator[Finding]:
        """Yield the findings."""
        for role, turn in turns(self._prompt):
            blocks = [block for message in turn for block in message.blocks]
            if role == "user":
                yield from self._results(blocks)
            if role != "system" and self._open:
                yield from self._unanswered()
            if role == "assistant":
                yield from self._calls(blocks)
                yield from self._server_results(blocks)
        yield from self._unanswered()

    def _where(self, block: Block, *way: str) -> str:
        return f"body:{self._prompt.place(block, *way)}"

    def _calls(self, blocks: list[Block]) -> Iterator[Finding]:
        for block in blocks:
            name = text_of(block.value, "id")
            if block.type != "tool_use" or not name:
                continue
            if name in self._seen:
                text = f"Two tool calls have the id {name}: each needs its own."
                new = rename_call(self._prompt.place(block), self._free(name), result="")
                out = remove_member(self._prompt.place(block), "Remove this call")
                yield found("tool-id-double", self._where(block, "id"), text, new, out)
            else:
                self._seen.add(name)
                self._open[name] = block

    def _free(self, name: str) -> str:
        return next(free for number in count(2) if (free := f"{name}_{number}") not in self._seen)

    def _results(self, blocks: list[Block]) -> Iterator[Finding]:
        answered: set[str] = set()
        other: Block | None = None
        for block in blocks:
            if block.type != "tool_result":
                other = other or block
                continue
            name = text_of(block.value, "tool_use_id")
            if name in self._open:
                del self._open[name]
                answered.add(name)
                if other is not None and other.message == block.message:
                    text = "Tool results stand at the beginning of the message; what is said follows them."
                    front = move_first(self._prompt.place(block))
                    yield found("tool-result-late", self._where(block), text, front)
            else:
                yield self._unexpected(block, name, name in answered)
            if block.value.get("is_error") is True and not block.value.get("content"):
                text = "A result that reports an error must say what went wrong."
                pointer = self._prompt.place(block, "content")
                said = set_member(pointer, "The tool failed.", "Say that it failed")
                yield found("tool-result-blank", self._where(block), text, said)

    def _unexpected(self, block: Block, name: str, double: bool) -> Finding:
        fix = remove_member(self._prompt.place(block), "Remove the result")
        where = self._where(block, "tool_use_id")
        if double:
            return found("tool-result-double", where, f"{name} already has its result.", fix)
        text = f"There is no call {name or 'with this id'} right before this result."
        return found("tool-result-orphan", where, text, fix)

    def _unanswered(self) -> Iterator[Finding]:
        by_message: dict[int, list[tuple[str, Block]]] = {}
        for name, block in self._open.items():
            by_message.setdefault(block.message, []).append((name, block))
        for number, calls in by_message.items():
            names = [name for name, _ in calls]
            every = insert_tool_results(self._prompt.pointer("messages", number), names)
            for name, block in calls:
                tool = text_of(block.value, "name") or "a tool"
                text = f"This call of {tool} ({name}) has no tool_result in the message right after it."
                out = remove_member(self._prompt.place(block), "Remove the call")
                yield found("tool-use-open", self._where(block), text, every, out)
        self._open.clear()

    def _server_results(self, blocks: list[Block]) -> Iterator[Finding]:
        called: set[str] = set()
        for block in blocks:
            if block.type in _SERVER_CALLS:
                called.add(text_of(block.value, "id"))
            elif block.type.endswith("_tool_result") and block.type not in _CALLED:
                name = text_of(block.value, "tool_use_id")
                if name not in called:
                    text = f"There is no call {name} before this {block.type}: send both or neither."
                    fix = remove_member(self._prompt.place(block), "Remove the result")
                    yield found("server-result-orphan", self._where(block, "tool_use_id"), text, fix)
