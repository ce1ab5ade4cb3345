"""Who takes part in an act: every noun of its sentence judged by its grammatical path to the word that tells the act.

Codebook frames say where a trigger's parties stand as a rule; which of those places really hold one differs by type, by
trigger and by what kind of noun stands there, and that is counted rather than guessed: a multinomial logistic formula
(actor, recipient, neither) over the features below, fitted on hand-coded sentences (`benchmarks/events.py --tables`) and
kept as a table with the codebook (`parties.tsv`: feature, weight for actor, weight for recipient). What the language model
says is one more feature; without it the grammar decides alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.events.arguments import Cast
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.status import LIGHT
from dragoman.events.tables import Table
from dragoman.events.triggers import INSTRUMENTS

__all__ = ["GRAMMAR_BESIDE_MODEL", "Candidate", "candidates_of", "kind_of", "shares", "side_of"]

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
NAMING = frozenset({"flat", "goeswith", "fixed"})
SELF = word_set("himself herself itself themselves myself ourselves yourself yourselves oneself")
EMPTY = word_set(
    "there what which who whom whose something anything nothing everything reason way thing fact case result rest hour "
    "day year month week today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december morning evening night afternoon"
)
MAX_PATH = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that might name a party, with what speaks for and against it."""

    word: int
    features: tuple[str, ...]


GRAMMAR_BESIDE_MODEL = 0.5
"""How much of its log-odds the grammar keeps where the language model has named parties too: it saw part of the same text."""
ACTOR_FROM, ACTOR_FROM_ALONE, RECIPIENT_FROM, RECIPIENT_BY_FRAME_FROM = 0.4, 0.5, 0.33, 0.2
"""Probabilities from which a noun is a party; ALONE: where the model is silent; the last where the codebook's frame or the model names it too."""


def shares(table: Table, features: Sequence[str]) -> tuple[float, float]:
    """Probabilities in [0, 1] that a candidate is an actor, and a recipient."""
    said = [f for f in features if f.startswith(("m:", "m=", "c="))]
    scale = GRAMMAR_BESIDE_MODEL if said else 1.0
    a, r = table.sums([f for f in features if f not in said] if said else features, 2)
    ma, mr = table.sums(said, 2)
    a, r = scale * a + ma, scale * r + mr
    top = max(a, r, 0.0)
    ea, er, en = math.exp(a - top), math.exp(r - top), math.exp(-top)
    total = ea + er + en
    return ea / total, er / total


def side_of(table: Table, c: Candidate) -> str:
    """ "actor", "recipient", or "" for a noun that is no party."""
    actor, recipient = shares(table, c.features)
    alone = "m:bias" not in c.features
    named = "r=r" in c.features or "c=r" in c.features
    if actor >= max(recipient, ACTOR_FROM_ALONE if alone else ACTOR_FROM):
        return "actor"
    least = RECIPIENT_BY_FRAME_FROM if named else RECIPIENT_FROM
    return "recipient" if recipient >= (least / 2 if named and alone else least) else ""


def kind_of(g: Grammar, i: int, cast: Cast) -> str:
    """Class of a noun: what sort of thing it names, as far as lists and mentions tell."""
    pos, form = g.pos(i), g.form(i)
    if pos == "PRON":
        if g.lemma(i) in EMPTY or form.lower() in ("that", "this", "these", "those"):
            return "pron-rel"
        if g.has(i, "Person=1") or g.has(i, "Person=2"):
            return "pron-speaker"
        return "pron-it" if form.lower() in ("it", "its") else "pron"
    if i in cast.never or g.lemma(i) in EMPTY:
        return "time"
    named = cast.kinds.get(i)
    if named is not None and (pos == "PROPN" or form[:1].isupper()):
        return f"name-{named}"
    if pos == "PROPN" or (pos == "ADJ" and form[:1].isupper()):
        return "name"
    if pos == "ADJ":
        return "adj"
    if pos in ("NUM", "DET", "X"):
        return "num"
    lemma = g.lemma(i)
    if lemma in INSTRUMENTS:
        return "means"
    if lemma in cast.nouns:
        return "people"
    if lemma in cast.machines:
        return "machine"
    if lemma in cast.things:
        return "thing"
    return f"noun-{named}" if named is not None else "noun"


def top_of(g: Grammar, i: int) -> tuple[int, bool]:
    """The word that stands for a coordination or a name in the grammar of its clause, and whether i is only beside it."""
    beside = False
    for _ in range(8):
        if g.head(i) < 0 or g.base(i) not in ("conj", *NAMING):
            break
        if g.base(i) == "conj" and g.is_verb(g.head(i)) != g.is_verb(i):
            break
        beside = beside or g.base(i) == "conj"
        i = g.head(i)
    return i, beside


def step(g: Grammar, i: int) -> str:
    """The relation of a word to its head as one step of a path, with its preposition or mark."""
    base = g.base(i)
    if base in ("obl", "nmod", "advcl", "acl"):
        if g.dep(i) in ("nmod:poss", "acl:relcl"):
            return g.dep(i).split(":")[1]
        if g.dep(i) in ("nmod:desc", "obl:tmod", "obl:unmarked", "nmod:unmarked"):
            return base + "*"
        case = g.case(i)
        return f"{base}.{case}" if case else base
    if g.dep(i) == "nsubj:pass":
        return "nsubj.pass"
    return base


def path(g: Grammar, anchor: int, i: int) -> str | None:
    """Steps from the anchor up and down to a word: "^conj/nsubj"; None if they are too many."""
    up = [anchor, *g.ancestors(anchor)][: MAX_PATH + 1]
    down = [i]
    for k in g.ancestors(i):
        if down[-1] in up:
            break
        down.append(k)
    if down[-1] not in up:
        return None
    meet = up.index(down[-1])
    rise = ["^" + step(g, k) for k in up[:meet]]
    fall = [step(g, k) for k in reversed(down[:-1])]
    steps = rise + fall
    return "/".join(steps) if len(steps) <= MAX_PATH else None


def places(g: Grammar, anchor: int) -> dict[int, str]:
    """Words in a known function to an act: its subject (own, shared or controlled), object, agent, possessor, ..."""
    out: dict[int, str] = {}

    def put(i: int | None, name: str) -> None:
        if i is not None and i not in out and i != anchor:
            out[i] = name

    if g.is_verb(anchor):
        passive = g.is_passive(anchor)
        voice = ".pass" if passive else ""
        own = g.own_subject(anchor)
        put(own, f"subject{voice}")
        put(g.agent(anchor) if passive else None, "agent")
        put(g.subject(anchor), f"subject{voice}.{g.dep(anchor) if own is None else 'rel'}")
        put(None if passive else g.object(anchor), "object")
        for k in g.kids[anchor]:
            if g.base(k) in ("ccomp", "xcomp"):
                put(g.own_subject(k), f"{g.base(k)}.subject")
    else:
        put(g.child(anchor, "nmod:poss"), "possessor")
        for k in g.kids[anchor]:
            if g.base(k) == "acl" and g.is_passive(k):
                put(g.agent(k), "made.by")
        verb = g.head(anchor)
        if verb >= 0 and g.is_verb(verb):
            light = "light." if g.lemma(verb) in LIGHT else ""
            rel = step(g, anchor)
            put(g.agent(verb) if g.is_passive(verb) else None, f"{light}{rel}.agent")
            put(g.subject(verb), f"{light}{rel}.subject{'.pass' if g.is_passive(verb) else ''}")
            put(None if g.is_passive(verb) else g.object(verb), f"{light}{rel}.object")
    return out


def _said(i: int, actors: set[int], recipients: set[int]) -> str:
    """What somebody who names parties says of word i: "a", "r", or "-" with the sides that they fill otherwise."""
    if i in actors or i in recipients:
        return "a" if i in actors else "r"
    return f"-{'a' if actors else ''}{'r' if recipients else ''}"


def candidates_of(
    g: Grammar,
    anchors: Sequence[int],
    type_: str,
    cast: Cast,
    rule: tuple[Sequence[int], Sequence[int]],
    model: tuple[Sequence[int], Sequence[int]] | None = None,
    taken: tuple[Sequence[int], Sequence[int]] = ((), ()),
) -> Iterator[Candidate]:
    """Every noun of the sentence that might be a party of the act told at `anchors` (the first of them its own word).

    rule: heads that the codebook's frame names (actors, recipients).
    model: heads of the language model's spans, None where it is silent on this act; taken: heads that rules made of them.
    """
    anchor = anchors[0]
    verb = "v" if g.is_verb(anchor) else "n"
    spots = places(g, anchor)
    rule_a, rule_r = set(rule[0]), set(rule[1])
    model_a, model_r = (set(model[0]), set(model[1])) if model is not None else (set(), set())
    lemma = g.lemma(anchor)
    for i in g.sentence_words(anchor):
        if i in anchors or g.pos(i) not in NOUNS or g.lemma(i) in SELF or g.base(i) in NAMING:
            continue
        if g.pos(i) in ("ADJ", "DET", "NUM", "X") and not (
            g.form(i)[:1].isupper()
            or g.base(i) in ("nsubj", "obj", "obl", "conj", "nmod")
            or i in model_a
            or i in model_r
        ):
            continue
        if g.pos(i) in ("DET", "NUM") and g.base(i) in ("det", "nummod"):
            continue
        top, beside = top_of(g, i)
        place = spots.get(top) or spots.get(i)
        way = path(g, anchor, top)
        if place is None:
            place = way if way is not None and way.count("/") < 3 else "far"
        if way is None:
            if i not in model_a and i not in model_r and place == "far":
                continue
            way = "far"
        kind = kind_of(g, i, cast)
        if kind in ("time", "pron-rel") and i not in model_a and i not in model_r:
            continue
        spot = f"{verb}:{place}"
        features = [
            "bias",
            f"k={kind}",
            f"s={spot}",
            f"sk={spot}:{kind}",
            f"st={spot}:{type_}",
            f"p={verb}:{way}",
            f"tk={type_}:{kind}",
            f"d={verb}:{'<' if i < anchor else '>'}:{min(5, abs(way.count('/')))}",
        ]
        if g.pos(i) == "NOUN":
            features.append(f"w={g.lemma(i)}")
        if beside:
            features.append("beside")
        if len(lemma) > 2:
            features.append(f"sl={spot}:{lemma}")
        if i in rule_a or i in rule_r:
            side = "a" if i in rule_a else "r"
            features += [f"r={side}", f"r={side}:{type_}", f"r={side}:{kind}"]
        elif rule_a or rule_r:
            features.append(f"r={_said(i, rule_a, rule_r)}")
        if model is not None:
            m = _said(i, model_a, model_r)
            c = _said(i, set(taken[0]), set(taken[1]))
            features += [
                "m:bias",
                f"m={m}",
                f"c={c}",
                f"c={c}:{kind}",
                f"c={c}:{type_}",
                *(f"m:{x}" for x in features if x in ("r=a", "r=r")),
            ]
        yield Candidate(i, tuple(features))
