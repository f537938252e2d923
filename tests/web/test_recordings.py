"""Recordings: taken in, played in pieces, tied to their transcript."""

from __future__ import annotations

import io
import socket
import sys
import wave
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.reading import read_document
from esgcheck.analysis.reading.recordings import recording_type
from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate
from esgcheck.documents.models import Document, Version
from tests.conftest import SOURCE_TEXT
from tests.remembering import Memory
from tests.web.test_workbench import as_user

pytest_plugins = ["tests.publishing.fixtures"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_once")]


def sound(seconds: int = 2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(1000)
        file.writeframes(bytes(1000 * seconds))
    return out.getvalue()


@pytest.fixture
def recording(case: Case, upload: Any, memory: Memory) -> Version:
    def work() -> None:
        upload(sound(), "source", "Talk.wav", "Recording of the talk")
        pipeline.run_everything()

    memory.bring(case, work)
    return case.versions.get()


@pytest.fixture
def talk(recording: Version, upload: Any) -> Version:
    """The transcript, uploaded under the recording's name."""
    version = upload(SOURCE_TEXT, "source", "talk.en.vtt", "Talk in Sydney")
    pipeline.run_everything()
    version.refresh_from_db()
    return version


@pytest.mark.parametrize(
    ("start", "media_type"),
    [
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"OggS\x00", "audio/ogg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", ""),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"\x00\x00\x00\x20ftypheic", ""),
        (b"\xff\xfeH\x00i\x00", ""),
    ],
)
def test_a_recording_is_told_by_its_first_bytes(start: bytes, media_type: str) -> None:
    assert recording_type(start) == media_type


def test_a_recording_is_a_document_without_words(recording: Version) -> None:
    assert read_document(sound(), name="a.wav").text == ""
    assert recording.state == "ready"
    assert recording.is_recording
    assert recording.pages.count() == 0


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        (None, 200, slice(None)),
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=2000-99999999", 206, slice(2000, None)),
        ("bytes=-", 200, slice(None)),
        ("bytes=0-1,5-6", 200, slice(None)),
        ("pages=1-2", 200, slice(None)),
        ("bytes=99999999-", 416, None),
        ("bytes=9-3", 416, None),
        ("bytes=-0", 416, None),
    ],
)
def test_a_player_gets_the_stretch_that_it_asks_for(
    recording: Version, bob: User, asked: str | None, status: int, body: slice | None
) -> None:
    headers = {"Range": asked} if asked else {}

    answer = as_user(bob).get(reverse("media", args=[recording.pk]), headers=headers)

    assert answer.status_code == status
    if body is None:
        assert answer["Content-Range"] == f"bytes */{len(sound())}"
        return
    got = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert got == sound()[body]
    assert answer["Content-Length"] == str(len(got))
    assert answer["Content-Type"] == "audio/wav"
    assert answer["Accept-Ranges"] == "bytes"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_of_an_open_range_only_so_much_comes_at_once_that_no_paused_player_holds_a_thread(
    recording: Version, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esgcheck.web.views.recordings._AT_ONCE", 100)
    ask = as_user(bob).get

    first = ask(reverse("media", args=[recording.pk]), headers={"Range": "bytes=50-"})
    last = ask(reverse("media", args=[recording.pk]), headers={"Range": f"bytes={len(sound()) - 7}-"})

    assert b"".join(first.streaming_content) == sound()[50:150]  # type: ignore[arg-type]
    assert first["Content-Range"] == f"bytes 50-149/{len(sound())}"
    assert b"".join(last.streaming_content) == sound()[-7:]  # type: ignore[arg-type]


def test_who_asks_for_much_and_takes_none_of_it_is_not_waited_for(recording: Version, bob: User) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        as_user(bob).get(reverse("media", args=[recording.pk]), **{"gunicorn.socket": ours})  # type: ignore[arg-type]

        assert ours.gettimeout() == 30


def test_a_stretch_of_another_file_is_not_given(recording: Version, bob: User) -> None:
    answer = as_user(bob).get(
        reverse("media", args=[recording.pk]), headers={"Range": "bytes=0-9", "If-Range": '"another"'}
    )
    assert answer.status_code == 200


def test_only_recordings_of_ones_own_cases_are_played(
    recording: Version, talk: Version, bob: User, charlie: User
) -> None:
    assert as_user(bob).get(reverse("media", args=[talk.pk])).status_code == 404
    assert as_user(charlie).get(reverse("media", args=[recording.pk])).status_code == 404
    assert Client().get(reverse("media", args=[recording.pk])).status_code == 404


def test_one_name_ties_a_recording_and_its_transcript(recording: Version, talk: Version) -> None:
    assert talk.document.recording_id == recording.document_id


def test_people_say_what_belongs_together(recording: Version, talk: Version, bob: User, carol: User) -> None:
    talk_page = reverse("belongs", args=[talk.document_id])

    as_user(bob).post(talk_page, {"other": ""})
    assert Document.objects.get(pk=talk.document_id).recording_id is None
    as_user(bob).post(reverse("belongs", args=[recording.document_id]), {"other": str(talk.document_id)})
    assert Document.objects.get(pk=talk.document_id).recording_id == recording.document_id
    assert as_user(carol).post(talk_page, {"other": ""}).status_code == 403
    as_user(bob).post(talk_page, {"other": str(talk.document_id)})
    assert Document.objects.get(pk=talk.document_id).recording_id == recording.document_id


def test_the_pages_of_both_say_what_belongs_together(recording: Version, talk: Version, bob: User, carol: User) -> None:
    client = as_user(bob)

    heard = client.get(reverse("document", args=[recording.document_id])).content.decode()
    assert "<audio" in heard
    assert reverse("pages", args=[talk.pk, 1]) in heard
    said = client.get(reverse("document", args=[talk.document_id])).content.decode()
    assert "Recording of the talk" in said
    assert "It is not of this one" in said
    assert "not of this one" not in as_user(carol).get(reverse("document", args=[talk.document_id])).content.decode()


def test_a_recording_without_a_transcript_says_what_to_do(recording: Version, bob: User) -> None:
    page = as_user(bob).get(reverse("document", args=[recording.document_id])).content.decode()
    assert "Upload one as WebVTT" in page


def test_a_moment_is_a_link_that_plays_it(talk: Version, recording: Version, bob: User) -> None:
    page = as_user(bob).get(reverse("pages", args=[talk.pk, 1])).content.decode()

    url = reverse("media", args=[recording.pk])
    assert f'href="{url}#t=12,20"' in page
    assert 'id="player"' in page


def test_an_installed_engine_writes_a_recording_down(
    recording: Version, bob: User, carol: User, settings: Any, tmp_path: Path
) -> None:
    address = reverse("transcribe", args=[recording.document_id])
    page = reverse("document", args=[recording.document_id])
    assert "written down by machine" not in as_user(bob).get(page).content.decode()
    (tmp_path / "engine.py").write_text(f"print({SOURCE_TEXT!r})")
    settings.SPEECH_COMMAND = f"{sys.executable} {tmp_path / 'engine.py'} {{audio}}"
    assert "Have it written down by machine" in as_user(bob).get(page).content.decode()

    assert as_user(carol).post(address).status_code == 403
    as_user(bob).post(address)
    assert "It is being written down" in as_user(bob).get(page).content.decode()
    pipeline.run_everything()

    made = Document.objects.get(recording=recording.document)
    assert made.title == "Recording of the talk (written down by machine)"
    assert made.version.passages.filter(speaker="Ann Prosser").exists()


def test_an_engine_that_fails_leaves_a_sentence(recording: Version, bob: User, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "engine.py").write_text("raise SystemExit(1)")
    settings.SPEECH_COMMAND = f"{sys.executable} {tmp_path / 'engine.py'} {{audio}}"

    as_user(bob).post(reverse("transcribe", args=[recording.document_id]))
    pipeline.run_everything()

    page = as_user(bob).get(reverse("document", args=[recording.document_id])).content.decode()
    assert "could not read the recording" in page


def test_lists_say_that_a_recording_is_one_and_lead_to_where_it_is_heard(
    client: Client, talk: Version, recording: Version, bob: User
) -> None:
    client.force_login(bob)

    listed = client.get(reverse("documents", args=[talk.case_id])).content.decode()
    page = client.get(reverse("document", args=[recording.document_id])).content.decode()

    assert "<span>Recording</span>" in listed
    assert "1 page, with its recording" in listed
    assert f'href="{reverse("document", args=[recording.document_id])}#recording">Listen</a>' in listed
    assert "0 pages" not in listed
    review = client.get(reverse("review", args=[talk.case_id])).content.decode()
    assert f'href="{reverse("document", args=[recording.document_id])}">' in review
    assert "0 pages" not in review
    assert f'href="{reverse("pages", args=[talk.pk, 1])}">Listen and read along' in page


def test_a_moment_that_cannot_be_heard_is_told_once(worked_case: Case, bob: User) -> None:
    candidate = Candidate.objects.get(kind="quoted_finding")
    page = as_user(bob).get(f"{reverse('review', args=[worked_case.pk])}?claim={candidate.pk}").content.decode()

    cards = page.split('id="suggested-')[1:]
    told = next(card for card in cards if "00:00:20" in card).partition("</header>")[0]
    assert told.count("00:00:20") == 1
