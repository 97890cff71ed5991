"""Variables to choose from where `{{` is typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from betadeck.core.draft import Row
from betadeck.core.redact import find_keys
from betadeck.core.variable_tokens import braced
from betadeck.core.variable_values import table_values

_SHOWN_CHARS, _UNFIT = 40, 2
_OPENED = re.compile(r'(?<!\{)\{\{([^{}"\n]*)\Z')
_REST = re.compile(r'[^{}"\n]*\}\}')
_LATE = (
    ("?", "asked for at each send"),
    ("file:", "the text in a file"),
    ("base64:", "a file in base64"),
)


@dataclass(frozen=True, slots=True)
class VariableOffer:
    """One variable. `inside` stands between the braces; it is `open` when something must follow it."""

    inside: str
    about: str
    open: bool = False

    @property
    def written(self) -> str:
        """Return it as people write it."""
        return braced(self.inside)


@dataclass(frozen=True, slots=True)
class Variables:
    """What can be named: the variables of preset and target, and the names of the keys."""

    preset: tuple[Row, ...] = ()
    target: tuple[Row, ...] = ()
    keys: tuple[str, ...] = ()

    def offers(self, typed: str = "", *, as_json: bool = False) -> list[VariableOffer]:
        """Return those that begin like, or hold, what is `typed`; `as_json` adds them as JSON values."""
        every = [*self.named(), *self._others()]
        if as_json:
            named = [VariableOffer(f"json:{each.inside}", f"{each.about}, as JSON") for each in self.named()]
            every = [*named, *every, VariableOffer("json:?", "asked for at each send, as JSON", open=True)]
        wanted = typed.strip().casefold()
        ranked = [(_rank(each.inside.casefold(), wanted), each) for each in every]
        return [each for rank, each in sorted(ranked, key=lambda pair: pair[0]) if rank < _UNFIT]

    def named(self) -> Iterable[VariableOffer]:
        """Return the variables of preset and target."""
        for name, value in table_values(self.preset, self.target).items():
            text = "a key" if find_keys(value.text) else " ".join(value.text.split())[:_SHOWN_CHARS]
            yield VariableOffer(name, f"{text or 'empty'}, {value.origin}")

    def _others(self) -> Iterable[VariableOffer]:
        yield from (VariableOffer(inside, about, open=True) for inside, about in _LATE)
        yield VariableOffer("clipboard", "what was copied last")
        yield from (VariableOffer(f"key:{name}", "a key of the keyring, never shown") for name in self.keys)


def _rank(inside: str, wanted: str) -> int:
    """Return how well a variable fits what is typed: it begins so, holds it, or does not fit at all."""
    bare = inside.removeprefix("json:")
    if inside.startswith(wanted) or bare.startswith(wanted):
        return 0
    return 1 if wanted in bare else _UNFIT


@dataclass(frozen=True, slots=True)
class Opened:
    """A variable that is being typed: `start` to `end` are its place in the text, braces included."""

    start: int
    end: int
    typed: str


def opened_at(text: str, caret: int) -> Opened | None:
    """Return the variable that is begun before `caret`, None where there is none."""
    found = _OPENED.search(text, max(0, caret - 200), caret)
    if found is None:
        return None
    rest = _REST.match(text, caret)
    return Opened(found.start(), rest.end() if rest else caret, found[1])


def put_in(text: str, opened: Opened, offer: VariableOffer) -> tuple[str, int]:
    """Return `text` with `offer` in the place of what was begun, and where the caret goes."""
    new = offer.written
    caret = opened.start + len(new) - (2 if offer.open else 0)
    return text[: opened.start] + new + text[opened.end :], caret
