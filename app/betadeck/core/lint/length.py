"""Prompts that cannot fit into the model's context window, however their text is counted."""

from collections.abc import Iterator

from betadeck.core.finding import Finding
from betadeck.core.fixes import choose_model
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Prompt, text_of
from betadeck.core.lint.subject import Subject

_CHARS_PER_TOKEN = 6
"""Ordinary text has three to four characters a token; with six nothing is called too long that may fit."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the prompts that are too long by far."""
    for prompt in subject.prompts:
        room = prompt.model.context_tokens if prompt.model else 0
        tokens = _chars(prompt) // _CHARS_PER_TOKEN
        if room and tokens > room and prompt.model:
            family, models = prompt.model.family, subject.catalogue.models.values()
            roomy = [
                each
                for each in models
                if each.family == family and each.context_tokens > tokens and not each.retired
            ]
            best = max(roomy, key=lambda each: each.generation, default=None)
            fixes = [choose_model(best.id, prompt.at)] if best else []
            text = f"The texts are at least {tokens:,} tokens; {prompt.model.id} has room for {room:,}."
            yield found("prompt-long", prompt.where("messages"), text, *fixes)


def _chars(prompt: Prompt) -> int:
    return sum(len(text_of(block.value, "text")) for block in prompt.blocks)
