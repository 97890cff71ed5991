"""One open tab as bytes, and back: quick to write at every burst of typing, also with a big body.

Its parts are the draft as a preset without its body, that body as typed, and the same two of the draft as
its file has it, if that is another.
"""

from betadeck.core.draft import Draft
from betadeck.core.open_tab import OpenTab
from betadeck.storage.conceal import concealed
from betadeck.storage.migrate import NUMBER, TAB, newest
from betadeck.storage.parts import draft_of, draft_parts, joined, split

_TEXTS = ("key", "preset_id", "stamp", "target", "view", "exchange_id")
_SAME = "same"


def encoded(tab: OpenTab) -> bytes:
    """Return `tab` as bytes. Values of secret headers are left out, other keys masked."""
    parts = [*draft_parts(tab.draft)]
    if tab.saved is not None and tab.saved != tab.draft:
        parts += draft_parts(tab.saved)
    head: dict[str, object] = {NUMBER: TAB.number, **{name: getattr(tab, name) for name in _TEXTS}}
    head["saved"] = _SAME if tab.saved == tab.draft else tab.saved is not None
    return concealed(joined(head, parts))


def decoded(data: bytes) -> OpenTab:
    """Return the tab that `encoded` made `data` of.

    Raises:
        ValueError: it did not, or it was a newer Betadeck's; the text says so.
    """
    head, parts = split(data)
    head = newest(TAB, head)
    if len(parts) not in {2, 4}:
        raise ValueError("it is no tab")
    saved = _saved(head.get("saved"), parts)
    draft = draft_of(parts[0], parts[1])
    key, preset_id, stamp, target, view, exchange_id = (str(head.get(name, "")) for name in _TEXTS)
    if head.get("saved") == _SAME:
        saved = draft
    return OpenTab(
        key=key,
        draft=draft,
        saved=saved,
        preset_id=preset_id,
        stamp=stamp,
        target=target,
        view=view,
        exchange_id=exchange_id,
    )


def _saved(how: object, parts: list[bytes]) -> Draft | None:
    return draft_of(parts[2], parts[3]) if how is True and len(parts) == 4 else None
