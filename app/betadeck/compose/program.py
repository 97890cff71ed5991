"""The whole program: builds its parts in the order of need, and puts them away in the reverse."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from betadeck.compose.advice import Advice
from betadeck.compose.again import Again
from betadeck.compose.asking import Asking
from betadeck.compose.attach import Attachments
from betadeck.compose.blame import Blaming
from betadeck.compose.closing import Closing
from betadeck.compose.compare import Comparisons
from betadeck.compose.dialogs import Dialogs
from betadeck.compose.filters import Filters
from betadeck.compose.front import Front
from betadeck.compose.history import HistoryBrowser
from betadeck.compose.judges import judges
from betadeck.compose.key_badges import KeyBadges
from betadeck.compose.knowledge import Knowledge
from betadeck.compose.library import Library
from betadeck.compose.live_models import LiveModels
from betadeck.compose.looks import Looks
from betadeck.compose.memory import Memory
from betadeck.compose.menus import Menus
from betadeck.compose.notices import Notices
from betadeck.compose.open_requests import OpenRequests
from betadeck.compose.pages import Pages
from betadeck.compose.past import Past
from betadeck.compose.pickers import Pickers
from betadeck.compose.probe import Probes
from betadeck.compose.proxy_passwords import ProxyPasswords
from betadeck.compose.seen import Seen
from betadeck.compose.shell import Shell, make_shell
from betadeck.compose.status import Status
from betadeck.compose.talk import Talk
from betadeck.compose.token_counts import TokenCounts
from betadeck.control.background import Background
from betadeck.control.beta_sets import BetaSetsController
from betadeck.control.history import HistoryController
from betadeck.control.keys import KeysController
from betadeck.control.lint import LintController
from betadeck.control.outgoing import Resolver
from betadeck.control.presets import PresetsController
from betadeck.control.sandbox import SandboxController
from betadeck.control.send import SendController
from betadeck.control.settings import SettingsController
from betadeck.control.tabs import TabsController
from betadeck.control.targets import TargetsController
from betadeck.core.answer import Answer
from betadeck.core.catalog import Catalogue
from betadeck.core.exchange import Exchange
from betadeck.core.settings import Panes, Settings
from betadeck.storage.batches import BatchStore
from betadeck.storage.beta_sets import BetaSetStore
from betadeck.storage.catalogue_files import CatalogueFiles
from betadeck.storage.drafts import DraftStore
from betadeck.storage.history import History
from betadeck.storage.matrix import MatrixStore
from betadeck.storage.paths import Paths
from betadeck.storage.presets import PresetStore
from betadeck.storage.secrets import Keyring
from betadeck.storage.spool import Spool
from betadeck.storage.targets import TargetStore
from betadeck.ui.betas.panel import BetasPanel
from betadeck.ui.library.panel import LibraryPanel

if TYPE_CHECKING:  # httpx takes 100 ms to import: not before the window is painted
    from betadeck.control.prober import Prober
    from betadeck.sandbox.server import SandboxServer
    from betadeck.transport.client import Transport

P = TypeVar("P", bound="Prober")


class Program(QObject):
    """One run of Betadeck on one data folder. Made inside a running loop.

    `closing` is set when the user wants to end; then `aclose` is to be awaited.
    """

    def __init__(
        self,
        app: QApplication,
        data_dir: Path,
        shell: Shell | None = None,
        make_sandbox: "Callable[[], SandboxServer] | None" = None,
    ) -> None:
        super().__init__()
        shell = shell or make_shell(app, data_dir)
        paths = Paths(data_dir)
        self.closing = asyncio.Event()
        self.schemas: dict[str, object] = {}
        self._transport: Transport | None = None
        settings = shell.settings
        self.background = Background(self)
        self.settings = SettingsController(shell.store, settings, self.background, self)
        self.spool = Spool(paths.spool, lambda: self.settings.current().in_memory_bytes)
        self.window = shell.window
        self.window.furnish(LibraryPanel(), BetasPanel())
        self.tabs = TabsController(self)
        self.targets = TargetsController(TargetStore(paths.targets), self.background, self)
        self.keys = KeysController(Keyring(paths.key_names), self)
        self.sandbox = SandboxController(make_sandbox or _sandbox, self)
        self.presets = PresetsController(PresetStore(paths.presets, paths.trash), self.background, self)
        self.sets = BetaSetsController(BetaSetStore(paths.beta_sets), self.background, self)
        self.history = HistoryController(
            lambda: History(paths.history, settings.history_cap_bytes), self.background, self
        )
        self.requests = OpenRequests(
            self.window, self.tabs, self.make_sender, judges(self._known), self.targets.get
        )
        self.requests.set_panes(settings.panes is Panes.BESIDE, [])
        self.filters = Filters(self.requests)
        self.tabs.closed.connect(self.filters.drop)
        self.notices = Notices(self.window.notice, self.tabs)
        self.knowledge = Knowledge(
            CatalogueFiles(paths.catalogue), self.window.betas, self.background, self.notices
        )
        self.front = Front(self.window, self.tabs, self.requests, self.targets, self.keys, self.sandbox, self)
        self.library = Library(
            self.window, self.tabs, self.requests, self.front,
            self.presets, self.sets, self.notices,
        )  # fmt: skip
        self.past = Past(self.window.library, self.tabs, self.requests, self.history, self.notices)
        self.closing_tabs = Closing(self.window.tabs, self.tabs, self.requests, self.settings, self.notices)
        self.looks = Looks(app, self.window, self.settings)
        self.status = Status(self.window, self.tabs, self.requests, self.knowledge.current)
        self.dialogs = Dialogs(self, data_dir)
        self.pickers = Pickers(self)
        self.comparisons = Comparisons(self)
        self.browser = HistoryBrowser(self)
        self.accepted, self.batches = MatrixStore(paths.accepted), BatchStore(paths.batches)
        self.probes = Probes(self)
        self.key_badges = KeyBadges(self)
        self.again, self.token_counts, self.models = Again(self), TokenCounts(self), LiveModels(self)
        self.blaming = Blaming(self)
        self.seen, self.asking, self.pages = Seen(self), Asking(self), Pages(self)
        self.talk, self.attachments = Talk(self), Attachments(self)
        self.proxy_passwords = ProxyPasswords(self)
        self.menus = Menus(self)
        self.lint = LintController(self)
        self.advice = Advice(self, self.lint)
        self.memory = Memory(self, DraftStore(paths.drafts), shell.store)
        self._connect()

    def open(self) -> None:
        """Show the window with the tabs of the last run."""
        self.memory.restore()
        self.window.show()

    async def settle_in(self) -> None:
        """Load what the first picture did not need."""
        from betadeck.resources import load_index, load_schemas

        await asyncio.sleep(0)
        self.knowledge.load(load_index())
        self.schemas.update(await asyncio.to_thread(load_schemas))
        self._on_known(self.knowledge.current())
        self.front.set_schemas(self.schemas)
        self.targets.start()
        self.library.start()
        self.past.start()
        self.background.submit(self.spool.sweep)
        self.memory.report_problems()
        await asyncio.to_thread(_warm_up)

    async def aclose(self) -> None:
        """Keep what is open, stop what runs, in that order."""
        self.presets.stop()
        self.memory.keep()
        self.window.hide()
        self.filters.stop()
        await self.requests.aclose()
        await self.probes.aclose()
        await self.token_counts.aclose()
        await self.models.aclose()
        await self.seen.aclose()
        await self.pages.aclose()
        await self.attachments.aclose()
        self.memory.keep_tabs()  # the sends that were cancelled just now have left their exchanges
        for each in (self.tabs, self.front, self.status, self.again, self.blaming):
            each.stop()
        await self.lint.aclose()
        await self.keys.aclose()
        self.comparisons.stop()
        await self.history.stop()
        await self.background.aclose()
        if self._transport is not None:
            await self._transport.aclose()
        await self.sandbox.aclose()

    def _known(self) -> Catalogue:
        return self.knowledge.current()

    def _on_known(self, catalogue: Catalogue) -> None:
        self.front.set_catalogue(catalogue)
        self.requests.set_catalogue(catalogue)
        if self.schemas:
            self.lint.set_catalogue(catalogue, self.schemas)

    def _on_settings(self, settings: Settings) -> None:
        beside = settings.panes is Panes.BESIDE
        if beside != self.requests.is_beside():
            self.requests.set_panes(beside, [])

    def make_sender(self) -> SendController:
        """Return a new sender with the transport, the keys and the place for big answers of this run."""
        return SendController(self._http, self.resolver(), self.spool.store)

    def resolver(self) -> Resolver:
        """Return what completes a request before it goes out, as for the tabs."""
        return Resolver(self.keys.read, self.sandbox.start, self.asking.given, self.front.operation)

    def make_prober(self, kind: "type[P]") -> "P":
        """Return a new prober that sends as the tabs do; what it sends is kept in the history."""
        made = kind(self._http, self.resolver(), self, self.spool.store)
        made.sent.connect(partial(self._on_sent, made))
        return made

    def _on_sent(self, prober: "Prober", exchange: Exchange, answer: Answer) -> None:
        self.history.add(exchange, prober.secrets(), answer=answer, beside=prober.beside)
        self.seen.take(exchange)

    def _http(self) -> "Transport":
        from betadeck.transport.client import Transport

        if self._transport is None:
            self._transport = Transport()
        return self._transport

    def _connect(self) -> None:
        self.knowledge.changed.connect(self._on_known)
        self.settings.changed.connect(self._on_settings)
        self.keys.renamed.connect(self.targets.rename_key)
        self.targets.renamed.connect(self.tabs.rename_target)
        self.requests.send_requested.connect(self.menus.doing("send"))
        self.window.close_requested.connect(self.closing.set)
        self.window.toolbar.send_requested.connect(self.menus.doing("send"))
        self.window.toolbar.cancel_requested.connect(self.menus.doing("cancel"))
        self.window.tabs.new_requested.connect(self.menus.doing("new"))
        self.window.tabs.list_requested.connect(self.menus.doing("open_tabs"))
        self.window.toolbar.operation_requested.connect(self.menus.doing("operation"))
        self.window.toolbar.targets_requested.connect(self.menus.doing("targets"))
        self.window.toolbar.keys_requested.connect(self.menus.doing("keys"))
        self.settings.refused.connect(self.notices.show_fault)
        self.background.faulted.connect(self.notices.show_fault)


def _sandbox() -> "SandboxServer":
    from betadeck.sandbox.server import SandboxServer

    return SandboxServer()


def _warm_up() -> None:
    """Import what the first send needs, so that the first click is as fast as the others."""
    import betadeck.transport.engine  # noqa: F401
