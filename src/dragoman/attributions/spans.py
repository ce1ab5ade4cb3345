"""Spans against the text they stand in: tidied, joined, cut, compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.records import Span, hull

__all__ = ["cut", "disjoint", "minus", "share", "tidy"]


def tidy(text: str, span: Span) -> Span | None:
    """`span` without white space and without a comma or full stop at its end that stands outside quotation marks."""
    begin, end = span
    while begin < end and (text[begin].isspace() or text[begin] in ",;:.–—"):
        begin += 1
    while begin < end and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    # A full stop stays after an initial or an abbreviation ("U.S.", "a.m."): those hold another stop or a capital.
    if (
        end - begin > 1
        and text[end - 1] == "."
        and not re.search(
            r"(?:\b[A-Za-z]\.[A-Za-z]|\b[A-Z]|\.\.)\.$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|etc|No)\.$", text[begin:end]
        )
    ):
        end -= 1
    return Span(begin, end) if begin < end and any(c.isalnum() for c in text[begin:end]) else None


def cut(text: str, content: Sequence[Span], out: Span) -> tuple[Span, ...]:
    """What is left of `content` on both sides of `out`, tidied."""
    left: list[Span] = []
    for span in content:
        if span.overlaps(out):
            left.extend(t for piece in minus(span, [out]) if (t := tidy(text, piece)) is not None)
        else:
            left.append(span)
    return tuple(left)


def minus(span: Span, others: Sequence[Span]) -> list[Span]:
    """What is left of `span` outside of `others`."""
    left = [span]
    for other in others:
        left = [
            piece
            for s in left
            for piece in (
                (Span(s.begin, min(s.end, other.begin)), Span(max(s.begin, other.end), s.end))
                if s.overlaps(other)
                else (s,)
            )
            if piece.begin < piece.end
        ]
    return left


def disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap joined."""
    out: list[Span] = []
    for span in sorted(set(spans)):
        if out and span.begin < out[-1].end:
            out[-1] = hull((out[-1], span))
        else:
            out.append(span)
    return tuple(out)


def share(a: Span, b: Span) -> float:
    """Shared characters over the shorter of the two."""
    shared = min(a.end, b.end) - max(a.begin, b.begin)
    return max(0, shared) / max(1, min(a.end - a.begin, b.end - b.begin))
