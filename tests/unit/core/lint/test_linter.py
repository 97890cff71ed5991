from dataclasses import replace

import pytest

from betadeck.core.catalog import Beta, BetaState, Catalogue
from betadeck.core.draft import Draft, Row
from betadeck.core.finding import Severity
from betadeck.core.lint import Linter, lint
from betadeck.core.schema import closure
from betadeck.core.target import SANDBOX, Platform, Target
from helpers.catalogue import pool, shipped
from helpers.linting import API, TEXT, ask, codes, finding, judge, talk, user

GATEWAY = Target("Gateway", base_url="https://gateway.example.com", key_name="key", platform=Platform.GATEWAY)


def test_errors_come_first_then_warnings_then_hints():
    draft = ask("effort-2025-11-24", "context-1m-2025-08-07", foo=1)
    assert [each.severity for each in judge(draft)] == [Severity.ERROR, Severity.WARN, Severity.HINT]


def test_the_plain_function_says_the_same():
    draft = ask("effort-2025-11-24", foo=1)
    plain = lint(draft, API, shipped(), lambda name: closure(pool(), name))
    assert [each.id for each in plain] == [each.id for each in judge(draft)]


def test_without_schemas_the_other_rules_still_speak():
    assert [each.code for each in lint(ask(temperature=1, foo=1), API, shipped())] == ["version-refuses"]


def test_an_empty_catalogue_knows_nothing_and_blames_nobody():
    found = lint(ask(max_tokens=10**9), API, Catalogue())
    assert {each.severity for each in found} <= {Severity.HINT}


def test_the_same_thing_wrong_very_often_is_summed_up():
    draft = talk(user(*[{"type": "text", "text": ""}] * 300, TEXT))
    found = [each for each in judge(draft) if each.code == "text-empty"]
    assert len(found) == 20
    assert found[-1].message.endswith("And 280 more like this.")
    exactly = talk(user(*[{"type": "text", "text": ""}] * 20, TEXT))
    assert "more like this" not in judge(exactly)[-1].message


def test_a_gateway_may_know_more_than_the_catalogue():
    draft = ask("context-managment-2025-06-27", foo=1, context_management={"edits": []})
    assert {each.severity for each in judge(draft)} == {Severity.ERROR}
    assert {each.severity for each in judge(draft, GATEWAY)} == {Severity.WARN}


def test_what_no_host_takes_is_an_error_behind_a_gateway_too():
    assert [each.severity for each in judge(talk(user()), GATEWAY)] == [Severity.ERROR]


def test_a_path_that_a_gateway_puts_in_front_does_not_hide_the_operation():
    draft = replace(ask(foo=1), path="/anthropic/v1/messages", operation=None)
    assert codes(draft, GATEWAY) == ["field-unknown"]


def test_the_operation_that_fits_counts_not_the_one_that_was_chosen_once():
    draft = replace(ask(max_tokens=...), path="/v1/messages/count_tokens")
    assert codes(draft) == []


def test_own_betas_of_the_user_are_known():
    own = Beta("my-feature-2026-11-11", "Mine", "Mine", BetaState.ACTIVE, "", mine=True)
    catalogue = replace(shipped(), betas={**shipped().betas, own.name: own})
    assert lint(ask(own.name), API, catalogue) == ()


@pytest.mark.parametrize("name", ["practice-overloaded", "practice-error-billing_error"])
def test_names_that_the_sandbox_practises_with_are_right_there_alone(name):
    for draft in (ask(name), ask(model=name)):
        assert codes(draft, SANDBOX) == []
        assert codes(draft) != []


def test_a_long_body_is_measured_in_bytes():
    limits = tuple(replace(each, maximum=300) for each in shipped().limits if each.id == "body.messages")
    small = Linter(replace(shipped(), limits=limits))
    assert [each.code for each in small.lint(ask(system="é" * 100), API)] == ["body-too-big"]
    assert small.lint(ask(system="e" * 100), API) == ()


def test_one_linter_judges_many_drafts_without_mixing_them_up():
    kept = Linter(shipped(), pool())
    first = ask(temperature=1, model="claude-haiku-4-5", version="2023-06-01")
    for _ in range(3):
        assert kept.lint(first, API) == ()
        assert [each.code for each in kept.lint(replace(first, api_version="2026-10-21"), API)] == [
            "version-refuses"
        ]


def test_a_free_form_request_is_left_alone():
    draft = Draft(
        operation=None, method="POST", path="/model/anthropic.claude/invoke", body_text='{"any": "thing"}'
    )
    assert codes(draft) == ["path-unknown"]


def test_betas_typed_into_a_header_row_are_judged_and_mended_there():
    draft = replace(
        ask(), headers=(Row("Anthropic-Beta", "telepathy-2026-01-01, context-managment-2025-06-27"),)
    )
    told = finding("beta-misspelt", draft)
    mended = told.fixes[0].apply(draft)
    assert "context-management-2025-06-27" in mended.headers[0].value
    assert "beta-misspelt" not in codes(mended)
    as_ticks = finding("header-beta", draft).fixes[0].apply(draft)
    assert as_ticks.headers == ()
    assert as_ticks.betas == ("telepathy-2026-01-01", "context-managment-2025-06-27")
