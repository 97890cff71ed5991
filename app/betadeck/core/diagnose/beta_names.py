"""Which betas a message is about: named in full, by a pattern, in quotes, or only in words."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

from betadeck.core.betas import HEADER
from betadeck.core.catalog import BetaState
from betadeck.core.catalog_names import stem_of
from betadeck.core.diagnose.case import Case

_AFTER = re.compile(
    r"(?:beta|anthropic-beta)\s+(?:header|flag|feature|value|name|version)?s?(?:\s+value)?\s*[:=]\s*"
    r"[`\"'\[]*([a-z0-9][\w.-]*)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z0-9][\w.*-]*")
_COMMON = frozenset(
    {"the", "a", "this", "tool", "tools", "api", "beta", "feature", "first", "version", "use", "of"}
)
_ALIASES = {"long context": "context-1m", "1m context": "context-1m", "million token": "context-1m"}
_NOT_NAMES = frozenset(
    {HEADER, "beta", "betas", "anthropic_beta", "anthropic-version", "true", "false", "null"}
)


def named_betas(case: Case) -> tuple[str, ...]:
    """Return the betas that the message names, in its order; empty when it names none."""
    found = [*_patterns(case), *case.said.betas]
    if not found:
        found = [each for each in case.said.names if _NAME.fullmatch(each) and each.lower() not in _NOT_NAMES]
        found = [each for each in found if _can_be_beta(each, case)]
    if not found and (match := _AFTER.search(case.said.text)):
        found = [match.group(1)]
    if not found:
        found = [each for each in case.asked.betas if each.lower() in case.said.text.lower()]
    if not found:
        found = list(worded_betas(case))
    return tuple(dict.fromkeys(found))


def _can_be_beta(name: str, case: Case) -> bool:
    if name in case.asked.betas or name in case.catalogue.betas:
        return True
    return "." not in name and not re.fullmatch(r"[a-z]+(?:_[a-z]+)+", name)


def _patterns(case: Case) -> Iterable[str]:
    """Yield the betas that names with a star mean: of those sent, else of all."""
    for name in case.said.names:
        if name.endswith("*") and len(name) > 2:
            sent = [each for each in case.asked.betas if fnmatchcase(each, name)]
            yield from sent or [each for each in case.catalogue.betas if fnmatchcase(each, name)][:1]


def worded_betas(case: Case) -> Iterable[str]:
    """Yield the beta that is told by its feature's name: `the long context beta`. Sent ones are asked first."""
    found = re.search(r"((?:[\w-]+\s+){1,4})betas?\b(?!\s*-)", case.said.low)
    if not found:
        return
    words = found.group(1).split()
    alias = next((stem for each, stem in _ALIASES.items() if each in " ".join(words)), "")
    for names in (case.asked.betas, tuple(case.catalogue.betas)):
        ranked = [(_likeness(name, words, alias, case), _rank(name, case), name) for name in names]
        best = max(ranked, default=(0, (0, ""), ""))
        if best[0] > 0:
            yield best[2]
            return


def _likeness(name: str, words: list[str], alias: str, case: Case) -> int:
    """Return how many of the words right before `beta` are words of the beta's name or title."""
    stem = stem_of(name)
    if alias:
        return 10 if stem.startswith(alias) else 0
    known = case.catalogue.betas.get(name)
    own = {*stem.split("-"), *re.findall(r"[a-z0-9]+", known.title.lower() if known else "")}
    shared = 0
    for word in reversed(words):
        if word not in own and word not in _COMMON:
            break
        shared += word in own and word not in _COMMON
    return shared * 10 - len(own - set(words)) if shared else 0


def _rank(name: str, case: Case) -> tuple[int, str]:
    """Return a key by which betas in use come last, of them the newest."""
    known = case.catalogue.betas.get(name)
    return int(known is not None and known.state is BetaState.ACTIVE), name[-10:]
