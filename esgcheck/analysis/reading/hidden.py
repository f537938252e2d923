"""Words that nobody who looks at the page can see, told apart from those that are seen. Inside the cage."""

from __future__ import annotations

from typing import Any

from esgcheck.analysis.reading.extracting import Painted
from esgcheck.analysis.reading.lines import Line


def apart(page: Any, found: Painted, lines: list[Line]) -> tuple[list[Line], dict[str, list[Line]]]:
    """The lines that are seen, and by the reason for it those that are not."""
    return lines, {}
