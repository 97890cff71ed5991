"""`/v1/memory_stores/…`: memories by their paths, and the versions that each change leaves behind.

Source of views, digests, conflicts and redaction: the vendor's SDK 2.12.0.
"""

import hashlib

from betadeck.sandbox import generic, lists
from betadeck.sandbox.ask import part
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import ApiFault, invalid
from betadeck.sandbox.places import Place, here, parents_of, thing_of
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import check_parents, collection, made, needed, to_change

_MEMORY, _VERSION = "BetaManagedAgentsMemory", "BetaManagedAgentsMemoryVersion"
_STORE_SCHEMA = "BetaManagedAgentsMemoryStore"
_STORE = "/v1/memory_stores/{memory_store_id}"
_MOST_BYTES = 102_400
_REDACTED = ("content", "path", "content_size_bytes", "content_sha256")


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Write a memory at a path that is free.

    Raises:
        ApiFault: 404; 400, the store is archived; 409, the path is taken; the body is wrong.
    """
    place = here(call)
    to_change(sandbox, place.list, _STORE_SCHEMA)
    body = body_of(sandbox, call)
    path = _free_path(sandbox, place, body.get("path"))
    told = _told(str(body.get("content") or ""))
    memory = made(sandbox, {**told, "path": path}, _MEMORY, {"memory_store_id": parents_of(place)[0].key})
    generic.keep(sandbox, place, memory)
    _remember(sandbox, memory, "created")
    return _shown(sandbox, call, memory, "basic")


def show(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a memory or a version of one, with its content unless asked otherwise.

    Raises:
        ApiFault: 404.
    """
    check_parents(sandbox, here(call))
    return _shown(sandbox, call, needed(sandbox, thing_of(call), call.operation.response), "full")


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Change the content or the path of a memory.

    Raises:
        ApiFault: 404; 400, the store is archived; 409, the path is taken or the memory is not what was
            expected; the body is wrong.
    """
    place = thing_of(call)
    to_change(sandbox, place.list.list, _STORE_SCHEMA)
    memory = needed(sandbox, place, _MEMORY)
    body = body_of(sandbox, call)
    _check_expected(sandbox, memory, part(body, "precondition").get("content_sha256"))
    if body.get("path") not in (None, memory["path"]):
        memory["path"] = _free_path(sandbox, place.list, body["path"])
    if body.get("content") is not None:
        memory.update(_told(str(body["content"])))
    memory["updated_at"] = sandbox.now()
    _remember(sandbox, memory, "modified")
    return _shown(sandbox, call, memory, "basic")


def delete(sandbox: Sandbox, call: Call) -> Reply:
    """Forget a memory; its versions stay.

    Raises:
        ApiFault: 404; 409, the memory is not what was expected.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    memory = generic.needed_to_go(sandbox, place)
    if memory:
        _check_expected(sandbox, memory, call.asked.get("expected_content_sha256"))
        _remember(sandbox, memory, "deleted")
    return generic.delete(sandbox, call)


def list_memories(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of memories by their paths; with `depth` deeper ones are grouped.

    Raises:
        ApiFault: 404, or the token is not from here.
    """
    place = here(call)
    check_parents(sandbox, place)
    start = str(call.asked.get("path_prefix") or "/")
    if not start.endswith("/") and not sandbox.options.lenient:
        raise invalid("path_prefix: must end with '/'")
    depth = call.asked.get("depth")
    found: dict[str, Json] = {}
    for key, each in collection(sandbox, place).things():
        path = str(each["path"])
        if path.startswith(start):
            group = _group(path, start, depth if isinstance(depth, int) else 0)
            found[group or path] = {"type": "memory_prefix", "path": group} if group else {**each, "id": key}
    hidden = {} if call.asked.get("view") == "full" else {"content": None}
    things = [(path, {**each, **hidden}) for path, each in sorted(found.items())]
    return json_reply(lists.page_of(sandbox, call, things))


def list_versions(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of versions, the newest first.

    Raises:
        ApiFault: 404, or the token is not from here.
    """
    place = here(call)
    check_parents(sandbox, place)
    hidden = {} if call.asked.get("view") == "full" else {"content": None}
    versions = [(key, {**each, **hidden}) for key, each in collection(sandbox, place).things()]
    return json_reply(lists.page_of(sandbox, call, versions[::-1]))


def redact(sandbox: Sandbox, call: Call) -> Reply:
    """Take the content out of a version for good.

    Raises:
        ApiFault: 404.
    """
    check_parents(sandbox, here(call))
    version = needed(sandbox, thing_of(call), _VERSION)
    version |= {**dict.fromkeys(_REDACTED), "redacted_at": version.get("redacted_at") or sandbox.now()}
    version["redacted_by"] = version.get("created_by")
    return generic.answer(sandbox, call, version)


def _told(content: str) -> Json:
    raw = content.encode()
    if len(raw) > _MOST_BYTES:
        raise invalid(f"content: must have at most {_MOST_BYTES} bytes, not {len(raw)}")
    return {
        "content": content,
        "content_sha256": hashlib.sha256(raw).hexdigest(),
        "content_size_bytes": len(raw),
    }


def _free_path(sandbox: Sandbox, memories: Place, asked: object) -> str:
    path = str(asked)
    if sandbox.options.lenient:
        return path
    if not path.startswith("/"):
        raise invalid("path: must start with '/'")
    if any(each["path"] == path for _, each in collection(sandbox, memories).things()):
        raise ApiFault(409, f"path: {path} is taken", kind="memory_path_conflict_error")
    return path


def _check_expected(sandbox: Sandbox, memory: Json, expected: object) -> None:
    if expected and expected != memory["content_sha256"] and not sandbox.options.lenient:
        text = f"content_sha256: the memory has {memory['content_sha256']}"
        raise ApiFault(409, text, kind="memory_precondition_failed_error")


def _remember(sandbox: Sandbox, memory: Json, operation: str) -> None:
    """Add a version that holds what `memory` says now."""
    gone = (
        dict.fromkeys(("content", "content_sha256", "content_size_bytes")) if operation == "deleted" else {}
    )
    names = ("path", "content", "content_sha256", "content_size_bytes", "memory_store_id")
    told = {name: memory[name] for name in names}
    actor = {"type": "api_actor", "api_key_id": "apikey_sandboxFirst"}
    given = {**told, **gone, "memory_id": memory["id"], "operation": operation, "created_by": actor}
    version = made(sandbox, given, _VERSION, {})
    place = Place(
        f"{_STORE}/memory_versions", f"/v1/memory_stores/{memory['memory_store_id']}/memory_versions"
    )
    generic.keep(sandbox, place, version)
    memory["memory_version_id"] = version["id"]


def _group(path: str, start: str, depth: int) -> str:
    """Return the directory that stands for `path` in a list that goes `depth` levels below `start`."""
    steps = path.removeprefix(start).split("/")
    return start + "/".join(steps[:depth]) + "/" if 0 < depth < len(steps) else ""


def _shown(sandbox: Sandbox, call: Call, thing: Json, usual: str) -> Reply:
    view = call.asked.get("view", usual)
    return json_reply(
        sandbox.maker().bend(
            thing if view == "full" else {**thing, "content": None},
            sandbox.pool[call.operation.response],
        )
    )


_ONE, _OLD = f"{_STORE}/memories/{{memory_id}}", f"{_STORE}/memory_versions"
HANDLERS = {
    f"POST {_STORE}/memories": create,
    f"GET {_STORE}/memories": list_memories,
    f"GET {_ONE}": show,
    f"POST {_ONE}": update,
    f"DELETE {_ONE}": delete,
    f"GET {_OLD}": list_versions,
    f"GET {_OLD}/{{memory_version_id}}": show,
    f"POST {_OLD}/{{memory_version_id}}/redact": redact,
}
