"""What keys look like.

Sources: the vendor's authentication pages (`sk-ant-admin…`, `sk-ant-oat…`), AWS's and Google's own forms,
RFC 6750 for bearer tokens; as of 2026-11-22.
"""

import re

from betadeck.core.span import Span

_ANTHROPIC = r"sk-ant-[A-Za-z0-9_-]{12,}"
_OTHERS = (
    r"sk-(?!ant-)[A-Za-z0-9_-]{20,}",  # OpenAI's form, which gateways give out too
    r"(?:AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9])",
    r"ya29\.[A-Za-z0-9._-]{20,}",
    r"AIza[A-Za-z0-9_-]{35}",
    r"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
)
_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{'|'.join((_ANTHROPIC, *_OTHERS))})")
_BEARER = re.compile(r"\bbearer[ \t]+([A-Za-z0-9._~+/=-]{20,})", re.IGNORECASE)
_LONGEST_PLACEHOLDER = 48


def key_spans(text: str) -> tuple[Span, ...]:
    """Return the places of what looks like a key, in order and without overlaps."""
    found = [Span(*match.span()) for match in _KEY.finditer(text) if _is_random(match.group())]
    found += [Span(*match.span(1)) for match in _BEARER.finditer(text) if _is_random(match[1])]
    found.sort(key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _is_random(key: str) -> bool:
    """Tell a key from a placeholder: words, or a run of the same letter, with no digit after the prefix."""
    rest = re.sub(r"^sk-ant-[a-z]+\d*-", "", key)
    return len(rest) > _LONGEST_PLACEHOLDER or (any(char.isdigit() for char in rest) and len(set(rest)) > 3)
