"""Audits the packages of constraints.txt: python -m tools.audit [PIP-AUDIT] [--lenient | --write].

Three things are looked at: that what is installed has the versions pinned; that the archives which the package index
hands out have the hashes of hashes.txt, so that nobody has put another under the same name; and by the program
pip-audit, where it reaches its data, whether a version has a known weakness. Its data is asked for one package first.

Ends with status 0 where all was looked at and nothing found, 1 where an advisory was found or something differs, 2
where advisories or hashes could not be asked for. With `--lenient`, for a build that the world must not break, only a
version or a hash that differs from the one pinned ends with 1; the rest is told. `--write` makes hashes.txt anew for
this platform, beside what it holds of others.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS, HASHES = ROOT / "constraints.txt", ROOT / "hashes.txt"
HEAD = "# SHA-256 of the archives of constraints.txt, by platform. Made by: python -m tools.audit --write\n"
PROBE = "lxml"
"""The package that is asked for first."""
SECONDS = 600


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default="pip-audit")
    parser.add_argument("--lenient", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pinned = dict(line.split("==") for line in CONSTRAINTS.read_text("utf-8").split() if "==" in line)
    if args.write:
        return _write(pinned)
    differ = sorted(differences(pinned, {one.metadata["Name"]: one.version for one in distributions()}))
    print(*differ, f"versions: {len(pinned)} pinned, {len(differ)} installed otherwise", sep="\n")
    archives, advisories = _hashes(pinned, args.lenient), _advisories(args.program, pinned)
    if args.lenient:
        return int(bool(differ) or archives == 1)
    return 1 if differ else max(archives, advisories, key=(0, 2, 1).index)


def differences(pinned: Mapping[str, str], installed: Mapping[str, str]) -> Iterable[str]:
    """Packages installed in another version than the tests were run with."""
    found = {_plain(name): version for name, version in installed.items() if name}
    for name, version in pinned.items():
        other = found.get(_plain(name), version)
        if other != version:
            yield f"{name}: {other} is installed, {version} is pinned"


def strangers(archives: Mapping[str, str], known: Mapping[str, str]) -> Iterable[str]:
    """Archives that are not what hashes.txt says, each with the reason."""
    for name, digest in sorted(archives.items()):
        if name not in known:
            yield f"{name}: not in {HASHES.name}"
        elif known[name] != digest:
            yield f"{name}: its hash is {digest}, {known[name]} is pinned"


def read_hashes(text: str) -> dict[str, str]:
    """The hash of each archive."""
    return {name: digest for digest, name in (line.split() for line in text.splitlines() if line[:1] not in ("", "#"))}


def _hashes(pinned: Mapping[str, str], lenient: bool) -> int:
    """The status of the archives; `lenient` to those of platforms that hashes.txt does not know."""
    archives = _archives(pinned)
    if not archives:
        print("NOT COMPARED: the package index could not be asked for the archives.")
        return 2
    known = read_hashes(HASHES.read_text("utf-8"))
    strange = list(strangers(archives, known))
    print(*strange, f"hashes: {len(archives)} archives, {len(strange)} not as in {HASHES.name}", sep="\n")
    other = [name for name, digest in archives.items() if known.get(name, digest) != digest]
    return int(bool(other if lenient else strange))


def _write(pinned: Mapping[str, str]) -> int:
    """Makes hashes.txt anew; archives of pinned versions that other platforms were handed stay."""
    archives = _archives(pinned)
    if not archives:
        print("the package index could not be asked for the archives")
        return 2
    openings = tuple(_plain(f"{name}-{version}-") for name, version in pinned.items())
    known = read_hashes(HASHES.read_text("utf-8")) if HASHES.exists() else {}
    kept = {name: digest for name, digest in known.items() if _plain(name).startswith(openings)}
    lines = (f"{digest}  {name}\n" for name, digest in sorted({**kept, **archives}.items()))
    HASHES.write_text(HEAD + "".join(lines), encoding="utf-8")
    return 0


def _archives(pinned: Mapping[str, str]) -> dict[str, str]:
    """The archives that the index hands this platform out, with their hashes; nothing where it does not answer."""
    with TemporaryDirectory() as folder:
        asked, told = Path(folder) / "requirements.txt", Path(folder) / "report.json"
        asked.write_text("".join(f"{name}=={version}\n" for name, version in pinned.items()), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed", "--no-deps"]
        try:
            subprocess.run(
                [*command, "-r", str(asked), "--report", str(told)], capture_output=True, timeout=SECONDS, check=True
            )
        except (OSError, subprocess.SubprocessError):
            return {}
        found = [one["download_info"] for one in json.loads(told.read_text("utf-8"))["install"]]
    return {
        unquote(Path(urlsplit(one["url"]).path).name): one["archive_info"]["hashes"]["sha256"]
        for one in found
        if "sha256" in one["archive_info"].get("hashes", {})
    }


def _advisories(program: str, pinned: Mapping[str, str]) -> int:
    """The status of what pip-audit tells."""
    told = _audited(program, {PROBE: pinned[PROBE]})
    if not told or "vulns" not in told[0]:
        print(
            "NOT AUDITED: the advisory data could not be reached; whether a version has a known weakness is not known."
        )
        return 2
    told = _audited(program, pinned)
    weak = [(package, advisory) for package in told for advisory in package.get("vulns", ())]
    left = [str(package["name"]) for package in told if "vulns" not in package]
    for package, advisory in weak:
        fixed = ", ".join(advisory.get("fix_versions", ())) or "no version"
        print(f"{package['name']} {package['version']}: {advisory['id']}, mended in {fixed}")
    print(f"{len(told) - len(left)} packages audited, {len(weak)} advisories; not known: {', '.join(left) or 'none'}")
    return 1 if weak else 0


def _audited(program: str, packages: Mapping[str, str]) -> list[dict[str, Any]]:
    """What pip-audit tells of each package; nothing where it failed."""
    with TemporaryDirectory() as folder:
        asked = Path(folder) / "requirements.txt"
        asked.write_text("".join(f"{name}=={version}\n" for name, version in packages.items()), encoding="utf-8")
        command = [
            program,
            "-r",
            str(asked),
            "--no-deps",
            "--disable-pip",
            "--format",
            "json",
            "--progress-spinner",
            "off",
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
            return list(json.loads(done.stdout)["dependencies"])
        except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
            return []


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(".", "-")


if __name__ == "__main__":
    sys.exit(main())
