"""Topics that stand beside the act: contexts of the codebook, by their words in a sentence or a whole document."""

from __future__ import annotations

from dragoman.events.codebook import Codebook
from dragoman.events.grammar import Grammar
from dragoman.records import Parse

__all__ = ["contexts_beside", "contexts_of"]


def contexts_beside(g: Grammar, anchor: int, book: Codebook) -> tuple[str, ...]:
    """Contexts of which a word stands in the sentence of an act."""
    lemmas = {g.lemma(i) for i in g.sentence_words(anchor)}
    return tuple(c.name for c in book.contexts if c.words & lemmas)


def contexts_of(parse: Parse, codebook: Codebook, least: int = 3) -> tuple[str, ...]:
    """Topics of a whole document: contexts of which at least `least` words stand in it, the commonest first."""
    counts: dict[str, int] = {}
    lemmas = [w.lemma.lower() for w in parse.words]
    for c in codebook.contexts:
        n = sum(1 for lemma in lemmas if lemma in c.words)
        if n >= least:
            counts[c.name] = n
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
