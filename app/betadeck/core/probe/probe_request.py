"""The cheapest request that may show a fault: counts tokens where it can, else asks for one token.

Source for what counting refuses and that it costs nothing and has limits of its own: the vendor's page on
token counting, seen 2026-11-22.
"""

from collections.abc import Container, Mapping
from dataclasses import replace
from enum import Enum

from betadeck.core import betas
from betadeck.core.catalog import Catalogue
from betadeck.core.draft import Draft
from betadeck.core.json_edit import remove, set_value
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_text import parse
from betadeck.core.target import Platform

_MESSAGES, _COUNT = "/v1/messages", "/count_tokens"
_ELSEWHERE = ("/invoke", "/invoke-with-response-stream", ":rawPredict", ":streamRawPredict")
"""What paths of the Messages API end with on Amazon Bedrock and Google Cloud."""
_STEERING = frozenset(
    {"max_tokens", "stream", "metadata", "stop_sequences", "temperature", "top_k", "top_p", "service_tier"}
)
"""Fields that only steer what is written; no beta goes by them, and nothing is written when counting."""
_UNCOUNTED_TOOLS = ("web_search_", "web_fetch_", "code_execution_", "tool_search_", "mcp_toolset")
_UNCOUNTED_SOURCES = frozenset({"url", "file"})
_LEAST_THINKING_TOKENS = 1024
"""The smallest thinking budget; `max_tokens` must be above it."""


class Form(Enum):
    """How a request is sent to find something out; values are for people."""

    COUNT = "token counting"
    ONE_TOKEN = "one token of output"
    AS_IT_IS = "the request as it is"


def forms_of(draft: Draft, platform: Platform, counted: Container[str]) -> tuple[Form, ...]:
    """Return the forms to probe `draft` in, the cheapest first; none where repeating it would do something.

    `counted` are the fields that token counting takes (see `counted_fields`).
    """
    if draft.method.upper() == "GET":
        return (Form.AS_IT_IS,)
    path = draft.path.rstrip("/")
    if path.endswith(_MESSAGES + _COUNT):
        return (Form.COUNT,)
    if draft.method.upper() != "POST" or not path.endswith((_MESSAGES, *_ELSEWHERE)):
        return ()
    body = _body(draft)
    if body is None:
        return (Form.AS_IT_IS,)
    has_counting = path.endswith(_MESSAGES) and platform is not Platform.BEDROCK
    counts = has_counting and _can_count(body, counted)
    return (*((Form.COUNT,) if counts else ()), Form.ONE_TOKEN, Form.AS_IT_IS)


def probe(draft: Draft, form: Form) -> Draft:
    """Return `draft` in the form `form`; all that does not belong to the form stays as typed."""
    if form is Form.ONE_TOKEN:
        return replace(draft, body_text=_one_token(draft))
    path = draft.path.rstrip("/")
    if form is Form.AS_IT_IS or path.endswith(_COUNT):
        return draft
    text = draft.body_text
    for name in _STEERING:
        text = remove(text, f"/{name}")
    operation = draft.operation and draft.operation.removesuffix("create") + "count_tokens"
    return replace(draft, path=path + _COUNT, operation=operation, body_text=text)


def names_of(draft: Draft) -> tuple[str, ...]:
    """Return the betas that `draft` sends: the ticks, then those of header rows that the user typed."""
    rows = [row.value for row in draft.headers if row.on and _is_beta_row(row.name)]
    return betas.tidy((*draft.betas, *(name for value in rows for name in betas.parse(value))))


def with_names(draft: Draft, names: tuple[str, ...]) -> Draft:
    """Return `draft` with just these betas, wherever they stood."""
    rows = tuple(row for row in draft.headers if not _is_beta_row(row.name))
    return replace(draft, betas=names, headers=rows)


def output_tokens(draft: Draft, form: Form) -> int:
    """Return how many tokens a probe may write at most."""
    if form is Form.COUNT:
        return 0
    body = _body(probe(draft, form))
    most = body.get("max_tokens") if body else None
    return most if isinstance(most, int) else 0


def counted_fields(catalogue: Catalogue, pool: Mapping[str, object]) -> frozenset[str]:
    """Return the body's fields that token counting takes, with betas and without; none if nobody knows."""
    found: set[str] = set()
    for name in ("messages.count_tokens", "beta.messages.count_tokens"):
        operation = catalogue.operations.get(name)
        schema = pool.get(operation.body) if operation else None
        known = schema.get("properties") if isinstance(schema, Mapping) else None
        found |= set(known) if isinstance(known, Mapping) else set()
    return frozenset(found)


def _is_beta_row(name: str) -> bool:
    return name.strip().lower() == betas.HEADER


def _body(draft: Draft) -> dict[str, object] | None:
    try:
        value = parse(draft.body_text)
    except JsonFault:
        return None
    return value if isinstance(value, dict) else None


def _one_token(draft: Draft) -> str:
    """Return the body with the least output; manual thinking must have its budget."""
    thinking = (_body(draft) or {}).get("thinking")
    text = remove(draft.body_text, "/stream")
    if isinstance(thinking, dict) and "budget_tokens" in thinking:
        text = set_value(text, "/thinking/budget_tokens", str(_LEAST_THINKING_TOKENS))
        return set_value(text, "/max_tokens", str(_LEAST_THINKING_TOKENS + 1))
    return set_value(text, "/max_tokens", "1")


def _can_count(body: dict[str, object], counted: Container[str]) -> bool:
    if any(name not in counted and name not in _STEERING for name in body) or "mcp_servers" in body:
        return False
    tools = body.get("tools")
    each_type = (
        [each.get("type") for each in tools if isinstance(each, dict)] if isinstance(tools, list) else []
    )
    if any(isinstance(kind, str) and kind.startswith(_UNCOUNTED_TOOLS) for kind in each_type):
        return False
    return not _UNCOUNTED_SOURCES & set(_sources(body.get("messages")))


def _sources(value: object) -> list[str]:
    """Return the types of all sources of images and documents in `value`, at any depth."""
    found, todo = [], [value]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            source = each.get("source")
            found += [str(source.get("type"))] if isinstance(source, dict) else []
            todo += each.values()
        elif isinstance(each, list):
            todo += each
    return found
