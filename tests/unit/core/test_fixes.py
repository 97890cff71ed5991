import json

from betadeck.core import fixes
from betadeck.core.draft import Draft, Row

BODY = '{\n  "model": "m",\n  "temperature": 1.0,\n  "messages": [{"role": "user", "content": "hi"}]\n}'


def test_removing_a_field_leaves_every_other_character():
    fixed = fixes.remove_member("/temperature").apply(Draft(body_text=BODY))
    assert fixed.body_text == BODY.replace('  "temperature": 1.0,\n', "")


def test_setting_a_field_makes_its_parents():
    fixed = fixes.set_member("/output_config/effort", "low").apply(Draft(body_text=BODY))
    assert json.loads(fixed.body_text)["output_config"] == {"effort": "low"}


def test_a_fix_of_a_body_that_broke_meanwhile_changes_nothing():
    draft = Draft(body_text=BODY[:-3])
    assert fixes.remove_member("/temperature").apply(draft) == draft
    assert fixes.set_member("/model", "x").apply(draft) == draft


def test_betas_are_ticked_replaced_and_unticked_without_doubles():
    draft = Draft(betas=("a", "b"))
    assert fixes.tick("a").apply(draft).betas == ("a", "b")
    assert fixes.replace_beta("a", "b").apply(draft).betas == ("b",)
    assert fixes.untick("a").apply(draft).betas == ("b",)


def test_a_header_is_removed_in_whatever_case_it_was_typed():
    draft = Draft(headers=(Row("X-Api-Key", "k"), Row("x-other", "o")))
    assert fixes.remove_header("x-api-key").apply(draft).headers == (Row("x-other", "o"),)


def test_several_fixes_apply_in_order():
    both = fixes.several("x", "Both", [fixes.tick("a"), fixes.replace_beta("a", "c")])
    assert both.apply(Draft()).betas == ("c",)


def test_places_are_worded_as_people_write_them():
    assert fixes.words("/messages/3/content/0") == "messages.3.content.0"
    assert fixes.words("/a~1b/c~0d") == "a/b.c~d"


def test_betas_typed_into_header_rows_are_unticked_and_replaced_too():
    draft = Draft(headers=(Row("Anthropic-Beta", "a, b"), Row("anthropic-beta", "a"), Row("x-other", "a")))
    assert fixes.untick("a").apply(draft).headers == (Row("Anthropic-Beta", "b"), Row("x-other", "a"))
    assert fixes.replace_beta("a", "c").apply(draft).headers[0] == Row("Anthropic-Beta", "c,b")
