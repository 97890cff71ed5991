"""Required fields that are there and hold nothing yet.

The catalogue names a least length for hardly any text, so the field's own name decides: an id, a name or an
address cannot be empty anywhere in the API; a text, a signature or an output can.
"""

import re
from collections.abc import Iterator
from itertools import islice

from betadeck.core import json_pointer
from betadeck.core.finding import Finding
from betadeck.core.lint.codes import found
from betadeck.core.lint.explain_value import Way
from betadeck.core.lint.schema import BodySchema
from betadeck.core.lint.subject import Subject
from betadeck.core.schema import required_of
from betadeck.core.schema_place import fitting, schema_at

_NEVER_EMPTY = re.compile(r"(?:^|_)(?:id|name|url|uri|arn|email)$|^(?:agent|model)$")
"""`agent` is an agent's id, or an object, as `model` is a model's."""
_MOST_PLACES = 100


def check(subject: Subject, body: BodySchema | None) -> Iterator[Finding]:
    """Yield a hint for each; `body` is None where nothing is known of the body's form."""
    if body is None or subject.fault is not None or '""' not in subject.draft.body_text:
        return
    for way in islice(_empty_members(subject.value), _MOST_PLACES):
        if _is_required(subject.value, way, body):
            pointer = json_pointer.join(way)
            words = f"{json_pointer.words(pointer)} is empty, and must not be."
            yield found("field-empty", f"body:{pointer}", words)


def _empty_members(value: object) -> Iterator[Way]:
    """Yield the ways to members of objects that are "" and cannot be."""
    todo: list[tuple[Way, object]] = [((), value)]
    while todo:
        way, each = todo.pop()
        if isinstance(each, dict):
            todo += [((*way, name), inner) for name, inner in each.items() if isinstance(inner, dict | list)]
            yield from (
                (*way, name) for name, inner in each.items() if inner == "" and _NEVER_EMPTY.search(name)
            )
        elif isinstance(each, list):
            todo += [((*way, at), inner) for at, inner in enumerate(each) if isinstance(inner, dict | list)]


def _is_required(value: object, way: Way, body: BodySchema) -> bool:
    """Tell whether every form that the object can have needs the member."""
    outer = value
    for step in way[:-1]:
        outer = outer[step]  # type: ignore[index]  # the way was found in it
    schema = schema_at(body.pool, body.schema, value, json_pointer.join(way[:-1]))
    forms = fitting(body.pool, schema, outer) if schema is not None else ()
    return bool(forms) and all(way[-1] in required_of(body.pool, each.schema) for each in forms)
