"""Python literals as plain values. The text is parsed, never run."""

import ast
import json
import math
import warnings

from betadeck.core.json_from.given import Given
from betadeck.core.json_from.refused import NotALiteralError

_CONSTANTS = (str, int, float, bool, type(None))
_MOST_DEPTH = 150


def read(text: str) -> Given:
    """Return the value of `text`: a literal, one that a name is given, or the arguments of a call by name.

    Raises:
        NotALiteralError: it is no Python, or its value is not all in the text.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes in texts that may be no Python at all
            tree = ast.parse(text.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotALiteralError("no Python") from error
    statements = [each for each in tree.body if not isinstance(each, ast.Import | ast.ImportFrom)]
    if len(statements) != 1 or not isinstance(statements[0], ast.Expr | ast.Assign | ast.AnnAssign):
        raise NotALiteralError("no single value")
    value = statements[0].value
    if value is None:
        raise NotALiteralError("no value")
    if isinstance(value, ast.Await):
        value = value.value
    is_call = isinstance(value, ast.Call) and not (
        isinstance(value.func, ast.Name) and value.func.id == "dict"
    )
    return Given(_value(value, 0), is_call)


def _value(node: ast.expr, depth: int) -> object:
    if depth > _MOST_DEPTH:
        raise NotALiteralError("nested too deeply")
    if isinstance(node, ast.Constant):
        return _constant(node)
    if isinstance(node, ast.Dict):
        return _dict(node, depth)
    if isinstance(node, ast.List | ast.Tuple):
        return [_value(each, depth + 1) for each in node.elts]
    if isinstance(node, ast.Call) and not node.args and node.keywords:
        return _arguments(node, depth)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        return _signed(node, depth)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined(node, depth)
    raise NotALiteralError(_why(node), certain=isinstance(node, ast.JoinedStr))


def _constant(node: ast.Constant) -> object:
    value = node.value
    if not isinstance(value, _CONSTANTS):
        raise NotALiteralError(f"JSON has no {type(value).__name__}")
    if isinstance(value, float) and not math.isfinite(value):
        raise NotALiteralError("a number that JSON cannot hold")
    return value


def _dict(node: ast.Dict, depth: int) -> dict[str, object]:
    made: dict[str, object] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            raise NotALiteralError("** stands for members that are not in the text", certain=True)
        name = _value(key, depth + 1)
        if not isinstance(name, _CONSTANTS):
            raise NotALiteralError("a name that JSON cannot hold")
        made[name if isinstance(name, str) else json.dumps(name)] = _value(value, depth + 1)
    return made


def _arguments(node: ast.Call, depth: int) -> dict[str, object]:
    if depth and not (isinstance(node.func, ast.Name) and node.func.id == "dict"):
        raise NotALiteralError("a call stands for a value that is not in the text", certain=True)
    if any(each.arg is None for each in node.keywords):
        raise NotALiteralError("** stands for members that are not in the text", certain=True)
    return {str(each.arg): _value(each.value, depth + 1) for each in node.keywords}


def _signed(node: ast.UnaryOp, depth: int) -> object:
    value = _value(node.operand, depth + 1)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise NotALiteralError("no number")
    return -value if isinstance(node.op, ast.USub) else value


def _joined(node: ast.BinOp, depth: int) -> str:
    left, right = _value(node.left, depth + 1), _value(node.right, depth + 1)
    if not isinstance(left, str) or not isinstance(right, str):
        raise NotALiteralError("a sum is no literal")
    return left + right


def _why(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "an f-string stands for a text that is not known here"
    if isinstance(node, ast.Name):
        return f"the name {node.id} stands for a value that is not in the text"
    return "a value that is not written out"
