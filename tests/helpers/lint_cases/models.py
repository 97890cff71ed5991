"""Models, and what they give."""

from dataclasses import replace

from helpers.lint_cases.parts import HAIKU_45, batch
from helpers.linting import (
    OLD_VERSION,
    TEXT,
    Case,
    ask,
    assistant,
    body,
    system,
    talk,
    tool,
    user,
)

MODEL = [
    Case("model-empty", "body:/model", ask(model="")),
    Case("model-unknown", "body:/model", ask(model="claude-opera-9-1-preview")),
    Case("model-foreign", "body:/model", ask(model="gpt-4o")),
    Case("model-misspelt", "body:/model", ask(model="claude-opuss-5-5")),
    Case(
        "model-form",
        "body:/model",
        ask(model="us.anthropic.claude-opus-4-6-v1:0"),
        ask(model="claude-opus-4-6"),
    ),
    Case("model-retired", "body:/model", ask(model="claude-opus-4-1"), ask(model="claude-opus-4-5")),
    Case("model-retiring", "body:/model", ask(model="claude-sonnet-4-5"), ask(model="claude-sonnet-4-6")),
    Case("model-overdue", "body:/model", ask(model="claude-mythos-preview"), ask(model="claude-mythos-5")),
    Case(
        "model-refuses",
        "body:/thinking/type",
        ask(thinking={"type": "enabled", "budget_tokens": 1024}, max_tokens=2000),
        ask(thinking={"type": "adaptive"}),
    ),
    Case(
        "model-refuses",
        "body:/thinking/type",
        ask(thinking={"type": "disabled"}, model="claude-fable-5"),
        ask(thinking={"type": "disabled"}),
    ),
    Case(
        "model-refuses",
        "body:/thinking/type",
        ask(thinking={"type": "adaptive"}, model=HAIKU_45, max_tokens=4000),
        ask(thinking={"type": "adaptive"}),
    ),
    Case(
        "model-refuses",
        "body:/thinking/type",
        ask(thinking={"type": "adaptive"}, model=HAIKU_45, max_tokens=300),
    ),
    Case(
        "model-refuses",
        "body:/output_config/effort",
        ask(thinking={"type": "disabled"}, output_config={"effort": "max"}, model="claude-opus-5"),
        ask(thinking={"type": "disabled"}, output_config={"effort": "high"}, model="claude-opus-5"),
    ),
    Case(
        "model-refuses",
        "body:/output_config/effort",
        ask(output_config={"effort": "low"}, model=HAIKU_45),
        ask(output_config={"effort": "low"}),
    ),
    Case(
        "model-refuses",
        "body:/output_config/effort",
        ask(output_config={"effort": "xhigh"}, model="claude-opus-4-6"),
        ask(output_config={"effort": "max"}, model="claude-opus-4-6"),
    ),
    Case(
        "model-refuses",
        "body:/tool_choice/type",
        ask(model="claude-sonnet-5-5", tools=[tool()], tool_choice={"type": "tool", "name": "look"}),
        ask(model="claude-opus-5-5", tools=[tool()], tool_choice={"type": "tool", "name": "look"}),
    ),
    Case(
        "model-refuses",
        "body:/messages/1",
        talk(user(TEXT), assistant(TEXT)),
        talk(user(TEXT), assistant(TEXT), model=HAIKU_45),
    ),
    Case(
        "model-refuses",
        "body:/top_k",
        ask(top_k=5, version=OLD_VERSION),
        ask(top_k=5, version=OLD_VERSION, model=HAIKU_45),
    ),
    Case(
        "model-refuses",
        "body:/messages/1/role",
        talk(user(TEXT), system(TEXT), model="claude-sonnet-4-6"),
        talk(user(TEXT), system(TEXT)),
    ),
    Case(
        "model-refuses",
        "body:/tools/0/type",
        ask(
            "computer-use-2025-11-24",
            tools=[
                {
                    "type": "computer_20251124",
                    "name": "computer",
                    "display_width_px": 9,
                    "display_height_px": 9,
                }
            ],
        ),
        ask(
            "computer-use-2025-11-24",
            model="claude-opus-5",
            tools=[
                {
                    "type": "computer_20251124",
                    "name": "computer",
                    "display_width_px": 9,
                    "display_height_px": 9,
                }
            ],
        ),
    ),
    Case("model-refuses", "body:/speed", ask(speed="fast", model="claude-sonnet-5-5"), ask(speed="fast")),
    Case(
        "model-advice",
        "body:/inference_geo",
        ask(inference_geo="us"),
        ask(inference_geo="global"),
    ),
]

OUTPUT = [
    Case("max-tokens-over", "body:/max_tokens", ask(max_tokens=128_001, stream=True)),
    Case(
        "max-tokens-over",
        "body:/requests/0/params/max_tokens",
        batch(body(max_tokens=200_000)),
        replace(batch(body(max_tokens=200_000)), betas=("output-300k-2026-03-24",)),
    ),
    Case(
        "budget-over",
        "body:/thinking/budget_tokens",
        ask(model=HAIKU_45, max_tokens=2000, thinking={"type": "enabled", "budget_tokens": 2000}),
        ask(
            "interleaved-thinking-2025-05-14",
            model="claude-sonnet-4-5",
            max_tokens=2000,
            thinking={"type": "enabled", "budget_tokens": 2000},
            tools=[tool()],
        ),
    ),
    Case(
        "thinking-forced-tool",
        "body:/tool_choice",
        ask(
            model=HAIKU_45,
            max_tokens=4000,
            thinking={"type": "enabled", "budget_tokens": 2000},
            tools=[tool()],
            tool_choice={"type": "any"},
        ),
        ask(
            model=HAIKU_45,
            max_tokens=4000,
            thinking={"type": "enabled", "budget_tokens": 2000},
            tools=[tool()],
            tool_choice={"type": "auto"},
        ),
    ),
    Case(
        "thinking-forced-adaptive",
        "body:/tool_choice",
        ask(thinking={"type": "adaptive"}, tools=[tool()], tool_choice={"type": "any"}),
        ask(tools=[tool()], tool_choice={"type": "any"}),
    ),
    Case(
        "thinking-temperature",
        "body:/temperature",
        ask(
            model=HAIKU_45,
            max_tokens=4000,
            version=OLD_VERSION,
            temperature=0.5,
            thinking={"type": "enabled", "budget_tokens": 2000},
        ),
        ask(
            model=HAIKU_45,
            max_tokens=4000,
            version=OLD_VERSION,
            temperature=1,
            thinking={"type": "enabled", "budget_tokens": 2000},
        ),
    ),
    Case(
        "sampling-both",
        "body:/top_p",
        ask(model=HAIKU_45, version=OLD_VERSION, temperature=0.5, top_p=0.9),
        ask(model=HAIKU_45, version=OLD_VERSION, top_p=0.9),
    ),
    Case("stream-needed", "body:/max_tokens", ask(max_tokens=64_000), ask(max_tokens=64_000, stream=True)),
    Case(
        "stop-blank",
        "body:/stop_sequences/1",
        ask(stop_sequences=["end", " \n"]),
        ask(stop_sequences=["end"]),
    ),
    Case(
        "limit-passed",
        "body:/output_config/task_budget/total",
        ask("task-budgets-2026-03-13", output_config={"task_budget": {"type": "tokens", "total": 100}}),
        ask("task-budgets-2026-03-13", output_config={"task_budget": {"type": "tokens", "total": 20_000}}),
    ),
    Case(
        "limit-passed",
        "body:/context_management/edits/0/trigger/value",
        ask(
            "compact-2026-01-12",
            context_management={
                "edits": [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 9}}]
            },
        ),
        ask(
            "compact-2026-01-12",
            context_management={
                "edits": [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 50_000}}]
            },
        ),
    ),
]
