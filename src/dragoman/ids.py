"""Ids that hash what a record says and where: same input, same id, on any machine."""

from __future__ import annotations

import hashlib
import json

LENGTH = 16
"""Hex digits kept of SHA-256: 64 bits, one expected collision in about five billion records."""


def make(prefix: str, *parts: object) -> str:
    """`prefix` and 16 hex digits over `parts` (strings, numbers, None, and tuples or lists of these)."""
    said = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:LENGTH]}"
