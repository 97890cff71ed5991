"""A server in another process: small messages, a stream of 10,000 events, bodies of any size."""

import subprocess
import sys

EVENTS = 10_000
_CODE = """
import asyncio, json
SMALL = b'{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[]}'
def event(value):
    return f"event: {value['type']}\\ndata: {json.dumps(value)}\\n\\n".encode()
def stream():
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [],
               "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 9, "output_tokens": 1}}
    words = "some words of an answer, again and again, as a model gives them, " * 3 + "and so on. "
    yield event({"type": "message_start", "message": message})
    yield event({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
    for number in range(EVENTS - 5):
        text = words[:190] + ("\\n" if number % 8 == 7 else " ")
        yield event({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}})
    yield event({"type": "content_block_stop", "index": 0})
    yield event({"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None},
                 "usage": {"output_tokens": EVENTS}})
    yield event({"type": "message_stop"})
STREAM = b"".join(stream())
PIECE = (b'{"number":1234567,"text":"words that mean nothing, one after the other"},\\n' * 900)[:1 << 16]
def head(kind, size):
    return f"HTTP/1.1 200 OK\\r\\ncontent-type: {kind}\\r\\ncontent-length: {size}\\r\\n\\r\\n".encode()
async def answer(path, writer):
    if path.startswith(b"/size/"):
        size = int(path[6:].split(b"/")[0])
        writer.write(head("text/plain", size))
        while size:
            piece = PIECE[:size]
            writer.write(piece)
            size -= len(piece)
            await writer.drain()
    elif path.startswith(b"/stream"):
        writer.write(head("text/event-stream", len(STREAM)) + STREAM)
    else:
        writer.write(head("application/json", len(SMALL)) + SMALL)
    await writer.drain()
async def serve(reader, writer):
    try:
        while True:
            request = await reader.readuntil(b"\\r\\n\\r\\n")
            length = next((int(line.split(b":")[1]) for line in request.lower().split(b"\\r\\n")
                           if line.startswith(b"content-length")), 0)
            await reader.readexactly(length)
            await answer(request.split(b" ")[1], writer)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], len(STREAM), flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


class FarServer:
    """A context manager; `base_url` is where it listens. `/stream`, `/size/N`, anything else is small."""

    def __enter__(self) -> "FarServer":
        code = f"EVENTS = {EVENTS}\n{_CODE}"
        self._process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        port, self.stream_bytes = (int(each) for each in self._process.stdout.readline().split())
        self.base_url = f"http://127.0.0.1:{port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()
