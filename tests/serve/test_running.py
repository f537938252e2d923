from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from esgcheck.serve.running import AlreadyRunning, Running


def test_a_second_one_learns_where_the_first_listens(tmp_path: Path) -> None:
    first = Running(tmp_path)
    first.write({"pid": os.getpid(), "url": "http://127.0.0.1:8000"})

    with pytest.raises(AlreadyRunning) as refused:
        Running(tmp_path)

    assert refused.value.note["url"] == "http://127.0.0.1:8000"
    first.close()


def test_the_note_is_for_the_owner_alone_and_goes_with_the_server(tmp_path: Path) -> None:
    running = Running(tmp_path)
    running.write({"pid": os.getpid(), "url": "http://127.0.0.1:8000"})
    note = tmp_path / "run" / "serve.json"

    assert note.stat().st_mode & 0o777 == 0o600
    running.close()
    assert not note.exists()


def test_a_note_left_by_one_that_was_killed_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "serve.json").write_text(json.dumps({"pid": os.getpid(), "url": "http://127.0.0.1:1"}))

    running = Running(tmp_path)

    assert not (tmp_path / "run" / "serve.json").exists()
    running.close()


def test_a_note_that_was_left_tells_of_a_crash(tmp_path: Path) -> None:
    crashed = Running(tmp_path)
    crashed.write({"pid": 0})
    crashed._lock.close()

    after = Running(tmp_path)
    assert after.after_a_crash
    after.close()

    again = Running(tmp_path)
    assert not again.after_a_crash
    again.close()
