"""Every finding there is: its code, how bad it is, and what it tells.

`ERROR` will be refused, `WARN` may be or does harm, `HINT` is only worth knowing. The catalogue can be behind
the API, and a gateway can know more than both: `soft` codes are only warnings where a gateway answers.
"""

from dataclasses import dataclass

from betadeck.core.finding import Severity

E, W, H = Severity.ERROR, Severity.WARN, Severity.HINT


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `name` is the first half of a finding's id and never changes."""

    name: str
    severity: Severity
    meaning: str
    soft: bool = False


_ALL = (
    # betas.py
    Code("beta-malformed", E, "The name cannot stand in the header: a blank, a comma, nothing at all."),
    Code("beta-misspelt", E, "Nobody knows the name, and it is nearly that of a known beta.", soft=True),
    Code("beta-wrong-date", E, "The beta is known by another date.", soft=True),
    Code("beta-newer-date", W, "The beta is known by earlier dates only; this one may be newer."),
    Code("beta-unknown", W, "Nobody knows the name, and it is like no other."),
    Code("beta-superseded", W, "Another beta has taken its place."),
    Code("beta-newer", H, "It works, and a newer one does the same for this request."),
    Code("beta-retired", W, "It is out of use: without effect, or its models are gone."),
    Code("beta-graduated", H, "Now standard: the header is no longer needed."),
    Code("beta-graduated-host", W, "Now standard, and cloud hosts refuse some such names."),
    Code("beta-old-shape", W, "Now standard; the header only brings back the older form of the answer."),
    Code("beta-internal", W, "Of the vendor's own products, never documented."),
    Code("beta-conflict", E, "Two ticked betas exclude each other."),
    Code("beta-excludes", E, "The body uses the beta together with a field that it excludes."),
    Code("beta-model", W, "The model does not take the beta."),
    Code("beta-model-refuses", E, "The model does not take what the body uses of the beta.", soft=True),
    Code("beta-model-standard", H, "The model does the same with no header."),
    Code("beta-platform", W, "The target's platform does not know the beta."),
    Code("beta-platform-refuses", E, "The target's platform refuses the beta."),
    Code("beta-oauth", E, "The beta goes with OAuth tokens only, and the key is none."),
    Code("beta-response", H, "The answer looks different with it."),
    Code("beta-gated", H, "The account must have been let in."),
    Code("beta-unused", H, "Nothing in the request makes use of it."),
    # needs.py
    Code("needs-beta", E, "A part of the request needs a beta that is not ticked.", soft=True),
    Code("needs-retired", E, "A part of the request belongs to betas that are out of use.", soft=True),
    Code("needs-two", E, "What a beta adds rests on another beta that is not ticked.", soft=True),
)
CODES = {each.name: each for each in _ALL}
"""By name."""
