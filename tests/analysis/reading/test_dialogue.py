"""Transcripts that are plain text: who speaks and when; and memos that only look like them."""

from __future__ import annotations

import pytest

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.reading.dialogue import document_from_dialogue
from esgcheck.analysis.types import Document

Said = list[tuple[str, float | None, str]]


def said(document: Document | None) -> Said:
    assert document is not None
    return [(p.speaker, p.time_start, p.span.of(document.text)) for p in document.passages if p.kind == "utterance"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[00:00:01] Welcome.\n[00:12:31] Ann Bee: This is a problem.\n[00:14:02] I said so.\n",
            [("", 1, "Welcome."), ("Ann Bee", 751, "This is a problem."), ("Ann Bee", 842, "I said so.")],
        ),
        (
            "00:12:31 Ann Bee: This is.\n00:12:40 Bob: No.\n01:13:00 Ann Bee: Yes\n",
            [("Ann Bee", 751, "This is."), ("Bob", 760, "No."), ("Ann Bee", 4380, "Yes")],
        ),
        (
            "Speaker 1 (00:12):\nThis is a problem.\n\nSpeaker 2 (00:20):\nIs it?\n\nSpeaker 1 (00:31): Yes.\n",
            [("Speaker 1", 12, "This is a problem."), ("Speaker 2", 20, "Is it?"), ("Speaker 1", 31, "Yes.")],
        ),
        (
            "Ann Bee  0:03\nHello there.\n\nBob Cee  0:12\nHi.\n\nAnn Bee  1:02:03\nBye.\n",
            [("Ann Bee", 3, "Hello there."), ("Bob Cee", 12, "Hi."), ("Ann Bee", 3723, "Bye.")],
        ),
        (
            "0:00\nwelcome to\n0:04\nthe show\n1:10\nof things\n",
            [("", 0, "welcome to"), ("", 4, "the show"), ("", 70, "of things")],
        ),
        (
            "0:00:00.378,0:00:11.378\nHello.\n\n0:00:12.000,0:00:13.000\nSo.\n\n0:00:14.000,0:00:15.000\nBye.\n",
            [("", 0.378, "Hello."), ("", 12, "So."), ("", 14, "Bye.")],
        ),
        (
            "[00:00.000 --> 00:04.000]  Hello.\n[00:04.000 --> 00:09.500]  So.\n[00:09.500 --> 00:11.000]  Bye.\n",
            [("", 0, "Hello."), ("", 4, "So."), ("", 9.5, "Bye.")],
        ),
        (
            ">> ANN BEE: Hello.\n>> BOB: Hi.\n>> ANN BEE: So?\n>> BOB: No.\n",
            [("ANN BEE", None, "Hello."), ("BOB", None, "Hi."), ("ANN BEE", None, "So?"), ("BOB", None, "No.")],
        ),
        (
            "主席：早上好。\n李明：你好。\n主席：开始吧。\n李明：好的。\n",
            [("主席", None, "早上好。"), ("李明", None, "你好。"), ("主席", None, "开始吧。"),
             ("李明", None, "好的。")],
        ),
    ],
    ids=["brackets", "times", "name and time", "name above", "time above", "subviewer", "range", "arrows", "wide"],
)  # fmt: skip
def test_the_usual_ways_to_write_who_speaks_and_when(text: str, expected: Said) -> None:
    assert said(document_from_dialogue(text)) == expected


def test_the_text_stays_the_files_own_and_paragraphs_keep_their_speaker() -> None:
    text = (
        "Hearing of 3 May\n\nTHE CHAIR: Good morning.\n\nMS. BEE: Thank you. We did not\nfind intent.\n\n"
        "The point: there was none.\n[Laughter]\nTHE CHAIR: Are you sure?\n\nMR. CEE: I am.\n\nMS. BEE: Yes.\n"
    )

    document = read_document(text.encode(), name="hearing.txt")

    assert document.text == text
    assert said(document) == [
        ("THE CHAIR", None, "Good morning."), ("MS. BEE", None, "Thank you. We did not\nfind intent."),
        ("MS. BEE", None, "The point: there was none."), ("THE CHAIR", None, "Are you sure?"),
        ("MR. CEE", None, "I am."), ("MS. BEE", None, "Yes."),
    ]  # fmt: skip
    others = [(p.kind, p.span.of(text)) for p in document.passages if p.kind != "utterance"]
    assert others == [("heading", "Hearing of 3 May"), ("paragraph", "[Laughter]")]


def test_an_utterance_ends_where_the_next_begins() -> None:
    document = document_from_dialogue("[00:01] One.\n\nMore.\n[00:05] Two.\n[00:09] Three.\n")

    assert document is not None
    assert [(p.time_start, p.time_end) for p in document.passages] == [(1, 5), (1, 5), (5, 9), (9, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Memo\n\nFrom: Ann\nTo: Bob\n\nNote: this is it.\n\nWe saw it.\n\nNote: more.\n\nSource: us.\n\nSource: you.\n",
        "Agenda\n\n09:00 Opening\n09:30 Talk: Water\n10:00 Coffee\n11:00 End\n",
        "Name: Ann\nRole: Lawyer\n\nName: Bob\nRole: Chair\n\nName: Cee\nRole: Clerk\n",
        "Scope 1: Emissions that we own.\n\nScope 2: Power that we buy.\n\nScope 3: The rest.\n\nWater: We drink.\n",
        "We went: it was closed.\n\nOn 3 May at 12:30 we left.\n\nThey said: no.\n\nThey said: never.\n\nAll said.\n",
        "One.\n" * 50 + "ANN: Yes.\nBOB: No.\nANN: Yes.\nBOB: No.\n" + "\nTwo words.\n" * 50,
        "",
        "0:00\n0:01\n0:02\n0:03\n",
    ],
    ids=["memo", "agenda", "form", "glossary", "prose", "a talk inside of prose", "nothing", "times alone"],
)
def test_what_only_looks_like_a_transcript_is_none(text: str) -> None:
    assert document_from_dialogue(text) is None
