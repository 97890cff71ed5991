"""Who answered, as far as answer and target tell, and which betas are known not to work there."""

from collections.abc import Sequence

from betadeck.core.catalog import Beta, BetaState
from betadeck.core.catalog_models import beta_takes_model
from betadeck.core.diagnose.case import Case
from betadeck.core.target import Platform

_PLAIN = (Platform.ANTHROPIC, Platform.SANDBOX, Platform.GATEWAY)


def platform_of(case: Case) -> Platform:
    """Return who answered: the answer's own marks count more than what the target says."""
    request_id = case.error.request_id or case.header("request-id")
    if request_id.startswith("req_vrtx_"):
        return Platform.GOOGLE
    if request_id.startswith("req_bdrk_") or _is_amazon(case):
        return Platform.BEDROCK
    return case.platform


def _is_amazon(case: Case) -> bool:
    if case.platform not in _PLAIN:
        return False
    named = case.header("x-amzn-errortype") or case.error.type.endswith("Exception")
    return bool(named) and not case.header("request-id").startswith("req_")


def refused_on(beta: Beta, platform: Platform) -> bool:
    """Tell whether `beta` is known not to work on `platform`. A gateway may lead anywhere."""
    if platform is Platform.GATEWAY:
        return False
    here = Platform.ANTHROPIC if platform is Platform.SANDBOX else platform
    if here.value in beta.not_platforms:
        return True
    return bool(beta.platforms) and here.value not in beta.platforms


def suspects(sent: Sequence[str], case: Case) -> tuple[str, ...]:
    """Return those of the betas sent that are the likely culprits, when none is named."""
    if len(sent) == 1:
        return tuple(sent)
    here = platform_of(case)
    unknown = [name for name in sent if name not in case.catalogue.betas]
    known = [case.catalogue.betas[name] for name in sent if name in case.catalogue.betas]
    refused = [each.name for each in known if refused_on(each, here) or _is_gone(each)]
    refused += [each.name for each in known if beta_takes_model(each, case.asked.model) is False]
    return tuple(dict.fromkeys((*unknown, *refused)))


def _is_gone(beta: Beta) -> bool:
    return beta.state in (BetaState.RETIRED, BetaState.INTERNAL)
