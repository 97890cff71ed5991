"""Sandboxes for tests: no pause between deltas, the shipped catalogue read once for all."""

from betadeck.sandbox.server import SandboxServer
from helpers.catalogue import pool, shipped


def quick_sandbox(delay_s: float = 0.0) -> SandboxServer:
    """Return a sandbox that does not run yet; `delay_s` is the pause before each streamed delta."""
    return SandboxServer(shipped(), pool(), delay_s=delay_s)
