"""A simulated prompt cache: the first request writes up to its breakpoints, later ones read them back.

Unlike the API's it takes prompts of any length and forgets nothing after a time.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from betadeck.sandbox import tokens
from betadeck.sandbox.ask import Ask, Json, blocks_of, dicts, part
from betadeck.sandbox.rules_blocks import breakpoints

MOST_PREFIXES = 20_000
"""How many prefixes are remembered; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class CacheUse:
    """Input tokens by what the cache did with them; their sum is the whole input."""

    fresh: int
    written_5m: int = 0
    written_1h: int = 0
    read: int = 0


@dataclass(frozen=True, slots=True)
class _Segment:
    """A piece of the prompt; `ttl` is set where a breakpoint follows."""

    text: str
    count: int
    ttl: str


class PromptCache:
    """Remembers prefixes of prompts by their digest."""

    def __init__(self) -> None:
        self._known: dict[str, None] = {}

    def use(self, ask: Ask) -> CacheUse:
        """Return how the input of `ask` splits, and remember its breakpoints."""
        total = tokens.of_request(ask)
        if next(breakpoints(ask), None) is None:
            return CacheUse(total)
        digest = sha256(ask.model_name.encode())
        passed = read = written = 0
        by_ttl = {"5m": 0, "1h": 0}
        new: list[str] = []
        for segment in _segments(ask):
            digest.update(segment.text.encode())
            passed += segment.count
            if not segment.ttl:
                continue
            name = digest.hexdigest()
            if name in self._known:
                read, written, by_ttl = passed, 0, {"5m": 0, "1h": 0}
            else:
                by_ttl[segment.ttl] += passed - read - written
                written = passed - read
                new.append(name)
        self._known.update(dict.fromkeys(new))
        for old in list(self._known)[: max(0, len(self._known) - MOST_PREFIXES)]:
            del self._known[old]
        fresh = max(0, total - read - written)
        return CacheUse(fresh, by_ttl["5m"], by_ttl["1h"], read)


def _segments(ask: Ask) -> Iterator[_Segment]:
    """Yield the prompt in the order in which the API caches it; the request's own mark comes last."""
    for tool in ask.tools:
        yield _segment(tool, tokens.of_tool(tool))
    system = ask.body.get("system")
    if isinstance(system, str):
        yield _Segment(system, tokens.of_text(system), "")
    for block in dicts(system):
        yield _segment(block, tokens.of_block(block))
    for message in ask.messages:
        yield _Segment(str(message.get("role")), tokens.PER_MESSAGE, "")
        for block in blocks_of(message):
            yield _segment(block, tokens.of_block(block))
    yield _Segment("", 0, _ttl(ask.body))


def _segment(value: Json, count: int) -> _Segment:
    plain = {key: each for key, each in value.items() if key != "cache_control"}
    inner = [_ttl(each) for each in dicts(value.get("content"))]
    ttl = _ttl(value) or next((each for each in inner if each), "")
    return _Segment(json.dumps(plain, sort_keys=True, ensure_ascii=False), count, ttl)


def _ttl(value: Json) -> str:
    control = part(value, "cache_control")
    return "1h" if control.get("ttl") == "1h" else "5m" if control else ""
