"""One tab as it is kept between runs, with what was typed and not saved."""

from dataclasses import dataclass

from betadeck.core.draft import Draft


@dataclass(frozen=True, slots=True)
class OpenTab:
    """A tab. `key` is its own name while it lives; `preset_id` and `stamp` tell the file it came from.

    `saved` is the draft as that file has it, None for a tab never saved. `stamp` is whatever the preset
    store gave, as text. `target` is a target's name; `view` is the composer's view state as JSON text.
    """

    key: str
    draft: Draft
    saved: Draft | None = None
    preset_id: str = ""
    stamp: str = ""
    target: str = ""
    view: str = ""
    exchange_id: str = ""
