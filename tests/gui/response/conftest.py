"""What several tests of answers look at."""

import pytest

from betadeck.ui.response.body.body_view import BodyView


@pytest.fixture
def view(qtbot):
    made = BodyView()
    qtbot.addWidget(made)
    made.resize(700, 320)
    made.show()
    qtbot.waitExposed(made)
    return made
