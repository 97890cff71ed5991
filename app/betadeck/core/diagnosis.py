"""Why an exchange failed, in words, with the culprit and the way out."""

from dataclasses import dataclass

from betadeck.core.finding import Fix

CULPRIT_KINDS = (
    "beta", "missing_beta", "field", "block", "header", "model", "key", "permission", "billing", "rate_limit",
    "overload", "size", "server", "network", "proxy", "tls", "timeout", "stream", "gateway", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Culprit:
    """What caused it: one of `CULPRIT_KINDS`, and its name or its JSON Pointer into the body."""

    kind: str
    name: str = ""
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """Whether sending the same again can help (None: nobody knows), after how many seconds, and why."""

    helps: bool | None = None
    after_s: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One failed exchange explained. `title` is one line; `cause` and `remedy` are sentences."""

    title: str
    cause: str
    culprit: Culprit
    remedy: str
    retry: Retry = Retry()
    fixes: tuple[Fix, ...] = ()
