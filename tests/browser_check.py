"""Says whether the browser tests can run here; in CI a missing browser is an error."""

from __future__ import annotations

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def browser() -> str | None:
    """Path of an installed Chromium, None when there is none."""
    return os.environ.get("DRAGOMAN_BROWSER") or next((path for name in NAMES if (path := shutil.which(name))), None)


if __name__ == "__main__":
    if browser() is None:
        print(
            "no Chromium on this machine: browser tests are left out (set DRAGOMAN_BROWSER to name one)",
            file=sys.stderr,
        )
        sys.exit(os.environ.get("CI") == "true")
