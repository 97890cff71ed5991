"""The password of a proxy: its address only names the key that holds it, as `http://user:%7Bname%7D@host:port`.

So the address can be kept in a file; the password goes in when something is sent.
"""

import re
from urllib.parse import SplitResult, quote, unquote, urlsplit

_NAMED = re.compile(r"\{(.+)\}", re.DOTALL)


def password_key(proxy: str) -> str:
    """Return the name of the key that holds the password, empty where none is named."""
    found = _NAMED.fullmatch(_password(proxy))
    return found.group(1) if found else ""


def plain_password(proxy: str) -> str:
    """Return the password that is written into the address itself, empty where there is none."""
    return "" if password_key(proxy) else _password(proxy)


def has_user(proxy: str) -> bool:
    """Tell whether the address names a user, who may have a password."""
    parts = _split(proxy)
    return parts is not None and bool(parts.username)


def with_password_key(proxy: str, name: str) -> str:
    """Return the address with the key `name` for its password; an empty one leaves it without."""
    return _with(proxy, f"{{{name}}}" if name else "")


def with_password(proxy: str, password: str) -> str:
    """Return the address with the password itself, for a send."""
    return _with(proxy, password)


def _with(proxy: str, password: str) -> str:
    parts = _split(proxy)
    if parts is None or "@" not in parts.netloc:
        return proxy
    info, _, host = parts.netloc.rpartition("@")
    user = info.partition(":")[0]
    netloc = f"{user}:{quote(password, safe='')}@{host}" if password else f"{user}@{host}"
    return parts._replace(netloc=netloc).geturl()


def _password(proxy: str) -> str:
    parts = _split(proxy)
    return unquote(parts.password or "") if parts is not None else ""


def _split(proxy: str) -> SplitResult | None:
    try:
        return urlsplit(proxy if "://" in proxy else f"http://{proxy}") if proxy else None
    except ValueError:
        return None
