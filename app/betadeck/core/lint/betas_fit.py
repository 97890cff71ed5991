"""The betas of a request against what is around them: model, platform, key, account, each other."""

from collections.abc import Iterator

from betadeck.core.catalog import Beta, BetaState
from betadeck.core.catalog_lookup import beta_takes_model
from betadeck.core.finding import Finding
from betadeck.core.fixes import remove_member, untick
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Prompt
from betadeck.core.lint.subject import Subject
from betadeck.core.lint.traces import Trace, roots, traces
from betadeck.core.target import Platform

OAUTH = "oauth-2025-04-20"
"""Goes with OAuth tokens alone. Source: the vendor's pages on authentication, 2026-11-22."""
PLATFORMS = {
    Platform.ANTHROPIC: "the Claude API",
    Platform.AWS: "Claude on AWS",
    Platform.BEDROCK: "Bedrock",
    Platform.GOOGLE: "Google Cloud",
    Platform.FOUNDRY: "Foundry",
}
"""Of which it is known what they take, by their names for people."""


def fit(beta: Beta, subject: Subject, used: frozenset[str]) -> Iterator[Finding]:
    """Yield where `beta` does not fit; `used` names the betas that something makes use of."""
    yield from _platform(beta, subject)
    yield from _model(beta, subject)
    if beta.name == OAUTH and _has_no_token(subject):
        text = f"{beta.name} goes with OAuth tokens only; with an API key the name itself is refused."
        yield found("beta-oauth", f"beta:{beta.name}", text, untick(beta.name))
    if beta.gated:
        text = f"{beta.name} works only for accounts that were given access."
        yield found("beta-gated", f"beta:{beta.name}", text)
    elif beta.changes_response and beta.state is BetaState.ACTIVE and beta.name in used:
        text = f"With {beta.name} the answer looks different from the standard one."
        yield found("beta-response", f"beta:{beta.name}", text)


def _has_no_token(subject: Subject) -> bool:
    """Tell whether the key is known to be no OAuth token; the sandbox's own key is none."""
    own_key = subject.target.platform is Platform.SANDBOX and not subject.target.key_name
    return subject.key_kind in ("api", "admin") or (own_key and not subject.key_kind)


def pairs(subject: Subject) -> Iterator[Finding]:
    """Yield the betas that exclude each other, or fields of the request."""
    known = list(subject.known_betas())
    for place, beta in enumerate(known):
        for other in known[place + 1 :]:
            if other.name in beta.conflicts or beta.name in other.conflicts:
                text = f"{beta.name} and {other.name} exclude each other: only one of them can be sent."
                fixes = (untick(beta.name), untick(other.name))
                yield found("beta-conflict", f"beta:{beta.name}", text, *fixes)
        if beta.excludes_fields:
            yield from _excludes(beta, subject)


def _platform(beta: Beta, subject: Subject) -> Iterator[Finding]:
    name = PLATFORMS.get(subject.platform)
    if name is None or beta.state is BetaState.GRADUATED:
        return
    value, where = subject.platform.value, f"beta:{beta.name}"
    if value in beta.not_platforms:
        text = f"{beta.name} is refused by {name}. {beta.limits}".rstrip()
        yield found("beta-platform-refuses", where, text, untick(beta.name))
    elif beta.platforms and value not in beta.platforms:
        text = f"{name[0].upper()}{name[1:]} is not known to take {beta.name}. {beta.limits}".rstrip()
        yield found("beta-platform", where, text, untick(beta.name))


def _model(beta: Beta, subject: Subject) -> Iterator[Finding]:
    for prompt in subject.prompts:
        takes = beta_takes_model(beta, prompt.model_name) if prompt.model else True
        if takes is None:
            text = f"{prompt.model_name} does the same without {beta.name}."
            yield found("beta-model-standard", f"beta:{beta.name}", text, untick(beta.name))
            return
        if not takes:
            yield _refused(beta, prompt, subject)
            return


def _refused(beta: Beta, prompt: Prompt, subject: Subject) -> Finding:
    where = f"beta:{beta.name}"
    mine = [each for each in traces(beta, subject) if each.pointer.startswith(prompt.at)]
    alone = [each for each in mine if not _covered(each, beta, prompt, subject)]
    if not alone:
        text = f"{prompt.model_name} does not know {beta.name}: it has no effect. {beta.limits}".rstrip()
        return found("beta-model", where, text, untick(beta.name))
    part = remove_member(alone[0].pointer)
    text = f"{prompt.model_name} does not take {alone[0].what} of {beta.name}. {beta.limits}".rstrip()
    return found("beta-model-refuses", where, text, part, untick(beta.name))


def _covered(trace: Trace, beta: Beta, prompt: Prompt, subject: Subject) -> bool:
    """Tell whether another beta of the request, or the standard, allows the same with this model."""
    if beta.state is BetaState.GRADUATED:
        return True
    return any(
        other.name != beta.name
        and beta_takes_model(other, prompt.model_name) is not False
        and trace.what in (*other.fields, *other.values, *other.blocks, *other.tools, *other.edits)
        for other in subject.known_betas()
    )


def _excludes(beta: Beta, subject: Subject) -> Iterator[Finding]:
    own = next(traces(beta, subject), None)
    if own is None:
        return
    for root in roots(subject):
        for name in beta.excludes_fields:
            if root.value.get(name) is None:
                continue
            pointer = f"{root.at}/{name}"
            text = f"{name} cannot stand together with {own.what} of {beta.name}."
            yield found(
                "beta-excludes",
                f"body:{pointer}",
                text,
                remove_member(pointer),
                remove_member(own.pointer),
            )
