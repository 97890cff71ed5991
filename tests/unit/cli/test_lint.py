import io
import json
import sys
from dataclasses import replace

import pytest

from betadeck.__main__ import main
from betadeck.core.preset_text import dump
from betadeck.core.target import Target
from betadeck.resources import resource
from betadeck.storage.key_names import KeyKind, KeyNames
from betadeck.storage.paths import Paths
from betadeck.storage.targets import TargetStore
from helpers.linting import ask


@pytest.fixture
def preset(tmp_path):
    def write(draft):
        path = tmp_path / "preset.json"
        path.write_text(dump(draft), encoding="utf-8")
        return str(path)

    return write


def findings(capsys):
    return json.loads(capsys.readouterr().out)["findings"]


def test_nothing_wrong_is_0(preset, capsys):
    assert main(["lint", preset(ask())]) == 0
    assert findings(capsys) == []


def test_hints_alone_are_0(preset, capsys):
    assert main(["lint", preset(ask("effort-2025-11-24"))]) == 0
    assert [each["severity"] for each in findings(capsys)] == ["hint"]


@pytest.mark.parametrize("draft", [ask(foo=1), ask("telepathy-2026-01-01")], ids=["error", "warning"])
def test_more_than_hints_is_1(draft, preset, capsys):
    assert main(["lint", preset(draft)]) == 1
    assert findings(capsys)


def test_a_finding_has_all_that_a_script_needs(preset, capsys):
    main(["lint", preset(ask(context_management={"edits": []}))])
    (told,) = findings(capsys)
    assert told["severity"] == "error"
    assert told["code"] == "needs-beta"
    assert told["where"] == "body:/context_management"
    assert "context-management-2025-06-27" in told["message"]
    assert told["fixes"][0] == {
        "id": "tick:context-management-2025-06-27",
        "title": "Tick context-management-2025-06-27",
    }


def test_ignored_findings_are_left_out(preset, capsys):
    draft = replace(ask(foo=1), ignored=("field-unknown@body:/foo",))
    assert main(["lint", preset(draft)]) == 0
    assert findings(capsys) == []


def test_a_preset_comes_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(
        sys, "stdin", io.StringIO(resource("examples/hello.json").read_text(encoding="utf-8"))
    )
    assert main(["lint", "-"]) == 0
    assert findings(capsys) == []


def test_a_body_that_is_not_json_is_found_not_refused(preset, capsys):
    assert main(["lint", preset(replace(ask(), body_text='{"model": '))]) == 1
    assert [each["code"] for each in findings(capsys)] == ["json-broken"]


@pytest.mark.parametrize("text", ["{}", "no json", ""])
def test_what_is_no_preset_is_2(text, tmp_path, monkeypatch, capsys):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    for file in (str(path), "-", str(tmp_path / "missing.json")):
        assert main(["lint", file]) == 2
        heard = capsys.readouterr()
        assert heard.out == ""
        assert heard.err.startswith("betadeck: ")


def test_a_target_of_mine_is_judged_with_the_kind_of_its_key(preset, tmp_path, capsys):
    paths = Paths(tmp_path / "data")
    TargetStore(paths.targets).save_all([Target("Work", key_name="boss")])
    KeyNames(paths.key_names).add("boss", KeyKind.ADMIN)
    words = ["--target", "work", "--data-dir", str(tmp_path / "data")]
    assert main(["lint", preset(ask()), *words]) == 1
    assert [each["code"] for each in findings(capsys)] == ["key-kind"]


def test_a_target_that_is_not_there_is_2(preset, tmp_path, capsys):
    assert main(["lint", preset(ask()), "--target", "Moon", "--data-dir", str(tmp_path)]) == 2
    assert "There is no target “Moon”" in capsys.readouterr().err
