"""An error message taken apart: the place it begins with, names, betas, models, ids and numbers in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from betadeck.core.diagnose.advice import without_advice, without_reading
from betadeck.core.diagnose.message_numbers import Bound, bound_in
from betadeck.core.diagnose.message_paths import Path, leading_path, paths_in, trailing_path, without_urls
from betadeck.core.diagnose.message_wrap import listed_fault, unwrapped

T = TypeVar("T")

_QUOTED = re.compile(
    r"`([^`\n]{0,200})`|\"([^\"\n]{0,200})\"|“([^”\n]{0,200})”|(?<![\w'])'([^'\n]{0,200})'(?!\w)|"
    r"\[([\w.]+)\](?=\s)"
)
_BETA = re.compile(
    r"(?<![\w-])(?!bedrock-20|vertex-20)[a-z][a-z0-9]*(?:-[a-z0-9]+)*-20\d\d-\d\d-\d\d(?![\w-])|(?<![\w-])claude-code-\d{8}\b"
)
_MODEL = re.compile(
    r"(?<![\w-])(?:[\w-]+\.)*(?:anthropic[./])?claude-[a-z0-9][\w.@:-]*[a-z0-9]", re.IGNORECASE
)
_ID = re.compile(
    r"(?<![\w-])(?:[a-z]{2,16}_(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{6,}|[a-z]{2,16}_0[A-Za-z0-9_]+)(?![\w-])"
)
_HEADER = re.compile(
    r"(?<![\w.-])(?:x-[a-z-]+[a-z]|anthropic-(?!20)[a-z]+(?:-[a-z]+)*|content-(?:type|length|encoding|disposition)|authorization)\b",
    re.I,
)
_LONG_WORD = re.compile(r"(\S{200})\S+")
"""Base64 and the like: no place or name is as long, and patterns take long over it."""
_SHORT = re.compile(r"\b(is|are|was|were|do|does|did|has|have|had|could|should|would|must)n't\b")
_CODE = re.compile(r"[a-z]\w*(?:_\w+)+|[a-z]+(?:\.[a-z_]+)+")


@dataclass(frozen=True, slots=True)
class Message:
    """What `text` is made of, in the order in which it stands there.

    `path` is the place it begins with, `rest` what is said of it, `low` that in lower case. `names` are texts
    in quotes or backticks, `places` further places in the sentence, `ids` such as `toolu_01…`.
    """

    text: str
    path: Path
    rest: str
    low: str
    names: tuple[str, ...]
    places: tuple[Path, ...]
    betas: tuple[str, ...]
    models: tuple[str, ...]
    ids: tuple[str, ...]
    headers: tuple[str, ...]
    bound: Bound | None

    def says(self, pattern: str) -> bool:
        """Tell whether the sentence, in lower case and without the place, has what `pattern` describes."""
        return _compiled(pattern).search(self.low) is not None

    @property
    def inner(self) -> Path:
        """The place within the request to Messages: of an item of a batch, without what leads to it."""
        path = self.path
        return path[3:] if len(path) > 2 and (path[0], path[2]) == ("requests", "params") else path

    @property
    def fields(self) -> tuple[str, ...]:
        """The quoted names that look like fields, such as `max_tokens` and `thinking.budget_tokens`."""
        found = (each for each in self.names if re.fullmatch(r"[A-Za-z_][\w.\[\]]*", each))
        return tuple(each for each in found if each.lower() not in ("type", "none", "null", "true", "false"))

    @property
    def code_words(self) -> tuple[str, ...]:
        """Words that only code has, quoted or not: with an underscore, or joined by dots."""
        return tuple(dict.fromkeys(_CODE.findall(without_urls(self.low))))


def read(text: str) -> Message:
    """Take `text` apart."""
    shown = text.replace("\\n", "\n").replace('\\"', '"')
    plain = without_reading(unwrapped(_LONG_WORD.sub(r"\1…", shown)))
    path, rest = listed_fault(plain) or leading_path(plain)
    line = " ".join(rest.split())
    if not path:
        path, line = trailing_path(line)
    bare = without_urls(line)
    return Message(
        text=" ".join(_LONG_WORD.sub(r"\1…", shown).split()),
        path=path,
        rest=line,
        low=_spelt_out(line.lower()),
        names=_unique(_quoted(bare)),
        places=_unique(paths_in(without_advice(bare))),
        betas=_unique(_BETA.findall(bare)),
        models=_unique(_models(plain)),
        ids=_unique(_ID.findall(bare)),
        headers=_unique(each.lower() for each in _HEADER.findall(" ".join(plain.split()))),
        bound=bound_in(_MODEL.sub("the model", bare).lower()),
    )


def _spelt_out(low: str) -> str:
    """Return `low` with `isn't` as `is not`, so that one pattern serves both."""
    return _SHORT.sub(
        r"\1 not", low.replace("’", "'").replace("can't", "cannot").replace("won't", "will not")
    )


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> "re.Pattern[str]":
    """Compile a pattern in which `[^.]` reaches to the end of the sentence, past dots inside names."""
    return re.compile(pattern.replace("[^.]", r"(?:[^.]|\.(?=\w))").replace("[^.;]", r"(?:[^.;]|\.(?=\w))"))


def _quoted(text: str) -> Iterable[str]:
    for found in _QUOTED.finditer(text):
        yield next(each for each in found.groups() if each is not None).strip()


def _models(text: str) -> Iterable[str]:
    for found in _MODEL.findall(text):
        if not _is_beta(found):
            yield found


def _is_beta(name: str) -> bool:
    return re.search(r"-20\d\d-\d\d-\d\d$", name) is not None or name.startswith("claude-code-")


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
