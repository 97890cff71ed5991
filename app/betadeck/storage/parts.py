"""A file of a JSON object on the first line and then bytes as they are, in parts.

For texts of megabytes that are written often: turned into JSON strings they would take ten times as long.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from betadeck.core import json_text, preset_text
from betadeck.core.draft import Draft

_SIZES = "sizes"
_BREAK = b"\n"


def joined(head: Mapping[str, object], parts: Sequence[bytes]) -> bytes:
    """Return the file's content; the parts stand behind line breaks, their sizes in `head`."""
    line = json.dumps({**head, _SIZES: [len(part) for part in parts]}).encode()
    return _BREAK.join([line, *parts])


def draft_parts(draft: Draft) -> tuple[bytes, bytes]:
    """Return `draft` as a preset without its body, and that body as typed."""
    preset = preset_text.dump(replace(draft, body_text=""), exact=True).encode()
    return preset, draft.body_text.encode(errors="surrogatepass")


def draft_of(preset: bytes, body: bytes) -> Draft:
    """Return the draft of which `draft_parts` made both.

    Raises:
        ValueError: it did not.
    """
    return replace(preset_text.load(preset.decode()), body_text=body.decode(errors="surrogatepass"))


def split(data: bytes) -> tuple[dict[str, object], list[bytes]]:
    """Return the `head` and `parts` of which `joined` made `data`.

    Raises:
        ValueError: it did not, or something is missing.
    """
    line, _, rest = data.partition(_BREAK)
    head = json_text.parse(line.decode())
    sizes = head.get(_SIZES) if isinstance(head, dict) else None
    if not (isinstance(head, dict) and isinstance(sizes, list)):
        raise ValueError("it does not begin as it should")  # noqa: TRY004  whoever wrote it, not the caller
    ends = list(accumulate(size + len(_BREAK) for size in sizes if isinstance(size, int)))
    if len(ends) != len(sizes) or (ends[-1] - len(_BREAK) if ends else 0) != len(rest):
        raise ValueError("it is not whole")
    starts = [0, *ends[:-1]]
    return head, [rest[start : end - len(_BREAK)] for start, end in zip(starts, ends, strict=True)]
