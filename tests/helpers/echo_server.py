"""A server in another process that answers every request with one small JSON message, at once."""

import subprocess
import sys

_CODE = """
import asyncio, sys
BODY = b'{"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": []}'
HEAD = b'HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: %d\\r\\n\\r\\n' % len(BODY)
async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b'\\r\\n\\r\\n')
            length = next((int(l.split(b':')[1]) for l in head.lower().split(b'\\r\\n')
                           if l.startswith(b'content-length')), 0)
            await reader.readexactly(length)
            writer.write(HEAD + BODY)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


class EchoServer:
    """A context manager; `base_url` is where it listens."""

    def __enter__(self) -> "EchoServer":
        self._process = subprocess.Popen([sys.executable, "-c", _CODE], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.base_url = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()
