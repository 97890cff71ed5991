"""`betadeck explain`: an answer of the API in, why it failed and what to do out."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from betadeck.cli.explain_input import Reply
    from betadeck.core.diagnosis import Diagnosis
    from betadeck.core.draft import Draft
    from betadeck.core.failure import Failure

GOOD, EXPLAINED, UNREADABLE = 0, 1, 2
PLATFORMS = ("anthropic", "claude-on-aws", "bedrock", "google", "foundry", "gateway", "sandbox")
FAILURES = (
    *("bad_address", "bad_request", "dns", "refused", "unreachable", "proxy", "tls", "connect_timeout"),
    *("write_timeout", "first_byte_timeout", "idle_timeout", "disconnected", "cut_body", "not_http"),
    *("decoding", "redirect_loop", "no_key", "keyring", "no_room", "unknown"),
)
_NOTHING: dict[str, object] = {
    "title": "Nothing is wrong with this answer",
    "kind": None,
    "cause": "",
    "culprit": None,
    "remedy": "",
    "retry": {"helps": None, "after_s": None, "why": ""},
    "fixes": [],
}


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this verb to the program's parser."""
    parser = verbs.add_parser(
        "explain",
        help="say why a request failed, down to the field or the beta that caused it",
        description=(
            "Takes an answer apart and prints its diagnosis as JSON: title, kind, cause, culprit, remedy, "
            "retry, fixes. The answer may be a body, a whole reply as curl -i or -v prints it, the text of an SDK's "
            "exception, or the bare message. With --request, places become JSON Pointers into that very body. "
            "Exits with 1 when it explained an error, with 0 when nothing is wrong with the answer, "
            "with 2 when the arguments or files are of no use."
        ),
    )
    _add_answer(parser)
    parser.add_argument("--request", metavar="FILE", help="what was sent: a preset, or the JSON body alone")
    parser.add_argument(
        "--failure", choices=FAILURES, metavar="KIND", help=f"how the send failed: {', '.join(FAILURES)}"
    )
    parser.add_argument(
        "--platform", choices=PLATFORMS, default="anthropic", help="who answered; default: anthropic"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, which is what is printed anyway")
    parser.set_defaults(run=run)


def _add_answer(parser: argparse.ArgumentParser) -> None:
    """Add what tells of the answer."""
    parser.add_argument(
        "--status",
        type=int,
        default=0,
        metavar="N",
        help="the answer's status code; not needed where the answer tells it",
    )
    parser.add_argument(
        "--body",
        metavar="FILE",
        help="the answer: a body of any kind, perhaps with its head, or a message; - reads stdin",
    )
    parser.add_argument("--message", metavar="TEXT", help="the error's message, in place of --body")
    parser.add_argument(
        "--header",
        action="append",
        default=[],
        metavar="'K: V'",
        help="a header of the answer; may be repeated",
    )


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit code."""
    if not (arguments.status or arguments.body or arguments.message or arguments.failure):
        return _refuse("give --body, --message, --status or --failure")
    if arguments.body and arguments.message:
        return _refuse("give --body or --message, not both")
    if arguments.status and not 100 <= arguments.status <= 599:
        return _refuse(f"{arguments.status} is no status code")
    try:
        reply = _reply(arguments)
        _check(reply, arguments.failure or reply.failure)
        draft = _draft(arguments.request) if arguments.request else None
    except OSError as error:
        return _refuse(f"{error.filename} cannot be read: {error.strerror or error}")
    except ValueError as error:
        return _refuse(str(error))
    found = None if reply.only_warns else _explained(arguments, reply, draft)
    print(json.dumps(as_json(found) if found else _NOTHING, ensure_ascii=False, indent=2))
    return EXPLAINED if found else GOOD


def as_json(found: "Diagnosis") -> dict[str, object]:
    """Return a diagnosis as plain JSON values."""
    culprit = {"kind": found.culprit.kind, "name": found.culprit.name, "pointer": found.culprit.pointer}
    retry = found.retry
    return {
        "title": found.title,
        "kind": found.culprit.kind,
        "cause": found.cause,
        "culprit": {name: value for name, value in culprit.items() if value},
        "remedy": found.remedy,
        "retry": {"helps": retry.helps, "after_s": retry.after_s, "why": retry.why},
        "fixes": [{"id": fix.id, "title": fix.title} for fix in found.fixes if not fix.to],
    }


def _reply(arguments: argparse.Namespace) -> "Reply":
    from betadeck.cli.explain_input import read_reply
    from betadeck.cli.terminal import given

    headers = tuple(_header(each) for each in arguments.header)
    if arguments.message:
        return read_reply(arguments.message.encode("utf-8", "surrogateescape"), arguments.status, headers)
    return read_reply(given(arguments.body) if arguments.body else b"", arguments.status, headers)


def _check(reply: "Reply", failure: str) -> None:
    """Refuse what nothing can be said of.

    Raises:
        ValueError: neither a status nor a failure is known, and there are no words.
    """
    from betadeck.core.body_kind import BodyKind, kind_of

    if reply.status or failure or reply.only_warns:
        return
    if not reply.body.strip():
        raise ValueError("there is nothing to explain: the answer is empty; if it came so, tell its --status")
    if kind_of(reply.body, "") is BodyKind.BINARY:
        raise ValueError("there is nothing to explain: the answer is binary, no words are in it")


def _explained(arguments: argparse.Namespace, reply: "Reply", draft: "Draft | None") -> "Diagnosis | None":
    from datetime import UTC, datetime

    from betadeck.core.catalog_load import parse_catalogue
    from betadeck.core.diagnose import explain
    from betadeck.core.target import Platform
    from betadeck.resources import load_index

    return explain(
        reply.status,
        reply.headers,
        reply.body,
        draft,
        _failure(arguments.failure or reply.failure),
        parse_catalogue(load_index()),
        Platform(arguments.platform),
        datetime.now(UTC),
    )


def _failure(kind: str) -> "Failure | None":
    from betadeck.core.failure import Failure, FailureKind

    return Failure(FailureKind(kind), "") if kind else None


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not name.strip():
        raise ValueError(f"“{line}” is no header: write 'name: value'")
    return name.strip(), value.strip()


def _draft(name: str) -> "Draft":
    """Return the draft in a preset file, or one that has the file's text as its body."""
    from betadeck.cli.bare_body import bare_draft, taken_for
    from betadeck.cli.terminal import given
    from betadeck.core.draft import Draft
    from betadeck.core.json_text import JsonFault, members
    from betadeck.core.preset_fault import PresetFault
    from betadeck.core.preset_text import load

    text = given(name).decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if "betadeck" not in members(text):
        draft = bare_draft(text) or Draft(body_text=text)
        print(f"betadeck explain: {taken_for(draft, name)}", file=sys.stderr)
        return draft
    try:
        return load(text)
    except (PresetFault, JsonFault) as fault:
        raise ValueError(f"{name}: {fault}") from None


def _refuse(message: str) -> int:
    print(f"betadeck explain: {message}", file=sys.stderr)
    return UNREADABLE
