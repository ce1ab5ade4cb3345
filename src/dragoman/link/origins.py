"""Who repeats whom: documents and reports that rest on one origin.

Two reports share an origin if their documents are reprints of each other, if the sentence of one was copied
into the other, if both go back to one named speaker, if one names as its medium the publisher of the
other or the same agency, or if they hold the same quotation. What is left is the number of independent
origins; it is a count of what the texts let us see, never more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.link.groups import joined
from dragoman.link.reports import Report
from dragoman.records import Span

__all__ = ["Copies", "origin_groups"]


class Copies:
    """Reprints and copied passages, to ask of two evidences whether one copies the other."""

    def __init__(
        self,
        groups: Iterable[Sequence[str]] = (),
        passages: Iterable[tuple[str, Span, str, Span]] = (),
        quotations: Iterable[Sequence[tuple[str, Span]]] = (),
    ) -> None:
        """groups: ids of documents that print one article, the original first. passages: (document, span, copy,
        span). quotations: places of one and the same quotation."""
        self._group: dict[str, str] = {}
        for group in groups:
            for document in group:
                self._group[document] = group[0]
        self._passages: dict[tuple[str, str], list[tuple[Span, Span]]] = defaultdict(list)
        for document, span, copy, copied in passages:
            self._passages[document, copy].append((span, copied))
            self._passages[copy, document].append((copied, span))
        for places in quotations:
            for n, (document, span) in enumerate(places):
                for other, there in places[n + 1 :]:
                    if document != other:
                        self._passages[document, other].append((span, there))
                        self._passages[other, document].append((there, span))

    def group(self, document: str) -> str:
        """The document that this one reprints, or itself."""
        return self._group.get(document, document)

    def reprinted(self, document: str) -> str | None:
        """The original of the group of reprints that a document belongs to; None if it is printed once."""
        return self._group.get(document)

    def copied(self, a: Report, b: Report) -> bool:
        """True if the evidence of one stands in the other document as well."""
        if self.group(a.document) == self.group(b.document):
            return True
        return any(
            here.overlaps(a.evidence) and there.overlaps(b.evidence)
            for here, there in self._passages.get((a.document, b.document), ())
        )


def origin_groups(group: Sequence[Report], copies: Copies) -> list[list[Report]]:
    """The reports of an incident, those that rest on one origin together, in the order given."""
    pairs = (
        (j, i) for i, a in enumerate(group) for j, b in enumerate(group[:i]) if _one_origin(a, b, copies)
    )
    return [[group[n] for n in members] for members in joined(len(group), pairs)]


def _one_origin(a: Report, b: Report, copies: Copies) -> bool:
    if a.document == b.document and a.origin == b.origin:
        return True
    if copies.copied(a, b):
        return True
    if a.origin and a.origin == b.origin:
        return True
    via_a = a.media | ({a.origin} if a.origin else set())
    via_b = b.media | ({b.origin} if b.origin else set())
    # Both took it from one agency, or one took it from the other's publisher.
    if not a.origin and not b.origin and a.media & b.media:
        return True
    if a.media & b.media and (a.origin is None or b.origin is None):
        return True
    if b.publisher and b.publisher in via_a:
        return True
    return bool(a.publisher and a.publisher in via_b) or bool(
        a.publisher and a.publisher == b.publisher and a.origin is None and b.origin is None
    )
