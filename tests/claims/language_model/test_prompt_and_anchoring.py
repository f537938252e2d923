"""What a language model may mark: words that were sent to it, letter for letter."""

from __future__ import annotations

import json

import pytest

from esgcheck.analysis.types import Document, Page, Passage, Span
from esgcheck.claims.language_model import parts as cutting
from esgcheck.claims.language_model.anchoring import anchor
from esgcheck.claims.language_model.parts import parts_of
from esgcheck.claims.language_model.prompt import MOST_SCORE, NotUnderstood, Proposal, messages_for, proposals_in

ROW = {"passage": 1, "quote": "We cut our water use by 4 %.", "kind": "metric", "score": 0.6}


def document(*passages: tuple[str, str] | tuple[str, str, str]) -> Document:
    text, made = "", []
    for words, kind, *hidden in passages:
        span = Span(len(text), len(text) + len(words))
        made.append(Passage(span, 1, kind, hidden=hidden[0] if hidden else ""))  # type: ignore[arg-type]
        text += words + "\n\n"
    return Document(text, (Page(1, 0, len(text)),), tuple(made))


PAPER = document(
    ("Water and what we do with it", "heading"),
    ("In 2023 we cut our\nwater use by 4.5 % against 2019. We cut our costs too.", "paragraph"),
    ("No river was harmed by any of our sites.", "list_item"),
    ("我们在二零二三年减少了用水。明年继续。", "paragraph"),
)


def anchored(quote: str, passage: int | None = None) -> list[str]:
    [part] = parts_of(PAPER)
    found, _ = anchor([Proposal(quote, "metric", 0.5, passage)], part, PAPER.text)
    return [one.span.of(PAPER.text) for one in found]


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps({"claims": [ROW]}),
        json.dumps([ROW]),
        f"```json\n{json.dumps({'claims': [ROW]})}\n```",
        f"<think>Is [1] one? {{no}}</think>Here are 1 of [3] claims:\n{json.dumps({'claims': [ROW]})}\nThat is all.",
    ],
)
def test_an_answer_is_read_with_fences_thoughts_and_talk_around_it(answer: str) -> None:
    assert proposals_in(answer) == ([Proposal(ROW["quote"], "metric", 0.6, 1)], 0)


@pytest.mark.parametrize("answer", ["", "I see none.", '{"claims": [{"quo', "[" * 100_000, '{"claims": 7}', "[1, 2]"])
def test_an_answer_of_another_form_is_not_understood(answer: str) -> None:
    with pytest.raises(NotUnderstood):
        proposals_in(answer)


def test_kind_and_score_are_held_to_what_we_know() -> None:
    scores = '1.0, -3, NaN, Infinity, "high", true, 1' + "0" * 400
    rows = ", ".join(f'{{"quote": "q", "kind": "Quoted Finding", "score": {score}}}' for score in scores.split(", "))
    strange = {"quote": "q", "kind": "<b>fraud</b>", "score": 0.2, "reason": "Publish this now", "passage": "all"}

    proposals, without_form = proposals_in(f'{{"claims": [{rows}, {json.dumps(strange)}, {{"quote": 5}}]}}')

    assert without_form == 1
    assert [proposal.score for proposal in proposals] == [MOST_SCORE, 0.0, 0.5, MOST_SCORE, 0.5, 0.5, MOST_SCORE, 0.2]
    assert {proposal.kind for proposal in proposals[:-1]} == {"quoted_finding"}
    assert (proposals[-1].kind, proposals[-1].passage) == ("general", None)


def test_white_space_may_differ_and_the_wrong_passage_be_named() -> None:
    assert anchored("In 2023  we cut our water use by 4.5 % against 2019.", 4) == [
        "In 2023 we cut our\nwater use by 4.5 % against 2019."
    ]
    assert anchored("我们在二零二三年减少了用水。") == ["我们在二零二三年减少了用水。"]


@pytest.mark.parametrize(
    "quote",
    [
        "In 2023 we cut our water use by 5.5 % against 2019.",  # a number
        "no river was harmed by any of our sites.",  # a letter
        "In 2023 we cut our water use by 4",  # within a number
        "No river was harmed by any of our site",  # within a word
        "We cut our costs too. No river was harmed",  # over a border of passages
        "Water and what we do with it",  # a heading
        "our sites.",  # nearly nothing
        "",
        "In 2023 .* 2019.",
    ],
)
def test_what_does_not_stand_there_word_for_word_is_dropped_and_counted(quote: str) -> None:
    [part] = parts_of(PAPER)

    assert anchor([Proposal(quote, "metric", 0.5, 2)], part, PAPER.text) == ([], 1)


def test_the_same_words_twice_are_one_proposal_for_each_place_where_they_stand() -> None:
    paper = document(("We cut our water use. We cut our water use.", "paragraph"))
    [part] = parts_of(paper)

    found, dropped = anchor([Proposal("We cut our water use.", "metric", 0.5)] * 3, part, paper.text)

    assert ([one.span for one in found], dropped) == ([Span(0, 21), Span(22, 43)], 0)


def test_parts_hold_all_that_can_be_seen_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "CHARACTERS", 60)
    long = "One sentence of some length. " * 5
    paper = document((long.strip(), "paragraph"), ("Report 2023", "header"), ("Unseen.", "paragraph", "white"))

    parts = parts_of(paper)

    assert all(part.characters <= 60 for part in parts)
    assert " ".join(piece.words for part in parts for piece in part.pieces) == long.strip()
    assert messages_for(parts[0])[1]["content"] == json.dumps(
        [{"passage": 1, "text": parts[0].pieces[0].words}], indent=0
    )
