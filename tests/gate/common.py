"""Where labelled data lies, and its digest.

Set DRAGOMAN_EVAL to a folder laid out like the project's shared eval folder to look elsewhere.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVAL = Path(os.environ.get("DRAGOMAN_EVAL", ROOT.parent / "shared" / "eval"))


def digest(path: Path) -> str:
    """First 16 hex digits of SHA-256 over a file, or over the names and contents of a folder's files in order."""
    whole = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
        whole.update(file.name.encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]
