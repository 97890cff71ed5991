"""Differences applied to the left value, which must give the right one."""

from betadeck.core.compare import Difference, Kind


def applied(left: object, differences: tuple[Difference, ...]) -> object:
    """Return what `left` becomes; written apart from the program's own way of walking."""
    return _Applying(differences).built(left, "", "")


class _Applying:
    def __init__(self, differences: tuple[Difference, ...]) -> None:
        self._changed = {each.left_path: each for each in differences if each.kind is Kind.CHANGED}
        self._removed = {each.left_path for each in differences if each.kind is Kind.REMOVED}
        self._moved = {each.left_path: each.path for each in differences if each.kind is Kind.MOVED}
        self._added = {each.path: each.right for each in differences if each.kind is Kind.ADDED}

    def built(self, value: object, left_path: str, path: str) -> object:
        if left_path in self._changed:
            assert self._changed[left_path].path == path
            return self._changed[left_path].right
        if isinstance(value, dict):
            kept = {
                key: self.built(each, left_path + _step(key), path + _step(key))
                for key, each in value.items()
                if left_path + _step(key) not in self._removed
            }
            return kept | {_name(each): value for each, value in self._below(path)}
        return self._list(value, left_path, path) if isinstance(value, list) else value

    def _list(self, value: list[object], left_path: str, path: str) -> list[object]:
        slots = {int(_name(each)): value for each, value in self._below(path)}
        staying = []
        for place, each in enumerate(value):
            here = f"{left_path}/{place}"
            if here in self._removed:
                continue
            if here in self._moved:
                goal = self._moved[here]
                slots[int(_name(goal))] = self.built(each, here, goal)
            else:
                staying.append((each, here))
        for place in range(len(staying) + len(slots)):
            if place not in slots:
                each, here = staying.pop(0)
                slots[place] = self.built(each, here, f"{path}/{place}")
        return [slots[place] for place in range(len(slots))]

    def _below(self, path: str) -> list[tuple[str, object]]:
        return [
            (each, value) for each, value in self._added.items() if each.rpartition("/")[0] == path and each
        ]


def _step(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _name(path: str) -> str:
    return path.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
