"""Sources to documents: folders, links, standard input, the cap, and everything once."""

from __future__ import annotations

import io
import os
import random
import sys
from pathlib import Path

import pytest

from dragoman import ids
from dragoman.read.document import documents
from tests.read.helpers import PARAGRAPHS, only, read, trouble
from tests.read.samples import samples


def fill(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_folder_is_read_in_the_order_of_its_paths_without_hidden_files(tmp_path: Path) -> None:
    fill(tmp_path, b_dot_txt="Two.", a_dot_txt="One.", sub__c_dot_txt="Three.")
    fill(tmp_path, _dot_hidden_dot_txt="No.", _dot_git__d="No.")
    found, problems = read(tmp_path)
    assert [document.text for document in found] == ["One.", "Two.", "Three."]
    assert not problems


def test_the_order_of_files_does_not_change_documents(tmp_path: Path) -> None:
    fill(tmp_path, **{f"f{n}_dot_txt": f"{n} envoys met." for n in range(5)})
    names = [str(tmp_path / f"f{n}.txt") for n in range(5)]
    random.Random(5).shuffle(names)
    assert set(read(*names)[0]) == set(read(tmp_path)[0])


def test_a_document_is_named_and_numbered_by_its_file_and_text(tmp_path: Path) -> None:
    fill(tmp_path, sub__a_dot_txt="Two envoys met.")
    document = only(tmp_path)
    assert document.name == "a.txt"
    assert document.id == ids.make("doc", "a.txt", "Two envoys met.")


def test_everything_once(tmp_path: Path) -> None:
    fill(tmp_path, a_dot_txt="One.", x__a_dot_txt="One.", y__a_dot_txt="Two.", bad_dot_txt="")
    found, problems = read(tmp_path, tmp_path, tmp_path / "a.txt", tmp_path / "bad.txt")
    assert [document.text for document in found] == ["One.", "Two."]
    assert [problem.document for problem in problems] == ["bad.txt"]


def test_what_is_missing_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    fill(tmp_path, a_dot_txt="One.")
    found, problems = read(tmp_path / "no.txt", tmp_path / "a.txt")
    assert [document.name for document in found] == ["a.txt"]
    assert problems[0].document == str(tmp_path / "no.txt")
    assert "no such file" in problems[0].message


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")
def test_links(tmp_path: Path) -> None:
    fill(tmp_path, out__secret_dot_txt="No.", in__real__a_dot_txt="One.")
    folder = tmp_path / "in"
    (folder / "leaves.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (folder / "leaves").symlink_to(tmp_path / "out")
    (folder / "round").symlink_to(folder)
    (folder / "stays.txt").symlink_to(folder / "real" / "a.txt")
    (folder / "nowhere.txt").symlink_to(folder / "nothing.txt")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    os.mkfifo(folder / "pipe.txt")
    found, problems = read(folder)
    assert [document.text for document in found] == ["One."]
    told = {problem.document: problem.message for problem in problems}
    assert set(told) == {"leaves.txt", "leaves", "nowhere.txt", "itself.txt", "pipe.txt"}
    assert told["leaves.txt"] == told["leaves"] == "a link that leaves the folder"
    assert "neither" in told["pipe.txt"]


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="permissions of Unix")
def test_names_that_are_no_text_are_shown_as_far_as_they_are(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"m\xfcll.txt")
    with open(path, "wb") as stream:
        stream.write(b"Two envoys met.")
    only(tmp_path).name.encode("utf-8")


def test_the_cap_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(b"The envoys met. ")
        stream.seek(200 * (1 << 20))
        stream.write(b".")
    problem = trouble(path)
    assert problem.document == "large.txt"
    assert "209,715,201 bytes, over the cap of 52,428,800" in problem.message


def test_every_kind_over_the_cap_is_a_problem(tmp_path: Path) -> None:
    starts = {"a.html": b"<html>", "a.pdf": b"%PDF-1.4\n", "a.docx": b"PK\x03\x04", "a.eml": b"From: a\n\n"}
    for name, start in starts.items():
        (tmp_path / name).write_bytes(start + b" " * 2_000)
        assert "over the cap" in trouble(tmp_path / name, max_bytes=1_000).message


@pytest.mark.parametrize(("given", "name", "text"), [
    ("  Two envoys met.\r\n", "stdin", "  Two envoys met.\r\n"),
    ('{"text": "Two envoys met."}\n', "stdin#1", "Two envoys met."),
])  # fmt: skip
def test_standard_input(monkeypatch: pytest.MonkeyPatch, given: str, name: str, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode("utf-8"))))
    document = only("-")
    assert (document.name, document.text) == (name, text)


def test_empty_standard_input_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert (trouble("-").document, trouble("-").message) == ("stdin", "empty")


def test_documents_come_as_they_are_read(tmp_path: Path) -> None:
    fill(tmp_path, a_dot_txt=PARAGRAPHS[0], b_dot_txt=PARAGRAPHS[1])
    stream = documents([str(tmp_path)])
    (tmp_path / "b.txt").unlink()
    assert getattr(next(stream), "name", None) == "a.txt"


@pytest.mark.parametrize("seed", range(40))
def test_damage_never_ends_the_run(tmp_path: Path, seed: int) -> None:
    """Bytes changed at random in a file of each kind give documents or problems, never an exception."""
    chance = random.Random(seed)
    for name, data in samples():
        held = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            held[chance.randrange(len(held))] = chance.randrange(256)
        (tmp_path / name).write_bytes(bytes(held[: chance.randint(len(held) // 2, len(held))]))
    found, problems = read(tmp_path)
    assert found or problems
