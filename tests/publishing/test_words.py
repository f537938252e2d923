from __future__ import annotations

from typing import Any

import pytest

from esgcheck.claims.models import QuotationCheck
from esgcheck.publishing.annotation import target
from esgcheck.publishing.words import check_sentence, clock, day_words, hop_sentence, place_words


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


def check(status: str, reason: str, *steps: tuple[str, str, str]) -> QuotationCheck:
    differences = [{"kind": kind, "quoted": quoted, "source": source} for kind, quoted, source in steps]
    return QuotationCheck(status=status, reason=reason, matches=[{"differences": differences}] if steps else [])


@pytest.mark.parametrize("status", ["not_found", "source_not_held", "other_language"])
def test_a_quotation_that_stands_nowhere_is_told_without_titles_of_what_is_held(status: str) -> None:
    told = check_sentence(check(status, "“The leaked minutes” could have them."), bare=False)

    assert "leaked" not in told
    assert told.endswith(".")


@pytest.mark.parametrize("status", ["verbatim", "elided", "truncated"])
def test_of_a_document_shown_bare_no_words_around_the_quotation_are_told(status: str) -> None:
    steps = ("equal", "we found it", "we found it"), ("elision", "… ", "in the vault ")
    told = check_sentence(check(status, "The sentence goes on: “but it was gone”", *steps), bare=True)

    assert "gone" not in told
    assert told


def test_what_was_changed_is_told_as_the_reviewer_saw_it() -> None:
    row = check("altered", "A negation differs: “not”.", ("negation", "", "not"))
    assert check_sentence(row, bare=True) == "A negation differs: “not”."
