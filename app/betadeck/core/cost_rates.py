"""Which of a model's prices count for a call, with their factors."""

from collections.abc import Mapping
from dataclasses import dataclass

from betadeck.core.catalog import Model, Prices

_US_FACTOR = 1.1
_BATCH_FACTOR = 0.5
_MOST_TOKENS = 10**15
_PLAIN_GEOS = ("", "global", "not_available")


@dataclass(frozen=True, slots=True)
class Rates:
    """US dollars per million tokens, factors in; None is unknown, and `unknown` says why all of them are."""

    input: float | None = None
    output: float | None = None
    cache_write_5m: float | None = None
    cache_write_1h: float | None = None
    cache_read: float | None = None
    unknown: str = ""


def rates_of(usage: Mapping[str, object], model: Model, prompt: int, *, batch: bool) -> Rates:
    """Return the rates for a call with `prompt` input tokens in all.

    `usage` tells `service_tier`, `speed` and `inference_geo`; what is not told is the standard.
    """
    tier = usage.get("service_tier")
    in_batch = batch or tier == "batch"
    factor = _geo_factor(usage.get("inference_geo"))
    long = 0 < model.long_over_tokens < prompt
    fast = usage.get("speed") == "fast"
    prices = model.fast_prices if fast else model.long_prices if long else model.prices
    if tier not in (None, "standard", "batch"):
        return Rates(unknown="service tier without a known price")
    if factor is None:
        return Rates(unknown="inference region without a known price")
    if prices is None or (fast and (long or in_batch)):
        return Rates(unknown=f"no price for {'fast mode' if fast else 'long prompts'} is known")
    return _scaled(prices, factor, batch=in_batch)


def prompt_tokens(usage: Mapping[str, object]) -> int:
    """Return all input tokens: fresh, written to a cache and read from one."""
    names = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
    return sum(token_count(usage.get(name)) or 0 for name in names)


def token_count(value: object) -> int | None:
    """Return `value` if it is a count that can be true, else None."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value < _MOST_TOKENS else None


def _geo_factor(geo: object) -> float | None:
    if geo is None or (isinstance(geo, str) and geo in _PLAIN_GEOS):
        return 1.0
    return _US_FACTOR if geo == "us" else None


def _scaled(prices: Prices, factor: float, *, batch: bool) -> Rates:
    """Return `prices` times the factor; a batch halves them where it has no price of its own."""
    usual = factor * _BATCH_FACTOR if batch else factor
    own_input = _times(prices.batch_input, factor) if batch else None
    own_output = _times(prices.batch_output, factor) if batch else None
    return Rates(
        input=_times(prices.input, usual) if own_input is None else own_input,
        output=_times(prices.output, usual) if own_output is None else own_output,
        cache_write_5m=_times(prices.cache_write_5m, usual),
        cache_write_1h=_times(prices.cache_write_1h, usual),
        cache_read=_times(prices.cache_read, usual),
    )


def _times(price: float | None, factor: float) -> float | None:
    """Return the product without the noise of binary fractions: prices have a few decimals at most."""
    return None if price is None else round(price * factor, 9)
