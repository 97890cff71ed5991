"""One small POST on loopback: from the click to the end; beside a raw httpx client on the same loop."""

import asyncio
import shutil
import subprocess
import time
from importlib.util import find_spec

from table import Peer, Row

RUNS = 300
_WARM = 30
_HEADERS = {"content-type": "application/json"}
_BODY = '{"model": "claude-opus-5-5", "max_tokens": 16, "messages": [{"role": "user", "content": "hi"}]}'


def rows() -> list[Row]:
    """Run both on one qasync loop against one server, in turn."""
    from window import run_window

    from helpers.echo_server import EchoServer

    found: list[Row] = []

    async def main() -> int:
        with EchoServer() as server:
            ours, raw = await _measure(server.base_url)
            peers = [Peer("official SDK", _sdk(server.base_url), "not installed"),
                     Peer("curl", _curl(f"{server.base_url}/v1/messages"), "not installed")]  # fmt: skip
        found.append(Row("one POST on loopback, click to end", ours, raw, "raw httpx", "ms", "≤ 1.1", peers))
        return 0

    run_window(main)
    return found


async def _measure(base_url: str) -> tuple[list[float], list[float]]:
    import httpx

    from betadeck.control.outgoing import Resolver
    from betadeck.control.send import SendController
    from betadeck.core.draft import Draft
    from betadeck.core.target import AuthScheme, Target
    from betadeck.transport.client import Transport

    transport = Transport()
    target = Target("bench", base_url, AuthScheme.NONE)
    sender = SendController(lambda: transport, Resolver(_nothing, _nothing))
    draft, ended, at_s = Draft(body_text=_BODY), asyncio.Event(), [0.0]

    def end(*_: object) -> None:
        at_s[0] = time.perf_counter()
        ended.set()

    sender.finished.connect(end)

    async def ours() -> float:
        ended.clear()
        started_s = time.perf_counter()
        sender.send(draft, target)
        await ended.wait()
        return (at_s[0] - started_s) * 1000

    async with httpx.AsyncClient() as client:

        async def raw() -> float:
            started_s = time.perf_counter()
            await client.post(f"{base_url}/v1/messages", content=_BODY, headers=_HEADERS)
            return (time.perf_counter() - started_s) * 1000

        figures = [(await ours(), await raw()) for _ in range(RUNS + _WARM)][_WARM:]
    await transport.aclose()
    await asyncio.sleep(0)
    return [one for one, _ in figures], [other for _, other in figures]


def _sdk(base_url: str) -> list[float]:
    """Send the same with the official SDK's synchronous client."""
    if not find_spec("anthropic"):
        return []
    import anthropic

    client = anthropic.Anthropic(api_key="none", base_url=base_url, max_retries=0)
    samples = []
    for _ in range(RUNS + _WARM):
        started_s = time.perf_counter()
        client.messages.create(model="m", max_tokens=16, messages=[{"role": "user", "content": "hi"}])
        samples.append((time.perf_counter() - started_s) * 1000)
    return samples[_WARM:]


def _curl(url: str) -> list[float]:
    """Send the same with one curl, which keeps its connection; its own count of the time, without its start."""
    if not shutil.which("curl"):
        return []
    command = [
        "curl",
        "-s",
        "-w",
        "%{stderr}%{time_total}\n",
        "-d",
        _BODY,
        "-H",
        "content-type: application/json",
    ]
    for _ in range(RUNS + _WARM):
        command += ["-o", "/dev/null", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(each) * 1000 for each in done.stderr.split()][_WARM:]


async def _nothing(*_: str) -> str:
    return ""
