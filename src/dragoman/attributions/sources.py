"""Who is credited and who is told: the word that grammar points at, and the phrase around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.attributions.grammar import Grammar
from dragoman.attributions.reading import Reading
from dragoman.attributions.spans import tidy
from dragoman.records import Span

__all__ = [
    "Source",
    "addressee_span",
    "has_expletive",
    "is_document",
    "is_speaker",
    "source_of",
    "source_phrase",
    "source_span",
]

Source = tuple[int, list[int]]
"""(head, words) of a phrase that names whoever is credited."""


def source_of(reading: Reading, i: int) -> Source | None:
    """Whoever the verb `i` credits; None where nobody is named."""
    g = reading.grammar
    if g.passive(i):
        return _agent(reading, i)
    seen: set[int] = set()
    at = i
    while at >= 0 and at not in seen:
        seen.add(at)
        subject = _subject(g, at)
        if subject is not None:
            if g.lower[subject] in ("it", "there") and has_expletive(reading, at):
                return None
            return subject, source_phrase(reading, subject, [i])
        rel, up = g.rel[at], g.head[at]
        if up < 0:
            return None
        if g.dep[at].startswith("acl"):
            # "officials warning that ..." speak; "the time to warn that ..." does not.
            speaks = g.dep[at].endswith("relcl") or g.lower[at].endswith("ing")
            speaks = speaks and g.words[up].pos in ("NOUN", "PROPN", "PRON")
            return _named(reading, up, at) if speaks else None
        if rel == "conj" and g.words[at].pos in ("VERB", "ADJ", "AUX"):
            at = up
            continue
        if rel not in ("advcl", "xcomp"):
            return None
        owner = g.kid(up, "obj")
        if rel == "xcomp" and owner is not None and g.lemma[up] not in ("use", "take", "hold", "give"):
            return _named(reading, owner, at)
        if rel == "advcl" and g.lemma[up] in ("quote", "cite") and g.opened_by(at, "as"):
            return _named(reading, g.kid(up, "nsubj") if g.passive(up) else g.kid(up, "obj", "iobj"), at)
        if rel == "advcl" and g.finite(at):
            return None
        if g.passive(up):
            return _named(reading, g.kid(up, "nsubj"), at)
        at = up
    return None


def _agent(reading: Reading, i: int) -> Source | None:
    """ "it was said by officials"."""
    g = reading.grammar
    for k in g.kids(i, "obl"):
        cases = g.kids(k, "case")
        if any(g.lower[c] == "by" for c in cases):
            return k, source_phrase(reading, k, [*cases, i])
    return None


def _subject(g: Grammar, i: int) -> int | None:
    subjects = g.kids(i, "nsubj")
    return next((k for k in subjects if g.dep[k] != "nsubj:outer" or len(subjects) == 1), None)


def _named(reading: Reading, head: int | None, verb: int) -> Source | None:
    return (head, source_phrase(reading, head, [verb])) if head is not None else None


def source_phrase(reading: Reading, head: int, without: Iterable[int]) -> list[int]:
    """The words around `head` that name whoever is credited, less the subtrees of `without` and of other cues."""
    g = reading.grammar
    stop = list(without)
    for k in g.children[head]:
        rel, gerund = g.rel[k], g.lower[k].endswith("ing")
        if (
            rel in ("parataxis", "advcl", "dep", "cop", "mark", "case", "cc", "nsubj")
            or (rel == "punct" and g.forms[k] in '“"”')
            # ", emphasising that ..." after a name is a cue of its own, not a part of the name.
            or (rel == "acl" and gerund and k > 0 and g.forms[k - 1] == ",")
            # "said X in describing ...": not a part of X
            or (rel in ("acl", "nmod") and gerund and g.kid(k, "mark", "case") is not None)
        ):
            stop.append(k)
    words = g.phrase(head, stop)
    # One stretch only: stay with the run that holds the head.
    for run in g.pieces(words, [w for w in stop if w != head]):
        if head in run:
            return list(range(run[0], run[-1] + 1))
    return [head]


def source_span(reading: Reading, words: Sequence[int]) -> Span:
    """The phrase; a comma that closes an apposition inside it belongs to it ("Jan Roe, the envoy, said")."""
    g = reading.grammar
    span = g.span(words)
    span = tidy(reading.text, span) or span
    behind = words[-1] + 1
    if (
        "," in span.of(reading.text)
        and behind < len(g.words)
        and g.forms[behind] == ","
        and any(g.rel[w] in ("appos", "acl") for w in words)
    ):
        return Span(span.begin, g.words[behind].span.end)
    return span


def addressee_span(reading: Reading, head: int, cue: int) -> Span:
    """The phrase of whoever is told; on the far side of the cue from it stands nothing of theirs."""
    g = reading.grammar
    words = g.phrase(head, g.kids(head, "case"))
    return g.span([w for w in words if (w > cue) == (head > cue)] or [head])


def is_speaker(reading: Reading, i: int) -> bool:
    """True if the phrase headed by `i` can speak: people, bodies, media, documents; not a reason or a number."""
    g, lexicon = reading.grammar, reading.lexicon
    if g.words[i].pos == "PROPN":
        return True
    if g.words[i].pos != "NOUN":
        return g.lower[i] in ("they", "he", "she", "him", "her", "them")
    lemma = g.lemma[i]
    known = (
        lexicon.document,
        lexicon.anonymous,
        lexicon.collective,
        lexicon.medium,
        lexicon.mouthpiece,
        lexicon.body,
    )
    return any(lemma in words for words in known)


def is_document(reading: Reading, head: int) -> bool:
    """True if the phrase headed by `head` is a report, a letter, a film: what shows rather than says."""
    return reading.grammar.lemma[head] in reading.lexicon.document


def has_expletive(reading: Reading, i: int) -> bool:
    """True for an "it" that stands for nobody ("it is said that ...")."""
    return reading.grammar.kid(i, "expl") is not None
