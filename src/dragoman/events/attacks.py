"""Parties of attacks: who stands behind a weapon, what is only fired or thrown, people before the targets hit with them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.arguments import ACTORISH, Cast
from dragoman.events.casting import kind_of
from dragoman.events.codebook import Codebook
from dragoman.events.drafts import Draft
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.parties import doers
from dragoman.events.triggers import INSTRUMENTS

__all__ = [
    "ARMS",
    "behind_the_weapon",
    "by_what_befell",
    "is_weapon",
    "no_projectiles",
    "no_weapons",
    "people_first",
    "stands_behind",
]

PEOPLE = frozenset(
    {
        "people",
        "noun-person",
        "name-person",
        "pron",
        "num",
        "noun-organisation",
        "name-organisation",
        "name-nationality",
    }
)
TARGETS = frozenset(
    {
        "thing",
        "machine",
        "name-location",
        "noun-location",
        "noun-vehicle",
        "noun-militaryplatform",
        "name-militaryplatform",
    }
)
"""Kinds of nouns (`casting.kind_of`) that are people, and that are hit with them."""
FIRING = word_set(
    "fire launch lob land drop use rain throw hurl shoot exchange detonate explode fling toss loose plant lay"
)
PROJECTILES = word_set(
    "shell rocket missile round bullet mortar bomb grenade fire gunfire shot salvo barrage munition gas chlorine sarin bottle stone "
    "explosive mine device barrel"
)
ARMS = word_set("device ied bomb shell rocket missile grenade mortar bullet mine explosive")


def people_first(g: Grammar, d: Draft, cast: Cast, heads: list[int]) -> list[int]:
    """Of an attack's recipients the people, if it names any: what is hit with them is the target (docs/decisions/011)."""
    if d.type != "ASSAULT":
        return heads
    kinds = {h: kind_of(g, h, cast) for h in heads}
    people = [h for h in heads if kinds[h] in PEOPLE]
    if not people:
        return heads
    return [
        h
        for h in heads
        if kinds[h] not in TARGETS or any(h in g.conjuncts(p) or p in g.conjuncts(h) for p in people)
    ]


def no_projectiles(g: Grammar, d: Draft, heads: list[int]) -> list[int]:
    """Recipients without what is only fired or thrown at them, and from where: "the shell was fired from their positions"."""
    if not any(g.lemma(a) in FIRING for a in d.anchors):
        return heads
    # the capital letter of a first word is no name's: "Shells were fired at the market"
    first = g.sentence_words(d.anchor)[0]
    return [
        h
        for h in heads
        if g.case(h) != "from"
        and (g.lemma(h).lower() not in PROJECTILES or (g.pos(h) == "PROPN" and h != first))
    ]


def no_weapons(g: Grammar, cast: Cast, heads: list[int]) -> list[int]:
    """Actors with those that are only a means given up for whoever stands behind them."""
    out: list[int] = []
    for h in heads:
        means = is_weapon(g, h) and (g.lemma(h) in ARMS or g.lemma(h) not in cast.machines)
        who = stands_behind(g, cast, h) if means else h
        if who is not None and who not in out:
            out.append(who)
    return out


def behind_the_weapon(g: Grammar, d: Draft, cast: Cast, recipients: Sequence[int]) -> list[int]:
    """Whoever stands behind the weapon that an attack is told of: "rebel rockets struck a clinic", "shot down by a Syrian missile"."""
    if d.type != "ASSAULT" or not g.is_verb(d.anchor):
        return []
    weapon = g.agent(d.anchor) if g.is_passive(d.anchor) else g.own_subject(d.anchor)
    if weapon is None or not is_weapon(g, weapon):
        return []
    who = stands_behind(g, cast, weapon)
    return [] if who is None or who in recipients else [who]


def stands_behind(g: Grammar, cast: Cast, head: int) -> int | None:
    """Whoever stands behind a weapon or a blow that a sentence makes the doer: "U.S. airstrikes killed ten", "shells of the army"."""
    if any(g.base(k) == "acl" and g.lemma(k) in FIRING for k in g.kids[head]):
        who = next((m for m in doers(g, head) if cast.takes(g, m)), None)
        if who is not None:
            return who  # "a missile fired by the army"
    for k in g.kids[head]:
        by = g.base(k) == "nmod" and g.case(k) in ("by", "from")
        if (g.dep(k) == "nmod:poss" or by) and cast.takes(g, k):
            return k
    for k in g.kids[head]:
        named = g.pos(k) == "PROPN" or (g.pos(k) == "ADJ" and g.form(k)[:1].isupper())
        named = named and not any(c.isdigit() for c in g.phrase(k).of(g.text))  # an "S-200" is a make
        if (
            g.base(k) in ("compound", "amod")
            and k < head
            and ((named and cast.kinds.get(k) != "location") or g.lemma(k) in ACTORISH)
        ):
            return k
    return None


def by_what_befell(g: Grammar, d: Draft, cast: Cast, book: Codebook, recipients: Sequence[int]) -> list[int]:
    """Whoever did what a passive names nobody for, if the clause beside it tells: "were killed when gunmen opened fire"."""
    i = d.anchor
    if d.type != "ASSAULT" or not g.is_passive(i) or g.agent(i) is not None:
        return []
    for k in g.kids[i]:
        if g.base(k) != "advcl" or g.is_passive(k):
            continue
        subject = g.own_subject(k)
        told = any(
            t.type == "ASSAULT" and t.exception is None for t in book.index.get(("verb", g.lemma(k)), ())
        )
        when = any(g.lemma(m) in ("when", "as") for m in g.kids[k])
        if subject is None or not told or not when:
            continue
        who = stands_behind(g, cast, subject) if is_weapon(g, subject) else subject
        if who is not None and who not in recipients and g.pos(who) != "PRON":
            return [m for m in g.conjuncts(who) if cast.takes(g, m) or g.lemma(m) in cast.machines]
    return []


def is_weapon(g: Grammar, i: int) -> bool:
    return g.pos(i) == "NOUN" and g.lemma(i) in INSTRUMENTS | PROJECTILES | ARMS
