"""The list of models: the catalogue's, or the target's once the user asked for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.compose.asked import why_not
from betadeck.core.catalog import Catalogue, Model
from betadeck.core.live_models import listed_in
from betadeck.core.target import Target

if TYPE_CHECKING:
    from betadeck.compose.program import Program
    from betadeck.control.model_lister import Listed, ModelLister

_Place = tuple[str, str]
"""A target and the name of its key: another key may see other models."""


@dataclass(frozen=True, slots=True)
class _Known:
    models: tuple[Model, ...]
    source: str


class LiveModels(QObject):
    """Asks on a click; by itself only where the settings say so, once a run for each target and key."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._lister: ModelLister | None = None
        self._asking: tuple[_Place, Target] | None = None
        self._lists: dict[_Place, _Known] = {}
        self._tried: set[_Place] = set()
        self._made: dict[_Place, tuple[Catalogue, Catalogue]] = {}
        program.front.use_models(self.catalogue_for)
        program.requests.made.connect(self._on_made)
        for changed in (program.tabs.chosen, program.tabs.changed, program.targets.changed):
            changed.connect(self._on_moved)
        program.settings.changed.connect(self._on_moved)

    def ask(self) -> None:
        """Ask the target in front for its models now."""
        target = self._target()
        if target is None or (self._lister is not None and self._lister.is_running()):
            return
        place = _place(target)
        self._tried.add(place)
        self._asking = (place, target)
        self._program.window.status.show_message(f"Asking {target.name} for its models…")
        versions = self._program.knowledge.current().versions
        self._made_lister().list(target, versions[0] if versions else "")

    def catalogue_for(self, target: Target, catalogue: Catalogue) -> Catalogue:
        """Return `catalogue`, with the target's own list of models where it is known."""
        place = _place(target)
        known = self._lists.get(place)
        if known is None:
            return catalogue
        if place not in self._made or self._made[place][0] is not catalogue:
            self._made[place] = (catalogue, listed_in(catalogue, known.models, known.source))
        return self._made[place][1]

    async def aclose(self) -> None:
        """Stop and wait."""
        if self._lister is not None:
            await self._lister.aclose()

    def _target(self) -> Target | None:
        tab = self._program.tabs.current()
        return self._program.targets.get(tab.target) if tab else None

    def _made_lister(self) -> "ModelLister":
        from betadeck.control.model_lister import ModelLister

        if self._lister is None:
            self._lister = self._program.make_prober(ModelLister)
            self._lister.finished.connect(self._on_finished)
            self._lister.failed.connect(self._program.window.status.show_message)
        return self._lister

    def _on_made(self, key: str) -> None:
        self._program.requests.get(key).page.composer.models_asked.connect(self.ask)

    def _on_moved(self) -> None:
        """Show the list of the target in front; fetch it once where the user wants that."""
        target = self._target()
        if target is None:
            return
        self._program.front.show_models()
        wanted = self._program.settings.current().fetch_models and self._program.knowledge.current().versions
        if wanted and target.key_name and _place(target) not in self._tried:
            self.ask()

    def _on_finished(self, listed: "Listed") -> None:
        models, exchange, answer, problem = listed
        asked, self._asking = self._asking, None
        if asked is None:
            return
        place, target = asked
        if models and not problem:
            self._made.pop(place, None)
            self._lists[place] = _Known(models, f"{target.name}, asked at {datetime.now():%H:%M}")
            self._program.front.show_models()
            self._tell(target, "", f"{len(models)} models of {target.name}.")
            return
        why = why_not(exchange, answer, self._program.knowledge.current(), target)
        words = f"No list of models from {target.name}. {why or problem or 'It is empty.'}"
        self._tell(target, words, words)

    def _tell(self, target: Target, problem: str, words: str) -> None:
        """Say what came of it in the window, and at the models of the request in front if that is the target's."""
        self._program.window.status.show_message(words)
        request, now = self._program.requests.current(), self._target()
        if request is not None and now is not None and _place(now) == _place(target):
            request.page.composer.tell_models(problem)


def _place(target: Target) -> _Place:
    return target.name, target.key_name
