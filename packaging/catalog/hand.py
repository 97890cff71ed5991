"""Reads the hand-kept data: TOML files that people edit."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent / "hand"


def read(name: str) -> dict[str, object]:
    """Return the content of `hand/<name>.toml`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def table(name: str) -> dict[str, dict[str, object]]:
    """Return a file whose tables are entries, by name.

    Raises:
        TypeError: something at the top of the file is no table.
    """
    found = {}
    for key, value in read(name).items():
        if not isinstance(value, dict):
            raise TypeError(f"hand/{name}.toml: {key} is no table")
        found[key] = value
    return found


def rows(name: str, key: str) -> list[dict[str, object]]:
    """Return the tables of the array `key` in a file.

    Raises:
        TypeError: there is no such array of tables.
    """
    found = read(name).get(key)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise TypeError(f"hand/{name}.toml: {key} is no array of tables")
    return found
