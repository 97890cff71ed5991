"""Lists of any size, made while they are sent, so that the sandbox never holds them."""

from collections.abc import Iterator, Mapping

from betadeck.sandbox.reply import Reply, dumps, stream_of

SIZES: Mapping[str, int] = {"big-list": 100_000_000, "huge-list": 1_000_000_000}
"""Practice names without their prefix, and about how many bytes each stands for."""

_PAGE_BYTES = 1_000_000
_START, _END = b'{"data":[', b'],"has_more":false}'


def big_list(size: int) -> Reply:
    """Return a list of pages of about a megabyte each, `size` bytes in all or a page more."""
    page = _page()
    count = max(1, round(size / (len(page) + len(_number(0)) + 1)))
    length = len(_START) + count * (len(_number(0)) + len(page)) + (count - 1) + len(_END)
    return stream_of(_steps(page, count), length, "application/json")


def _steps(page: bytes, count: int) -> Iterator[bytes]:
    yield _START
    for number in range(count):
        yield (b"," if number else b"") + _number(number) + page
    yield _END


def _number(number: int) -> bytes:
    return b'{"id":"page_%08d",' % number


def _page() -> bytes:
    """Return a page without its beginning; all pages are the same but for their numbers."""
    rows: list[object] = []
    size = 0
    while size < _PAGE_BYTES:
        number = len(rows)
        row = {"number": number, "text": f"Line {number} of a long list — nothing in it means anything."}
        rows.append(
            {**row, "even": number % 2 == 0, "share": number / 8, "inner": {"none": None, "list": [1, 2]}}
        )
        size += len(dumps(rows[-1])) + 1
    return b'"rows":' + dumps(rows) + b"}"
