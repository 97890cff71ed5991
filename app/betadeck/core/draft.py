"""What the user has composed so far, as one frozen value."""

from dataclasses import dataclass, replace

NEWEST_API_VERSION = "2026-10-21"
"""The version a new draft starts with. Source: vendor's versioning page, 2026-11-22."""
OLDER_API_VERSION = "2023-06-01"
"""The version before it, which still takes what the newest one has given up. Source: the same page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a header or query table; `on` is its tick. Rows that are off are kept, not sent.

    `extra` holds what a preset file says of the row that this program does not know, as raw JSON texts.
    """

    name: str
    value: str
    on: bool = True
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file to upload as the form field `field`; `path` is on this machine. `extra` is as in `Row`."""

    field: str
    path: str
    filename: str = ""
    media_type: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A request before it is sent. Every edit makes a new one, by `dataclasses.replace`.

    `body_text` is what the user typed and what will be sent, JSON or not; an empty text is no body.
    `path` may hold `{names}` that `path_params` fill. `operation` is a catalogue id such as
    `"beta.messages.create"`, or None for a free-form request. `api_version` empty means that the
    header is not sent. `ignored` holds the ids of findings that the user does not want to see again.
    `variables` are names and what they stand for, see `variable_tokens`; they win over the target's.
    `extra` holds the keys of a preset file that this program does not know, as raw JSON text.
    """

    name: str = ""
    operation: str | None = "messages.create"
    method: str = "POST"
    path: str = "/v1/messages"
    path_params: tuple[tuple[str, str], ...] = ()
    query: tuple[Row, ...] = ()
    headers: tuple[Row, ...] = ()
    api_version: str = NEWEST_API_VERSION
    betas: tuple[str, ...] = ()
    body_text: str = ""
    files: tuple[FilePart, ...] = ()
    ignored: tuple[str, ...] = ()
    variables: tuple[Row, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


def with_param(draft: Draft, name: str, value: str) -> Draft:
    """Return `draft` with the path parameter `name` set to `value`, its place kept."""
    known = dict(draft.path_params)
    known[name] = value
    return replace(draft, path_params=tuple(known.items()))


def same_request(one: Draft, other: Draft) -> bool:
    """Tell whether both would send the same; names and ignored findings do not count."""
    blank = {"name": "", "ignored": (), "extra": ()}
    return replace(one, **blank) == replace(other, **blank)  # type: ignore[arg-type]
