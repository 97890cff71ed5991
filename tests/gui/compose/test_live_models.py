"""The list of models in the whole window, against the sandbox."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLabel

from betadeck.core.target import AuthScheme, Platform, Target
from betadeck.ui.composer.form.model_editor import ASK
from helpers.programs import program_in
from helpers.waiting import until


def entries(person):
    boxes = person.all("Model", QComboBox)
    return [box.itemText(row) for box in boxes for row in range(box.count())]


async def test_the_list_says_where_it_is_from_and_is_asked_for_by_its_last_entry(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("Ctrl+1")
        await until(lambda: person.all("Model", QComboBox))
        assert entries(person)[0] == "From the catalogue"
        assert entries(person)[-1] == ASK
        box = person.find("Model", QComboBox)
        before = box.currentText()
        box.textActivated.emit(ASK)
        await until(lambda: "asked at" in next(iter(entries(person)), ""))
        assert entries(person)[0].startswith("From Sandbox")
        assert person.find("Model", QComboBox).currentText() == before
        assert before in entries(person)
        assert person.tab().draft.body_text.count(before) == 1
        await until(lambda: [row.name for row in person.program.seen._rows] == ["List of models"])


async def test_a_list_that_cannot_be_had_says_why_below_the_model(tmp_path):
    async with program_in(tmp_path) as person:
        nowhere = Target("Nowhere", "http://127.0.0.1:9", AuthScheme.NONE, platform=Platform.GATEWAY)
        person.program.targets.replace_all((nowhere, *person.program.targets.all()))
        person.program.tabs.update(person.tab().key, replace(person.tab(), target="Nowhere"))
        person.press("Ctrl+1")
        await until(lambda: person.all("Model", QComboBox))
        person.find("Model", QComboBox).textActivated.emit(ASK)
        await until(lambda: person.all("load_problem", QLabel))
        assert (
            person.find("load_problem", QLabel)
            .text()
            .startswith("No list of models from Nowhere. The connection")
        )
        assert entries(person)[0] == "From the catalogue"


async def test_nothing_is_asked_by_itself_until_that_is_switched_on(tmp_path):
    async with program_in(tmp_path) as person:
        models = person.program.models
        assert models._tried == set()
        settings = person.program.settings
        settings.take(replace(settings.current(), fetch_models=True))
        target = person.program.targets.get(person.tab().target)
        assert models._tried == (set() if not target.key_name else {(target.name, target.key_name)})
