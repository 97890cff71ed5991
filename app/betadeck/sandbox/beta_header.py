"""The `anthropic-beta` header: which names are taken, refused, or exclude each other.

Retired names are taken and do nothing: the vendor's newest SDK still has them, and its pages say that they
are without effect. Source of the texts: answers of the API quoted in public reports, 2024-2026.
"""

from betadeck.core.betas import HEADER
from betadeck.core.catalog import Beta, BetaState, Catalogue
from betadeck.core.target import Platform
from betadeck.sandbox.errors import ApiFault, invalid
from betadeck.sandbox.headers import OAUTH_BETA, HeaderView, is_oauth
from betadeck.sandbox.practice import practice_of


def names(headers: HeaderView) -> tuple[str, ...]:
    """Return the names that were sent, in order; several header lines count as one joined by commas.

    An empty header, or an empty place between commas, gives an empty name.
    """
    if not headers.has(HEADER):
        return ()
    found = [name.strip() for value in headers.all(HEADER) for name in value.split(",")]
    return tuple(dict.fromkeys(found))


def check(sent: tuple[str, ...], headers: HeaderView, catalogue: Catalogue) -> None:
    """Refuse names that the API refuses.

    Raises:
        ApiFault: 400, naming all refused values at once, or the two that exclude each other.
    """
    refused = [name for name in sent if not _is_taken(name, headers, catalogue)]
    if refused:
        raise unexpected(refused)
    for name in sent:
        _check_conflicts(name, sent, catalogue)


def unexpected(refused: list[str]) -> ApiFault:
    """Return the refusal of unknown names."""
    shown = ", ".join(f"`{name}`" for name in refused)
    return invalid(
        f"Unexpected value(s) {shown} for the `{HEADER}` header. Please consult our documentation at "
        "docs.anthropic.com or try again without the header."
    )


def _is_taken(name: str, headers: HeaderView, catalogue: Catalogue) -> bool:
    if practice_of(name, catalogue) is not None:
        return True
    beta = catalogue.betas.get(name)
    if beta is None:
        return False
    if beta.platforms and Platform.ANTHROPIC.value not in beta.platforms:
        return beta.state is BetaState.GRADUATED
    return name != OAUTH_BETA or is_oauth(headers)


def _check_conflicts(name: str, sent: tuple[str, ...], catalogue: Catalogue) -> None:
    beta: Beta | None = catalogue.betas.get(name)
    for other in beta.conflicts if beta else ():
        if other in sent:
            first, second = sorted((_family(name), _family(other)))
            raise invalid(
                f"{HEADER} header cannot include both '{first}-*' and '{second}-*' values; "
                "these select incompatible API versions"
            )


def _family(name: str) -> str:
    """Return `name` without its date."""
    return name.rsplit("-", 3)[0]
