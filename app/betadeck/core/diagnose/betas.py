"""Betas that are refused: unknown, misspelt, out of use, not for this account, model or platform, in conflict.

Wordings seen: the API names the values, Amazon's "flag" names nothing, gateways say it in their own words.
"""

import re
from collections.abc import Iterable, Sequence

from betadeck.core.betas import HEADER
from betadeck.core.catalog import Beta, BetaState
from betadeck.core.catalog_names import nearest_betas, stem_of
from betadeck.core.diagnose.beta_names import named_betas
from betadeck.core.diagnose.beta_use import places_of_use, uses
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_extra
from betadeck.core.diagnose.platforms import platform_of, refused_on, suspects
from betadeck.core.diagnose.verdict import listed, verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import find_beta, remove_header, replace_beta, several, untick
from betadeck.core.fixes_talk import remove_members

_ABOUT = r"anthropic[-_]beta|\bbetas?\b|feature flag"
_BAD = (
    r"unexpected|unsupported|unknown|invalid|unrecogni[sz]ed|not (?:a )?(?:supported|valid|known|"
    r"recogni[sz]ed|"
    r"available|enabled|allowed|permitted|compatible|accepted)|not yet|no longer|deprecated|retired|"
    r"expired|removed|"
    r"rejected|incompatible|conflict|cannot|can't|mutually exclusive|must not|may not|"
    r"do(?:es)? not (?:exist|support|"
    r"have access|recogni[sz]e)|no access|only available|not enrolled|disabled|not in the beta|"
    r"only (?:supported|valid|works?|usable|for)"
)
_FORM = r"(?:should|must) (?:be|match)|one of|empty"
_CONFLICT = (
    r"cannot (?:both )?(?:include|be (?:used|combined|set))|both|conflict|mutually exclusive|"
    r"together|incompatible api"
)
_ACCOUNT = (
    r"account|organi[sz]ation|subscription|workspace|plan\b|enrolled|access|tier|yet available|allow-?list"
)
_AUTH = r"authentication|oauth|credential|api key|auth style"


def refused_beta(case: Case) -> Diagnosis | None:
    """Explain an error that is about a value of the `anthropic-beta` header."""
    at_header = case.said.path[:1] in ((HEADER,), ("anthropic_beta",), ("betas",), ("beta",))
    about = at_header or (case.said.says(_ABOUT) and (not case.said.path or bool(case.said.betas)))
    empty = HEADER in case.said.headers and case.said.says(r"\bempty\b")
    bad = empty or case.said.says(_BAD) or (at_header and case.said.says(_FORM))
    if not about or not bad or (at_header and is_extra(case)):
        return None
    return _judged(case)


def _judged(case: Case) -> Diagnosis:
    if _is_empty(case):
        return _empty(case)
    names = named_betas(case)
    if not names:
        return _unnamed(case)
    if len(names) > 1 and case.said.says(_CONFLICT):
        return _conflict(case, names)
    return _refused(case, names)


def any_beta(case: Case) -> Diagnosis | None:
    """Explain what else is said of a beta, in whatever words."""
    named = bool(case.said.betas) or HEADER in case.said.headers
    return _judged(case) if named and not case.said.path else None


def _is_empty(case: Case) -> bool:
    return (bool(re.search(r"(?:``|''|\"\")", case.said.rest)) and not case.said.betas) or case.said.says(
        r"empty"
    )


def _empty(case: Case) -> Diagnosis:
    return verdict(
        case,
        Culprit("header", HEADER),
        f"The {HEADER} header is empty",
        "The header was sent with no name in it, or with an empty place between two commas.",
        "Send no such header when no beta is ticked.",
        [remove_header(HEADER)],
    )


def _unnamed(case: Case) -> Diagnosis:
    """No name is told: guess from what the platform is known to refuse, or when only one was sent."""
    sent = case.asked.betas
    likely = suspects(sent, case)
    if len(likely) == 1:
        return _refused(case, likely)
    among = f" among {listed(sent)}" if sent else ""
    fixes = [find_beta()] if len(sent) > 1 else []
    return verdict(
        case,
        Culprit("beta", ""),
        "One of the betas is refused, and the server does not say which",
        f"The server does not know a name{among}, or does not take it for this model.",
        "Untick the betas one after another, or let Betadeck find the culprit by halving.",
        fixes,
    )


def _refused(case: Case, names: Sequence[str]) -> Diagnosis:
    name = names[0]
    title = f"The server does not take the beta{'s' if len(names) > 1 else ''} {listed(names)}"
    fixes = _fixes(names, case)
    return verdict(
        case,
        Culprit("beta", name),
        title,
        " ".join(_why(each, case) for each in names),
        _remedy(fixes),
        fixes,
    )


def _remedy(fixes: Sequence[Fix]) -> str:
    if any(fix.id.startswith("replace") for fix in fixes):
        return "Put the right name in its place, or leave it out."
    return "Leave it out of the header."


def _conflict(case: Case, names: Sequence[str]) -> Diagnosis:
    both = [each for each in names if each in case.asked.betas] or list(names)
    older = [each for each in both if _is_superseded(each, case)]
    return verdict(
        case,
        Culprit("beta", (older or both)[0]),
        f"The betas {listed(both)} exclude each other",
        "They select different versions of the same interface, so only one of them can be sent.",
        "Keep one of them.",
        [untick(each) for each in older or both],
    )


def _is_superseded(name: str, case: Case) -> bool:
    beta = case.catalogue.betas.get(name)
    return beta is not None and beta.state in (BetaState.SUPERSEDED, BetaState.RETIRED)


def _why(name: str, case: Case) -> str:
    """Return why this beta is refused, as far as catalogue and message tell."""
    beta = case.catalogue.betas.get(name)
    if beta is None:
        near = next(iter(nearest_betas(name, case.catalogue)), "")
        if not near:
            return f"{name} is unknown to Betadeck's catalogue too."
        differs = "has another date" if stem_of(near) == stem_of(name) else "is spelt nearly the same"
        return f"{name} is unknown to Betadeck's catalogue too; {near} {differs}."
    platform = platform_of(case)
    if case.said.says(_ACCOUNT) and not case.said.says(r"beta header"):
        return f"{name} is not open to this account."
    if case.said.says(_AUTH) or (name.startswith("oauth-") and beta.state is BetaState.ACTIVE):
        return f"{name} does not go with this kind of credential."
    if refused_on(beta, platform):
        return f"{name} is not known on this platform ({platform.value})."
    return _state_words(beta)


def _state_words(beta: Beta) -> str:
    if beta.state is BetaState.GRADUATED:
        since = f" since {beta.standard_since}" if beta.standard_since else ""
        return f"{beta.name} is standard{since}: nothing needs the name, and some hosts refuse it."
    if beta.state is BetaState.RETIRED:
        return f"{beta.name} is out of use."
    if beta.state is BetaState.SUPERSEDED:
        return f"{beta.name} has been followed by {beta.superseded_by}."
    if beta.state is BetaState.INTERNAL:
        return f"{beta.name} is a name of the vendor's own client, not for general use."
    return f"{beta.name} is a beta in use, but this server does not take it." + (
        f" {beta.limits}" if beta.limits else ""
    )


def _fixes(names: Sequence[str], case: Case) -> list[Fix]:
    """Return fixes that mend all names at once: replace what is misspelt or followed, untick the rest."""
    better = {name: found for name in names if (found := _better(name, case))}
    fixes: list[Fix] = []
    if better:
        steps = [replace_beta(old, new) for old, new in better.items()]
        steps += [_drop(name, case) for name in names if name not in better]
        fixes.append(
            steps[0] if len(steps) == 1 else several("replace:" + ",".join(names), _titles(better), steps)
        )
    if not any(_is_needed(new, case) for new in better.values()):
        drops = [_drop(name, case) for name in names]
        fixes.append(
            drops[0] if len(drops) == 1 else several(_all_id(names), f"Untick {listed(names)}", drops)
        )
    return fixes


def _titles(better: "dict[str, str]") -> str:
    return "Replace with " + listed(better.values())


def _all_id(names: Iterable[str]) -> str:
    return "untick:" + ",".join(names)


def _better(name: str, case: Case) -> str:
    """Return the name to put in its place: the successor, or the nearest one that is in use here."""
    beta = case.catalogue.betas.get(name)
    if beta is not None:
        follower = case.catalogue.betas.get(beta.superseded_by)
        usable = follower is not None and not refused_on(follower, platform_of(case))
        gone = beta.state in (BetaState.RETIRED, BetaState.SUPERSEDED) and usable
        return beta.superseded_by if gone and not places_of_use(beta, case.asked) else ""
    for near in nearest_betas(name, case.catalogue):
        found = case.catalogue.betas[near]
        in_use = found.state in (BetaState.ACTIVE, BetaState.GRADUATED, BetaState.SUPERSEDED)
        if in_use and near not in case.asked.betas and not refused_on(found, platform_of(case)):
            return near
    return ""


def _is_needed(name: str, case: Case) -> bool:
    beta = case.catalogue.betas.get(name)
    return beta is not None and uses(beta, case.asked)


def _drop(name: str, case: Case) -> Fix:
    """Return the fix that unticks `name`, and takes out what only it allows."""
    beta = case.catalogue.betas.get(name)
    places = places_of_use(beta, case.asked) if beta and uses(beta, case.asked) else ()
    others = (case.catalogue.betas.get(each) for each in case.asked.betas if each != name)
    if not places or any(other and set(places) <= set(places_of_use(other, case.asked)) for other in others):
        return untick(name)
    steps = [untick(name), remove_members(places)]
    return several(f"untick:{name}+", f"Untick {name} and remove what it brought", steps)
