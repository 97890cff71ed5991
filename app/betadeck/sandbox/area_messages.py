"""`/v1/messages` and `/v1/messages/count_tokens`."""

from betadeck.sandbox import (
    context,
    own_schemas,
    rules_blocks,
    rules_model,
    rules_shape,
    rules_tools,
    tokens,
    versions,
)
from betadeck.sandbox.ask import Ask, Json
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.events import events_of, paced
from betadeck.sandbox.message import message, outcome
from betadeck.sandbox.models import find
from betadeck.sandbox.places import Place
from betadeck.sandbox.practice import practice_among, practice_of
from betadeck.sandbox.practise import practised
from betadeck.sandbox.refusals import missing
from betadeck.sandbox.reply import Reply, json_reply, stream_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.things import find as find_thing
from betadeck.sandbox.trim import output_tokens


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Answer `POST /v1/messages`.

    Raises:
        ApiFault: the request is refused.
    """
    ask = _checked(sandbox, call)
    if ask.practice is not None:
        return practised(sandbox, ask, ask.practice)
    return ordinary(sandbox, ask)


def count_tokens(sandbox: Sandbox, call: Call) -> Reply:
    """Answer `POST /v1/messages/count_tokens`; agrees with the input that `create` would count.

    Raises:
        ApiFault: the request is refused.
    """
    ask = _checked(sandbox, call)
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
    built = answered(sandbox, ask)
    if ask.streams:
        return stream_reply(paced(events_of(built, ask.betas), sandbox.delay_s))
    return json_reply(built)


def answered(sandbox: Sandbox, ask: Ask) -> Json:
    """Return the message that answers a request, and count what it costs."""
    done = outcome(ask, sandbox.ids)
    built = message(ask, done, sandbox.cache.use(ask), sandbox.ids)
    sandbox.threads.answered(ask, str(built["id"]))
    spent = sum(output_tokens(each) for each in done.blocks)
    sandbox.limits.spend(input_tokens=tokens.of_request(ask), output_tokens=spent)
    return built


def judged(sandbox: Sandbox, body: Json, betas: tuple[str, ...], version: str, operation: str) -> Ask:
    """Return a request that passed all checks; `operation` is the id of the call outside `beta.`.

    A lenient sandbox checks the schema only.

    Raises:
        ApiFault: the request is refused.
    """
    sandbox.bodies.check(operation, body, betas, version)
    name = str(body["model"])
    ask = Ask(
        body, find(name, sandbox.catalogue), betas, version, practice_among((name, *betas), sandbox.catalogue)
    )
    if not sandbox.options.lenient:
        _check_rules(sandbox, ask)
    return ask


def _checked(sandbox: Sandbox, call: Call) -> Ask:
    return judged(sandbox, body_of(sandbox, call), call.betas, call.version, call.address.usual.id)


def _check_rules(sandbox: Sandbox, ask: Ask) -> None:
    name = str(ask.body["model"])
    if not name:
        raise invalid("model: String should have at least 1 character")
    rules_shape.check(ask)
    rules_tools.check(ask)
    own_schemas.check(ask)
    versions.check(ask)
    if ask.model is None and practice_of(name, sandbox.catalogue) is None:
        raise rules_model.unknown_model(name)
    rules_model.check(ask, sandbox.catalogue)
    rules_blocks.check(ask)
    _check_files(sandbox, ask)
    _check_context(ask)
    sandbox.threads.check(ask)


def _check_files(sandbox: Sandbox, ask: Ask) -> None:
    """Refuse blocks that name a file which was not uploaded."""
    for key in rules_blocks.files(ask):
        place = Place("/v1/files/{file_id}", f"/v1/files/{key}")
        if find_thing(sandbox, place) is None:
            raise missing(sandbox, place)


def _check_context(ask: Ask) -> None:
    if ask.model is None or not ask.model.context_tokens:
        return
    count, limit = tokens.of_request(ask), ask.model.context_tokens
    if count > limit:
        raise invalid(f"prompt is too long: {count} tokens > {limit} maximum")


HANDLERS = {"POST /v1/messages": create, "POST /v1/messages/count_tokens": count_tokens}
