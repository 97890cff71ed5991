"""`betadeck send`: send a preset and show the answer as it arrives."""

import argparse
from pathlib import Path

_HELP = "send a preset; without --base-url or --target to the built-in sandbox"


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    parser = verbs.add_parser("send", help=_HELP, description=_HELP.capitalize() + ".")
    parser.add_argument("file", type=Path, metavar="FILE", help="the preset")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--base-url", metavar="U", help="send to this address, with the key of --key-env")
    where.add_argument("--target", metavar="NAME", help="send to this target of yours, with its key")
    parser.add_argument(
        "--key-env",
        metavar="VAR",
        help="the variable that holds the key (with --base-url: ANTHROPIC_API_KEY)",
    )
    parser.add_argument(
        "--var",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="what {{NAME}} or {{?NAME}} stands for; may be given several times",
    )
    parser.add_argument("--json", action="store_true", help="print the whole exchange as JSON")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where targets are"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Send; 0 when an answer came, 1 when it is an error or did not come whole, 2 for bad input."""
    from betadeck.cli.send_input import BadInputError, Wish
    from betadeck.cli.send_run import send
    from betadeck.cli.terminal import complain

    pairs = [each.partition("=") for each in arguments.var]
    if bad := [name for name, sign, _ in pairs if not sign or not name]:
        complain(f"betadeck: --var takes NAME=VALUE, not “{bad[0]}”.")
        return 2
    wish = Wish(
        file=arguments.file,
        base_url=arguments.base_url,
        target=arguments.target,
        key_env=arguments.key_env or "",
        data_dir=arguments.data_dir,
        values=tuple((name, value) for name, _, value in pairs),
    )
    try:
        return send(wish, as_json=arguments.json)
    except BadInputError as error:
        complain(f"betadeck: {error}")
        return 2
