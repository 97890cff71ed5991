"""Addresses of other times and makers: `/v1/chat/completions` in OpenAI's form, `/v1/complete` of 2023.

Both answer by way of a Messages request. Source: the vendor's page on OpenAI compatibility, 2026, and a copy
of its API description of 2026-05.
"""

from collections.abc import Iterator

from betadeck.sandbox.area_messages import answered, judged
from betadeck.sandbox.ask import Ask, dicts, part
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.events import pieces, sse
from betadeck.sandbox.reply import Reply, Step, Wait, dumps, json_reply, stream_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json

_USUAL_TOKENS = 1_024
_ENDS = {"end_turn": "stop", "stop_sequence": "stop", "max_tokens": "length", "tool_use": "tool_calls"}


def chat(sandbox: Sandbox, call: Call) -> Reply:
    """Answer a chat in OpenAI's form; of its fields those that Messages knows count.

    Raises:
        ApiFault: the body is wrong.
    """
    body = body_of(sandbox, call)
    message = answered(sandbox, _asked(sandbox, call, body))
    if body.get("stream") is True:
        usage = part(body, "stream_options").get("include_usage") is True
        return stream_reply(_chunks(sandbox, message, usage=usage))
    choice = {"index": 0, "message": _message(message), "finish_reason": _end(message), "logprobs": None}
    return json_reply({**_head(sandbox, message, "chat.completion"), "choices": [choice], **_usage(message)})


def complete(sandbox: Sandbox, call: Call) -> Reply:
    """Answer a text completion.

    Raises:
        ApiFault: the body is wrong.
    """
    body = body_of(sandbox, call)
    prompt = str(body["prompt"]).replace("\n\nHuman:", "").partition("\n\nAssistant:")[0].strip()
    asked: Json = {"model": body["model"], "max_tokens": body["max_tokens_to_sample"]}
    asked["messages"] = [{"role": "user", "content": prompt or "Hello"}]
    message = answered(sandbox, judged(sandbox, asked, call.betas, call.version, "messages.create"))
    told: Json = {"type": "completion", "id": sandbox.ids.next("compl"), "model": message["model"]}
    end = "max_tokens" if message["stop_reason"] == "max_tokens" else "stop_sequence"
    if body.get("stream") is True:
        return stream_reply(_completions(sandbox, message, told, end))
    return json_reply({**told, "completion": f" {_text(message)}", "stop_reason": end})


def _asked(sandbox: Sandbox, call: Call, body: Json) -> Ask:
    limit = body.get("max_completion_tokens", body.get("max_tokens", _USUAL_TOKENS))
    asked: Json = {"model": body["model"], "max_tokens": limit, "messages": []}
    turns = dicts(body.get("messages"))
    asked["messages"] = [
        {"role": "assistant" if each.get("role") == "assistant" else "user", "content": _said(each)}
        for each in turns
        if each.get("role") not in ("system", "developer") and _said(each)
    ]
    if system := "\n".join(_said(each) for each in turns if each.get("role") in ("system", "developer")):
        asked["system"] = system
    if tools := [_tool(part(each, "function")) for each in dicts(body.get("tools"))]:
        asked["tools"] = tools
    return judged(sandbox, asked, call.betas, call.version, "messages.create")


def _said(turn: Json) -> str:
    content = turn.get("content")
    if isinstance(content, str):
        return content
    return "\n".join(str(each.get("text", "")) for each in dicts(content))


def _tool(function: Json) -> Json:
    schema = function.get("parameters", {"type": "object"})
    return {"name": function.get("name"), "input_schema": {"type": "object", **part({"s": schema}, "s")}}


def _head(sandbox: Sandbox, message: Json, kind: str) -> Json:
    return {"id": message["id"], "object": kind, "created": int(sandbox.clock()), "model": message["model"]}


def _message(message: Json) -> Json:
    calls = [
        {
            "id": each["id"],
            "type": "function",
            "function": {"name": each["name"], "arguments": dumps(each["input"]).decode()},
        }
        for each in dicts(message["content"])
        if each["type"] == "tool_use"
    ]
    told: Json = {"role": "assistant", "content": _text(message), "refusal": None}
    return {**told, "tool_calls": calls} if calls else told


def _usage(message: Json) -> Json:
    used = part(message, "usage")
    sent, got = int(str(used["input_tokens"])), int(str(used["output_tokens"]))
    return {"usage": {"prompt_tokens": sent, "completion_tokens": got, "total_tokens": sent + got}}


def _end(message: Json) -> str:
    return _ENDS.get(str(message["stop_reason"]), "stop")


def _text(message: Json) -> str:
    return "".join(str(each["text"]) for each in dicts(message["content"]) if each["type"] == "text")


def _chunks(sandbox: Sandbox, message: Json, *, usage: bool) -> Iterator[Step]:
    head = _head(sandbox, message, "chat.completion.chunk")
    calls = dicts(_message(message).get("tool_calls"))
    deltas: list[Json] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": each} for each in pieces(_text(message))]
    deltas += [{"tool_calls": [{"index": place, **each}]} for place, each in enumerate(calls)]
    for delta in deltas:
        if sandbox.delay_s > 0:
            yield Wait(sandbox.delay_s)
        yield _data({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
    yield _data({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": _end(message)}]})
    if usage:
        yield _data({**head, "choices": [], **_usage(message)})
    yield b"data: [DONE]\n\n"


def _data(value: Json) -> bytes:
    return b"data: " + dumps(value) + b"\n\n"


def _completions(sandbox: Sandbox, message: Json, told: Json, end: str) -> Iterator[Step]:
    for text in pieces(f" {_text(message)}"):
        if sandbox.delay_s > 0:
            yield Wait(sandbox.delay_s)
        yield sse(("completion", {**told, "completion": text, "stop_reason": None}))
    yield sse(("completion", {**told, "completion": "", "stop_reason": end}))


HANDLERS = {"POST /v1/chat/completions": chat, "POST /v1/complete": complete}
