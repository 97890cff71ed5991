"""Makes the smallest request that a schema of the catalogue allows, for tests."""

from betadeck.core.schema import branches_of, constants_of, fields_of, required_of

_TEXTS = {
    "amount": "100",
    "assertion": "a.b.c",
    "ca_certificate_pem": "-----BEGIN CERTIFICATE-----\nsample\n-----END CERTIFICATE-----\n",
    "content": "Remember this.",
    "date": "2026-01-01",
    "email": "new@sandbox.invalid",
    "grant_type": "refresh_token",
    "model": "claude-opus-5-5",
    "path": "/notes/one.md",
    "prompt": "\n\nHuman: Hello\n\nAssistant:",
    "text": "Hello",
    "url": "https://sandbox.invalid/",
}
_FILLED = (
    "content",
    "enabled_events",
    "events",
    "initial_events",
    "inputs",
    "limits",
    "messages",
    "requests",
)
"""Lists that must not be empty though no schema says so."""


def minimal(pool, schema, given=None, name="", depth=0):
    """Return the smallest value of `schema`; `given` holds values by the names of fields."""
    given = given or {}
    if name in given:
        return given[name]
    branches = branches_of(pool, schema)
    if not branches or depth > 8:
        return None
    chosen = branches[0].schema
    if fixed := constants_of(chosen):
        return fixed[0]
    kind = chosen.get("type")
    if kind == "object" or "properties" in chosen:
        wanted = required_of(pool, chosen)
        fields = fields_of(pool, chosen)
        return {key: minimal(pool, fields[key], given, key, depth + 1) for key in fields if key in wanted}
    if kind == "array":
        items = chosen.get("items", {})
        count = max(chosen.get("minItems", 0), name in _FILLED or depth > 1)
        return [minimal(pool, items, given, "", depth + 1) for _ in range(count)]
    if kind == "boolean":
        return False
    if kind in ("integer", "number"):
        return max(1, chosen.get("minimum", 1))
    return text_for(chosen, name) if kind == "string" else {}


def text_for(schema, name=""):
    """Return a text for a field called `name` in the format that `schema` asks for."""
    fixed = {"date-time": "2026-01-01T00:00:00Z", "date": "2026-01-01"}
    return fixed.get(schema.get("format")) or _TEXTS.get(name, "sample")


def body_of(pool, operation, given=None):
    """Return the smallest body of a call, None where it has none."""
    if not operation.body:
        return None
    made = minimal(pool, pool[operation.body], given)
    if operation.path == "/v1/messages/batches":
        ask = {"model": "claude-opus-5-5", "max_tokens": 50, "messages": [{"role": "user", "content": "Hi"}]}
        return {"requests": [{"custom_id": "one", "params": ask}]}
    if "messages" in made:
        made["messages"] = [{"role": "user", "content": "Hello"}]
    if operation.path == "/v1/oauth/token":
        made["refresh_token"] = "sample"
    return made


def query_of(pool, operation):
    """Return the query that a call needs."""
    needed = [each for each in operation.query if each.required]
    return {each.name: minimal(pool, each.schema, None, each.name) for each in needed}


SKILL = {"files[]": ("hello/SKILL.md", b"---\nname: hello\ndescription: Says hello.\n---\nSay hello.\n")}


def files_of(operation):
    """Return the files that a call needs, as httpx takes them."""
    if "files[]" in operation.multipart:
        return SKILL
    return dict.fromkeys(operation.multipart, ("practice-download.txt", b"sample", "text/plain"))
