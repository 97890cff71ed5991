"""Nothing of the HTTP library is left to be imported while a window waits for its first answer."""

import subprocess
import sys

_CODE = """
import asyncio, sys
import betadeck.transport.engine
from betadeck.transport.client import Transport
from helpers.echo_server import EchoServer
from helpers.sending import RecordingSink, request_to, target_at

async def main(url):
    transport, target = Transport(), target_at(url)
    known = set(sys.modules)
    await transport.send(request_to(target), target, RecordingSink())
    await transport.aclose()
    late = set(sys.modules) - known
    print(sorted(each for each in late if each.partition(".")[0] in {"httpx", "httpcore", "h11", "anyio", "sniffio"}))

with EchoServer() as server:
    asyncio.run(main(server.base_url))
"""


def test_the_first_send_imports_nothing():
    path = f"import sys; sys.path[:0] = {sys.path!r}\n"
    done = subprocess.run([sys.executable, "-c", path + _CODE], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
