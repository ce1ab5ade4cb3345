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

ASKING = word_set("whether if why how what who whom which when where")
ANSWERING = word_set("pick rank rate choose name describe say comment explain identify guess respond")
"""What those are asked to do who are asked a question: "asked to name the winner"."""
OPINION = word_set(
    "comment opinion position view reaction response explanation interview clarification thought"
)

BELIEFS = word_set(
    "idea notion suggestion implication assertion claim contention argument characterization characterisation premise insinuation "
    "speculation theory label comparison narrative"
)
"""What one rejects by not believing it."""

PLAYED = word_set("simulate rehearse imagine mimic reenact re-enact depict practise practice")

OWN_DOINGS = word_set(
    "record comment remark position decision endorsement plan proposal statement vote work policy stance action handling use tweet "
    "choice conduct behavior behaviour approach response performance reputation strategy claim view word speech"
)

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
        or _shared_opinion(g, d)
        or _disbelief(g, d)
        or _own_defence(g, d)
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
    if d.type != "REQUEST" or g.lemma(i) != "ask":
        return None
    wanted = g.child(i, "xcomp")
    if wanted is not None:
        asked = g.lemma(wanted) in ANSWERING or any(g.lemma(k) in ASKING for k in g.kids[wanted])
        return "a question is no demand" if asked else None
    clauses = [k for k in g.kids[i] if g.base(k) in ("ccomp", "advcl")]
    nouns = [k for k in g.kids[i] if g.base(k) in ("obl", "obj")]
    asks = (
        any(g.lemma(m) in ASKING for k in clauses for m in g.kids[k])
        or any(g.case(k) == "about" or g.lemma(k) in ("question", *ASKING) for k in nouns)
        or any(g.case(k) == "for" and g.lemma(k) in OPINION for k in nouns)
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


def _shared_opinion(g: Grammar, d: Draft) -> str | None:
    """ "agreed that the shift was real", "agrees with the mayor": of one mind, which binds nobody to anything."""
    i = d.anchor
    if d.type not in ("AGREE", "SUPPORT") or g.lemma(i) != "agree" or not g.is_verb(i):
        return None
    if g.child(i, "xcomp", "obj") is not None or g.obliques(i, ("to", "on", "upon")):
        return None
    clause = g.child(i, "ccomp")
    if clause is None:
        return "of one mind" if g.obliques(i, ("with",)) else None
    aux = {g.lemma(k) for k in g.kids[clause] if g.base(k) == "aux"}
    return None if aux & {"should", "will", "would", "must", "shall"} else "of one mind"


def _disbelief(g: Grammar, d: Draft) -> str | None:
    """ "rejected the notion that", "dismissed the claim": not to believe it is a denial."""
    i = d.anchor
    if d.type != "REJECT" or not g.is_verb(i):
        return None
    what = g.object(i)
    if what is None or g.lemma(what) not in BELIEFS:
        return None
    told = g.lemma(what) not in ("idea", "notion", "suggestion") or any(
        g.base(k) in ("acl", "ccomp") and any(g.lemma(m) == "that" for m in g.kids[k]) for k in g.kids[what]
    )
    return "a denial is no event of its own" if told else None


def _own_defence(g: Grammar, d: Draft) -> str | None:
    """ "defended her record": who speaks up for what is his own supports nobody."""
    i = d.anchor
    if d.type != "SUPPORT" or g.lemma(i) != "defend" or not g.is_verb(i):
        return None
    what = g.object(i)
    if what is None:
        return None
    own = g.child(what, "nmod:poss")
    mine = g.form(what).lower().endswith(("self", "selves")) or (
        own is not None
        and g.form(own).lower() in ("his", "her", "its", "their", "my", "our")
        and g.lemma(what) in OWN_DOINGS
    )
    return "speaks for himself" if mine else None


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
    hurt = g.object(i)
    oneself = hurt is not None and g.form(hurt).lower().endswith(("self", "selves"))
    if oneself and g.lemma(i) in ("kill", "hurt", "harm", "shoot", "hang", "injure", "stab"):
        return "done to oneself"
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
    above = g.head(i)
    if g.base(i) == "obj" and above >= 0 and g.lemma(above) in PLAYED:
        return "only played, not done"
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
