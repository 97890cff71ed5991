"""What was written for another API or library: fields, tools, roles and blocks under their names there.

Source: names of the OpenAI chat format and of options of SDKs that public reports show in refused requests.
"""

from collections.abc import Iterator, Mapping

from betadeck.core.finding import Finding, Fix
from betadeck.core.fixes import (
    move_to_system,
    remove_member,
    set_member,
    set_version,
    several,
    tick,
)
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_text import parse
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Block, Json, Message, Prompt, part, text_of
from betadeck.core.lint.subject import Subject
from betadeck.core.target import Platform

_SAME: Mapping[str, tuple[str, ...]] = {
    "max_completion_tokens": ("max_tokens",),
    "max_output_tokens": ("max_tokens",),
    "max_tokens_to_sample": ("max_tokens",),
    "stop": ("stop_sequences",),
    "output_format": ("output_config", "format"),
    "reasoning_effort": ("output_config", "effort"),
}
"""Fields that are called otherwise here, by their names elsewhere."""
_CLOUD = (Platform.BEDROCK, Platform.GOOGLE, Platform.GATEWAY)
_TEXTS = ("input_text", "output_text")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is spelt as elsewhere."""
    for prompt in subject.prompts:
        yield from _fields(prompt)
        if subject.platform not in _CLOUD:
            yield from _headers(prompt)
        for place, tool in prompt.tools:
            if tool.get("type") == "function":
                yield from _function(prompt, place, tool)
        for message in prompt.messages:
            yield from _message(prompt, message)
        for kind in ("image_url", *_TEXTS):
            if kind in prompt.first:
                yield from (_block(prompt, each) for each in prompt.blocks if each.type == kind)


def _fields(prompt: Prompt) -> Iterator[Finding]:
    for name, way in _SAME.items():
        if name in prompt.value:
            old, new = prompt.pointer(name), prompt.pointer(*way)
            value = prompt.value[name]
            value = [value] if name == "stop" and isinstance(value, str) else value
            taken = part(prompt.value, *way[:-1]).get(way[-1]) is not None
            steps = [remove_member(old), set_member(new, value)]
            title = f"Make it {'.'.join(way)}"
            move = [] if taken else [several(f"move:{old}", title, steps)]
            text = f"{name} is called {'.'.join(way)} here."
            yield found("field-foreign", f"body:{old}", text, *move, remove_member(old))
    extra = prompt.value.get("extra_body")
    if isinstance(extra, dict):
        pointer = prompt.pointer("extra_body")
        steps = [
            remove_member(pointer),
            *(set_member(prompt.pointer(key), each) for key, each in extra.items()),
        ]
        fix = several(f"unpack:{pointer}", "Put its content into the body", steps)
        text = "extra_body is an option of the SDK: its content belongs into the body itself."
        yield found("field-foreign", f"body:{pointer}", text, fix, remove_member(pointer))


def _headers(prompt: Prompt) -> Iterator[Finding]:
    """Yield what cloud hosts take in the body, and the API in headers."""
    for name in ("anthropic_beta", "betas"):
        listed = prompt.value.get(name)
        if name in prompt.value:
            names = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
            pointer = prompt.pointer(name)
            steps = [remove_member(pointer), *(tick(each) for each in names)]
            fixes = (
                [several(f"tick:{pointer}", "Make them ticks", steps)] if names else [remove_member(pointer)]
            )
            text = f"{name} is no field of the body here: betas travel in the header."
            yield found("field-foreign", f"body:{pointer}", text, *fixes)
    version = prompt.value.get("anthropic_version")
    if version is not None:
        pointer = prompt.pointer("anthropic_version")
        text = "anthropic_version is no field of the body here: the version travels in the header."
        plain = isinstance(version, str) and version[:2] == "20"
        steps = [remove_member(pointer), *([set_version(str(version))] if plain else [])]
        fix = several(f"version:{pointer}", "Send it as the header" if plain else "Remove it", steps)
        yield found("field-foreign", f"body:{pointer}", text, fix)


def _function(prompt: Prompt, place: int, tool: Json) -> Iterator[Finding]:
    inner = part(tool, "function") or tool
    made: dict[str, object] = {"name": text_of(inner, "name")}
    if said := text_of(inner, "description"):
        made["description"] = said
    made["input_schema"] = part(inner, "parameters") or {"type": "object", "properties": {}}
    pointer = prompt.pointer("tools", place)
    text = "This tool is in another API's form: name and input_schema stand in the tool itself here."
    fix = set_member(pointer, made, "Rewrite the tool")
    yield found("tool-foreign", f"body:{pointer}/type", text, fix, remove_member(pointer, "Remove this tool"))


def _message(prompt: Prompt, message: Message) -> Iterator[Finding]:
    pointer = prompt.pointer("messages", message.number)
    if message.role == "tool":
        answer = {
            "type": "tool_result",
            "tool_use_id": text_of(message.value, "tool_call_id"),
            "content": message.value.get("content", ""),
        }
        fix = set_member(pointer, {"role": "user", "content": [answer]}, "Make it a tool_result")
        text = "There is no role tool here: results are tool_result blocks of the user."
        yield found("role-foreign", f"body:{pointer}/role", text, fix)
    elif message.role == "developer":
        text = "There is no role developer here: such texts belong into the system field."
        yield found("role-foreign", f"body:{pointer}/role", text, move_to_system(pointer, prompt.at))
    calls = message.value.get("tool_calls")
    if isinstance(calls, list) and message.role == "assistant":
        text = "Calls are tool_use blocks of the content here."
        fixes = _rewritten(message, pointer, [each for each in calls if isinstance(each, dict)])
        yield found(
            "field-foreign",
            f"body:{pointer}/tool_calls",
            text,
            *fixes,
            remove_member(f"{pointer}/tool_calls"),
        )


def _rewritten(message: Message, pointer: str, calls: list[Json]) -> Iterator[Fix]:
    """Yield the fix that makes blocks of the calls, if all can be read."""
    said = [each.value for each in message.blocks if each.value.get("text") != ""]
    made = [_call(each) for each in calls]
    if None not in made:
        value = {"role": "assistant", "content": [*said, *made]}
        yield set_member(pointer, value, "Make them tool_use blocks")


def _call(call: Json) -> dict[str, object] | None:
    """Return a call as a block, None when its arguments are no JSON object."""
    function = part(call, "function")
    try:
        given = parse(text_of(function, "arguments") or "{}")
    except JsonFault:
        return None
    names = {"id": text_of(call, "id"), "name": text_of(function, "name")}
    return {"type": "tool_use", **names, "input": given} if isinstance(given, dict) else None


def _block(prompt: Prompt, block: Block) -> Finding:
    pointer = prompt.place(block)
    if block.type in _TEXTS:
        text = f"Blocks of type {block.type} are called text here."
        return found("block-foreign", f"body:{pointer}/type", text, set_member(f"{pointer}/type", "text"))
    address = part(block.value, "image_url").get("url", block.value.get("image_url"))
    made = {"type": "image", "source": {"type": "url", "url": address}}
    fixes: tuple[Fix, ...] = (
        (set_member(pointer, made, "Make it an image block"),) if isinstance(address, str) else ()
    )
    text = "Blocks of type image_url are image blocks with a source here."
    return found(
        "block-foreign", f"body:{pointer}/type", text, *fixes, remove_member(pointer, "Remove the block")
    )
