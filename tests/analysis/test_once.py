"""Loaded when first asked for, and once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from esgcheck.analysis.once import Once


def test_nothing_is_loaded_before_somebody_asks_and_then_once_for_all_threads() -> None:
    loads: list[object] = []
    all_ask = threading.Barrier(8)

    def load() -> object:
        loads.append(object())
        time.sleep(0.05)  # so that the others come while it loads
        return loads[-1]

    thing = Once(load)
    assert loads == []

    def ask(_: int) -> object:
        all_ask.wait(60)
        return thing()

    with ThreadPoolExecutor(8) as threads:
        given = set(threads.map(ask, range(8)))

    assert given == {loads[0]}
    assert len(loads) == 1


def test_a_load_that_fails_is_tried_again() -> None:
    outcomes = iter([OSError("not there yet"), "weights"])

    def load() -> str:
        outcome = next(outcomes)
        if isinstance(outcome, OSError):
            raise outcome
        return outcome

    thing = Once(load)
    with pytest.raises(OSError, match="not there yet"):
        thing()

    assert thing() == "weights"
