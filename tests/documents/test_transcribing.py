"""Speech to text by an engine that is installed: here a small program in its place, run as the real one is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from esgcheck.cases.models import Case
from esgcheck.documents.files import store
from esgcheck.documents.models import Document, Version
from esgcheck.documents.transcribing import NotWrittenDown, engine, machine_name, write_down

pytestmark = pytest.mark.django_db

WRITES = """
import os, pathlib, sys
audio, out = sys.argv[1:]
heard = len(pathlib.Path(audio).read_bytes())
secret = os.environ.get("ESGCHECK_SECRET_KEY", "none")
text = f"{heard} bytes in {pathlib.Path(audio).suffix}, {secret}"
pathlib.Path(out + ".vtt").write_text(f"WEBVTT\\n\\n00:00.000 --> 00:02.000\\n{text}\\n")
"""


@pytest.fixture
def recording(case: Case, alice: Any) -> Version:
    stored = store([b"ID3\x04 not much of a song"])
    document = Document.objects.create(case=case, kind="source", title="Talk", created_by=alice)
    return Version.objects.create(
        case=case, document=document, sha256=stored.sha256, size=stored.size, filename="Talk.mp3",
        media_type="audio/mpeg", created_by=alice,
    )  # fmt: skip


def use(settings: Any, folder: Path, program: str, words: str = "{audio} {out}") -> None:
    (folder / "engine.py").write_text(program)
    settings.SPEECH_COMMAND = f"{sys.executable} {folder / 'engine.py'} {words}"


def test_the_engine_reads_the_recording_and_knows_no_secret(
    recording: Version, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESGCHECK_SECRET_KEY", "the key of keys")
    use(settings, tmp_path, WRITES)

    assert b"23 bytes in .mp3, none" in write_down(recording)
    assert machine_name(recording) == "Talk.machine.vtt"


def test_a_transcript_that_is_printed_is_taken_too(recording: Version, settings: Any, tmp_path: Path) -> None:
    use(settings, tmp_path, 'print("WEBVTT")', "{audio}")
    assert write_down(recording).startswith(b"WEBVTT")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("print('hello')", "gave no transcript"),
        ("raise SystemExit(3)", "could not read"),
        ("while 1: pass", "too long"),
    ],
)
def test_an_engine_that_fails_is_told_in_a_sentence(
    recording: Version, settings: Any, tmp_path: Path, program: str, said: str
) -> None:
    use(settings, tmp_path, program)
    settings.SPEECH_SECONDS = 0.3 if "while" in program else 30

    with pytest.raises(NotWrittenDown, match=said):
        write_down(recording)


def test_without_an_engine_there_is_none(settings: Any, recording: Version) -> None:
    settings.SPEECH_COMMAND = ""
    assert engine() == []
    settings.SPEECH_COMMAND = "no-such-program-anywhere {audio}"
    assert engine() == []
    with pytest.raises(NotWrittenDown, match="no speech engine"):
        write_down(recording)
