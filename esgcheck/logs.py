"""What goes to the log: where and of which class an error was, never its words, and no secret of an address.

The text of an exception can hold words of a document (PostgreSQL quotes the row that it refuses), and Django logs the
address of every request that it refuses, also of one under ``/join/<secret>/`` that is still good.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

_SECRET = re.compile(r"(/(?:enter|join|p)/)[^/\s'\"]+")
_LONGEST_CHAIN = 5


class Discreet(logging.Formatter):
    """Tracebacks without messages, addresses without tokens."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub(r"\1...", super().format(record))

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        told: list[str] = []
        error = ei[1]
        while error is not None and len(told) < _LONGEST_CHAIN:
            name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
            told.insert(0, "".join(traceback.format_tb(error.__traceback__)) + name)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(told)
