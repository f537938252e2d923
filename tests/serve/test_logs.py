from __future__ import annotations

from pathlib import Path

from esgcheck.serve.logs import KEEP, Errors, last_words, rotate


def test_a_small_log_is_left_alone(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("short\n")

    rotate(log, at=100)

    assert log.read_text() == "short\n"


def test_a_large_log_moves_on_and_the_oldest_goes(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    for number in range(KEEP + 2):
        log.write_text(f"{number}" * 100)
        rotate(log, at=100)

    assert not log.exists()
    assert [path.read_text()[0] for path in sorted(tmp_path.glob("web.log*"))] == ["4", "3", "2"]


def test_only_what_was_added_since_is_said_and_only_errors(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    log.write_text("2026-11-23 ERROR an old one\n")
    errors = Errors(log)
    with log.open("a") as file:
        file.write("2026-11-23 INFO all is well\n2026-11-23 ERROR celery a new one\n")
        file.write('Traceback (most recent call last):\n  File "x.py"\nValueError: no ERRORs in here\n')

    assert errors.new() == ["2026-11-23 ERROR celery a new one", "ValueError: no ERRORs in here"]
    assert errors.new() == []


def test_a_line_half_written_is_said_once_and_whole(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    errors = Errors(log)
    log.write_text("ERROR half of")
    assert errors.new() == []

    log.write_text("ERROR half of a line\n")

    assert errors.new() == ["ERROR half of a line"]


def test_the_same_error_many_times_is_said_once(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    errors = Errors(log)
    log.write_text("".join(f"12:00:{second:02} ERROR the broker is away\n" for second in range(60)))

    assert len(errors.new()) == 1


def test_last_words_are_the_end_of_the_log(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("".join(f"line {number}\n" for number in range(20)))

    assert last_words(log, 2).split() == ["line", "18", "line", "19"]
    assert last_words(tmp_path / "absent.log") == ""
