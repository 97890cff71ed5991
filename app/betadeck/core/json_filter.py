"""What a JMESPath expression makes of a JSON body. Reads all of it: for another process, where it is large."""

import json
from dataclasses import dataclass

from betadeck.core.body import Body

LONGEST_EXPRESSION = 4000


@dataclass(frozen=True, slots=True)
class Filtered:
    """What was found, as JSON, and how many results that are: the items of a list, else one or none."""

    text: bytes
    count: int


class FilterError(ValueError):
    """Why there is no result, in words. `place` is the character of the expression that is wrong, or -1."""

    def __init__(self, words: str, place: int = -1) -> None:
        super().__init__(words, place)
        self.words, self.place = words, place


def check(expression: str) -> None:
    """Read `expression` only.

    Raises:
        FilterError: it is no JMESPath.
    """
    from jmespath import compile as read
    from jmespath import exceptions as wrong

    if len(expression) > LONGEST_EXPRESSION:
        raise FilterError(f"An expression has at most {LONGEST_EXPRESSION:,} characters here")
    try:
        read(expression)
    except wrong.IncompleteExpressionError:
        raise FilterError("Something is missing at the end", len(expression)) from None
    except wrong.LexerError as fault:
        raise FilterError(f"{fault.message}{_at(fault.lexer_position)}", fault.lexer_position) from None
    except wrong.ParseError as fault:
        word = json.dumps(str(fault.token_value), ensure_ascii=False)
        place = fault.lex_position
        raise FilterError(f"{word} cannot stand there{_at(place)}", place) from None
    except wrong.EmptyExpressionError:
        raise FilterError("There is no expression", 0) from None
    except (wrong.JMESPathError, ValueError) as fault:
        raise FilterError(_words(fault)) from None
    except RecursionError:
        raise FilterError("The expression is nested too deeply") from None


def filtered(data: Body, expression: str, *, lines: bool = False) -> Filtered:
    """Return what `expression` finds in `data`; `lines` are values that follow one another, taken as a list.

    Numbers are written anew: 1.10 becomes 1.1.

    Raises:
        FilterError: the expression is wrong, does not fit what it meets, or the body is not JSON.
    """
    import jmespath
    from jmespath.exceptions import JMESPathError

    check(expression)
    try:
        found = jmespath.search(expression, _parsed(data, lines=lines))
    except (JMESPathError, ValueError, TypeError) as fault:
        raise FilterError(_words(fault)) from None
    except RecursionError:
        raise FilterError("The body is nested too deeply for a filter") from None
    count = len(found) if isinstance(found, list) else int(found is not None)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Filtered(text.encode("utf-8", "backslashreplace"), count)


def _parsed(data: Body, *, lines: bool) -> object:
    """Return the value, or the list of values, in `data`."""
    text = bytes(data[:]).decode("utf-8-sig", "replace")
    try:
        if not lines:
            return json.loads(text, strict=False)
    except RecursionError:
        raise FilterError("The body is nested too deeply for a filter") from None
    except ValueError as fault:
        raise FilterError(f"The body is not whole JSON, so that it cannot be filtered: {fault}") from None
    return [_line(line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _line(line: str, number: int) -> object:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError) as fault:
        raise FilterError(f"Line {number:,} of the body is not JSON: {fault}") from None


def _at(place: int) -> str:
    return f" at character {place + 1}"


def _words(fault: Exception) -> str:
    return " ".join(str(fault).split()) or type(fault).__name__
