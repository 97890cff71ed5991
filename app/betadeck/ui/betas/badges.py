"""The little words at the right of a beta's row. No Qt here."""

from dataclasses import dataclass, field

from betadeck.core.catalog import Beta, BetaState, Operation
from betadeck.core.catalog_lookup import beta_takes_model, matches_operation
from betadeck.core.target import Platform
from betadeck.ui.parts.labels import Tone
from betadeck.ui.platforms import PLATFORM_NAMES

_ANY_PLATFORM = frozenset({Platform.SANDBOX, Platform.GATEWAY})


@dataclass(frozen=True, slots=True)
class Badge:
    """One word or two. `tip` is the sentence behind them."""

    text: str
    tone: Tone = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the request is, as far as betas care.

    `in_use` names the betas that something in the request makes use of; None when nobody has looked yet.
    """

    operation: Operation | None = None
    model: str = ""
    platform: Platform = Platform.SANDBOX
    in_use: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one beta stands in the list now. `newer` tells that it supersedes another one.

    `asked` is what came of it when the key was asked, with the day: `accepted 2026-11-22`.
    """

    ticked: bool = False
    culprit: bool = False
    newer: bool = False
    conflicts: tuple[str, ...] = field(default=())
    asked: str = ""


def badges_of(beta: Beta | None, context: Context, standing: Standing) -> tuple[Badge, ...]:
    """Return the badges of a row, the most pressing first. A `beta` of None is not in the catalogue."""
    found = [Badge("culprit", "error", "The last answer blames this beta.")] if standing.culprit else []
    if beta is None:
        unknown = Badge("unknown", "error", "The catalogue has no beta of this name.")
        return (*found, unknown, *_asked(standing))
    if standing.ticked and standing.conflicts:
        found.append(Badge("conflict", "error", f"Cannot go with {', '.join(standing.conflicts)}."))
    found += _fit(beta, context, standing.ticked)
    found += _state(beta, standing)
    found += _asked(standing)
    if beta.gated:
        found.append(Badge("gated", "", "Only for organisations that were given access."))
    if beta.mine:
        found.append(Badge("mine", "", "You added this name yourself."))
    return tuple(found)


def fits_operation(beta: Beta, operation: Operation | None) -> bool:
    """Tell whether the beta belongs to `operation`; true when nothing is known."""
    if operation is None or not beta.operations or beta.name in operation.betas:
        return True
    return any(matches_operation(pattern, operation.method, operation.path) for pattern in beta.operations)


def fits_platform(beta: Beta, platform: Platform) -> bool:
    """Tell whether `platform` takes the beta; true when nothing is known."""
    if platform in _ANY_PLATFORM:
        return True
    refused = platform.value in beta.not_platforms
    return not refused and (not beta.platforms or platform.value in beta.platforms)


def leaves_a_trace(beta: Beta) -> bool:
    """Tell whether a request that makes use of the beta can be recognised at all."""
    return bool(beta.fields or beta.values or beta.blocks or beta.tools or beta.edits)


def _fit(beta: Beta, context: Context, ticked: bool) -> list[Badge]:
    tone: Tone = "warn" if ticked else ""
    found = []
    if not fits_platform(beta, context.platform):
        name = PLATFORM_NAMES[context.platform]
        found.append(Badge(f"not on {name}", tone, f"{name} does not take it."))
    found += _model_fit(beta, context.model, tone)
    if ticked and not fits_operation(beta, context.operation):
        found.append(Badge("other calls", "warn", "It belongs to other calls than this one."))
    elif ticked and _unused(beta, context):
        found.append(Badge("nothing uses it", "", "Nothing in the request makes use of it."))
    return found


def _model_fit(beta: Beta, model: str, tone: Tone) -> list[Badge]:
    if not model:
        return [Badge(f"needs {_short(beta.models)}", "", beta.limits)] if beta.models else []
    takes = beta_takes_model(beta, model)
    if takes is None:
        return [Badge("standard here", "", f"{model} does the same without the header.")]
    return [] if takes else [Badge("not for this model", tone, beta.limits or f"{model} does not take it.")]


def _unused(beta: Beta, context: Context) -> bool:
    return context.in_use is not None and leaves_a_trace(beta) and beta.name not in context.in_use


def _state(beta: Beta, standing: Standing) -> list[Badge]:
    if beta.state is BetaState.GRADUATED or beta.standard_since:
        return [Badge("now standard", "", "Works without the header by now.")]
    if beta.state is BetaState.SUPERSEDED:
        return [Badge("superseded", "", f"Newer: {beta.superseded_by or 'see its page'}.")]
    if beta.state is BetaState.RETIRED:
        return [Badge("retired", "warn" if standing.ticked else "", "The API does not take it any more.")]
    if beta.state is BetaState.INTERNAL:
        return [Badge("internal", "", "Seen in use, never documented.")]
    return (
        [Badge("newer", "", "It takes the place of an older one.")]
        if standing.newer and not beta.superseded_by
        else []
    )


def _asked(standing: Standing) -> list[Badge]:
    """Return what the key itself said, when it was asked."""
    what, _, day = standing.asked.rpartition(" ")
    if not what:
        return []
    tones: dict[str, Tone] = {"accepted": "ok", "refused": "error"}
    tone = tones.get(what, "warn") if standing.ticked or what == "accepted" else ""
    return [Badge(f"key: {what}", tone, f"Asked with this key and model on {day}: {what}.")]


def _short(models: tuple[str, ...]) -> str:
    first = models[0].removeprefix("claude-").rstrip("*-")
    return f"{first}…" if len(models) > 1 else first
