"""One send from start to end: find the way, send, follow redirects when asked to, report what arrives."""

import asyncio
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from betadeck.core.exchange import Head
from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.target import Target
from betadeck.core.wire import WireRequest
from betadeck.transport.body import read_body
from betadeck.transport.deadline import Deadline
from betadeck.transport.errors import TRANSLATED, failure_of
from betadeck.transport.phase import Phase
from betadeck.transport.pool import Pools
from betadeck.transport.proxies import ProxyChoice, choose_proxy
from betadeck.transport.redirects import MAX_REDIRECTS, next_request
from betadeck.transport.sink import Sink
from betadeck.transport.situation import Situation, situation_of
from betadeck.transport.time_out_words import limit_s
from betadeck.transport.timing import Progress
from betadeck.transport.upload import Upload, measured

_SLOW_PROXY_LOOKUP = sys.platform in {"win32", "darwin"}


class Journey:
    """Sends one request; made for one `run`."""

    def __init__(
        self,
        pools: Pools,
        request: WireRequest,
        target: Target,
        sink: Sink,
        elapsed_s: Callable[[], float],
        on_sent: Callable[[int], None],
    ) -> None:
        self._pools = pools
        self._request = request
        self._target = target
        self._sink = sink
        self._elapsed_s = elapsed_s
        self._on_sent = on_sent
        self._proxy: ProxyChoice | None = None
        self._deadline = Deadline()
        self._progress = Progress(elapsed_s, self._on_phase)

    async def run(self) -> None:
        """Send and report until the last byte.

        Raises:
            SendError: the answer did not come, or not whole. Nothing of the library's error is chained to
                it, because such texts may hold the key.
        """
        failure: Failure | None = None
        try:
            async with self._deadline:
                failure = await self._all_hops()
        except SendError as error:
            failure = error.failure
        except TRANSLATED as error:
            failure = failure_of(error, self._situation())
        finally:
            self._progress.note(ended_s=self._elapsed_s())
            self._sink.timing(self._progress.timings)
        if failure is not None:
            raise SendError(failure)

    async def _all_hops(self) -> Failure | None:
        for _ in range(MAX_REDIRECTS + 1):
            following = await self._hop()
            if not isinstance(following, WireRequest):
                return following
            self._request = following
        message = f"The server sent us on {MAX_REDIRECTS + 1} times; that looks like a circle."
        return Failure(FailureKind.REDIRECT_LOOP, message)

    async def _hop(self) -> WireRequest | Failure | None:
        """Send the present request; return where it leads, or how its body ended (None: whole)."""
        self._request = measured(self._request)
        pool = await self._pool()
        self._progress = Progress(self._elapsed_s, self._on_phase)
        self._progress.note(queued_s=self._elapsed_s())
        upload = Upload(self._request, self._on_moved)
        try:
            response = await pool.handle_async_request(self._outgoing(upload))
        finally:
            await upload.aclose()
            await self._progress.tap.close_orphan()
        try:
            return await self._answered(response)
        finally:
            await response.aclose()

    async def _pool(self) -> httpx.AsyncHTTPTransport:
        url = self._request.url
        if _SLOW_PROXY_LOOKUP:
            self._proxy = await asyncio.to_thread(choose_proxy, self._target, url)
        else:
            self._proxy = choose_proxy(self._target, url)
        tls = urlsplit(url).scheme == "https"
        return await self._pools.get(tls=tls, proxy=self._proxy, ca_file=self._target.ca_file)

    def _outgoing(self, upload: Upload) -> httpx.Request:
        """Return the request in the library's terms; giving the stream ourselves, it adds no header."""
        lines = [
            (line.name.encode("latin-1"), line.value.encode("latin-1")) for line in self._request.headers
        ]
        extensions = {"trace": self._progress.trace}
        return httpx.Request(
            self._request.method, self._request.url, headers=lines, stream=upload, extensions=extensions
        )

    async def _answered(self, response: httpx.Response) -> WireRequest | Failure | None:
        head = _head(response)
        following = next_request(self._request, head) if self._target.redirects else None
        if following is not None:
            self._sink.redirect(head, following.url)
            return following
        self._sink.head(head)
        failure = await read_body(response, self._sink, self._deadline.beat)
        self._progress.note(last_byte_s=self._elapsed_s())
        return failure

    def _on_moved(self, sent_bytes: int) -> None:
        self._deadline.beat()
        self._on_sent(sent_bytes)

    def _on_phase(self, phase: Phase) -> None:
        self._deadline.limit(limit_s(phase, self._target.timeouts))
        self._sink.timing(self._progress.timings)

    def _situation(self) -> Situation:
        return situation_of(self._progress, self._request, self._target, self._proxy)


def _head(response: httpx.Response) -> Head:
    extensions = response.extensions
    return Head(
        status=response.status_code,
        reason=_text(extensions.get("reason_phrase", b"")),
        http_version=_text(extensions.get("http_version", b"HTTP/1.1")),
        headers=tuple((_text(name), _text(value)) for name, value in response.headers.raw),
    )


def _text(raw: bytes) -> str:
    """Return header bytes as text: UTF-8 where it is that, else Latin-1, which takes any byte."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
