"""`/v1/messages` and `/v1/messages/count_tokens`."""

from betadeck.sandbox import (
    context,
    rules_blocks,
    rules_model,
    rules_shape,
    rules_tools,
    tokens,
    versions,
)
from betadeck.sandbox.ask import Ask
from betadeck.sandbox.body import check_media_type, decoded, parse_object
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.events import events_of, paced
from betadeck.sandbox.message import message, outcome
from betadeck.sandbox.models import find
from betadeck.sandbox.practice import Practice, practice_of
from betadeck.sandbox.practise import practised
from betadeck.sandbox.reply import Reply, json_reply, stream_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.trim import output_tokens


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Answer `POST /v1/messages`.

    Raises:
        ApiFault: the request is refused.
    """
    ask = _checked(sandbox, call, "messages.create")
    if ask.practice is not None:
        return practised(sandbox, ask, ask.practice)
    return ordinary(sandbox, ask)


def count_tokens(sandbox: Sandbox, call: Call) -> Reply:
    """Answer `POST /v1/messages/count_tokens`; agrees with the input that `create` would count.

    Raises:
        ApiFault: the request is refused.
    """
    ask = _checked(sandbox, call, "messages.count_tokens")
    if ask.practice is not None:
        return practised(sandbox, ask, ask.practice)
    counted = {"input_tokens": tokens.of_request(ask)}
    if "context_management" in ask.body:
        saved = sum(int(str(each["cleared_input_tokens"])) for each in context.applied_edits(ask))
        original = counted["input_tokens"]
        edited = {"input_tokens": max(1, original - saved)}
        return json_reply({**edited, "context_management": {"original_input_tokens": original}})
    return json_reply(counted)


def ordinary(sandbox: Sandbox, ask: Ask) -> Reply:
    """Return the answer to a request that nothing is wrong with."""
    done = outcome(ask, sandbox.ids)
    built = message(ask, done, sandbox.cache.use(ask), sandbox.ids)
    sandbox.threads.answered(ask, str(built["id"]))
    spent = sum(output_tokens(each) for each in done.blocks)
    sandbox.limits.spend(input_tokens=tokens.of_request(ask), output_tokens=spent)
    if ask.streams:
        return stream_reply(paced(events_of(built, ask.betas), sandbox.delay_s))
    return json_reply(built)


def _checked(sandbox: Sandbox, call: Call, operation: str) -> Ask:
    check_media_type(call.headers.one("content-type"))
    body = parse_object(decoded(call.body, call.headers.one("content-encoding")))
    sandbox.bodies.check(operation, body, call.betas, call.version)
    name = str(body["model"])
    if not name:
        raise invalid("model: String should have at least 1 character")
    practice = _practice(name, call.betas, sandbox)
    ask = Ask(body, find(name, sandbox.catalogue), call.betas, call.version, practice)
    rules_shape.check(ask)
    rules_tools.check(ask)
    versions.check(ask)
    if ask.model is None and practice_of(name, sandbox.catalogue) is None:
        raise rules_model.unknown_model(name)
    rules_model.check(ask, sandbox.catalogue)
    rules_blocks.check(ask)
    _check_context(ask)
    sandbox.threads.check(ask)
    return ask


def _practice(name: str, betas: tuple[str, ...], sandbox: Sandbox) -> Practice | None:
    names = (name, *betas)
    return next((found for each in names if (found := practice_of(each, sandbox.catalogue))), None)


def _check_context(ask: Ask) -> None:
    if ask.model is None or not ask.model.context_tokens:
        return
    count, limit = tokens.of_request(ask), ask.model.context_tokens
    if count > limit:
        raise invalid(f"prompt is too long: {count} tokens > {limit} maximum")
