"""Lists under headings."""

from betadeck.ui.dialogs.ranking import PickItem, candidates, ranked, with_headings

ITEMS = [
    PickItem("a", "List", group="Files"),
    PickItem("b", "Delete", group="Files"),
    PickItem("c", "List", group="Models"),
]


def test_each_run_of_a_group_stands_under_its_heading():
    assert [(each.key, each.title) for each in with_headings(ITEMS)] == [
        ("", "Files"),
        ("a", "List"),
        ("b", "Delete"),
        ("", "Models"),
        ("c", "List"),
    ]


def test_what_is_found_tells_its_group_and_is_found_by_it():
    assert [each.title for each in ranked("files list", candidates(ITEMS))] == ["Files › List"]
