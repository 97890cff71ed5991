"""Reads from a method's source what it sends: path, body, query, headers, betas, files, kind of answer."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

_VERBS = {"_get": "GET", "_get_api_list": "GET", "_post": "POST", "_put": "PUT", "_patch": "PATCH"}
_VERBS["_delete"] = "DELETE"
_BETA = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-20\d\d-[01]\d-[0-3]\d")
_PLUMBING = frozenset({"accept", "content-type", "anthropic-beta"})


class SourceFault(Exception):  # noqa: N818  "fault" is this program's word for it
    """A method of the SDK is written in a way that this reader does not know."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What one method sends. Mappings go from the name on the wire to the name of the argument."""

    method: str
    path: str
    body: dict[str, str]
    query: dict[str, str]
    headers: dict[str, str]
    betas: tuple[str, ...]
    files: tuple[str, ...]
    page: str
    stream: str


def read(function: Callable[..., object]) -> Sent | None:
    """Return what `function` sends, or None where it makes no request of its own.

    Raises:
        SourceFault: a request whose path or body cannot be read off.
    """
    node = _definition(function)
    request = next(_requests(node), None)
    if request is None:
        return None
    call, attribute = request
    keywords = {each.arg: each.value for each in call.keywords if each.arg}
    options = {each.arg: each.value for each in _options(keywords, function.__qualname__) if each.arg}
    headers = list(_header_items(node))
    return Sent(
        method=_verb(call, attribute),
        path=_path(call, options, function.__qualname__),
        body=_body(keywords.get("body"), node),
        query=_mapping(options.get("query"), node),
        headers={name: _argument(value) for name, value in headers if name.lower() not in _PLUMBING},
        betas=_betas(headers),
        files=_files(node),
        page=_page(keywords.get("page")),
        stream=_stream(keywords.get("stream")),
    )


@cache
def _functions(module: ModuleType) -> dict[tuple[str, str], ast.FunctionDef]:
    found: dict[tuple[str, str], ast.FunctionDef] = {}
    for top in ast.parse(inspect.getsource(module)).body:
        if isinstance(top, ast.ClassDef):
            for item in top.body:
                if isinstance(item, ast.FunctionDef):
                    found[top.name, item.name] = item  # the last one is the one behind the overloads
    return found


def _definition(function: Callable[..., object]) -> ast.FunctionDef:
    module = inspect.getmodule(function)
    owner, _, name = function.__qualname__.rpartition(".")
    if module is None or (owner, name) not in (known := _functions(module)):
        raise SourceFault(f"no source for {function.__qualname__}")
    return known[owner, name]


def _requests(node: ast.FunctionDef) -> Iterator[tuple[ast.Call, str]]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in _VERBS:
            yield each, each.func.attr


def _verb(call: ast.Call, attribute: str) -> str:
    """A list call is a GET unless it says otherwise."""
    for each in call.keywords:
        if each.arg == "method" and isinstance(each.value, ast.Constant):
            return str(each.value.value).upper()
    return _VERBS[attribute]


def _options(keywords: dict[str, ast.expr], where: str) -> list[ast.keyword]:
    options = keywords.get("options")
    if not isinstance(options, ast.Call):
        raise SourceFault(f"{where}: no options")
    return options.keywords


def _path(call: ast.Call, options: dict[str, ast.expr], where: str) -> str:
    """The route that the SDK writes into its traces is the path template, also where a path is computed."""
    route = options.get("span_route")
    if isinstance(route, ast.Constant) and isinstance(route.value, str):
        return route.value
    first = call.args[0]
    if isinstance(first, ast.Call) and first.args:
        first = first.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    raise SourceFault(f"{where}: the path is not a literal")


def _mapping(value: ast.expr | None, node: ast.FunctionDef) -> dict[str, str]:
    """Return wire name -> argument of a dict literal, found through a local name or a copying call."""
    if isinstance(value, ast.Name):
        value = _assigned(node, value.id)
    if isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    if not isinstance(value, ast.Dict):
        return {}
    pairs = zip(value.keys, value.values, strict=True)
    return {str(key.value): _argument(item) for key, item in pairs if isinstance(key, ast.Constant)}


def _body(value: ast.expr | None, node: ast.FunctionDef) -> dict[str, str]:
    """Return the body's fields; one argument that is the whole body stands under the empty name."""
    found = _mapping(value, node)
    if not found and isinstance(value, ast.Name):
        arguments = {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
        return {"": value.id} if value.id in arguments else {}
    return found


def _assigned(node: ast.FunctionDef, name: str) -> ast.expr | None:
    for each in ast.walk(node):
        if isinstance(each, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == name for t in each.targets
        ):
            return each.value
    return None


def _argument(value: ast.expr) -> str:
    """Return the argument's name in `name`, `str(name)`, `f(name) if is_given(name) else not_given`."""
    names = [each.id for each in ast.walk(value) if isinstance(each, ast.Name)]
    skipped = {"str", "is_given", "not_given", "omit", "base64", "json", "merge_output_config"}
    return next((name for name in names if name not in skipped), "")


def _header_items(node: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    for each in ast.walk(node):
        if isinstance(each, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "extra_headers" for target in each.targets
        ):
            for part in ast.walk(each.value):
                if isinstance(part, ast.Dict):
                    for key, value in zip(part.keys, part.values, strict=True):
                        if isinstance(key, ast.Constant):
                            yield str(key.value), value


def _betas(headers: list[tuple[str, ast.expr]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name, value in headers:
        if name.lower() == "anthropic-beta":
            for each in ast.walk(value):
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    found.update(dict.fromkeys(_BETA.findall(each.value)))
    return tuple(found)


def _files(node: ast.FunctionDef) -> tuple[str, ...]:
    """Return the form fields that carry files; `files[]` is a field that may stand several times."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "extract_files":
            paths = next(word.value for word in each.keywords if word.arg == "paths")
            return tuple(
                str(path[0]) + ("[]" if "<array>" in path else "") for path in ast.literal_eval(paths)
            )
    return ()


def _page(value: ast.expr | None) -> str:
    if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name):
        return value.value.id
    return ""


def _stream(value: ast.expr | None) -> str:
    """`always` where the answer is a stream, `asked` where an argument decides, else empty."""
    if value is None:
        return ""
    if isinstance(value, ast.Constant):
        return "always" if value.value is True else ""
    return "asked"
