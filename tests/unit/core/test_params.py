"""What parameters take, which rows are theirs, and ids to choose from."""

import pytest

from betadeck.core.catalog import Param
from betadeck.core.draft import Row
from betadeck.core.param_problem import problem_of
from betadeck.core.param_spec import ParamKind, spec_of
from betadeck.core.path_names import filled_path, path_names
from betadeck.core.query_plan import other_rows, plan_query, with_another, with_others, with_value
from betadeck.core.seen_ids import SeenIds
from helpers.answers import answered
from helpers.catalogue import shipped

LIMIT = spec_of(Param("limit", False, {"type": "integer", "default": 20, "minimum": 1, "maximum": 100}))
TYPES = spec_of(Param("types[]", False, {"type": "array", "items": {"enum": ["a", "b"]}, "maxItems": 2}))
SINCE = spec_of(Param("starting_at", True, {"type": "string", "format": "date-time"}))


def test_what_a_parameter_takes_is_read_from_its_schema():
    assert (LIMIT.kind, LIMIT.least, LIMIT.most, LIMIT.default) == (ParamKind.INTEGER, 1, 100, "20")
    assert (TYPES.kind, TYPES.many, TYPES.options, TYPES.most_items) == (
        ParamKind.CHOICE,
        True,
        ("a", "b"),
        2,
    )
    assert "1 to 100. 20 if left out." in LIMIT.note


@pytest.mark.parametrize(
    ("value", "spec"),
    [
        ("", LIMIT),
        ("x", LIMIT),
        ("0", LIMIT),
        ("101", LIMIT),
        ("c", TYPES),
        ("2026-02-30T00:00:00Z", SINCE),
        ("soon", SINCE),
    ],
)
def test_a_value_that_the_api_would_refuse_is_told(value, spec):
    assert problem_of(value, spec)[0]


@pytest.mark.parametrize(
    ("value", "spec"),
    [("1", LIMIT), ("b", TYPES), ("2026-11-22T09:30:00+01:00", SINCE), ("2026-11-22", SINCE)],
)
def test_a_value_that_fits_is_not_blamed(value, spec):
    assert not problem_of(value, spec)[0]


def test_every_query_parameter_of_the_catalogue_says_what_it_is_for():
    every = [each for operation in shipped().operations.values() for each in operation.query]
    assert [each.name for each in every if not spec_of(each).meaning] == []


def test_required_parameters_come_first_and_have_a_line_before_they_have_a_row():
    rows = (Row("limit", "5"), Row("x", "1"), Row("types[]", "a"), Row("types[]", "b"))
    plan = plan_query(rows, (LIMIT, TYPES, SINCE))
    assert [(each.spec.name, each.place) for each in plan] == [
        ("starting_at", None),
        ("limit", 0),
        ("types[]", 2),
        ("types[]", 3),
    ]
    assert with_value(rows, plan[0], "2026")[-1] == Row("starting_at", "2026")


def test_rows_that_no_parameter_knows_are_edited_without_moving_the_others():
    rows = (Row("x", "1"), Row("limit", "5"), Row("y", "2", on=False))
    assert other_rows(rows, (LIMIT,)) == (Row("x", "1"), Row("y", "2", on=False))
    changed = with_others(rows, (Row("y", "3"), Row("z", "")), (LIMIT,))
    assert changed == (Row("y", "3"), Row("limit", "5"), Row("z", ""))
    assert with_others(rows, (), (LIMIT,)) == (Row("limit", "5"),)


def test_another_value_of_a_list_stands_behind_the_last_one():
    rows = (Row("types[]", "a"), Row("limit", "5"))
    assert with_another(rows, "types[]") == (Row("types[]", "a"), Row("types[]", ""), Row("limit", "5"))


def test_variables_in_a_path_are_no_parameters():
    assert path_names("/v1/{{area}}/{id}/{id}/{name}") == ["id", "name"]
    assert filled_path("/v1/{a}/{b}", {"a": "1", "b": " "}) == "/v1/1/{b}"


@pytest.mark.parametrize(
    "body", [b"", b"[1]", b'{"id":5}', b"{", b'{"data":[1]}', b'{"id":"{{key:mine}}"}', b'{"id":"a{{x"}']
)
def test_answers_without_ids_are_passed_over(body):
    assert not SeenIds().take(answered("https://x/v1/agents", body))
    assert not SeenIds().take(answered("https://x/v1/agents", b'{"id":"a"}', status=400))
