"""What the bars and the betas show of the tab in front, and what they change in it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from betadeck.compose.open_requests import OpenRequests
from betadeck.control.keys import KeysController
from betadeck.control.sandbox import SandboxController
from betadeck.control.tabs import TabsController, title_of
from betadeck.control.targets import TargetsController
from betadeck.core.body_flags import top_text
from betadeck.core.catalog import Catalogue, Operation
from betadeck.core.draft import Draft
from betadeck.core.draft_operation import operation_of
from betadeck.core.json_help.guide import Guide
from betadeck.core.lint.schema import body_of
from betadeck.core.open_tab import OpenTab
from betadeck.core.preview import preview
from betadeck.core.schema import closure
from betadeck.core.target import AuthScheme, Platform, Target
from betadeck.ui.window import MainWindow

_PREVIEW_QUIET_MS = 80
_BIG_CHARS, _BIG_QUIET_MS = 500_000, 400
"""Bodies of more characters are looked at when nobody types: each look takes some milliseconds a megabyte."""


class Front:
    """Keeps toolbar, betas panel and "On the wire" in step with the current draft."""

    def __init__(
        self,
        window: MainWindow,
        tabs: TabsController,
        requests: OpenRequests,
        targets: TargetsController,
        keys: KeysController,
        sandbox: SandboxController,
        parent: QObject,
    ) -> None:
        self._window, self._tabs, self._requests = window, tabs, requests
        self._targets, self._keys, self._sandbox = targets, keys, sandbox
        self._catalogue = Catalogue()
        self._used: frozenset[str] | None = None
        self._blocked = ""
        self._ticked: tuple[str, tuple[str, ...]] = ("", ())
        self._schemas: Mapping[str, object] = {}
        self._closed: dict[str, Mapping[str, object]] = {}
        self._guides: dict[tuple[str, str, str], Guide] = {}
        self._models_from: dict[str, str] = {}
        self._catalogue_for: Callable[[Target, Catalogue], Catalogue] = lambda _, catalogue: catalogue
        self._timer = QTimer(parent, singleShot=True, interval=_PREVIEW_QUIET_MS)
        self._timer.timeout.connect(self._show_wire)
        self._connect()

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Know the API from now on."""
        self._catalogue, self._guides, self._models_from = catalogue, {}, {}
        self._window.betas.show_betas(tuple(catalogue.betas.values()))
        self.refresh()

    def refresh(self) -> None:
        """Show everything of the current tab anew."""
        tab = self._tabs.current()
        for each in (self._window.toolbar, self._window.betas):
            each.setEnabled(tab is not None)
        if tab is None:
            self._show_nothing()
            return
        self._show_bar(tab)
        big = len(tab.draft.body_text) > _BIG_CHARS
        if not big or self._ticked != (tab.key, tab.draft.betas):
            self._show_betas(tab)
        self._timer.start(_BIG_QUIET_MS if big else _PREVIEW_QUIET_MS)

    def use_models(self, catalogue_for: Callable[[Target, Catalogue], Catalogue]) -> None:
        """Take the models of a target from here on from what `catalogue_for` makes of the catalogue."""
        self._catalogue_for = catalogue_for

    def show_models(self) -> None:
        """Let the composer in front offer the models of its target."""
        tab, request = self._tabs.current(), self._requests.current()
        if tab is None or request is None:
            return
        catalogue = self._catalogue_for(self._targets.get(tab.target), self._catalogue)
        if catalogue.models_from != self._models_from.get(tab.key, ""):
            self._models_from[tab.key] = catalogue.models_from
            request.page.composer.set_catalogue(catalogue)
            self._timer.start()

    def stop(self) -> None:
        """Show nothing anew any more."""
        self._timer.stop()

    def set_schemas(self, schemas: Mapping[str, object]) -> None:
        """Know the bodies' schemas from now on."""
        self._schemas = schemas
        self.refresh()

    def set_used(self, used: frozenset[str]) -> None:
        """Know which betas the current draft makes use of."""
        tab = self._tabs.current()
        if used != self._used and tab is not None:
            self._used = used
            self._show_betas(tab)

    def set_blocked(self, reason: str) -> None:
        """Keep Send off because of `reason`; an empty one lets it go."""
        if reason != self._blocked:
            self._blocked = reason
            self.refresh()

    def blocked(self) -> str:
        """Return why Send is off, empty while it is not."""
        return self._blocked

    def set_betas(self, betas: tuple[str, ...]) -> None:
        """Give the current draft these betas."""
        self._edit(betas=betas)

    def operation(self, draft: Draft) -> Operation | None:
        """Return the catalogue's operation for a draft, None if it calls none."""
        return operation_of(draft, self._catalogue)

    def _connect(self) -> None:
        bar = self._window.toolbar
        self._tabs.chosen.connect(self.refresh)
        self._tabs.closed.connect(self.refresh)
        self._tabs.changed.connect(self._on_changed)
        self._targets.changed.connect(self.refresh)
        self._keys.changed.connect(self.refresh)
        self._sandbox.started.connect(self.refresh)
        self._requests.busy_changed.connect(self._on_changed)
        self._requests.showing.connect(self._tell_call)
        bar.target_chosen.connect(self._on_target)
        bar.key_chosen.connect(self._on_key)
        bar.version_chosen.connect(self._on_version)
        self._window.betas.betas_changed.connect(self.set_betas)

    def _on_changed(self, key: str) -> None:
        tab = self._tabs.current()
        if tab is not None and tab.key == key:
            self.refresh()

    def _on_target(self, name: str) -> None:
        tab = self._tabs.current()
        if tab is not None:
            self._tabs.update(tab.key, replace(tab, target=name))

    def _on_key(self, name: str) -> None:
        tab = self._tabs.current()
        if tab is not None:
            self._targets.set_key(self._targets.get(tab.target).name, name)

    def _on_version(self, version: str) -> None:
        self._edit(api_version=version)

    def _edit(self, **changes: object) -> None:
        tab = self._tabs.current()
        if tab is not None:
            self._tabs.edit(tab.key, replace(tab.draft, **changes))  # type: ignore[arg-type]

    def _show_bar(self, tab: OpenTab) -> None:
        bar, target = self._window.toolbar, self._target(tab)
        bar.show_targets(self._targets.names(), target.name)
        needed = target.auth is not AuthScheme.NONE and target.platform is not Platform.SANDBOX
        bar.show_keys(self._keys.names() if needed else [], target.key_name if needed else "", needed)
        bar.show_versions(list(self._catalogue.versions), tab.draft.api_version)
        operation = self.operation(tab.draft)
        name = f"{operation.area} › {operation.title}" if operation else "Free-form"
        address = target.base_url.partition("://")[2].rstrip("/") + tab.draft.path
        bar.show_operation(tab.draft.method, name, address)
        request = self._requests.current()
        sending = request is not None and request.is_busy()
        bar.set_sending(sending)
        bar.set_blocked(self._blocked)
        self._window.actions_table.set_enabled("cancel", sending)
        self._window.actions_table.set_enabled("send", not sending and not self._blocked)
        self._window.status.show_simulated(target.platform is Platform.SANDBOX)
        self._window.setWindowTitle(f"{title_of(tab)} – Betadeck")

    def _show_nothing(self) -> None:
        """Show that no tab is open: nothing to send, nothing to tick."""
        self._window.show_nothing()
        self._window.betas.show_ticks(())
        self._window.toolbar.show_operation("", "No request", "")
        self._window.toolbar.set_sending(False)
        for action_id in ("send", "cancel"):
            self._window.actions_table.set_enabled(action_id, on=False)
        self._window.setWindowTitle("Betadeck")

    def _show_betas(self, tab: OpenTab) -> None:
        panel, draft = self._window.betas, tab.draft
        self._ticked = (tab.key, draft.betas)
        panel.show_ticks(draft.betas)
        platform = self._targets.get(tab.target).platform
        panel.set_context(self.operation(draft), top_text(draft.body_text, "model"), platform, self._used)

    def _target(self, tab: OpenTab) -> Target:
        target = self._targets.get(tab.target)
        if target.platform is Platform.SANDBOX:
            return replace(target, base_url=self._sandbox.base_url() or "http://127.0.0.1")
        return target

    def _schema(self, operation: Operation | None) -> Mapping[str, object] | None:
        """Return the schema of an operation's body with all it refers to, cut out once.

        What needs a beta is in it too, where there is a call that takes betas: they can be ticked.
        """
        if operation is None or not operation.body or not self._schemas:
            return None
        twin = self._catalogue.operations.get(operation.twin)
        if twin is not None and twin.body and twin.id.startswith("beta."):
            operation = twin
        return self._closed_schema(operation.body)

    def _closed_schema(self, name: str) -> Mapping[str, object]:
        if name not in self._closed:
            self._closed[name] = closure(self._schemas, name)
        return self._closed[name]

    def _guide(self, operation: Operation | None, version: str, target: Target) -> Guide:
        """Return what is known of an operation's body, betas' fields included, made once for each version."""
        if operation is None or not operation.body or not self._schemas:
            return Guide(catalogue=self._catalogue)
        catalogue = self._catalogue_for(target, self._catalogue)
        name = body_of(operation, catalogue)
        which = (name, version, catalogue.models_from)
        if which not in self._guides:
            place = f"{operation.method} {operation.path}"
            self._guides[which] = Guide(self._closed_schema(name), catalogue, place, version)
        return self._guides[which]

    def _show_wire(self) -> None:
        tab, request = self._tabs.current(), self._requests.current()
        if tab is None or request is None:
            return
        if len(tab.draft.body_text) > _BIG_CHARS:
            self._show_betas(tab)
        operation = self.operation(tab.draft)
        shown = preview(tab.draft, self._target(tab), tab.saved, operation)
        request.page.composer.show_wire(shown.request, shown.problem, shown.where)
        target = self._targets.get(tab.target)
        request.page.composer.show_target(target.name, target.variables, tuple(self._keys.names()))
        self._tell_call(tab.key)
        guide = self._guide(operation, tab.draft.api_version, target)
        request.page.composer.set_guide(guide)

    def _tell_call(self, key: str) -> None:
        """Let a tab's composer know the call that its draft is."""
        composer, operation = self._requests.get(key).page.composer, self.operation(self._tabs.get(key).draft)
        with composer.at_once():
            composer.set_operation(operation)
            composer.set_schema(self._schema(operation))
