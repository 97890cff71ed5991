"""The history's database with 10,000 exchanges: listed, searched, added to."""

import json
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from table import Row

RUNS = 7
_COUNT = 10_000
_SEARCHES = ("storm harbour", "status:4xx", "req_00001234", "is:error model:opus")


def rows() -> list[Row]:
    """Fill a database and ask it, as the program's storage thread does."""
    from betadeck.core.history_query import parse
    from betadeck.storage.history import History

    with TemporaryDirectory() as folder:
        history = History(Path(folder), 10_000_000_000)
        _fill(history)
        today = date(2026, 11, 22)
        listed = _ms(lambda: history.list(_COUNT))
        searched = [
            each
            for line in _SEARCHES
            for each in _ms(lambda line=line: history.search(parse(line), _COUNT, today))
        ]
        added = [
            _ms(lambda number=number: history.add(_exchange(number)), 1)[0]
            for number in range(_COUNT, _COUNT + 30)
        ]
        history.close()
    return [
        Row("history: 10,000 rows read for the list", listed, [], "", "ms", "≤ 100 ms"),
        Row("history: search over requests, answers, errors, filters", searched, [], "", "ms", ""),
        Row("history: keep one exchange", added, [], "", "ms", ""),
    ]


def _fill(history: "History") -> None:  # noqa: F821
    """Put the rows in at one go; one by one each would be a transaction of its own."""
    from betadeck.core.search_text import search_text, small_answer
    from betadeck.storage import history_index, history_rows

    def work(connection: object) -> None:
        for number in range(_COUNT):
            exchange = _exchange(number)
            answer = small_answer(exchange)
            history_rows.insert(
                history_rows.row_of(exchange, "", "", "", answer), 500, len(exchange.body), connection
            )
            history_index.put(connection, exchange.id, search_text(exchange, answer))

    history.list(1)
    history._database.run(work, writing=True)


def _exchange(number: int) -> "Exchange":  # noqa: F821
    from betadeck.core.draft import Draft
    from betadeck.core.exchange import Ending, Exchange, Head, Sent

    chance = random.Random(number)
    words = ("storm", "harbour", "ship", "wind", "letter", "stone", "river", "garden", "lamp", "road")
    said = " ".join(f"{chance.choice(words)}{chance.randint(0, 400) or ''}" for _ in range(200))
    text = " ".join([said, "storm harbour"]) if number % 97 == 0 else said
    body = json.dumps(
        {"model": chance.choice(["claude-opus-5", "claude-haiku-4-5"]), "messages": [text[:500]]}
    )
    answer = json.dumps({"type": "message", "content": [{"type": "text", "text": text}]}).encode()
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=40 * number)
    head = Head(chance.choice([200, 200, 400, 529]),
                headers=(("content-type", "application/json"), ("request-id", f"req_{number:08}")))  # fmt: skip
    sent = Sent("POST", "http://127.0.0.1/v1/messages", (), body.encode())
    draft, moment = Draft(name=f"Request {number}", body_text=body), at.isoformat(timespec="milliseconds")
    return Exchange(f"x{number:06}", moment, draft, "Sandbox", sent, head, answer, ending=Ending.FINISHED)


def _ms(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    samples = []
    for _ in range(runs):
        start_s = time.perf_counter()
        work()
        samples.append((time.perf_counter() - start_s) * 1000)
    return samples
