"""Whatever else is said of content blocks of one type: `only one compaction block may carry content`."""

import re

from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis

_NAMED = re.compile(r"[`'\"]?\b([a-z]+(?:_[a-z]+)*)[`'\"]? (?:content )?blocks?\b")
_TYPES = frozenset(
    {
        *("compaction", "container_upload", "document", "fallback", "image", "redacted_thinking"),
        *("search_result", "server_tool_use", "text", "thinking", "tool_addition", "tool_reference"),
        *("tool_removal", "tool_result", "tool_use", "mcp_tool_use", "mcp_tool_result"),
    }
)
_VERDICT = r"\b(?:must|may|cannot|only|should|invalid|not)\b"


def wrong_block(case: Case) -> Diagnosis | None:
    """Explain a sentence about a type of block; the place is told if the request has just one of them."""
    if case.said.path or class_of(case) is not ErrorClass.INVALID or not case.said.says(_VERDICT):
        return None
    kind = next((each for each in _NAMED.findall(case.said.low) if each in _TYPES), "")
    if not kind:
        return None
    places = [each.pointer for each in case.asked.every_block() if each.type == kind]
    pointer = case.pointer or (places[0] if len(places) == 1 else "")
    title = f"Something is wrong with a {kind} block"
    return verdict(case, Culprit("block", kind, pointer), title, "", "Correct it the way the message asks.")
