"""The body against its schema: broken JSON, missing and unknown fields, wrong types and values."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from betadeck.core import json_pointer
from betadeck.core.catalog import Catalogue, Operation, VersionField
from betadeck.core.finding import Finding
from betadeck.core.fixes_request import set_body
from betadeck.core.lint.codes import found
from betadeck.core.lint.explain import problems
from betadeck.core.lint.explain_value import Problem, Way
from betadeck.core.lint.json_fixes import json_fixes
from betadeck.core.lint.schema_words import USUAL, fixes_of, text_of_problem, usual_of
from betadeck.core.lint.subject import BATCHES, MESSAGES, Subject
from betadeck.core.schema import PREFIX, Schema, fields_of, required_of, resolved, suggestions_of
from betadeck.core.schema_place import skeleton
from betadeck.core.variable_tokens import tokens_in

if TYPE_CHECKING:
    import jsonschema_rs

SchemaOf = Callable[[str], Mapping[str, object]]
"""Gives the closed JSON Schema of a body by its name in the pool; raises KeyError when there is none."""
_MOST_PLACES = 200
_UNIONS = frozenset({"anyOf", "oneOf"})


@dataclass(frozen=True, slots=True)
class BodySchema:
    """A schema that stands alone, its pool, and the compiled form."""

    schema: Schema
    pool: Mapping[str, object]
    validator: "jsonschema_rs.Validator"


def body_of(operation: Operation, catalogue: Catalogue) -> str:
    """Return the name of the body's schema: the one with the betas' fields, where there are two."""
    twin = catalogue.operations.get(operation.twin)
    wider = twin is not None and twin.id.startswith("beta.") and twin.body
    return twin.body if twin is not None and wider else operation.body


def version_fields(subject: Subject) -> tuple[VersionField, ...]:
    """Return the fields that the schema lacks because only an older version, this one, has them."""
    path = MESSAGES if subject.path == BATCHES else subject.path
    return tuple(
        each
        for each in subject.catalogue.version_fields
        if f"{subject.method} {path}" in each.operations and subject.version <= each.version
    )


def compiled(schema: Mapping[str, object], added: Sequence[VersionField]) -> BodySchema:
    """Return a closed schema ready for checking, with the fields of an older version."""
    import jsonschema_rs

    pool = schema.get("$defs")
    widened = dict(pool) if isinstance(pool, Mapping) else {}
    whole = {**schema, "$defs": widened}
    for name in _holders(whole, widened) if added else ():
        holder = resolved(widened, {"$ref": PREFIX + name})
        fields = {**fields_of(widened, holder), **{each.name: dict(each.schema) for each in added}}
        widened[name] = {**holder, "properties": fields}
    return BodySchema(whole, widened, jsonschema_rs.validator_for(whole))


def _holders(schema: Schema, pool: Mapping[str, object]) -> Iterator[str]:
    """Yield the names of the schemas of requests to Messages: the body itself, or the items of a batch."""
    root = schema
    requests = fields_of(pool, root).get("requests")
    if requests is not None:
        root = fields_of(pool, resolved(pool, requests).get("items", {})).get("params", {})
    reference = root.get("$ref")
    if isinstance(reference, str):
        yield reference.removeprefix(PREFIX)


def check(subject: Subject, body: BodySchema | None) -> Iterator[Finding]:
    """Yield what is wrong with the body as such; `body` is None where nothing is known of its form."""
    if subject.fault is not None:
        fault = subject.fault
        text = f"The body is not JSON: {fault.message} (line {fault.line}, column {fault.column})."
        yield found("json-broken", "body:", text, *json_fixes(subject.draft.body_text, fault))
        return
    yield from _surrogates(subject)
    if body is None:
        return
    if subject.value is None and not subject.draft.body_text.strip():
        yield from _missing(body, subject)
    elif not isinstance(subject.value, dict):
        yield found("body-not-object", "body:", "The body must be a JSON object: { … }.")
    else:
        yield from _broken(subject, body)


def _surrogates(subject: Subject) -> Iterator[Finding]:
    """Yield a finding where a text cannot be UTF-8: Python reads such an escape, other parsers do not."""
    text = subject.draft.body_text
    if not text.isascii() or "\\ud" in text or "\\uD" in text:
        try:
            json.dumps(subject.value, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            half = f"U+{ord(error.object[error.start]):04X}"
            words = f"A text in the body has {half} alone, which is half of a pair and no character."
            yield found("json-surrogate", "body:", words)
        except RecursionError:
            return


def _missing(body: BodySchema, subject: Subject) -> Iterator[Finding]:
    required = required_of(body.pool, body.schema)
    if required:
        names = ", ".join(sorted(required))
        text = f"{subject.method} {subject.path} needs a body with {names}."
        fix = set_body(_beginning(body), "Begin the body")
        yield found("body-missing", "body:", text, fix)


def _beginning(body: BodySchema) -> dict[str, object]:
    """Return the smallest body that says something."""
    made = skeleton(body.pool, body.schema)
    options = fields_of(body.pool, body.schema)
    for name in made:
        likely = usual_of(name, suggestions_of(body.pool, options[name]))
        made[name] = USUAL.get(name, likely[0] if likely else made[name])
    return dict(made)


def _broken(subject: Subject, body: BodySchema) -> Iterator[Finding]:
    failing, flat = _failing(body, subject.value)
    said = False
    for problem in problems(body.pool, body.schema, subject.value, failing, flat) if failing else ():
        said = True
        if not _is_to_come(_at(subject.value, problem.way)):
            yield _finding(problem, subject, body)
    if failing and not said:
        where = f"body:{json_pointer.join(failing[0])}"
        yield found("field-value", where, "What stands here does not fit the operation's schema.")


def _failing(body: BodySchema, value: object) -> tuple[list[Way], frozenset[Way]]:
    """Return the ways to what is wrong, and those of them where only the value itself is, no union in it."""
    try:
        if body.validator.is_valid(value):
            return [], frozenset()
        errors = list(islice(body.validator.iter_errors(value), _MOST_PLACES))
    except ValueError:  # nested more deeply than the validator goes
        return [], frozenset()
    ways = [tuple(each.instance_path) for each in errors]
    deep = {way for way, each in zip(ways, errors, strict=True) if _UNIONS.intersection(each.schema_path)}
    return ways, frozenset(ways) - deep


def _finding(problem: Problem, subject: Subject, body: BodySchema) -> Finding:
    outer = _at(subject.value, problem.way[:-1])
    value = _at(outer, problem.way[-1:])
    fixes = fixes_of(problem, value, outer if isinstance(outer, dict) else {}, body.pool)
    where = f"body:{json_pointer.join(problem.way)}"
    return found(problem.code, where, text_of_problem(problem, value), *fixes)


def _is_to_come(value: object) -> bool:
    """Tell whether a variable stands here that becomes a value only at the send, or has none yet."""
    tokens = tokens_in(value) if isinstance(value, str) else []
    return len(tokens) == 1 and tokens[0].as_json


def _at(value: object, way: Way) -> object:
    for each in way:
        if isinstance(value, dict):
            value = value.get(str(each))
        elif isinstance(value, list) and isinstance(each, int) and each < len(value):
            value = value[each]
        else:
            return None
    return value
