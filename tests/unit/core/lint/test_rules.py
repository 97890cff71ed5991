"""Every rule on one draft that it is about and one that it is not, and every fix tried."""

from dataclasses import replace

import pytest

from betadeck.core.lint.codes import CODES
from helpers.lint_cases import CASES, SAFE_TARGETS
from helpers.linting import API, codes, judge

_NOTHING_TO_TEST = {"body-too-big"}
"""Tested where megabytes are made."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_found_at_its_place(case):
    found = {each.id: each for each in judge(case.bad, case.target, case.key_kind)}
    assert f"{case.code}@{case.where}" in found
    told = found[f"{case.code}@{case.where}"]
    assert told.severity is CODES[case.code].severity or CODES[case.code].soft
    assert told.message[-1] in ".?"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_not_found_where_all_is_well(case):
    target = SAFE_TARGETS.get(case.code, API)
    assert case.code not in codes(case.good, target, case.key_kind)
    if case.target is not API:
        assert case.code not in codes(case.bad, target, case.key_kind)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_of_its_fixes_makes_it_go_away(case):
    id_ = f"{case.code}@{case.where}"
    told = next(each for each in judge(case.bad, case.target, case.key_kind) if each.id == id_)
    for fix in told.fixes:
        mended = fix.apply(case.bad)
        if fix.to:
            assert mended == case.bad
            continue
        assert mended != case.bad, fix.id
        assert id_ not in {each.id for each in judge(mended, case.target, case.key_kind)}, fix.id


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_can_be_ignored_by_its_id(case):
    ignored = replace(case.bad, ignored=(f"{case.code}@{case.where}",))
    before = judge(case.bad, case.target, case.key_kind)
    after = judge(ignored, case.target, case.key_kind)
    assert [each.id for each in after] == [each.id for each in before if each.id not in ignored.ignored]


def test_every_code_has_a_case():
    assert {each.code for each in CASES} == CODES.keys() - _NOTHING_TO_TEST


def test_codes_and_meanings_are_written_once():
    assert len({each.meaning for each in CODES.values()}) == len(CODES)
