"""``manage.py verify``, run as people run it: a process of its own, from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from esgcheck.publishing.schemas import schema_text
from tests.conftest import REPORT_TEXT, SOURCE_TEXT

ROOT = Path(__file__).resolve().parents[2]


def verify(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """With temporary files and var/ inside ``place``, so that what is left behind is seen."""
    (place / "tmp").mkdir(exist_ok=True)
    environment = {
        **{key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "ESGCHECK_ALLOW_WEAK_CAGE"}},
        "ESGCHECK_VAR": str(place / "var"),
        "TMPDIR": str(place / "tmp"),
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",  # the real one must not be touched
        "COLUMNS": "120",
    }
    command = [sys.executable, "-W", "error", str(ROOT / "manage.py"), "verify", *arguments]
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    altered = REPORT_TEXT.replace("do not find that the company", "do not find the company")
    (folder / "report.txt").write_text(altered)
    (folder / "sources" / "talks").mkdir(parents=True)
    with zipfile.ZipFile(folder / "sources" / "talks" / "pile.zip", "w") as archive:
        archive.writestr("talk.vtt", SOURCE_TEXT)
        archive.writestr("in/empty.docx", bytes(range(256)) * 9)
    (folder / "sources" / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "sources" / ".hidden").write_text("not meant")
    return folder


@pytest.fixture(scope="module")
def ran(place: Path) -> subprocess.CompletedProcess[str]:
    return verify(place, "report.txt", "--source", "sources", "--output", "case.json")


@pytest.fixture(scope="module")
def written(place: Path, ran: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((place / "case.json").read_text())
    return data


def test_what_it_writes_is_the_web_export(written: dict[str, Any]) -> None:
    jsonschema.validate(written, json.loads(schema_text("case-1")), jsonschema.Draft202012Validator)
    assert written["format"] == "esgcheck-case"
    assert written["case"]["title"] == "report"
    assert {row["title"] for row in written["documents"]} == {"report", "talk", "broken", "pile", "empty"}
    assert written["candidates"]
    assert written["suggestions"]


def test_an_unreadable_source_is_reported_and_the_rest_goes_on(
    ran: subprocess.CompletedProcess[str], written: dict[str, Any]
) -> None:
    assert ran.returncode == 3, ran.stderr
    assert "Not read: sources/broken.pdf: " in ran.stderr
    states = {row["title"]: row["versions"][0]["state"] for row in written["documents"]}
    assert states == {"report": "ready", "pile": "ready", "talk": "ready", "broken": "failed", "empty": "failed"}
    assert "Not read: sources/talks/pile.zip/in/empty.docx: " in ran.stderr


def test_the_summary_shows_what_was_altered_and_what_to_check(ran: subprocess.CompletedProcess[str]) -> None:
    assert "Quotations in the report" in ran.stderr
    assert "Altered, page 1" in ran.stderr
    assert "[-that-]" in ran.stderr
    assert "Most worth checking" in ran.stderr
    assert "Scope 1" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


def test_nothing_is_left_behind(place: Path, ran: subprocess.CompletedProcess[str]) -> None:
    assert list((place / "tmp").iterdir()) == []
    assert {path.name for path in (place / "var").iterdir()} <= {"secret_key"}
    assert not (place / "case.json.part").exists()


def test_to_standard_output_and_quiet(place: Path) -> None:
    ran = verify(place, "report.txt", "--output", "-", "--quiet")

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["case"]["title"] == "report"
    assert ran.stderr == ""


def test_a_report_that_cannot_be_read_ends_with_one_and_a_sentence(place: Path) -> None:
    ran = verify(place, "sources/broken.pdf", "--output", "broken.json")

    assert ran.returncode == 1
    assert "Not read: sources/broken.pdf: " in ran.stderr


def test_a_path_that_is_not_there_is_said(place: Path) -> None:
    ran = verify(place, "no-such-report.pdf")

    assert ran.returncode == 1
    assert "There is no file or folder no-such-report.pdf." in ran.stderr
    assert "Traceback" not in ran.stderr
