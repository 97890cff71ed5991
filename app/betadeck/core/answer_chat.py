"""OpenAI's chat completions, streamed: `data: {...}` chunks, then `data: [DONE]`."""

from collections.abc import Mapping

from betadeck.core.answer import AnswerKind, Block, BlockGrew, BlockStarted, Change, MessageChanged, Unknown
from betadeck.core.answer_other import text_block
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
        """Return the text of every choice as a block."""
        return tuple(
            text_block(index, self._choices[index].text(), complete=self.complete)
            for index in sorted(self._choices)
        )

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
            self._choices[index] = _Choice(index)
            changes.append(BlockStarted(index, text_block(index, "", complete=False)))
        grown = self._choices[index].take(choice)
        return [*changes, BlockGrew(index, "text", grown)] if grown else changes


class _Choice:
    """One choice: texts are joined, tool calls put together by their index."""

    def __init__(self, index: int) -> None:
        self.finish_reason = ""
        self._index = index
        self._message: dict[str, object] = {"role": "assistant", "content": ""}
        self._calls: dict[int, dict[str, object]] = {}

    def take(self, choice: Mapping[str, object]) -> str:
        """Add a chunk's choice; return the text that it adds."""
        reason = choice.get("finish_reason")
        self.finish_reason = reason if isinstance(reason, str) else self.finish_reason
        delta = choice.get("delta", {"content": choice.get("text")})
        if not isinstance(delta, Mapping):
            return ""
        calls = delta.get("tool_calls")
        _join(self._message, {name: value for name, value in delta.items() if name != "tool_calls"})
        for call in calls if isinstance(calls, list) else []:
            if isinstance(call, Mapping):
                index = call.get("index")
                _join(self._calls.setdefault(index if isinstance(index, int) else 0, {}), call)
        content = delta.get("content")
        return content if isinstance(content, str) else ""

    def text(self) -> str:
        """Return the text so far."""
        content = self._message.get("content")
        return content if isinstance(content, str) else ""

    def whole(self) -> dict[str, object]:
        """Return the choice as a call without streaming would."""
        calls = [
            {name: value for name, value in self._calls[index].items() if name != "index"}
            for index in sorted(self._calls)
        ]
        message = {**self._message, "tool_calls": calls} if calls else dict(self._message)
        return {"index": self._index, "message": message, "finish_reason": self.finish_reason or None}


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
