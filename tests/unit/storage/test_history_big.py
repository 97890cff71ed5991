"""Big answers in the history: a file shared with whoever looks at it, without keys, within the limit."""

import hashlib
from contextlib import closing
from dataclasses import replace

import pytest

from betadeck.core.body import is_on_disk
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.storage.history import History
from betadeck.storage.spool import Spool
from helpers.disks import names_in

MIB = 1 << 20
KEY = b"sk-ant-api03-" + b"Ab1_" * 22 + b"Zz9AA"
SECRET = "gateway-secret-0123456789"
ONE = Exchange(
    "big", "2026-11-22T10:00:00.000Z", Draft(body_text="{}"), "Sandbox", Sent("GET", "http://x", ()),
    Head(200, headers=(("content-type", "application/octet-stream"),)), ending=Ending.FINISHED,
)  # fmt: skip


@pytest.fixture
def history(tmp_path):
    with closing(History(tmp_path / "history", 100 * MIB)) as made:
        yield made


def on_disk(folder, data):
    """Return `data` as an answer that went to disk."""
    store = Spool(folder / "spool", lambda: MIB).store()
    work = store.add(data)
    assert work is not None
    work()
    body = store.body()
    assert is_on_disk(body)
    return body


def data_of(size, *planted):
    """Return `size` bytes of lines, with `planted` at their places."""
    data = bytearray(b"0123456789abcde\n" * (size // 16))
    for place, found in planted:
        data[place : place + len(found)] = found
    return bytes(data)


def test_a_big_answer_comes_back_from_disk_the_same_and_takes_no_second_room(tmp_path, history):
    data = data_of(20 * MIB)
    body = on_disk(tmp_path, data)
    history.add(replace(ONE, body=body))
    (kept,) = (tmp_path / "history" / "exchanges").glob("*.answer")
    assert kept.samefile(body.file.path)
    del body
    assert names_in(tmp_path / "spool") == []
    back = history.load("big").body
    assert is_on_disk(back)
    assert hashlib.sha256(back).digest() == hashlib.sha256(data).digest()
    assert history.usage().answer_bytes == len(data)


def test_deleting_the_row_deletes_the_file_and_who_looks_at_it_still_can(tmp_path, history):
    body = on_disk(tmp_path, data_of(4 * MIB))
    history.add(replace(ONE, body=body))
    history.delete("big")
    assert names_in(tmp_path / "history" / "exchanges") == []
    assert body[:] == data_of(4 * MIB)
    del body
    assert names_in(tmp_path / "spool") == []


@pytest.mark.parametrize("place", [0, MIB - 50, MIB, 2 * MIB - 3, 3 * MIB - 120], ids=str)
@pytest.mark.parametrize("key", [b' "' + KEY + b'"', b" " + SECRET.encode() + b" "], ids=["key", "secret"])
def test_a_key_anywhere_in_a_big_answer_is_masked_in_what_is_kept_alone(tmp_path, history, key, place):
    data = data_of(3 * MIB, (place, key[: 3 * MIB - place]))
    body = on_disk(tmp_path, data)
    history.add(replace(ONE, body=body), secrets=(SECRET,))
    kept = history.load("big").body[:]
    word = key.strip(b' "')
    assert word not in kept
    assert kept.replace(b"*", b"") == data.replace(word, word[-4:])
    assert len(kept) == len(data)
    assert body[:] == data


@pytest.mark.parametrize(
    "planted", [b" " + KEY + b" ", b" " + SECRET.encode() + b" ", b""], ids=["key", "secret", "none"]
)
def test_a_very_big_answer_is_looked_through_elsewhere(tmp_path, history, planted):
    data = data_of(10 * MIB, (9 * MIB, planted))
    body = on_disk(tmp_path, data)
    history.add(replace(ONE, body=body), secrets=(SECRET,))
    word = planted.strip()
    assert history.load("big").body[:].replace(b"*", b"") == data.replace(word, word[-4:])
    (kept,) = (tmp_path / "history" / "exchanges").glob("*.answer")
    assert kept.samefile(body.file.path) is not bool(word)


def test_an_answer_longer_than_the_limit_does_not_push_out_the_others(tmp_path):
    with closing(History(tmp_path / "history", 3 * MIB)) as history:
        history.add(replace(ONE, id="small", body=b"kept"))
        history.add(replace(ONE, body=on_disk(tmp_path, data_of(4 * MIB))))
        rows = {row.id: (row.body_bytes, row.has_body) for row in history.list(9)}
        assert rows == {"small": (4, True), "big": (4 * MIB, False)}
        assert history.load("big").body_gone
        assert history.load("small").body == b"kept"


def test_a_program_that_ends_does_not_wait_for_big_answers_to_be_read(tmp_path, history):
    history.hurry()
    history.add(replace(ONE, body=on_disk(tmp_path, data_of(40 * MIB))))
    assert [(row.id, row.has_body) for row in history.list(9)] == [("big", False)]


def test_old_big_answers_make_room_for_new_ones(tmp_path):
    with closing(History(tmp_path / "history", 10 * MIB)) as history:
        for number in range(4):
            at = f"2026-11-22T10:00:0{number}.000Z"
            body = on_disk(tmp_path, data_of(4 * MIB))
            history.add(replace(ONE, id=f"x{number}", started_at=at, body=body))
            del body
        assert [row.has_body for row in history.list(9)] == [True, True, False, False]
        assert sorted(names_in(tmp_path / "history" / "exchanges")) == [
            "x0.request", "x1.request", "x2.answer", "x2.request", "x3.answer", "x3.request",
        ]  # fmt: skip
        assert names_in(tmp_path / "spool") == []
