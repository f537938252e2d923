"""What is a quotation, who speaks and with which word."""

import json

import pytest

from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import Document, FoundQuotation, Page, Passage, Span


def found(text: str) -> list[FoundQuotation]:
    return find_quotations(document_from_text(text))


def only(text: str) -> FoundQuotation:
    quotations = found(text)
    assert len(quotations) == 1, quotations
    return quotations[0]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“We never looked into it,” Maria Lopez says.", "Maria Lopez", "says"),
        ("“We never looked into it,” said Maria Lopez, the company's lawyer.", "Maria Lopez", "said"),
        ("“We never looked into it,” a company spokesperson told reporters.", "a company spokesperson", "told"),
        ("“We never looked into it,” former finance director Maria Lopez wrote.", "Maria Lopez", "wrote"),
        ("“We never looked into it,” according to the audit report.", "the audit report", "according to"),
        ("Maria Lopez told the board: “We never looked into it.”", "Maria Lopez", "told"),
        ("In his review, the lawyer concluded: “We never looked into it.”", "the lawyer", "concluded"),
        ("Lopez, who led the review, added: “We never looked into it.”", "Lopez", "added"),
        ("According to Maria Lopez, “we never looked into it”.", "Maria Lopez", "According to"),
        ("As Maria Lopez, head of audit, put it: “We never looked into it.”", "Maria Lopez", "put it"),
        ("The firm cited Lopez's review, quoting it as saying: “We never looked at it.”", "Lopez's review", None),
        ("The contract obliges us to “keep every record of the work for ten years”.", "The contract", "obliges"),
        ("“We never looked into it.” — Maria Lopez, Chief Executive", "Maria Lopez", ""),
        ("Lopez reviewed the files and said: “We never looked into it.”", "Lopez", "said"),
    ],
)
def test_speaker_and_cue(text, speaker, cue):
    quotation = only(text)

    assert quotation.speaker == speaker
    if cue is not None:
        assert quotation.cue == cue
        assert quotation.cue_span is None or quotation.cue_span.of(text) == cue
    assert quotation.exact == quotation.span.of(text)


def test_the_speaker_span_is_the_mention_in_the_text():
    text = "Maria Lopez read the files. She said: “We never looked into it.”"

    quotation = only(text)

    assert quotation.speaker == "Maria Lopez"
    assert quotation.speaker_span is not None
    assert quotation.speaker_span.of(text) == "She"


def test_pronouns_and_teams_lead_to_the_last_fitting_name():
    text = (
        "Maria Lopez says she told the company, “This is a problem.”\n\n"
        "Lopez says that after her team finished, they told the company: “We are not going to look away.”"
    )

    first, second = found(text)

    assert first.speaker == "Maria Lopez"
    assert "Lopez" in second.speaker
    assert second.cue == "told"


def test_both_halves_of_a_broken_quotation_have_the_speaker():
    first, second = found("“We looked at it,” said Maria Lopez, “and we found nothing wrong.”")

    assert first.speaker == second.speaker == "Maria Lopez"


def test_a_speaker_is_carried_on_in_the_paragraph_and_into_a_paragraph_of_nothing_but_quotation():
    text = "“We looked at it,” Lopez said. “Nobody else did.”\n\n“There was nothing to find at the time.”"

    assert [quotation.speaker for quotation in found(text)] == ["Lopez"] * 3


def test_a_quotation_set_apart_has_its_cue_above_and_its_speaker_below():
    text = (
        "The review concluded:\n\n“We found no evidence of it.”\n\nJudge Mary Holm, outside review, 2024\n\nMore text."
    )

    quotation = only(text)

    assert (quotation.speaker, quotation.cue) == ("Judge Mary Holm", "concluded")


def test_an_attribution_at_the_end_of_the_sentence_is_for_all_its_quotations():
    text = "But other “market-based economies” stress “shared rights” instead, Lopez says in the recording."

    assert [(q.exact, q.kind, q.speaker) for q in found(text)] == [
        ("market-based economies", "fragment", "Lopez"),
        ("shared rights", "fragment", "Lopez"),
    ]


def test_a_clause_is_direct_and_a_few_words_are_a_fragment():
    kinds = {
        q.exact: q.kind for q in found('Lopez said it was "line by line" work and that "nobody was asked about it".')
    }

    assert kinds == {"line by line": "fragment", "nobody was asked about it": "direct"}


@pytest.mark.parametrize(
    "text",
    [
        'The talk, which the company referred to as a "training" in its e-mail, took an hour.',
        'The contracts had "concerning" language in them, Lopez says.',
        "For details see the section “Taxonomy-eligible economic activities” of this report.",
        "The magazine “Guide to Green Finance” appeared in May.",
        "Otterlund plc (hereinafter the “Group”) publishes its report every year.",
        "A so-called “green” bond was issued.",
    ],
)
def test_what_nobody_said_is_left_out(text):
    assert found(text) == []


def test_headers_and_footers_hold_no_quotations():
    text = "“We do what we say and we say it.”\n\nA paragraph."
    passages = (Passage(Span(0, 35), 1, "header"), Passage(Span(37, 49), 1, "paragraph"))

    assert find_quotations(Document(text, (Page(1, 0, len(text)),), passages)) == []


@pytest.mark.parametrize("text", ["", " ", '"', "“”", "“ ”", "''", "«»", "“\n\n“\n\n“", '""""', "‘"])
def test_marks_without_words_give_nothing(text):
    assert found(text) == []


def test_german_and_italian_speakers():
    assert only("„Wir haben nichts davon gewusst“, sagte Anna Weber.").speaker == "Anna Weber"
    assert only("Mario Rossi ha dichiarato: «Non abbiamo mai venduto questi prodotti».").speaker == "Mario Rossi"


@pytest.mark.shared
def test_the_quotations_of_the_real_story(shared_data):
    case = shared_data / "cases" / "hikvision"
    gold = json.loads((case / "gold.json").read_text())["quotes"]

    story = found((case / "news-story-2023-04-17.txt").read_text())
    places = {(q.span.start, q.span.end): q for q in story if q.kind != "indirect"}

    exact = [q for q in gold if (q["start"], q["end"]) in places]
    right = [q for q in exact if q["speaker"].lower() in places[q["start"], q["end"]].speaker.lower()]
    assert len(exact) == len(gold) == 20
    assert len(right) >= 19
    assert len(places) == len(exact)
