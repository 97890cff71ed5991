"""Every operation of the catalogue opens as a form and can be put on the wire."""

import json
from functools import cache

import jsonschema_rs
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from betadeck.core.catalog import Catalogue, Operation
from betadeck.core.catalog_load import parse_catalogue
from betadeck.core.draft import Draft, FilePart
from betadeck.core.new_request import request_for
from betadeck.core.schema import closure
from betadeck.core.target import Target
from betadeck.core.wire_build import build
from betadeck.resources import load_index, load_schemas
from betadeck.ui.composer.composer import Composer
from betadeck.ui.composer.form.body_form import BodyForm
from betadeck.ui.composer.form.schema_fields import fields_of

TARGET = Target("api", base_url="https://api.example.com")


@cache
def catalogue() -> Catalogue:
    return parse_catalogue(load_index())


@cache
def schemas():
    return load_schemas()


def schema_of(operation: Operation):
    return closure(schemas(), operation.body) if operation.body else None


def filled(draft: Draft, operation: Operation) -> Draft:
    """Return `draft` with its path parameters and files given."""
    params = tuple((name, f"{name}_1") for name, _ in draft.path_params)
    files = tuple(FilePart(name, f"/tmp/{name}.txt") for name in operation.multipart)
    return Draft(
        **{name: getattr(draft, name) for name in Draft.__dataclass_fields__}
        | {"path_params": params, "files": files}
    )


def areas() -> list[str]:
    return sorted({each.area for each in catalogue().operations.values()})


@pytest.mark.parametrize("area", areas())
def test_operations_open_as_forms_and_build_valid_requests(qtbot, area):
    composer = Composer()
    qtbot.addWidget(composer)
    composer.set_catalogue(catalogue())
    composer.show()
    for operation in catalogue().operations.values():
        if operation.area != area:
            continue
        schema = schema_of(operation)
        draft = request_for(Draft(), operation, schema)
        composer.set_operation(operation)
        composer.show_draft(draft, None)
        composer.set_schema(schema)
        form = composer.findChild(BodyForm)
        body = json.loads(draft.body_text) if operation.body else {}
        if schema is not None:
            assert list(jsonschema_rs.validator_for(schema).iter_errors(body)) == [], operation.id
            if body:
                shown = {row.spec.pointer.split("/")[1] for row in form.rows()}
                assert set(body) <= shown | {"stream"}, operation.id
                assert not any(row.spec.unknown for row in form.rows()), operation.id
        request = build(filled(draft, operation), TARGET, "key")
        assert request.method == operation.method
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_field_of_every_body_can_be_added():
    """Each optional field begins with a value that its own schema takes."""
    wrong = []
    for operation in catalogue().operations.values():
        schema = schema_of(operation)
        if schema is None:
            continue
        fault = jsonschema_rs.validator_for(schema)
        base = json.loads(request_for(Draft(), operation, schema).body_text)
        for spec in fields_of(schema):
            body = {**base, spec.pointer[1:]: json.loads(spec.start)}
            errors = [each.message for each in fault.iter_errors(body)]
            wrong += [(operation.id, spec.pointer, spec.start, errors)] if errors else []
    assert wrong == []
