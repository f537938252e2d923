from __future__ import annotations

from typing import Any

import pytest

from esgcheck.publishing.annotation import target
from esgcheck.publishing.words import clock, day_words, hop_sentence, place_words


def hop(**changed: Any) -> dict[str, Any]:
    return {"what": "recorded", "who": "", "when": "", "note": "", "held": False, "withheld": False, **changed}


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (hop(), "Recorded. We do not hold this copy."),
        (hop(who="a guest", when="2025-09-18"), "Recorded by a guest, 18 September 2025. We do not hold this copy."),
        (hop(what="passed_on", withheld=True, held=True), "Passed on. We do not say by whom. We hold this copy."),
        (hop(who="Smith Ltd.", note="On paper"), "Recorded by Smith Ltd. On paper. We do not hold this copy."),
    ],
)
def test_a_step_of_provenance_in_words(step: dict[str, Any], words: str) -> None:
    assert hop_sentence(step) == words


@pytest.mark.parametrize(("when", "words"), [("2025-04-01", "1 April 2025"), ("spring 2025", "spring 2025"), ("", "")])
def test_dates_are_written_as_people_write_them(when: str, words: str) -> None:
    assert day_words(when) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"page": 44, "label": "42", "time_start": None}, "page 44 (printed 42)"),
        ({"page": 44, "label": "44", "time_start": None}, "page 44"),
        ({"page": None, "label": "", "time_start": 751.9}, "at 00:12:31"),
        ({"page": None, "label": "Emissions!A4:E4", "time_start": None}, "Emissions!A4:E4"),
        ({"page": None, "label": "", "time_start": None}, ""),
    ],
)
def test_a_place_in_words(place: dict[str, Any], words: str) -> None:
    assert place_words(place) == words


def test_hours_count_on() -> None:
    assert clock(36_005) == "10:00:05"


def test_time_goes_before_page_in_a_fragment() -> None:
    made = target(sha256="a" * 64, exact="x", start=1, end=2, pdf_page=3, time_start=1.5, time_end=20.0)

    assert made["source"] == "urn:sha256:" + "a" * 64
    assert made["selector"][2]["value"] == "t=1.5,20"


def test_a_plain_text_has_no_fragment() -> None:
    assert len(target(sha256="a" * 64, exact="x", start=1, end=2)["selector"]) == 2
