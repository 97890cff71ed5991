"""Asking how many tokens a request to Messages has, before it is sent."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_models import model_of
from betadeck.core.cost import estimate
from betadeck.core.draft import Draft
from betadeck.core.figures import money_words
from betadeck.core.json_style import quoted
from betadeck.core.json_text import JsonFault, members, parse

_CREATE, _COUNT, _BATCHES = "/v1/messages", "/v1/messages/count_tokens", "/v1/messages/batches"
_NEEDED = ("model", "messages")


class NotCountableError(ValueError):
    """A request's tokens cannot be counted; the words say why."""


@dataclass(frozen=True, slots=True)
class TokenCount:
    """What a request would take in.

    `share` is the part of the model's context window, from 0; `least_usd` is for the prompt alone,
    `most_usd` with all the output that `max_tokens` allows. None is unknown.
    """

    tokens: int
    model: str = ""
    context_tokens: int = 0
    share: float | None = None
    least_usd: float | None = None
    most_usd: float | None = None

    def words(self) -> str:
        """Return it in a line: `1,234 tokens · 0.1 % of the context · $0.005 to $0.025`."""
        parts = [f"{self.tokens:,} {'token' if self.tokens == 1 else 'tokens'}"]
        if self.share is not None:
            parts.append(f"{_percent(self.share)} of the context")
        if self.least_usd is not None:
            most = f" to {money_words(self.most_usd)}" if self.most_usd not in (None, self.least_usd) else ""
            parts.append(money_words(self.least_usd) + most)
        return " · ".join(parts)


def is_countable(draft: Draft) -> bool:
    """Tell whether `draft` is for an operation whose tokens can be counted at all."""
    return draft.method == "POST" and draft.path.rstrip("/") in (_CREATE, _COUNT)


def counting(draft: Draft, fields: Collection[str]) -> Draft:
    """Return the request that asks for the tokens of `draft`: the same betas, and those `fields` of its body
    that counting takes, as they are written.

    Raises:
        NotCountableError: it cannot be asked.
    """
    if not is_countable(draft):
        batch = draft.path.rstrip("/") == _BATCHES
        raise NotCountableError(
            "A batch is counted request by request: open one of them."
            if batch
            else "Only requests to Messages can be counted."
        )
    try:
        body = parse(draft.body_text)
    except JsonFault as fault:
        raise NotCountableError(f"The body is no JSON yet: {fault.message}.") from fault
    missing = [name for name in _NEEDED if not isinstance(body, dict) or not body.get(name)]
    if missing:
        raise NotCountableError(f"Counting needs {' and '.join(missing)}.")
    side = "beta." if (draft.operation or "").startswith("beta.") else ""
    return replace(
        draft,
        operation=f"{side}messages.count_tokens",
        path=_COUNT,
        body_text=_only(draft.body_text, fields),
        name="",
    )


def count_in(answer: bytes) -> int | None:
    """Return the tokens that an answer tells; None if it tells none."""
    try:
        value = json.loads(answer)
    except ValueError:
        return None
    tokens = value.get("input_tokens") if isinstance(value, Mapping) else None
    return tokens if isinstance(tokens, int) and not isinstance(tokens, bool) and tokens >= 0 else None


def judged(tokens: int, draft: Draft, catalogue: Catalogue) -> TokenCount:
    """Return `tokens` with what they mean for the model that `draft` names."""
    try:
        body = parse(draft.body_text)
    except JsonFault:
        body = {}
    given = body if isinstance(body, dict) else {}
    name, most = str(given.get("model", "")), given.get("max_tokens")
    model = model_of(name, catalogue)
    if model is None:
        return TokenCount(tokens, name)
    most_output = most if isinstance(most, int) and not isinstance(most, bool) and most >= 0 else 0
    least_usd, most_usd = estimate(tokens, most_output, model)
    share = tokens / model.context_tokens if model.context_tokens else None
    return TokenCount(tokens, name, model.context_tokens, share, least_usd, most_usd)


def _only(text: str, fields: Collection[str]) -> str:
    """Return the object in `text` with these members alone, their values as they are written."""
    kept = [
        f"{quoted(name)}: {text[span.start : span.end]}"
        for name, span in members(text).items()
        if name in fields
    ]
    return "{" + ", ".join(kept) + "}"


def _percent(share: float) -> str:
    return "under 0.1 %" if 0 < share < 0.001 else f"{share:.1%}".replace("%", " %")
