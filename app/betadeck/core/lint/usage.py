"""Which betas something in a request makes use of."""

from betadeck.core.catalog import Beta
from betadeck.core.catalog_lookup import matches_operation
from betadeck.core.lint.subject import BATCHES, MESSAGES, Subject
from betadeck.core.lint.traces import leaves_trace, traces


def used_betas(subject: Subject) -> frozenset[str]:
    """Return those of the subject's betas that something in it makes use of.

    A beta that leaves no trace in a request, or a name that nobody knows, counts as used. So does every
    beta as long as the body cannot be read.
    """
    if subject.fault is not None:
        return frozenset(subject.betas)
    known = subject.catalogue.betas
    return frozenset(name for name in subject.betas if name not in known or _used(known[name], subject))


def _used(beta: Beta, subject: Subject) -> bool:
    operation = subject.operation
    if any(matches_operation(each, subject.method, subject.path) for each in beta.needed_by):
        return True
    if operation is not None and beta.name in operation.betas:
        return True
    if not fits_operation(beta, subject):
        return False
    return not leaves_trace(beta) or next(traces(beta, subject), None) is not None


def fits_operation(beta: Beta, subject: Subject) -> bool:
    """Tell whether the beta has a meaning for the request's method and path; batches take Messages' own."""
    if not beta.operations:
        return True
    paths = {subject.path, MESSAGES} if subject.path == BATCHES else {subject.path}
    return any(matches_operation(each, subject.method, path) for each in beta.operations for path in paths)
