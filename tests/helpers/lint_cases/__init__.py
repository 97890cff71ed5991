"""One case or more for every code of lint: a draft that has the finding, and a near one that has not."""

from betadeck.core.target import AuthScheme, Target
from helpers.lint_cases.betas import BETAS, NEEDS
from helpers.lint_cases.fields import SCHEMA, VERSION
from helpers.lint_cases.media import MEDIA
from helpers.lint_cases.models import MODEL, OUTPUT
from helpers.lint_cases.requests import KEYS, REQUEST, TARGET
from helpers.lint_cases.talk import CACHE, MESSAGES, PAIRS
from helpers.lint_cases.tools import FOREIGN, TOOLS

CASES = [
    *(*BETAS, *NEEDS, *VERSION, *SCHEMA, *MODEL, *OUTPUT, *MESSAGES),
    *(*PAIRS, *CACHE, *MEDIA, *TOOLS, *FOREIGN, *REQUEST, *KEYS, *TARGET),
]
SAFE_TARGETS = {
    "target-address": Target("Mine", base_url="https://example.com", key_name="key"),
    "target-plain": Target("Mine", base_url="http://127.0.0.1:80", key_name="key"),
    "key-missing": Target("API", auth=AuthScheme.NONE),
}
"""Where not the draft but the target makes the difference: the one with which the finding is gone."""
