"""Imports run one way; this walks them all and names the file that breaks it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "app" / "betadeck"
ALLOWED = {
    "core": {"core"},
    "transport": {"core", "transport"},
    "storage": {"core", "storage", "resources"},
    "sandbox": {"core", "sandbox", "resources"},
    "control": {"core", "transport", "storage", "sandbox", "control", "resources"},
    "cli": {"core", "transport", "storage", "sandbox", "cli", "resources"},
    "ui": {"core", "ui", "resources"},
}
QT_FREE = {"core", "transport", "storage", "sandbox", "cli"}
PURE = {"os", "pathlib", "socket", "time", "asyncio", "threading", "subprocess", "sqlite3", "httpx", "random"}
QT = {"PySide6", "shiboken6", "qasync"}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def files(layer: str) -> list[Path]:
    return sorted((ROOT / layer).rglob("*.py"))


@pytest.mark.parametrize("layer", ALLOWED)
def test_a_layer_imports_only_what_lies_below_it(layer):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(layer)
        for name in imports(path)
        if name.startswith("betadeck.") and name.split(".")[1] not in ALLOWED[layer] | {"__version__"}
    ]
    assert not wrong


@pytest.mark.parametrize("layer", sorted(QT_FREE))
def test_only_the_window_and_its_control_know_qt(layer):
    wrong = [str(path) for path in files(layer) for name in imports(path) if name.split(".")[0] in QT]
    assert not wrong


def test_the_core_has_no_files_network_or_clock():
    names = [(path, name) for path in files("core") for name in imports(path)]
    wrong = [path for path, name in names if name.split(".")[0] in PURE and ".Pure" not in name]
    assert not wrong


def test_every_layer_is_there():
    assert all(files(layer) for layer in ALLOWED)
