"""OpenAI's chat completions, streamed: `data: {...}` chunks, then `data: [DONE]`."""

from collections.abc import Callable, Mapping

from betadeck.core.answer import AnswerKind, Block, BlockGrew, BlockStarted, Change, MessageChanged, Unknown
from betadeck.core.answer_other import text_block
from betadeck.core.json_text import first_fault
from betadeck.core.sse import Event

_SET = ("role", "type", "id", "index", "name")


def is_chat_chunk(data: Mapping[str, object]) -> bool:
    """Tell whether `data` is a chunk of a chat or text completion of OpenAI's kind."""
    return isinstance(data.get("choices"), list) and "type" not in data


class ChatFold:
    """Joins the deltas of every choice into the chat completion that a call without streaming gives."""

    kind = AnswerKind.CHAT
    end_event = "[DONE]"

    def __init__(self) -> None:
        self.complete = False
        self._head: dict[str, object] = {}
        self._choices: dict[int, _Choice] = {}
        self._places = 0

    def take(self, kind: str, data: Mapping[str, object], event: Event) -> list[Change]:
        """Add a chunk."""
        choices = data.get("choices")
        if kind or not isinstance(choices, list):
            return [Unknown(event)]
        known = len(self._head)
        self._head.update(
            (name, value) for name, value in data.items() if name != "choices" and value is not None
        )
        changes: list[Change] = [MessageChanged(dict(self._head))] if len(self._head) > known else []
        for choice in choices:
            if isinstance(choice, Mapping):
                changes += self._take_choice(choice)
        if self._choices and all(choice.finish_reason for choice in self._choices.values()):
            self.complete = True  # some servers leave [DONE] out
        return changes

    def done(self) -> None:
        """Take `[DONE]`."""
        self.complete = True

    def close(self, end: int) -> None:
        """Take the end of the stream."""

    def message(self) -> dict[str, object]:
        """Return the whole chat completion."""
        head = dict(self._head)
        if head.get("object") == "chat.completion.chunk":
            head["object"] = "chat.completion"
        return {**head, "choices": [self._choices[index].whole() for index in sorted(self._choices)]}

    def blocks(self) -> tuple[Block, ...]:
        """Return the text of every choice and its tool calls as blocks, in the order in which they began."""
        found = [
            block for choice in self._choices.values() for block in choice.blocks(complete=self.complete)
        ]
        return tuple(sorted(found, key=lambda block: block.index))

    def usage(self) -> dict[str, object]:
        """Return the usage, which comes with the last chunk if it was asked for."""
        usage = self._head.get("usage")
        return dict(usage) if isinstance(usage, Mapping) else {}

    def stop_reason(self) -> str:
        """Return the first choice's finish reason, or the empty text."""
        return next((choice.finish_reason for choice in self._choices.values()), "")

    def _take_choice(self, choice: Mapping[str, object]) -> list[Change]:
        index = choice.get("index")
        index = index if isinstance(index, int) else 0
        changes: list[Change] = []
        if index not in self._choices:
            place = self._next_place()
            self._choices[index] = _Choice(index, place, self._next_place)
            changes.append(BlockStarted(place, text_block(place, "", complete=False)))
        return [*changes, *self._choices[index].take(choice)]

    def _next_place(self) -> int:
        """Return the number of the next block."""
        self._places += 1
        return self._places - 1


class _Choice:
    """One choice: texts are joined, tool calls put together by their index.

    `place` is the number of the block that shows its text; `next_place` gives one to each tool call.
    """

    def __init__(self, index: int, place: int, next_place: Callable[[], int]) -> None:
        self.finish_reason = ""
        self._index, self._place, self._next_place = index, place, next_place
        self._message: dict[str, object] = {"role": "assistant", "content": ""}
        self._calls: dict[int, dict[str, object]] = {}
        self._call_places: dict[int, int] = {}

    def take(self, choice: Mapping[str, object]) -> list[Change]:
        """Add a chunk's choice; return what it changed."""
        reason = choice.get("finish_reason")
        self.finish_reason = reason if isinstance(reason, str) else self.finish_reason
        delta = choice.get("delta", {"content": choice.get("text")})
        if not isinstance(delta, Mapping):
            return []
        calls = delta.get("tool_calls")
        _join(self._message, {name: value for name, value in delta.items() if name != "tool_calls"})
        content = delta.get("content")
        grown: list[Change] = []
        if isinstance(content, str) and content:
            grown.append(BlockGrew(self._place, "text", content))
        for call in calls if isinstance(calls, list) else []:
            if isinstance(call, Mapping):
                grown += self._take_call(call)
        return grown

    def text(self) -> str:
        """Return the text so far."""
        content = self._message.get("content")
        return content if isinstance(content, str) else ""

    def blocks(self, *, complete: bool) -> list[Block]:
        """Return the text and the tool calls as blocks."""
        calls = [self._call_block(index, complete=complete) for index in self._calls]
        return [text_block(self._place, self.text(), complete=complete), *calls]

    def whole(self) -> dict[str, object]:
        """Return the choice as a call without streaming would."""
        calls = [
            {name: value for name, value in self._calls[index].items() if name != "index"}
            for index in sorted(self._calls)
        ]
        message = {**self._message, "tool_calls": calls} if calls else dict(self._message)
        return {"index": self._index, "message": message, "finish_reason": self.finish_reason or None}

    def _take_call(self, call: Mapping[str, object]) -> list[Change]:
        """Add a piece of a tool call; return what it changed."""
        index = call.get("index")
        index = index if isinstance(index, int) else 0
        changes: list[Change] = []
        if index not in self._calls:
            self._call_places[index] = self._next_place()
            self._calls[index] = {}
            _join(self._calls[index], {**call, "function": {"name": _function(call).get("name")}})
            begun = self._call_block(index, complete=False)
            changes.append(BlockStarted(begun.index, begun))
            _join(self._calls[index], {"function": {"arguments": _function(call).get("arguments")}})
        else:
            _join(self._calls[index], call)
        part = _function(call).get("arguments")
        if isinstance(part, str) and part:
            changes.append(BlockGrew(self._call_places[index], "input_json", part))
        return changes

    def _call_block(self, index: int, *, complete: bool) -> Block:
        """Return a tool call in the form of a block: its name, its id, and its arguments as they came."""
        call, function = self._calls[index], _function(self._calls[index])
        sent = function.get("arguments")
        sent = sent if isinstance(sent, str) else ""
        data: dict[str, object] = {"type": "tool_use", "id": call.get("id"), "name": function.get("name")}
        fault = first_fault(sent) if complete and sent else None
        return Block(
            self._call_places[index], "tool_use", data, complete=complete, valid=not fault, partial_json=sent
        )


def _function(call: Mapping[str, object]) -> Mapping[str, object]:
    found = call.get("function")
    return found if isinstance(found, Mapping) else {}


def _join(into: dict[str, object], delta: Mapping[str, object]) -> None:
    """Add `delta`: texts are appended, objects joined in the same way, all else replaced."""
    for name, value in delta.items():
        old = into.get(name)
        if isinstance(value, str) and isinstance(old, str) and name not in _SET:
            into[name] = old + value
        elif isinstance(value, Mapping):
            inner = dict(old) if isinstance(old, Mapping) else {}
            _join(inner, value)
            into[name] = inner
        elif value is not None:
            into[name] = value
