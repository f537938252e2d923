from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.reading.transcripts import document_from_transcript
from esgcheck.analysis.types import Document, UnreadableDocument


def said(document: Document) -> list[tuple[str, float | None, float | None, str]]:
    return [(p.speaker, p.time_start, p.time_end, p.span.of(document.text)) for p in document.passages]


VTT = """WEBVTT - a talk

NOTE nobody says this

STYLE
::cue { color: red }

intro
00:05.000 --> 00:12.000 align:start
<v Ann Prosser>We do not find that</v>

00:12.000 --> 00:15.500
<v Ann Prosser>the company <i>meant</i> harm &amp; damage.</v>

1:00:00.000 --> 1:00:02.000
<v.loud Bob>But this is a problem.</v>
"""


def test_webvtt_voices_become_utterances_with_times() -> None:
    document = document_from_transcript(VTT)

    assert said(document) == [
        ("Ann Prosser", 5.0, 15.5, "We do not find that the company meant harm & damage."),
        ("Bob", 3600.0, 3602.0, "But this is a problem."),
    ]
    assert {p.kind for p in document.passages} == {"utterance"}
    assert "Ann" not in document.text


SRT = """1
00:00:01,000 --> 00:00:03,000
CHRIS WALLACE: Good evening. Note: this
is on the record.

2
00:00:03,000 --> 00:00:05,250
Thank you all for coming.

3
00:00:05,250 --> 00:00:08,000
JOE: I am glad to be here.
CHRIS WALLACE: Let us begin.
"""


def test_subrip_speakers_are_taken_from_the_start_of_lines() -> None:
    document = document_from_transcript(SRT, media_type="application/x-subrip")

    assert said(document) == [
        ("CHRIS WALLACE", 1.0, 3.0, "Good evening. Note: this is on the record."),
        ("CHRIS WALLACE", 3.0, 5.25, "Thank you all for coming."),
        ("JOE", 5.25, 8.0, "I am glad to be here."),
        ("CHRIS WALLACE", 5.25, 8.0, "Let us begin."),
    ]


def test_long_speech_is_cut_at_the_end_of_a_sentence() -> None:
    words = "some words that go on " * 4
    cues = [
        f"00:{second:02}.000 --> 00:{second + 1:02}.000\n{words}{'and end.' if second % 3 == 2 else 'and'}"
        for second in range(30)
    ]

    document = document_from_transcript("WEBVTT\n\n" + "\n\n".join(cues))

    utterances = [p.span.of(document.text) for p in document.passages]
    assert len(utterances) == 10
    assert all(text.endswith("end.") for text in utterances)


def test_a_long_pause_begins_a_new_utterance() -> None:
    document = document_from_transcript("WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n00:30.000 --> 00:31.000\nTwo\n")

    assert [p.time_start for p in document.passages] == [1.0, 30.0]


def test_lines_that_scroll_are_not_said_twice() -> None:
    cues = ("00:01.000 --> 00:02.000\nIn May", "00:02.000 --> 00:03.000\nIn May", "00:03.000 --> 00:04.000\nit rained")
    text = "WEBVTT\n\n" + "\n\n".join(cues)

    assert document_from_transcript(text).text.strip() == "In May it rained"


def test_times_that_cannot_be_read_are_skipped_and_told() -> None:
    document = document_from_transcript("WEBVTT\n\nsoon --> later\nLost words\n\n00:01.000 --> 00:02.000\nKept words\n")

    assert document.text.strip() == "Kept words"
    assert [problem.code for problem in document.problems] == ["cues_skipped"]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (VTT.encode("utf-8-sig"), "text/vtt"),
        (VTT.encode("utf-16"), "text/vtt"),
        (VTT.replace("\n", "\r\n").encode(), "text/vtt"),
        (SRT.encode(), "application/x-subrip"),
        (SRT.replace("evening", "soirée").encode("cp1252"), "application/x-subrip"),
    ],
)
def test_transcripts_are_known_by_their_content(data: bytes, media_type: str) -> None:
    document = read_document(data, name="talk.txt")

    assert document.media_type == media_type
    assert len(document.passages) >= 2


PIECES = st.lists(
    st.sampled_from(
        [
            "WEBVTT",
            "\n",
            "\n\n",
            "00:01.000",
            " --> ",
            "-->",
            "00:00:02,500",
            "7",
            "NAME: ",
            "<v Ann>",
            "</v>",
            "<",
            "words ",
            "&amp;",
        ]
    )
    | st.text(max_size=5),
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(PIECES)
def test_any_text_gives_pages_that_hold_their_utterances(pieces: list[str]) -> None:
    document = document_from_transcript("".join(pieces))

    assert "".join(document.text[page.start : page.end] for page in document.pages) == document.text
    for passage in document.passages:
        assert document.pages[passage.page - 1].span.contains(passage.span)
        assert passage.time_start is not None
        assert passage.time_end is not None
        assert passage.time_start <= passage.time_end
        assert passage.span.of(document.text).strip()


@pytest.mark.shared
def test_a_real_hearing_keeps_its_speakers(shared_data: Path) -> None:
    document = read_document(shared_data / "transcripts" / "citymeetings_city-planning-commission-data.vtt")

    speakers = {p.speaker for p in document.passages}
    assert len(speakers) > 20
    assert "" not in speakers
    assert max(len(p.span) for p in document.passages) < 900
    starts = [p.time_start or 0 for p in document.passages]
    assert starts == sorted(starts)
    assert starts[-1] > 12 * 3600


@pytest.mark.shared
def test_broken_subtitles_end_in_a_document_or_a_reason(shared_data: Path) -> None:
    refused: set[str] = set()
    for path in sorted((shared_data / "transcripts" / "fixtures").iterdir()):
        try:
            assert read_document(path).text.strip()
        except UnreadableDocument as refusal:
            refused.add(refusal.code)

    assert refused <= {"empty", "unsupported"}


def test_every_usual_way_to_name_who_speaks_in_a_cue() -> None:
    cues = [
        "<v Ann Bee>One.", "<v.loud Bob Cee>Two.</v>", "CHAIR: Three.", ">> DEE: Four.", ">>Dee Eff: Five.",
        "- Gus: Six.\n- Hal: Seven.", ">> Eight, by nobody knows whom.", "Note: nine.", "- Gus: Ten.\n- Hal: Eleven.",
        ">> Dee Eff: Twelve.",
    ]  # fmt: skip
    text = "WEBVTT\n\n" + "\n\n".join(f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{cue}" for at, cue in enumerate(cues))

    document = document_from_transcript(text)

    assert [(p.speaker, p.span.of(document.text)) for p in document.passages] == [
        ("Ann Bee", "One."), ("Bob Cee", "Two."), ("CHAIR", "Three."), ("DEE", "Four."), ("Dee Eff", "Five."),
        ("Gus", "Six."), ("Hal", "Seven."), ("", "Eight, by nobody knows whom."), ("", "Note: nine."), ("Gus", "Ten."),
        ("Hal", "Eleven."), ("Dee Eff", "Twelve."),
    ]  # fmt: skip
