"""Requests that are too large: in bytes for the server, in tokens for the model."""

from betadeck.core.catalog import Model
from betadeck.core.catalog_lookup import matches_operation
from betadeck.core.catalog_models import model_of
from betadeck.core.catalog_rules import RequestLimit
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.platforms import platform_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.figures import size_words
from betadeck.core.finding import Fix
from betadeck.core.fixes import choose_model, set_member

_LARGE = (
    r"(?:request|payload|body|entity|content[ -]length|files?)\b[^.]{0,40}\b(?:(?<!took )too (?:large|"
    r"big|long)|exceeds?)|too large"
)
_TOKENS = (
    r"prompt is too long|(?:prompt|input|context)\b[^.]{0,40}\b(?:too (?:long|large)|exceed)|"
    r"(?:conversation|chat|history)\b[^.]{0,40}\btoo long|context[ _](?:length|window|limit|"
    r"size)|too many (?:input )?tokens|maximum context|exceeds? [^.]{0,40}\btokens?\b|"
    r"input (?:is )?too long|token limit|"
    r"(?:input|prompt) tokens? [^.]{0,60}(?:exceed|maximum|too many|at most|no more than|limit)"
)
_NEVER = Retry(False, None, "The same request will be too large again.")


def too_large(case: Case) -> Diagnosis | None:
    """Explain a body with too many bytes."""
    kind = class_of(case)
    if case.said.says(r"\bheaders?\b"):
        return None
    if kind is not ErrorClass.SIZE and not (
        case.status == 413
        or (_is_plain(case) and case.said.says(_LARGE) and not case.said.says(r"tokens?\b"))
    ):
        return None
    limit = _limit(case)
    size = len(case.draft.body_text.encode("utf-8", "surrogatepass")) if case.draft else 0
    sent = f"The body has {size_words(size)}. " if size > 100_000 else ""
    return verdict(
        case,
        Culprit("size", "body"),
        "The request is too large",
        f"{sent}The endpoint takes less than that.",
        (limit.message if limit else "Make it smaller, or upload big documents as files."),
        retry=_NEVER,
    )


def too_many_tokens(case: Case) -> Diagnosis | None:
    """Explain a prompt that does not fit into the model's context window."""
    said = case.said
    if not _is_plain(case) or not said.says(_TOKENS) or said.says(r"per (?:minute|day|hour)|rate limit"):
        return None
    if "max_tokens" in said.low and case.said.says(r"\+|max_tokens[`'\"]? exceed|decrease|reduce"):
        return _with_output(case)
    bound = said.bound
    numbers = ""
    if bound and bound.found:
        numbers = f"It has {bound.found:,.0f} tokens; {bound.limit:,.0f} are the most. "
    pointer = case.pointer or case.at("messages")
    return verdict(
        case,
        Culprit("size", "prompt", pointer),
        "The prompt is too long for the model",
        f"{numbers}Everything counts: system, tools, messages, images.",
        "Shorten the conversation, leave out tools, or use a model with a larger context window.",
        _roomier(case, bound.found if bound else None),
        _NEVER,
    )


def _with_output(case: Case) -> Diagnosis:
    """Prompt and output together are too long: less output may do."""
    bound = case.said.bound
    sent = _max_tokens(case)
    fixes: list[Fix] = []
    if bound and bound.found and sent:
        room = int(bound.limit - (bound.found - sent))
        if 0 < room < sent:
            fixes.append(set_member(case.at("max_tokens"), room, f"Lower max_tokens to {room:,}"))
    needed = bound.found if bound else None
    return verdict(
        case,
        Culprit("field", "max_tokens", case.at("max_tokens")),
        "Prompt and max_tokens together exceed the context window",
        "",
        "Lower max_tokens, or shorten the prompt.",
        [*fixes, *_roomier(case, needed)],
        _NEVER,
    )


def _max_tokens(case: Case) -> int:
    value = next((value for _, value in case.asked.fields("max_tokens")), 0)
    return value if isinstance(value, int) else 0


def _roomier(case: Case, tokens: float | None) -> list[Fix]:
    """Offer the newest model of the same family that has the room."""
    asked = model_of(case.asked.model, case.catalogue)
    if asked is None or not tokens or list(case.asked.roots())[1:]:
        return []
    known = [each for each in case.catalogue.models.values() if each.context_tokens >= tokens]
    same = [each for each in known if each.family == asked.family and not each.retired]
    best: Model | None = max(same, key=lambda each: each.generation, default=None)
    return (
        [choose_model(best.id)]
        if best and best.id != asked.id and best.context_tokens > asked.context_tokens
        else []
    )


def _is_plain(case: Case) -> bool:
    return class_of(case) in (ErrorClass.INVALID, ErrorClass.UNKNOWN, ErrorClass.SIZE) and (
        not case.said.inner
        or (case.said.inner[0] in ("messages", "prompt", "input") and len(case.said.inner) == 1)
    )


def _limit(case: Case) -> RequestLimit | None:
    """Return the limit in bytes that holds for the platform, else for the operation."""
    sizes = [each for each in case.catalogue.limits if each.unit == "bytes" and each.id.startswith("body.")]
    here = platform_of(case).value
    for limit in sizes:
        if here in limit.platforms:
            return limit
    draft = case.draft
    if draft is None:
        return None
    fits = (
        each
        for each in sizes
        if any(matches_operation(one, draft.method, draft.path) for one in each.operations)
    )
    return next(fits, None)
