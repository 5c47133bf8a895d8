"""dragoman reads many accounts of a political crisis and builds one sourced case from them.

dragoman.read(["articles/"], case="kaz.case")    # parses what is new
with dragoman.open("kaz.case") as case:
    for statement in case.statements(actor="TUR"): ...
    case.disputes().to_pandas()

What takes long to import is imported when it is called; the types stand in the stub beside this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.1.0"


def read(paths: str | Path | Iterable[str | Path], *, case: str | Path, **options: Any) -> Any:
    """Reads files, folders or addresses into a case; a build.Summary of what was new. Options as build.read's."""
    sources = [paths] if isinstance(paths, str | Path) else paths
    return import_module("dragoman.build").read([str(path) for path in sources], Path(case), **options)


def open(path: str | Path) -> Any:
    """The case in `path`, as a view.face.OpenCase; use as a context manager."""
    return import_module("dragoman.view.face").OpenCase(path)
