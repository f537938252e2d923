from __future__ import annotations

import json
from pathlib import Path

import pytest

from esgcheck.analysis import Corpus, find_quotations
from esgcheck.analysis.left_out import LeftOut, left_out, same_speaker
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import Document, Page, Passage, Span


def talk(*lines: tuple[str, str]) -> Document:
    """A transcript: speaker and words, ten seconds each."""
    passages: list[Passage] = []
    text = ""
    for number, (speaker, words) in enumerate(lines):
        span = Span(len(text), len(text) + len(words))
        passages.append(Passage(span, 1, "utterance", speaker, 10.0 * number, 10.0 * number + 10))
        text += words + "\n"
    return Document(text, (Page(1, 0, len(text)),), tuple(passages))


def beside(document: Document, quoted: str, **more: int) -> list[LeftOut]:
    start = document.text.index(quoted)
    place = Span(start, start + len(quoted))
    return left_out(document, place, quoted=quoted, quotations=find_quotations(document), **more)


FOUND = "We do not find that the company intended any harm."


def test_what_the_same_speaker_says_against_it_comes_with_the_words_that_limit_it() -> None:
    document = talk(
        ("Ann Prosser", FOUND),
        ("Moderator", "But surely somebody has failed?"),
        ("Ann Prosser", "The coffee here is very good, thank you."),
        ("Ann Prosser", "But we told them that this is a problem."),
    )

    (remark,) = beside(document, FOUND)

    assert remark.text == "But we told them that this is a problem."
    assert remark.qualifying == ("but", "problem")
    assert (remark.relation, remark.speaker, remark.time_start) == ("same speaker", "Ann Prosser", 30.0)


def test_a_sentence_that_goes_on_in_the_next_cue_is_one_remark() -> None:
    document = talk(("Ann", FOUND), ("Ann", "What I mean by failings"), ("Ann", "is that nobody had to look at them."))

    (remark,) = beside(document, FOUND)

    assert remark.text == "What I mean by failings\nis that nobody had to look at them."


def test_what_qualifies_comes_before_what_only_shares_words() -> None:
    others = [("Ann", f"Lorry number {number} went north in the morning.") for number in range(12)]
    document = talk(
        ("Ann", FOUND), *others, ("Ann", "The company told us what it had intended."), ("Ann", "This is a problem.")
    )

    assert [remark.text for remark in beside(document, FOUND)] == [
        "This is a problem.",
        "The company told us what it had intended.",
    ]


def test_in_a_hearing_of_many_hours_what_is_far_off_must_share_a_word() -> None:
    filler = [
        ("Ann", f"Item {number} of the agenda concerns the budget of the harbour and its many lights.")
        for number in range(200)
    ]
    document = talk(("Ann", FOUND), *filler, ("Ann", "This is a problem."), ("Ann", "The harm is a problem."))

    texts = [remark.text for remark in beside(document, FOUND)]

    assert "The harm is a problem." in texts
    assert "This is a problem." not in texts


def test_a_story_tells_what_else_its_speaker_said() -> None:
    document = document_from_text(
        f"“{FOUND}” Ann Prosser wrote in her review.\n\n“The market opens at nine,” said Karl Lund.\n\n"
        "Prosser told the company: “We will not absolve you.”\n\n“We failed nobody,” said Lund.\n"
    )

    assert [remark.text for remark in beside(document, FOUND)] == ["We will not absolve you."]


def test_a_document_in_which_nobody_speaks_has_its_own_sentences_on_the_matter() -> None:
    document = document_from_text(
        "The Supplier protects the privacy of persons who wear a Tag.\n\n"
        "However, the Customer may name persons whose Tag shall raise an alert, notwithstanding their privacy.\n\n"
        "Invoices are paid within thirty days.\n\nThe Supplier must not fail to deliver on Mondays.\n"
        + "\n\nNothing here."
        * 60
    )

    (first, *_) = beside(document, "protects the privacy of persons who wear a Tag")

    assert first.text.startswith("However, the Customer")
    assert first.relation == "same document"
    assert first.speaker == ""


def test_the_words_quoted_are_never_among_what_was_left_out() -> None:
    document = talk(("Ann", f"{FOUND} But this is a problem."))

    assert beside(document, f"{FOUND} But this is a problem.") == []


def test_the_same_remark_told_twice_is_listed_once() -> None:
    document = talk(("Ann", FOUND), ("Ann", "This is a problem, I said."), ("Ann", "I said: this is a problem."))

    assert len(beside(document, FOUND)) == 1


def test_no_more_than_asked_for() -> None:
    document = talk(("Ann", FOUND), *[("Ann", f"Site {number} has a problem with its pumps.") for number in range(9)])

    assert len(beside(document, FOUND, limit=4)) <= 4


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Prosper", "Richard-Pierre Prosper", True),
        ("the lawyer", "The lawyer", True),
        ("the lawyer", "the spokesperson", False),
        ("Ann Prosser", "Ben Prosser", True),
        ("", "", False),
    ],
)
def test_who_is_who(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other) is same


@pytest.mark.shared
def test_the_real_case_shows_what_the_reports_quotation_left_out(shared_data: Path) -> None:
    folder = shared_data / "cases" / "hikvision"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    story = document_from_text((folder / "news-story-2023-04-17.txt").read_text(encoding="utf-8"))
    quoted = gold["report_claim"]["exact"]
    (match, *_) = Corpus([story]).check_quotation(quoted).matches

    remarks = left_out(story, match.span, quoted=quoted, quotations=find_quotations(story), limit=8)

    speakers = [entry["exact"] for entry in gold["evidence"][:4]]
    assert sum(any(words in remark.text for remark in remarks) for words in speakers) >= 3
    assert all(remark.qualifying for remark in remarks[:3])
