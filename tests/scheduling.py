"""Which tests go to one of several processes, and in which order: what shares a server or a module's fixtures stays
together, and what takes long goes first, so that no process is left alone with it at the end.

xdist's own ``--dist loadgroup`` is not used: xdist 3.8 with pytest 9.2 forgets the groups without a word, and each
process then starts servers of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/live/test_kill.py": "processes",
    "tests/live/test_serve.py": "processes",
    "tests/live/test_entering.py": "browser",
}
"""Files that use one server, with those of tests/browser."""

FIRST = (
    "processes",
    "browser",
    "tests/live/test_services.py",
    "tests/api/test_verify.py",
    "tests/serve/test_install.py",
)
"""They start processes and wait for them."""


def group_of(nodeid: str) -> str:
    """The tests of a file go together, and those of some files."""
    path = nodeid.partition("::")[0]
    return TOGETHER.get(path, "browser" if path.startswith("tests/browser/") else path)


class InGroups(LoadScopeScheduling):
    """Hands out whole groups as they come: see :func:`in_order`."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def in_order(nodeids: Iterable[str]) -> list[str]:
    """Those of :data:`FIRST`, then the groups with the most tests; within a group as before."""
    nodeids = list(nodeids)
    sizes = Counter(map(group_of, nodeids))

    def rank(nodeid: str) -> tuple[int, int, str]:
        group = group_of(nodeid)
        return (FIRST.index(group) if group in FIRST else len(FIRST), -sizes[group], group)

    return sorted(nodeids, key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> InGroups:
    return InGroups(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):  # one process alone takes them as they stand
        places = {nodeid: place for place, nodeid in enumerate(in_order(item.nodeid for item in items))}
        items.sort(key=lambda item: places[item.nodeid])
