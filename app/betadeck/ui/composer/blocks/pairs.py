"""Which tool call belongs to which result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pairs:
    """`names` are those of the tools called, by the calls' ids; `answered` are the ids that have a result."""

    names: Mapping[str, str] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()

    def waiting(self) -> list[str]:
        """Return the ids of the calls without a result, in order."""
        return [each for each in self.names if each not in self.answered]


def pairs_of(messages: Sequence[object]) -> Pairs:
    """Return the calls and results in `messages`."""
    names: dict[str, str] = {}
    answered: set[str] = set()
    for block in _blocks(messages):
        kind = block.get("type")
        if kind == "tool_use":
            names[str(block.get("id", ""))] = str(block.get("name", ""))
        elif kind == "tool_result":
            answered.add(str(block.get("tool_use_id", "")))
    return Pairs(names, frozenset(answered))


def _blocks(messages: Sequence[object]) -> Iterator[Mapping[str, object]]:
    for message in messages:
        content = message.get("content") if isinstance(message, dict) else None
        for block in content if isinstance(content, list) else ():
            if isinstance(block, dict):
                yield block
