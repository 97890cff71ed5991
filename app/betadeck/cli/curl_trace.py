"""What `curl -v` prints: its own remarks, what was sent, the head of the answer and the answer, all in one.

Each line tells by its first character what it is: `*` a remark, `>` sent, `<` received, `{` and `}` how many
bytes went by; the body has no such character, and the progress meter begins its line anew with a
lone carriage return. Source: curl 7.88
and 8.5, and the manual's section on `--verbose`.
"""

import re

_TRACE = re.compile(rb"^(?:< HTTP/\d|\*   Trying |> [A-Z]+ \S+ HTTP/|curl: \(\d+\) )", re.MULTILINE)
_CLOCK = rb"(?:--:--:--|\d{1,3}:\d\d:\d\d) +"
_METER = re.compile(rb"^ *\d[ \d.kMG]{10,80} %b%b%b[\d.]+[kMG]?|^ +%% Total .*|^ +Dload .*" % ((_CLOCK,) * 3))
_REMARK = re.compile(rb"^\* ?(.*)$")
_LEFT = re.compile(rb"\* (?:Connection #\d+ to host .* left intact|Closing connection.*)$")
_GONE_BY = re.compile(rb"^[{}] \[\d+ bytes data\]$")
_SECURED = re.compile(rb"TLSv1|SSL connection|ALPN|\bCA(?:file|path)|certificate:", re.IGNORECASE)


def is_trace(text: bytes) -> bool:
    """Tell whether this is what `curl -v` prints."""
    return _TRACE.search(text) is not None


def untraced(text: bytes) -> bytes:
    """Return the heads and the body, as `curl -i` prints them; without an answer, why there is none."""
    bare = (_METER.sub(b"", each.rstrip(b"\r")) for each in re.split(rb"\n|\r(?!\n)", text))
    lines = [_LEFT.sub(b"", each) for each in bare]
    heads = [each[1:].strip() for each in lines if each[:2] in (b"<", b"< ")]
    if not heads:
        return b"\n".join(_reasons(lines))
    body = b"\n".join(each for each in lines if not _is_told(each))
    return b"\n".join(heads) + (b"\n" if heads[-1] == b"" else b"\n\n") + body.lstrip()


def _is_told(line: bytes) -> bool:
    return line[:2] in (b"* ", b"> ", b"< ", b">", b"<") or bool(_GONE_BY.match(line)) or line == b"*"


def _reasons(lines: list[bytes]) -> list[bytes]:
    """Return what curl says of the failure; how the connection was secured says nothing of it."""
    said = [each for each in lines if each.startswith(b"curl: (")]
    remarks = [found.group(1) for each in lines if (found := _REMARK.match(each))]
    return said + [each for each in remarks if not _SECURED.search(each)]
