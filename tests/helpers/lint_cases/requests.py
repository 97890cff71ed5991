"""The request around the body, the key, the target."""

from dataclasses import replace

from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.target import Target
from helpers.lint_cases.parts import KEY, get
from helpers.linting import (
    OLD_VERSION,
    Case,
    ask,
    user,
)

_UPLOAD = Draft(operation="files.upload", path="/v1/files")
REQUEST = [
    Case(
        "variable-unknown",
        "body:/messages/0/content",
        ask(messages=[{"role": "user", "content": "Write to {{client}} ."}]),
        replace(
            ask(messages=[user("Write to {{client}}; {{#if x}} and {{{{y}} stay.")]),
            variables=(Row("client", "Ada"),),
        ),
    ),
    Case(
        "variable-key",
        "body:/messages/0/content",
        ask(messages=[{"role": "user", "content": "It is {{key:work}}."}]),
        ask(messages=[{"role": "user", "content": "It is {{{{key:work}}."}]),
    ),
    Case(
        "variable-empty",
        "variable:client",
        replace(ask(messages=[user("Write to {{client}}.")]), variables=(Row("client", ""),)),
        replace(ask(messages=[user("Write to {{client}}.")]), variables=(Row("client", "Ada"),)),
    ),
    Case(
        "param-missing",
        "param:model_id",
        get("/v1/models/{model_id}"),
        get("/v1/models/{model_id}", path_params=(("model_id", "claude-opus-5-5"),)),
    ),
    Case(
        "query-missing",
        "param:starting_at",
        get("/v1/organizations/cost_report"),
        get("/v1/organizations/cost_report", query=(Row("starting_at", "2026-11-01"),)),
    ),
    Case(
        "query-unknown",
        "param:lmit",
        get("/v1/models", query=(Row("lmit", "5"),)),
        get("/v1/models", query=(Row("limit", "5"), Row("beta", "true"), Row("lmit", "5", on=False))),
    ),
    Case(
        "query-value",
        "param:limit",
        get("/v1/models", query=(Row("limit", "5000"),)),
        get("/v1/models", query=(Row("limit", "1000"),)),
    ),
    Case("file-missing", "file:file", _UPLOAD, replace(_UPLOAD, files=(FilePart("file", "a.pdf"),))),
    Case("method-wrong", "path", replace(ask(), method="PUT")),
    Case("path-unknown", "path", replace(ask(), path="/v2/telepathy", operation=None)),
    Case("operation-old", "path", Draft(operation=None, path="/v1/complete")),
    Case("body-unsent", "body:", get("/v1/models", body_text='{"limit": 5}'), get("/v1/models")),
    Case(
        "header-beta",
        "header:anthropic-beta",
        replace(ask(), headers=(Row("Anthropic-Beta", "effort-2025-11-24"),)),
        replace(ask(), headers=(Row("Anthropic-Beta", "effort-2025-11-24", on=False),)),
    ),
    Case(
        "header-version",
        "header:anthropic-version",
        replace(ask(), headers=(Row("anthropic-version", OLD_VERSION),)),
    ),
]

KEYS = [
    Case("key-in-header", "header:X-Api-Key", replace(ask(), headers=(Row("X-Api-Key", KEY),))),
    Case("key-in-query", "param:key", replace(ask(), query=(Row("key", KEY),))),
    Case(
        "key-in-body",
        "body:/metadata/user_id",
        ask(metadata={"user_id": KEY}),
        ask(metadata={"user_id": "me"}),
    ),
    Case(
        "key-kind",
        "key",
        get("/v1/organizations/users"),
        get("/v1/models"),
        key_kind="api",
    ),
    Case("key-kind", "key", ask(), get("/v1/organizations/users"), key_kind="admin"),
    Case("key-missing", "key", ask(), get("/v1/oauth/token"), target=Target("API")),
]

TARGET = [
    Case("target-address", "target", ask(), target=Target("Mine", base_url="", key_name="key")),
    Case("target-plain", "target", ask(), target=Target("Mine", base_url="http://10.0.0.1", key_name="key")),
]
