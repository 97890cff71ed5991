"""What of the composer is in sight, as plain JSON values."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QTextCursor

from betadeck.ui.composer.body_pane import BodyPane
from betadeck.ui.composer.exact_edit import ExactEdit


def state_of(tab: str, body: BodyPane) -> dict[str, object]:
    """Return the tab, the view, and where caret and scroll bars are."""
    editor = body.json.editor
    return {
        "tab": tab,
        "view": body.view(),
        "caret": editor.textCursor().position(),
        "json_scroll": editor.verticalScrollBar().value(),
        "form_scroll": body.form.verticalScrollBar().value(),
    }


def restore_state(state: Mapping[str, object], body: BodyPane) -> str:
    """Put `body` as `state` says, as far as that is possible now; return the tab to show."""
    view = state.get("view")
    if view in ("form", "json"):
        body.show_as(str(view))
    editor = body.json.editor
    editor.when_settled(partial(_put, editor, _number(state, "caret"), _number(state, "json_scroll")))
    body.form.scroll_to(_number(state, "form_scroll"))
    return str(state.get("tab", ""))


def _put(editor: ExactEdit, caret: int, scroll: int) -> None:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(min(caret, max(0, editor.document().characterCount() - 1)))
    editor.setTextCursor(cursor)
    editor.verticalScrollBar().setValue(scroll)


def _number(state: Mapping[str, object], name: str) -> int:
    value = state.get(name, 0)
    return max(0, value) if isinstance(value, int) else 0
