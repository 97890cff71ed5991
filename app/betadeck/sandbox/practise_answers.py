"""Messages that a request rarely gets: refusals, paused turns, server tools, odd texts."""

from collections.abc import Callable, Mapping

from betadeck.sandbox import citations, context, say, server_tools, tool_calls
from betadeck.sandbox.ask import Ask, Json
from betadeck.sandbox.ids import Ids, token
from betadeck.sandbox.message import fitted, outcome
from betadeck.sandbox.trim import Outcome

Maker = Callable[[Ask, Ids], Outcome]
_BIG_BYTES = 10_000_000
_UNICODE = (
    "Latin: naïve façade. Greek: Καλημέρα. Cyrillic: Привет. Hebrew: שלום עולם. Arabic: مرحبا بالعالم. "
    "Devanagari: नमस्ते. Chinese: 你好，世界。 Japanese: こんにちは。 Emoji: 👩‍👩‍👧‍👦 🇫🇷 🏳️‍🌈. "
    "Combining: e\u0301 a\u0323\u0302. Mathematical: 𝔸𝕓𝕔. Controls: tab\there, line\nbreak."
)
REFUSED: Json = {
    "type": "refusal",
    "category": "general_harms",
    "explanation": "Simulated: this is what a refusal looks like. Nothing was wrong with the request.",
}


def _text(words: str) -> Json:
    return {"type": "text", "text": words}


def _refusal(_: Ask, __: Ids) -> Outcome:
    return Outcome([_text("Simulated: the answer begins and")], "refusal")


def _max_tokens(ask: Ask, _: Ids) -> Outcome:
    words = say.text(ask)
    return Outcome([_text(words[: len(words) * 2 // 3])], "max_tokens")


def _context_window(ask: Ask, _: Ids) -> Outcome:
    return Outcome([_text(say.text(ask)[:80])], "model_context_window_exceeded")


def _pause_turn(ask: Ask, ids: Ids) -> Outcome:
    return Outcome(server_tools.web_search(ask, ids)[:2], "pause_turn")


def _no_content(_: Ask, __: Ids) -> Outcome:
    return Outcome([], "end_turn")


def _unicode(ask: Ask, _: Ids) -> Outcome:
    return fitted(Outcome([_text(_UNICODE)], "end_turn"), ask)


def _redacted(ask: Ask, _: Ids) -> Outcome:
    hidden: Json = {"type": "redacted_thinking", "data": token("redacted", 64)}
    return Outcome([hidden, _text(say.text(ask))], "end_turn")


def _tool_use(ask: Ask, ids: Ids) -> Outcome:
    call = tool_calls.made_up_call(ask, ids)
    return Outcome([_text(say.before_tool([str(call["name"])])), call], "tool_use")


def _compaction(_: Ask, __: Ids) -> Outcome:
    return Outcome([context.compaction_block()], "compaction")


def _citations(ask: Ask, _: Ids) -> Outcome:
    blocks = citations.cited(ask) or [citations.made_up()]
    return Outcome([_text(say.text(ask)), *blocks], "end_turn")


def _mcp(ask: Ask, ids: Ids) -> Outcome:
    pair = tool_calls.mcp_pair("sandbox", tool_calls.MADE_UP, ask, ids)
    return Outcome([*pair, _text(say.text(ask))], "end_turn")


def _big(ask: Ask, _: Ids) -> Outcome:
    line = say.text(ask).replace("\n", " ") + "\n"
    return Outcome([_text(line * (_BIG_BYTES // len(line.encode()) + 1))], "end_turn")


def _with(make: Callable[[Ask, Ids], list[Json]]) -> Maker:
    def made(ask: Ask, ids: Ids) -> Outcome:
        return Outcome([*make(ask, ids), _text(say.text(ask))], "end_turn")

    return made


_MAKERS: Mapping[str, Maker] = {
    "refusal": _refusal,
    "max-tokens": _max_tokens,
    "context-window": _context_window,
    "pause-turn": _pause_turn,
    "no-content": _no_content,
    "unicode": _unicode,
    "stream-split": _unicode,
    "redacted-thinking": _redacted,
    "tool-use": _tool_use,
    "stream-tool-cut": _tool_use,
    "compaction": _compaction,
    "citations": _citations,
    "mcp": _mcp,
    "big-json": _big,
    "web-search": _with(server_tools.web_search),
    "web-search-error": _with(server_tools.web_search_error),
    "web-fetch": _with(server_tools.web_fetch),
    "code-execution": _with(server_tools.code_execution),
    "tool-search": _with(server_tools.tool_search),
    "advisor": _with(server_tools.advisor),
}


def outcome_of(name: str, ask: Ask, ids: Ids) -> Outcome:
    """Return the content that a practice name without its prefix asks for, else an ordinary one."""
    maker = _MAKERS.get(name)
    return maker(ask, ids) if maker else outcome(ask, ids)
