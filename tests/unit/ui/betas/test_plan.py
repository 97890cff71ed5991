from betadeck.ui.betas.grouping import Group
from betadeck.ui.betas.plan import TICKED, plan

GROUPS = (Group("Tools", ("a", "b")), Group("Retired", ("x", "y"), history=True))


def titles(sections):
    return [(section.title, section.names, section.opened) for section in sections]


def test_what_is_over_starts_closed_and_remembers_being_opened():
    assert titles(plan(GROUPS, {}, (), ())) == [("Tools", ("a", "b"), True), ("Retired", (), False)]
    assert titles(plan(GROUPS, {"Retired": True}, (), ()))[1] == ("Retired", ("x", "y"), True)


def test_what_must_be_seen_and_no_open_group_shows_stands_on_top():
    found = plan(GROUPS, {"Tools": False}, ("a", "x"), ("x", "a", "stranger"))
    assert titles(found)[0] == (TICKED, ("x", "a", "stranger"), True)
    assert found[0].note == "2"
    assert not found[0].closable


def test_what_an_open_group_shows_is_not_shown_twice():
    found = plan(GROUPS, {}, ("a",), ("a",))
    assert titles(found)[0] == ("Tools", ("a", "b"), True)
    assert found[0].note == "1 of 2"
