"""The API as data: operations, betas, models, errors. Built by `packaging/catalog`, read here.

Everything here is parsed from plain JSON values; who reads the files is `betadeck.resources`' business.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


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
    `tools[].strict`; `values` are `path=value` pairs such as `thinking.display=updates`. `operations` are
    `METHOD /path` patterns that may end in `*`. `models` are model-id prefixes that take it, `not_models`
    ones that refuse it (both empty: no limit known). `limits` is the limit in words.
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
    `key_kind` is `api`, `admin`, `compliance` or `none`. `paging` is `""`, `cursor`, `page` or `token`.
    `multipart` holds the form fields that carry files.
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
    """One model. `generation` is a number for rules, as 4.5 or 5.1; `family` is `opus`, `sonnet`, ..."""

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


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """An error type or code with its meaning and remedy in our words."""

    type: str
    status: int
    code: str = ""
    meaning: str = ""
    remedy: str = ""
    sdk_class: str = ""
    sdk_retries: bool = False
    culprit: str = "unknown"
    source: str = ""


@dataclass(frozen=True, slots=True)
class ResponseHeader:
    """A header of answers and what it tells."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class VersionRule:
    """Something that API version `version` refuses. `rule` is an id that lint and sandbox know."""

    version: str
    rule: str
    where: str
    message: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it, by name. Schemas are not here: they are loaded an operation at a time."""

    date: str = ""
    sdk: str = ""
    operations: Mapping[str, Operation] = field(default_factory=dict)
    betas: Mapping[str, Beta] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    errors: tuple[ErrorEntry, ...] = ()
    headers: Mapping[str, ResponseHeader] = field(default_factory=dict)
    versions: tuple[str, ...] = ()
    version_rules: tuple[VersionRule, ...] = ()
