"""`betadeck sandbox`: serve the sandbox until told to stop."""

import argparse
import math
import signal
import threading

_ABOUT = """\
Betadeck's sandbox: checks requests as the Claude API does and answers by simulation. No model is asked,
nothing leaves this machine. Any key is accepted; the Admin API wants one that starts with sk-ant-admin.
GET /sandbox/practice lists the errors, broken streams and rare answers that can be practised.
Ctrl+C stops it."""
_LENIENT = """\
answer as a mock server does: make up things asked for by an unknown id, take any key and any beta, and
check requests by their schemas alone"""


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb to the command line."""
    parser = verbs.add_parser(
        "sandbox", help="serve a simulated API on this machine; prints its address first"
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help="the port, by default a free one")
    parser.add_argument("--lenient", action="store_true", help=_LENIENT)
    parser.add_argument("--batch-seconds", type=_seconds, metavar="S", help="how long a message batch takes")
    parser.add_argument("--delay", type=_seconds, metavar="S", help="the pause before each piece of a stream")
    parser.set_defaults(run=run)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value < math.inf:
        raise ValueError(text)
    return value


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl+C or SIGTERM, then return 0; 2 when the port cannot be had."""
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    from betadeck.cli.terminal import complain
    from betadeck.sandbox.server import BATCH_S, DELTA_S, SandboxFault, SandboxServer

    server = SandboxServer(
        port=arguments.port,
        delay_s=DELTA_S if arguments.delay is None else arguments.delay,
        batch_s=BATCH_S if arguments.batch_seconds is None else arguments.batch_seconds,
        lenient=arguments.lenient,
    )
    try:
        server.start()
    except SandboxFault as fault:
        complain(f"betadeck: {fault}")
        return 2
    print(server.base_url, flush=True)
    complain(_ABOUT)
    while not stopping.wait(0.5):
        pass  # in pieces, since on Windows a signal does not end the wait
    server.stop()
    return 0
