"""Imports go down the stages only, and stand at the top of their module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dragoman"
BASE = {"records", "ids", "dates", "dateforms", "periods", "quantities", "numerals", "tables", "towns"}
MAY_IMPORT: dict[str, set[str]] = {
    **dict.fromkeys(BASE, BASE),
    "read": BASE,
    "extract": BASE,
    "resolve": BASE,
    "case": BASE,
    "second": BASE,
    "build": BASE | {"read", "extract", "resolve", "case", "second"},
    "score": BASE,
    "coding": BASE | {"extract"},
    "accounts": BASE | {"case"},
    "play": BASE | {"case"},
    "view": BASE | {"case", "accounts", "play"},
}
"""For each room, the rooms below it. `cli` and the package's face may import everything."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import on line {node.lineno}"
            yield node, node.module or ""
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    room = _room(path)
    if _room(path) == "cli" or path.relative_to(PACKAGE).parts == ("__init__.py",):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = set(tree.body)
    for node, module in _imports(tree):
        assert node in top, f"line {node.lineno}: {module} is imported inside a block"
        if module == "dragoman" and isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
        elif module.startswith("dragoman."):
            names = [module.split(".")[1]]
        else:
            continue
        for name in names:
            assert name == room or name in MAY_IMPORT[room], f"line {node.lineno}: {room} must not import {name}"


def test_every_room_is_known() -> None:
    rooms = {_room(path) for path in MODULES} - {"cli", "__init__"}
    assert rooms <= set(MAY_IMPORT)
