"""The audit tells what is not as pinned."""

from __future__ import annotations

from tools.audit import CONSTRAINTS, HASHES, differences, read_hashes, strangers

PINNED = {"Flask": "3.1.3", "python-docx": "1.2.0"}


def test_versions_are_compared_by_plain_names() -> None:
    assert not list(differences(PINNED, {"flask": "3.1.3", "python_docx": "1.2.0", "other": "1"}))
    assert list(differences(PINNED, {"flask": "3.1.2"})) == ["Flask: 3.1.2 is installed, 3.1.3 is pinned"]


def test_an_archive_with_another_hash_is_told_and_one_unknown() -> None:
    known = read_hashes("# a remark\nabc  one-1-py3-none-any.whl\n\ndef  two-2.tar.gz\n")
    assert not list(strangers({"one-1-py3-none-any.whl": "abc"}, known))
    wrong, unknown = strangers({"one-1-py3-none-any.whl": "abd", "three-3.whl": "abc"}, known)
    assert "abd" in wrong
    assert "three-3.whl" in unknown


def test_all_that_is_pinned_has_a_hash() -> None:
    archives = [_plain(name) for name in read_hashes(HASHES.read_text("utf-8"))]
    for line in CONSTRAINTS.read_text("utf-8").split("\n"):
        if "==" in line:
            opening = _plain(line.replace("==", "-") + "-")
            assert any(name.startswith(opening) for name in archives), f"{line}: python -m tools.audit --write"


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(".", "-")
