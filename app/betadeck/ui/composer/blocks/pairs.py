"""Which tool call belongs to which result, and which tools can be called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pairs:
    """`names` are those of the tools called, by the calls' ids; `answered` are the ids that have a result.
    `tools` are those that the request offers for calls, by name.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()
    tools: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def waiting(self) -> list[str]:
        """Return the ids of the calls without a result, in order."""
        return [each for each in self.names if each not in self.answered]


def pairs_of(messages: Sequence[object], tools: object = None) -> Pairs:
    """Return the calls and results in `messages`, with the request's `tools`."""
    names: dict[str, str] = {}
    answered: set[str] = set()
    for block in _blocks(messages):
        kind = block.get("type")
        if kind == "tool_use":
            names[str(block.get("id", ""))] = str(block.get("name", ""))
        elif kind == "tool_result":
            answered.add(str(block.get("tool_use_id", "")))
    return Pairs(names, frozenset(answered), callable_tools(tools))


def callable_tools(tools: object) -> dict[str, Mapping[str, object]]:
    """Return by name the tools that the model calls with `tool_use`: those whose schema the request brings."""
    found = [each for each in tools if isinstance(each, dict)] if isinstance(tools, list) else []
    return {str(each["name"]): each for each in found if "name" in each and "input_schema" in each}


def _blocks(messages: Sequence[object]) -> Iterator[Mapping[str, object]]:
    for message in messages:
        content = message.get("content") if isinstance(message, dict) else None
        for block in content if isinstance(content, list) else ():
            if isinstance(block, dict):
                yield block
