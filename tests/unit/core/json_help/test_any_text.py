"""Whatever is typed: help never fails, is quick, and what it puts in whole JSON leaves it whole."""

import json
import random

import pytest

from betadeck.core.json_check import JsonCheck
from betadeck.core.json_help.about import about
from betadeck.core.json_help.nesting import Nesting
from betadeck.core.json_help.offers import offers_at
from betadeck.core.json_help.put_in import insertion
from betadeck.core.json_help.spot import spot_at
from helpers.json_help import guide_for

BODY = json.dumps(
    {
        "model": "claude-opus-5-5",
        "thinking": {"type": "enabled", "budget_tokens": 1024},
        "tools": [{"name": "a", "input_schema": {"type": "object"}}, {"type": "web_search_20250305"}],
        "tool_choice": {"type": "tool", "name": "a"},
        "system": [{"type": "text", "text": 'say "hi" \\ 😀', "cache_control": {"type": "ephemeral"}}],
        "messages": [
            {"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "x"}}]},
            {
                "role": "assistant",
                "content": [{"type": "tool_use", "id": "toolu_1", "name": "a", "input": {}}],
            },
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1"}]},
        ],
    },
    indent=1,
    ensure_ascii=False,
)
ODD = [*'{}[],:"\\tn1 \n', "null", "tru", '"type": ', "é", "\x00"]


def helped(text, offset):
    nesting = Nesting()
    spot = spot_at(text, offset, nesting)
    place = guide_for().place(text, spot, nesting)
    about(guide_for(), place)
    return spot, offers_at(guide_for(), place, text)


@pytest.mark.parametrize("seed", range(8))
def test_help_never_fails_on_broken_text(seed):
    chance = random.Random(seed)
    for _ in range(60):
        text = BODY
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(ODD) + text[at + chance.randrange(4) :]
        offset = chance.randrange(len(text) + 1)
        spot, offers = helped(text, offset)
        for offer in offers[:3]:
            made = insertion(text, spot, offer)
            assert 0 <= made.start <= made.end <= len(text)
            assert made.start <= made.caret <= made.start + len(made.new)


def test_a_value_put_in_the_place_of_another_keeps_the_body_whole():
    for offset in range(0, len(BODY), 5):
        spot, offers = helped(BODY, offset)
        if spot.whole and spot.key is not None and spot.quoted:
            for offer in offers[:4]:
                made = insertion(BODY, spot, offer)
                assert JsonCheck(BODY[: made.start] + made.new + BODY[made.end :]).run().fault is None
