"""Short words for lint: drafts by what differs from an ordinary one, and one linter for all tests."""

import json
from dataclasses import dataclass, field, replace
from functools import cache

from betadeck.core.draft import Draft
from betadeck.core.lint import Linter
from betadeck.core.target import Target
from helpers.catalogue import pool, shipped

API = Target("API", key_name="key")
BODY = {
    "model": "claude-opus-5-5",
    "max_tokens": 400,
    "messages": [{"role": "user", "content": "How many legs has a spider?"}],
}
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
TEXT = {"type": "text", "text": "Well?"}
CACHED = {"type": "ephemeral"}
OLD_VERSION = "2023-06-01"


def body(**changes):
    """Return an ordinary body with `changes`; `...` drops a field."""
    return {name: value for name, value in {**BODY, **changes}.items() if value is not ...}


def ask(*betas, version=None, **changes):
    """Return a draft for Messages."""
    draft = Draft(betas=betas, body_text=json.dumps(body(**changes), indent=2))
    return replace(draft, api_version=version) if version is not None else draft


def talk(*messages, betas=(), version=None, **changes):
    """Return a draft with this conversation."""
    return ask(*betas, version=version, messages=list(messages), **changes)


def user(*blocks):
    return {"role": "user", "content": list(blocks)}


def assistant(*blocks):
    return {"role": "assistant", "content": list(blocks)}


def system(*blocks):
    return {"role": "system", "content": list(blocks)}


def use(name, tool="look"):
    return {"type": "tool_use", "id": name, "name": tool, "input": {}}


def result(name, **more):
    return {"type": "tool_result", "tool_use_id": name, "content": "Found.", **more}


def tool(name="look", schema=None, **more):
    return {"name": name, "input_schema": schema or {"type": "object", "properties": {}}, **more}


def thought(signature="EqQBCgIYAhIM1gbcDa9GJwZA2b3h"):
    return {"type": "thinking", "thinking": "Hm.", "signature": signature}


def image(**source):
    return user({"type": "image", "source": source}, TEXT)


@cache
def linter():
    return Linter(shipped(), pool())


def judge(draft, target=API, key_kind=""):
    """Return the findings."""
    return linter().lint(draft, target, key_kind)


def codes(draft, target=API, key_kind=""):
    """Return the codes of the findings."""
    return [each.code for each in judge(draft, target, key_kind)]


def finding(code, draft, target=API, key_kind=""):
    """Return the first finding of this code."""
    return next(each for each in judge(draft, target, key_kind) if each.code == code)


@dataclass(frozen=True)
class Case:
    """`bad` has the finding `code` at `where`, `good` has it not. Both go to `target` with such a key."""

    code: str
    where: str
    bad: Draft
    good: Draft = field(default_factory=ask)
    target: Target = API
    key_kind: str = ""

    def __str__(self):
        return f"{self.code}@{self.where}"[:80]
