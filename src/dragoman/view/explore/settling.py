"""The case is settled anew behind the pages: a decision is kept at once, what follows of it for others takes longer."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable


class Settling:
    """Settles a case in a thread of its own, once for all decisions that came meanwhile."""

    def __init__(self, settle: Callable[[], object]) -> None:
        self._settle = settle
        self._state = threading.Condition()
        self._again = False
        self.running = False
        self.trouble = ""
        """Why the last settling came to nothing; '' where it did not."""

    def start(self) -> None:
        """Has the case settled under what is decided by now."""
        with self._state:
            self._again = True
            if not self.running:
                self.running = True
                threading.Thread(target=self._run, name="settling", daemon=True).start()

    def wait(self, seconds: float | None) -> bool:
        """Waits until all is settled, at most so long; whether it is."""
        with self._state:
            return self._state.wait_for(lambda: not self.running, seconds)

    def _run(self) -> None:
        again = True
        while again:
            with self._state:
                self._again = False
            trouble = self._settled()
            with self._state:
                self.trouble = trouble
                again = self.running = self._again
                self._state.notify_all()

    def _settled(self) -> str:
        try:
            self._settle()
        except (LookupError, ValueError, RuntimeError, OSError, sqlite3.Error) as error:
            return str(error) or type(error).__name__
        return ""
