"""Hands behind "citing" and "quoting": "Reuters reported, citing officials"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.attributions.drafts import Draft
from dragoman.attributions.reading import Reading
from dragoman.attributions.sources import is_speaker, source_span
from dragoman.attributions.spans import cut, tidy
from dragoman.records import Span

__all__ = ["with_cited"]


def with_cited(reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """`found` with those who are cited, each carried by the draft that cites them.

    The officials' words reach us through Reuters. A content of `found` that swallowed the phrase is cut
    before it, and a draft that takes the officials for what is said is dropped.
    """
    g = reading.grammar
    drafts = list(found)
    for i, lemma in enumerate(g.lemma):
        relative = i > 0 and g.lower[i - 1] in ("which", "who")
        if lemma not in ("cite", "quote") or not (g.lower[i] in ("citing", "quoting") or relative):
            continue
        words = _cited(reading, i)
        if not words or not is_speaker(reading, g.top(words)):
            continue
        carrier = _carrier(reading, drafts, i)
        if carrier is None:
            continue
        drafts = _without(reading, drafts, g.words[i].span, g.span([i - 1 if relative else i, *words]))
        content = next((d.content for d in drafts if d.head == carrier.head and d.cue == carrier.cue), ())
        if content:
            drafts.append(
                Draft(
                    (source_span(reading, words),), (g.words[i].span,), content, i, g.top(words), None, "quote", 0.9,
                    f"rule {g.lower[i]}", carrier=carrier.head, firm=True,
                )
            )  # fmt: skip
    return drafts


def _carrier(reading: Reading, drafts: Sequence[Draft], i: int) -> Draft | None:
    """The draft of the same sentence whose cue stands nearest before "citing", or else first behind it."""
    g = reading.grammar
    here = g.words[i].span
    sentence = g.sentence_at(here.begin)
    if sentence is None:
        return None
    options = [
        d for d in drafts
        if d.head is not None and d.cue and not any(c.overlaps(here) for c in d.cue) and sentence.covers(d.cue[0])
    ]  # fmt: skip
    before = [d for d in options if d.cue[0].begin < here.begin]
    if before:
        return max(before, key=lambda d: d.cue[0].begin)
    return min(options, key=lambda d: d.cue[0].begin, default=None)


def _without(reading: Reading, drafts: Sequence[Draft], cue: Span, phrase: Span) -> list[Draft]:
    """`drafts` less those that have `cue`, and the others' spans less the `phrase` of whoever is cited."""
    kept = []
    for d in drafts:
        if any(c.overlaps(cue) for c in d.cue):
            continue
        content = cut(reading.text, d.content, phrase)
        # "Radio Morava, citing the press office": the radio alone is the source.
        source = tuple(
            Span(s.begin, max(s.begin, tidied.end))
            for s in d.source
            if s.begin < phrase.begin
            and (tidied := tidy(reading.text, Span(s.begin, min(s.end, phrase.begin)))) is not None
        )
        if content:
            kept.append(replace(d, content=content, source=source or d.source))
    return kept


def _cited(reading: Reading, i: int) -> list[int]:
    """The phrase behind "citing", by position: parsers often hang the rest of the sentence on it."""
    g = reading.grammar
    if any(g.opened_by(k, "as") for k in g.children[i]):
        return []
    words: list[int] = []
    for w in range(i + 1, len(g.words)):
        if g.words[w].sentence != g.words[i].sentence:
            break
        if (g.rel[w] == "punct" and g.forms[w] in ',;.:“”"()–—') or g.lower[w] in (
            "that",
            "as",
            "who",
            "which",
        ):
            break
        if g.words[w].pos in ("VERB", "AUX") and "VerbForm=Fin" in g.words[w].feats:
            break
        words.append(w)
    while words and g.words[words[-1]].pos in ("ADP", "ADV", "CCONJ", "SCONJ", "PUNCT"):
        words.pop()
    return words
