"""Where something stands, as people say it."""

from __future__ import annotations


def clock(seconds: float | None) -> str:
    """A moment of a recording: 00:12:31."""
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def place_words(number: int, label: str, seconds: float | None, cells: str = "") -> str:
    """Where a passage stands, in words: a moment, cells of a sheet, or the page with what is printed on it."""
    if seconds is not None:
        return clock(seconds)
    if cells:
        return cells
    printed = f" · printed {label}" if label and label != str(number) else ""
    return f"p. {number}{printed}"
