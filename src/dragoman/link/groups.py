"""Pairs that belong together, to groups."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["joined"]


def joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below `count`, those that `pairs` join, straight or over others, in one group; all in order."""
    parent = list(range(count))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for i, j in pairs:
        one, two = sorted((root(i), root(j)))
        parent[two] = one
    groups: dict[int, list[int]] = {}
    for n in range(count):
        groups.setdefault(root(n), []).append(n)
    return list(groups.values())
