"""Where a send is; a failure means different things at different places."""

from enum import Enum


class Phase(Enum):
    """In the order they happen; a reused connection starts at `SENDING`."""

    PREPARING = "preparing"
    CONNECTING = "connecting"
    TUNNEL = "asking the proxy for a tunnel"
    TLS = "agreeing on encryption"
    SENDING = "sending"
    WAITING = "waiting for the answer"
    BODY = "receiving the body"
