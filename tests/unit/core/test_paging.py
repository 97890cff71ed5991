"""Pages of lists: what comes next, and all of them joined."""

import json
from dataclasses import replace

import pytest

from betadeck.core.catalog import Operation, Param
from betadeck.core.draft import Draft, Row
from betadeck.core.exchange import Exchange, Head, Sent
from betadeck.core.paged_run import PagedRun, as_json, as_lines, begun, gone_on
from betadeck.core.paging import Page, next_draft, page_of
from helpers.catalogue import pool, shipped

LIST = Draft(method="GET", path="/v1/things", query=(Row("limit", "2"),))


def answered(body, draft=LIST, status=200):
    text = body if isinstance(body, str) else json.dumps(body)
    return Exchange("1", "", draft, "T", Sent("GET", "http://x/", ()), Head(status), text.encode())


def test_cursor_lists_go_on_behind_their_last_id_and_token_lists_with_their_token():
    page = page_of(answered({"data": [{"id": "a"}], "has_more": True, "first_id": "a", "last_id": "b"}), None)
    assert next_draft(LIST, page).query == (Row("limit", "2"), Row("after_id", "b"))
    page = page_of(answered({"data": [{}], "next_page": "t"}), None)
    assert next_draft(LIST, page).query == (Row("limit", "2"), Row("page", "t"))


def test_a_list_that_is_read_backwards_goes_on_backwards():
    draft = replace(LIST, query=(Row("before_id", "m"), Row("limit", "2")))
    page = page_of(answered({"data": [1], "has_more": True, "first_id": "k", "last_id": "l"}, draft), None)
    assert next_draft(draft, page).query == (Row("limit", "2"), Row("before_id", "k"))


def test_the_parameter_that_goes_on_stands_once_and_one_that_is_off_is_kept():
    draft = replace(LIST, query=(Row("page", "old"), Row("page", "noted", on=False)))
    assert next_draft(draft, Page((), "page", "new")).query == (
        Row("page", "noted", on=False),
        Row("page", "new"),
    )


def test_the_operation_tells_how_its_token_is_called():
    query = (Param("page_token", False, {}),)
    operation = Operation("x", "GET", "/v1/things", "X", "List", query=query, paging="page")
    page = page_of(answered({"data": [], "next_page": "t"}), operation)
    assert (page.name, page.value) == ("page_token", "t")


@pytest.mark.parametrize(
    "body",
    [
        {"data": [], "has_more": False, "last_id": "x"},
        {"data": [1], "next_page": None},
        {"data": [1], "next_page": ""},
        {"data": [], "has_more": True, "last_id": None},
    ],
)
def test_the_last_page_has_none_behind_it(body):
    assert not page_of(answered(body), None).has_more


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"data": 5, "has_more": true}', '{"data": []}', '"x"', "\xff"]
)
def test_what_is_no_page_is_none(body):
    assert page_of(answered(body), None) is None
    assert page_of(answered({"data": [], "next_page": "x"}, status=400), None) is None


def test_answers_of_calls_without_pages_are_not_looked_at():
    operation = Operation("x", "POST", "/v1/things", "X", "Create", response="Thing")
    assert page_of(answered({"data": [1], "next_page": "t"}), operation) is None


def test_every_paged_operation_of_the_catalogue_has_the_fields_and_parameters_that_pages_need():
    fields = {"cursor": ({"has_more", "last_id"}, "after_id"), "page": ({"next_page"}, "page")}
    for operation in shipped().operations.values():
        if operation.paging and operation.response:
            needed, name = fields[operation.paging]
            assert needed <= pool()[operation.response]["properties"].keys(), operation.id
            assert name in {each.name for each in operation.query}, operation.id


def test_entries_stay_byte_for_byte():
    text = (
        '{ "x": [1], "data" : [ {"n": 1.10,\n "s": "a]\\u00e9,é"} , 2e400,[ ], "q\\"" ] , "has_more":false}'
    )
    page = page_of(answered(text), None)
    assert page.entries == ('{"n": 1.10,\n "s": "a]\\u00e9,é"}'.encode(), b"2e400", b"[ ]", b'"q\\""')
    assert page_of(answered('{"data":[],"has_more":false}'), None).entries == ()


@pytest.mark.parametrize(
    "body",
    ['{"data": [1, "has_more": true}', '{"data": [1], "has_more": true', '{"data": [], "has_more": 1} x'],
)
def test_a_page_that_is_not_whole_is_none(body):
    assert page_of(answered(body), None) is None


def test_a_run_joins_its_pages_and_ends_with_the_last():
    run = begun(LIST, Page((b"1",), "page", "two"))
    run = gone_on(run, Page((b"2",), "page", "three"))
    assert (run.pages, run.next.query[-1]) == (2, Row("page", "three"))
    run = gone_on(run, Page((b"3",)))
    assert (run.entries, run.pages, run.next) == ((b"1", b"2", b"3"), 3, None)


def test_a_server_that_names_the_same_page_for_ever_does_not_keep_us_for_ever():
    run = gone_on(begun(LIST, Page((b"1",), "page", "same")), Page((b"1",), "page", "same"))
    assert run.next is None and "same page" in run.problem


def test_the_joined_list_is_json_and_a_line_an_entry():
    entries = (b'{"a":\n1}', b'"x"')
    assert json.loads(b"".join(as_json(entries))) == {"data": [{"a": 1}, "x"]}
    assert [json.loads(line) for line in b"".join(as_lines(entries)).splitlines()] == [{"a": 1}, "x"]
    assert json.loads(b"".join(as_json(()))) == {"data": []}
    assert PagedRun((), 1, None).problem == ""
