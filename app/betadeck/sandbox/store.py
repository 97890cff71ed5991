"""What was made in the sandbox: things by the address of their list. All in memory, and bounded."""

from collections.abc import Iterator

Json = dict[str, object]
MOST_THINGS = 1_000
"""How many things one list keeps; the oldest goes when another is made."""
MOST_LISTS = 5_000


class Collection:
    """The things of one list, oldest first, by the last part of their address."""

    def __init__(self) -> None:
        self._things: dict[str, Json] = {}

    def put(self, key: str, thing: Json) -> Json:
        """Keep `thing`, in place of an older one with the same key, and return it."""
        self._things[key] = thing
        if len(self._things) > MOST_THINGS:
            del self._things[next(iter(self._things))]
        return thing

    def get(self, key: str) -> Json | None:
        """Return the thing itself, to be changed in place, or None."""
        return self._things.get(key)

    def drop(self, key: str) -> None:
        """Forget a thing, if it is there."""
        self._things.pop(key, None)

    def things(self) -> list[tuple[str, Json]]:
        """Return all with their keys, oldest first."""
        return list(self._things.items())

    def __len__(self) -> int:
        return len(self._things)


class Store:
    """Collections by the address of the list, such as `/v1/vaults/vlt_1/credentials`.

    When there are too many, the oldest of those that lie deepest goes.
    """

    def __init__(self) -> None:
        self._lists: dict[str, Collection] = {}

    def at(self, path: str) -> Collection:
        """Return the collection of a list, a new one when nothing was made there."""
        if path not in self._lists:
            if len(self._lists) >= MOST_LISTS:
                del self._lists[max(self._lists, key=lambda each: each.count("/"))]
            self._lists[path] = Collection()
        return self._lists[path]

    def knows(self, path: str) -> bool:
        """Tell whether something was ever made or listed at `path`."""
        return path in self._lists

    def thing(self, path: str) -> Json | None:
        """Return the thing whose own address is `path`, or None."""
        parent, _, key = path.rpartition("/")
        found = self._lists.get(parent)
        return found.get(key) if found else None

    def drop(self, path: str) -> None:
        """Forget the thing at `path` and all that was made below it."""
        parent, _, key = path.rpartition("/")
        if parent in self._lists:
            self._lists[parent].drop(key)
        for below in list(self.below(path)):
            del self._lists[below]

    def below(self, path: str) -> Iterator[str]:
        """Yield the addresses of the lists below `path`."""
        yield from (each for each in self._lists if each.startswith(f"{path}/"))
