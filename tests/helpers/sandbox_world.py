"""Makes one of everything in a strict sandbox, by requests alone, so that every operation has what it needs."""

from betadeck.sandbox.places import Map, deed_of
from helpers.sandbox_walk import every_operation

MAKING = ("add", "create", "set", "upload")
_ENDING = ("archive", "cancel", "deny", "stop")
_NAMED = {
    "/v1/agents": "agent",
    "/v1/environments": "environment_id",
    "/v1/files": "file_id",
    "/v1/memory_stores": "memory_store_id",
    "/v1/organizations/federation_issuers": "issuer_id",
    "/v1/organizations/service_accounts": "service_account_id",
}
"""Fields of bodies in which the id of a thing may stand, by the list that the thing is in."""
_USER, _WORKSPACE = "user_sandboxGrace", "wrkspc_sandboxTrials"


def settle(walker, catalogue):
    """Make one of everything; returns what went wrong.

    Afterwards `walker.ids` knows the ids, `walker.made` the things by the templates of their lists.
    """
    places = Map(catalogue)
    walker.ids |= {"user_id": _USER, "workspace_id": _WORKSPACE, "target": "organization"}
    walker.ids |= {"model_id": "claude-opus-5-5", "org_uuid": "sandbox"}
    walker.given |= {"user_id": _USER, "workspace_id": _WORKSPACE, "config": {"type": "self_hosted"}}
    _take_first(walker, places, depth=3)
    problems = [each for operation in _making() if (each := _make(walker, places, operation))]
    run = catalogue.operations["beta.deployments.run"]
    problems += [each for each in (walker.problem(run),) if each]
    _take_first(walker, places, depth=9)
    return problems


def standard(operations):
    """Return of each two operations for the same address the one outside `beta.`."""
    found = {}
    for each in sorted(operations, key=lambda each: each.id.startswith("beta.")):
        found.setdefault((each.method, each.path), each)
    return list(found.values())


def in_order(operations):
    """Return operations so that each finds what it needs: what ends something last, the innermost first."""
    return sorted(operations, key=lambda each: (_end(each), -each.path.count("/") if _end(each) else 0))


def _making():
    found = [each for each in standard(every_operation()) if deed_of(each) in MAKING]
    return sorted(found, key=lambda each: (each.path.count("/"), each.path not in _NAMED, each.path))


def _make(walker, places, operation):
    body = walker.body_of(operation)
    if operation.path == "/v1/environments":
        body["config"] = {"type": "self_hosted"}
    response = walker.call(operation, **({} if operation.multipart or body is None else {"json": body}))
    if response.status_code != 200:
        return f"{operation.id}: {response.status_code} {response.text}"
    _note(walker, places, operation.path, response.json())
    return ""


def _note(walker, places, path, thing):
    if path.endswith("}"):
        return
    key = thing.get("id", thing.get(places.key_param(path)))
    walker.ids[path] = key
    walker.made.setdefault(path, thing)
    walker.ids.setdefault(places.key_param(path), key)
    if path in _NAMED:
        walker.given.setdefault(_NAMED[path], key)


def _take_first(walker, places, depth):
    """Look into lists up to `depth` steps deep for an id of each."""
    for operation in standard(every_operation()):
        path = operation.path
        if deed_of(operation) != "list" or path in walker.ids or path.count("/") > depth + 1:
            continue
        response = walker.call(operation)
        for thing in response.json()["data"][:1] if response.status_code == 200 else []:
            key = thing.get("id", thing.get(places.key_param(path)))
            walker.ids |= {path: key} if isinstance(key, str) else {}


def _end(operation):
    deed = deed_of(operation)
    return 2 if deed in ("delete", "remove") else 1 if deed in _ENDING else 0
