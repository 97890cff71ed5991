"""1 GB that goes to disk as it arrives; beside raw httpx and curl, which write it to a file."""

import asyncio
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from table import Peer, Row

SIZE = 1_000_000_000


def rows() -> list[Row]:
    """Measure once: time until the body is shown, the longest stall, and the peak of memory."""
    from far import FarServer
    from window import run_window

    found: list[Row] = []

    async def main() -> int:
        with FarServer() as server, TemporaryDirectory() as folder:
            url = f"{server.base_url}/size/{SIZE}"
            raw = [await _raw(url, Path(folder) / "raw")]
            curl = [_curl(url, Path(folder) / "curl")] if shutil.which("curl") else []
            seconds, stall, peak = await _ours(server.base_url)
        peers = [Peer("curl", curl, "not installed")]
        found.append(Row("answer of 1 GB to disk, then shown", [seconds], raw, "raw httpx", "s", "", peers))
        found.append(Row("answer of 1 GB: longest stall", [stall], [], "", "ms", "≤ 16 ms"))
        found.append(Row("answer of 1 GB: peak memory above start", [peak], [], "", "MiB", "≤ 150 MiB"))
        return 0

    run_window(main)
    return found


async def _ours(base_url: str) -> tuple[float, float, float]:
    from stalls import Ticks
    from window import memory_mib, program_at, reset_peak, sent

    async with program_at(base_url) as program:
        program.requests.current().page.viewer.show_view("body")
        reset_peak()
        before, ticks = memory_mib(), Ticks()
        ticks.start()
        seconds = await sent(program, f"/size/{SIZE}")
        await asyncio.sleep(1)  # what the view does with it first
        return seconds, ticks.stop(), memory_mib("VmHWM") - before


async def _raw(url: str, path: Path) -> float:
    import httpx

    start_s = time.perf_counter()
    async with httpx.AsyncClient() as client, client.stream("POST", url, content=b"{}") as response:
        with path.open("wb") as file:
            async for piece in response.aiter_raw():
                file.write(piece)
    seconds = time.perf_counter() - start_s
    path.unlink()
    return seconds


def _curl(url: str, path: Path) -> float:
    start_s = time.perf_counter()
    subprocess.run(["curl", "-s", "-X", "POST", "-d", "{}", "-o", str(path), url], check=True)
    seconds = time.perf_counter() - start_s
    path.unlink()
    return seconds
