"""`/v1/files`: uploaded files. With the beta `files-api-2025-04-14` lists have the form of before 2026-08.

Source of the older form and of the refusal to download: answers recorded in 2026-06 and 2026-08.
"""

from betadeck.sandbox import filters, generic, lists, paging
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import ApiFault, invalid
from betadeck.sandbox.moments import stamp
from betadeck.sandbox.places import here, thing_of
from betadeck.sandbox.reply import Reply, json_reply, stream_of
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.things import collection, made, needed
from betadeck.sandbox.uploads import Uploaded, pieces

_FILE = "BetaFileMetadata"
_OLDER = "files-api-2025-04-14"
_UNSAFE = str.maketrans(dict.fromkeys('"\\\r\n;', "_"))
DOWNLOADABLE = "practice-download"
"""Files whose names start with this may be downloaded. Of others the API allows it for what tools made."""


def upload(sandbox: Sandbox, call: Call) -> Reply:
    """Keep a file.

    Raises:
        ApiFault: 400, there is no file in the form, or no room for it.
    """
    body = body_of(sandbox, call)
    sent = call.form.under("file")
    if not sent:
        raise invalid("file: Field required")
    file = sent[0]
    lasts_s = body.get("expires_in_seconds")
    expires = stamp(sandbox.clock() + lasts_s) if isinstance(lasts_s, int) else None
    named = {"filename": _plain_name(file), "mime_type": file.media_type, "size_bytes": file.size}
    may = sandbox.options.lenient or file.name.startswith(DOWNLOADABLE)
    thing = made(sandbox, {**named, "expires_at": expires, "downloadable": may}, _FILE, {})
    sandbox.blobs.keep(str(thing["id"]), file)
    return generic.answer(sandbox, call, generic.keep(sandbox, here(call), thing))


def list_files(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of files, in the older form where the beta asks for it.

    Raises:
        ApiFault: the cursor is not from here.
    """
    if _OLDER not in call.betas or sandbox.options.lenient:
        return lists.list_things(sandbox, call)
    things = collection(sandbox, here(call)).things()[::-1]
    sent = {name: value for name, value in call.query if name in ("after_id", "before_id")}
    asked = {**call.asked, **sent}
    page = paging.cut(filters.wanted(things, asked), asked, cursor=True)
    return json_reply(page.listed())


def download(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with the bytes of a file.

    Raises:
        ApiFault: 404; 400, it may not be downloaded, as those that were uploaded may not.
    """
    place = thing_of(call)
    thing = needed(sandbox, place, _FILE)
    file = sandbox.blobs.get(place.key)
    if not thing.get("downloadable") and not sandbox.options.lenient:
        text = f"File '{place.key}' is not downloadable"
        raise ApiFault(400, text, code="file_not_downloadable")
    name = str(thing["filename"]).translate(_UNSAFE).encode("ascii", "replace").decode()
    headers = (("content-disposition", f'attachment; filename="{name}"'),)
    return stream_of(pieces(file) if file else (), file.size if file else 0, str(thing["mime_type"]), headers)


def _plain_name(file: Uploaded) -> str:
    return file.name.replace("\\", "/").rpartition("/")[2] or "upload"


HANDLERS = {
    "POST /v1/files": upload,
    "GET /v1/files": list_files,
    "GET /v1/files/{file_id}/content": download,
}
