"""Where the things of the API live: which list an address belongs to, and by what its things are known."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from betadeck.core.catalog import Catalogue, Operation

if TYPE_CHECKING:
    from betadeck.sandbox.state import Call

_MAKING = ("add", "create", "set", "upload")


@dataclass(frozen=True, slots=True)
class Place:
    """A thing's address: `template` as in the catalogue, `path` as it was asked for."""

    template: str
    path: str

    @property
    def list(self) -> "Place":
        """The address of the list that it is in."""
        return Place(self.template.rpartition("/")[0], self.path.rpartition("/")[0])

    @property
    def key(self) -> str:
        """By what the thing is known in its list."""
        return self.path.rpartition("/")[2]

    @property
    def param(self) -> str:
        """The name of the parameter that the key stands for; empty when the address has none at its end."""
        last = self.template.rpartition("/")[2]
        return last.strip("{}") if last.startswith("{") else ""

    @property
    def noun(self) -> str:
        """What the thing is, in small letters with underscores: `memory_store`."""
        if self.param not in ("", "id"):
            return self.param.removesuffix("_id")
        return self.list.template.rpartition("/")[2].removesuffix("s")


def here(call: "Call") -> Place:
    """Return the address of the request itself."""
    return Place(call.operation.path, call.path.rstrip("/"))


def thing_of(call: "Call") -> Place:
    """Return the thing that the request is about: up to the last parameter of its path."""
    place = here(call)
    while place.template and not place.param:
        place = place.list
    return place


def parents_of(place: Place) -> list[Place]:
    """Return the things that `place` lies below, the outermost first."""
    found: list[Place] = []
    above = place.list
    while above.template:
        if above.param:
            found.insert(0, above)
        above = above.list
    return found


class Map:
    """What the catalogue tells of addresses."""

    def __init__(self, catalogue: Catalogue) -> None:
        operations = list(catalogue.operations.values())
        self._paths = sorted({each.path for each in operations})
        self._read = {each.path for each in operations if each.method == "GET"}
        self._filled = {_list_of(each) for each in operations if deed_of(each) in _MAKING}
        self._lists = {each.path: each.response for each in operations if deed_of(each) == "list"}
        self._lists |= {
            each.path: each.response
            for each in operations
            if deed_of(each) == "list" and each.id.startswith("beta.")
        }

    def reads(self, template: str) -> bool:
        """Tell whether the thing at `template` can be asked for."""
        return template in self._read

    def fills(self, template: str) -> bool:
        """Tell whether the things of the list at `template` are made by requests."""
        return template in self._filled

    def list_answer(self, template: str) -> str:
        """Return the name of the schema of a list's answer, in the beta's form where there is one."""
        return self._lists.get(template, "")

    def key_param(self, template: str) -> str:
        """Return the parameter by which things of the list at `template` are known, `id` if none tells."""
        found = (path[len(template) + 2 :] for path in self._paths if path.startswith(template + "/{"))
        return next((rest.partition("}")[0] for rest in found), "id")


def deed_of(operation: Operation) -> str:
    """Return what a call does, as the SDK names it: `list`, `create`, `archive`, ..."""
    return operation.id.rpartition(".")[2]


def _list_of(operation: Operation) -> str:
    return operation.path.rpartition("/")[0] if operation.path.endswith("}") else operation.path
