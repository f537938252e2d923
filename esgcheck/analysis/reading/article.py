"""Which part of a web page is its article, and which part menus, teasers and imprints."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.reading.blocks import Block

_ASIDE = frozenset({"nav", "footer", "aside"})
_RUNNING = 80
"""A paragraph of so many letters is running text, and no menu."""


def article_first(blocks: list[Block], parents: Sequence[int], names: Sequence[str]) -> list[Block]:
    """The blocks, those of the article before the others. ``parents[node]`` is the element around an element, and
    ``names[node]`` what it is called; 0 is the page."""
    aside = _within(parents, [name in _ASIDE for name in names])
    for wanted in ("main", "article"):
        marked = _within(parents, [name == wanted for name in names])
        first = [marked[block.node] and not aside[block.node] for block in blocks]
        if _share(blocks, first) >= 0.2:
            return _divided(blocks, first)
    weights: dict[int, int] = {}
    for block in blocks:
        if block.kind == "paragraph" and len(block.text) >= _RUNNING and not block.hidden and not aside[block.node]:
            holder = parents[block.node] if names[block.node] == "p" else block.node
            weights[holder] = weights.get(holder, 0) + len(block.text)
            weights[parents[holder]] = weights.get(parents[holder], 0) + len(block.text) // 2
    if not weights:
        return blocks
    densest = max(weights, key=lambda node: weights[node])
    inside = _within(parents, [node == densest for node in range(len(parents))])
    first = [inside[block.node] and not aside[block.node] for block in blocks]
    return _divided(blocks, first) if _share(blocks, first) >= 0.4 else blocks


def _within(parents: Sequence[int], chosen: list[bool]) -> list[bool]:
    """For every element whether it or one around it is chosen; an element comes after the one around it."""
    inside = list(chosen)
    for node in range(1, len(parents)):
        inside[node] = inside[node] or inside[parents[node]]
    return inside


def _share(blocks: list[Block], first: list[bool]) -> float:
    """How much of what a reader sees is in the first part."""
    total = sum(len(block.text) for block in blocks if not block.hidden)
    inside = sum(len(block.text) for block, yes in zip(blocks, first, strict=True) if yes and not block.hidden)
    return inside / max(total, 1)


def _divided(blocks: list[Block], first: list[bool]) -> list[Block]:
    pairs = list(zip(blocks, first, strict=True))
    return [block for block, yes in pairs if yes] + [block for block, yes in pairs if not yes]
