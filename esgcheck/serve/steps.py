"""Say what is being done, step by step and with the seconds it took.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stop(Exception):
    """The set-up cannot go on; ``str()`` says what happened and what to do."""


class Step:
    """One line on the terminal. ``show`` says how far it is, ``result`` is what stands there in the end."""

    def __init__(self, doing: str) -> None:
        self.result = doing
        self._live = sys.stdout.isatty()
        self._began = time.monotonic()
        self.show(doing)

    def show(self, text: str) -> None:
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r\033[K  {text} ..."[: width + 5], end="", flush=True)

    def finish(self) -> None:
        done(self.result, time.monotonic() - self._began, start="\r\033[K" if self._live else "")

    def abandon(self) -> None:
        if self._live:
            print("\r\033[K", end="", flush=True)


def done(what: str, seconds: float, start: str = "") -> None:
    print(f"{start}  {what:<62} {seconds:5.1f} s", flush=True)


@contextmanager
def step(doing: str) -> Iterator[Step]:
    """``with step("Making .venv") as this: ...; this.result = ".venv made"``."""
    this = Step(doing)
    try:
        yield this
    except BaseException:
        this.abandon()
        raise
    this.finish()
