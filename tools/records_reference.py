"""Writes docs/records.md, the reference of the records, from their definitions in dragoman/records.py.

python -m tools.records_reference
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECORDS = ROOT / "src" / "dragoman" / "records.py"
PAGE = ROOT / "docs" / "records.md"

HEAD = """# Records

<!-- Made by: python -m tools.records_reference. Do not edit. -->

What a case is made of. A method of an [open case](howto/python.md) yields each kind.
"""


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(RECORDS.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(PAGE)


def page(code: str) -> str:
    """The page for the records that `code` defines."""
    module = ast.parse(code)
    parts = [HEAD, *_paragraphs(ast.get_docstring(module) or "")]
    parts += [_record(node) for node in module.body if isinstance(node, ast.ClassDef)]
    parts.append("## Words with few values\n\n" + "\n".join(_aliases(module)) + "\n")
    return "\n".join(parts)


def _record(record: ast.ClassDef) -> str:
    rows = [f"| `{name}` | {kind} | {default} | {about} |" for name, kind, default, about in _fields(record)]
    table = ["| field | type | default | |", "|---|---|---|---|", *rows]
    return "\n".join([f"## {record.name}\n", *_paragraphs(ast.get_docstring(record) or ""), *table, ""])


def _fields(record: ast.ClassDef) -> Iterator[tuple[str, str, str, str]]:
    """Name, type, default and meaning; the meaning is the text that stands below the field."""
    for node, after in zip(record.body, [*record.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            default = f"`{ast.unparse(node.value)}`" if node.value else ""
            yield node.target.id, _code(ast.unparse(node.annotation)), default, _text(after)


def _text(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split()).replace("|", "\\|")
    return ""


def _aliases(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Subscript)
            and isinstance(node.targets[0], ast.Name)
        ):
            values = ast.unparse(node.value.slice).strip("()").replace("'", "`")
            yield f"- `{node.targets[0].id}`: {values}"


def _paragraphs(text: str) -> list[str]:
    return [text, ""] if text else []


def _code(words: str) -> str:
    """A type as code; a bar would end the cell of a table."""
    return " or ".join(f"`{part}`" for part in words.split(" | "))


if __name__ == "__main__":
    main()
