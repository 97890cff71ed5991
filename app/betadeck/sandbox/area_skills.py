"""`/v1/skills`: skills and their versions. With the beta `skills-2025-10-02` in the form of before 2026-08.

Source of the older form: the vendor's reference for the beta, 2025-12. What a skill must consist of is told
there; the wording of the refusals is ours.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from betadeck.sandbox import generic, lists
from betadeck.sandbox.ask import dicts, part
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.places import Place, here, thing_of
from betadeck.sandbox.reply import Reply, json_reply, whole
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import check_parents, collection, find, made, needed
from betadeck.sandbox.uploads import Uploaded
from betadeck.sandbox.uploads import whole as content_of

_SKILL, _VERSION = "BetaSkill", "BetaSkillVersion"
_OLDER = "skills-2025-10-02"
_FIELD = re.compile(r"^(name|description):\s*(.+?)\s*$", re.MULTILINE)
_HEAD = re.compile(r"\A---\s*\n(.*?)\n---", re.DOTALL)
_ONE = "/v1/skills/{skill_id}"


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Make a skill and its first version.

    Raises:
        ApiFault: 400, the files make no skill.
    """
    body = body_of(sandbox, call)
    told = _told(sandbox, call.form.under("files"))
    named = body.get("display_name") or told["name"]
    skill = made(sandbox, {"display_name": named, "source": {"type": "custom"}}, _SKILL, {})
    generic.keep(sandbox, here(call), skill)
    _add_version(sandbox, skill, told)
    return _shown(sandbox, call, skill)


def add_version(sandbox: Sandbox, call: Call) -> Reply:
    """Add a version to a skill.

    Raises:
        ApiFault: 404; 400, the files make no skill.
    """
    place = thing_of(call)
    skill = needed(sandbox, place, _SKILL)
    told = _told(sandbox, call.form.under("files"))
    return _shown(sandbox, call, _add_version(sandbox, skill, told))


def show(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a skill or a version.

    Raises:
        ApiFault: 404.
    """
    check_parents(sandbox, here(call))
    return _shown(sandbox, call, _needed(sandbox, call))


def list_any(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of skills or versions.

    Raises:
        ApiFault: 404, or the token is not from here.
    """
    page = lists.listed(sandbox, call)
    if not _is_older(sandbox, call):
        return json_reply(page)
    data = [_older(sandbox, each) for each in dicts(page.get("data"))]
    return json_reply({"data": data, "has_more": bool(page["next_page"]), "next_page": page["next_page"]})


def delete_version(sandbox: Sandbox, call: Call) -> Reply:
    """Forget a version; the newest that is left becomes the skill's.

    Raises:
        ApiFault: 404.
    """
    place = thing_of(call)
    version = find(sandbox, place) or {}
    reply = generic.delete(sandbox, call)
    sandbox.blobs.drop(str(version.get("id")))
    skill = find(sandbox, place.list.list)
    left = collection(sandbox, place.list).things()
    if skill is not None and left:
        skill["latest_version_id"] = left[-1][1]["id"]
    return reply


def download(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a version as a ZIP archive.

    Raises:
        ApiFault: 404.
    """
    check_parents(sandbox, here(call))
    version = _needed(sandbox, call)
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w") as archive:
        text = f"---\nname: {version['name']}\ndescription: {version['description']}\n---\n"
        archive.writestr(f"{version['name']}/SKILL.md", text)
    name = f'attachment; filename="{version["id"]}.zip"'
    return whole(made_of.getvalue(), "application/zip", 200, (("content-disposition", name),))


def _add_version(sandbox: Sandbox, skill: Json, told: Mapping[str, str]) -> Json:
    version = made(sandbox, dict(told), _VERSION, {"skill_id": skill["id"]})
    place = Place(f"{_ONE}/versions", f"/v1/skills/{skill['id']}/versions")
    generic.keep(sandbox, place, version)
    skill |= {"latest_version_id": version["id"], "updated_at": sandbox.now()}
    return version


def _needed(sandbox: Sandbox, call: Call) -> Json:
    return needed(sandbox, thing_of(call), _VERSION if "{version}" in call.operation.path else _SKILL)


def _told(sandbox: Sandbox, files: tuple[Uploaded, ...]) -> dict[str, str]:
    """Return name and description that the files' SKILL.md tells."""
    if sandbox.options.lenient and not any(each.name.endswith("SKILL.md") for each in files):
        return {"name": "sandbox-skill", "description": "Made up, since no SKILL.md came."}
    if not files:
        raise invalid("files: Field required")
    tops = {each.name.partition("/")[0] for each in files}
    if len(tops) > 1 or not all("/" in each.name for each in files):
        raise invalid("files: all files must be in one top-level directory")
    main = next((each for each in files if each.name == f"{tops.pop()}/SKILL.md"), None)
    if main is None:
        raise invalid("files: SKILL.md must be in the top-level directory")
    head = _HEAD.search(content_of(main).decode(errors="replace"))
    found = dict(_FIELD.findall(head.group(1))) if head else {}
    if "description" not in found:
        raise invalid("files: SKILL.md must begin with front matter that holds name and description")
    return {"name": found.get("name", main.name.partition("/")[0]), "description": found["description"]}


def _is_older(sandbox: Sandbox, call: Call) -> bool:
    return _OLDER in call.betas and not sandbox.options.lenient


def _shown(sandbox: Sandbox, call: Call, thing: Json) -> Reply:
    if _is_older(sandbox, call):
        return json_reply(_older(sandbox, thing))
    return generic.answer(sandbox, call, thing)


def _older(sandbox: Sandbox, thing: Json) -> Json:
    """Return a skill or version in the form that it had as a beta."""
    if thing["type"] == "skill_version":
        return {**thing, "directory": thing["name"], "version": _number(thing)}
    kept = {name: thing[name] for name in ("id", "created_at", "type", "updated_at")}
    newest = str(thing["latest_version_id"])
    path = f"/v1/skills/{thing['id']}/versions/{newest}"
    version = find(sandbox, Place(f"{_ONE}/versions/{{version}}", path))
    return {
        **kept,
        "display_title": thing["display_name"],
        "latest_version": _number(version) if version else newest,
        "source": part(thing, "source").get("type"),
    }


def _number(version: Json) -> str:
    """Return the number by which a version was known: the digits of its moment."""
    return re.sub(r"\D", "", str(version["created_at"]))


HANDLERS = {
    "POST /v1/skills": create,
    "GET /v1/skills": list_any,
    f"GET {_ONE}": show,
    f"POST {_ONE}/versions": add_version,
    f"GET {_ONE}/versions": list_any,
    f"GET {_ONE}/versions/{{version}}": show,
    f"DELETE {_ONE}/versions/{{version}}": delete_version,
    f"GET {_ONE}/versions/{{version}}/content": download,
}
