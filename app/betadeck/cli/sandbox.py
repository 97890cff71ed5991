"""`betadeck sandbox`: serve the sandbox until told to stop."""

import argparse
import signal
import threading

_ABOUT = """\
Betadeck's sandbox: checks requests as the Claude API does and answers by simulation. No model is asked,
nothing leaves this machine, any key is accepted. GET /sandbox/practice lists the errors, broken streams
and rare answers that can be practised. Ctrl+C stops it."""


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb to the command line."""
    parser = verbs.add_parser(
        "sandbox", help="serve a simulated API on this machine; prints its address first"
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help="the port, by default a free one")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl+C or SIGTERM, then return 0; 2 when the port cannot be had."""
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    from betadeck.cli.terminal import complain
    from betadeck.sandbox.server import SandboxFault, SandboxServer

    server = SandboxServer(port=arguments.port)
    try:
        server.start()
    except SandboxFault as fault:
        complain(f"betadeck: {fault}")
        return 2
    print(server.base_url, flush=True)
    complain(_ABOUT)
    while not stopping.wait(0.5):  # in pieces, since on Windows a signal does not end the wait
        pass
    server.stop()
    return 0
