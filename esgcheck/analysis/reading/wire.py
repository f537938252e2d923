"""How the words of a page travel from the cage to its keeper: a little JSON, then the text, then the boxes.

As JSON alone the boxes of a page took more time to write and to check than MuPDF to find them. So words travel as one
text, with a space between words and a line end between lines, and boxes as the bytes of an array. Both ends use this
module; the keeper's end believes nothing: :func:`unpacked` raises ValueError for whatever does not fit.
"""

from __future__ import annotations

import json
import math
import re
import struct
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Any, Protocol

_LENGTHS = struct.Struct("<III")
_FARTHEST = 1e8
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")

Rectangle = tuple[float, float, float, float]


class Line(Protocol):
    """What a line has to have to be sent."""

    words: list[str]
    boxes: list[Rectangle]
    size: float
    bold: bool


def packed(head: dict[str, Any], lines: Sequence[Line]) -> bytes:
    """``head`` is what else there is to say of the page; the words of ``lines`` have no white space in them."""
    facts = {**head, "sizes": [round(line.size * 10) for line in lines], "bold": [int(line.bold) for line in lines]}
    said = json.dumps(facts, separators=(",", ":")).encode("utf-8", "replace")
    text = "\n".join([" ".join(line.words) for line in lines]).encode("utf-8", "replace")
    places = array("f", chain.from_iterable(chain.from_iterable(line.boxes for line in lines))).tobytes()
    return b"".join((_LENGTHS.pack(len(said), len(text), len(places)), said, text, places))


def unpacked(payload: bytes) -> tuple[dict[str, Any], list[list[str]], array[float]]:
    """The head, the words of every line, the boxes of all words one after the other. Raises ValueError."""
    if len(payload) < _LENGTHS.size:
        raise ValueError("too short")
    said, text, places = _LENGTHS.unpack_from(payload)
    if _LENGTHS.size + said + text + places != len(payload) or places % 16:
        raise ValueError("lengths that do not fit")
    at = _LENGTHS.size + said
    try:
        head = json.loads(payload[_LENGTHS.size : at])
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(head, dict):
        raise ValueError("no object")
    lines = _lines(payload[at : at + text].decode("utf-8"))
    boxes = array("f", payload[at + text :])
    if len(boxes) != 4 * sum(map(len, lines)):
        raise ValueError("words and boxes do not fit")
    if boxes and not (math.isfinite(sum(boxes)) and max(boxes) <= _FARTHEST and min(boxes) >= -_FARTHEST):
        raise ValueError("far off the page")
    return head, lines, boxes


def _lines(text: str) -> list[list[str]]:
    """Every word, none of which is empty, or has white space or a control character in it."""
    if not text:
        return []
    lines = [line.split(" ") for line in text.split("\n")]
    if list(chain.from_iterable(lines)) != text.split() or _CONTROL.search(text):
        raise ValueError("words with spaces in them")
    return lines
