"""What the text in the filter field offers beyond filtering. No Qt here."""

from collections.abc import Collection
from dataclasses import dataclass

from betadeck.core import betas


@dataclass(frozen=True, slots=True)
class Offer:
    """Names in a text: `names` all of them, `new` not ticked yet, `unknown` not in the catalogue."""

    names: tuple[str, ...]
    new: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the button says."""
        return f"Tick these {len(self.new)}" if len(self.new) > 1 else "Tick it"

    @property
    def text(self) -> str:
        """What stands beside the button."""
        count = len(self.names)
        said = f"{count} betas" if count > 1 else self.names[0]
        if not self.new:
            return f"{said}: ticked already"
        if self.unknown:
            names = ", ".join(self.unknown)
            return (
                f"{said}; not in the catalogue: {names}" if count > 1 else f"{said} is not in the catalogue"
            )
        return f"{said}, {count - len(self.new)} ticked already" if len(self.new) < count else said


def offer_of(text: str, known: Collection[str], ticked: Collection[str]) -> Offer | None:
    """Return what can be ticked from `text`, or None when it is only something to search for.

    Words beside dated or known names are taken for names too where the text is plainly a list, which is
    to say: a header line, or anything with commas or several lines.
    """
    found = tuple(name for name in betas.parse(text) if betas.is_sendable(name))
    sure = tuple(name for name in found if betas.is_dated_name(name) or name in known)
    if not sure:
        return None
    is_list = any(mark in text.strip().rstrip(",") for mark in ",\n:")
    names = found if is_list else sure
    return Offer(
        names,
        tuple(name for name in names if name not in ticked),
        tuple(name for name in names if name not in known),
    )


def own_name(text: str, known: Collection[str]) -> str:
    """Return the one name in `text` that could be added to the catalogue, or the empty text."""
    name = text.strip()
    return name if betas.is_sendable(name) and name not in known else ""


def warnings_of(names: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    """Return a sentence for each name that is not in the catalogue and does not look like a beta's."""
    found = []
    for name in names:
        if name in known:
            continue
        if not betas.is_sendable(name):
            found.append(f"“{name}” holds characters that a header name cannot carry")
        elif not betas.is_dated_name(name):
            found.append(f"“{name}” is not like feature-name-YYYY-MM-DD")
    return tuple(found)
