"""What is said of a place."""

import pytest

from betadeck.core.json_help.about import about
from helpers.json_help import guide_for, place_in


def said(marked, version="2026-10-21"):
    guide = guide_for(version=version)
    found = about(guide, place_in(marked, guide))
    return found.text() if found else ""


@pytest.mark.parametrize(
    ("marked", "some"),
    [
        (
            '{"max_tok|ens": 1}',
            ("max_tokens", "Whole number, at least 0. Required.", "BetaMessagesCreateBody"),
        ),
        ('{"max_tokens": 1|0}', ("max_tokens", "Required.")),
        ('{"thinking": {"type": "enabled", "budget_tokens|": 1}}', ("thinking.budget_tokens", "1,024")),
        ('{"compac|tion": {}}', ("Belongs to the beta compact-2026-09-04.",)),
        ('{"thinking": {"type": "dis|abled"}}', ("Some models: This model always thinks",)),
        ('{"messages": [{"ro|le": "user"}]}', ("messages[].role", "Who speaks")),
        ('{"nonsen|se": 1}', ("nonsense", "does not know this field")),
    ],
)
def test_type_need_origin_betas_and_rules_are_told(marked, some):
    for each in some:
        assert each in said(marked)


def test_where_nothing_is_known_nothing_is_said():
    assert said("|") == ""
    assert said('{"metadata": {"own": {"na|me": 1}}}') == ""


def test_a_field_of_an_older_version_says_so():
    assert "Only in version 2023-06-01." in said('{"temperat|ure": 1}', "2023-06-01")
