"""What the fields of one composer have to choose from: ids that the target told, variables."""

from collections.abc import Callable
from dataclasses import replace

from betadeck.core.catalog import Catalogue
from betadeck.core.draft import Draft, Row
from betadeck.core.id_kinds import IdKinds
from betadeck.core.id_offers import IdOffers, IdSource, kinds_of, offers_for
from betadeck.core.seen_ids import IdBook
from betadeck.core.variable_offers import Variables


class Offering:
    """Told by the composer; fields ask it at the moment when they offer something."""

    def __init__(self, draft: Callable[[], Draft] = Draft) -> None:
        self.draft = draft
        self._target_rows: tuple[Row, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._catalogue = Catalogue()
        self._ids = IdSource()

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Know which fields hold ids."""
        if catalogue.operations is not self._catalogue.operations:
            self._ids = replace(self._ids, kinds=IdKinds(catalogue.operations.values()))
        self._catalogue = catalogue

    def show_ids(self, target: str, book: IdBook) -> None:
        """Know what the target of this name has told."""
        self._ids = replace(self._ids, target=target, book=book)

    def show_target(self, rows: tuple[Row, ...], keys: tuple[str, ...]) -> None:
        """Know the target's variables, and the names of the keys that there are."""
        self._target_rows, self._keys = rows, keys

    def variables(self) -> Variables:
        """Return the variables that there are."""
        return Variables(self.draft().variables, self._target_rows, self._keys)

    def target(self) -> str:
        """Return the name of the target that is asked."""
        return self._ids.target

    def source(self) -> IdSource:
        """Return all that is known of ids."""
        return self._ids

    def holds_id(self, place: str) -> bool:
        """Tell whether the API lists what may stand at `place`, as in `Finding.where`."""
        return bool(kinds_of(place, self.draft(), self._ids.kinds))

    def ids(self, place: str) -> IdOffers:
        """Return what there is to choose from at `place`."""
        return offers_for(place, self.draft(), self._ids)
