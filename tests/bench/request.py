"""One small POST on loopback: from the click to the end, against a raw httpx client on the same loop."""

import asyncio
import time

from table import Row

RUNS = 300
_WARM = 30
_HEADERS = {"content-type": "application/json"}
_BODY = '{"model": "claude-opus-5-5", "max_tokens": 16, "messages": [{"role": "user", "content": "hi"}]}'


def rows() -> list[Row]:
    """Run both on one qasync loop against one server, in turn."""
    from betadeck import loop
    from betadeck.compose.main import make_app
    from helpers.echo_server import EchoServer

    found: list[Row] = []

    async def main() -> int:
        with EchoServer() as server:
            ours, raw = await _measure(server.base_url)
        found.append(Row("one POST on loopback", ours, raw, "raw httpx", "ms", "≤ 1.1"))
        return 0

    loop.run(make_app(), main)
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
    draft, ended = Draft(body_text=_BODY), asyncio.Event()
    sender.finished.connect(lambda *_: ended.set())

    async def ours() -> float:
        ended.clear()
        started = time.perf_counter()
        sender.send(draft, target)
        await ended.wait()
        return (time.perf_counter() - started) * 1000

    async with httpx.AsyncClient() as client:

        async def raw() -> float:
            started = time.perf_counter()
            await client.post(f"{base_url}/v1/messages", content=_BODY, headers=_HEADERS)
            return (time.perf_counter() - started) * 1000

        figures = [(await ours(), await raw()) for _ in range(RUNS + _WARM)][_WARM:]
    await transport.aclose()
    await asyncio.sleep(0)
    return [one for one, _ in figures], [other for _, other in figures]


async def _nothing(*_: str) -> str:
    return ""
