"""What the sandbox holds from the beginning: an organization with a few people, keys and workspaces.

Lists whose things no request makes, such as reports and built-in roles, hold two examples.
"""

from collections.abc import Iterator, Mapping

from betadeck.core.schema import fields_of
from betadeck.sandbox.places import Place, parents_of
from betadeck.sandbox.state import Sandbox
from betadeck.sandbox.store import Json

_ORGANIZATION = "/v1/organizations"
_FIXED: Mapping[str, tuple[Json, ...]] = {
    f"{_ORGANIZATION}/users": (
        {"id": "user_sandboxAda", "email": "ada@sandbox.invalid", "name": "Ada", "role": "admin"},
        {"id": "user_sandboxGrace", "email": "grace@sandbox.invalid", "name": "Grace", "role": "developer"},
        {"id": "user_sandboxAlan", "email": "alan@sandbox.invalid", "name": "Alan", "role": "user"},
    ),
    f"{_ORGANIZATION}/workspaces": (
        {"id": "wrkspc_sandboxProduction", "name": "Production"},
        {"id": "wrkspc_sandboxTrials", "name": "Trials"},
    ),
    f"{_ORGANIZATION}/api_keys": (
        {"id": "apikey_sandboxFirst", "name": "First key", "partial_key_hint": "sk-ant-api03-...AAAA"},
        {"id": "apikey_sandboxSecond", "name": "Second key", "status": "inactive"},
    ),
    "/v1/skills": tuple(
        {"id": name, "display_name": name.upper(), "source": {"type": "anthropic"}}
        for name in ("docx", "pdf", "pptx", "xlsx")
    ),
}
_EMPTY = (
    "/v1/agents/{agent_id}/versions",
    "/v1/deployment_runs",
    "/v1/environments/{environment_id}/work",
    "/v1/memory_stores/{memory_store_id}/memory_versions",
    "/v1/sessions/{session_id}/threads",
)
"""Lists that only what happens in the sandbox fills."""
_EXAMPLES = 2


def seeds_of(sandbox: Sandbox, place: Place) -> Iterator[Json]:
    """Yield what the list at `place` holds before anybody made something."""
    known = {each.param: each.key for each in parents_of(place)}
    answer = sandbox.map.list_answer(place.template)
    if not answer:
        return
    schema = fields_of(sandbox.pool, sandbox.pool[answer])["data"].get("items", {})
    for given in _FIXED.get(place.template, ()):
        made = sandbox.maker(known).bend(given, schema)
        if isinstance(made, dict):
            yield made
    if place.template in _FIXED or place.template in _EMPTY or sandbox.map.fills(place.template):
        return
    for _ in range(_EXAMPLES):
        made = sandbox.maker(known, rich=True).make(schema)
        if isinstance(made, dict):
            yield made
