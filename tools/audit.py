"""Audits what is installed: python -m tools.audit [PIP-AUDIT], by the program pip-audit where it reaches its data.

The data is asked for one package first. Where it does not answer, the versions installed are compared with
constraints.txt, and it is said that nothing is known of advisories. Ends with status 0 where the audit was made and
found nothing, 1 where it found an advisory or a version differs, 2 where no audit could be made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CONSTRAINTS = Path(__file__).resolve().parents[1] / "constraints.txt"
PROBE = "lxml"
"""The package that is asked for first."""
SECONDS = 300


def main() -> int:
    """The exit status."""
    pinned = dict(line.split("==") for line in CONSTRAINTS.read_text("utf-8").split() if "==" in line)
    program = sys.argv[1] if len(sys.argv) > 1 else "pip-audit"
    differ = sorted(_differences(pinned))
    for line in differ:
        print(line)
    told = _audited(program, {PROBE: pinned[PROBE]})
    if not told or "vulns" not in told[0]:
        print(
            "NOT AUDITED: the advisory data could not be reached; whether a version has a known weakness is not known."
        )
        print(f"Versions compared with {CONSTRAINTS.name}: {len(differ)} of {len(pinned)} differ.")
        return 1 if differ else 2
    told = _audited(program, pinned)
    weak = [(package, advisory) for package in told for advisory in package.get("vulns", ())]
    left = [str(package["name"]) for package in told if "vulns" not in package]
    for package, advisory in weak:
        fixed = ", ".join(advisory.get("fix_versions", ())) or "no version"
        print(f"{package['name']} {package['version']}: {advisory['id']}, mended in {fixed}")
    print(f"{len(told) - len(left)} packages audited, {len(weak)} advisories; not known: {', '.join(left) or 'none'}")
    return 1 if weak or differ else 0


def _differences(pinned: dict[str, str]) -> list[str]:
    """Packages installed in another version than the tests were run with."""
    known = {_plain(name): version for name, version in pinned.items()}
    found = {_plain(one.metadata["Name"]): one.version for one in distributions() if one.metadata["Name"]}
    return [
        f"{name}: {found[name]} is installed, {version} is pinned"
        for name, version in known.items()
        if found.get(name, version) != version
    ]


def _audited(program: str, packages: dict[str, str]) -> list[dict[str, Any]]:
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
