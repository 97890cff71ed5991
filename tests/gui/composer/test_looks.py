"""Names for people who do not see the window, widths for those with a small one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from betadeck.core.draft import Row
from betadeck.core.finding import Finding, Fix, Severity
from betadeck.core.wire import Origin, WireHeader, WireRequest
from betadeck.ui import theme
from betadeck.ui.composer.form.body_form import BodyForm
from helpers.composing import by_id, composer_with

RICH = {
    "model": "claude-opus-5-5",
    "max_tokens": 4096,
    "system": [{"type": "text", "text": "Be brief. " * 40, "cache_control": {"type": "ephemeral"}}],
    "thinking": {"type": "enabled", "budget_tokens": 2048},
    "output_config": {"effort": "high", "format": {"type": "json_schema", "schema": {}}},
    "temperature": 0.7,
    "stop_sequences": ["END"],
    "tool_choice": {"type": "tool", "name": "get_weather"},
    "tools": [{"name": "get_weather"}],
    "a_member_with_a_rather_long_name_that_nobody_knows": [1],
    "messages": [
        {"role": "user", "content": [{"type": "text", "text": "word" * 200}, {"type": "image"}]},
        {"role": "assistant", "content": "x"},
    ],
}
FINDING = Finding(
    Severity.WARN,
    "c",
    "Something worth a long sentence. " * 4,
    "body:/model",
    (Fix("f", "Mend", lambda d: d),),
)
REQUEST = WireRequest("POST", "https://h/" + "p" * 300, (WireHeader("h", "v" * 400, Origin.TYPED),), b"{}")


def full(qtbot, view):
    composer = composer_with(qtbot, RICH, view, headers=(Row("h", "v"),))
    composer.setStyleSheet(theme.style_sheet(theme.LIGHT))
    composer.show_findings((FINDING, FINDING))
    composer.show_wire(REQUEST, "", "")
    return composer


@pytest.mark.parametrize("view", ["form", "json", "params", "headers", "variables", "wire"])
def test_everything_that_takes_the_focus_has_a_name(qtbot, view):
    composer = full(qtbot, view)
    for each in composer.findChildren(QWidget):
        focusable = each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if focusable and each.isVisible() and each.focusProxy() is None and not isinstance(each, QScrollArea):
            text = each.text() if isinstance(each, QAbstractButton | QLabel) else ""
            assert each.accessibleName() or text, f"{each} has no name"


@pytest.mark.parametrize("view", ["form", "json", "params", "headers", "variables", "wire"])
def test_it_fits_480_pixels(qtbot, view):
    composer = full(qtbot, view)
    assert composer.minimumSizeHint().width() <= 480
    composer.resize(480, 600)
    by_id(composer, "findings")
    for area in composer.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width(), area


def test_labels_stand_above_the_fields_when_it_is_narrow(qtbot):
    composer = full(qtbot, "form")
    row = next(each for each in composer.findChild(BodyForm).rows() if each.spec.label == "Model")
    wide = row.height()
    composer.resize(440, 600)
    qtbot.waitUntil(lambda: row.height() > wide)
