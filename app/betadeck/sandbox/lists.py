"""Lists of things: the newest first, filtered, a page at a time."""

from betadeck.core.schema import fields_of
from betadeck.sandbox import filters, paging
from betadeck.sandbox.places import here
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import check_parents, collection, shown


def list_things(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of a list, the newest first.

    Raises:
        ApiFault: what it lies below is not there, or the cursor is not from here.
    """
    return json_reply(listed(sandbox, call))


def listed(sandbox: Sandbox, call: Call) -> Json:
    """Return the page of the list that was asked for.

    Raises:
        ApiFault: what it lies below is not there, or the cursor is not from here.
    """
    place = here(call)
    check_parents(sandbox, place)
    things = collection(sandbox, place).things()
    if call.asked.get("order") != "asc":
        things.reverse()
    return page_of(sandbox, call, things)


def page_of(sandbox: Sandbox, call: Call, things: paging.Keyed) -> Json:
    """Return the page of `things` that `call` asks for, after its filters.

    Raises:
        ApiFault: the cursor is not from here.
    """
    fields = fields_of(sandbox.pool, sandbox.pool[call.operation.response])
    items = fields["data"].get("items", {})
    passing = filters.wanted(things, call.asked)
    cursor = call.operation.paging == "cursor"
    page = paging.cut(passing, call.asked, cursor=cursor, lenient=sandbox.options.lenient)
    data = [shown(sandbox, each, items) for each in page.items()]
    rest = sandbox.maker().make({"properties": {k: v for k, v in fields.items() if k != "data"}})
    others = rest if isinstance(rest, dict) else {}
    return {"data": data, **others, **page.told(list(fields))}
