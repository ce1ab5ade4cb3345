"""Words of a sentence that the codebook knows as triggers, with the conditions of each checked against the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.events.codebook import Codebook, Trigger
from dragoman.events.grammar import Grammar, word_set
from dragoman.records import Span

INSTRUMENTS = word_set(
    "bomb explosion blast missile rocket shell airstrike strike attack mine drone raid bombing fire gunfire bullet ied "
    "device shelling bombardment grenade mortar car truck assault shooting violence fighting clash battle"
)
"""What does the killing in "the blast killed ten": no actor."""


@dataclass(frozen=True, slots=True)
class Found:
    """A word that matches a trigger; of an exception, a word that only looks like one."""

    anchor: int
    """Index of the verb or noun that carries it."""
    words: tuple[int, ...]
    """Every word of the phrase, the anchor among them."""
    trigger: Trigger
    pos: Literal["verb", "noun"]
    barred: tuple[Trigger, ...] = ()
    """Exceptions that hold here for other types than the trigger's."""

    def span(self, g: Grammar) -> Span:
        """The anchor with those words of the phrase that stand beside it, without gap."""
        # a particle belongs to the trigger ("pulled out"), a preposition does not ("called for")
        inside = {
            w
            for w in self.words
            if w == self.anchor or g.pos(w) not in ("ADP", "PART", "SCONJ") or g.dep(w) == "compound:prt"
        }
        first = last = self.anchor
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return Span(g.words[first].span.begin, g.words[last].span.end)


def find_triggers(g: Grammar, book: Codebook, indexes: range) -> list[Found]:
    """Every trigger and every exception among the words of one sentence, the best one for each word."""
    lemmas = frozenset(g.lemma(i) for i in indexes)
    out = []
    for i in indexes:
        found = _at(g, book, i, lemmas)
        if found is not None:
            out.append(found)
    # a longer phrase that holds a shorter one's anchor wins: "opened fire" over "fire"
    taken: dict[int, Found] = {}
    for f in sorted(out, key=lambda f: -len(f.words)):
        if not any(w in taken for w in f.words):
            taken.update(dict.fromkeys(f.words, f))
    return [f for f in out if taken.get(f.anchor) is f]


def _at(g: Grammar, book: Codebook, i: int, lemmas: frozenset[str]) -> Found | None:
    pos, lemma = g.pos(i), g.lemma(i)
    if pos == "PROPN" and g.form(i) == "March":
        return None  # the month
    uses: list[tuple[Literal["verb", "noun"], str]] = []
    if pos in ("VERB", "AUX", "ADJ"):
        uses.append(("verb", lemma))
    elif pos in ("NOUN", "PROPN"):
        uses.append(("noun", lemma))
        if lemma.endswith("s") and ("noun", lemma[:-1]) in book.index:
            uses.append(("noun", lemma[:-1]))
        if pos == "NOUN" and lemma.endswith("ing"):
            uses += [("noun", stem) for stem in _stems(lemma)]
    for use, key in uses:
        candidates = book.index.get((use, key), ())
        if use == "noun" and not candidates and key != lemma:
            # a gerund tagged as a noun is read with its verb's triggers ("the storming of the palace")
            candidates = tuple(t for t in book.index.get(("verb", key), ()) if len(t.words) == 1)
        barred: list[Trigger] = []
        first: tuple[int, ...] = ()
        for t in candidates:
            if any(_bars(b, t) for b in barred):
                continue
            words = _phrase(g, t, i, use)
            if words is None or not _holds(g, t, i, use, lemmas):
                continue
            if t.exception is None:
                return Found(i, words, t, use, tuple(barred))
            first = first or words
            barred.append(t)
        if barred:
            return Found(i, first, barred[0], use, tuple(barred))
    return None


def _bars(exception: Trigger, t: Trigger) -> bool:
    """An exception holds for its own type; one told by its subject (a team, a storm, shares) for every type."""
    return t.exception is None and (t.type == exception.type or bool(exception.subject))


def _stems(noun: str) -> list[str]:
    base = noun[:-3]
    out = [base, base + "e"]
    if len(base) > 2 and base[-1] == base[-2]:
        out.append(base[:-1])
    return out


def _phrase(g: Grammar, t: Trigger, i: int, use: str) -> tuple[int, ...] | None:
    """Indexes of the words of a trigger's phrase if all stand where they should."""
    if len(t.words) == 1:
        if use == "verb" and any(
            g.dep(k) == "compound:prt" and g.lemma(k) in ("out", "off", "up", "down", "in") for k in g.kids[i]
        ):
            # "carried", "called", "set" with a particle mean something else unless the codebook names the pair
            return None if t.words[0] in _PARTICLE_VERBS else (i,)
        return (i,)
    out = [i]
    if use == "noun":
        k = i - 1
        for word in reversed(t.words[:-1]):
            while k >= 0 and g.form(k) in ("-", "–"):
                k -= 1
            if k < 0 or (g.lemma(k) != word and g.form(k).lower() != word):
                return None
            out.append(k)
            k -= 1
        return tuple(sorted(range(min(out), i + 1)))
    last = i
    number = g.word(i).sentence
    for word in t.words[1:]:
        for k in range(last + 1, min(last + 6, len(g.words))):
            if g.word(k).sentence != number:
                return None
            if g.lemma(k) == word or g.form(k).lower() == word:
                head = g.head(k)
                if head == i or k == last + 1 or (head >= 0 and g.head(head) == i):
                    out.append(k)
                    last = k
                    break
        else:
            # a passive puts the object before the verb ("a strike was called off")
            back = next((k for k in g.kids[i] if k < i and g.lemma(k) == word and g.base(k) == "nsubj"), None)
            if back is None:
                return None
            out.append(back)
    return tuple(sorted(out))


_PARTICLE_VERBS = word_set(
    "call set take turn give make break bring put hold pull hit push shoot cut kill fire kick go come hand"
)


def _heads(g: Grammar, i: int | None) -> set[str]:
    """Lemmas a condition on a noun is tried on: it, what is coordinated, and in "hundreds of civilians" both."""
    if i is None:
        return set()
    out = set()
    for k in g.conjuncts(i):
        out.add(g.lemma(k))
        out.update(g.lemma(m) for m in g.kids[k] if g.base(m) == "nmod" and g.case(m) == "of")
        out.update(g.lemma(m) for m in g.kids[k] if g.base(m) in ("compound", "appos"))
    return out


def _holds(g: Grammar, t: Trigger, i: int, use: str, lemmas: frozenset[str]) -> bool:
    if t.beside and not (t.beside & lemmas):
        return False
    if t.not_beside and t.not_beside & lemmas:
        return False
    if t.object or t.not_object or "object" in t.needs or "recipient" in t.needs:
        obj = g.object(i) if use == "verb" else None
        found = _heads(g, obj)
        if use == "noun":
            found = {g.lemma(k) for k in g.obliques(i, ("of",))} | {
                g.lemma(k) for k in g.kids[i] if g.base(k) == "compound"
            }
        if t.object and not (t.object & found):
            return False
        if t.not_object and t.not_object & found:
            return False
        if "object" in t.needs and obj is None:
            return False
        if "recipient" in t.needs and obj is None and not g.obliques(i, t.recipient):
            return False
    if t.subject or t.not_subject:
        who = (
            (g.agent(i) if g.is_passive(i) else g.subject(i))
            if use == "verb"
            else g.child(i, "nmod:poss", "compound")
        )
        found = _heads(g, who)
        if t.subject and not (t.subject & found):
            return False
        if t.not_subject and t.not_subject & found:
            return False
    for need in t.needs:
        if need.startswith("preposition:"):
            p = need.split(":", 1)[1]
            if not g.obliques(i, (p,)) and not any(g.lemma(k) == p and g.head(k) == i for k in g.kids[i]):
                return False
    return True
