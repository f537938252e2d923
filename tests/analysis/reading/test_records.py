"""What comes out of the cage is checked before it is believed."""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.reading import wire
from esgcheck.analysis.reading.lines import Line
from esgcheck.analysis.reading.records import Malformed, document_from, page_from, parsed
from esgcheck.analysis.types import Box

GOOD: dict[str, Any] = {
    "index": 0,
    "width": 595,
    "height": 842,
    "label": "i",
    "cut": False,
    "passages": [{"shape": "text", "lines": 1}, {"shape": "text", "lines": 1, "hidden": "white"}],
    "sizes": [100, 95],
    "bold": [0, 1],
}
WORDS = "two words\nunseen"
BOXES = [0.0, 0, 10, 12, 13, 0, 20, 12, 50, 0, 60, 12]


def sent(head: Any = GOOD, words: str = WORDS, boxes: Sequence[float] = BOXES) -> bytes:
    said, text, places = json.dumps(head).encode(), words.encode(), array("f", boxes).tobytes()
    return struct.pack("<III", len(said), len(text), len(places)) + said + text + places


def test_a_good_page_comes_through() -> None:
    page = page_from(sent())

    (passage,) = page.passages
    assert passage.lines[0].words == ["two", "words"]
    assert passage.lines[0].boxes[1].x0 == 13.0
    assert passage.lines[0].size == 10.0
    (unseen,) = page.hidden
    assert (unseen.hidden, unseen.lines[0].text, unseen.lines[0].bold) == ("white", "unseen", True)
    assert list(unseen.lines[0].boxes) == [Box(50, 0, 60, 12)]
    assert page.words == 3


def test_what_is_packed_is_what_comes_out() -> None:
    line = Line(size=9.5, bold=True)
    line.add("W\u00e4rme", (1.5, 2.25, 30, 12))
    line.add("\U0001f600", (33, 2, 40, 12))

    head, texts, words, boxes = wire.unpacked(wire.packed({"index": 7}, [line]))

    assert (head["index"], head["sizes"], head["bold"]) == (7, [95], [1])
    assert texts == ["W\u00e4rme \U0001f600"]
    assert words == [["W\u00e4rme", "\U0001f600"]]
    assert list(boxes) == [1.5, 2.25, 30, 12, 33, 2, 40, 12]


def test_a_page_without_words_is_a_page() -> None:
    page = page_from(wire.packed({"index": 3, "failed": "RuntimeError"}, ()))

    assert (page.index, page.failed, page.passages) == (3, "RuntimeError", [])


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        struct.pack("<III", 2, 2**32 - 1, 0) + b"{}",
        sent()[:-1],
        sent() + b"\x00" * 16,
        sent([1]),
        sent({}),
        struct.pack("<III", 100_000, 0, 0) + b"[" * 100_000,
        sent(words="three words here\nunseen"),
        sent(words="two\u00a0 words\nunseen"),
        sent(words="two  words\nunseen"),
        sent(words="two words\n\nunseen"),
        sent(words="two wo\x00rds\nunseen"),
        sent(words="two words unseen"),
        sent()[:-48].replace(b"unseen", b"\xff\xfe\xff\xfe\xff\xfe") + sent()[-48:],
        sent(boxes=[*BOXES[:-1], float("nan")]),
        sent(boxes=[*BOXES[:-1], float("inf")]),
        sent(boxes=[*BOXES[:-1], -2e8]),
        sent(boxes=BOXES[:-4]),
        sent({**GOOD, "sizes": [100]}),
        sent({**GOOD, "sizes": [100, -1]}),
        sent({**GOOD, "sizes": [100, 1.5]}),
        sent({**GOOD, "sizes": "ab"}),
        sent({**GOOD, "bold": None}),
        sent({**GOOD, "width": float("inf")}),
        sent({**GOOD, "passages": [{"shape": "poem", "lines": 2}]}),
        sent({**GOOD, "passages": [{"shape": "text", "lines": 1}]}),
        sent({**GOOD, "passages": [{"shape": "text", "lines": 3}]}),
        sent({**GOOD, "passages": [{"shape": "text", "lines": 0}, {"shape": "text", "lines": 2}]}),
        sent({**GOOD, "passages": [{"shape": "text", "lines": 2, "hidden": "because"}]}),
        sent({**GOOD, "passages": [{"shape": "row", "lines": 2, "cells": [[0, 1]]}]}),
        sent({**GOOD, "passages": 5}),
    ],
)
def test_a_page_that_cannot_be_is_refused(payload: bytes) -> None:
    with pytest.raises(Malformed):
        page_from(payload)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.sampled_from(sorted(GOOD)), inner, max_size=8),
    max_leaves=20,
)


@settings(deadline=None, max_examples=60)
@given(ANYTHING, st.text(max_size=20), st.lists(st.floats(width=32), max_size=12), st.binary(max_size=40))
def test_nothing_but_malformed_is_ever_raised(value: Any, words: str, boxes: list[float], noise: bytes) -> None:
    for payload in (sent(value, words, boxes), noise, json.dumps(value).encode()):
        with suppress(Malformed):
            page_from(payload)
    with suppress(Malformed):
        document_from(parsed(json.dumps(value).encode()))


TEXT: dict[str, Any] = {
    "text": "Hello there.",
    "media_type": "text/plain",
    "guessed": "",
    "pages": [12],
    "passages": [[0, 12, 1, "paragraph", "", None, None, {}]],
    "problems": [],
    "outline": [[1, "Hello", 1, 0]],
    "facts": [["From", "Ann"]],
    "dated": "2024-05-31",
}


@pytest.mark.parametrize(
    "change",
    [
        {"pages": [13]},
        {"pages": [11]},
        {"pages": [5, 5, 12]},
        {"pages": []},
        {"passages": [[0, 13, 1, "paragraph", "", None, None, {}]]},
        {"passages": [[0, 12, 2, "paragraph", "", None, None, {}]]},
        {"passages": [[0, 12, 1, "claim", "", None, None, {}]]},
        {"passages": [[0, 12, 1, "utterance", "", float("nan"), 1, {}]]},
        {"passages": [[-1, 12, 1, "paragraph", "", None, None, {}]]},
        {"passages": [[0, 12]]},
        {"passages": [[0, 5, 1, "table_row", "", None, None, {"cells": [[0, 6, 0, ""]]}]]},
        {"passages": [[0, 5, 1, "table_row", "", None, None, {"cells": [[0, 5, -1, ""]]}]]},
        {"outline": [[1, "Hello", 2, 0]]},
        {"outline": [[1, "Hello", 1, 13]]},
        {"outline": [[0, "Hello", 1, 0]]},
    ],
)
def test_a_text_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    assert document_from(TEXT).outline[0].title == "Hello"

    with pytest.raises(Malformed):
        document_from({**TEXT, **change})


def test_a_day_that_is_none_is_left_out() -> None:
    assert document_from(TEXT).dated == "2024-05-31"
    assert document_from({**TEXT, "dated": "last May"}).dated == ""
