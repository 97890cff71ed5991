"""What is known of the API: the catalogue that comes with the program, with the user's own over it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from betadeck.compose.notices import Notices
from betadeck.control.background import Background
from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_load import parse_catalogue
from betadeck.storage.catalogue_files import CatalogueFiles
from betadeck.ui.betas.panel import BetasPanel


class Knowledge(QObject):
    """Loads it after the first picture, and again when the user adds a beta.

    Signals:
        changed(Catalogue): what is known is this now.
    """

    changed = Signal(object)

    def __init__(
        self, files: CatalogueFiles, betas: BetasPanel, background: Background, notices: Notices
    ) -> None:
        super().__init__(betas)
        self._files, self._background, self._notices = files, background, notices
        self._shipped, self._catalogue = Catalogue(), Catalogue()
        betas.own_beta_added.connect(self._on_added)
        betas.link_chosen.connect(_open_page)

    def current(self) -> Catalogue:
        """Return what is known; nothing before `load`."""
        return self._catalogue

    def load(self, index: Mapping[str, object]) -> None:
        """Take the index that comes with the program, then the user's files."""
        self._shipped = parse_catalogue(index)
        self._take((self._shipped, ()))
        self._background.submit(self._lay_over, self._take)

    def _lay_over(self) -> tuple[Catalogue, tuple[str, ...]]:
        return self._files.lay_over(self._shipped)

    def _take(self, found: tuple[Catalogue, tuple[str, ...]]) -> None:
        catalogue, problems = found
        for problem in problems:
            self._notices.show_text(problem)
        if catalogue != self._catalogue:
            self._catalogue = catalogue
            self.changed.emit(catalogue)

    def _on_added(self, name: str) -> None:
        self._background.submit(lambda: self._files.add_beta(name))
        self._background.submit(self._lay_over, self._take)


def _open_page(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address if "://" in address else f"https://{address}"))
