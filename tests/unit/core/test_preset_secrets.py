"""Where a draft holds a secret."""

from dataclasses import replace

import pytest

from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.preset_secrets import secrets_in, without_secrets

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"


def places(draft):
    return [(place.pointer, place.left_out) for place in secrets_in(draft)]


def test_a_plain_draft_has_none():
    assert places(Draft(headers=(Row("x-note", "v"),), body_text='{"a": "the x-api-key header"}')) == []


def test_a_key_in_an_auth_header_is_left_out_quietly():
    draft = Draft(headers=(Row("x-note", "v"), Row("Authorization", f"Bearer {KEY}")))
    assert places(draft) == [("/headers/1/value", True)]
    assert without_secrets(draft).headers[1].value == ""


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"body_text": f'{{"a": "line\\n{KEY}"}}'}, "/body"),
        ({"name": KEY}, "/name"),
        ({"path": f"/v1/{KEY}"}, "/path"),
        ({"query": (Row("k", KEY, on=False),)}, "/query/0"),
        ({"headers": (Row("x-mine", KEY),)}, "/headers/0"),
        ({"path_params": (("id", KEY),)}, "/path_params/id"),
        ({"files": (FilePart("f", f"/home/{KEY}"),)}, "/files/0"),
        ({"betas": (KEY,)}, "/betas/0"),
        ({"extra": (("note", f'"{KEY}"'),)}, "/note"),
    ],
)
def test_a_key_anywhere_else_is_named_and_never_shown(members, pointer):
    draft = replace(Draft(), **members)
    assert places(draft) == [(pointer, False)]
    assert KEY not in repr(secrets_in(draft))
