"""Does what a practice name asks for."""

from betadeck.sandbox import tokens
from betadeck.sandbox.ask import Ask, Json
from betadeck.sandbox.cache import CacheUse
from betadeck.sandbox.events import events_of
from betadeck.sandbox.message import message
from betadeck.sandbox.practice import PREFIX, Practice, error_of
from betadeck.sandbox.practise_answers import REFUSED, outcome_of
from betadeck.sandbox.practise_errors import bucket_of, catalogue_fault, fault_of
from betadeck.sandbox.practise_streams import spoiled
from betadeck.sandbox.practise_wire import slow, wire_reply
from betadeck.sandbox.reply import Reply, json_reply, stream_reply
from betadeck.sandbox.state import Call, Sandbox


def practised(sandbox: Sandbox, ask: Ask, practice: Practice) -> Reply:
    """Return the answer that `practice` stands for.

    Raises:
        ApiFault: it stands for a refusal.
    """
    name = _begun(sandbox, practice)
    if fault := sandbox.passing.fault_of(name, sandbox.clock()) or fault_of(name, ask):
        limits = sandbox.limits.headers(bucket_of(name)) if fault.status == 429 else ()
        fault.headers = (*fault.headers, *limits)
        raise fault
    if reply := wire_reply(name):
        return reply
    return slow(_answer(sandbox, ask, name)) if name == "slow-first-byte" else _answer(sandbox, ask, name)


def practised_elsewhere(sandbox: Sandbox, call: Call, practice: Practice) -> Reply | None:
    """Return what `practice` stands for at an address other than Messages, None for an ordinary answer.

    Raises:
        ApiFault: it stands for a refusal.
    """
    name = _begun(sandbox, practice)
    ask = Ask({"model": "claude-opus-5-5", "messages": []}, None, call.betas, call.version)
    if fault := sandbox.passing.fault_of(name, sandbox.clock()) or fault_of(name, ask):
        raise fault
    return wire_reply(name)


def _begun(sandbox: Sandbox, practice: Practice) -> str:
    """Return the name, without its prefix, of what `practice` stands for now; an error is raised at once."""
    name = sandbox.passing.name_of(practice.name.removeprefix(PREFIX))
    if entry := error_of(practice.name, sandbox.catalogue):
        raise catalogue_fault(entry)
    return name


def _answer(sandbox: Sandbox, ask: Ask, name: str) -> Reply:
    if "max_tokens" not in ask.body:  # only counting tokens has no such field
        return json_reply({"input_tokens": tokens.of_request(ask)})
    done = outcome_of(name, ask, sandbox.ids)
    use = CacheUse(fresh=tokens.of_request(ask))
    details: Json | None = REFUSED if name == "refusal" else None
    built = message(ask, done, use, sandbox.ids, details)
    if ask.streams:
        return stream_reply(spoiled(name, events_of(built, ask.betas), sandbox.delay_s))
    return json_reply(built)
