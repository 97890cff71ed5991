"""What requests may not pass, and what models and versions of the API refuse: rules of the catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestLimit:
    """A size or count that requests may not pass. `id` is what lint, sandbox and diagnosis know it by.

    `operations` are patterns as in `Beta`; empty means all. `unit` is `bytes`, `items`, `tokens`,
    `characters`, `pixels`, `seconds`, `requests_per_minute` or `usd_per_month`. `field` is the request path
    that it counts; `pattern` a regular expression that it must match.
    """

    id: str
    maximum: int = 0
    minimum: int = 0
    unit: str = ""
    field: str = ""
    pattern: str = ""
    operations: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    message: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ModelRule:
    """Something that some models refuse, take only in part, or do by themselves.

    A model is meant when one of `models` matches it (as in `Beta`), or, where there are none, its family is
    one of `families` (all, when empty) and its generation lies from `since` up to and with `until` (0 is no
    bound); `not_models` are left out. `field` is the request path and `values` the refused ones (empty:
    any); `only` tells that `values` are the ones taken instead. `when` are `path=value` pairs that must hold
    too. `default` is what the model takes when the field is missing. `advice` tells that nothing is refused.

    Paths may choose items: `messages[role=assistant]`, `messages[-1][role=assistant]`.
    """

    rule: str
    message: str
    field: str = ""
    values: tuple[str, ...] = ()
    only: bool = False
    models: tuple[str, ...] = ()
    not_models: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    since: float = 0.0
    until: float = 0.0
    when: tuple[str, ...] = ()
    default: str = ""
    advice: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class VersionRule:
    """Something that API version `version` refuses. `rule` is an id that lint and sandbox know.

    `where` is the request path that it is about, or an operation pattern. `other_version` is the one that
    takes it, empty when none does.
    """

    version: str
    rule: str
    where: str
    message: str
    source: str = ""
    other_version: str = ""
