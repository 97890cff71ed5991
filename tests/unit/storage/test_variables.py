"""Values of variables that lie outside of the request: files, keys, answers, the clipboard."""

import asyncio

import pytest

from betadeck.core.draft import Draft, Row
from betadeck.core.failure import FailureKind, SendError
from betadeck.core.target import Target
from betadeck.storage.targets import TargetStore
from betadeck.storage.variables import Given, values_of


def found(text, asked=None, clipboard="", keys=None):
    async def read_key(name):
        return (keys or {}).get(name)

    draft = Draft(body_text=text)
    return asyncio.run(values_of(draft, Target("T"), Given(asked or {}, clipboard), read_key))


def refusal(text, **more):
    with pytest.raises(SendError) as raised:
        found(text, **more)
    return raised.value.failure


def test_files_are_read_as_text_or_base64(tmp_path):
    path = tmp_path / "a b.txt"
    path.write_bytes("\ufeffGrüße\n".encode())
    values = found(f"{{{{file:{path}}}}} {{{{base64:{path}}}}}")
    assert [each.text for each in values.values()] == ["Grüße\n", "77u/R3LDvMOfZQo="]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "no file"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "base64"),
    ],
)
def test_a_file_that_cannot_be_put_in_is_told_in_words(tmp_path, make, words):
    path = tmp_path / "x"
    make(path)
    failure = refusal(f"{{{{file:{path}}}}}")
    assert failure.kind is FailureKind.BAD_REQUEST
    assert words in failure.message


def test_a_file_that_is_too_big_or_named_by_half_a_path_is_refused(tmp_path):
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(32_000_001)
    assert "32 MB is the most" in refusal(f"{{{{file:{path}}}}}").message
    assert "whole path" in refusal("{{file:notes.txt}}").message


def test_answers_clipboard_and_keys_are_put_in():
    values = found("{{?town}} {{clipboard}} {{key:work}}", {"town": "Rome"}, "clip", {"work": "secret-1"})
    assert [(each.text, each.secret) for each in values.values()] == [
        ("Rome", False),
        ("clip", False),
        ("secret-1", True),
    ]
    assert "secret-1" not in repr(values)


def test_what_was_not_answered_is_left_out_and_a_key_that_is_not_there_stops_the_send():
    assert found("{{?town}}") == {}
    assert refusal("{{key:none}}").kind is FailureKind.NO_KEY


def test_a_targets_variables_are_kept(tmp_path):
    store = TargetStore(tmp_path / "targets.json")
    target = Target("Mine", variables=(Row("a", "1"), Row("b", "", on=False)))
    store.save_all([*store.list(), target])
    assert TargetStore(tmp_path / "targets.json").list()[-1].variables == target.variables
