"""Parties of accusations and of what somebody is blamed for: "blamed the strike on the army" tells who struck."""

from __future__ import annotations

from dragoman.events.arguments import Cast
from dragoman.events.attacks import stands_behind
from dragoman.events.casting import kind_of
from dragoman.events.codebook import Codebook
from dragoman.events.drafts import Draft
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.only_near import harm_done
from dragoman.events.parties import doers

__all__ = ["answering", "by_arrest", "by_blame", "only_blamed"]

HOLDING = word_set(
    "arrest jail detain hold imprison seize try indict charge convict sentence prosecute extradite"
)
"""Verbs that tell on what charge somebody is held."""


def by_blame(
    g: Grammar, d: Draft, cast: Cast, actors: list[int], recipients: list[int]
) -> tuple[list[int], list[int]]:
    """Parties of an act that somebody is blamed for: "blamed the strike on the army and its allies" tells who struck, not who was hit."""
    verb = g.head(d.anchor)
    if g.is_verb(d.anchor) or verb < 0 or d.anchor not in _blamed_for(g, verb):
        return actors, recipients
    who = _blamed(g, cast, verb)
    return (who, [h for h in recipients if h not in who]) if who else (actors, recipients)


def only_blamed(g: Grammar, d: Draft, cast: Cast, heads: list[int]) -> list[int]:
    """Recipients without what somebody is blamed for: "the shell that killed 43, which the UN blamed on the army"."""
    who = [m for a in d.anchors if g.lemma(a) == "blame" for m in _blamed(g, cast, a)]
    return [h for h in heads if h in who] or who or heads


def by_arrest(
    g: Grammar, d: Draft, cast: Cast, actors: list[int], recipients: list[int]
) -> tuple[list[int], list[int]]:
    """Parties of a charge on which somebody is held: "the police jailed two members on allegations of treason"."""
    verb = g.head(d.anchor)
    held = g.base(d.anchor) == "obl" and g.case(d.anchor) in ("on", "over", "under") and g.is_verb(verb)
    if d.type != "ACCUSE" or g.is_verb(d.anchor) or not held or g.lemma(verb) not in HOLDING:
        return actors, recipients
    who = g.agent(verb) if g.is_passive(verb) else g.subject(verb)
    whom = g.object(verb)
    if not actors and who is not None and cast.takes(g, who):
        actors = [m for m in g.conjuncts(who) if m not in recipients]
    if not recipients and whom is not None and cast.takes(g, whom):
        recipients = [m for m in g.conjuncts(whom) if m not in actors]
    return actors, recipients


def answering(g: Grammar, d: Draft, cast: Cast, book: Codebook) -> list[int]:
    """Whom an accusation is against that names nobody, by what it is about.

    "complained over two Norwegian raids", "an allegation that the militia had seized the town".
    """
    if d.type != "ACCUSE":
        return []
    near = list(g.kids[d.anchor])
    if g.base(d.anchor) == "obj":
        near += [k for k in g.kids[g.head(d.anchor)] if k > d.anchor]  # "opened an inquiry into"
    about = [
        k
        for k in near
        if g.pos(k) == "NOUN"
        and (
            g.base(k) == "obj"
            or (g.base(k) in ("obl", "nmod") and g.case(k) in ("over", "about", "of", "into", "for"))
        )
    ]
    for k in about:
        if not harm_done(g, book, k):
            continue
        who = [m for m in doers(g, k) if cast.takes(g, m)]
        behind = stands_behind(g, cast, k)
        if who or behind is not None:
            return who or [m for m in (behind,) if m is not None]
    return next((who for h in (d.anchor, *about) if (who := _charged_in(g, cast, h))), [])


def _charged_in(g: Grammar, cast: Cast, word: int) -> list[int]:
    """Whoever a clause says did it: "the allegation that rebels seized the town"."""
    for k in g.kids[word]:
        if g.base(k) not in ("ccomp", "acl") or not any(
            g.lemma(m) == "that" and g.base(m) == "mark" for m in g.kids[k]
        ):
            continue
        who = g.agent(k) if g.is_passive(k) else g.own_subject(k)
        if who is not None and g.pos(who) in ("NOUN", "PROPN") and cast.takes(g, who):
            return g.conjuncts(who)
    return []


def _blamed_for(g: Grammar, verb: int) -> list[int]:
    """Nouns that "blame" has without a preposition, whatever the parse calls them."""
    if g.lemma(verb) != "blame":
        return []
    return [k for k in g.kids[verb] if k > verb and g.base(k) in ("obj", "obl") and not g.case(k)]


def _blamed(g: Grammar, cast: Cast, verb: int) -> list[int]:
    """On whom "blame" puts it: the last "on", so that "the attack on the convoy on rebels" is the rebels'."""
    on = [
        k
        for h in (verb, *_blamed_for(g, verb))
        for k in g.kids[h]
        if k > verb and g.base(k) in ("obl", "nmod") and g.case(k) == "on" and kind_of(g, k, cast) != "time"
    ]
    return g.conjuncts(max(on)) if on else []
