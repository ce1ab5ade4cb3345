"""Vehicles: the one kind of mention that no corpus teaches the model, found by a list of nouns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from dragoman.records import ParsedMention, Span, Word

__all__ = ["vehicles"]

_LIST = Path(__file__).parents[1] / "data" / "language" / "vehicles.txt"
_BEFORE = ("amod", "compound", "nummod", "det")


@cache
def _nouns() -> frozenset[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def vehicles(words: Sequence[Word], mentions: Sequence[ParsedMention]) -> list[ParsedMention]:
    """A mention for each listed noun that stands in no other mention, with the words that describe it before it.

    A noun that only describes another ("a car bomb", "bus driver") is no vehicle.
    """
    nouns = _nouns()
    found: list[ParsedMention] = []
    for i, word in enumerate(words):
        if (
            word.pos != "NOUN"
            or word.lemma.lower() not in nouns
            or word.dep.split(":")[0] in ("compound", "amod")
        ):
            continue
        if any(m.span.begin < word.span.end and word.span.begin < m.span.end for m in mentions):
            continue
        first = i
        while first and words[first - 1].head == i and words[first - 1].dep.split(":")[0] in _BEFORE:
            first -= 1
        span = Span(words[first].span.begin, word.span.end)
        if not any(m.span.overlaps(span) and not span.covers(m.span) for m in mentions):
            found.append(ParsedMention(span, "Vehicle", 1.0))
    return found
