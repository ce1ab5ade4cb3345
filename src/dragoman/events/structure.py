"""Acts inside acts, and one act told by two words, by the coding manual: which candidates are events of their own.

What is agreed, refused or threatened is no second event; a killing told by verb and noun is one act; where a verb only
carries an act ("launched an attack") the noun tells it; a denial is no event, what is denied is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.events.drafts import HARM, Draft
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.not_acts import read_refusal, why_no_act
from dragoman.events.status import LIGHT

__all__ = ["settle_structure"]

OUTER = frozenset({"AGREE", "REJECT", "THREATEN"})
"""Acts that swallow the act they are about: "agreed to meet" is one event."""

CARRIERS = word_set(
    "launch hold conduct carry issue open begin start commit stage lead file reach pay make have mount continue face organize "
    "organise wage resume perpetrate unleash lodge deliver undertake"
)
"""Verbs that only carry the act that their object names."""


ANSWERED = frozenset(("after", "before", "since", "following", "despite", "amid", "over", "until"))
"""Prepositions under which stands an act that another one of its kind follows or answers: "expelled ... after the expulsion"."""


EFFORTS = word_set("operation campaign mission effort drive sortie")
"""Nouns that only say that the act before them takes some doing."""


@dataclass(frozen=True, slots=True)
class _Above:
    """A word above a candidate in the tree, and the way up to it."""

    word: int
    child: int
    """The word right below it on the way."""
    relation: str
    """How that one hangs on it."""
    steps: int


def settle_structure(g: Grammar, drafts: Sequence[Draft]) -> None:
    """Mark in place what is no act, what is no event of its own, and join what tells of one act.

    drafts: in the order of the text; what was settled for earlier ones counts for those that follow.
    """
    for d in drafts:
        read_refusal(g, d)
        if d.vetoed is None:
            d.vetoed = why_no_act(g, d)
    at = {d.anchor: d for d in drafts if d.vetoed is None}
    for d in drafts:
        if d.vetoed is None and d.dropped is None:
            _settle(g, d, at)


def _settle(g: Grammar, d: Draft, at: Mapping[int, Draft]) -> None:
    """at: candidates by their anchors."""
    if d.pos == "noun" and g.base(d.anchor) in ("compound", "amod") and g.head(d.anchor) >= 0:
        d.dropped = _only_describes(g, d, at)
        return
    if _settled_beside_noun(g, d, at):
        return
    subject = _named_subject(g, d, at)
    if subject is not None:
        d.rule_out(f"said of {subject.span.of(g.text)!r}", subject)
        return
    for above in _climb(g, d.anchor):
        outer = at.get(above.word)
        if outer is not None and outer.dropped is None and _settled_under(g, d, outer, above):
            return


def _climb(g: Grammar, i: int) -> Iterator[_Above]:
    """The words above a word as far as what is told there can be about it."""
    child = i
    for steps, k in enumerate(g.ancestors(i), 1):
        relation = g.base(child)
        yield _Above(k, child, relation, steps)
        if (
            (relation in ("ccomp", "advcl", "parataxis") and steps > 1)
            or g.dep(child) == "acl:relcl"
            or steps > 5
        ):
            return
        child = k


def _only_describes(g: Grammar, d: Draft, at: Mapping[int, Draft]) -> str | None:
    """Why a noun that stands before another one is no act: "attack" of "attack helicopters"."""
    head = g.head(d.anchor)
    if head in at:
        return f"part of {g.form(head)!r}"
    if g.lemma(head) in EFFORTS:
        return None  # "its own bombing operation" tells the bombing
    if g.pos(head) in ("NOUN", "PROPN"):
        return f"only describes {g.form(head)!r}"
    return None


def _settled_beside_noun(g: Grammar, d: Draft, at: Mapping[int, Draft]) -> bool:
    """Join a verb with the noun of the same act that it stands behind: "attack that killed", "sanctions imposed by"."""
    i = d.anchor
    noun = at.get(g.head(i))
    if (
        noun is None
        or noun.dropped is not None
        or noun.type != d.type
        or noun.pos != "noun"
        or g.base(i) != "acl"
    ):
        return False
    if d.type == "ASSAULT" and g.lemma(i) in HARM:
        d.drop(f"the harm done by {noun.span.of(g.text)!r}", noun)
        noun.take_in(d)
        return True
    if g.lemma(i) in LIGHT and g.is_passive(i):
        # "sanctions imposed by": one act, told by its verb as in "imposed sanctions"
        noun.rule_out(f"told by {d.span.of(g.text)!r}", d)
        d.take_in(noun)
        return True
    if d.type == "THREATEN":
        d.rule_out(f"told by {noun.span.of(g.text)!r}", noun)
        return True
    return False


def _named_subject(g: Grammar, d: Draft, at: Mapping[int, Draft]) -> Draft | None:
    """The same act at its own noun: "the bombing was the deadliest attack since ..."."""
    kids = g.kids[d.anchor]
    if d.pos != "noun" or not any(g.base(k) == "cop" for k in kids):
        return None
    return next((at[k] for k in kids if g.dep(k) == "nsubj" and k in at and at[k].type == d.type), None)


def _settled_under(g: Grammar, d: Draft, outer: Draft, above: _Above) -> bool:
    """Settle a candidate by one above it; whether that decides it."""
    if _carries(g, d, outer, above):
        # "launched an attack", "talks were held": the noun tells the act, the verb carries it
        outer.rule_out(f"carries {d.span.of(g.text)!r}", d)
        return True
    told = repr(outer.span.of(g.text))
    if outer.type in OUTER and _complement(g, above) and g.base(d.anchor) != "amod":
        denial = _denial(g, d, outer, above)
        if denial is not None:
            outer.dropped = denial
        elif _swallows(g, d, outer, above):
            d.drop(f"what is {told} is not a second event", outer)
            return True
    if outer.type == "PROTEST" and d.type == "REQUEST" and above.relation in ("advcl", "acl", "xcomp"):
        d.rule_out(f"the demand of {told}", outer)
    elif _way_given(d, outer, above):
        d.drop(f"told by {told}", outer)
    elif _repeats(g, d, outer, above):
        d.rule_out(f"the same act as {told}", outer)
        outer.take_in(d)
    elif _harm_beside(g, d, outer, above):
        d.rule_out(f"the harm done by {told}", outer)
        outer.take_in(d)
    return d.dropped is not None


def _carries(g: Grammar, d: Draft, outer: Draft, above: _Above) -> bool:
    """Whether the verb right above a noun only carries the act that the noun tells."""
    return (
        outer.type == d.type
        and above.steps == 1
        and d.pos == "noun"
        and (g.lemma(above.word) in CARRIERS or (g.lemma(above.word) == "give" and d.type != "AID"))
        and (above.relation == "obj" or g.dep(above.child) == "nsubj:pass")
    )


def _complement(g: Grammar, above: _Above) -> bool:
    """Whether what hangs on a word is what that word is about."""
    relation, child = above.relation, above.child
    if relation in ("xcomp", "ccomp", "obj"):
        return True
    if relation == "advcl":
        mark = g.child(child, "mark")
        return mark is not None and g.lemma(mark) in ("to", "by") and "VerbForm=Inf" in g.word(child).feats
    if relation == "acl":
        return g.dep(child) != "acl:relcl"
    if relation in ("nmod", "obl"):
        return g.case(child) in ("to", "on", "of", "for", "with", "from", "at", "against")
    return False


def _denial(g: Grammar, d: Draft, outer: Draft, above: _Above) -> str | None:
    """Why an act that says another one is not so is no event: only what is denied is coded."""
    if g.lemma(above.word) == "deny" and above.relation in ("ccomp", "xcomp", "obj"):
        return "a denial is no event of its own"
    if (
        outer.type == "REJECT"
        and d.type == "ACCUSE"
        and not _in_doubt(outer)
        and not g.is_verb(d.anchor)
        and above.child == d.anchor
        and above.relation == "obj"
    ):
        return f"denies {d.span.of(g.text)!r}: a denial is no event of its own"
    return None


def _swallows(g: Grammar, d: Draft, outer: Draft, above: _Above) -> bool:
    """Whether an inner act is only what the outer one is about: "refused to release", "agreed to meet".

    A noun that is refused is another matter: the request that was rejected was made.
    """
    if _in_doubt(outer):
        return False
    noun = not g.is_verb(d.anchor)
    if outer.type == "REJECT":
        own = ("ACCUSE", "REQUEST", "AGREE", "ASSAULT")
        return not (noun and above.child == d.anchor and d.type in own)
    if outer.type == "THREATEN":
        if noun and above.relation == "obj":
            return False
        return above.relation in ("xcomp", "ccomp", "advcl", "acl", "obl")
    return outer.pos != "noun" or above.relation in ("acl", "nmod")


def _in_doubt(outer: Draft) -> bool:
    """Whether an act is itself so unsure that it hides nothing."""
    return outer.found is None and outer.model is not None and max(outer.model.types.values()) < 0.5


def _way_given(d: Draft, outer: Draft, above: _Above) -> bool:
    """ "conceded the withdrawal": what is given up is told by the giving up."""
    return (
        outer.type == "CONCEDE"
        and d.type in ("CONCEDE", "RETREAT", "AGREE")
        and above.relation in ("xcomp", "ccomp", "obj", "acl", "nmod", "obl")
    )


def _repeats(g: Grammar, d: Draft, outer: Draft, above: _Above) -> bool:
    """Whether an inner candidate of the same type only repeats the outer one."""
    relation = above.relation
    if outer.type != d.type or above.steps > 2 or relation not in ("obj", "xcomp", "nmod", "obl", "nsubj"):
        return False
    if relation in ("nmod", "obl") and g.case(above.child) in ANSWERED:
        return False
    if above.steps > 1 and g.is_verb(d.anchor):
        return False  # "praised the decision to recognise"
    if d.type != "ASSAULT":
        return True
    if relation == "nsubj":
        return True
    if relation == "obl" and g.case(d.anchor) in ("in", "by", "during", "with", "through"):
        return True
    return relation in ("obj", "xcomp") and d.pos == "noun"


def _harm_beside(g: Grammar, d: Draft, outer: Draft, above: _Above) -> bool:
    """Whether a verb tells the harm that the attack right above it did: "shelled the town, killing ten"."""
    i, k = d.anchor, above.word
    if (
        not d.type == outer.type == "ASSAULT"
        or above.steps != 1
        or above.relation not in ("advcl", "conj")
        or g.lemma(i) not in HARM
    ):
        return False
    return (
        above.relation == "advcl"
        or (g.lemma(k) in HARM and g.own_subject(i) is None)
        or (
            g.form(i).endswith("ing")
            and not g.form(k).endswith("ing")
            and g.child(i, "cc", "nsubj", "aux") is None
        )
    )
