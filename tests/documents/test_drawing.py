"""Drawing holds up nobody: each page once, no document has all hands, thumbnails come last, too many are told so."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from esgcheck.documents.drawing import Busy, Drawers, Order


class Gate:
    """Work that is under way until it is let go; ``begun`` says in which order."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self._go = threading.Event()
        self._moved = threading.Condition()

    def work(self, name: str) -> None:
        with self._moved:
            self.begun.append(name)
            self._moved.notify_all()
        self._go.wait(10)

    def wait_for(self, count: int) -> list[str]:
        with self._moved:
            assert self._moved.wait_for(lambda: len(self.begun) >= count, 10)
            return sorted(self.begun)

    def open(self) -> None:
        self._go.set()


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.open()


def order(drawers: Drawers, gate: Gate, document: str, page: int = 1, *, patient: bool = False) -> Order:
    name = f"{document}{page}"
    return drawers.order(name, document, lambda: gate.work(name), patient=patient)


def test_the_same_page_asked_for_twice_is_drawn_once(gate: Gate) -> None:
    drawers = Drawers()

    first, second = order(drawers, gate, "a"), order(drawers, gate, "a")
    gate.open()

    assert first is second
    assert first.over.wait(10)
    assert gate.begun == ["a1"]


def test_a_document_whose_pages_take_for_ever_leaves_a_hand_for_the_others(gate: Gate) -> None:
    drawers = Drawers(at_once=3, of_one=2)

    for page in (1, 2, 3, 4):
        order(drawers, gate, "hostile", page)
    other = order(drawers, gate, "other")

    assert gate.wait_for(3) == ["hostile1", "hostile2", "other1"]
    assert not other.over.is_set()


def test_no_more_than_so_many_are_drawn_at_once(gate: Gate) -> None:
    drawers = Drawers(at_once=2, of_one=2)

    orders = [order(drawers, gate, name) for name in "abc"]

    assert gate.wait_for(2) == ["a1", "b1"]
    gate.open()
    assert all(one.over.wait(10) for one in orders)
    assert sorted(gate.begun) == ["a1", "b1", "c1"]


def test_what_somebody_looks_at_comes_before_thumbnails(gate: Gate) -> None:
    drawers = Drawers(at_once=1, of_one=1)
    order(drawers, gate, "a", 1)
    thumbnails = order(drawers, gate, "a", 2, patient=True)

    page = order(drawers, gate, "a", 3)
    gate.open()

    assert thumbnails.over.wait(10)
    assert page.over.wait(10)
    assert gate.begun == ["a1", "a3", "a2"]


def test_where_too_many_wait_one_is_told_at_once(gate: Gate) -> None:
    drawers = Drawers(at_once=1, most=2)
    order(drawers, gate, "a", 1)
    order(drawers, gate, "a", 2)

    with pytest.raises(Busy, match="again"):
        order(drawers, gate, "a", 3)
    order(drawers, gate, "a", 2)  # which is under way: no more work


def test_work_that_fails_says_why_and_makes_room(gate: Gate) -> None:
    drawers = Drawers(at_once=1)

    def fail() -> None:
        raise ValueError

    failed = drawers.order("a", "a", fail)
    assert failed.over.wait(10)
    gate.open()

    assert isinstance(failed.failure, ValueError)
    assert order(drawers, gate, "a").over.wait(10)
