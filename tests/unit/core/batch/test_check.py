from betadeck.core.batch import check
from betadeck.core.batch.check import checked
from betadeck.core.batch.rows import rows_of
from betadeck.core.batch.table import Table
from betadeck.core.draft import Draft
from betadeck.core.finding import Severity
from betadeck.core.lint import Linter
from betadeck.core.target import Target
from helpers.catalogue import pool, shipped

LINTER, TARGET = Linter(shipped(), pool()), Target("T", "https://api.anthropic.com", key_name="k")


def told(template, cells, **changes):
    table = Table(("c",), tuple((cell,) for cell in cells), tuple(range(2, 2 + len(cells))))
    judge = lambda draft: LINTER.lint(draft, TARGET)  # noqa: E731
    return checked(Draft(**changes), rows_of(template, table, {}), judge)


def template(more=""):
    return f"""{{"model": "claude-opus-5-5", "max_tokens": 64,
        "messages": [{{"role": "user", "content": "{{{{c}}}}"}}]{more}}}"""


def test_a_sound_request_is_not_spoken_of_whatever_its_cells_hold():
    assert told(template(), ["a", 'b "{{c}}" {{x}}', "é"]) == ()


def test_what_is_true_of_several_rows_is_told_once_with_all_of_them():
    found = told(template(', "bogus": 1'), ["a", "b"])
    assert [(each.severity, each.message, each.numbers) for each in found] == [
        (Severity.ERROR, "There is no field bogus.", (0, 1))
    ]


def test_a_missing_beta_is_told_and_a_ticked_one_is_not():
    more = ', "context_management": {"edits": []}'
    assert "needs the beta" in told(template(more), ["a"])[0].message
    assert told(template(more), ["a"], betas=("context-management-2025-06-27",)) == ()


def test_only_the_rows_that_are_wrong_are_named():
    found = told(
        '{"model": "{{c}}", "max_tokens": 1, "messages": [{"role": "user", "content": "x"}]}',
        ["claude-opus-5-5", "claude-2.0"],
    )
    assert {each.numbers for each in found} == {(1,)}


def test_of_many_rows_the_first_are_looked_at(monkeypatch):
    monkeypatch.setattr(check, "MOST_CHECKED", 2)
    assert told(template(', "bogus": 1'), ["a"] * 5)[0].numbers == (0, 1)
