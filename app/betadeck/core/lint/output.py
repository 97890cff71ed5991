"""How much is to be answered, and how: output limits, thinking budget, sampling, stream, stop sequences."""

from collections.abc import Iterator

from betadeck.core.catalog_lookup import beta_takes_model
from betadeck.core.finding import Finding, Fix
from betadeck.core.fixes import remove_member, set_member, tick
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Prompt, number_of, text_of
from betadeck.core.lint.subject import Subject

_LONG_BETA = "output-300k-2026-03-24"
_LONG_TOKENS = 300_000
"""What that beta allows in batches. Source: the vendor's page on batches, 2026-11-22."""
_INTERLEAVED = "interleaved-thinking-2025-05-14"
_LEAST_BUDGET = 1024
_TOKENS_AN_HOUR = 128_000
_LONGEST_S = 600
"""The official SDK reckons 128,000 tokens an hour, and refuses to wait for more than ten minutes without a
stream; the API itself gives up then. Source: Python SDK 2.12.0."""
_ONE_SAMPLING = 4.5


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the wanted output."""
    for prompt in subject.prompts:
        yield from _max_tokens(prompt, subject)
        yield from _budget(prompt, subject)
        yield from _thinking(prompt)
        yield from _sampling(prompt)
        yield from _stream(prompt)
        yield from _stops(prompt)


def _max_tokens(prompt: Prompt, subject: Subject) -> Iterator[Finding]:
    wanted = number_of(prompt.value, "max_tokens")
    limit = prompt.model.max_output_tokens if prompt.model else 0
    if wanted is None or not limit or wanted <= limit:
        return
    fixes = [set_member(prompt.pointer("max_tokens"), limit, f"Lower max_tokens to {limit:,}")]
    beta = subject.catalogue.betas.get(_LONG_BETA)
    if prompt.batched and wanted <= _LONG_TOKENS and beta and beta_takes_model(beta, prompt.model_name):
        if beta.name in subject.betas:
            return
        fixes.append(tick(beta.name))
    text = f"max_tokens is {wanted:,}; {prompt.model_name} answers with {limit:,} tokens at most."
    yield found("max-tokens-over", prompt.where("max_tokens"), text, *fixes)


def _budget(prompt: Prompt, subject: Subject) -> Iterator[Finding]:
    budget = number_of(prompt.part("thinking"), "budget_tokens")
    most = number_of(prompt.value, "max_tokens")
    free = _INTERLEAVED in subject.betas and bool(prompt.tools)
    if budget is None or most is None or budget < most or free:
        return
    text = f"The thinking budget of {budget:,} tokens must be less than max_tokens, which is {most:,}."
    where = prompt.pointer("thinking", "budget_tokens")
    yield found("budget-over", f"body:{where}", text, *_budget_fixes(prompt, budget, most))


def _budget_fixes(prompt: Prompt, budget: int, most: int) -> Iterator[Fix]:
    limit = prompt.model.max_output_tokens if prompt.model else 0
    enough = budget + max(_LEAST_BUDGET, budget // 4)
    raised = min(enough, limit) if limit else enough
    if raised > budget:
        yield set_member(prompt.pointer("max_tokens"), raised, f"Raise max_tokens to {raised:,}")
    lowered = max(_LEAST_BUDGET, most // 2)
    if lowered < most:
        title = f"Lower the budget to {lowered:,}"
        yield set_member(prompt.pointer("thinking", "budget_tokens"), lowered, title)


def _thinking(prompt: Prompt) -> Iterator[Finding]:
    kind = text_of(prompt.part("thinking"), "type")
    if kind not in ("enabled", "adaptive") or prompt.counting:  # seen: counting tokens takes all this
        return
    choice = text_of(prompt.part("tool_choice"), "type")
    off = remove_member(prompt.pointer("thinking"))
    if choice in ("any", "tool"):
        pointer = prompt.pointer("tool_choice")
        auto = set_member(pointer, {"type": "auto"}, "Let the model choose the tool")
        text = f"With thinking, tool_choice cannot force a tool: take auto or none instead of {choice}."
        code = "thinking-forced-tool" if kind == "enabled" else "thinking-forced-adaptive"
        yield found(code, f"body:{pointer}", text, auto, off)
    temperature = prompt.value.get("temperature")
    if isinstance(temperature, int | float) and temperature != 1:
        pointer = prompt.pointer("temperature")
        text = "With thinking, temperature can only be 1."
        yield found("thinking-temperature", f"body:{pointer}", text, remove_member(pointer), off)


def _sampling(prompt: Prompt) -> Iterator[Finding]:
    both = prompt.value.get("temperature") is not None and prompt.value.get("top_p") is not None
    if both and prompt.model and prompt.model.generation >= _ONE_SAMPLING:
        pointer = prompt.pointer("top_p")
        text = f"{prompt.model_name} takes either temperature or top_p, not both."
        fixes = (remove_member(pointer), remove_member(prompt.pointer("temperature")))
        yield found("sampling-both", f"body:{pointer}", text, *fixes)


def _stream(prompt: Prompt) -> Iterator[Finding]:
    wanted = number_of(prompt.value, "max_tokens")
    if wanted is None or prompt.counting or prompt.batched or prompt.value.get("stream") is True:
        return
    minutes = wanted * 60 / _TOKENS_AN_HOUR
    if minutes * 60 > _LONGEST_S:
        text = (
            f"An answer of {wanted:,} tokens may take {minutes:.0f} minutes; without a stream the API gives "
            "up after ten, and the official SDK refuses to send this."
        )
        yield found("stream-needed", prompt.where("max_tokens"), text, set_member("/stream", True, "Stream"))


def _stops(prompt: Prompt) -> Iterator[Finding]:
    stops = prompt.value.get("stop_sequences")
    for place, each in enumerate(stops if isinstance(stops, list) else []):
        if isinstance(each, str) and not each.strip():
            pointer = prompt.pointer("stop_sequences", place)
            text = f"Stop sequence {place + 1} is blank, which would stop anywhere."
            yield found("stop-blank", f"body:{pointer}", text, remove_member(pointer))
