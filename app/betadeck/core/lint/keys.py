"""Keys where they do not belong, and keys of the wrong kind."""

from collections.abc import Iterator

from betadeck.core import json_pointer
from betadeck.core.draft import Row
from betadeck.core.finding import Finding
from betadeck.core.fixes import change_key, remove_header, remove_member
from betadeck.core.fixes_request import remove_query
from betadeck.core.json_text import pointer_at
from betadeck.core.key_search import key_places
from betadeck.core.lint.codes import found
from betadeck.core.lint.subject import Subject
from betadeck.core.redact import is_secret_header, mask
from betadeck.core.target import AuthScheme, Platform

_AUTH = ("authorization", "x-api-key")
_MOST = 5
_MEANT = ("authorization_token", "access_token", "refresh_token", "token", "client_secret", "assertion")
"""Fields that are there to carry somebody else's secret."""
_KINDS = {"api": "an API key", "admin": "an Admin key", "oauth": "an OAuth token"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with keys."""
    yield from _headers(subject)
    yield from _address(subject)
    yield from _body(subject)
    yield from _kind(subject)
    target = subject.target
    if target.platform is not Platform.SANDBOX and target.auth is not AuthScheme.NONE:
        typed = any(row.on and row.name.strip().lower() in _AUTH for row in subject.draft.headers)
        if not target.key_name and not typed and not _needs_none(subject):
            text = f"The target {target.name} has no key: the API refuses requests without one."
            yield found("key-missing", "key", text, change_key())


def _headers(subject: Subject) -> Iterator[Finding]:
    for row in subject.draft.headers:
        if row.value.strip() and (_carries_key(row) or key_places(row.value)):
            text = (
                f"The header {row.name} carries a key ({mask(row.value.strip())}): it is not saved with the "
                "preset. Keep it in the keyring and choose it in the target."
            )
            fixes = (change_key("Store it in the keyring"), remove_header(row.name.strip()))
            yield found("key-in-header", f"header:{row.name.strip()}", text, *fixes)


def _carries_key(row: Row) -> bool:
    return is_secret_header(row.name) and row.name.strip().lower() in _AUTH


def _address(subject: Subject) -> Iterator[Finding]:
    draft = subject.draft
    for row in draft.query:
        if key_places(row.value):
            text = f"The query carries a key in {row.name}: addresses end up in logs."
            fixes = (change_key("Store it in the keyring"), remove_query(row.name))
            yield found("key-in-query", f"param:{row.name}", text, *fixes)
    if key_places(draft.path) or any(key_places(value) for _, value in draft.path_params):
        yield found("key-in-query", "path", "The path carries a key: addresses end up in logs.", change_key())


def _body(subject: Subject) -> Iterator[Finding]:
    text = subject.draft.body_text
    said: set[str] = set()
    for span in key_places(text)[:_MOST]:
        pointer = pointer_at(text, span.start)
        last = json_pointer.split(pointer)[-1] if pointer else ""
        if pointer in said or (last in _MEANT and not text.startswith("sk-ant-", span.start)):
            continue
        said.add(pointer)
        words = f"The body carries a key ({mask(span.of(text))}). A preset with it cannot be saved."
        fixes = [change_key("Store it in the keyring")]
        fixes += [remove_member(pointer)] if pointer and subject.fault is None else []
        yield found("key-in-body", f"body:{pointer}", words, *fixes)


def _kind(subject: Subject) -> Iterator[Finding]:
    operation = subject.operation
    if operation is None or subject.target.platform is Platform.SANDBOX or subject.key_kind not in _KINDS:
        return
    needed, given = operation.key_kind, subject.key_kind
    if needed == "admin" and given == "api":
        text = "This call needs an Admin key (sk-ant-admin…); the target's key is an API key."
        yield found("key-kind", "key", text, change_key())
    elif needed == "api" and given == "admin":
        text = "An Admin key opens only /v1/organizations; this call needs an API key."
        yield found("key-kind", "key", text, change_key())
    elif needed == "compliance":
        text = f"This call needs a Compliance Access Key; the target's key is {_KINDS[given]}."
        yield found("key-kind", "key", text, change_key())


def _needs_none(subject: Subject) -> bool:
    return subject.operation is not None and subject.operation.key_kind == "none"
