"""Everything around the body: path, parameters, query, files, headers."""

from collections.abc import Iterator

from betadeck.core import betas
from betadeck.core.catalog import Operation, Param
from betadeck.core.catalog_lookup import find_operation
from betadeck.core.catalog_names import nearest
from betadeck.core.draft import Row
from betadeck.core.finding import Finding
from betadeck.core.fixes import remove_header, set_version, several
from betadeck.core.fixes_request import adopt_betas, drop_body, remove_query, rename_query
from betadeck.core.fixes_talk import set_method, set_query
from betadeck.core.lint.codes import found
from betadeck.core.lint.subject import VERSION_HEADER, Subject, header_values
from betadeck.core.param_problem import value_problem
from betadeck.core.path_names import path_names

_METHODS = ("GET", "POST", "DELETE", "PUT", "PATCH")
_ALWAYS = ("beta",)
"""What the official SDK adds to the query of its beta calls, and the API passes over."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong around the body."""
    yield from _path(subject)
    yield from _headers(subject)
    if subject.operation is not None:
        yield from _query(subject, subject.operation)
        yield from _files(subject, subject.operation)
        yield from _body(subject, subject.operation)
        if subject.operation.deprecated:
            text = f"{subject.method} {subject.operation.path} is out of use; Messages has taken its place."
            yield found("operation-old", "path", text)


def _path(subject: Subject) -> Iterator[Finding]:
    given = dict(subject.draft.path_params)
    for name in path_names(subject.path):
        if not given.get(name, "").strip():
            text = f"The path needs a value for {name}."
            yield found("param-missing", f"param:{name}", text)
    if subject.operation is not None or not subject.catalogue.operations:
        return
    others = [each for each in _METHODS if find_operation(each, subject.path, subject.catalogue) is not None]
    if others:
        text = f"{subject.path} takes {' and '.join(others)}, not {subject.method}."
        yield found("method-wrong", "path", text, *(set_method(each) for each in others))
    else:
        text = f"Betadeck does not know {subject.method} {subject.path}: it is sent as it stands, unchecked."
        yield found("path-unknown", "path", text)


def _headers(subject: Subject) -> Iterator[Finding]:
    if header_values(subject.draft, betas.HEADER):
        text = "The betas in this row are sent together with the ticked ones; better tick them."
        yield found("header-beta", f"header:{betas.HEADER}", text, adopt_betas())
    versions = header_values(subject.draft, VERSION_HEADER)
    if versions:
        text = "This row takes the place of the API version chosen above."
        steps = [remove_header(VERSION_HEADER), set_version(versions[0].strip())]
        fix = several("adopt-version", f"Choose version {versions[0].strip()} instead", steps)
        yield found("header-version", f"header:{VERSION_HEADER}", text, fix)


def _query(subject: Subject, operation: Operation) -> Iterator[Finding]:
    rows = [row for row in subject.draft.query if row.on and row.name.strip()]
    known = {_bare(each.name): each for each in operation.query}
    typed = subject.draft.path.partition("?")[2]
    named = {_bare(row.name) for row in rows} | {_bare(each.partition("=")[0]) for each in typed.split("&")}
    for name, each in known.items():
        if each.required and name not in named:
            yield found("query-missing", f"param:{each.name}", f"This call needs {each.name} in its query.")
    for row in rows:
        if _bare(row.name) in known:
            yield from _value(row, known[_bare(row.name)])
        elif row.name.strip() not in _ALWAYS:
            likely = nearest(row.name.strip(), [each.name for each in operation.query], most=2)
            text = f"{operation.method} {operation.path} has no query parameter {row.name}."
            fixes = (*(rename_query(row.name, each) for each in likely), remove_query(row.name))
            yield found("query-unknown", f"param:{row.name}", text, *fixes)


def _bare(name: str) -> str:
    """Return `created_at` for `created_at[gt]`, `group_by` for `group_by[]` and `group_by[0]`."""
    return name.strip().partition("[")[0]


def _value(row: Row, param: Param) -> Iterator[Finding]:
    problem, better = value_problem(row.value.strip(), param)
    if problem:
        fixes = [set_query(row.name.strip(), each) for each in better]
        fixes.append(remove_query(row.name))
        yield found("query-value", f"param:{row.name}", f"{row.name} {problem}.", *fixes)


def _files(subject: Subject, operation: Operation) -> Iterator[Finding]:
    given = {each.field.strip() for each in subject.draft.files}
    for name in operation.multipart:
        if not {name, name.removesuffix("[]")} & given:
            text = f"This call uploads files: choose one for the field {name}."
            yield found("file-missing", f"file:{name}", text)


def _body(subject: Subject, operation: Operation) -> Iterator[Finding]:
    if not subject.draft.body_text.strip() or operation.body or operation.multipart:
        return
    if subject.value not in ({}, None):
        text = f"{operation.method} {operation.path} takes no body."
        yield found("body-unsent", "body:", text, drop_body())
