"""Who draws, and how much at once: so that many pages asked for together, or one that takes for ever, hold up nobody.

What is to be drawn is an *order* with a key. The same key asked for twice is one order, and whoever asks waits for the
same end. Orders are carried out by a few threads of this process (each waits for a child of the cage, which does the
work); of those no single document may have all, and what is patient (thumbnails) comes after what a person looks at.
Where too many wait already, ``order`` says so at once.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)


class Busy(Exception):
    """Too much is being drawn at the moment, or it takes longer than anybody should wait. ``str()`` is for the user."""


@dataclass(eq=False)
class Order:
    """Something to be drawn. ``over`` is set when it is drawn, or will not be; then ``failure`` says why not."""

    key: object
    document: str
    work: Callable[[], None]
    patient: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    failure: Exception | None = None


class Drawers:
    """``at_once`` orders at a time, ``of_one`` of them at most for one document, ``most`` under way and waiting."""

    def __init__(self, *, at_once: int = 3, of_one: int = 2, most: int = 40) -> None:
        self._at_once, self._of_one, self._most = at_once, of_one, most
        self.forget()

    def forget(self) -> None:
        """In a fork: its threads are the other process's."""
        self._lock = threading.Lock()
        self._orders: dict[object, Order] = {}
        self._waiting: list[Order] = []
        self._busy: Counter[str] = Counter()

    def order(self, key: object, document: str, work: Callable[[], None], *, patient: bool = False) -> Order:
        """Have ``work`` done soon; the order that there is already, where there is one. Raises Busy."""
        with self._lock:
            if key in self._orders:
                return self._orders[key]
            if len(self._orders) >= self._most:
                raise Busy("Many pages are being drawn at the moment. Load this one again in a few seconds.")
            order = self._orders[key] = Order(key, document, work, patient)
            self._waiting.append(order)
            self._go_on()
        return order

    def _go_on(self) -> None:
        """Start what may be started. With the lock held."""
        while self._busy.total() < self._at_once and (order := self._next()) is not None:
            self._waiting.remove(order)
            self._busy[order.document] += 1
            threading.Thread(target=self._draw, args=(order,), daemon=True).start()

    def _next(self) -> Order | None:
        free = [order for order in self._waiting if self._busy[order.document] < self._of_one]
        return min(free, key=lambda order: (order.patient, self._busy[order.document]), default=None)

    def _draw(self, order: Order) -> None:
        try:
            order.work()
        except Exception as error:
            order.failure = error
            # The text of an exception can hold words of a document: only its class is logged.
            logger.info("Drawing failed (%s)", type(error).__name__)
        finally:
            with self._lock:
                del self._orders[order.key]
                self._busy -= Counter([order.document])  # which forgets those that have none left
                self._go_on()
            order.over.set()


DRAWERS = Drawers()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=DRAWERS.forget)
