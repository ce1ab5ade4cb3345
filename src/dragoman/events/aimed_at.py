"""Of whom something is demanded, told by what the demand is: whose withdrawal it is, whom a rally is against."""

from __future__ import annotations

from dragoman.events.arguments import Cast
from dragoman.events.codebook import Codebook
from dragoman.events.drafts import Draft
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.only_near import harm_done
from dragoman.events.parties import doers, naming_phrases
from dragoman.events.status import LIGHT
from dragoman.records import Span

__all__ = ["aimed_at"]

LEAVING = word_set(
    "removal resignation ouster withdrawal departure dismissal disarmament impeachment surrender eviction overthrow"
)

PARTING = word_set("independence autonomy secession separation")


def aimed_at(g: Grammar, d: Draft, cast: Cast, book: Codebook) -> list[Span]:
    """Of whom something is demanded by what the demand is: "demanded the withdrawal of the militia", "rallied against X"."""
    anchor = d.anchor
    heads = [anchor]
    if g.base(anchor) == "obj" and g.is_verb(g.head(anchor)) and g.lemma(g.head(anchor)) in LIGHT:
        heads.append(g.head(anchor))  # "staged a rally against X"
    if d.type == "PROTEST":
        # "went on strike in protest at X", "stayed at home to protest at X"
        heads += [
            k
            for h in heads
            for k in g.kids[h]
            if g.lemma(k) == "protest" and (g.case(k) == "in" or g.base(k) in ("advcl", "xcomp"))
        ]
    for h in heads:
        cases = ("against", "at", "of", "over") if g.lemma(h) == "protest" and h != anchor else ("against",)
        for n in g.kids[h]:
            if g.base(n) in ("obl", "nmod") and g.case(n) in cases and g.pos(n) in ("NOUN", "PROPN"):
                who = _answerable(g, cast, book, n)
                if who:
                    return [g.phrase(m) for m in who]
    wanted = [
        k
        for h in heads
        for k in g.kids[h]
        if g.base(k) in ("advcl", "acl", "xcomp")
        and g.lemma(k) in ("demand", "call", "urge", "press", "seek")
    ]
    for k in (anchor, *wanted):
        for n in g.kids[k]:
            if g.base(n) not in ("obj", "obl", "nmod", "xcomp"):
                continue
            whom = _leaver(g, n) if g.lemma(n) in LEAVING else _left(g, n) if g.lemma(n) in PARTING else None
            if whom is not None and g.pos(whom) in ("NOUN", "PROPN"):
                group = [g.phrase(m) for m in g.conjuncts(whom) if g.pos(m) in ("NOUN", "PROPN")][:3]
                return naming_phrases(g, group, anchor)
    return []


def _answerable(g: Grammar, cast: Cast, book: Codebook, noun: int) -> list[int]:
    """Whoever answers for what somebody is against: the noun itself, or those who do or have it.

    "against the premier", "against violations by the police", "over the state's grab of land"; of harm never its victims.
    """
    if cast.takes(g, noun):
        return [m for m in g.conjuncts(noun) if cast.takes(g, m)]
    who = [m for m in doers(g, noun) if cast.takes(g, m)]
    if who or harm_done(g, book, noun):
        return who
    return [k for k in g.kids[noun] if g.base(k) == "nmod" and g.case(k) == "of" and cast.takes(g, k)]


def _left(g: Grammar, noun: int) -> int | None:
    """From whom independence is wanted: "calling for independence from Marsa"."""
    near = (*g.kids[noun], *(k for k in g.kids[g.head(noun)] if 0 < k - noun <= 4))
    return next((m for m in near if g.base(m) in ("nmod", "obl") and g.case(m) == "from"), None)


def _leaver(g: Grammar, noun: int) -> int | None:
    """Whose removal or withdrawal it is: "the removal of the governor", "the governor's removal"."""
    return next(
        (
            m
            for m in g.kids[noun]
            if g.base(m) == "nmod" and (g.case(m) in ("of", "by") or g.dep(m) == "nmod:poss")
        ),
        None,
    )
