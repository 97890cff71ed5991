from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Head, Sent, Timings, arrived_at_s
from betadeck.core.exchange_fold import ExchangeFold
from betadeck.core.failure import Failure, FailureKind


def fold_at(times) -> ExchangeFold:
    ticks = iter(times)
    sent = Sent("POST", "https://h/v1/messages", ())
    return ExchangeFold(
        Draft(), "API", sent, "id-1", "2026-01-01T00:00:00.000Z", elapsed_s=lambda: next(ticks)
    )


def test_an_exchange_holds_all_that_was_reported():
    fold = fold_at([1.0, 2.0])
    moved, head, timings = Head(302), Head(200, headers=(("request-id", "req_1"),)), Timings(connected_s=0.5)
    fold.redirect(moved, "https://h/x")
    fold.head(head)
    fold.body(b"ab", 10)
    fold.body(b"c", 12)
    fold.timing(timings)
    failure = Failure(FailureKind.CUT_BODY, "cut")
    exchange = fold.exchange(Ending.FAILED, failure)
    assert (exchange.id, exchange.target_name, exchange.request_id) == ("id-1", "API", "req_1")
    assert (exchange.body, exchange.wire_bytes) == (b"abc", 12)
    assert (exchange.timings, exchange.ending, exchange.failure) == (timings, Ending.FAILED, failure)
    assert [(each.head.status, each.location) for each in exchange.redirects] == [(302, "https://h/x")]


def test_any_byte_can_be_timed():
    fold = fold_at([1.0, 2.0, 3.0])
    for chunk in (b"ab", b"c", b"def"):
        fold.body(chunk, 0)
    arrivals = fold.exchange().arrivals
    assert [arrived_at_s(arrivals, offset) for offset in range(7)] == [1.0, 1.0, 2.0, 3.0, 3.0, 3.0, None]


def test_a_flood_does_not_make_a_list_as_long_as_itself():
    fold = fold_at(number / 100_000 for number in range(1000))
    for _ in range(1000):
        fold.body(b"x", 0)
    exchange = fold.exchange()
    assert len(exchange.body) == 1000
    assert len(exchange.arrivals) <= 11


def test_empty_chunks_only_count_what_came_over_the_wire():
    fold = fold_at([])
    fold.body(b"", 7)
    exchange = fold.exchange()
    assert (exchange.body, exchange.wire_bytes, exchange.arrivals) == (b"", 7, ())


def test_it_can_be_asked_at_any_time():
    fold = fold_at([1.0, 2.0])
    assert fold.exchange().head is None
    assert fold.exchange().ending is Ending.RUNNING
    fold.body(b"a", 1)
    assert (fold.body_so_far(), fold.received_bytes) == (b"a", 1)
    fold.body(b"b", 2)
    assert fold.body_so_far() == b"ab"
    assert fold.body_so_far() is fold.body_so_far()
