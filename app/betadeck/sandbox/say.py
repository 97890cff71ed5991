"""What the simulated model says: that it is simulated, and what it saw of the request."""

from betadeck.sandbox.ask import Ask, Json, blocks_of, part

_QUOTED = 240


def text(ask: Ask) -> str:
    """Return the answer to an ordinary request."""
    if results := [each for each in ask.last_turn() if each.get("type") == "tool_result"]:
        return _after_tools(results)
    return " ".join(
        each
        for each in ("Betadeck's sandbox answers here; no model was asked.", _seen(ask), _quote(ask))
        if each
    )


def thinking(ask: Ask) -> str:
    """Return what the simulated model thinks."""
    return (
        f"This is simulated thinking. {_seen(ask)} Nothing needs to be worked out, "
        "so I tell what arrived and quote the last message."
    )


def before_tool(names: list[str]) -> str:
    """Return what is said before calling tools."""
    return f"The sandbox calls {_listed([f'`{name}`' for name in names])} now, with made-up input."


def quoted(words: str) -> str:
    """Return `words` in quotation marks, shortened."""
    one_line = " ".join(words.split())
    return f"“{one_line[:_QUOTED]}{'…' if len(one_line) > _QUOTED else ''}”"


def _seen(ask: Ask) -> str:
    count = len(ask.messages)
    extras = [f"{len(ask.tools)} {'tool' if len(ask.tools) == 1 else 'tools'}"] if ask.tools else []
    extras += ["a system prompt"] if ask.body.get("system") else []
    extras += [f"thinking {kind}"] if (kind := part(ask.body, "thinking").get("type")) else []
    extras += [f"effort {level}"] if (level := part(ask.body, "output_config").get("effort")) else []
    more = f", with {_listed(extras)}" if extras else ""
    betas = (
        f"the {'beta' if len(ask.betas) == 1 else 'betas'} {_listed(list(ask.betas))}"
        if ask.betas
        else "no betas"
    )
    return (
        f"It saw {count} {'message' if count == 1 else 'messages'} for {ask.model_name}{more}, "
        f"API version {ask.version} and {betas}."
    )


def _quote(ask: Ask) -> str:
    words = ask.last_text()
    kinds = [str(each.get("type")) for each in ask.last_turn() if each.get("type") != "text"]
    also = f" It came with {_listed(kinds)}." if kinds else ""
    return (f"The last message says: {quoted(words)}" if words.strip() else "") + also


def _after_tools(results: list[Json]) -> str:
    said = [_result(each) for each in results]
    return f"The tool answered {_listed(said)}. The sandbox ends the task with that; no model was asked."


def _result(block: Json) -> str:
    words = " ".join(str(each["text"]) for each in blocks_of(block) if each.get("type") == "text")
    failed = " (an error)" if block.get("is_error") is True else ""
    return (quoted(words) if words else "without text") + failed


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
