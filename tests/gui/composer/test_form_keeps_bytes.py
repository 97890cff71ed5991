"""Whatever stands in a body, one field touched in the form changes that field alone, and undo brings all back."""

import pytest
from PySide6.QtTest import QTest

from betadeck.ui.composer.form.body_form import BodyForm
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.inputs import LineInput
from helpers.composing import by_id, composer_with, named

NESTED = "[" * 30 + '{"a":' * 30 + "1.0" + "}" * 30 + "]" * 30
AROUND = {
    "numbers as they are spelled": '"n": [1.0, 1e3, -0, 1E400, 123456789012345678901234567890, 1.10]',
    "odd line ends": '"a": [\r\n\t1,\r\n\t2\r\n]',
    "one name twice": '"n": 1, "n": {"n": 2, "n": 3}',
    "lone surrogates": '"a\\ud800": "\\udfff", "b": "\ud800"',
    "deep nesting": f'"deep": {NESTED}',
    "a thousand items": f'"many": [{" , ".join(map(str, range(1000)))}]',
    "escapes": '"\\u0041\\/": "\\u00e9\\/", "": "\\u0000\\b"',
    "other scripts": '"日本": "\u2028\u2029\ufeff😀", "x y~/z": null',
    "values of the wrong kind": '"temperature": "hot", "stream": [1], "tools": 7, "metadata": []',
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND.keys())
@pytest.mark.parametrize(("start", "end"), [("{ ", " }"), ("{\r\n  ", "\r\n}\n")])
def test_a_key_in_one_field_leaves_all_else(qtbot, around, start, end):
    before = f'{start}"model" :"m", {around} ,"user_profile_id":"u"{end}'
    composer = composer_with(qtbot, before)
    line = named(composer, "Model", LineInput)
    line.setFocus()
    QTest.keyClicks(line, "x")
    assert composer.draft().body_text == before.replace('"m"', f'"{line.text()}"')
    assert line.hasFocus()
    composer.findChild(BodyForm).setFocus()
    composer._body.json.editor.undo()
    assert composer.draft().body_text == before


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_line_of_a_list_leaves_the_others_as_they_are_spelled(qtbot, line_end):
    raw = '["\\u0041", "b",\n    "c"]'.replace("\n", line_end)
    before = f'{{"stop_sequences": {raw}, "n": 1.0}}'
    composer = composer_with(qtbot, before)
    field = named(composer, "Stop sequences", GrowingEdit)
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)
    QTest.keyClicks(field, "d")
    QTest.keyClicks(field, "e")
    assert composer.draft().body_text == before.replace('"c"', '"cde"')
    composer._body.json.editor.undo()
    assert composer.draft().body_text == before


def test_a_member_whose_name_is_half_a_character_can_be_taken_out(qtbot):
    composer = composer_with(qtbot, '{"model": "m", "a\\ud800": 1, "b": 2}')
    row = next(row for row in by_id(composer, "body_form").rows() if row.spec.label.startswith("a"))
    row._remove.click()
    assert composer.draft().body_text == '{"model": "m", "b": 2}'
