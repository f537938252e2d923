"""What comes out of the cage is checked before it is believed."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.reading.records import Malformed, document_from, page_from, parsed

GOOD: dict[str, Any] = {
    "index": 0,
    "width": 595,
    "height": 842,
    "label": "i",
    "cut": False,
    "passages": [
        {
            "shape": "text",
            "lines": [
                {"size": 10.0, "bold": False, "words": "two words", "boxes": [0, 0, 1000, 1200, 1300, 0, 2000, 1200]}
            ],
        }
    ],
}


def changed(**line: Any) -> bytes:
    page = json.loads(json.dumps(GOOD))
    page["passages"][0]["lines"][0].update(line)
    return json.dumps(page).encode()


def test_a_good_page_comes_through() -> None:
    page = page_from(json.dumps(GOOD).encode())

    (passage,) = page.passages
    assert passage.lines[0].words == ["two", "words"]
    assert passage.lines[0].boxes[1].x0 == 13.0


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b"{}",
        changed(words="three words here"),
        changed(words="two\u00a0 words"),
        changed(words="two  words"),
        changed(boxes=["0"] * 8),
        changed(boxes=[1e300] * 8),
        changed(boxes=[10**12] * 8),
        changed(size=float("nan")),
        changed(size=-1),
        changed(words=None),
        json.dumps({**GOOD, "width": float("inf")}).encode(),
        json.dumps({**GOOD, "passages": [{"shape": "poem", "lines": []}]}).encode(),
        json.dumps({**GOOD, "passages": 5}).encode(),
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
@given(ANYTHING)
def test_nothing_but_malformed_is_ever_raised(value: Any) -> None:
    payload = json.dumps(value).encode()
    with suppress(Malformed):
        page_from(payload)
    with suppress(Malformed):
        document_from(parsed(payload))


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
