"""Which rows a body needs."""

from betadeck.ui.composer.form.fits import fits
from betadeck.ui.composer.form.messages_fields import COUNT_TOKENS, CREATE, hand_made
from betadeck.ui.composer.form.plan import missing, planned
from betadeck.ui.composer.form.schema_fields import fields_of
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec, Kind


def pointers(body, specs=CREATE):
    return [row.spec.pointer for row in planned(body, specs)]


def test_required_fields_come_first_and_messages_last():
    body = {"messages": [], "temperature": 1, "thinking": {}, "model": "m"}
    assert pointers(body) == ["/model", "/max_tokens", "/temperature", "/thinking", "/messages"]


def test_every_member_has_a_row_or_stands_beside_one():
    body = {"stream": True, "x/y~z": 1, "metadata": {"user_id": "u", "team": "t"}, "output_config": {}}
    found = pointers(body)
    assert found == [
        "/model",
        "/max_tokens",
        "/x~1y~0z",
        "/metadata/user_id",
        "/metadata/team",
        "/output_config",
        "/messages",
    ]


def test_a_group_that_is_no_object_is_one_row():
    assert "/output_config" in pointers({"output_config": 5})


def test_what_is_there_is_not_offered_again():
    offered = {spec.pointer for spec in missing({"thinking": {}, "output_config": "odd"}, CREATE)}
    assert "/temperature" in offered
    assert not offered & {"/thinking", "/model", "/messages", "/stream", "/output_config/effort"}


def test_known_paths_have_hand_made_forms():
    assert hand_made("post", "/v1/messages?beta=true") is CREATE
    assert hand_made("POST", "/v1/messages/count_tokens") is COUNT_TOKENS
    assert hand_made("GET", "/v1/messages") is None
    assert hand_made("POST", "/v1/messages/batches") is None


def test_a_variant_fits_only_if_all_its_known_fields_do():
    spec = next(each for each in CREATE if each.pointer == "/thinking")
    assert fits(spec, {"type": "enabled", "budget_tokens": 5, "other": [1]})
    assert not fits(spec, {"type": "enabled", "budget_tokens": "5"})
    assert not fits(spec, {"type": "new_kind"})
    assert not fits(spec, "enabled")


def test_true_is_no_number():
    assert not fits(FieldSpec("/n", "N", Kind.INTEGER), True)


def test_schemas_become_fields():
    schema = {
        "properties": {
            "open": {"anyOf": [{"type": "string"}, {"enum": ["a", "b"]}, {"type": "null"}]},
            "const": {"const": "x"},
            "number": {"type": ["null"], "anyOf": [{"type": "number", "maximum": 2}]},
            "ref": {"$ref": "#/$defs/Text"},
            "broken": {"$ref": "#/$defs/Nowhere"},
            "circle": {"$ref": "#/$defs/Circle"},
            "mixed": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            "prompt": {"type": "string"},
            "codes": {"type": "array", "items": {"type": "integer"}},
        },
        "required": ["ref", "not_there"],
        "$defs": {"Text": {"type": "string"}, "Circle": {"$ref": "#/$defs/Circle"}},
    }
    found = {each.name: each for each in fields_of(schema)}
    assert next(iter(found)) == "ref"
    assert {name: each.kind for name, each in found.items()} == {
        "ref": Kind.TEXT,
        "open": Kind.CHOICE,
        "const": Kind.CHOICE,
        "number": Kind.NUMBER,
        "broken": Kind.OPAQUE,
        "circle": Kind.OPAQUE,
        "mixed": Kind.UNION,
        "prompt": Kind.LONG_TEXT,
        "codes": Kind.LIST,
    }
    assert found["open"].open_options
    assert found["open"].options == ("a", "b")
    assert not found["const"].open_options
    assert found["number"].most == 2


def test_schemas_of_no_object_have_no_fields():
    assert fields_of({}) == fields_of({"type": "array"}) == fields_of({"$ref": "#/$defs/X"}) == ()


def test_an_absent_required_field_is_planned_as_absent():
    assert planned({}, CREATE)[0].value is ABSENT
