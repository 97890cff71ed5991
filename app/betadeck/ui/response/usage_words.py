"""What a usage object says, in words. No Qt here."""

from collections.abc import Mapping

from betadeck.core.cache_words import cache_words
from betadeck.core.cost import Cost, CostLine

_NAMES = {
    "input_tokens": "Input",
    "cache_creation_input_tokens": "Cache write",
    "cache_read_input_tokens": "Cache read",
    "output_tokens": "Output",
}
_FACTS = {"service_tier": "Service tier", "speed": "Speed", "inference_geo": "Inference in"}
_TOOLS = {"web_search_requests": "Web searches", "web_fetch_requests": "Web fetches"}


def lines_of(usage: Mapping[str, object], cost: Cost | None) -> list[CostLine]:
    """Return the lines of the table: those of `cost`, without it the plain counts."""
    if cost is not None and cost.lines:
        return list(cost.lines)
    counts = ((name, usage.get(key)) for key, name in _NAMES.items())
    return [CostLine(name, count, None, None) for name, count in counts if isinstance(count, int)]


def facts_of(usage: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return what else is told: thinking tokens, tools on the server, tier, speed, place."""
    facts = [("Cache", words)] if (words := cache_words(usage)) else []
    details = usage.get("output_tokens_details")
    if isinstance(details, Mapping) and isinstance(count := details.get("thinking_tokens"), int):
        facts.append(("Thinking", f"{count:,} of the output tokens"))
    tools = usage.get("server_tool_use")
    if isinstance(tools, Mapping):
        named = ((_TOOLS.get(str(key), str(key)), count) for key, count in tools.items())
        facts += [(name, f"{count:,}") for name, count in named if isinstance(count, int) and count]
    facts += [(name, str(usage[key])) for key, name in _FACTS.items() if usage.get(key)]
    iterations = usage.get("iterations")
    if isinstance(iterations, list) and len(iterations) > 1:
        facts.append(("Calls of models", f"{len(iterations)}"))
    return facts
