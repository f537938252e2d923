"""The children's logs: kept small, and their errors said in one line on the terminal."""

from __future__ import annotations

import re
import time
from pathlib import Path

KEEP = 3
ROTATE_AT = 5 * 1024 * 1024
SAME_AGAIN_AFTER = 60.0

_ERROR = re.compile(r"\b(ERROR|CRITICAL)\b|^[A-Za-z_][\w.]*(Error|Exception|Interrupt|Refused)\b(:|$)")


def rotate(log: Path, at: int = ROTATE_AT) -> None:
    """``web.log`` becomes ``web.log.1`` and so on, when it has grown beyond ``at`` bytes; the oldest goes."""
    if not log.exists() or log.stat().st_size < at:
        return
    for number in range(KEEP, 0, -1):
        older = log.with_name(f"{log.name}.{number - 1}") if number > 1 else log
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number}"))


class Errors:
    """Reads what was added to a log since last time and gives the lines that a person should see."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._offset = log.stat().st_size if log.exists() else 0
        self._said: dict[str, float] = {}

    def new(self) -> list[str]:
        try:
            with self._log.open("rb") as file:
                file.seek(self._offset)
                added = file.read(1 << 20)
        except FileNotFoundError:
            return []
        # A line that is still being written is left for the next time.
        whole = added[: added.rfind(b"\n") + 1]
        self._offset += len(whole)
        return [
            line for line in whole.decode(errors="replace").splitlines() if _ERROR.search(line) and self._fresh(line)
        ]

    def _fresh(self, line: str) -> bool:
        key = re.sub(r"\d+", "0", line)
        now = time.monotonic()
        if now - self._said.get(key, -SAME_AGAIN_AFTER) < SAME_AGAIN_AFTER:
            return False
        self._said[key] = now
        return True


def last_words(log: Path, lines: int = 8) -> str:
    """The end of a log, indented, for when a child does not start."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join("    " + line for line in text.strip().splitlines()[-lines:])
