"""The betas of a request, name by name: does anybody know them, and do they still do something."""

from collections.abc import Iterator

from betadeck.core import betas as header
from betadeck.core.catalog import Beta, BetaState
from betadeck.core.catalog_names import nearest_betas, stem_of
from betadeck.core.finding import Finding, Fix, Severity
from betadeck.core.fixes import replace_beta, several, tick, untick
from betadeck.core.lint.betas_fit import fit, pairs
from betadeck.core.lint.codes import found
from betadeck.core.lint.subject import Subject
from betadeck.core.lint.traces import traces
from betadeck.core.lint.usage import used_betas
from betadeck.core.target import Platform

_HOSTS = {Platform.BEDROCK: "Bedrock", Platform.GOOGLE: "Google Cloud"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is to be said of the betas."""
    used = used_betas(subject)
    for name in subject.betas:
        beta = subject.catalogue.betas.get(name)
        if beta is None:
            yield from _unknown(name, subject)
            continue
        states = list(_state(beta, subject))
        fits = [each for each in fit(beta, subject, used) if not states or each.severity is not Severity.HINT]
        yield from (*states, *fits)
        if name not in used and not states and not fits:
            message = f"Nothing in this request makes use of {name}."
            yield found("beta-unused", f"beta:{name}", message, untick(name))
    yield from pairs(subject)


def _unknown(name: str, subject: Subject) -> Iterator[Finding]:
    where = f"beta:{name}"
    if subject.practises(name):
        return
    if not header.is_sendable(name):
        message = f"“{name}” cannot be a beta's name: a name has no blanks, commas or quotes."
        yield found("beta-malformed", where, message, *_taken_apart(name))
        return
    likely = nearest_betas(name, subject.catalogue)
    fixes = (*(replace_beta(name, each) for each in likely), untick(name))
    same = [each for each in subject.catalogue.betas if stem_of(each) == stem_of(name)]
    if not likely:
        text = f"{name} is not among the {len(subject.catalogue.betas)} betas that Betadeck knows."
        yield found("beta-unknown", where, f"{text} If it is new, add it as your own.", *fixes)
    elif not same or not header.is_dated_name(name):
        yield found("beta-misspelt", where, f"There is no beta {name}. Did you mean {likely[0]}?", *fixes)
    elif name > max(same):
        text = f"{name} is newer than all that Betadeck knows of this beta: {_listed(same)}."
        yield found("beta-newer-date", where, text, *fixes)
    else:
        text = f"There is no {name}: the beta's date is another one. Did you mean {likely[0]}?"
        yield found("beta-wrong-date", where, text, *fixes)


def _taken_apart(name: str) -> list[Fix]:
    """Return fixes for a name that is really several, or is surrounded by what does not belong to it."""
    names = header.parse(name)
    fixes: list[Fix] = []
    if names and all(header.is_sendable(each) for each in names):
        steps = [replace_beta(name, names[0]), *(tick(each) for each in names[1:])]
        fixes.append(several(f"split:{name}", f"Make it {_listed(names)}", steps))
    return [*fixes, untick(name)]


def _state(beta: Beta, subject: Subject) -> Iterator[Finding]:
    name, where = beta.name, f"beta:{beta.name}"
    if subject.operation is not None and name in subject.operation.betas:
        return  # the official SDK sends it with this call
    out = untick(name)
    if beta.state is BetaState.INTERNAL:
        text = f"{name} belongs to the vendor's own products and is not documented; hosts may refuse it."
        yield found("beta-internal", where, text, out)
    elif beta.state is BetaState.RETIRED:
        text = _sentence(f"{name} is out of use", beta.limits)
        yield found("beta-retired", where, text, out)
    elif beta.state is BetaState.GRADUATED or beta.standard_since:
        yield _graduated(beta, subject)
    elif beta.state is BetaState.SUPERSEDED:
        yield _superseded(beta, subject)
    elif beta.superseded_by and _does_the_same(beta, subject):
        text = f"{beta.superseded_by} is newer and does what this request uses of {name}."
        fix = replace_beta(name, beta.superseded_by)
        yield found("beta-newer", where, text, fix)


def _graduated(beta: Beta, subject: Subject) -> Finding:
    name, where = beta.name, f"beta:{beta.name}"
    out = untick(name)
    since = f" since {beta.standard_since}" if beta.standard_since else ""
    if subject.platform in _HOSTS:
        text = (
            f"{name} is standard{since}, and {_HOSTS[subject.platform]} refuses some such names: untick it."
        )
        return found("beta-graduated-host", where, text, out)
    if beta.changes_response:
        text = f"{name} is standard{since}: no header is needed, and with it the answer keeps its older form."
        return found("beta-old-shape", where, text, out)
    text = f"{name} is standard{since}: the header is no longer needed."
    return found("beta-graduated", where, text, out)


def _superseded(beta: Beta, subject: Subject) -> Finding:
    name, newer = beta.name, subject.catalogue.betas.get(beta.superseded_by)
    if newer is None or newer.state is BetaState.GRADUATED:
        text = f"{name} is an older form of what is standard now: the header is no longer needed."
        return found("beta-superseded", f"beta:{name}", text, untick(name))
    fixes = (replace_beta(name, newer.name), untick(name))
    text = f"{name} has been followed by {newer.name}."
    return found("beta-superseded", f"beta:{name}", text, *fixes)


def _does_the_same(beta: Beta, subject: Subject) -> bool:
    """Tell whether the newer beta can stand in for this one: it takes the model and all that is used."""
    newer = subject.catalogue.betas.get(beta.superseded_by)
    if newer is None or newer.name in subject.betas:
        return False
    known = {*newer.fields, *newer.values, *newer.blocks, *newer.tools, *newer.edits}
    used = [each.what for each in traces(beta, subject)]
    return bool(used) and known.issuperset(used) and not any(fit(newer, subject, frozenset()))


def _sentence(text: str, limits: str) -> str:
    return f"{text}. {limits}" if limits else f"{text}."


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names)
