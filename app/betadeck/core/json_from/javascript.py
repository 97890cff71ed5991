"""JavaScript literals as plain values: single quotes, names without quotes, comments, trailing commas.

What `JSON.stringify` does with undefined holds here too: members go, items become null.
"""

import math
import re

from betadeck.core.json_from.given import Given
from betadeck.core.json_from.refused import NotALiteralError
from betadeck.core.possessive import compiled

_MOST_DEPTH = 150
_SPACE = r"(?:[\s\ufeff]++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+"
_TOKEN = compiled(
    _SPACE + r"""(?:(?P<string>"(?:[^"\\\n]|\\[\s\S])*+"|'(?:[^'\\\n]|\\[\s\S])*+'|`(?:[^`\\]|\\[\s\S])*+`)"""
    r"""|(?P<number>(?:0[xX][\da-fA-F_]++|0[oO][0-7_]++|0[bB][01_]++|(?:\d[\d_]*+\.?[\d_]*+|\.\d[\d_]*+)(?:[eE][+-]?\d++)?)(?![\w$]))"""
    r"""|(?P<word>[A-Za-z_$][\w$]*+)|(?P<mark>\.\.\.|[{}\[\],:+\-();=.]))"""
)
_LEAD = compiled(
    _SPACE
    + r"(?:export\s+)?(?:default\s+)?(?:(?:(?:const|let|var)\s+)?[\w$.]+(?:\s*:\s*[\w$.<>\[\]]+)?\s*=\s*)?"
    r"(?:await\s+)?(?:[\w$.]+\(\s*)?"
)
_TAIL = compiled(_SPACE + r"(?:as\s+const)?\s*\)?\s*;?" + _SPACE + r"\Z")
_END = compiled(_SPACE + r"\Z")
_ESCAPE = compiled(r"\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[\s\S]))")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}
_UNDEFINED = object()


def read(text: str) -> Given:
    """Return the value of `text`: an object or list, also one that a name or a call is given.

    Raises:
        NotALiteralError: it is no such literal, or its value is not all in the text.
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    reader, is_call = _Reader(text, start), text[:start].rstrip().endswith("(")
    if reader.peek()[1] not in ("{", "["):
        raise NotALiteralError("no object and no list")
    value, options = reader.value(0), None
    if is_call and reader.peek()[1] == ",":
        reader.take()
        options = reader.value(0) if reader.peek()[1] == "{" else None
    if not _TAIL.match(text, reader.at):
        raise NotALiteralError("more than one value")
    return Given(value, is_call, tuple(options) if isinstance(options, dict) else ())


class _Reader:
    def __init__(self, text: str, at: int) -> None:
        self.text, self.at = text, at

    def peek(self) -> tuple[str, str, int]:
        """Return kind, text and end of the next token."""
        found = _TOKEN.match(self.text, self.at)
        if found is None or found.lastgroup is None:
            kind = "end" if _END.match(self.text, self.at) else "?"
            return kind, "", self.at
        return found.lastgroup, found[found.lastgroup], found.end()

    def take(self) -> tuple[str, str]:
        kind, token, self.at = self.peek()
        return kind, token

    def value(self, depth: int) -> object:
        if depth > _MOST_DEPTH:
            raise NotALiteralError("nested too deeply")
        kind, token = self.take()
        if token == "{" and kind == "mark":
            return self._object(depth)
        if token == "[" and kind == "mark":
            return self._list(depth)
        if kind == "string":
            return self._text(token)
        if kind == "number" or token in ("-", "+"):
            return self._number(token)
        if kind == "word" and token in _WORDS:
            return _WORDS[token]
        if kind == "word" and token == "undefined":
            return _UNDEFINED
        raise NotALiteralError(
            f"{token or 'this'} stands for a value that is not in the text", kind == "word"
        )

    def _object(self, depth: int) -> dict[str, object]:
        made: dict[str, object] = {}
        while True:
            kind, token = self.take()
            if token == "}" and kind == "mark":
                return made
            if token == "...":
                raise NotALiteralError("... stands for members that are not in the text", certain=True)
            if kind not in ("string", "word", "number"):
                raise NotALiteralError("a name is expected")
            name = unescaped(token) if kind == "string" else token
            if self.take()[1] != ":":
                raise NotALiteralError(f"{name} stands for a value that is not in the text")
            if (value := self.value(depth + 1)) is not _UNDEFINED:
                made[name] = value
            self._comma("}")

    def _list(self, depth: int) -> list[object]:
        made: list[object] = []
        while self.peek()[1] != "]":
            value = self.value(depth + 1)
            made.append(None if value is _UNDEFINED else value)
            self._comma("]")
        self.take()
        return made

    def _comma(self, closes: str) -> None:
        kind, token, end = self.peek()
        if kind == "mark" and token == ",":
            self.at = end
        elif kind != "mark" or token != closes:
            raise NotALiteralError("a comma is expected")

    def _text(self, token: str) -> str:
        text = unescaped(token)
        while self.peek()[1] == "+":
            self.take()
            kind, more = self.take()
            if kind != "string":
                raise NotALiteralError("a sum is no literal", certain=True)
            text += unescaped(more)
        return text

    def _number(self, token: str) -> int | float:
        sign = -1 if token == "-" else 1
        if token in ("-", "+"):
            kind, token = self.take()
            if kind != "number":
                raise NotALiteralError("no number")
        plain = token.replace("_", "").lower()
        try:
            number = float(plain) if set(plain) & set(".e") and plain[:2] != "0x" else int(plain, 0)
        except ValueError as error:  # 010, or thousands of digits
            raise NotALiteralError("a number that JSON cannot hold") from error
        if not math.isfinite(number):
            raise NotALiteralError("a number that JSON cannot hold")
        return sign * number


def unescaped(token: str) -> str:
    """Return the text of a quoted string.

    Raises:
        NotALiteralError: a template stands for a text that is not known.
    """
    if token[0] == "`" and re.search(r"(?<!\\)\$\{", token):
        raise NotALiteralError("a template stands for a text that is not known here", certain=True)
    return _ESCAPE.sub(_escape, token[1:-1])


def _escape(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return _SIMPLE.get(found[4], found[4])
