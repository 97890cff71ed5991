"""Looking for past exchanges: words in all their texts, filters, what is pinned and noted."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.core.history_query import HistoryQuery, Term, parse
from betadeck.storage import history_index, history_rows, history_schema, history_search
from betadeck.storage.faults import StorageFault
from betadeck.storage.history import History
from betadeck.storage.history_files import HistoryFiles
from betadeck.storage.history_record import encoded
from helpers.disks import mounted, remount_read_only

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"
TODAY = date(2026, 11, 22)


def exchange(number: int, **changes: object) -> Exchange:
    body = str(changes.pop("body", '{"model": "claude-x"}'))
    draft = Draft(
        name=str(changes.pop("name", f"N{number}")),
        operation=str(changes.pop("operation", "messages.create")),
        betas=tuple(changes.pop("betas", ())),
        body_text=body,
    )
    status = int(changes.pop("status", 200))
    answer = bytes(changes.pop("answer", b"{}"))
    headers = (("request-id", f"req_0{number}"), ("content-type", "application/json"))
    made = Exchange(
        id=f"x{number}",
        started_at=f"2026-11-22T10:{number // 60:02}:{number % 60:02}.000Z",
        draft=draft,
        target_name="Sandbox",
        sent=Sent("POST", "http://127.0.0.1/v1/messages", (), body.encode()),
        head=Head(status, headers=headers) if status else None,
        body=answer if status else b"",
        ending=Ending.FINISHED if status else Ending.FAILED,
    )
    return replace(made, **changes)


@pytest.fixture
def history(tmp_path):
    made = History(tmp_path / "history", 1_000_000)
    yield made
    made.close()


def found(history: History, text: str) -> list[str]:
    return [row.id for row in history.search(parse(text), 100, TODAY)]


def test_words_are_found_in_request_answer_error_and_row(history):
    history.add(exchange(1, body='{"messages": [{"content": "Where do elephants sleep?"}]}'))
    history.add(exchange(2, answer=b'{"type":"message","content":[{"type":"text","text":"Standing up"}]}'))
    error = b'{"type":"error","error":{"type":"overloaded_error","message":"Come back later"}}'
    history.add(exchange(3, status=529, answer=error))
    history.add(exchange(4, name="Giraffe neck"))
    assert found(history, "elephants ") == ["x1"]
    assert found(history, '"standing up"') == ["x2"]
    assert found(history, '"up standing"') == []
    assert found(history, "later") == ["x3"]
    assert found(history, "giraf") == ["x4"]
    assert found(history, "req_03") == ["x3"]
    assert found(history, "model -giraffe -elephants ") == ["x3", "x2"]
    assert found(history, "-elephants -standing ") == ["x4", "x3"]
    assert found(history, "Éléphants ") == ["x1"]


def test_a_word_must_be_whole_unless_it_has_a_star_or_is_being_typed(history):
    history.add(exchange(1, body='{"text": "overloaded"}'))
    assert found(history, "overl* ") == found(history, "overl") == ["x1"]
    assert found(history, "overl ") == []


def test_chinese_is_found_by_any_part_of_it(history):
    history.add(exchange(1, body='{"text": "今天天气很好"}'))
    assert found(history, "天气 ") == ["x1"]
    assert found(history, "气天 ") == []


def test_filters(history):
    history.add(exchange(1, betas=("context-management-2025-06-27", "other-2025-01-01")), preset="Work/One")
    history.add(exchange(2, status=400, operation="models.list"), model="claude-opus-9", error_type="bad")
    history.add(exchange(3, status=0))
    history.add(exchange(4, ending=Ending.CANCELLED, target_name="Gate"))
    history.add(exchange(5, started_at="2026-11-20T23:30:00.000Z"))
    wanted = {
        "status:400": ["x2"], "status:4xx": ["x2"], "status:none": ["x3"],
        "status:none status:400": ["x3", "x2"],
        "beta:context": ["x1"], "beta:context beta:nothing": [], "model:OPUS": ["x2"], "op:list": ["x2"],
        "preset:work/": ["x1"], "target:gate": ["x4"], "id:req_04": ["x4"], "id:x5": ["x5"],
        "is:error": ["x3", "x2"], "is:cancelled": ["x4"], "is:failed": ["x3"], "is:ok": ["x1", "x5"],
        "-is:ok": ["x4", "x3", "x2"], "is:error model:opus": ["x2"], "-status:200 -status:none": ["x2"],
        "is:pinned": [], "is:noted": [],
    }  # fmt: skip
    assert {text: found(history, text) for text in wanted} == wanted


def test_days_begin_at_midnight_where_the_user_is():
    at = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    zone = timezone(timedelta(hours=1))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        history_schema.upgrade(connection)
        row = history_rows.row_of(exchange(1, started_at=at.isoformat()), "", "", "", None)
        history_rows.insert(row, 1, 1, connection)

        def ids(text: str) -> list[str]:
            condition = history_search.conditions(connection, parse(text), TODAY, zone)
            return [each.id for each in history_rows.select(connection, 9, None, condition)]

        assert (
            ids("on:2026-11-21") == ids("after:2026-11-21") == ids("on:yesterday") == ids("on:1d") == ["x1"]
        )
        assert ids("on:2026-11-20") == ids("before:2026-11-21") == ids("after:today") == []
        assert ids("on:2026-11") == ids("before:today") == ["x1"]


@settings(max_examples=40)
@given(st.text(max_size=30), st.booleans())
def test_nothing_that_can_be_typed_breaks_the_search(text, prefix):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        history_schema.upgrade(connection)
        history_index.prepare(connection)
        for query in (parse(text), HistoryQuery((Term(text, prefix),))):
            condition = history_search.conditions(connection, query, TODAY)
            assert history_rows.select(connection, 9, None, condition) == []


@pytest.mark.parametrize(
    "text", ['"', "a NEAR b", "x" * 900_000, "- " * 5000, "a " * 5000, "(", "col:x", "NOT", "\x00a"]
)
def test_long_and_odd_lines_are_searched_too(history, text):
    history.add(exchange(1))
    assert found(history, text) in ([], ["x1"])
    assert [row.id for row in history.list(9)] == ["x1"]


def test_a_search_that_nobody_waits_for_any_more_ends(history):
    for number in range(5):
        history.add(exchange(number, body='{"text": "word"}'))
    asked = []

    def is_stale() -> bool:
        asked.append(1)
        return len(asked) > 1

    assert history.search(parse("word"), 9, TODAY, lambda: True) is None
    assert history.search(parse(" ".join(["wo*"] * 25)), 9, TODAY, is_stale) is None or len(asked) == 1
    assert len(found(history, "word")) == 5


def test_pins_notes_betas_presets_and_tokens_come_back_with_the_rows(history):
    usage = {"input_tokens": 3, "cache_read_input_tokens": 4, "output_tokens": 5}
    answer = json.dumps({"type": "message", "content": [], "usage": usage}).encode()
    history.add(exchange(1, betas=("a-2025-01-01", "b-2025-01-01"), answer=answer), preset="Work/One")
    history.pin("x1", True)
    history.note("x1", "the good one, half \ud800")
    (row,) = history.list(9)
    assert (row.pinned, row.note, row.preset) == (True, "the good one, half ?", "Work/One")
    assert row.betas == ("a-2025-01-01", "b-2025-01-01")
    assert (row.input_tokens, row.output_tokens) == (7, 5)
    assert found(history, "is:pinned") == found(history, "is:noted") == found(history, '"good one"') == ["x1"]
    history.pin("x1", False)
    history.note("x1", "")
    assert found(history, "is:pinned") == found(history, "is:noted") == []


def test_what_was_asked_beside_a_request_is_told_from_what_was_sent(history):
    history.add(exchange(1))
    history.add(exchange(2), beside=True)
    assert [row.beside for row in history.list(9)] == [True, False]
    assert (found(history, "is:beside"), found(history, "-is:beside")) == (["x2"], ["x1"])


def test_what_is_pinned_stays_when_room_is_made(tmp_path):
    with closing(History(tmp_path, 1, cap_rows=2)) as history:
        history.add(exchange(1))
        history.set_cap(1_000_000)
        history.add(exchange(2))
        history.pin("x2", True)
        for number in (3, 4, 5):
            history.add(exchange(number))
        history.set_cap(1)
        assert [row.id for row in history.list(9)] == ["x5", "x2"]
        assert history.load("x2").body == b"{}"
        assert (history.usage().pinned, history.usage().rows) == (1, 2)
        assert history.usage().pinned_bytes == history.usage().kept_bytes > 0
        history.pin("x2", False)
        assert history.usage().kept_bytes == 0


def test_the_index_counts_and_goes_with_the_request(tmp_path):
    with closing(History(tmp_path, 1_000_000)) as history:
        history.add(exchange(1, body='{"text": "elephants"}'))
        before = history.usage()
        assert before.index_bytes > 0
        history.set_cap(before.kept_bytes + before.index_bytes - 1)
        assert (history.usage().answer_bytes, history.usage().index_bytes) == (0, before.index_bytes)
        assert found(history, "elephants") == ["x1"]
        history.set_cap(1)
        assert (history.usage().kept_bytes, history.usage().index_bytes) == (0, 0)
        assert found(history, "elephants") == []


@pytest.mark.parametrize("forget", ["delete", "clear_bodies", "clear", "add"])
def test_what_is_forgotten_is_not_found_and_lies_nowhere_on_the_disk(tmp_path, forget):
    with closing(History(tmp_path, 1_000_000)) as history:
        history.add(exchange(1, body='{"text": "elephantine"}'))
        if forget == "add":
            history.add(exchange(1, body="{}"))
        else:
            getattr(history, forget)(*(("x1",) if forget == "delete" else ()))
        assert found(history, "elephantine") == []
        history.close()
        if forget.startswith("clear"):
            assert b"elephantine" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*.db*"))


def test_keys_are_not_indexed(history, tmp_path):
    own = "gateway-secret-0123456789"
    body = f'{{"text": "mine is {KEY} and {own}"}}'
    history.add(exchange(1, body=body, answer=f'{{"echo": "{KEY} {own}"}}'.encode()), secrets=(own,))
    assert found(history, f'"{own}"') == found(history, KEY) == []
    assert found(history, "mine") == ["x1"]


def test_filters_can_be_chosen_from_what_there_is(history):
    history.add(exchange(1, betas=("a-2025-01-01", "b-2025-01-01")))
    history.add(exchange(2, betas=("b-2025-01-01",), status=0), preset="One")
    told = history.facets()
    assert told.betas == (("b-2025-01-01", 2), ("a-2025-01-01", 1))
    assert told.models == (("claude-x", 2),)
    assert sorted(told.statuses) == [("200", 1), ("none", 1)]
    assert told.presets == (("One", 1),)


def left_by_the_first_format(folder):
    """Make a history as the first format left it and return its exchanges; the files of one are gone."""
    made = [exchange(number, body=f'{{"text": "word{number}"}}') for number in range(5)]
    folder.mkdir(exist_ok=True)
    files = HistoryFiles(folder / "exchanges")
    with closing(sqlite3.connect(folder / "history.db", isolation_level=None)) as connection:
        history_schema.upgrade(connection, history_schema.STEPS[:1])
        for each in made:
            files.write(each.id, encoded(each), each.body)
            connection.execute(
                "INSERT INTO exchanges VALUES "
                "(?, ?, 'N', 'messages.create', 200, 'finished', '', '', '', 't', 1, 2, 100, 2)",
                (each.started_at, each.id),
            )
    files.remove("x3")
    return made


def test_an_old_history_on_a_read_only_disk_is_listed_and_searched_by_its_rows(tmp_path):
    with mounted(tmp_path / "disk", "size=2m") as disk:
        made = left_by_the_first_format(disk / "history")
        remount_read_only(disk)
        with closing(History(disk / "history", 1_000_000)) as history:
            assert len(history.list(9)) == 5
            assert history.load("x1") == made[1]
            assert found(history, "op:messages.create id:x2") == ["x2"]
            assert "can only be read" in history.notice
            for change in (lambda: history.pin("x1", True), lambda: history.add(exchange(9))):
                with pytest.raises(StorageFault) as caught:
                    change()
                assert caught.value.code == "read_only"


def test_an_old_history_is_upgraded_and_indexed_bit_by_bit(tmp_path):
    """Its exchanges come back whole, and can be searched in the end."""
    made = left_by_the_first_format(tmp_path)
    with closing(History(tmp_path, 1_000_000)) as history:
        assert [row.id for row in history.list(9)] == ["x4", "x3", "x2", "x1", "x0"]
        assert history.load("x1") == made[1]
        assert found(history, "word1") == []
        assert [history.index_missing(2) for _ in range(4)] == [2, 2, 1, 0]
        assert found(history, "word1") == ["x1"]
        assert found(history, "word3") == []
        assert history.list(9)[0].note == ""


def test_without_full_text_search_the_rows_are_searched(tmp_path, monkeypatch):
    monkeypatch.setattr(history_index, "_has_fts5", lambda _connection: False)
    with closing(History(tmp_path, 1_000_000)) as history:
        history.add(exchange(1, name="Giraffe", body='{"text": "elephants"}'))
        assert found(history, "giraffe ") == ["x1"]
        assert found(history, "elephants ") == []
        assert history.index_missing(9) == 0
        history.delete("x1")
    monkeypatch.undo()
    with closing(History(tmp_path, 1_000_000)) as history:
        history.add(exchange(2, body='{"text": "elephants"}'))
        assert found(history, "elephants ") == ["x2"]


def test_the_start_of_an_answer_is_read_alone(history):
    history.add(exchange(1, answer=b"0123456789"))
    assert history.peek("x1", 4).body == b"0123"
    with pytest.raises(StorageFault) as caught:
        history.peek("gone", 4)
    assert caught.value.code == "gone"
