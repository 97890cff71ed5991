"""The API as data: operations, betas, models, errors. Built by `packaging/catalog`, read here.

Everything here is parsed from plain JSON values; who reads the files is `betadeck.resources`' business.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from betadeck.core.catalog_rules import ModelRule, RequestLimit, VersionRule


class BetaState(Enum):
    """Where a beta stands in its life."""

    ACTIVE = "active"
    GRADUATED = "graduated"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Beta:
    """One beta name and what is known of it.

    `group` is the heading it stands under in the checklist. `fields` are request paths in the form
    `tools[].strict`, which hold for what lies below them too; `values` are `path=value` pairs such as
    `thinking.display=updates`, where `<object>` and `<list>` stand for any of those. `blocks`, `tools` and
    `edits` are types of content blocks, tools and context_management edits. `operations` are
    `METHOD /path` patterns where it has a meaning (`*` as method is any, `*` at the end what follows);
    `needed_by` are those that fail without it, as if they did not exist where `hides_path`.

    `models` take it, `not_models` refuse it (both empty: no limit known), `standard_on` do the same with no
    header: names without date, where `*` is anything; ask `catalog_models.model_matches`. `platforms` and
    `not_platforms` hold values of `target.Platform`. `limits` is the limit in words.

    Nothing needs a beta whose `standard_since` is set, or whose state is GRADUATED or INTERNAL. An ACTIVE one
    with `superseded_by` still works; the other is newer. `changes_response` tells that the answer looks
    different, `gated` that an account must be let in. `excludes_fields` may not stand in the same request.
    `sent_by` are operations whose SDK call sends it by itself. `page` is an address.
    """

    name: str
    title: str
    group: str
    state: BetaState
    summary: str
    fields: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    not_models: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    limits: str = ""
    superseded_by: str = ""
    conflicts: tuple[str, ...] = ()
    changes_response: bool = False
    gated: bool = False
    needed_by: tuple[str, ...] = ()
    hides_path: bool = False
    standard_on: tuple[str, ...] = ()
    standard_since: str = ""
    introduced: str = ""
    not_platforms: tuple[str, ...] = ()
    excludes_fields: tuple[str, ...] = ()
    deltas: tuple[str, ...] = ()
    stop_reasons: tuple[str, ...] = ()
    sdk_knows: bool = False
    sent_by: tuple[str, ...] = ()
    page: str = ""
    source: str = ""
    date: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Param:
    """A path, query or header parameter. `schema` is JSON Schema."""

    name: str
    required: bool
    schema: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method and path. `id` is the SDK's dotted call name, as in `beta.sessions.events.list`.

    `answer` is one of `json`, `sse`, `jsonl`, `binary`, `none`; `can_stream` tells that `stream: true`
    turns json into sse. `body` and `response` name schemas in the pool, empty when there is none.
    `events` names the schema of one event of a stream or one line of JSON Lines.
    `key_kind` is `api`, `admin`, `compliance` or `none`. `paging` is `""`, `cursor` (goes on with
    `after_id`), `page` or `token` (with `page_token`). `multipart` holds the form fields that carry files,
    which are not in `body`; `files[]` may stand several times. `betas` are those that the SDK sends by
    itself. `twin` is the id of the call with the same method and path on the other side of `beta.`.
    """

    id: str
    method: str
    path: str
    area: str
    title: str
    params: tuple[Param, ...] = ()
    query: tuple[Param, ...] = ()
    headers: tuple[Param, ...] = ()
    body: str = ""
    response: str = ""
    answer: str = "json"
    can_stream: bool = False
    paging: str = ""
    multipart: tuple[str, ...] = ()
    betas: tuple[str, ...] = ()
    key_kind: str = "api"
    python: str = ""
    typescript: str = ""
    deprecated: bool = False
    events: str = ""
    twin: str = ""
    source: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars per million tokens; None is unknown."""

    input: float | None = None
    output: float | None = None
    cache_write_5m: float | None = None
    cache_write_1h: float | None = None
    cache_read: float | None = None
    batch_input: float | None = None
    batch_output: float | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """One model. `generation` is a number for rules, as 4.5 or 5.1; `family` is `opus`, `sonnet`, ...

    `retires` is the announced day, `2026-11-30` or `not before 2026-11-24`; `retired` the day it went.
    `long_prices` count for prompts of more than `long_over_tokens`, `fast_prices` for `speed: fast`.
    """

    id: str
    alias: str = ""
    family: str = ""
    generation: float = 0.0
    context_tokens: int = 0
    max_output_tokens: int = 0
    prices: Prices = field(default_factory=Prices)
    released: str = ""
    retires: str = ""
    retired: str = ""
    note: str = ""
    source: str = ""
    long_over_tokens: int = 0
    long_prices: Prices | None = None
    fast_prices: Prices | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """An error type, or one of its codes, with its meaning and remedy in our words.

    `culprit` is a kind of `diagnosis`; `details` are the names in the error's `details` besides the code.
    """

    type: str
    status: int
    code: str = ""
    meaning: str = ""
    remedy: str = ""
    sdk_class: str = ""
    sdk_retries: bool = False
    culprit: str = "unknown"
    source: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponseHeader:
    """A header of answers and what it tells; `where` says in which answers it comes."""

    name: str
    meaning: str
    where: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """Three headers that belong together: the limit, what is left of it, and when it is full again."""

    name: str
    title: str
    limit: str
    remaining: str
    reset: str


@dataclass(frozen=True, slots=True)
class VersionField:
    """A body field that API version `version` takes besides those in the schema, which is the newest one's.

    `operations` are patterns as in `Beta`; in a batch it stands in `requests[].params`.
    """

    version: str
    name: str
    operations: tuple[str, ...]
    schema: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it, by name. Schemas are not here: they are loaded an operation at a time.

    `models_from` says in words which target listed the `models`, and when; empty for the catalogue's own.
    """

    date: str = ""
    sdk: str = ""
    operations: Mapping[str, Operation] = field(default_factory=dict)
    betas: Mapping[str, Beta] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    errors: tuple[ErrorEntry, ...] = ()
    headers: Mapping[str, ResponseHeader] = field(default_factory=dict)
    versions: tuple[str, ...] = ()
    version_rules: tuple[VersionRule, ...] = ()
    version_fields: tuple[VersionField, ...] = ()
    model_rules: tuple[ModelRule, ...] = ()
    rate_limits: tuple[RateLimit, ...] = ()
    limits: tuple[RequestLimit, ...] = ()
    retired_models: Mapping[str, Model] = field(default_factory=dict)
    models_from: str = ""
