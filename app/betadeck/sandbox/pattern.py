"""Makes a short text that matches a regular expression, for the usual parts of the language."""

import re

_CLASSES = {"d": "0", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a"}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_GUESSES = ("sample", "Sample", "a", "A", "0", "abc-123", "2026-01-01", "")
_MOST_REPEATS = 1_000
_PRINTED = "".join(chr(code) for code in range(0x20, 0x7F))


def sample(pattern: str) -> str:
    """Return a text in which `pattern` is found; the best guess where its parts are not known here."""
    try:
        wanted = re.compile(pattern)
    except re.error:
        return _GUESSES[0]
    guesses = (_Sampler(pattern).run(), *_GUESSES)
    return next((guess for guess in guesses if wanted.search(guess)), guesses[0])


class _Sampler:
    """Reads a pattern once from left to right, taking the first choice and the fewest repeats."""

    def __init__(self, pattern: str) -> None:
        self._rest = pattern

    def run(self) -> str:
        """Return the sample; stops at what it does not understand."""
        made, chosen = "", None
        while self._rest and self._rest[0] != ")":
            if self._rest[0] == "|":
                chosen = made if chosen is None else chosen
                made, self._rest = "", self._rest[1:]
                continue
            atom = self._atom()
            made += atom * self._repeats()
        return made if chosen is None else chosen

    def _take(self) -> str:
        first, self._rest = self._rest[:1], self._rest[1:]
        return first

    def _atom(self) -> str:
        first = self._take()
        if first == "\\":
            letter = self._take()
            return "" if letter in "bBAZ" else _CLASSES.get(letter, _ESCAPES.get(letter, letter))
        if first == "[":
            return self._set()
        if first == "(":
            return self._group()
        return {".": "a", "^": "", "$": ""}.get(first, first)

    def _group(self) -> str:
        negative = self._rest.startswith(("?!", "?<!"))
        self._rest = re.sub(r"^\?(?:[:=!]|<[=!]|P?<\w+>)", "", self._rest)
        inner = self.run()
        self._take()
        return "" if negative else inner

    def _set(self) -> str:
        """Return a member of a character set."""
        end = re.match(r"\^?\]?(?:\\.|[^\]\\])*", self._rest)
        content = end.group() if end else ""
        self._rest = self._rest[len(content) + 1 :]
        try:
            wanted = re.compile(f"[{content}]")
        except re.error:
            return ""
        return next((letter for letter in "a0A" + _PRINTED if wanted.match(letter)), "")

    def _repeats(self) -> int:
        """Read what says how often, and return the fewest, but once for what may be left out."""
        found = re.match(r"([*+?]|\{(\d*)(,?)(\d*)\})[?+]?", self._rest)
        if not found:
            return 1
        self._rest = self._rest[found.end() :]
        if not found.group(1).startswith("{"):
            return 0 if found.group(1) == "?" else 1
        return min(int(found.group(2) or 0), _MOST_REPEATS)
