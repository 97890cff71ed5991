"""10,000 events in one stream, from the click to the last one shown; beside raw httpx and the official SDK."""

import asyncio
import time
from importlib.util import find_spec

from table import Peer, Row

RUNS = 5


def rows() -> list[Row]:
    """Measure the window with the answer in sight, and with the table of events in sight."""
    from far import FarServer
    from window import run_window

    found: list[Row] = []

    async def main() -> int:
        with FarServer() as server:
            floor = [await _raw(f"{server.base_url}/stream") for _ in range(RUNS)]
            sdk = [_sdk(server.base_url) for _ in range(RUNS)] if find_spec("anthropic") else []
            for view in ("answer", "events"):
                found.extend(await _ours(server, view, floor, sdk))
        return 0

    run_window(main)
    return found


async def _ours(server: "FarServer", view: str, floor: list[float], sdk: list[float]) -> list[Row]:  # noqa: F821
    from stalls import Ticks
    from window import program_at, sent

    times, stalls = [], []
    async with program_at(server.base_url) as program:
        program.window.resize(1440, 900)
        for _ in range(RUNS + 1):
            program.requests.current().page.viewer.show_view(view)
            ticks = Ticks()
            ticks.start()
            times.append(await sent(program, "/stream") * 1000)
            stalls.append(ticks.stop())
            await asyncio.sleep(0.5)
    size = f"{server.stream_bytes / 1e6:.1f} MB"
    peers = [Peer("official SDK", sdk, "not installed")]
    return [
        Row(f"stream of 10,000 events, {size}, {view} in sight", times[1:], floor, "raw httpx", "ms",
            "< 2000 ms", peers),
        Row(f"stream of 10,000 events, {view} in sight: longest stall", stalls[1:], [], "", "ms", "≤ 16 ms"),
    ]  # fmt: skip


async def _raw(url: str) -> float:
    import httpx

    count, start_s = 0, time.perf_counter()
    async with httpx.AsyncClient() as client, client.stream("POST", url, content=b"{}") as response:
        async for line in response.aiter_lines():
            count += line.startswith("event:")
    assert count > 9_000
    return (time.perf_counter() - start_s) * 1000


def _sdk(base_url: str) -> float:
    """Take the same stream with the official SDK, which puts the message together."""
    import anthropic

    client = anthropic.Anthropic(api_key="none", base_url=f"{base_url}/stream?", max_retries=0)
    start_s = time.perf_counter()
    with client.messages.stream(
        model="m", max_tokens=9, messages=[{"role": "user", "content": "x"}]
    ) as stream:
        message = stream.get_final_message()
    assert message.stop_reason == "end_turn"
    return (time.perf_counter() - start_s) * 1000
