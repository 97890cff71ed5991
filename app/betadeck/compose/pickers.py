"""The lists that drop down over the window: commands, presets, examples, operations, practice."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from betadeck.core import preset_text
from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft
from betadeck.core.fixes import choose_model
from betadeck.core.listing import PresetEntry
from betadeck.core.open_tab import OpenTab
from betadeck.resources import resource
from betadeck.ui.actions import ACTIONS
from betadeck.ui.dialogs.practise import PractiseDialog
from betadeck.ui.dialogs.quick_pick import QuickPick
from betadeck.ui.dialogs.ranking import PickItem

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class Pickers(QObject):
    """Opens each list with what there is now, and does what was picked."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program

    def palette(self) -> None:
        """Offer every action that can be done now."""
        table = self._program.window.actions_table
        items = [
            PickItem(spec.id, spec.text, spec.menu, table.keys_of(spec.id))
            for spec in ACTIONS
            if table.is_enabled(spec.id) and spec.id != "palette"
        ]
        self._open(items, "What do you want to do?", self._on_command)

    def preset(self) -> None:
        """Offer the presets."""
        items = [
            PickItem(
                each.id, each.name, each.folder or each.operation, badge="broken" if each.problem else ""
            )
            for each in self._program.library.entries()
        ]
        self._open(items, "Open a preset", self._program.library.open_preset)

    def example(self) -> None:
        """Offer the examples that come with the program."""
        found = sorted(each.name for each in resource("examples").iterdir() if each.name.endswith(".json"))
        items = [PickItem(name, example(name).name, example(name).path) for name in found]
        self._open(items, "Open an example", self._on_example)

    def operation(self) -> None:
        """Offer every operation of the catalogue, each method and path once."""
        seen: dict[tuple[str, str], Operation] = {}
        for each in self._program.knowledge.current().operations.values():
            seen.setdefault((each.method, each.path), each)
        items = [
            PickItem(each.id, f"{each.area} › {each.title}", f"{each.method} {each.path}", badge=_badge(each))
            for each in seen.values()
        ]
        self._open(items, "Operation by words, path or SDK name", self._on_operation)

    def practise(self) -> None:
        """Offer what the sandbox plays on demand."""
        from betadeck.sandbox.practice import every_practice

        items = [
            PickItem(each.name, each.title, each.what, badge=each.group)
            for each in every_practice(self._program.knowledge.current())
        ]
        dialog = PractiseDialog(items, self._program.window)
        dialog.used.connect(self._on_practise)
        dialog.open()

    def _open(self, items: list[PickItem], hint: str, then: object) -> None:
        window = self._program.window
        pick = QuickPick(items, hint, window)
        pick.picked.connect(then)
        pick.open()
        left = window.width() // 2 - pick.width() // 2
        pick.move(window.mapToGlobal(QPoint(left, 84)))

    def _on_command(self, action_id: str) -> None:
        self._program.menus.do(action_id)

    def _on_example(self, name: str) -> None:
        current = self._program.tabs.current()
        draft = example(name)
        self._program.tabs.open(OpenTab("", draft, draft, target=current.target if current else ""))

    def _on_operation(self, operation_id: str) -> None:
        """Turn the current request into that operation; where a body would be lost, open another tab."""
        tab, operation = (
            self._program.tabs.current(),
            self._program.knowledge.current().operations[operation_id],
        )
        if tab is None:
            return
        if tab.draft.body_text.strip() and not operation.body:
            fresh = with_operation(Draft(api_version=tab.draft.api_version), operation)
            self._program.tabs.open(OpenTab("", fresh, target=tab.target))
        else:
            self._program.tabs.edit(tab.key, with_operation(tab.draft, operation))

    def _on_practise(self, name: str) -> None:
        """Put the practice's name in as the model of a small request, to the sandbox."""
        tab = self._program.tabs.current()
        sandbox = self._program.targets.names()[0]
        if tab is not None and tab.draft.path == "/v1/messages" and tab.draft.body_text.strip():
            draft = choose_model(name).apply(tab.draft)
            self._program.tabs.update(tab.key, replace(tab, draft=draft, target=sandbox))
        else:
            draft = replace(choose_model(name).apply(example("hello.json")), name=name)
            self._program.tabs.open(OpenTab("", draft, target=sandbox))
        self._program.window.status.show_message(f"“{name}” is in as the model. Send it to see.")


def example(name: str) -> Draft:
    """Return an example that comes with the program, by its file's name."""
    return preset_text.load(resource(f"examples/{name}").read_text(encoding="utf-8"))


def with_operation(draft: Draft, operation: Operation) -> Draft:
    """Return `draft` for another operation: betas that the SDK itself sends are ticked, the body stays."""
    given = dict(draft.path_params)
    return replace(
        draft,
        operation=operation.id,
        method=operation.method,
        path=operation.path,
        path_params=tuple((param.name, given.get(param.name, "")) for param in operation.params),
        betas=tuple(dict.fromkeys((*draft.betas, *operation.betas))),
        body_text=draft.body_text or ("{}" if operation.body else ""),
    )


def _trouble(entry: PresetEntry) -> str:
    return "broken" if entry.problem else ""


def _badge(operation: Operation) -> str:
    return {"admin": "admin key", "compliance": "compliance key"}.get(operation.key_kind, "")
