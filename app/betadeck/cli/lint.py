"""`betadeck lint`: say what is wrong with a preset before it is sent, as JSON."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from betadeck.core.draft import Draft
    from betadeck.core.finding import Finding
    from betadeck.core.target import Target

_HELP = "say what is wrong with a preset before it is sent, and what would mend it"
_MORE = "Prints JSON. The exit code is 1 when something will or may be refused; hints alone leave it at 0."


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    parser = verbs.add_parser("lint", help=_HELP, description=f"{_HELP.capitalize()}. {_MORE}")
    parser.add_argument(
        "file",
        metavar="FILE",
        help="the preset, or the body alone of a request to Messages; - reads standard input",
    )
    parser.add_argument(
        "--target", metavar="NAME", help="judge for this target of yours (else the Claude API, any key)"
    )
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where targets are"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; 0 when there are hints at most, 1 when there is more, 2 for bad input."""
    from betadeck import resources
    from betadeck.cli.send_input import BadInputError
    from betadeck.cli.terminal import complain
    from betadeck.core.catalog_load import parse_catalogue
    from betadeck.core.finding import Severity
    from betadeck.core.lint import Linter

    try:
        draft = _draft(arguments.file)
        target, key_kind = _target(arguments.target, arguments.data_dir)
    except BadInputError as error:
        complain(f"betadeck: {error}")
        return 2
    linter = Linter(parse_catalogue(resources.load_index()), resources.load_schemas())
    findings = linter.lint(draft, target, key_kind)
    json.dump({"findings": [*plain(findings)]}, sys.stdout, ensure_ascii=False, indent=2)
    print()
    return int(any(each.severity is not Severity.HINT for each in findings))


def plain(findings: "Iterable[Finding]") -> Iterable[dict[str, object]]:
    """Yield each finding as it is printed."""
    for each in findings:
        yield {
            "severity": each.severity.value,
            "code": each.code,
            "message": each.message,
            "where": each.where,
            "fixes": [{"id": fix.id, "title": fix.title} for fix in each.fixes],
        }


def _draft(file: str) -> "Draft":
    from betadeck.cli.bare_body import bare_draft, bare_file
    from betadeck.cli.send_input import BadInputError, Wish, read_draft
    from betadeck.core.preset_fault import PresetFault
    from betadeck.core.preset_text import load

    if file != "-":
        return _bare(bare_file(Path(file)), file) or read_draft(Wish(Path(file)))
    try:
        text = sys.stdin.read()
        return _bare(bare_draft(text), "standard input") or load(text)
    except PresetFault as fault:
        raise BadInputError(f"standard input: {fault.message}") from None
    except UnicodeDecodeError:
        raise BadInputError("standard input: it is not UTF-8") from None


def _bare(draft: "Draft | None", name: str) -> "Draft | None":
    """Say what a body without a preset is taken for."""
    from betadeck.cli.bare_body import taken_for
    from betadeck.cli.terminal import complain

    if draft is not None:
        complain(f"betadeck: {taken_for(draft, name)}")
    return draft


def _target(name: str | None, data_dir: Path | None) -> "tuple[Target, str]":
    """Return the target, and the kind of its key as far as its name tells."""
    from betadeck.core.target import ANTHROPIC, AuthScheme

    if name is None:
        return replace(ANTHROPIC, auth=AuthScheme.NONE), ""
    from betadeck.cli.send_input import target_named
    from betadeck.storage.key_names import KeyNames
    from betadeck.storage.paths import Paths, default_data_dir

    paths = Paths(data_dir or default_data_dir())
    target = target_named(name, paths)
    kinds = {each.name: each.kind.value for each in KeyNames(paths.key_names).list()}
    return target, kinds.get(target.key_name, "")
