"""How the words of a page travel from the cage to its keeper: a little JSON, then the text, then the boxes.

As JSON alone the boxes of a page took more time to write and to check than MuPDF to find them. So words travel as one
text, with a space between words and a line end between lines, and boxes as the bytes of an array. Both ends use this
module; the keeper's end believes nothing: :func:`unpacked` raises ValueError for whatever does not fit.
"""

from __future__ import annotations

import json
import math
import struct
from array import array
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, Protocol

_LENGTHS = struct.Struct("<III")
_FARTHEST = 1e8
"""Of all numbers of a page together, as the length of a vector."""

_encoded = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_CONTROL = bytes({*range(0x20), 0x7F} - {0x0A})

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
    said = _encoded(facts).encode("utf-8", "replace")
    text = "\n".join([" ".join(line.words) for line in lines]).encode("utf-8", "replace")
    places = array("f", list(chain.from_iterable(chain.from_iterable([line.boxes for line in lines])))).tobytes()
    return b"".join((_LENGTHS.pack(len(said), len(text), len(places)), said, text, places))


def unpacked(payload: bytes) -> tuple[dict[str, Any], list[str], list[list[str]], array[float]]:
    """The head, the text of every line and its words, the boxes of all words one after the other. Raises ValueError."""
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
    lines, words = _lines(payload[at : at + text])
    boxes = array("f", payload[at + text :])
    if len(boxes) != 4 * len(words):
        raise ValueError("words and boxes do not fit")
    if not math.hypot(*boxes) <= _FARTHEST:  # nor where one of them is no number
        raise ValueError("far off the page")
    ends = accumulate([line.count(" ") + 1 for line in lines], initial=0)
    return head, lines, [words[start:end] for start, end in pairwise(ends)], boxes


def _lines(data: bytes) -> tuple[list[str], list[str]]:
    """Lines, and all words, none of which is empty, or has white space or a control character in it."""
    text = data.decode("utf-8")
    words = text.split()
    if " ".join(words) != text.replace("\n", " ") or len(data.translate(None, _CONTROL)) != len(data):
        raise ValueError("words with spaces in them")
    return (text.split("\n") if text else []), words
