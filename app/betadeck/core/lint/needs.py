"""What in a request needs a beta that is not ticked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from betadeck.core.catalog import Beta, BetaState, Catalogue
from betadeck.core.catalog_lookup import beta_takes_model, matches_operation, opens
from betadeck.core.finding import Finding
from betadeck.core.fixes import choose_model, remove_member, tick
from betadeck.core.lint.betas_fit import OAUTH, PLATFORMS
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Prompt
from betadeck.core.lint.subject import BATCHES, MESSAGES, Subject
from betadeck.core.lint.traces import block_at, edit_at, field_at, roots, tool_at, value_at

Openers = Mapping[str, tuple[Beta, ...]]


@dataclass(frozen=True, slots=True)
class Gates:
    """What of a request only betas allow, each with the betas of which one must be there."""

    fields: Openers
    values: Openers
    blocks: Openers
    tools: Openers
    edits: Openers


@dataclass(frozen=True, slots=True)
class _Need:
    """The part `what` of a request, at `pointer`, of which one of `betas` must be there for `model`."""

    pointer: str
    what: str
    betas: tuple[Beta, ...]
    model: str


def gates_of(catalogue: Catalogue, method: str, path: str) -> Gates:
    """Return the gates of requests to a method and path."""
    here = [each for each in catalogue.betas.values() if opens(each) and _concerns(each, method, path)]
    everywhere = [each for each in catalogue.betas.values() if opens(each)]
    fields = _openers((each, each.fields) for each in here)
    return Gates(
        fields={path: _with_outer(path, fields) for path in fields},
        values=_openers((each, each.values) for each in here),
        blocks=_openers((each, each.blocks) for each in everywhere),
        tools=_openers((each, each.tools) for each in everywhere),
        edits=_openers((each, each.edits) for each in everywhere),
    )


def check(subject: Subject, gates: Gates) -> Iterator[Finding]:
    """Yield what is missing."""
    yield from _operation(subject)
    if subject.key_kind == "oauth" and OAUTH not in subject.betas:
        text = f"The key is an OAuth token: it is taken only together with {OAUTH}."
        yield found("needs-beta", "key", text, tick(OAUTH))
    shut = [need for need in _needs(subject, gates) if not _is_open(need, subject)]
    said: set[str] = set()
    for need in sorted(shut, key=lambda each: len(each.pointer)):
        if not any(need.pointer == each or need.pointer.startswith(f"{each}/") for each in said):
            said.add(need.pointer)
            yield _missing(_narrowed(need, shut), subject)


def _concerns(beta: Beta, method: str, path: str) -> bool:
    paths = (path, MESSAGES) if path == BATCHES else (path,)
    return any(matches_operation(pattern, method, each) for pattern in beta.operations for each in paths)


def _openers(named: Iterable[tuple[Beta, tuple[str, ...]]]) -> Openers:
    openers: dict[str, list[Beta]] = {}
    for beta, names in named:
        for name in names:
            openers.setdefault(name, []).append(beta)
    return {name: tuple(each) for name, each in openers.items()}


def _with_outer(path: str, fields: Openers) -> tuple[Beta, ...]:
    """Return the betas that name `path`, or what it lies in."""
    steps = path.split(".")
    outer = [".".join(steps[:length]) for length in range(len(steps), 0, -1)]
    return tuple(dict.fromkeys(beta for each in outer for beta in fields.get(each, ())))


def _needs(subject: Subject, gates: Gates) -> Iterator[_Need]:
    for root in roots(subject):
        model = root.prompt.model_name if root.prompt else ""
        for pair, betas in gates.values.items():
            if (pointer := value_at(root, pair)) is not None:
                path, _, value = pair.partition("=")
                yield _Need(pointer, f"{path} as {value.strip('<>')}", betas, model)
        for path, betas in gates.fields.items():
            pointer = field_at(root, path)
            if pointer is None and path in root.value:  # null: without the beta the name itself is refused
                pointer = f"{root.at}/{path}"
            if pointer is not None:
                yield _Need(pointer, path, betas, model)
    for prompt in subject.prompts:
        yield from _kinds(prompt, gates)


def _kinds(prompt: Prompt, gates: Gates) -> Iterator[_Need]:
    looked = ((gates.blocks, block_at), (gates.tools, tool_at), (gates.edits, edit_at))
    for words, (openers, look) in zip(("blocks", "tools", "edits"), looked, strict=True):
        for kind, betas in openers.items():
            if (pointer := look(prompt, kind)) is not None:
                yield _Need(pointer, f"{words} of type {kind}", betas, prompt.model_name)


def _is_open(need: _Need, subject: Subject) -> bool:
    """Tell whether one of the betas is there, or the model does it with no header."""
    return any(
        each.name in subject.betas or beta_takes_model(each, need.model) is None for each in need.betas
    )


def _narrowed(need: _Need, shut: list[_Need]) -> _Need:
    """Return `need` with those of its betas that also allow what lies within it."""
    betas = need.betas
    for inner in shut:
        if inner.pointer.startswith(f"{need.pointer}/"):
            betas = tuple(each for each in betas if each in inner.betas) or betas
    return replace(need, betas=betas)


def _missing(need: _Need, subject: Subject) -> Finding:
    where = f"body:{need.pointer}"
    alive = [each for each in need.betas if each.state is not BetaState.RETIRED]
    if not alive:
        names = ", ".join(each.name for each in need.betas)
        text = f"{_start(need)} {names}, which is out of use: take it out."
        return found("needs-retired", where, text, remove_member(need.pointer))
    best = sorted(alive, key=lambda each: _rank(each, need.model, subject))
    best = [
        each
        for each in best
        if _rank(each, need.model, subject)[:3] == _rank(best[0], need.model, subject)[:3]
    ]
    names = " or ".join(each.name for each in best)
    if _rank(best[0], need.model, subject)[0]:
        text = f"{_start(need)} {names}, which {need.model} does not take. {best[0].limits}".rstrip()
        models = (choose_model(each, _at(need, subject)) for each in _models(best[0], subject))
        return found("needs-model", where, text, remove_member(need.pointer), *models)
    if _rank(best[0], need.model, subject)[1]:
        host = PLATFORMS.get(subject.platform, "the platform")
        text = f"{_start(need)} {names}, which {host} does not take. {best[0].limits}".rstrip()
        return found("needs-platform", where, text, remove_member(need.pointer))
    text = f"{_start(need)} {names}, which {'is' if len(best) == 1 else 'are'} not ticked."
    return found("needs-beta", where, text, *(tick(each.name) for each in best), remove_member(need.pointer))


def _models(beta: Beta, subject: Subject) -> list[str]:
    """Return the newest models that take the beta."""
    taken = [each for each in subject.catalogue.models.values() if beta_takes_model(beta, each.id)]
    newest = sorted(taken, key=lambda each: each.generation, reverse=True)
    return [each.alias or each.id for each in newest[:2]]


def _at(need: _Need, subject: Subject) -> str:
    """Return where the request that the need is in begins."""
    return next((each.at for each in subject.prompts if need.pointer.startswith(f"{each.at}/")), "")


def _start(need: _Need) -> str:
    if " of type " in need.what:
        return f"{need.what[0].upper()}{need.what[1:]} need the beta"
    return f"{need.what} needs the beta"


def _rank(beta: Beta, model: str, subject: Subject) -> tuple[bool, bool, bool, bool]:
    """Return what sorts the likeliest beta to the front: it takes model and platform, and is no old one."""
    platform = subject.platform.value
    known = subject.platform in PLATFORMS
    elsewhere = known and (
        platform in beta.not_platforms or bool(beta.platforms and platform not in beta.platforms)
    )
    refused = bool(model) and beta_takes_model(beta, model) is False
    return refused, elsewhere, beta.state is BetaState.SUPERSEDED, bool(beta.superseded_by)


def _operation(subject: Subject) -> Iterator[Finding]:
    needed = [each for each in subject.catalogue.betas.values() if _needed(each, subject)]
    if not needed or any(each.name in subject.betas for each in needed):
        return
    names = " or ".join(each.name for each in needed)
    text = f"{subject.method} {subject.path} needs the beta {names}, which is not ticked."
    hidden = " Without it the API answers as if the path did not exist." if needed[0].hides_path else ""
    yield found("needs-beta", "path", text + hidden, *(tick(each.name) for each in needed))


def _needed(beta: Beta, subject: Subject) -> bool:
    return any(matches_operation(each, subject.method, subject.path) for each in beta.needed_by)
