"""Tools: names, schemas, the choice among them."""

import re
from collections.abc import Callable

from betadeck.core.catalog_names import nearest
from betadeck.core.diagnose.asked import Json, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_pattern
from betadeck.core.diagnose.field_place import detailed_place
from betadeck.core.diagnose.places import has
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member, set_member, several
from betadeck.core.fixes_talk import remove_members, rename_tool
from betadeck.core.json_pointer import escaped, value_at

_NAME_CHARS = 128
_SCHEMA = (
    r"json[ -]?schema|input_schema|additionalproperties|draft 20\d\d|oneof|anyof|allof|\$ref|too complex|"
    r"grammar|"
    r"schema is (?:invalid|too|not)|recursive"
)
_DOUBLE = (
    r"tool names?\b[^.]{0,40}\b(?:unique|duplicate|same|already)|duplicate[^.]{0,20}\btool|"
    r"\btools?\b[^.]{0,30}(?:unique|duplicate)"
)
_CHOICE = r"tool_choice|\btool\b[^.]{0,80}\bnot (?:found|provided|defined|in )"
_INSIDE = re.compile(
    r"(?<!\w)(?:properties|items|\$defs|definitions|anyOf|oneOf|allOf|additionalProperties)(?:[./][\w$-]+|\[\d+\])+"
)
_HAVE_SCHEMAS = (("tools",), ("output_config",), ("output_format",))


def wrong_tools(case: Case) -> Diagnosis | None:
    """Explain an error about the tools or the choice among them."""
    return next((judge(case) for applies, judge in _JUDGES if applies(case)), None)


def _is_name(case: Case) -> bool:
    form = is_pattern(case) or case.said.says(r"character|too (?:long|short)|length")
    if not case.said.path:
        return form and case.said.says(r"\btool(?:'s)? name\b") and len(_named(case)) == 1
    return form and case.said.inner[:1] == ("tools",) and case.said.path[-1:] == ("name",)


def _is_schema(case: Case) -> bool:
    at_schema = case.said.inner[:1] in _HAVE_SCHEMAS or case.said.says(r"tool|schema")
    return at_schema and case.said.says(_SCHEMA)


def _is_choice(case: Case) -> bool:
    of_model = case.said.says(r"thinking|\bforce|this model|not supported")
    return case.said.says(_CHOICE) and not of_model and case.said.inner[:1] != ("messages",)


def _double_name(case: Case) -> Diagnosis:
    seen: set[str] = set()
    taken = {text_of(tool, "name") for _, tool in case.asked.tools()}
    doubles: list[tuple[str, str]] = []
    for place, tool in case.asked.tools():
        name = text_of(tool, "name")
        if name and name in seen:
            doubles.append((place, name))
        seen.add(name)
    named = next((each for each in case.said.names if each in taken), "")
    pointer = f"{doubles[0][0]}/name" if doubles else case.pointer or case.at("tools")
    name = doubles[0][1] if doubles else named
    fixes: list[Fix] = []
    if len(doubles) == 1:
        free = next(f"{name}_{number}" for number in range(2, 99) if f"{name}_{number}" not in taken)
        fixes = [rename_tool(doubles[0][0], name, free, everywhere=False)]
    if doubles:
        fixes.append(remove_members([place for place, _ in doubles], "Remove the double"))
    title = f"Two tools are called {name}" if name else "Two tools have the same name"
    return verdict(case, Culprit("block", name, pointer), title, "", "Give each tool its own name.", fixes)


def _name(case: Case) -> Diagnosis:
    pointer = case.pointer or f"{_named(case)[0]}/name"
    old = value_at(case.asked.body, pointer)
    fixes: list[Fix] = []
    if isinstance(old, str):
        taken = {text_of(tool, "name") for _, tool in case.asked.tools()}
        new = re.sub(r"[^A-Za-z0-9_-]+", "_", old).strip("_")[: _longest(case)] or "tool"
        if new != old and new not in taken:
            fixes.append(rename_tool(pointer.rpartition("/")[0], old, new, everywhere=True))
    title = f"A tool may not be called {old}" if isinstance(old, str) else "A tool's name has a wrong form"
    cause = "A tool's name is made of letters, digits, underscores and hyphens, and is not too long."
    return verdict(case, Culprit("field", "name", pointer), title, cause, "Rename it.", fixes)


def _longest(case: Case) -> int:
    found = re.search(r"\{\d+,(\d+)\}", case.said.text)
    if found:
        return int(found.group(1))
    return int(case.said.bound.limit) if case.said.bound and case.said.bound.upper else _NAME_CHARS


def _schema(case: Case) -> Diagnosis:
    pointer = case.pointer or detailed_place(case) or _named_tool(case)
    fixes: list[Fix] = []
    holder = value_at(case.asked.body, pointer)
    schema = pointer
    if isinstance(holder, dict) and isinstance(holder.get("input_schema"), dict):
        schema = f"{pointer}/input_schema"
    value = value_at(case.asked.body, schema)
    if case.said.says(r"additionalproperties") and isinstance(value, dict):
        open_ones = _open_objects(value, schema)
        if open_ones:
            steps = [set_member(f"{each}/additionalProperties", False) for each in open_ones]
            fixes.append(several(f"closed:{schema}", "Set additionalProperties to false", steps))
    elif case.said.says(r"oneof|anyof|allof") and isinstance(value, dict):
        unions = [f"{schema}/{name}" for name in ("oneOf", "anyOf", "allOf") if name in value]
        steps = [remove_members(unions), set_member(f"{schema}/type", "object")]
        fixes.append(several(f"plain:{schema}", "Take the unions at its top out", steps))
    found = _within(case, schema) or pointer or case.at("tools")
    return verdict(
        case,
        Culprit("field", "schema", found),
        "A JSON Schema is not one that the API takes",
        "",
        "Correct the schema: an object at its top, no unions there, and what strict mode asks for.",
        fixes,
    )


def _within(case: Case, schema: str) -> str:
    """Return the place inside the schema that the message tells, if the request has it, or the empty text."""
    for told in _INSIDE.findall(case.said.rest):
        pointer = "/".join([schema, *re.findall(r"[\w$-]+", told)])
        if schema and has(case.asked.body, pointer):
            return pointer
    return ""


def _named_tool(case: Case) -> str:
    """Return the place of the schema of the one tool that the message names, or the empty text."""
    found = _named(case)
    return f"{found[0]}/input_schema" if len(found) == 1 else ""


def _named(case: Case) -> list[str]:
    """Return the places of the tools whose names the message has in quotes."""
    return [place for place, tool in case.asked.tools() if text_of(tool, "name") in case.said.names]


def _open_objects(schema: Json, pointer: str) -> list[str]:
    """Return the places of object schemas that allow other properties."""
    found = []
    waiting: list[tuple[str, object]] = [(pointer, schema)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            if value.get("type") == "object" and value.get("additionalProperties") is not False:
                found.append(place)
            waiting += [(f"{place}/{escaped(name)}", each) for name, each in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{place}/{index}", each) for index, each in enumerate(value)]
    return sorted(found)


def _choice(case: Case) -> Diagnosis:
    place = case.at("tool_choice")
    choice = value_at(case.asked.body, place)
    names = [text_of(tool, "name") for _, tool in case.asked.tools()]
    wanted = text_of(choice, "name") if isinstance(choice, dict) else ""
    fixes: list[Fix] = []
    if wanted and names and wanted not in names:
        near = nearest(wanted, names, most=1) or tuple(names[:1])
        fixes.append(set_member(f"{place}/name", near[0], f"Choose {near[0]}"))
    if has(case.asked.body, place):
        fixes.append(
            set_member(place, {"type": "auto"}, "Let the model choose") if names else remove_member(place)
        )
    pointer = case.pointer or (f"{place}/name" if wanted and wanted not in names else place)
    shown = wanted or next(iter(case.said.names), "")
    title = (
        f"There is no tool called {shown} to choose"
        if shown and case.said.says(r"not (?:found|provided|defined|in)")
        else "tool_choice does not fit the tools"
    )
    return verdict(
        case, Culprit("field", "tool_choice", pointer), title, "", "Choose a tool that is among tools.", fixes
    )


_JUDGES: tuple[tuple[Callable[[Case], bool], Callable[[Case], Diagnosis]], ...] = (
    (lambda case: case.said.says(_DOUBLE), _double_name),
    (_is_name, _name),
    (_is_schema, _schema),
    (_is_choice, _choice),
)
