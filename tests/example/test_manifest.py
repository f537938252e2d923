"""The manifest says what the files are, and the files are those."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from esgcheck.example.manifest import FILES, MANIFEST, load


def test_every_file_is_there_with_the_hash_that_the_manifest_gives():
    example = load()

    assert [document.path.name for document in example.documents if document.kind == "report"] == ["report.pdf"]
    assert {document.path for document in example.documents} == set(FILES.iterdir())


def test_the_example_is_small_enough_to_ship():
    assert sum(path.stat().st_size for path in MANIFEST.parent.rglob("*") if path.is_file()) < 1_500_000


def test_every_document_says_how_it_came_to_be_held():
    for document in load().documents:
        assert document.provenance, document.path.name
        assert document.provenance[-1].held, f"{document.path.name}: the last hop is the one that we hold"


def test_the_recording_itself_is_not_held_and_the_transcript_is():
    hops = load().document("talk.vtt").provenance

    assert [(hop.kind, hop.held) for hop in hops] == [("said", False), ("recorded", False), ("passed_on", True)]


def test_the_answer_stands_word_for_word_in_the_reply():
    example = load()

    reply = example.document(example.response.source).path.read_text(encoding="utf-8")

    assert example.response.text in reply


def test_a_changed_file_is_named(tmp_path: Path):
    files = tmp_path / "files"
    shutil.copytree(FILES, files)
    with (files / "news.txt").open("a", encoding="utf-8") as news:
        news.write("One more line.\n")

    with pytest.raises(ValueError, match=r"news\.txt is not the one"):
        load(files=files)


def test_a_missing_file_is_named(tmp_path: Path):
    files = tmp_path / "files"
    shutil.copytree(FILES, files)
    (files / "talk.vtt").unlink()

    with pytest.raises(ValueError, match=r"talk\.vtt is missing"):
        load(files=files)


def test_an_unknown_kind_of_provenance_is_refused(tmp_path: Path):
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    manifest["documents"][0]["provenance"][0]["kind"] = "stolen"
    changed = tmp_path / "example.json"
    changed.write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(ValueError, match="'stolen' is no kind of provenance"):
        load(changed)
