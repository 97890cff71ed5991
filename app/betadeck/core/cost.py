"""What a call cost, from its usage and the model's prices. What has no known price is said, never guessed.

Rules, from the price pages as of 2026-11-22: batches cost half; inference kept in the US costs 1.1 times;
a model may have other prices for long prompts and for fast mode. The top-level counts are the sum of the
`message` iterations; compaction and the advisor come on top (seen in recorded answers).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from betadeck.core.answer import Answer
from betadeck.core.catalog import Catalogue, Model
from betadeck.core.catalog_models import model_of
from betadeck.core.cost_rates import Rates, prompt_tokens, rates_of, token_count

_NO_MODELS: Mapping[str, Model] = {}
_OWN_ITERATIONS = ("message", "fallback_message")
_TOOL_WORDS = {"web_search_requests": "web searches", "web_fetch_requests": "web fetches"}


@dataclass(frozen=True, slots=True)
class CostLine:
    """Tokens of one kind. Dollars are None where the price is unknown; factors are in `usd_per_mtok`."""

    what: str
    tokens: int
    usd_per_mtok: float | None
    usd: float | None


@dataclass(frozen=True, slots=True)
class Cost:
    """`usd` is the sum of the lines, None if any of them has no price. `unknown` names what is not in it."""

    usd: float | None
    lines: tuple[CostLine, ...] = ()
    unknown: tuple[str, ...] = ()


def cost_of(
    usage: Mapping[str, object],
    model: Model,
    *,
    batch: bool = False,
    models: Mapping[str, Model] = _NO_MODELS,
) -> Cost:
    """Return what `usage` costs on `model`.

    `batch` tells that it came from a batch, if `service_tier` does not. `models` gives the prices of
    others that may have worked along, such as an advisor.
    """
    if token_count(usage.get("input_tokens")) is None and token_count(usage.get("output_tokens")) is None:
        return Cost(None, (), ("no token counts",))
    lines = (*_own_lines(usage, model, batch=batch), *_extra_lines(usage, model, models, batch=batch))
    unpriced = dict.fromkeys(line.what for line in lines if line.usd is None)
    usd = None if unpriced else sum(line.usd for line in lines if line.usd is not None)
    why = rates_of(usage, model, prompt_tokens(usage), batch=batch).unknown
    reasons = (why,) if why and unpriced else ()
    return Cost(usd, lines, (*reasons, *unpriced, *_beside_tokens(usage)))


def cost_of_answer(answer: Answer, catalogue: Catalogue) -> Cost | None:
    """Return what an answer costs; None if its model is unknown, or nobody told how much it wrote."""
    model = model_of(str((answer.message or {}).get("model", "")), catalogue)
    if model is None or not answer.usage or not answer.counts_output():
        return None
    return cost_of(answer.usage, model)


def cost_so_far(message: Mapping[str, object], catalogue: Catalogue) -> Cost | None:
    """Return what a message that is still being written costs by its counts so far; None as above."""
    usage, model = message.get("usage"), model_of(str(message.get("model", "")), catalogue)
    return cost_of(usage, model) if isinstance(usage, Mapping) and model is not None else None


def estimate(input_tokens: int, max_output: int, model: Model) -> tuple[float | None, float | None]:
    """Return the least and the most that a call would cost in dollars: no output, and all that it may write.

    Caches, tools and factors are not in it. None where a price is unknown.
    """
    rates = rates_of({}, model, input_tokens, batch=False)
    if rates.input is None:
        return None, None
    low = input_tokens * rates.input / 1e6
    return low, None if rates.output is None else low + max_output * rates.output / 1e6


def _own_lines(usage: Mapping[str, object], model: Model, *, batch: bool) -> Iterator[CostLine]:
    """Yield the lines of the top-level counts.

    Where long prompts have prices of their own, each iteration is priced by itself: only its own prompt
    tells which prices count. Without iterations the sum is taken for one prompt.
    """
    own = [entry for entry in _entries(usage) if entry.get("type") == "message"]
    if model.long_prices is None or len(own) < 2:
        own = [usage]
    for entry in own:
        yield from _lines(entry, rates_of(usage, model, prompt_tokens(entry), batch=batch))


def _lines(usage: Mapping[str, object], rates: Rates, label: str = "") -> Iterator[CostLine]:
    """Yield a line for every kind of token that there was any of."""
    written = usage.get("cache_creation")
    split = written if isinstance(written, Mapping) else {}
    five = token_count(split.get("ephemeral_5m_input_tokens")) or 0
    hour = token_count(split.get("ephemeral_1h_input_tokens")) or 0
    both = token_count(usage.get("cache_creation_input_tokens")) or 0
    parts = (
        ("input", token_count(usage.get("input_tokens")) or 0, rates.input),
        ("cache write, 5 minutes", five, rates.cache_write_5m),
        ("cache write, 1 hour", hour, rates.cache_write_1h),
        ("cache write of unknown duration", max(0, both - five - hour), None),
        ("cache read", token_count(usage.get("cache_read_input_tokens")) or 0, rates.cache_read),
        ("output", token_count(usage.get("output_tokens")) or 0, rates.output),
    )
    for what, tokens, rate in parts:
        if tokens:
            yield CostLine(label + what, tokens, rate, None if rate is None else tokens * rate / 1e6)


def _extra_lines(
    usage: Mapping[str, object], model: Model, models: Mapping[str, Model], *, batch: bool
) -> Iterator[CostLine]:
    """Yield lines for the iterations that the top-level counts leave out."""
    for entry in _entries(usage):
        kind = entry.get("type")
        if kind in _OWN_ITERATIONS or not isinstance(kind, str):
            continue
        name = entry.get("model")
        name = name if isinstance(name, str) else model.id
        other = model if name in (model.id, model.alias) else models.get(name, Model(id=name))
        label = kind.removesuffix("_message") + (", " if other is model else f" on {name}, ")
        yield from _lines(entry, rates_of(usage, other, prompt_tokens(entry), batch=batch), label)


def _entries(usage: Mapping[str, object]) -> list[Mapping[str, object]]:
    iterations = usage.get("iterations")
    return (
        [entry for entry in iterations if isinstance(entry, Mapping)] if isinstance(iterations, list) else []
    )


def _beside_tokens(usage: Mapping[str, object]) -> Iterator[str]:
    """Yield what was used beside tokens; no price of it is known."""
    tools = usage.get("server_tool_use")
    for name, count in tools.items() if isinstance(tools, Mapping) else ():
        if token_count(count):
            yield f"{count} {_TOOL_WORDS.get(str(name), str(name))}"
    if any(entry.get("type") == "fallback_message" for entry in _entries(usage)):
        yield "attempts of models that declined before the fallback"
    if usage.get("fallback_credit"):
        yield "the fallback credit"
