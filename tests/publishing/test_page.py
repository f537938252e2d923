"""What the template draws, from a snapshot alone."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from esgcheck.publishing.page import page_of

PLACE = {"page": None, "label": "", "time_start": None}


def words(exact: str, **more: Any) -> dict[str, Any]:
    target = {"selector": [{"type": "TextPositionSelector", "start": 0, "end": 9}]}
    return {"exact": exact, "document": "d1", "place": PLACE, "images": [], "around": [], "target": target, **more}


def snapshot(**changed: Any) -> dict[str, Any]:
    document = {
        "title": "Report", "kind": "report", "media_type": "text/plain", "pages": None, "sha256": "a" * 64,
        "provenance": [],
    }  # fmt: skip
    return {
        "byline": "", "organisation": "Nordholm", "published_at": "2026-01-02T03:04:05+00:00",
        "claim": words("We are <b>good</b>.", kind="general", attribution=""),
        "verdict": {"value": "contradicted", "reasons": "No.", "given_on": "2026-01-01"},
        "evidence": [], "quotations": [], "responses": [], "documents": {"d1": document}, **changed,
    }  # fmt: skip


def drawn(shot: dict[str, Any]) -> str:
    return render_to_string("publishing/published.html", {"page": page_of(shot, {}), "json_url": "claim.json"})


def quotation(*differences: tuple[str, str, str]) -> dict[str, Any]:
    steps = [{"kind": kind, "quoted": quoted, "source": source} for kind, quoted, source in differences]
    match = {
        "document": "d1", "place": PLACE, "speaker": "", "exact": "x", "before": "", "after": "", "differences": steps,
    }  # fmt: skip
    return {"exact": "We do find", "speaker": "", "status": "altered", "reason": "A word differs.", "match": match}


def test_words_of_documents_are_words_and_never_markup() -> None:
    page = drawn(snapshot())

    assert "We are &lt;b&gt;good&lt;/b&gt;." in page
    assert "<b>good" not in page


def test_what_was_changed_in_a_quotation_is_marked_on_both_sides_and_listed() -> None:
    same, dropped = ("equal", "We do ", "We do "), ("negation", "", "not ")
    changed, end = ("word", "find", "see"), ("equal", ", so far", ", so far")

    page = drawn(snapshot(quotations=[quotation(same, dropped, changed, end)]))

    assert "“not” is in the source only" in page
    assert "“find” is quoted, the source has “see”" in page
    assert page.count("[change 2, wording: ") == 2
    assert "[change 1, negation or opposite: nothing here]" in page


def test_every_part_of_a_spliced_quotation_is_shown_with_its_place() -> None:
    parts = [quotation(("equal", words, words))["match"] for words in ("We do find", "a problem")]
    spliced = {**quotation(), "status": "spliced", "match": None, "parts": parts}

    page = drawn(snapshot(quotations=[spliced]))

    assert "Part 1 of 2" in page
    assert "Part 2 of 2" in page
    assert "Spliced from several places" in page


def test_parts_without_content_are_left_out() -> None:
    page = drawn(snapshot(quotations=[quotation(("equal", "x", "x"))]))

    for heading in ("The evidence", "How it is known", "What was answered"):
        assert heading not in page


def test_no_answer_is_said_with_the_day_of_the_question() -> None:
    response = {"who": "Press office", "answered": False, "text": "", "via": "", "asked_on": "2025-05-02",
                "answered_on": None}  # fmt: skip

    page = drawn(snapshot(responses=[response]))

    assert "Asked on 2 May 2025; has not answered by the day of publication." in page


def test_contradicting_evidence_comes_first_however_it_was_stored() -> None:
    rows = [
        words(f"It {stance}", stance=stance, speaker="", note="") for stance in ("context", "supports", "contradicts")
    ]

    page = drawn(snapshot(evidence=rows))

    assert page.index("It contradicts") < page.index("It supports") < page.index("It context")
