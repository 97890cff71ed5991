"""Texts cut to what fits, with `…` where they are cut."""


def shortened(text: str, most_chars: int) -> str:
    """Return `text`, at most `most_chars` long."""
    return text if len(text) <= most_chars else text[: most_chars - 1] + "…"


def one_line(text: str, most_chars: int) -> str:
    """Return `text` on one line, at most `most_chars` long; its white space becomes single blanks."""
    return shortened(" ".join(text.split()), most_chars)
