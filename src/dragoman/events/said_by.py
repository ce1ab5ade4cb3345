"""Whom the text credits with the news of an act: a source, an accuser, a denier."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.drafts import Draft
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.parties import trim
from dragoman.events.status import Reading
from dragoman.records import Attribution, Span

__all__ = ["SPEECH", "attribution_around", "said_by"]

SPEECH = word_set(
    "say tell add claim state report announce declare explain note argue insist acknowledge admit confirm believe think allege "
    "warn deny write reveal suggest stress assert testify concede recall reply respond tweet estimate indicate show"
)


def attribution_around(g: Grammar, d: Draft, attributions: Sequence[Attribution]) -> Attribution | None:
    """The innermost attribution whose content tells the act as a claim."""
    around = [a for a in attributions if any(c.covers(d.span) for c in a.content) and not _only_felt(g, a)]
    return min(around, key=_length, default=None)


def said_by(
    g: Grammar, d: Draft, inner: Attribution | None, attributions: Sequence[Attribution], reading: Reading
) -> Span | None:
    """The source of the attribution around an act, or else whoever denies it, whom the model names, who speaks by grammar.

    inner: the innermost attribution around it.
    """
    speaking = _speaking(g, inner, attributions)
    if speaking is not None and speaking.of(g.text).lower() not in NOBODY:
        head = g.head_of(speaking)
        phrase = speaking if head is None else g.phrase(head)
        return phrase if speaking.overlaps(phrase) else speaking
    if reading.denier is not None:
        return g.phrase(reading.denier)
    if d.model is None:
        speaker = None if attributions else _speaker(g, d.anchor)
        return None if speaker is None else g.phrase(speaker)
    source = None if d.model.said_by is None else trim(g, d.model.said_by)
    if source is None or not _speaks(g, source) or _is_speaker(g, source) or _feels(g, source):
        return None
    return source


NOBODY = frozenset({"that", "this", "which", "one", "these", "those", "there", "video", "footage"})
"""Sources that name nobody who could be held to what is said."""


def _length(a: Attribution) -> int:
    return sum(c.end - c.begin for c in a.content)


def _is_speaker(g: Grammar, span: Span) -> bool:
    """Whether a phrase is "I" or "we": whoever speaks, named elsewhere or the author."""
    return all(g.lemma(i) in ("i", "we", "me", "us", "myself") for i in g.at(span))


def _speaking(g: Grammar, inner: Attribution | None, attributions: Sequence[Attribution]) -> Span | None:
    """The source of an attribution; behind "I" and "we" that of the attribution they stand in; None if nobody names them."""
    by_id = {a.id: a for a in attributions}
    for _ in range(4):
        if inner is None or not inner.source:
            return None
        span = inner.source[0]
        if not _is_speaker(g, span):
            return span
        around = [
            a for a in attributions if a is not inner and a.source and any(c.covers(span) for c in a.content)
        ]
        inner = min(around, key=_length, default=by_id.get(inner.carried_by or ""))
    return None


FEELING = word_set(
    "furious angry irate outraged livid incensed upset unhappy glad happy pleased delighted proud relieved dismayed shocked "
    "alarmed saddened disappointed thrilled ashamed grateful jealous nervous surprised"
)


def _only_felt(g: Grammar, a: Attribution) -> bool:
    """Whether an attribution tells of feelings about a fact and of no word said."""
    said = any(g.lemma(i) in SPEECH for c in a.cue for i in g.at(c))
    return bool(a.source) and not said and _feels(g, a.source[0])


def _feels(g: Grammar, span: Span) -> bool:
    """Whether somebody only has feelings about what happened: "is furious that the town has fallen" does not claim it."""
    head = g.head_of(span)
    above = -1 if head is None else g.head(head)
    return head is not None and above >= 0 and g.base(head) == "nsubj" and g.lemma(above) in FEELING


def _speaks(g: Grammar, span: Span) -> bool:
    """Whether the grammar lets a phrase be whoever says something: a subject, "according to X", "X's claim"."""
    head = g.head_of(span)
    if head is None or g.form(head).lower() in ("this", "that", "which", "it", "film", "video"):
        return False
    while g.base(head) in ("conj", "flat", "appos", "compound", "nmod") and g.head(head) >= 0:
        if g.dep(head) == "nmod:poss" or g.case(head) in ("according to", "by"):
            return True
        head = g.head(head)
    return g.base(head) in ("nsubj", "parataxis", "root", "csubj") or g.case(head) in (
        "according to",
        "according",
        "by",
        "to",
    )


def _speaker(g: Grammar, anchor: int) -> int | None:
    """Whoever says, accuses or is named by "according to" around a word, by grammar alone."""
    child = anchor
    for k in (anchor, *g.ancestors(anchor)):
        for x in g.kids[k]:
            if g.base(x) == "obl" and g.case(x) in ("according to", "according"):
                return x
            if g.base(x) == "parataxis" and g.lemma(x) in SPEECH and g.own_subject(x) is not None:
                return g.own_subject(x)
        if k != anchor and g.base(child) in ("ccomp", "advcl", "obl", "xcomp"):
            if g.lemma(k) in SPEECH and g.base(child) == "ccomp":
                return g.subject(k)
            if g.lemma(k) in ("accuse", "blame", "condemn", "denounce"):
                return g.subject(k)
        child = k
    return None
