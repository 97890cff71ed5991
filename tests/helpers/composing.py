"""A composer on the screen, and the fields in it by their accessible names."""

import json

from PySide6.QtWidgets import QApplication, QWidget

from betadeck.core.catalog import Catalogue, Model, Operation, Prices
from betadeck.core.draft import Draft
from betadeck.ui.composer.composer import Composer

CREATE = Operation("messages.create", "POST", "/v1/messages", "Messages", "Create", body="MessageCreate")
MODELS = {
    "claude-opus-5-5": Model("claude-opus-5-5", context_tokens=1_000_000, prices=Prices(input=4, output=20)),
    "claude-haiku-5-5": Model(
        "claude-haiku-5-5", context_tokens=1_000_000, prices=Prices(input=0.1, output=0.5)
    ),
}
BODY = """{
    "model":    "claude-opus-5-5",
    "max_tokens": 1024, "odd_number": 1.10,
    "messages": [
        {"role": "user", "content": "Hello"}
    ]
}"""


def composer_with(qtbot, body: object = BODY, view: str = "form", listed=CREATE, **fields) -> Composer:
    """Return a visible, active composer.

    `body` is a text, or a value to write with an indent of 2; `listed` is the operation of the catalogue, and
    `fields` are those of the draft.
    """
    composer = Composer()
    qtbot.addWidget(composer)
    composer.resize(900, 700)
    composer.set_catalogue(Catalogue(models=MODELS))
    composer.set_operation(listed)
    text = body if isinstance(body, str) else json.dumps(body, indent=2, ensure_ascii=False)
    composer.show_draft(Draft(body_text=text, **fields), None)
    composer.show_view(view)
    composer.show()
    composer.activateWindow()
    qtbot.waitUntil(composer.isActiveWindow)
    return composer


def drafts_of(composer: Composer) -> list[Draft]:
    """Return a list that every announced draft is added to."""
    seen: list[Draft] = []
    composer.draft_edited.connect(seen.append)
    return seen


def named(parent: QWidget, name: str, kind: type = QWidget):
    """Return the visible widget of this `kind` with this accessible name."""
    QApplication.processEvents()  # layouts show new widgets a turn later
    found = [each for each in parent.findChildren(kind) if each.accessibleName() == name and each.isVisible()]
    assert len(found) == 1, f"{len(found)} widgets are called {name!r}"
    return found[0]


def by_id(parent: QWidget, name: str, kind: type = QWidget):
    """Return the visible widget of this `kind` with this object name."""
    QApplication.processEvents()
    found = [each for each in parent.findChildren(kind, name) if each.isVisible()]
    assert len(found) == 1, f"{len(found)} widgets have the id {name!r}"
    return found[0]


def body_of(composer: Composer) -> object:
    """Return the draft's body, read as JSON."""
    return json.loads(composer.draft().body_text)


def trigger(menu, text: str) -> None:
    """Choose the entry of `menu` that begins with `text`."""
    next(action for action in menu.actions() if action.text().startswith(text)).trigger()
