"""Verbs and predicate adjectives that credit somebody: what they bring as content, and whom they credit with it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.attributions.contents import clause_of, infinitive_of, torn_off, what_follows
from dragoman.attributions.cues import cue_words
from dragoman.attributions.drafts import Draft, draft_of
from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Cue
from dragoman.attributions.quoting import quoting
from dragoman.attributions.reading import Reading, in_quotation, is_quoted
from dragoman.attributions.sources import Source, has_expletive, is_document, source_of

__all__ = ["verbal"]

_SELF = frozenset({"i", "we"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class _Said:
    """What a verb gives as said: its words, the rule that found them, and the head of whoever is told."""

    words: list[int]
    rule: str
    addressee: int | None = None


def verbal(reading: Reading, i: int, cue: Cue) -> list[Draft]:
    """Drafts of `cue`, whose verb or adjective is word `i`."""
    g = reading.grammar
    if cue.lemma in ("quote", "cite", "paraphrase"):
        return quoting(reading, i)
    up = g.head[i]
    under_quoting = up >= 0 and g.lemma[up] in ("quote", "cite")
    if under_quoting and g.rel[i] in ("advcl", "xcomp", "obl") and g.passive(up):
        return []  # taken up with "was quoted"
    source = source_of(reading, i)
    said = _clause_said(reading, i, cue)
    if said is None and g.passive(i) and cue.frames & {"about", "clause", "infinitive", "tell"}:
        return _passive(reading, i, cue, source)
    said = said or _phrase_said(reading, i, cue, source)
    if said is None or not _credits(reading, i, cue, source, said.rule):
        return []
    addressee = said.addressee
    if addressee is None and said.rule == "clause" and reading.lexicon.stances[cue.stance].kind == "speech":
        addressee = _said_to(g, i)
    return draft_of(
        reading,
        source,
        cue_words(reading, i, cue),
        said.words,
        i,
        addressee,
        cue.stance,
        f"rule {said.rule}: {cue.lemma}",
        score=0.9 if said.rule == "clause" else 0.75,
        firm=under_quoting and g.opened_by(i, "as"),
    )


def _clause_said(reading: Reading, i: int, cue: Cue) -> _Said | None:
    """A clause of its own; for "he went on" it is his words only in quotation marks."""
    if not cue.frames & {"clause", "quote"}:
        return None
    clause = clause_of(reading, i)
    if clause is None or ("clause" not in cue.frames and not is_quoted(reading, clause)):
        return None
    g = reading.grammar
    addressee = None
    if "tell" in cue.frames:
        addressee = g.kid(i, "iobj")
        if addressee is None:
            addressee = g.kid(i, "obj")
        if addressee is None and g.passive(i):
            addressee = g.kid(i, "nsubj")
    return _Said(clause, "clause", addressee)


def _phrase_said(reading: Reading, i: int, cue: Cue, source: Source | None) -> _Said | None:
    """What is said without a clause of its own: the first of the cue's frames that fits."""
    g, frames = reading.grammar, cue.frames
    obj = g.kid(i, "obj")
    infinitive = infinitive_of(reading, i)
    if "infinitive" in frames and infinitive is not None:
        return _Said(g.subtree(infinitive), "infinitive")
    if "about" in frames and obj is not None:
        behind = what_follows(reading, i, obj) or torn_off(reading, i, ("of", "as", "for"))
        if behind:
            return _Said(sorted([*g.subtree(obj), *behind]), "about")
    if "tell" in frames and obj is not None and infinitive is not None:
        return _Said(g.subtree(infinitive), "told to", obj)
    if "thing" in frames:
        thing = _thing(g, i, cue)
        if thing is not None:
            words = g.subtree(thing, without=g.kids(thing, "case"))
            return _Said(sorted([*words, *what_follows(reading, i, thing)]), "thing")
    if frames & {"thing", "infinitive"}:
        gerund = next((k for k in g.kids(i, "xcomp", "ccomp") if k > i and g.lower[k].endswith("ing")), None)
        if gerund is not None:
            return _Said(g.subtree(gerund), "gerund")
    if "shown" in frames and obj is not None and source is not None and is_document(reading, source[0]):
        return _Said(sorted([*g.subtree(obj), *what_follows(reading, i, obj, wide=True)]), "shown")
    return None


def _thing(g: Grammar, i: int, cue: Cue) -> int | None:
    """The object, or for a cue with a preposition ("call for") what stands behind that."""
    thing = g.kid(i, "obj")
    if thing is None and " " in cue.lemma:
        preposition = cue.lemma.split()[-1]
        thing = next(
            (k for k in g.kids(i, "obl") if any(g.lower[c] == preposition for c in g.kids(k, "case"))), None
        )
    return thing if thing is not None and g.lower[thing] not in _RELATIVE and not g.passive(i) else None


def _credits(reading: Reading, i: int, cue: Cue, source: Source | None, rule: str) -> bool:
    """True if somebody is credited whom we code; without a source only where the passive or an "it" hides one."""
    g = reading.grammar
    if source is None or not source[1]:
        if rule not in ("clause", "infinitive", "gerund") or g.rel[i] in ("amod", "compound"):
            return False
        hidden = g.kid(i, "nsubj") is not None or g.passive(i) or has_expletive(reading, i)
        if rule == "clause" and not hidden:
            return False
    if source is None:
        return True
    who = g.lower[source[0]]
    if who in _SELF and rule != "clause" and not in_quotation(reading, source[0]):
        return False  # the author's own words are not coded
    thought = reading.lexicon.stances[cue.stance].kind in ("thought", "intention")
    return not (thought and who in (*_SELF, "you", "let"))


def _said_to(g: Grammar, i: int) -> int | None:
    """ "said to reporters that ..."."""
    return next(
        (
            k
            for k in g.kids(i, "obl")
            if any(g.lower[c] == "to" for c in g.kids(k, "case"))
            and g.words[k].pos in ("NOUN", "PROPN", "PRON")
        ),
        None,
    )


def _passive(reading: Reading, i: int, cue: Cue, source: Source | None) -> list[Draft]:
    """ "is believed to be in Aleppo", "was accused of looting": the subject belongs to what is said."""
    g = reading.grammar
    subject = g.kid(i, "nsubj")
    rest: list[int] = []
    for k in g.children[i]:
        marks = [g.lower[m] for m in g.kids(k, "case", "mark")]
        if g.rel[k] in ("xcomp", "ccomp") or (
            k > i and g.rel[k] in ("advcl", "obl") and any(m in ("of", "as", "for", "to") for m in marks)
        ):
            rest.extend(g.subtree(k))
    if subject is None or not rest:
        return []
    content = [*g.phrase(subject), *rest]
    words, because = cue_words(reading, i, cue), f"rule passive: {cue.lemma}"
    return draft_of(reading, source, words, content, i, None, cue.stance, because, score=0.6)
