"""Words that look like triggers and tell of no act: asked rather than demanded, a film's plot; and refusals in so many words."""

from __future__ import annotations

from dragoman.events.drafts import Draft
from dragoman.events.grammar import Grammar, word_set
from dragoman.records import Span

__all__ = ["read_refusal", "why_no_act"]

YIELDING = frozenset({"CONCEDE", "RETREAT", "CONSULT", "AGREE", "COOPERATE", "AID"})
"""Types that become a REJECT where they are refused."""

HOLLOW = word_set(
    "take make go get let give put come be have do see know keep bring find use need work stand turn run look"
)
"""Verbs that tell of an act only together with other words; alone no score makes one of them."""

ADMITTING = word_set(
    "admit acknowledge comment speculate elaborate say answer speak believe recognize recognise discuss name specify identify "
    "confirm detail"
)

HEARD = 0.3
"""From this probability on the model has its own reading of a word; below, grammar tells a refusal."""

NATURE = word_set(
    "earthquake quake flood storm hurricane cyclone typhoon tornado landslide mudslide avalanche wildfire lightning heatwave drought "
    "accident crash collapse disease cholera epidemic outbreak virus methane locust"
)
"""What kills or destroys without being anybody's act."""

FICTION = word_set(
    "novel film movie thriller sitcom sequel trilogy screenplay drama book play musical opera videogame memoir comic documentary "
    "episode game"
)
TELLING = word_set("follow tell depict portray feature chronicle star show imagine describe let")


def read_refusal(g: Grammar, d: Draft) -> None:
    """ "will not lift", "cannot accept", "would not meet": refusing in so many words is REJECT, "not" part of its trigger."""
    if (
        (d.model is not None and max(d.model.types.values()) >= HEARD)
        or d.vetoed is not None
        or d.type not in YIELDING
        or d.pos != "verb"
        or g.is_passive(d.anchor)
    ):
        return
    aux = {g.form(k).lower() for k in g.kids[d.anchor] if g.base(k) == "aux"}
    nots = [k for k in g.kids[d.anchor] if g.lemma(k) in ("not", "n't") and k < d.anchor]
    if (
        nots
        and aux & {"will", "wo", "would", "can", "ca", "could", "shall", "'ll"}
        and not any(g.lemma(k) == "if" for k in g.kids[d.anchor])
    ):
        d.type, d.refusal = "REJECT", True
        if d.anchor - nots[-1] <= 2:
            d.span = Span(g.word(nots[-1]).span.begin, d.span.end)


def why_no_act(g: Grammar, d: Draft) -> str | None:
    """Why a word that looks like a trigger tells of no act, None if nothing speaks against it."""
    return (
        _hollow(g, d)
        or _question(g, d)
        or _idle_request(g, d)
        or _nobodys_doing(g, d)
        or _unsaid(g, d.anchor)
        or _ruled_out(g, d)
        or _in_fiction(g, d.anchor)
    )


def _hollow(g: Grammar, d: Draft) -> str | None:
    lemma = g.lemma(d.anchor)
    if d.found is None and lemma in HOLLOW and g.at(d.span) == [d.anchor]:
        return f"{lemma!r} alone is no act"
    return None


def _question(g: Grammar, d: Draft) -> str | None:
    """ "asked whether", "asked about", "asked: why?": somebody wants to know, not to have."""
    i = d.anchor
    if d.type != "REQUEST" or g.lemma(i) != "ask" or g.child(i, "xcomp") is not None:
        return None
    clauses = [k for k in g.kids[i] if g.base(k) in ("ccomp", "advcl")]
    nouns = [k for k in g.kids[i] if g.base(k) in ("obl", "obj")]
    asks = (
        any(
            g.lemma(m) in ("whether", "if", "why", "how", "what", "who", "when", "where")
            for k in clauses
            for m in g.kids[k]
        )
        or any(g.case(k) == "about" or g.lemma(k) == "question" for k in nouns)
        or any(g.lemma(k) in ("whether", "why") for k in g.subtree(i) if k > i)
    )
    if asks or any(g.form(k) == "?" for k in g.subtree(i)):
        return "a question is no demand"
    return None


def _idle_request(g: Grammar, d: Draft) -> str | None:
    """ "a request for comment", "a request seeking comment", "demand for oil"."""
    i = d.anchor
    if d.type != "REQUEST" or g.is_verb(i):
        return None
    wanted = [k for k in g.kids[i] if g.case(k) == "for"]
    behind = [m for k in g.kids[i] if k > i for m in (k, *g.kids[k])]
    if any(g.lemma(k) in ("comment", "interview") and g.case(k) in ("for", "") for k in behind):
        return "asked for comment"
    if (
        g.lemma(i) == "demand"
        and not g.has(i, "Number=Plur")
        and g.child(i, "nmod:poss") is None
        and any(g.base(k) == "nmod" for k in wanted)
    ):
        return "demand for goods"
    return None


def _nobodys_doing(g: Grammar, d: Draft) -> str | None:
    """ "killed by an earthquake", "an explosion of methane", "locusts invaded the fields"; and "bombed-out"."""
    i = d.anchor
    if d.type != "ASSAULT":
        return None
    after = g.word(i).span.end
    if g.text[after : after + 4] == "-out":
        return "a state of things, no act"
    if not g.is_verb(i):
        return None
    doers = [k for k in (g.agent(i), g.own_subject(i) if not g.is_passive(i) else None) if k is not None]
    around = [
        m for k in doers for m in (k, *(n for n in g.kids[k] if g.base(n) == "nmod" and g.case(n) == "of"))
    ]
    if any(g.lemma(m) in NATURE for m in around):
        return "nobody's doing"
    return None


def _unsaid(g: Grammar, i: int) -> str | None:
    if g.lemma(i) == "ask" and any(
        g.base(k) == "xcomp" and g.lemma(k) in ("name", "identify", "quote") for k in g.kids[i]
    ):
        return "asked not to be named"
    if g.lemma(i) in ("refuse", "decline") and any(
        g.base(k) == "xcomp" and g.lemma(k) in ADMITTING for k in g.kids[i]
    ):
        return "did not say or admit it"
    return None


def _ruled_out(g: Grammar, d: Draft) -> str | None:
    i = d.anchor
    if g.base(i) in ("compound", "amod") and g.lemma(g.head(i)) in ("range", "distance"):
        return "a range is no attack"
    if not g.is_verb(i) and any(g.base(k) == "det" and g.lemma(k) == "any" for k in g.kids[i]):
        return "asked for or ruled out, not told of"
    if d.type == "AGREE" and any(
        g.lemma(k) in ("condolence", "sympathy", "congratulation") for k in g.kids[i]
    ):
        return "condolences"
    return None


def _in_fiction(g: Grammar, i: int) -> str | None:
    topic = _fiction(g, i)
    return None if topic is None else f"what happens in a {topic}"


def _fiction(g: Grammar, i: int) -> str | None:
    """The film or book in which an act happens: "in the novel, ...", "the film follows a soldier who is captured"."""
    for k in (i, *g.ancestors(i)):
        for x in g.kids[k]:
            if g.lemma(x) not in FICTION or x == i:
                continue
            if (
                g.base(x) == "obl"
                and g.case(x) == "in"
                and any(g.pos(m) == "DET" or g.base(m) == "nmod" for m in g.kids[x])
            ):
                return g.lemma(x)
            if g.dep(x) == "nsubj" and k != i and g.lemma(k) in TELLING and g.lemma(x) != "documentary":
                return g.lemma(x)
    return None
