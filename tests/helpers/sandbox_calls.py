"""Speaks to a sandbox in the shortest words, for tests."""

import json
import time

import httpx

KEY = "sk-ant-test-0123456789"
HEADERS = {"x-api-key": KEY, "anthropic-version": "2026-10-21", "content-type": "application/json"}
BODY = {
    "model": "claude-opus-5-5",
    "max_tokens": 400,
    "messages": [{"role": "user", "content": "How many legs has a spider?"}],
}
OLD = "2023-06-01"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
"""A PNG of one pixel, in base64."""


def user(*blocks):
    return {"role": "user", "content": list(blocks)}


def text(words, **more):
    return {"type": "text", "text": words, **more}


def tool(name, schema=None, **more):
    return {"name": name, "input_schema": schema or {"type": "object", "properties": {}}, **more}


def wait_until(condition, timeout_s=10.0):
    """Return as soon as `condition()` is true; fail when that takes too long."""
    end_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end_s, "waited in vain"
        time.sleep(0.002)


class Caller:
    """One HTTP client for one sandbox. `changes` replace fields of an ordinary request; `...` drops one."""

    def __init__(self, base_url):
        self.client = httpx.Client(base_url=base_url, timeout=10, trust_env=False)

    def close(self):
        self.client.close()

    def create(self, *, betas=None, version=None, path="/v1/messages", headers=None, **changes):
        body = {key: value for key, value in {**BODY, **changes}.items() if value is not ...}
        sent = {**HEADERS, **(headers or {})}
        if betas is not None:
            sent["anthropic-beta"] = betas
        if version is not None:
            sent["anthropic-version"] = version
        return self.client.post(path, json=body, headers=sent)

    def count(self, **changes):
        return self.create(path="/v1/messages/count_tokens", **{"max_tokens": ..., **changes})

    def refusal(self, **changes):
        """Return status and message of an error in the API's shape."""
        response = self.create(**changes)
        body = response.json()
        assert body["type"] == "error", body
        assert body["request_id"] == response.headers["request-id"]
        return response.status_code, body["error"]["message"]

    def invalid(self, **changes):
        """Return the message of a 400."""
        status, message = self.refusal(**changes)
        assert status == 400, (status, message)
        return message

    def answer(self, **changes):
        """Return the message of a 200."""
        response = self.create(**changes)
        assert response.status_code == 200, response.text
        return response.json()

    def events(self, **changes):
        """Return the (name, data) pairs of a stream that is whole for HTTP."""
        response = self.create(**{"stream": True, **changes})
        assert response.status_code == 200, response.text
        return events_of(response.text)

    def get(self, path, **headers):
        return self.client.get(path, headers={**HEADERS, **headers})


def events_of(stream):
    found = []
    for block in stream.replace("\r\n", "\n").split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def assembled(events):
    """Return the message that a good stream adds up to, put together as the API documents it."""
    message, inputs = {}, {}
    for name, data in events:
        if name == "message_start":
            message = data["message"]
        elif name == "content_block_start":
            message["content"].append(dict(data["content_block"]))
            inputs[data["index"]] = ""
        elif name == "content_block_delta":
            _grow(message["content"][data["index"]], data["delta"], inputs, data["index"])
        elif name == "content_block_stop" and inputs[data["index"]]:
            message["content"][data["index"]]["input"] = json.loads(inputs[data["index"]])
        elif name == "message_delta":
            message.update(data["delta"])
            message["usage"].update(data["usage"])
            if "context_management" in data:
                message["context_management"] = data["context_management"]
    return message


def _grow(block, delta, inputs, index):
    kind = delta["type"]
    if kind == "text_delta":
        block["text"] += delta["text"]
    elif kind == "thinking_delta":
        block["thinking"] += delta["thinking"]
    elif kind == "signature_delta":
        block["signature"] = delta["signature"]
    elif kind == "citations_delta":
        block["citations"].append(delta["citation"])
    elif kind == "compaction_delta":
        block["content"] = delta["content"]
    else:
        inputs[index] += delta["partial_json"]
