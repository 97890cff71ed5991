import functools
import gzip
import random
import zlib

import brotli
import pytest
import zstandard

from betadeck.core.failure import FailureKind
from betadeck.transport.codecs import PIECE_BYTES
from betadeck.transport.decoding import BodyDecoder
from helpers.fault_behaviours import answer, chunked, half_body, raw, raw_then_close
from helpers.fault_server import fault_server
from helpers.sending import send, target_at


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACK = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
TEXT = "".join(f"event: ping {number} é\n\n" for number in range(5000)).encode()


def decoded(decoder: BodyDecoder, *parts: bytes) -> bytes:
    out = b"".join(piece for part in parts for piece in decoder.feed(part))
    return out + b"".join(decoder.close())


def cut(data: bytes, seed: int) -> list[bytes]:
    """Return `data` in pieces of random size, from single bytes up."""
    chooser = random.Random(seed)
    pieces = []
    while data:
        size = chooser.choice([1, 2, 7, 500, 5000])
        pieces.append(data[:size])
        data = data[size:]
    return pieces


@pytest.mark.parametrize("encoding", PACK)
@pytest.mark.parametrize("seed", range(3))
def test_any_cutting_gives_the_same_bytes(encoding, seed):
    decoder = BodyDecoder(encoding)
    assert decoded(decoder, *cut(PACK[encoding](TEXT), seed)) == TEXT
    assert decoder.fault is None


def test_bare_deflate_is_read_too():
    decoder = BodyDecoder("deflate")
    assert decoded(decoder, *cut(bare_deflate(TEXT), 1)) == TEXT
    assert decoder.fault is None


@pytest.mark.parametrize("encoding", ["", "identity", " Identity , "])
def test_no_encoding_changes_nothing(encoding):
    assert decoded(BodyDecoder(encoding), TEXT) == TEXT


def test_encodings_are_undone_in_reverse_order():
    decoder = BodyDecoder("gzip, BR")
    assert decoded(decoder, *cut(brotli.compress(gzip.compress(TEXT)), 2)) == TEXT
    assert decoder.fault is None


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_several_members_in_a_row_are_one_body(encoding):
    data = PACK[encoding](b"one ") + PACK[encoding](b"two")
    for parts in ([data], cut(data, 3), [bytes([byte]) for byte in data]):
        assert decoded(BodyDecoder(encoding), *parts) == b"one two"


@pytest.mark.parametrize("encoding", PACK)
def test_an_empty_body_is_no_fault(encoding):
    decoder = BodyDecoder(encoding)
    assert decoded(decoder) == b""
    assert decoder.fault is None


@pytest.mark.parametrize("encoding", PACK)
def test_a_body_that_is_not_encoded_at_all_comes_out_as_it_is(encoding):
    decoder = BodyDecoder(encoding)
    body = b'{"type":"error","error":{"type":"api_error","message":"oops"}}' * 50
    assert decoded(decoder, *cut(body, 4)) == body
    assert decoder.fault.kind is FailureKind.DECODING
    assert encoding in decoder.fault.message


@pytest.mark.parametrize("encoding", PACK)
def test_a_body_that_ends_early_keeps_what_was_decoded(encoding):
    noise = random.Random(1).randbytes(200_000)
    decoder = BodyDecoder(encoding)
    got = decoded(decoder, PACK[encoding](noise)[:-5])
    assert decoder.fault.kind is FailureKind.DECODING
    assert got
    assert noise.startswith(got)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd"])
def test_a_body_that_breaks_in_the_middle_keeps_what_was_decoded(encoding):
    noise = random.Random(1).randbytes(400_000)
    checked = zstandard.ZstdCompressor(write_checksum=True).compress
    data = bytearray({**PACK, "zstd": checked}[encoding](noise))
    data[-1] ^= 0xFF
    data[len(data) * 3 // 4] ^= 0xFF
    decoder = BodyDecoder(encoding)
    got = decoded(decoder, *[bytes(data[place : place + 9000]) for place in range(0, len(data), 9000)])
    assert decoder.fault.kind is FailureKind.DECODING
    assert len(got) > 100_000
    assert got[:100_000] == noise[:100_000]


def test_an_unknown_encoding_is_said_and_the_body_kept():
    decoder = BodyDecoder("gzip, rot13")
    assert decoded(decoder, b"abc", b"def") == b"abcdef"
    assert "rot13" in decoder.fault.message


@pytest.mark.parametrize("encoding", PACK)
def test_a_bomb_goes_off_in_small_pieces(encoding):
    quickly = {**PACK, "br": functools.partial(brotli.compress, quality=1)}
    bomb = quickly[encoding](bytes(20 * PIECE_BYTES))
    sizes = [len(piece) for piece in BodyDecoder(encoding).feed(bomb)]
    assert sum(sizes) == 20 * PIECE_BYTES
    assert max(sizes) <= 9 * PIECE_BYTES


@pytest.mark.parametrize("encoding", PACK)
def test_over_the_wire_both_sizes_are_told(encoding):
    packed = PACK[encoding](TEXT)
    with fault_server(answer(packed, "200 OK", f"content-encoding: {encoding}")) as server:
        sink, failure = send(target_at(server.url))
    assert failure is None
    assert (sink.text, sink.wire_bytes) == (TEXT, len(packed))


def test_each_flushed_event_comes_out_at_once():
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    parts = [
        packer.compress(b"data: %d\n\n" % number) + packer.flush(zlib.Z_SYNC_FLUSH) for number in range(3)
    ]
    decoder = BodyDecoder("gzip")
    assert [b"".join(decoder.feed(part)) for part in parts] == [
        b"data: 0\n\n",
        b"data: 1\n\n",
        b"data: 2\n\n",
    ]


def test_a_wrong_encoding_fails_the_send_with_the_body_kept():
    with fault_server(answer(b'{"a":1}', "200 OK", "content-encoding: gzip")) as server:
        sink, failure = send(target_at(server.url))
    assert failure.kind is FailureKind.DECODING
    assert (sink.text, sink.wire_bytes) == (b'{"a":1}', 7)


def test_a_body_that_breaks_is_not_waited_for():
    noise = random.Random(1).randbytes(100_000)
    data = bytearray(gzip.compress(noise))
    data[60_000:60_100] = bytes(100)
    endless = chunked(bytes(data), end=False, headers="content-encoding: gzip\r\n")
    with fault_server(raw(endless)) as server:
        sink, failure = send(target_at(server.url))
        assert server.hung_up.wait(15)
    assert failure.kind is FailureKind.DECODING
    assert noise.startswith(sink.text[:50_000])


def test_a_cut_connection_counts_more_than_a_cut_encoding():
    packed = gzip.compress(TEXT)[:-20]
    for behaviour in (
        half_body(packed, "content-encoding: gzip"),
        raw_then_close(chunked(packed, end=False, headers="content-encoding: gzip\r\n")),
    ):
        with fault_server(behaviour) as server:
            sink, failure = send(target_at(server.url))
        assert failure.kind is FailureKind.CUT_BODY
        assert sink.text
        assert TEXT.startswith(sink.text)
