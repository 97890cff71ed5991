import argparse
import json

import pytest

from betadeck.cli import catalog


def run(*words):
    parser = argparse.ArgumentParser()
    catalog.add_parser(parser.add_subparsers())
    args = parser.parse_args(["catalog", *words])
    return args.run(args)


def test_alone_it_counts_what_there_is(capsys):
    assert run() == 0
    out = capsys.readouterr().out
    assert "390 calls, 279 different methods and paths" in out
    assert "2026-10-21" in out


@pytest.mark.parametrize(
    ("part", "row"),
    [
        ("operations", ["beta.agents.archive", "POST", "/v1/agents/{agent_id}/archive"]),
        ("betas", ["context-management-2025-06-27", "active", "Context"]),
        ("models", ["claude-haiku-5-5", "1,000,000", "128,000", "0.1", "0.5"]),
        ("errors", ["529", "overloaded_error"]),
    ],
)
def test_a_part_is_printed_in_columns_under_its_heads(part, row, capsys):
    assert run(part) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    found = next(line for line in lines if line.startswith(row[0]))
    assert found.split()[: len(row)] == row
    place = found.index(row[1])
    assert head[place - 1] == " "
    assert head[place] != " "


def test_lines_have_no_blanks_at_their_ends(capsys):
    run("operations")
    assert all(line == line.rstrip() for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("part", catalog.PARTS)
def test_json_holds_everything_known(part, capsys):
    assert run(part, "--json") == 0
    assert json.loads(capsys.readouterr().out)


def test_json_of_all_is_the_index(capsys):
    assert run("--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["betas"]["compact-2026-09-04"]["group"] == "Context"


def test_an_unknown_part_is_bad_usage(capsys):
    with pytest.raises(SystemExit) as caught:
        run("bettas")
    assert caught.value.code == 2
    assert "invalid choice" in capsys.readouterr().err
