"""What to say of a model beside its name."""

from betadeck.core.catalog import Model


def model_words(model: Model) -> str:
    """Return size and prices, as in `1M context · $4 / $20 per MTok`, with its end if that is known."""
    parts = []
    if model.context_tokens:
        parts.append(f"{tokens_words(model.context_tokens)} context")
    if model.prices.input is not None and model.prices.output is not None:
        parts.append(f"{_price(model.prices.input)} / {_price(model.prices.output)} per MTok")
    if model.retired:
        parts.append(f"retired {model.retired}")
    elif model.retires:
        parts.append(f"retires {model.retires}")
    return " · ".join(parts)


def _price(usd: float) -> str:
    return f"${usd:g}" if usd == int(usd) else f"${usd:.2f}"


def tokens_words(count: int) -> str:
    """Return a number of tokens, as in `200k` or `1M`."""
    return f"{count / 1_000_000:g}M" if count >= 1_000_000 else f"{count / 1_000:g}k"
