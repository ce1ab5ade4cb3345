"""Nouns that stand near an act and are none of its recipients: the victims of what is condemned, whoever hears a complaint."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.arguments import COUNTING, Cast
from dragoman.events.casting import top_of
from dragoman.events.codebook import Codebook
from dragoman.events.drafts import Draft
from dragoman.events.grammar import RELATIVE, Grammar, word_set

__all__ = ["harm_done", "only_near"]

HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION"})
HARM = word_set(
    "death drowning downing loss treatment destruction demolition displacement starvation rendition"
)
"""Nouns of harm that are no triggers."""

PAPERS = word_set("draft resolution motion statement treaty bill text report paper proposal measure petition")


def only_near(g: Grammar, d: Draft, cast: Cast, book: Codebook, heads: Sequence[int]) -> list[int]:
    """Heads of recipients without those that are only near the act.

    The table of parties weighs where a noun stands by its way to the act, one word at a time; what it cannot see is what the
    words on that way say.
    """
    return [
        h
        for h in heads
        if not (
            _victim(g, d, book, h)
            or _hearer(g, d, h)
            or _accuser(g, d, book, h)
            or _own_force(g, d, cast, h)
            or _topic(g, h)
            or _cause(g, d, cast, h)
            or _does_it(g, d, h)
            or _owner_of_seized(g, d, h)
            or _of_other_object(g, d, h)
        )
    ]


def harm_done(g: Grammar, book: Codebook, noun: int) -> bool:
    """Whether a noun names harm that somebody does, and no charge of it: "attack", "detention", "downing"."""
    if g.pos(noun) != "NOUN":
        return False
    triggers = [t for t in book.index.get(("noun", g.lemma(noun)), ()) if t.exception is None]
    charged = any(t.type == "ACCUSE" and len(t.words) == 1 for t in triggers)
    return g.lemma(noun) in HARM or (any(t.type in HARMFUL for t in triggers) and not charged)


def _victim(g: Grammar, d: Draft, book: Codebook, head: int) -> bool:
    """Who suffered what is condemned or looked into is not accused: "condemned the attack on the convoy"."""
    if d.type != "ACCUSE" or g.lemma(d.anchor) == "blame":
        return False
    top, _ = top_of(g, head)
    noun = g.head(top)
    return (
        g.base(top) == "nmod"
        and g.case(top) in ("of", "on", "against", "at")
        and noun >= 0
        and noun not in d.anchors
        and d.anchor in set(g.ancestors(noun))
        and harm_done(g, book, noun)
    )


def _hearer(g: Grammar, d: Draft, head: int) -> bool:
    """Who hears a complaint is not accused: "complained to the council", "took them to the court"."""
    top, _ = top_of(g, head)
    if d.type != "ACCUSE" or g.head(top) not in d.anchors or g.base(top) not in ("obl", "nmod"):
        return False
    named = d.rule is not None and d.rule.type == d.type and "to" in d.rule.recipient
    return g.case(top) == "to" and not named


def _accuser(g: Grammar, d: Draft, book: Codebook, head: int) -> bool:
    """Who made the charge that is looked into: "an inquiry into an allegation by the council"."""
    top, _ = top_of(g, head)
    noun = g.head(top)
    made = g.base(top) == "nmod" and g.case(top) == "by" and noun >= 0 and noun != d.anchor
    return (
        made
        and d.type == "ACCUSE"
        and any(t.type == d.type and t.exception is None for t in book.index.get(("noun", g.lemma(noun)), ()))
    )


def _own_force(g: Grammar, d: Draft, cast: Cast, head: int) -> bool:
    """Whom one sends is no recipient of the sending, nor is where they go: "massed two brigades at the border"."""
    top, _ = top_of(g, head)
    if d.type == "RETREAT" and g.lemma(d.anchor) in ("withdraw", "pull", "move"):
        whose = g.child(head, "nmod:poss")  # "pulled its fighters out"
        return (
            g.head(top) == d.anchor and g.base(top) == "obj" and whose is not None and g.pos(whose) == "PRON"
        )
    if d.type != "MOBILIZE":
        return False
    if g.base(top) == "nmod" and g.case(top) == "of" and g.lemma(g.head(top)) in COUNTING:
        top = g.head(top)  # "deployed thousands of guards"
    sent = g.head(top) == d.anchor and (g.base(top) == "obj" or g.case(top) == "with")
    return sent or (cast.kinds.get(head) == "location" and g.case(top) != "against")


def _topic(g: Grammar, head: int) -> bool:
    """What a paper is about: "vetoed the draft on Myanmar"."""
    top, _ = top_of(g, head)
    return (
        g.base(top) == "nmod"
        and g.case(top) in ("on", "about", "over")
        and g.head(top) >= 0
        and g.lemma(g.head(top)) in PAPERS
    )


def _cause(g: Grammar, d: Draft, cast: Cast, head: int) -> bool:
    """A thing that people are against is no party: "a rally against corruption"."""
    top, _ = top_of(g, head)
    return d.type == "PROTEST" and g.case(top) in ("against", "over", "at") and not cast.takes(g, head)


def _does_it(g: Grammar, d: Draft, head: int) -> bool:
    """Whoever does the act by its own relative clause: "teachers who refused to give names", "Erbil, whose leaders declined"."""
    top, _ = top_of(g, head)
    if g.dep(d.anchor) != "acl:relcl" or g.head(d.anchor) != top or not g.is_verb(d.anchor):
        return False
    subject = g.own_subject(d.anchor)
    if subject is None or g.is_passive(d.anchor):
        return False
    return g.lemma(subject) in RELATIVE or any(g.lemma(k) == "whose" for k in g.kids[subject])


def _owner_of_seized(g: Grammar, d: Draft, head: int) -> bool:
    """A mere "its" before what is shut or seized: "Benin shut its frontier" does not tell to whom."""
    top, _ = top_of(g, head)
    return (
        d.type == "COERCE"
        and g.pos(head) == "PRON"
        and g.dep(top) == "nmod:poss"
        and g.head(top) not in d.anchors
        and g.base(g.head(top)) == "obj"
    )


def _of_other_object(g: Grammar, d: Draft, head: int) -> bool:
    """The object of the verb beside an act that has a noun of its own: "shut the border and expelled the envoy"."""
    top, _ = top_of(g, head)
    verb, own = g.head(top), g.child(d.anchor, "obj")
    return (
        g.base(d.anchor) == "conj"
        and g.head(d.anchor) == verb
        and g.base(top) == "obj"
        and verb not in d.anchors
        and own is not None
        and g.pos(own) in ("NOUN", "PROPN")
    )
