"""Pairs of two lists that go in the same order in both, as many and as good ones as can be had."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


def heaviest(pairs: Iterable[tuple[int, int]], old: Sequence[str]) -> list[tuple[int, int]]:
    """Of pairs in the order of the old text, the subsequence that rises in the new one too and holds most letters.

    The best chains by where they end, of which a heavier one that ends earlier drops what is lighter and ends later.
    """
    ends: list[int] = []
    weights: list[int] = []
    lasts: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for i, j in pairs:
        at = bisect_left(ends, j)
        weight = (weights[at - 1] if at else 0) + len(old[i])
        before[i, j] = lasts[at - 1] if at else None
        behind = at
        while behind < len(ends) and weights[behind] <= weight:
            behind += 1
        if at == 0 or weights[at - 1] < weight:
            ends[at:behind], weights[at:behind], lasts[at:behind] = [j], [weight], [(i, j)]
    chain: list[tuple[int, int]] = []
    link = lasts[-1] if lasts else None
    while link is not None:
        chain.append(link)
        link = before[link]
    return chain[::-1]


def most_kept(like: list[list[float]], sizes: list[int], sizes_there: list[int], least: float) -> list[tuple[int, int]]:
    """Rows and columns of the pairs, both rising, that hold most: likeness times the letters of the shorter one.

    What is less alike than ``least`` is no pair.
    """
    rows, columns = len(sizes), len(sizes_there)
    worth = [[0.0] * (columns + 1)]
    for row in range(rows):
        above, here, scores, size = worth[-1], [0.0], like[row], sizes[row]
        for column in range(columns):
            best = max(above[column + 1], here[column])
            score = scores[column]
            if score >= least:
                best = max(best, above[column] + score * score * (8 + min(size, sizes_there[column])))
            here.append(best)
        worth.append(here)
    kept: list[tuple[int, int]] = []
    row, column = rows, columns
    while row and column:
        if worth[row][column] == worth[row - 1][column]:
            row -= 1
        elif worth[row][column] == worth[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            kept.append((row, column))
    return kept[::-1]
