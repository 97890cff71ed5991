"""What a key accepts: betas against models, one small send a cell. A frozen value that can be gone on with.

For each model the first cell sends no beta at all: where that is refused, the rest of its column would tell
nothing and is left out.
"""

from dataclasses import dataclass, field, replace
from enum import Enum

from betadeck.core.catalog_models import bare_model

NO_BETA = ""
"""The row that asks whether the model answers this key at all."""


class Taken(Enum):
    """What came of a cell; values are for people."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NEEDS_MORE = "needs more"
    LIMITED = "rate limited"
    ERROR = "error"


PASSING = frozenset({Taken.LIMITED, Taken.ERROR})
"""What is asked anew when the matrix is gone on with."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: what came of it, why in a sentence, and when (ISO 8601, UTC)."""

    taken: Taken
    why: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell's place; `beta` may be `NO_BETA`."""

    beta: str
    model: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Names of target and key (never the key itself), rows, columns, and what is known so far."""

    target: str
    key: str
    betas: tuple[str, ...]
    models: tuple[str, ...]
    cells: tuple[tuple[Place, Cell], ...] = ()
    known: dict[Place, Cell] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", dict(self.cells))

    def places(self) -> tuple[Place, ...]:
        """Return all places in the order of sending: model by model, each alone first."""
        return tuple(Place(beta, model) for model in self.models for beta in (NO_BETA, *self.betas))

    def cell(self, place: Place) -> Cell | None:
        """Return what is known of a place."""
        return self.known.get(place)

    def is_pointless(self, place: Place) -> bool:
        """Tell whether the model alone is refused, so that a beta with it would tell nothing."""
        alone = self.known.get(Place(NO_BETA, place.model))
        return place.beta != NO_BETA and alone is not None and alone.taken is Taken.REFUSED

    def todo(self) -> tuple[Place, ...]:
        """Return the places to send: unknown ones, and those where something passing came in between."""
        return tuple(place for place in self.places() if self._is_open(place))

    def with_cell(self, place: Place, cell: Cell) -> "Matrix":
        """Return the matrix with one more answer."""
        known = {**self.known, place: cell}
        return replace(self, cells=tuple(known.items()))

    def oldest(self) -> str:
        """Return when the oldest of the answers came, or the empty text."""
        return min((cell.at for cell in self.known.values() if cell.at), default="")

    def _is_open(self, place: Place) -> bool:
        cell = self.known.get(place)
        return not self.is_pointless(place) and (cell is None or cell.taken in PASSING)


def continued(old: Matrix, new: Matrix) -> Matrix:
    """Return `new` with what `old` knows of its cells; another key or target has nothing to tell."""
    if (old.target, old.key) != (new.target, new.key):
        return new
    wanted = set(new.places())
    kept = {place: cell for place, cell in old.cells if place in wanted}
    return replace(new, cells=tuple({**kept, **new.known}.items()))


def merged(old: Matrix, new: Matrix) -> Matrix:
    """Return everything that both know, `new` where both do; for keeping. Of another key or target: `new`."""
    if (old.target, old.key) != (new.target, new.key):
        return new
    return replace(
        new,
        betas=tuple(dict.fromkeys((*new.betas, *old.betas))),
        models=tuple(dict.fromkeys((*new.models, *old.models))),
        cells=tuple({**old.known, **new.known}.items()),
    )


def words_for(matrix: Matrix, model: str) -> dict[str, str]:
    """Return for each beta asked with `model` what came of it, as `accepted 2026-11-22`; for badges.

    A model with its date and without is the same.
    """
    wanted = bare_model(model)
    return {
        place.beta: f"{cell.taken.value} {cell.at[:10]}".rstrip()
        for place, cell in matrix.cells
        if bare_model(place.model) == wanted and place.beta != NO_BETA and cell.taken not in PASSING
    }
