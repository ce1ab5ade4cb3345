"""Whoever is told is no part of what they are told."""

from __future__ import annotations

from dataclasses import replace

from dragoman.attributions.cues import DAYS, cue_at
from dragoman.attributions.drafts import Draft
from dragoman.attributions.reading import Reading
from dragoman.attributions.sources import addressee_span
from dragoman.attributions.spans import cut
from dragoman.records import Span

__all__ = ["with_addressee"]

_WHEN = ("earlier", "last", "this", "later", "recently", *DAYS)
"""Words that end the phrase of whoever is told: "told Reuters earlier that ..."."""


def with_addressee(reading: Reading, draft: Draft) -> Draft:
    """`draft` with whoever is told taken out of its content, if its cue is one of telling."""
    if draft.head is None or draft.hand:
        return draft
    addressee = draft.addressee
    if addressee is None:
        addressee = _object(reading, draft, draft.head)
    if reading.grammar.lemma[draft.head] in ("tell", "inform", "remind", "assure", "warn"):
        # By position: of "the daily Al-Sabil" a parse may hold the name alone.
        between = _between(reading, draft, draft.head)
        if between is not None and (addressee is None or between.covers(addressee)):
            addressee = between
    if addressee is None:
        return draft
    content = cut(reading.text, draft.content, addressee)
    if not content:
        return replace(draft, addressee=None)
    return replace(draft, addressee=addressee, content=content)


def _object(reading: Reading, draft: Draft, head: int) -> Span | None:
    """Whoever is told, by grammar; no phrase as long as a clause, which the parse only took for one."""
    g = reading.grammar
    cue = cue_at(reading, head)
    if cue is None or "tell" not in cue.frames or g.passive(head):
        return None
    who = g.kid(head, "iobj", "obj")
    if who is None or who < head:
        return None
    span = addressee_span(reading, who, head)
    taken = any(span.overlaps(s) for s in (*draft.source, *draft.cue))
    return None if taken or span.end - span.begin > 80 else span


def _between(reading: Reading, draft: Draft, head: int) -> Span | None:
    """The phrase between a verb of telling and the "that" of its content, where the parse lost it."""
    g = reading.grammar
    words: list[int] = []
    for w in range(head + 1, min(head + 18, len(g.words))):
        if g.lower[w] == "that" or (g.rel[w] == "punct" and g.forms[w] in ',.;:“”"'):
            break
        if g.words[w].pos in ("VERB", "AUX") and "VerbForm=Fin" in g.words[w].feats:
            return None
        if words and g.lower[w] in _WHEN:
            break
        words.append(w)
    closed = words and words[-1] + 1 < len(g.words) and g.lower[words[-1] + 1] in ("that", ",", ".", *_WHEN)
    if not closed or not any(g.words[w].pos in ("NOUN", "PROPN", "PRON") for w in words):
        return None
    while g.words[words[-1]].pos in ("ADP", "ADV"):
        words.pop()
    prepositions = [n for n, w in enumerate(words) if g.words[w].pos == "ADP" and n > 0]
    if prepositions and g.lower[words[prepositions[0]]] in ("on", "in", "at", "after", "by"):
        words = words[: prepositions[0]]
    span = g.span(words)
    return None if any(span.overlaps(s) for s in (*draft.source, *draft.cue)) else span
