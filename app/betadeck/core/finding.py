"""What lint says of a draft, and the fixes that a click applies."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from betadeck.core.draft import Draft


class Severity(Enum):
    """How bad it is: `ERROR` will be refused, `WARN` may be, `HINT` is only worth knowing."""

    ERROR = "error"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Fix:
    """A named, pure change of a draft, offered as a button.

    `id` is stable, such as `tick:files-api-2025-04-14`.

    `to` tells what lies outside the draft and must be done by hand: `key` opens the key dialog,
    `target` the target dialog, `probe` the search for the beta that breaks it; then `apply` changes nothing.
    """

    id: str
    title: str
    apply: Callable[[Draft], Draft]
    to: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth saying about a draft.

    `where` is `body:/json/pointer`, `beta:name`, `header:name`, `param:name`, `variable:name`,
    `file:field`, `version`, `path`, `key` or `target`. `code` names the rule; `id` is code and place, and is
    what a preset ignores.
    """

    severity: Severity
    code: str
    message: str
    where: str
    fixes: tuple[Fix, ...] = ()

    @property
    def id(self) -> str:
        """The name under which this finding can be ignored."""
        return f"{self.code}@{self.where}"
