"""Whom we trust on TLS: the operating system's store, and one file of the target's on top."""

import ssl
from pathlib import Path

import truststore

from betadeck.core.failure import Failure, FailureKind, SendError


def make_context(ca_file: str) -> ssl.SSLContext:
    """Return a TLS context that checks certificates; takes 25 to 60 ms, so call it off the GUI thread.

    Raises:
        SendError: `ca_file` is named and cannot be read or holds no certificate.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file:
        problem = _add(context, Path(ca_file))
        if problem:
            raise SendError(Failure(FailureKind.TLS, f"The CA file {ca_file} {problem}."))
    return context


def plain_context() -> ssl.SSLContext:
    """Return a context for connections that use no TLS: it trusts nobody and costs nothing."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def stamp_of(ca_file: str) -> tuple[int, int]:
    """Return what changes when `ca_file` does, so that a mended file is read again."""
    if not ca_file:
        return (0, 0)
    try:
        status = Path(ca_file).stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _add(context: ssl.SSLContext, path: Path) -> str:
    """Add the certificates of `path`; return what is wrong with it, if anything."""
    try:
        context.load_verify_locations(cafile=path)
    except FileNotFoundError:
        return "does not exist"
    except ssl.SSLError:
        return "holds no certificate in PEM form"
    except OSError as error:
        return f"cannot be read: {error.strerror or type(error).__name__}"
    return ""
