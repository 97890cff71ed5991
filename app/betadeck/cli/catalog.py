"""`betadeck catalog`: prints what Betadeck knows of the API, as columns or as JSON."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum

from betadeck.core.catalog import Catalogue, Model

Rows = Iterable[Sequence[str]]

PARTS = ("operations", "betas", "models", "errors")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `catalog` to the command line."""
    words = "print what is known of the API: its operations, betas, models and errors"
    parser = subparsers.add_parser("catalog", help=words, description=words.capitalize() + ".")
    parser.add_argument("part", nargs="?", choices=PARTS, help="which part; none for a summary")
    parser.add_argument("--json", action="store_true", help="print JSON, with everything known")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the part `args.part` of the catalogue, or a summary; return the exit status."""
    from betadeck.core.catalog_load import parse_catalogue
    from betadeck.resources import load_index

    catalogue = parse_catalogue(load_index())
    if args.json:
        found = getattr(catalogue, args.part) if args.part else catalogue
        json.dump(plain(found), sys.stdout, ensure_ascii=False, indent=2)
        print()
        return 0
    rows = _TABLES[args.part](catalogue) if args.part else _summary(catalogue)
    for line in columns(rows):
        print(line)
    return 0


def plain(value: object) -> object:
    """Return `value` as plain JSON values; what a dataclass says of itself anyway is left out."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        given = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: plain(item) for each, item in given if item not in (each.default, {}, ())}
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def columns(rows: Rows) -> Iterable[str]:
    """Yield each row as a line with its cells under each other, two blanks apart."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _summary(catalogue: Catalogue) -> Rows:
    operations = catalogue.operations.values()
    paths = {(each.method, each.path) for each in operations}
    yield "as of", catalogue.date
    yield "made from", catalogue.sdk
    yield "API versions", ", ".join(catalogue.versions)
    yield "operations", f"{len(operations)} calls, {len(paths)} different methods and paths"
    yield "betas", str(len(catalogue.betas))
    yield "models", f"{len(catalogue.models)}, and {len(catalogue.retired_models)} retired"
    yield "errors", str(len(catalogue.errors))
    yield "answer headers", str(len(catalogue.headers))


def _operations(catalogue: Catalogue) -> Rows:
    yield "OPERATION", "METHOD", "PATH", "KEY", "ANSWER", "BETAS SENT"
    for each in catalogue.operations.values():
        answer = f"{each.answer}, sse" if each.can_stream else each.answer
        yield each.id, each.method, each.path, each.key_kind, answer, ",".join(each.betas)


def _betas(catalogue: Catalogue) -> Rows:
    yield "BETA", "STATE", "GROUP", "TITLE", "NEWER"
    for each in catalogue.betas.values():
        yield each.name, each.state.value, each.group, each.title, each.superseded_by


def _models(catalogue: Catalogue) -> Rows:
    yield "MODEL", "CONTEXT", "OUTPUT", "$/MTOK IN", "OUT", "RELEASED", "RETIRES"
    for each in catalogue.models.values():
        yield _model(each, each.retires)
    for each in catalogue.retired_models.values():
        yield _model(each, f"retired {each.retired}".rstrip())


def _model(model: Model, ending: str) -> Sequence[str]:
    sizes = (f"{each:,}" if each else "" for each in (model.context_tokens, model.max_output_tokens))
    prices = ("" if each is None else f"{each:g}" for each in (model.prices.input, model.prices.output))
    return model.id, *sizes, *prices, model.released, ending


def _errors(catalogue: Catalogue) -> Rows:
    yield "STATUS", "TYPE", "CODE", "MEANING"
    for each in catalogue.errors:
        yield str(each.status), each.type, each.code, each.meaning


_TABLES: dict[str, Callable[[Catalogue], Rows]] = {
    "operations": _operations,
    "betas": _betas,
    "models": _models,
    "errors": _errors,
}
