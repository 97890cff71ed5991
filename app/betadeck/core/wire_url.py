"""The address of a request: base address, path, parameters and query rows made into one URL.

The result is plain ASCII and fully escaped, so that no library on the way to the wire changes it again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

from betadeck.core.draft import Row
from betadeck.core.path_names import PATH_NAME, path_names
from betadeck.core.wire import WireError

MAX_URL_CHARACTERS = 65_000
_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PATH_SAFE = "/%:@!$&'()*+,;=~"
_QUERY_SAFE = _PATH_SAFE + "?[]"
_EXAMPLE = "https://api.anthropic.com"


@dataclass(frozen=True, slots=True)
class Joined:
    """A finished URL with what people should know of how it came about."""

    url: str
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=32)
def check_base_url(text: str) -> str:
    """Return the base address `text` tidied: blanks, default port and last slash gone, host in lower case.

    Raises:
        WireError: it is no address that a request can go to; the message says why.
    """
    address = text.strip()
    if not address:
        raise _bad(f"No address is set. Type one such as {_EXAMPLE}.")
    if re.search(r"\s", address) or not address.isprintable():
        raise _bad("The address has a blank or an unprintable character in it.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _bad(
            "The address has a port or host that cannot be read. A port is a number to 65535."
        ) from None
    _check_shape(address, parts)
    shown_port = "" if port is None or port == _PORTS[parts.scheme] else f":{port}"
    return f"{parts.scheme}://{_host(parts)}{shown_port}{_checked(_path(parts.path)).rstrip('/')}"


def _check_shape(address: str, parts: SplitResult) -> None:
    if parts.scheme not in _PORTS or "://" not in address:
        raise _bad(f"The address must start with https:// or http://, as {_EXAMPLE} does.")
    if "@" in parts.netloc:
        raise _bad("The address has a user name or password before the host. Keys belong in the key list.")
    if not parts.hostname:
        raise _bad(f"The address has no host. Type one such as {_EXAMPLE}.")
    if parts.port == 0:
        raise _bad("Port 0 is no port that a server can listen on.")
    if "#" in address:
        raise _bad("The address has a part after #, which is never sent. Leave it out.")
    if "?" in address:
        raise _bad("The address has a query after ?. Put it into the query rows.")


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if ":" in host:
        try:
            return f"[{IPv6Address(host)}]"
        except AddressValueError:
            raise _bad("The address between [ and ] is no IPv6 address.") from None
    if not host.isascii():
        raise _bad("The host has letters outside ASCII, which may only look like others. Write it as xn--…")
    labels = host.removesuffix(".").split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _bad(f"“{host}” is no host name.")
    if labels[-1].isdigit() and not _is_ipv4(labels):
        raise _bad(f"“{host}” is no IPv4 address.")
    return host


def _is_ipv4(labels: list[str]) -> bool:
    return len(labels) == 4 and all(
        each.isdigit() and int(each) <= 255 and str(int(each)) == each for each in labels
    )


def join_url(base_url: str, path: str, params: Iterable[tuple[str, str]], query: Iterable[Row]) -> str:
    """Return the URL made of all four; see `join` for the rules and the errors."""
    return join(base_url, path, params, query).url


def join(base_url: str, path: str, params: Iterable[tuple[str, str]], query: Iterable[Row]) -> Joined:
    """Return the URL: `path` after the base address' own path, names filled, everything escaped.

    Slashes are never doubled. When the base address already ends with the start of `path` from `/v1` on,
    that start is used once and a note says so.

    Raises:
        WireError: the address is bad, a parameter is missing, or something cannot stand in a URL.
    """
    base = check_base_url(base_url)
    own, question, typed_query = path.strip().partition("?")
    if "://" in own:
        raise WireError("The path is a whole address. Put its start into the target.", "url")
    filled = _filled("/" + own.lstrip("/") if own else "", dict(params))
    prefix, notes = _without_overlap(base, filled)
    pieces = [_escaped(typed_query, _QUERY_SAFE, "url")] if question and typed_query else []
    pieces += [_query_piece(row) for row in query if row.on and (row.name or row.value)]
    url = (
        (prefix + filled if filled or _has_path(prefix) else prefix + "/")
        + ("?" if pieces else "")
        + "&".join(pieces)
    )
    if len(url) > MAX_URL_CHARACTERS:
        raise WireError(
            f"The address is {len(url):,} characters long; {MAX_URL_CHARACTERS:,} is the most.", "url"
        )
    return Joined(url, notes)


def _has_path(base: str) -> bool:
    return "/" in base.partition("://")[2]


def _filled(path: str, params: dict[str, str]) -> str:
    """Return `path` escaped, with the value of each `{name}` in its place, also escaped."""
    names = path_names(path)
    missing = [name for name in names if not params.get(name, "").strip()]
    if missing:
        raise WireError(f"The path needs a value for {_and(missing)}.", f"param:{missing[0]}")
    pieces = enumerate(PATH_NAME.split(path))
    return _checked(
        "".join(_param(each, params[each]) if place % 2 else _path(each) for place, each in pieces)
    )


def _param(name: str, value: str) -> str:
    where = f"param:{name}"
    if value.strip() in {".", ".."}:
        raise WireError(
            f"{name} may not be “{value.strip()}”: servers read it as a step to another path.", where
        )
    return _escaped(value.strip(), "", where)


def _path(text: str) -> str:
    return _escaped(text, _PATH_SAFE, "url")


def _checked(path: str) -> str:
    if any(segment in {".", ".."} for segment in path.split("/")):
        raise WireError("The path has “.” or “..” as a step. Write out the path that is meant.", "url")
    return path


def _escaped(text: str, safe: str, where: str) -> str:
    kept = _LONE_PERCENT.sub("%25", text) if "%" in safe else text
    try:
        return quote(kept, safe=safe)
    except UnicodeEncodeError:
        raise WireError("There is half of a surrogate pair in it, which UTF-8 cannot hold.", where) from None


def _query_piece(row: Row) -> str:
    if not row.name:
        raise WireError("A query row has a value and no name.", "query:")
    where = f"query:{row.name}"
    return f"{_escaped(row.name, '', where)}={_escaped(row.value, '', where)}"


def _without_overlap(base: str, path: str) -> tuple[str, tuple[str, ...]]:
    """Return `base` without the end that `path` starts with, and a note when there was one."""
    kept = [each for each in path.split("/") if each]
    head, slash, tail = base.partition("://")
    segments = tail.split("/")
    if not kept or kept[0] != "v1":
        return base, ()
    for length in range(min(len(segments) - 1, len(kept)), 0, -1):
        if segments[-length:] == kept[:length]:
            shared = "/" + "/".join(kept[:length])
            note = f"The address ends with {shared} and the path starts with it: it is sent once."
            return head + slash + "/".join(segments[:-length]), (note,)
    return base, ()


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _bad(message: str) -> WireError:
    return WireError(message, "url")
