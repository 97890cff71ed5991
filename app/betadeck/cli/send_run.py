"""`betadeck send`, once its arguments are read: build, send, show, say how it went."""

import asyncio
import json
import time
import uuid
from contextlib import ExitStack
from datetime import UTC, datetime

from betadeck.cli.exchange_json import exchange_members
from betadeck.cli.send_input import BadInputError, Outgoing, Wish, choose, keyring, read_draft
from betadeck.cli.send_printer import Printer, standard_output
from betadeck.cli.send_report import report
from betadeck.cli.terminal import INTERRUPTED, complain
from betadeck.core.answer import Answer, FaultSeverity
from betadeck.core.catalog_load import parse_catalogue
from betadeck.core.draft import Draft
from betadeck.core.draft_operation import operation_of
from betadeck.core.exchange import Ending, Exchange, Sent
from betadeck.core.exchange_fold import ExchangeFold
from betadeck.core.failure import Failure, SendError
from betadeck.core.variable_fill import has_variables
from betadeck.core.variable_values import Values
from betadeck.core.wire import WireError, WireRequest
from betadeck.core.wire_build import sent_of
from betadeck.core.wire_filled import build_filled
from betadeck.resources import load_index
from betadeck.storage.variables import Given, values_of
from betadeck.transport.client import Transport
from betadeck.transport.upload import measured


def send(wish: Wish, *, as_json: bool) -> int:
    """Carry out `wish` and return the exit code.

    Raises:
        BadInputError: nothing could be sent.
    """
    draft = read_draft(wish)
    with ExitStack() as until_sent:
        exchange, answer = _exchange(draft, wish, until_sent, as_json=as_json)
    if as_json:
        print(json.dumps(exchange_members(exchange, answer), ensure_ascii=False, indent=2, default=str))
    report(exchange, answer, complain)
    return _code(exchange, answer)


def _exchange(draft: Draft, wish: Wish, until_sent: ExitStack, *, as_json: bool) -> tuple[Exchange, Answer]:
    try:
        outgoing = choose(wish, until_sent, complain)
        values = asyncio.run(_values(draft, wish, outgoing))
        request = measured(_request(draft, outgoing, values))
    except WireError as error:
        raise BadInputError(f"{wish.file}: {error} ({error.where})") from None
    except SendError as error:
        fold = _fold(draft, wish.target or "", Sent(draft.method, "", ()))
        return fold.exchange(Ending.FAILED, error.failure), Answer()
    fold = _fold(draft, outgoing.target.name, sent_of(request))
    printer = Printer(fold, standard_output(as_json=as_json))
    ending, failure = asyncio.run(_send(request, outgoing, printer))
    answer = printer.close()
    return fold.exchange(ending, failure), answer


async def _values(draft: Draft, wish: Wish, outgoing: Outgoing) -> Values:
    given = Given(dict(wish.values))
    return await values_of(draft, outgoing.target, given, keyring(wish).get) if has_variables(draft) else {}


def _request(draft: Draft, outgoing: Outgoing, values: Values) -> WireRequest:
    operation = operation_of(draft, parse_catalogue(load_index()))
    return build_filled(draft, outgoing.target, outgoing.key, values, saved=draft, operation=operation)


def _fold(draft: Draft, target_name: str, sent: Sent) -> ExchangeFold:
    started = time.monotonic()
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return ExchangeFold(
        draft, target_name, sent, uuid.uuid4().hex, now, elapsed_s=lambda: time.monotonic() - started
    )


async def _send(request: WireRequest, outgoing: Outgoing, printer: Printer) -> tuple[Ending, Failure | None]:
    transport = Transport()
    try:
        await transport.send(request, outgoing.target, printer)
    except SendError as error:
        return Ending.FAILED, error.failure
    except asyncio.CancelledError:  # Ctrl+C
        return Ending.CANCELLED, None
    finally:
        await transport.aclose()
    return Ending.FINISHED, None


def _code(exchange: Exchange, answer: Answer) -> int:
    if exchange.ending is Ending.CANCELLED:
        return INTERRUPTED
    well = exchange.ending is Ending.FINISHED and exchange.head is not None and exchange.head.status < 400
    spoilt = answer.error is not None or any(fault.severity is FaultSeverity.ERROR for fault in answer.faults)
    return 0 if well and not spoilt else 1
