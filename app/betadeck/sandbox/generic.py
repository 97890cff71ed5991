"""What most calls do: list, make, show, change, archive and delete things, as their schemas tell.

Whoever adds behaviour to a call writes a handler of its own in an `area_…` module.
"""

from collections.abc import Mapping

from betadeck.core.catalog import Operation
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.endpoint import Handler
from betadeck.sandbox.lists import list_things
from betadeck.sandbox.places import Place, deed_of, here, thing_of
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import (
    change,
    check_parents,
    collection,
    find,
    key_of,
    known_by,
    made,
    needed,
    shown,
    to_change,
)


def show(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with one thing.

    Raises:
        ApiFault: 404.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    thing = needed(sandbox, place, call.operation.response)
    return answer(sandbox, call, thing)


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Make a thing in the list that was asked, and answer with it.

    Raises:
        ApiFault: the body is wrong, or what the list lies below is not there.
    """
    place = here(call)
    check_parents(sandbox, place)
    noun = sandbox.map.key_param(place.template).removesuffix("_id")
    thing = made(sandbox, body_of(sandbox, call), call.operation.response, known_by(place), noun)
    return answer(sandbox, call, keep(sandbox, place, thing))


def keep(sandbox: Sandbox, place: Place, thing: Json) -> Json:
    """Put `thing` into the list at `place`, under its id or what else it is known by, and return it."""
    return collection(sandbox, place).put(key_of(sandbox, place, thing), thing)


def put(sandbox: Sandbox, call: Call) -> Reply:
    """Make the thing at the address, or change it where it is there already.

    Raises:
        ApiFault: the body is wrong, or what it lies below is not there.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    body = body_of(sandbox, call)
    thing = find(sandbox, place)
    if thing is None:
        thing = made(sandbox, body, call.operation.response, known_by(place))
        collection(sandbox, place.list).put(place.key, thing)
    else:
        change(sandbox, thing, body, call.operation.response)
    return answer(sandbox, call, thing)


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Change one thing and answer with it.

    Raises:
        ApiFault: 404; 400, it is archived or the body is wrong.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    thing = to_change(sandbox, place, call.operation.response)
    return update_by(sandbox, call, thing, body_of(sandbox, call))


def update_by(sandbox: Sandbox, call: Call, thing: Json, body: Json) -> Reply:
    """Change `thing` as `body` says and answer with it."""
    change(sandbox, thing, body, call.operation.response)
    return answer(sandbox, call, thing)


def delete(sandbox: Sandbox, call: Call) -> Reply:
    """Forget one thing with all below it, and answer that it is gone.

    Raises:
        ApiFault: 404.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    needed_to_go(sandbox, place)
    for path in sandbox.store.below(place.path):
        for key, _ in sandbox.store.at(path).things():
            sandbox.blobs.drop(key)
    sandbox.store.drop(place.path)
    sandbox.blobs.drop(place.key)
    return example(sandbox, call)


def needed_to_go(sandbox: Sandbox, place: Place) -> Json:
    """Return the thing at `place` that is to be deleted; a lenient sandbox deletes what was never there.

    Raises:
        ApiFault: 404.
    """
    if sandbox.options.lenient:
        return find(sandbox, place) or {}
    return needed(sandbox, place, "")


def archive(sandbox: Sandbox, call: Call) -> Reply:
    """Archive one thing and answer with it.

    Raises:
        ApiFault: 404.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    thing = needed(sandbox, place, call.operation.response)
    thing["archived_at"] = thing.get("archived_at") or sandbox.now()
    return answer(sandbox, call, thing)


def example(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with something that the schema allows and that names the thing of the address; keeps nothing.

    Raises:
        ApiFault: the body is wrong.
    """
    body = body_of(sandbox, call)
    thing = made(sandbox, body, call.operation.response, known_by(thing_of(call)))
    return json_reply(thing)


def act(sandbox: Sandbox, call: Call) -> Reply:
    """Answer a deed on one thing that changes nothing of it here.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    place = thing_of(call)
    check_parents(sandbox, here(call))
    if not sandbox.options.lenient and place.template and sandbox.map.reads(place.template):
        needed(sandbox, place, call.operation.response)
    return example(sandbox, call)


def setting(sandbox: Sandbox, call: Call) -> Reply:
    """Show or change something that there is once, such as the settings of an organization.

    Raises:
        ApiFault: the body is wrong.
    """
    place = here(call)
    things = collection(sandbox, place.list)
    thing = things.get(place.key)
    if thing is None:
        thing = things.put(place.key, made(sandbox, {}, call.operation.response, {}))
    if call.operation.method != "GET":
        change(sandbox, thing, body_of(sandbox, call), call.operation.response)
    return answer(sandbox, call, thing)


def answer(sandbox: Sandbox, call: Call, thing: Json) -> Reply:
    """Answer with `thing` in the form that `call` asks for."""
    return json_reply(shown(sandbox, thing, sandbox.pool[call.operation.response]))


_DEEDS: Mapping[str, Handler] = {
    "add": create,
    "archive": archive,
    "create": create,
    "delete": delete,
    "list": list_things,
    "remove": delete,
    "retrieve": show,
    "retrieve_metadata": show,
    "set": create,
    "update": update,
}


def handler_of(operation: Operation) -> Handler:
    """Return what answers a call that has no handler of its own."""
    deed = deed_of(operation)
    alone = not operation.path.endswith("}")
    if deed in ("retrieve", "update") and alone:
        return setting
    if deed in ("add", "create", "set") and not alone:
        return put
    return _DEEDS.get(deed, act)
