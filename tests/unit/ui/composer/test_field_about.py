"""What the form tells of a field."""

from dataclasses import replace

from betadeck.ui.composer.form.field_about import about_field, beta_of, path_of
from betadeck.ui.composer.form.known_shapes import with_shapes
from betadeck.ui.composer.form.messages_fields import CREATE
from betadeck.ui.composer.form.schema_fields import fields_of
from betadeck.ui.composer.form.shape import mapping
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from helpers.talking import messages_schema, real_catalogue


def shaped(pointer):
    return next(each for each in with_shapes(CREATE, messages_schema()) if each.pointer == pointer)


def beta(pointer, at="/v1/messages"):
    return beta_of(FieldSpec(pointer, "", Kind.TEXT), real_catalogue(), "POST", at)


def test_places_in_lists_are_told_alike():
    assert path_of("/tools/3/name") == "tools[].name"
    assert path_of("/requests/0/params/messages/12/content") == "messages[].content"
    assert path_of("/metadata/a~1b") == "metadata.a/b"


def test_a_field_tells_what_it_is_for_and_what_it_takes():
    said = about_field(shaped("/tools"), None)
    assert said.startswith("tools\nWhat the model may call")
    assert "Optional" in said


def test_a_field_of_a_beta_names_it_also_in_a_batch():
    assert beta("/context_management").name == "context-management-2025-06-27"
    assert beta("/requests/0/params/context_management", "/v1/messages/batches").name == (
        "context-management-2025-06-27"
    )
    assert beta("/max_tokens") is None


def test_of_a_field_that_nobody_knows_nothing_is_said():
    assert about_field(FieldSpec("/odd", "Odd", Kind.OPAQUE, unknown=True), None) == ""


def test_every_place_of_the_schema_gets_its_editor():
    summed_up = [each.pointer for each in with_shapes(CREATE, messages_schema()) if each.kind is Kind.OPAQUE]
    assert summed_up == []
    known = {each.pointer.split("/")[1] for each in with_shapes(CREATE, messages_schema())}
    root = mapping(messages_schema()["$defs"])["BetaMessagesCreateBody"]
    every = {each.name for each in fields_of({**root, "$defs": messages_schema()["$defs"]})}
    assert every - known <= {"stream"}  # which stands beside max_tokens


def test_hand_kept_words_stay():
    spec = replace(shaped("/context_management"))
    assert (spec.label, spec.start) == ("Context management", '{"edits": []}')
