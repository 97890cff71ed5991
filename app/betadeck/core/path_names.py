"""The names in braces in a path, such as `agent_id` in `/v1/agents/{agent_id}`."""

import re

PATH_NAME = re.compile(r"(?<!\{)\{([^{}/]+)\}(?!\})")
"""One name in single braces; double braces are variables, not parameters."""


def path_names(path: str) -> list[str]:
    """Return the names in braces in `path`, each once, in order."""
    return list(dict.fromkeys(PATH_NAME.findall(path)))


def filled_path(path: str, params: dict[str, str]) -> str:
    """Return `path` with the values that are there; names without one stay as they are. For people only."""
    return PATH_NAME.sub(lambda found: params.get(found[1], "").strip() or found[0], path)
