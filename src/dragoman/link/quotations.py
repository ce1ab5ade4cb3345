"""The same quotation in several articles, though one of them trimmed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.link.groups import joined
from dragoman.link.reports import Claim
from dragoman.records import SharedQuotation, short_id

__all__ = ["shared_quotations"]

LEAST_SHARE = 0.6
"""Share of the shorter quotation's five-word runs that stand in the longer one."""


def shared_quotations(claims: Iterable[Claim]) -> tuple[SharedQuotation, ...]:
    """Quotations of eight words or more that two documents or more print, aligned even if trimmed."""
    quotes = [c for c in claims if len(c.shingles) >= 4]
    index: dict[int, list[int]] = defaultdict(list)
    for n, claim in enumerate(quotes):
        for shingle in claim.shingles:
            index[shingle].append(n)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holders in index.values():
        # A run that very many hold is a form of words ("thank you very much for your"), not a quotation.
        if not 1 < len(holders) <= 60:
            continue
        for x, i in enumerate(holders):
            for j in holders[x + 1 :]:
                if quotes[i].document != quotes[j].document:
                    shared[i, j] += 1
    alike = [
        (i, j)
        for (i, j), count in shared.items()
        if count >= LEAST_SHARE * min(len(quotes[i].shingles), len(quotes[j].shingles))
    ]
    found = []
    for group in joined(len(quotes), alike):
        members = [quotes[n] for n in group]
        if len({c.document for c in members}) < 2:
            continue
        members.sort(key=lambda c: (-len(c.shingles), c.document, c.attribution))
        named = [c.speaker for c in members if c.speaker]
        found.append(
            SharedQuotation(
                "q" + short_id("quotation", min(min(c.shingles) for c in members)),
                max(set(named), key=lambda s: (named.count(s), s)) if named else None,
                tuple((c.document, c.attribution, c.span) for c in members),
            )
        )
    return tuple(sorted(found, key=lambda q: q.id))
