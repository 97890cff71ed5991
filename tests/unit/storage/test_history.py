"""The history: exchanges come back whole, within their limits, without a key, whatever the disk does."""

import sqlite3
import threading
from dataclasses import replace

import pytest

from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.exchange import Ending, Exchange, Head, Redirect, Sent, Timings
from betadeck.core.failure import Failure, FailureKind
from betadeck.storage import history_schema
from betadeck.storage.faults import StorageFault
from betadeck.storage.history import History, HistoryUsage
from helpers.disks import limited_file_size, mounted, names_in, remount_read_only

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"
GATEWAY_KEY = 'gate"way-ü-0123456789'
BODY = '{"model": "claude-x",\r\n  "seed": 12345678901234567890, "half": "\ud800"}  '
FULL = Exchange(
    id="x1",
    started_at="2026-11-22T10:00:00.123Z",
    draft=Draft(name="One", query=(Row("a", "b", on=False),), body_text=BODY, files=(FilePart("f", "/p"),)),
    target_name="Sandbox",
    sent=Sent(
        "POST", "http://127.0.0.1/v1/messages", (("a", "1"), ("a", "2")), BODY.encode(errors="surrogatepass")
    ),
    head=Head(200, "OK", "HTTP/1.1", (("Request-Id", "req_1"), ("content-type", "application/json"))),
    body=b'{"a": 1}\xff\x00',
    wire_bytes=7,
    arrivals=((3, 0.25), (10, 0.500001)),
    timings=Timings(0.1, None, 0.2, 0.25, 0.5, 0.51, True, 0.01),
    ending=Ending.FINISHED,
    redirects=(Redirect(Head(302), "http://127.0.0.1/there"),),
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "history"


@pytest.fixture
def history(folder):
    made = History(folder, 1_000_000)
    yield made
    made.close()


def sent_at(number, **changes):
    return replace(FULL, id=f"x{number}", started_at=f"2026-11-22T10:00:{number:02}.000Z", **changes)


def fault(call, *arguments, **options):
    with pytest.raises(StorageFault) as caught:
        call(*arguments, **options)
    return caught.value


def all_bytes(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_is_made_before_it_is_needed(folder):
    History(folder, 1)
    assert not folder.exists()


def test_an_exchange_comes_back_whole(history):
    history.add(FULL)
    assert history.load("x1") == FULL


def test_a_body_that_was_not_sent_as_typed_comes_back_too(history):
    other = replace(FULL, sent=replace(FULL.sent, body=b"other"))
    history.add(other)
    assert history.load("x1") == other


def test_a_failure_without_an_answer_comes_back(history):
    failure = Failure(FailureKind.REFUSED, "Nobody listens there.", "[Errno 111]")
    failed = replace(
        FULL, head=None, body=b"", arrivals=(), redirects=(), ending=Ending.FAILED, failure=failure
    )
    history.add(failed)
    assert history.load("x1") == failed
    (row,) = history.list(10)
    assert (row.status, row.ending, row.has_body) == (0, "failed", True)


def test_a_row_tells_what_the_list_shows(history):
    history.add(FULL)
    (row,) = history.list(10)
    assert (row.id, row.name, row.operation, row.status, row.ending) == (
        "x1",
        "One",
        "messages.create",
        200,
        "finished",
    )
    assert (row.request_id, row.model, row.target, row.total_ms) == ("req_1", "claude-x", "Sandbox", 510)
    assert (row.body_bytes, row.has_body, row.error_type) == (10, True, "")


def test_a_row_tells_the_type_of_an_error(history):
    body = b'{"type": "error", "error": {"type": "not_found_error", "message": "no"}}'
    history.add(sent_at(1, head=Head(404, headers=(("content-type", "application/json"),)), body=body))
    error = '{"type": "error", "error": {"type": "overloaded_error", "message": "m"}}'
    stream = f"event: ping\ndata: {{}}\n\nevent: error\ndata: {error}\n\n".encode()
    history.add(sent_at(2, head=Head(200, headers=(("content-type", "text/event-stream"),)), body=stream))
    history.add(sent_at(3), error_type="told", model="told too")
    rows = {row.id: (row.error_type, row.model) for row in history.list(10)}
    assert rows == {
        "x1": ("not_found_error", "claude-x"),
        "x2": ("overloaded_error", "claude-x"),
        "x3": ("told", "told too"),
    }


def test_the_newest_come_first_and_page_by_page(history):
    for number in (2, 1, 3):
        history.add(sent_at(number))
    first = history.list(2)
    assert [row.id for row in first] == ["x3", "x2"]
    assert [row.id for row in history.list(2, before=first[-1])] == ["x1"]


def test_all_words_are_looked_for_in_all_columns(history):
    history.add(sent_at(1, draft=replace(FULL.draft, name="100% sure_thing")))
    history.add(sent_at(2, target_name="Gate"))
    assert [row.id for row in history.list(9, text="SURE claude")] == ["x1"]
    assert [row.id for row in history.list(9, text="0% s")] == ["x1"]
    assert [row.id for row in history.list(9, text="sure%thing")] == []
    assert [row.id for row in history.list(9, text="gate 200")] == ["x2"]


def test_delete_forgets_the_files_too(history, folder):
    history.add(FULL)
    history.delete("x1")
    assert history.list(9) == []
    assert names_in(folder / "exchanges") == []
    assert fault(history.load, "x1").code == "gone"


def test_clearing(history, folder):
    history.add(sent_at(1))
    history.clear_bodies()
    assert names_in(folder / "exchanges") == []
    assert [(row.id, row.has_body) for row in history.list(9)] == [("x1", False)]
    history.clear()
    assert history.usage() == HistoryUsage(0, 0, 0, cap_bytes=1_000_000)


def test_the_oldest_answers_go_first_then_requests_and_rows_stay(folder):
    history = History(folder, 25_000)
    for number in range(1, 5):
        history.add(sent_at(number, body=b"x" * 8000))
    usage = history.usage()
    assert usage.kept_bytes <= 25_000
    assert [row.has_body for row in history.list(9)] == [True, True, False, False]
    old = history.load("x1")
    assert old == replace(sent_at(1), body=b"", body_gone=True)
    history.set_cap(1)
    assert history.usage() == HistoryUsage(4, 0, 0, cap_bytes=1)
    assert names_in(folder / "exchanges") == []
    assert fault(history.load, "x4").code == "gone"
    history.close()


def test_rows_have_a_limit_of_their_own(folder):
    history = History(folder, 1_000_000, cap_rows=2)
    for number in range(1, 5):
        history.add(sent_at(number))
    assert [row.id for row in history.list(9)] == ["x4", "x3"]
    assert len(names_in(folder / "exchanges")) == 4
    history.close()


def test_what_is_on_disk_is_what_usage_tells(history, folder):
    history.add(FULL)
    files = {path.suffix: path.stat().st_size for path in (folder / "exchanges").iterdir()}
    usage = history.usage()
    assert (usage.rows, usage.with_answer, usage.kept_bytes) == (1, 1, sum(files.values()))
    assert (usage.request_bytes, usage.answer_bytes) == (files[".request"], files[".answer"])
    assert 0 < usage.index_bytes < 1000


def test_no_key_is_kept_wherever_it_stands(history, folder):
    leaky = replace(
        FULL,
        draft=replace(
            FULL.draft,
            name=KEY,
            body_text=f'{{"model": "{KEY}", "k": "a\\n{KEY}"}}',
            headers=(Row("x-api-key", "short-one"),),
        ),
        sent=Sent(
            "POST",
            f"http://h/?k={KEY}",
            (("Authorization", f"Bearer {KEY}"), ("x-mine", GATEWAY_KEY)),
            f"{KEY} ".encode(),
        ),
        head=Head(200, "OK", "HTTP/1.1", (("x-echo", KEY), ("x-api-key", GATEWAY_KEY))),
        body=f"echo {KEY} and {GATEWAY_KEY}".encode(),
        failure=Failure(FailureKind.UNKNOWN, f"with {GATEWAY_KEY}", KEY),
    )
    history.add(leaky, secrets=(GATEWAY_KEY,))
    history.close()
    data = all_bytes(folder)
    for secret in (
        KEY[:-4].encode(),
        b"short-one",
        GATEWAY_KEY.encode(),
        b"way-\\u00fc",
        b"0123456789"[:6] + b"6789",
    ):
        assert secret not in data
    again = history.load("x1")
    assert len(again.body) == len(leaky.body)
    assert again.body.startswith(b"echo ****")


def test_a_key_is_masked_at_its_own_length_so_that_arrivals_hold(history):
    history.add(
        replace(FULL, body=b"<" + GATEWAY_KEY.encode() + b">", arrivals=()), secrets=(GATEWAY_KEY, "abc")
    )
    body = history.load("x1").body
    assert body[0:1] + body[-1:] == b"<>"
    assert body[-5:-1] == b"6789"


def test_a_broken_database_is_put_aside_and_a_new_one_begun(history, folder):
    history.add(FULL)
    history.close()
    (folder / "history.db").write_bytes(b"no database " * 1000)
    assert history.list(9) == []
    assert "put aside" in history.notice
    aside = next(path for path in folder.iterdir() if path.name.startswith("broken-"))
    assert "history.db" in names_in(aside)
    assert names_in(aside / "exchanges") == ["x1.answer", "x1.request"]
    history.add(FULL)
    assert history.load("x1") == FULL


def test_a_database_spoilt_while_open_does_no_harm(history, folder):
    for number in range(1, 60):
        history.add(sent_at(number % 60, body=b""))
    history._database.run(lambda connection: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    history.close()
    data = bytearray((folder / "history.db").read_bytes())
    data[4096:] = b"\xee" * (len(data) - 4096)
    (folder / "history.db").write_bytes(data)
    assert history.list(9) == []
    history.add(FULL)
    assert "damaged" in history.notice
    assert [row.id for row in history.list(9)] == ["x1"]


def test_a_database_of_others_is_put_aside(history, folder):
    folder.mkdir()
    with sqlite3.connect(folder / "history.db") as other:
        other.execute("CREATE TABLE notes (a)")
        other.execute(f"PRAGMA user_version = {history_schema.NEWEST}")
    other.close()
    assert history.list(9) == []
    assert history.notice


def test_a_newer_database_is_read_and_left_alone(history, folder):
    history.add(FULL)
    history._database.run(lambda connection: connection.execute("PRAGMA user_version = 99"))
    history.close()
    newer = History(folder, 1_000_000)
    assert [row.id for row in newer.list(9)] == ["x1"]
    assert "newer Betadeck" in newer.notice
    assert fault(newer.add, sent_at(2)).code == "newer_format"
    assert fault(newer.delete, "x1").code == "newer_format"
    assert names_in(folder / "exchanges") == ["x1.answer", "x1.request"]
    newer.close()


def test_files_that_a_kill_left_without_a_row_are_swept(history, folder):
    import os

    (folder / "exchanges").mkdir(parents=True)
    for name in ("old.request", "old.answer", "fresh.request"):
        (folder / "exchanges" / name).write_bytes(b"")
    for name in ("old.request", "old.answer"):
        os.utime(folder / "exchanges" / name, (0, 0))
    history.add(FULL)
    assert names_in(folder / "exchanges") == ["fresh.request", "x1.answer", "x1.request"]


@pytest.mark.parametrize(
    "spoil", [b"", b"{}\n", b'{"betadeck": 1, "sizes": [1]}\n', b"\0\0\0", b'{"betadeck": 2}\nx']
)
def test_a_spoilt_request_file_is_a_fault(history, folder, spoil):
    history.add(FULL)
    (folder / "exchanges" / "x1.request").write_bytes(spoil)
    assert fault(history.load, "x1").code == "broken"


def test_a_full_disk_is_a_fault_and_old_exchanges_stay(tmp_path):
    with mounted(tmp_path / "disk", "size=512k") as disk:
        history = History(disk / "history", 1_000_000)
        history.add(sent_at(1))
        assert fault(history.add, sent_at(2, body=b"x" * 600_000)).code == "full"
        assert names_in(disk / "history" / "exchanges") == ["x1.answer", "x1.request"]
        assert history.load("x1") == sent_at(1)
        history.add(sent_at(3))
        assert [row.id for row in history.list(9)] == ["x3", "x1"]
        history.close()


def test_a_database_that_cannot_grow_is_a_fault_and_no_litter(history, folder):
    history.add(sent_at(1))
    size = (folder / "history.db-wal").stat().st_size
    with limited_file_size(size + 100):
        assert fault(history.add, sent_at(2)).code in {"full", "io"}
    assert names_in(folder / "exchanges") == ["x1.answer", "x1.request"]
    history.add(sent_at(3))
    assert [row.id for row in history.list(9)] == ["x3", "x1"]


def test_a_read_only_disk_can_be_read(tmp_path):
    with mounted(tmp_path / "disk", "size=512k") as disk:
        history = History(disk / "history", 1_000_000)
        history.add(FULL)
        history.close()
        remount_read_only(disk)
        assert [row.id for row in history.list(9)] == ["x1"]
        assert history.load("x1") == FULL
        assert "only be read" in history.notice
        assert fault(history.add, sent_at(2)).code == "read_only"
        assert fault(history.delete, "x1").code == "read_only"
        history.close()
        assert fault(History(disk / "none", 1).list, 1).code == "read_only"


def test_many_threads_may_use_it_at_once(history):
    def work(start):
        for number in range(start, start + 5):
            history.add(replace(FULL, id=f"t{number}"))
            history.list(5)
            history.load(f"t{number}")

    threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 20, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert history.usage().rows == 20


def test_two_windows_share_it(history, folder):
    other = History(folder, 1_000_000)
    other.add(sent_at(1))
    history.add(sent_at(2))
    assert len(other.list(9)) == 2
    other.close()
