"""Versions of the API, and fields by their schemas."""

from dataclasses import replace

from betadeck.core.draft import Row
from helpers.lint_cases.parts import HAIKU_45, get, raw
from helpers.linting import (
    OLD_VERSION,
    TEXT,
    Case,
    ask,
    assistant,
    talk,
    user,
)

VERSION = [
    Case("version-missing", "version", ask(version="")),
    Case("version-unknown", "version", ask(version="2026-10-22")),
    Case(
        "version-unknown",
        "version",
        replace(ask(), headers=(Row("Anthropic-Version", "2024-01-01"),)),
    ),
    Case(
        "version-refuses",
        "body:/temperature",
        ask(temperature=0.5, model=HAIKU_45),
        ask(temperature=0.5, model=HAIKU_45, version=OLD_VERSION),
    ),
    Case(
        "version-refuses",
        "body:/messages/1/content/0",
        talk(
            user(TEXT),
            assistant(
                {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "x"}},
                TEXT,
            ),
            user(TEXT),
        ),
        talk(
            user(
                {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "x"}},
                TEXT,
            )
        ),
    ),
    Case(
        "version-refuses",
        "body:/messages/0/content/0/citations",
        talk(
            user(
                {
                    **TEXT,
                    "citations": [
                        {
                            "type": "char_location",
                            "cited_text": "x",
                            "document_index": 0,
                            "document_title": "t",
                            "start_char_index": 0,
                            "end_char_index": 1,
                        }
                    ],
                }
            )
        ),
        talk(user({**TEXT, "citations": []})),
    ),
    Case("version-old", "version", ask(version="2023-01-01"), ask(version=OLD_VERSION)),
    Case(
        "version-names",
        "version",
        get("/v1/organizations/users", api_version=OLD_VERSION),
        get("/v1/organizations/users"),
    ),
]

SCHEMA = [
    Case("json-broken", "body:", raw('{"model": "claude-opus-5-5",}')),
    Case(
        "json-surrogate", "body:", talk(user({**TEXT, "text": "\ud83d"})), talk(user({**TEXT, "text": "🕷"}))
    ),
    Case("body-missing", "body:", raw("")),
    Case("body-not-object", "body:", raw("[]")),
    Case("field-missing", "body:/max_tokens", ask(max_tokens=...)),
    Case("field-missing", "body:/model", ask(model=...)),
    Case("field-missing", "body:/messages", ask(messages=...)),
    Case("field-unknown", "body:/sistem", ask(sistem="Be short."), ask(system="Be short.")),
    Case("field-type", "body:/max_tokens", ask(max_tokens="400")),
    Case("field-type", "body:/stop_sequences", ask(stop_sequences="end"), ask(stop_sequences=["end"])),
    Case("field-type", "body:/stream", ask(stream="true"), ask(stream=True)),
    Case("field-value", "body:/service_tier", ask(service_tier="standart_only"), ask(service_tier="auto")),
    Case(
        "field-range",
        "body:/thinking/budget_tokens",
        ask(model=HAIKU_45, thinking={"type": "enabled", "budget_tokens": 100}),
        ask(model=HAIKU_45, max_tokens=2000, thinking={"type": "enabled", "budget_tokens": 1024}),
    ),
    Case(
        "kind-unknown",
        "body:/messages/0/content/0/type",
        talk(user({**TEXT, "type": "txt"})),
        talk(user(TEXT)),
    ),
    Case(
        "field-empty",
        "body:/messages/0/content/0/source/url",
        talk(user({"type": "document", "source": {"type": "url", "url": ""}})),
        talk(user({"type": "document", "source": {"type": "url", "url": "https://example.com/a.pdf"}})),
    ),
    Case("kind-unknown", "body:/messages/0/role", talk({"role": "human", "content": "x"})),
    Case("kind-unknown", "body:/tool_choice/type", ask(tool_choice={"type": "atuo"})),
]
