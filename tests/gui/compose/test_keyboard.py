"""The whole window by keys alone: Tab reaches everything, F6 goes from pane to pane."""

from PySide6.QtWidgets import QApplication, QPushButton

from helpers.programs import program_in


def panes_of(person):
    """Return the panes by name."""
    window, page = person.window, person.request().page
    return {
        "bar": window.toolbar,
        "library": window.library,
        "tabs": window.tabs,
        "request": page.composer,
        "answer": page.viewer,
        "betas": window.betas,
    }


def pane(person):
    focused = QApplication.focusWidget()
    return next((name for name, each in panes_of(person).items() if each.isAncestorOf(focused)), "")


def walked(person, keys, most=120):
    """Return the panes that `keys` lead through until the focus is where it began."""
    start, found = QApplication.focusWidget(), [pane(person)]
    for _ in range(most):
        person.press(keys)
        if QApplication.focusWidget() is start:
            return found
        if pane(person) != found[-1]:
            found.append(pane(person))
    raise AssertionError(f"{keys} never came back: {found}")


async def test_tab_goes_through_the_panes_as_they_stand_and_comes_round(tmp_path):
    async with program_in(tmp_path) as person:
        await person.sent()
        person.request().page.composer.take_focus()
        forward = walked(person, "Tab")
        assert forward == ["request", "answer", "betas", "bar", "library", "tabs"] + ["request"] * (
            len(forward) - 6
        )
        assert set(walked(person, "Shift+Tab")) == set(forward)


async def test_what_is_hidden_is_not_stopped_at(tmp_path):
    async with program_in(tmp_path) as person:
        person.window.library.hide()
        person.window.betas.hide()
        person.request().page.composer.take_focus()
        assert set(walked(person, "Tab")) == {"request", "answer", "bar", "tabs"}


async def test_f6_goes_from_pane_to_pane_and_back(tmp_path):
    async with program_in(tmp_path) as person:
        person.request().page.composer.take_focus()
        seen = []
        for _ in range(5):
            person.program.menus.do("next_pane")
            seen.append(pane(person))
        assert seen == ["answer", "betas", "bar", "library", "request"]
        person.program.menus.do("previous_pane")
        assert pane(person) == "library"
        person.window.betas.hide()
        person.program.menus.do("previous_pane")
        person.program.menus.do("previous_pane")
        assert pane(person) == "answer"


async def test_when_the_last_tab_is_closed_enter_begins_another_and_typing_goes_into_it(tmp_path):
    async with program_in(tmp_path) as person:
        person.program.closing_tabs.close(person.tab().key)
        assert QApplication.focusWidget().text() == "New request"
        person.press("Space")
        assert pane(person) == "request"
        person.window.library.focus_filter()
        person.press("Ctrl+N")
        assert pane(person) == "request"


async def test_before_the_first_send_no_room_is_kept_for_how_it_went(tmp_path):
    async with program_in(tmp_path) as person:
        assert not person.all("state")
        assert person.find("answer", QPushButton).y() < 40
        await person.sent()
        assert person.all("state")
