"""What a field of the form is for, what it takes, and which beta it belongs to, in words."""

import re

from betadeck.core.catalog import Beta, Catalogue
from betadeck.core.catalog_lookup import betas_for_field
from betadeck.core.json_help.field_words import words_for_field
from betadeck.core.json_help.type_words import range_words, takes_null, type_words
from betadeck.core.json_pointer import words
from betadeck.ui.composer.form.spec import FieldSpec

_PLACES = re.compile(r"\.\d+(?=\.|$)")
_BATCH = "requests[].params."


def path_of(pointer: str) -> str:
    """Return the request path of a pointer: `tools[].name` for `/tools/3/name`."""
    return _PLACES.sub("[]", words(pointer)).removeprefix(_BATCH)


def path_in_batch(pointer: str) -> bool:
    """Tell whether the place is in the body of one request of a batch."""
    return _PLACES.sub("[]", words(pointer)).startswith(_BATCH)


def beta_of(spec: FieldSpec, catalogue: Catalogue, method: str, path: str) -> Beta | None:
    """Return the beta without which the API refuses the field in `method` `path`, None if it needs none."""
    if path_in_batch(spec.pointer):
        path = "/v1/messages"
    found = betas_for_field(path_of(spec.pointer), catalogue, method=method, at=path)
    return found[0] if found else None


def about_field(spec: FieldSpec, beta: Beta | None) -> str:
    """Return some lines on a field: what it is for, what it takes, its beta; empty where nothing is known."""
    path = path_of(spec.pointer)
    needs = f"Belongs to the beta {beta.name}: {beta.title}." if beta is not None else ""
    lines = (words_for_field(path, spec.name), _takes(spec), needs, spec.note)
    said = [each for each in lines if each]
    return "\n".join([path, *said]) if said else ""


def _takes(spec: FieldSpec) -> str:
    if spec.shape is None:
        return ""
    words = type_words(spec.shape.pool, spec.shape.schema)
    if bounds := range_words(spec.shape.pool, spec.shape.schema):
        words += f", {bounds}"
    if spec.nullable or takes_null(spec.shape.schema):
        words += ", or null"
    return f"{words[:1].upper()}{words[1:]}. {'Required' if spec.required else 'Optional'}."
