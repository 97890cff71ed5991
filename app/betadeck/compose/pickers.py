"""The lists that drop down over the window: commands, presets, examples, operations, practice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from betadeck.control.tabs import is_unsaved, title_of
from betadeck.core import preset_text
from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft
from betadeck.core.fixes import choose_model
from betadeck.core.new_request import free_request, request_for, same_query, suits
from betadeck.core.open_tab import OpenTab
from betadeck.core.schema import closure
from betadeck.resources import resource
from betadeck.ui.actions import ACTIONS
from betadeck.ui.dialogs.practise import PractiseDialog
from betadeck.ui.dialogs.quick_pick import QuickPick
from betadeck.ui.dialogs.ranking import PickItem

if TYPE_CHECKING:
    from betadeck.compose.program import Program


_RECENT = "Recent"
_MOST_RECENT = 6
_KEYS = {"admin": "admin key", "compliance": "compliance key"}


class Pickers(QObject):
    """Opens each list with what there is now, and does what was picked."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._recent: list[str] = []

    def palette(self) -> None:
        """Offer every action that can be done now."""
        table = self._program.window.actions_table
        items = [
            PickItem(spec.id, spec.text, spec.menu, table.keys_of(spec.id))
            for spec in ACTIONS
            if table.is_enabled(spec.id) and spec.id != "palette"
        ]
        self._open(items, "What do you want to do?", self._on_command)

    def tabs(self) -> None:
        """Offer the open tabs."""
        items = [self._tab_item(tab) for tab in self._program.tabs.all()]
        self._open(items, "Go to an open request", self._program.tabs.choose)

    def _tab_item(self, tab: OpenTab) -> PickItem:
        request = self._program.requests.made_for(tab.key)
        busy = request is not None and request.is_busy()
        state = "sending" if busy else "not saved" if is_unsaved(tab) else ""
        return PickItem(tab.key, title_of(tab), f"{tab.draft.method} {tab.draft.path}", badge=state)

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
        items = operation_items(self._program.knowledge.current().operations.values(), self._recent)
        self._open(
            items, "Operation by words, path or SDK name, or GET /v1/…", self._on_operation, _free_item
        )

    def recent(self) -> list[str]:
        """Return the operations that were picked last, the newest first, to be kept for the next run."""
        return list(self._recent)

    def set_recent(self, keys: Sequence[str]) -> None:
        """Know the operations that were picked in earlier runs."""
        self._recent = list(keys)[:_MOST_RECENT]

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

    def _open(self, items: list[PickItem], hint: str, then: object, free: object = None) -> None:
        window = self._program.window
        pick = QuickPick(items, hint, window, free)  # type: ignore[arg-type]
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

    def _on_operation(self, key: str) -> None:
        """Turn the current request into that operation; where body or query do not suit, or it is under
        way, open another tab.
        """
        tab = self._program.tabs.current()
        operation = self._program.knowledge.current().operations.get(key)
        if tab is None:
            return
        if operation is None:
            if (typed := free_request(tab.draft, key)) is not None:
                self._program.tabs.edit(tab.key, typed)
            return
        self._recent = [key, *(each for each in self._recent if each != key)][:_MOST_RECENT]
        schema = closed_schema(self._program.schemas, operation)
        before = self._program.front.operation(tab.draft)
        if suits(tab.draft.body_text, schema) and same_query(tab.draft, operation):
            made = request_for(tab.draft, operation, schema, before)
            request = self._program.requests.current()
            if request is not None and request.is_busy():  # a stream that is watched stays what it is
                self._open_fresh(replace(made, name=""), tab.target)
            elif tab.preset_id or is_unsaved(tab):
                self._program.tabs.edit(tab.key, made)
            else:  # nothing was typed yet: what was picked is what changes count from
                self._program.tabs.update(tab.key, replace(tab, draft=made, saved=made))
        else:
            fresh = request_for(Draft(api_version=tab.draft.api_version), operation, schema)
            self._open_fresh(fresh, tab.target)
        self._tell_of(operation)

    def _tell_of(self, operation: Operation) -> None:
        """Show where it is filled in, and say what it needs besides."""
        if not (operation.body or operation.multipart):
            self._program.menus.do("params")
        if needs := needs_of(operation):
            self._program.window.status.show_message(needs)

    def _open_fresh(self, draft: Draft, target: str) -> None:
        """Open a tab in which nothing was typed yet, so that closing it loses nothing."""
        self._program.tabs.open(OpenTab("", draft, draft, target=target))

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


def operation_items(operations: Iterable[Operation], recent: Sequence[str] = ()) -> list[PickItem]:
    """Return every method and path once, by area, the recent ones first; calls outside `beta.` win."""
    seen: dict[tuple[str, str], Operation] = {}
    for each in sorted(operations, key=lambda each: each.id.startswith("beta.")):
        seen.setdefault((each.method, each.path), each)
    found = sorted(
        seen.values(), key=lambda each: (each.key_kind != "api", each.area != "Messages", each.area)
    )
    known = {each.id: each for each in found}
    again = [_as_recent(_item(known[key])) for key in recent if key in known]
    return again + [_item(each) for each in found if each.id not in recent]


def closed_schema(pool: Mapping[str, object], operation: Operation) -> dict[str, object] | None:
    """Return the schema of an operation's body with all that it refers to, None if there is none."""
    return closure(pool, operation.body) if operation.body in pool else None


def needs_of(operation: Operation) -> str:
    """Return in words what an operation asks for besides a plain key, or the empty text."""
    kind = _KEYS.get(operation.key_kind, "")
    ticked = f"Ticked what the SDK sends: {', '.join(operation.betas)}." if operation.betas else ""
    return " ".join(
        each for each in (f"Needs a key of another kind: {kind}." if kind else "", ticked) if each
    )


def _item(operation: Operation) -> PickItem:
    where = f"{operation.method} {operation.path}"
    badge = " · ".join(filter(None, (_betas_of(operation), _KEYS.get(operation.key_kind, ""))))
    names = (operation.python, operation.typescript, operation.twin, *operation.betas)
    words = " ".join((*names, f"client.{operation.twin}"))
    return PickItem(operation.id, operation.title, where, badge=badge, group=operation.area, words=words)


def _betas_of(operation: Operation) -> str:
    """Return the beta that the SDK sends, and how many more."""
    first, more = operation.betas[:1], len(operation.betas) - 1
    return "".join(first) + (f" +{more}" if more > 0 else "")


def _as_recent(item: PickItem) -> PickItem:
    return replace(item, title=item.full_title(), group=_RECENT)


def _free_item(typed: str) -> PickItem | None:
    found = free_request(Draft(), typed)
    return PickItem(typed, f"{found.method} {found.path}", "Free-form request") if found else None
