"""A text as the rules read it: its parse, its quotations and the words that credit somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Lexicon
from dragoman.attributions.quotes import Quotation, paragraphs, spoken
from dragoman.records import Span

__all__ = ["Reading", "in_quotation", "is_quoted", "reading_of"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One text with all that a rule may look at; words are named by their index in the grammar."""

    text: str
    grammar: Grammar
    quotes: tuple[Quotation, ...]
    """Those that are somebody's sentence; a name or a doubted word in quotation marks is left out."""
    paragraphs: tuple[Span, ...]
    lexicon: Lexicon


def reading_of(text: str, grammar: Grammar, quotes: Sequence[Quotation], lexicon: Lexicon) -> Reading:
    """`text` with its `grammar` and those of its `quotes` that are spoken."""
    return Reading(text, grammar, tuple(q for q in quotes if spoken(text, q)), paragraphs(text), lexicon)


def is_quoted(reading: Reading, words: Sequence[int]) -> bool:
    """True if a part of `words` stands in quotation marks."""
    return bool(words) and any(q.span.overlaps(reading.grammar.span(words)) for q in reading.quotes)


def in_quotation(reading: Reading, i: int) -> bool:
    """True if word `i` stands in quotation marks."""
    span = reading.grammar.words[i].span
    return any(q.span.covers(span) for q in reading.quotes)
