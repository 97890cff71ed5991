from betadeck.ui.actions import ACTIONS
from betadeck.ui.dialogs.shortcut_model import Bindings


def test_the_standard_keys_clash_nowhere():
    assert Bindings(ACTIONS).conflicts() == {}


def test_two_actions_with_one_key_are_both_marked():
    made = Bindings(ACTIONS, {"send": ("Ctrl+S",)})
    assert made.conflicts() == {"send": "Save", "save": "Send"}
    made.reset("send")
    assert made.conflicts() == {}
    assert made.overrides == {}


def test_going_back_to_the_standard_is_no_change():
    made = Bindings(ACTIONS)
    made.set_keys("save", ())
    assert made.keys("save") == ()
    assert made.is_changed("save")
    made.set_keys("save", ("Ctrl+S",))
    assert made.overrides == {}
