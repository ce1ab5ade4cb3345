"""Events of a document: the codebook's rules and the language model's scores, joined.

The model is the better finder, the codebook the better guard and explainer. Each candidate is a word that either of them
takes for a trigger; a small logistic formula over what both say (`combine.py`) gives the probability that a person would
code it so. Who takes part, the status and the rest are read from the grammar by the codebook's frames and, where the
model gives them, from its argument spans, whichever measured better for that field.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast as typed

from dragoman.events import status
from dragoman.events.arguments import (
    ACTORISH,
    PLACE_CASES,
    Cast,
    Numbers,
    attached,
    place_like,
    read_numbers,
    read_roles,
)
from dragoman.events.casting import Candidate, candidates_of, kind_of, side_of
from dragoman.events.codebook import Codebook
from dragoman.events.combine import Evidence, Weights, probability
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.judging import features_of, topics_of
from dragoman.events.parties import bystander, doers, naming_phrases, reconcile, trim
from dragoman.events.status import LIGHT, Reading, date_kind, read_status
from dragoman.events.triggers import INSTRUMENTS, Found, find_triggers
from dragoman.records import (
    Attribution,
    DateValue,
    Document,
    Event,
    Mention,
    Parse,
    ParsedEvent,
    Party,
    Place,
    Span,
    Status,
    Uncoded,
    event_id,
)

__all__ = ["candidates", "code_events", "contexts_of"]

OUTER = frozenset({"AGREE", "REJECT", "THREATEN"})
"""Acts that swallow the act they are about: "agreed to meet" is one event."""

BECOMES = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
"""What a type turns into when it is still to come."""

HARM = word_set("kill wound injure hurt maim die destroy damage kill behead injure leave")
SETTLED = frozenset({"site", "town", "district"})
"""Precisions of places that act for nobody unless the actors say so."""
SPEECH = word_set(
    "say tell add claim state report announce declare explain note argue insist acknowledge admit confirm believe think allege "
    "warn deny write reveal suggest stress assert testify concede recall reply respond tweet estimate indicate show"
)


@dataclass
class Draft:
    """A candidate on its way to an event."""

    anchor: int
    span: Span
    type: str
    found: Found | None = None
    model: ParsedEvent | None = None
    anchors: list[int] = field(default_factory=list)
    """The anchor and those of candidates merged into it."""
    dropped: str | None = None
    """Why structure says it is no event of its own."""
    vetoed: str | None = None
    """The exception of the codebook that covers it."""
    probability: float = 0.0
    merged: list[Draft] = field(default_factory=list)
    refusal: bool = False
    """ "will not release": a REJECT read from grammar."""
    promising: bool = False
    """ "agreed to", "ready to"."""

    @property
    def pos(self) -> str:
        return "" if self.found is None else self.found.pos


def code_events(
    document: Document,
    parse: Parse,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    codebook: Codebook,
    weights: Weights | None = None,
) -> tuple[tuple[Event, ...], tuple[Uncoded, ...]]:
    """Every event of a document, in the order of its text, and what looked like one but was not coded.

    `parse` and all spans are over `document.text`. Without event scores in the parse the codebook works alone.
    """
    weights = weights or Weights()
    g = Grammar(parse, document.text, _known_verbs(codebook), codebook.nouns)
    scored = bool(parse.events) or bool(parse.model)
    drafts = _drafts(g, codebook, parse, scored)
    _structure(g, drafts)
    year = _year(document)
    people = _cast(g, mentions, codebook)
    events: list[Event] = []
    uncoded: list[Uncoded] = []
    for d in drafts:
        if d.vetoed is not None and d.model is None:
            uncoded.append(Uncoded(d.span, d.vetoed))
            continue
        d.probability = probability(_evidence(g, d, scored, codebook, people), weights)
        event = None
        unknown = d.found is None or d.found.trigger.exception is not None
        least = weights.threshold_unknown if unknown else weights.threshold
        least = least if scored else weights.threshold_alone
        if d.probability >= least:
            event = _event(g, d, document, mentions, attributions, codebook, year, weights, people)
            if scored and not event.actors and not event.recipients:
                least = max(least, weights.threshold_nobody)
                if d.probability < least:
                    event = None
        if event is None:
            reason = d.dropped or d.vetoed or (_unsure(d, least) if d.probability >= 0.15 else None)
            if reason is not None:
                uncoded.append(Uncoded(d.span, reason))
            continue
        events.append(event)
    return tuple(sorted(_distinct(events), key=lambda e: e.trigger)), tuple(
        sorted(uncoded, key=lambda u: u.span)
    )


def _unsure(d: Draft, least: float) -> str:
    why = ": nobody is named who takes part" if d.probability >= Weights().threshold else ""
    return f"not sure enough that it is {d.type} ({d.probability:.2f}, needs {least:.2f}{why})"


def candidates(text: str, parse: Parse, codebook: Codebook) -> list[tuple[Draft, Evidence, list[str]]]:
    """Every word that the codebook or the model takes for a trigger, with what is known of it; for fitting and tests."""
    g, drafts, cast = _laid_out(text, parse, codebook)
    scored = bool(parse.events) or bool(parse.model)
    return [
        (d, _evidence(g, d, scored, codebook, cast), surroundings(g, d, codebook, cast))
        for d in drafts
        if d.vetoed is None or d.model is not None
    ]


def party_candidates(
    text: str,
    parse: Parse,
    gold: Sequence[tuple[str, Span, Sequence[Span], Sequence[Span]]],
    codebook: Codebook,
) -> Iterator[tuple[tuple[list[int], list[int]], list[Candidate]]]:
    """(heads of the gold actors and recipients, nouns that might be parties) of each gold event of a text; for fitting."""
    g, drafts, cast = _laid_out(text, parse, codebook)
    for type_, trigger, actors, recipients in gold:
        at = [d for d in drafts if d.span.overlaps(trigger)]
        d = next((d for d in at if d.type == type_), next(iter(at), None))
        if d is None:
            anchor = g.head_of(trigger)
            if anchor is None:
                continue
            d = Draft(anchor, trigger, type_, anchors=[anchor])
        d.type = type_
        given = _given_parties(g, d, cast)
        yield (
            (_heads(g, actors), _heads(g, recipients)),
            list(seats(g, d, cast, codebook, (_heads(g, given[0]), _heads(g, given[1])))),
        )


def _laid_out(text: str, parse: Parse, codebook: Codebook) -> tuple[Grammar, list[Draft], Cast]:
    g = Grammar(parse, text, _known_verbs(codebook), codebook.nouns)
    drafts = _drafts(g, codebook, parse, bool(parse.events) or bool(parse.model))
    _structure(g, drafts)
    return g, drafts, _cast(g, [Mention(m.span, m.type) for m in parse.mentions], codebook)


@functools.lru_cache(maxsize=8)
def _verbs_of(words: frozenset[str]) -> frozenset[str]:
    return (
        words
        | LIGHT
        | SPEECH
        | HARM
        | status.WANTED
        | status.PLANNED
        | status.FAILED
        | status.STOPPED
        | status.TRIED
    )


def _known_verbs(book: Codebook) -> frozenset[str]:
    """Verbs the rules speak of."""
    return _verbs_of(book.verbs)


def _distinct(events: list[Event]) -> list[Event]:
    """No two events of one type on overlapping triggers."""
    out: list[Event] = []
    for e in sorted(events, key=lambda e: -e.confidence):
        if not any(e.trigger.overlaps(o.trigger) for o in out):
            out.append(e)
    return out


def _cast(g: Grammar, mentions: Sequence[Mention], book: Codebook) -> Cast:
    named = set()
    for m in mentions:
        if m.type in ("Person", "Organisation", "Nationality", "Location", "MilitaryPlatform", "Vehicle"):
            head = g.head_of(m.span)
            if head is not None and (g.form(head)[:1].isupper() or m.type in ("Person", "Organisation")):
                named.add(head)
    machines = book.words.get("weapons", frozenset()) | book.words.get("aircraft", frozenset())
    never = {i for m in mentions if m.type in ("Temporal", "Money") for i in g.at(m.span)}
    things = frozenset().union(
        *(book.words.get(c, frozenset()) for c in ("property", "territory", "weapons"))
    )
    kinds: dict[int, str] = {}
    for m in mentions:
        head = g.head_of(m.span)
        if head is not None:
            kinds.setdefault(head, m.type.lower())
    return Cast(
        frozenset(named), book.words.get("party", frozenset()), things, frozenset(never), machines, kinds
    )


def _year(document: Document) -> int | None:
    p = document.published
    day = None if p is None else p.last or p.first
    return None if day is None else day.year


# --- candidates ----------------------------------------------------------------------------------------------------


def _sentence_ranges(g: Grammar) -> list[range]:
    out, begin = [], 0
    for i in range(1, len(g.words) + 1):
        if i == len(g.words) or g.words[i].sentence != g.words[begin].sentence:
            out.append(range(begin, i))
            begin = i
    return out


def _drafts(g: Grammar, book: Codebook, parse: Parse, scored: bool) -> list[Draft]:
    drafts: dict[int, Draft] = {}
    for indexes in _sentence_ranges(g):
        for f in find_triggers(g, book, indexes):
            d = Draft(f.anchor, f.span(g), f.trigger.type, found=f, anchors=[f.anchor])
            if f.trigger.exception is not None:
                d.vetoed = f"{f.trigger.exception} ({f.trigger.name!r}, {f.trigger.where})"
            drafts[f.anchor] = d
    back: dict[str, str] = {}
    for kind in book.kinds.values():
        back.setdefault(kind.plover or kind.name, kind.name)
    for e in parse.events:
        words = g.at(e.trigger)
        if not words:
            continue
        types = {back[t]: p for t, p in e.types.items() if t in back}
        if not types:
            continue
        e = dataclasses.replace(e, types=types)
        match = next((drafts[w] for w in words if w in drafts), None)
        if match is None:
            match = next((d for d in drafts.values() if d.span.overlaps(e.trigger)), None)
        best = max(types, key=lambda t: types[t])
        if match is not None:
            if match.model is None or max(match.model.types.values()) < types[best]:
                match.model = e
            continue
        head = g.head_of(e.trigger)
        anchor = words[0] if head is None else head
        drafts[anchor] = Draft(anchor, e.trigger, best, model=e, anchors=[anchor])
    for d in drafts.values():
        d.promising = g.lemma(d.anchor) in PROMISING
        if d.model is not None:
            _settle_type(g, d)
            if d.found is not None and d.vetoed is None:
                bar = next((b for b in d.found.barred if b.type == d.type), None)
                if bar is not None:
                    d.vetoed = f"{bar.exception} ({bar.name!r}, {bar.where})"
            elif (
                d.found is not None
                and d.model is not None
                and not any(b.subject or b.type == d.type for b in d.found.barred)
            ):
                d.vetoed = None  # the exception speaks of another type than the model sees
    return [drafts[k] for k in sorted(drafts)]


PROMISING = word_set("agree willing ready prepared consent promise pledge offer undertake")
"""Words that promise what stands under them."""


def _settle_type(g: Grammar, d: Draft) -> None:
    """The type of a candidate that both see: the model's probability with a vote for the codebook's."""
    assert d.model is not None
    votes = dict(d.model.types)
    for b in d.found.barred if d.found is not None else ():
        for type_ in votes:
            if b.subject or b.type == type_:
                votes[type_] *= 0.05
    if d.found is not None and d.found.trigger.exception is None:
        t = d.found.trigger
        # "lifted the curfew": a line that names the object knows more than one that knows the verb
        votes[t.type] = votes.get(t.type, 0.0) + (0.8 if t.object else 0.55) * t.weight
    if d.promising and "AGREE" in votes:
        # agreeing or being ready to give way is AGREE, as PLOVER's table has it (CAMEO 035)
        votes["AGREE"] += votes.pop("CONCEDE", 0.0)
    d.type = max(votes, key=lambda t: votes[t])
    own = d.found is not None and d.found.trigger.exception is None and d.span.covers(d.model.trigger)
    if not own and g.word(d.anchor).span.overlaps(d.model.trigger):
        d.span = d.model.trigger  # never "air" for "air strikes"


def _structure(g: Grammar, drafts: list[Draft]) -> None:
    """Acts inside acts, and one act told by two words, by the manual."""
    for d in drafts:
        _refusal(g, d)
        if d.vetoed is None and (why := _no_act(g, d)) is not None:
            d.vetoed = why
        if d.vetoed is None and (topic := _fiction(g, d.anchor)) is not None:
            d.vetoed = f"what happens in a {topic}"
    at = {d.anchor: d for d in drafts if d.vetoed is None}
    for d in drafts:
        if d.vetoed is not None or d.dropped is not None:
            continue
        i = d.anchor
        if (
            d.found is not None
            and d.found.pos == "noun"
            and g.base(i) in ("compound", "amod")
            and g.head(i) >= 0
        ):
            if g.head(i) in at:
                d.dropped = f"part of {g.form(g.head(i))!r}"
            elif g.pos(g.head(i)) in ("NOUN", "PROPN"):
                d.dropped = f"only describes {g.form(g.head(i))!r}"
            continue
        told = at.get(g.head(i))
        if (
            told is not None
            and told.dropped is None
            and d.type == told.type
            and told.pos == "noun"
            and g.base(i) == "acl"
        ):
            if d.type == "ASSAULT" and g.lemma(i) in HARM:
                d.dropped = f"the harm done by {told.span.of(g.text)!r}"
                told.merged.append(d)
                told.anchors.append(i)
                continue
            if g.lemma(i) in LIGHT and g.is_passive(i):
                # "sanctions imposed by": one act, told by its verb as in "imposed sanctions"
                told.dropped = told.vetoed = f"told by {d.span.of(g.text)!r}"
                d.merged.append(told)
                d.anchors.append(told.anchor)
                continue
            if d.type == "THREATEN":
                d.dropped = d.vetoed = f"told by {told.span.of(g.text)!r}"
                continue
        if any(g.base(k) == "cop" for k in g.kids[i]) and d.pos == "noun":
            # "the bombing was the deadliest attack since ...": one act, at its own noun
            named = next(
                (at[k] for k in g.kids[i] if g.dep(k) == "nsubj" and k in at and at[k].type == d.type), None
            )
            if named is not None:
                d.dropped = d.vetoed = f"said of {named.span.of(g.text)!r}"
                continue
        child = i
        for steps, k in enumerate(g.ancestors(i), 1):
            rel = g.base(child)
            outer = at.get(k)
            if outer is not None and outer.dropped is None:
                if (
                    outer.type == d.type
                    and steps == 1
                    and d.pos == "noun"
                    and (g.lemma(k) in CARRIERS or (g.lemma(k) == "give" and d.type != "AID"))
                    and (rel == "obj" or g.dep(child) == "nsubj:pass")
                ):
                    # "launched an attack", "talks were held": the noun tells the act, the verb carries it
                    outer.dropped = outer.vetoed = f"carries {d.span.of(g.text)!r}"
                    break
                if outer.type in OUTER and _swallows(g, outer, d, child, k):
                    d.dropped = f"what is {outer.span.of(g.text)!r} is not a second event"
                elif outer.type == "PROTEST" and d.type == "REQUEST" and rel in ("advcl", "acl", "xcomp"):
                    d.dropped = d.vetoed = f"the demand of {outer.span.of(g.text)!r}"
                elif (
                    outer.type == "CONCEDE"
                    and d.type in ("CONCEDE", "RETREAT", "AGREE")
                    and rel in ("xcomp", "ccomp", "obj", "acl", "nmod", "obl")
                ):
                    d.dropped = f"told by {outer.span.of(g.text)!r}"
                elif (
                    outer.type == d.type
                    and rel in ("obj", "xcomp", "nmod", "obl", "nsubj")
                    and steps <= 2
                    and _one_act(g, d, outer, rel)
                ):
                    d.dropped = d.vetoed = f"the same act as {outer.span.of(g.text)!r}"
                    outer.merged.append(d)
                    outer.anchors.append(i)
                elif (
                    d.type == outer.type == "ASSAULT"
                    and rel in ("advcl", "conj")
                    and g.lemma(i) in HARM
                    and steps == 1
                    and (
                        rel == "advcl"
                        or (g.lemma(k) in HARM and g.own_subject(i) is None)
                        or (
                            g.form(i).endswith("ing")
                            and not g.form(k).endswith("ing")
                            and g.child(i, "cc", "nsubj", "aux") is None
                        )
                    )
                ):
                    d.dropped = d.vetoed = f"the harm done by {outer.span.of(g.text)!r}"
                    outer.merged.append(d)
                    outer.anchors.append(i)
                if d.dropped is not None:
                    break
            if (
                (rel in ("ccomp", "advcl", "parataxis") and steps > 1)
                or g.dep(child) == "acl:relcl"
                or steps > 5
            ):
                break
            child = k


CARRIERS = word_set(
    "launch hold conduct carry issue open begin start commit stage lead file reach pay make have mount continue face organize "
    "organise wage resume perpetrate unleash lodge deliver undertake"
)
"""Verbs that only carry the act that their object names."""

YIELDING = frozenset({"CONCEDE", "RETREAT", "CONSULT", "AGREE", "COOPERATE", "AID"})


def _refusal(g: Grammar, d: Draft) -> None:
    """ "will not lift", "cannot accept", "would not meet": refusing in so many words is REJECT, "not" part of its trigger."""
    if (
        d.model is not None
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


HOLLOW = word_set(
    "take make go get let give put come be have do see know keep bring find use need work stand turn run look"
)
"""Verbs that tell of an act only together with other words; alone no score makes one of them."""
ADMITTING = word_set(
    "admit acknowledge comment speculate elaborate say answer speak believe recognize recognise discuss name"
)


def _no_act(g: Grammar, d: Draft) -> str | None:
    """Why a word that looks like a trigger tells of no act, read from what hangs on it."""
    i = d.anchor
    lemma = g.lemma(i)
    single = g.at(d.span) == [i]
    if d.found is None and single and lemma in HOLLOW:
        return f"{lemma!r} alone is no act"
    if d.type == "REQUEST" and lemma == "ask":
        asks = any(
            g.base(k) in ("ccomp", "advcl")
            and any(
                g.lemma(m) in ("whether", "if", "why", "how", "what", "who", "when", "where")
                for m in g.kids[k]
            )
            for k in g.kids[i]
        ) or any(
            g.base(k) in ("obl", "obj") and (g.case(k) == "about" or g.lemma(k) == "question")
            for k in g.kids[i]
        )
        asks = asks or any(g.lemma(k) in ("whether", "why") for k in g.subtree(i) if k > i)
        quoted = any(g.form(k) == "?" for k in g.subtree(i))
        if (asks or quoted) and g.child(i, "xcomp") is None:
            return "a question is no demand"
    noun = not g.is_verb(i)
    of_it = [(g.base(k), g.case(k), g.lemma(k)) for k in g.kids[i]]
    if (
        d.type == "REQUEST"
        and noun
        and any(case == "for" and word in ("comment", "interview") for _, case, word in of_it)
    ):
        return "asked for comment"
    if (
        d.type == "REQUEST"
        and noun
        and lemma == "demand"
        and not g.has(i, "Number=Plur")
        and g.child(i, "nmod:poss") is None
        and any(base == "nmod" and case == "for" for base, case, _ in of_it)
    ):
        return "demand for goods"
    if lemma in ("refuse", "decline") and any(
        base == "xcomp" and word in ADMITTING for base, _, word in of_it
    ):
        return "did not say or admit it"
    if g.base(i) in ("compound", "amod") and g.lemma(g.head(i)) in ("range", "distance"):
        return "a range is no attack"
    if noun and any(base == "det" and word == "any" for base, _, word in of_it):
        return "asked for or ruled out, not told of"
    if d.type == "AGREE" and any(
        word in ("condolence", "sympathy", "congratulation") for _, _, word in of_it
    ):
        return "condolences"
    return None


FICTION = word_set(
    "novel film movie thriller sitcom sequel trilogy screenplay drama book play musical opera videogame memoir comic documentary episode game videogame"
)
TELLING = word_set("follow tell depict portray feature chronicle star show imagine describe let")


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


def _swallows(g: Grammar, outer: Draft, inner: Draft, child: int, k: int) -> bool:
    """Whether an inner act is only what the outer one is about: "refused to release", "agreed to meet".

    A noun that is refused is another matter: the request that was rejected was made, and of rejected allegations
    only the allegation is coded.
    """
    if not _complement(g, child, k) or g.base(inner.anchor) == "amod":
        return False
    if g.lemma(k) == "deny" and g.base(child) in ("ccomp", "xcomp", "obj"):
        outer.dropped = "a denial is no event of its own"
        return False
    if outer.found is None and outer.model is not None and max(outer.model.types.values()) < 0.5:
        return False  # an outer act that is itself in doubt hides nothing
    noun = not g.is_verb(inner.anchor)
    if (
        outer.type == "REJECT"
        and noun
        and child == inner.anchor
        and inner.type in ("ACCUSE", "REQUEST", "AGREE", "ASSAULT")
    ):
        if inner.type == "ACCUSE" and g.base(child) == "obj":
            outer.dropped = f"denies {inner.span.of(g.text)!r}: a denial is no event of its own"
        return False
    if outer.type == "THREATEN" and noun and g.base(child) == "obj":
        return False
    if outer.type == "AGREE" and outer.pos == "noun" and g.base(child) not in ("acl", "nmod"):
        return False
    return outer.type != "THREATEN" or g.base(child) in ("xcomp", "ccomp", "advcl", "acl", "obl")


def _complement(g: Grammar, child: int, k: int) -> bool:
    rel = g.base(child)
    if rel in ("xcomp", "ccomp"):
        return True
    if rel == "advcl":
        return (
            g.child(child, "mark") is not None
            and g.lemma(g.child(child, "mark") or 0) in ("to", "by")
            and "VerbForm=Inf" in g.word(child).feats
        )
    if rel == "acl":
        return g.dep(child) != "acl:relcl"
    if rel == "obj":
        return True
    if rel in ("nmod", "obl"):
        return g.case(child) in ("to", "on", "of", "for", "with", "from", "at", "against")
    return False


def _one_act(g: Grammar, d: Draft, outer: Draft, rel: str) -> bool:
    """Whether an inner candidate of the same type only repeats the outer one."""
    if d.type == "ASSAULT":
        if rel in ("nsubj",) or (
            rel == "obl" and g.case(d.anchor) in ("in", "by", "during", "with", "through")
        ):
            return True
        return rel in ("obj", "xcomp") and d.found is not None and d.found.pos == "noun"
    return True


# --- how sure ------------------------------------------------------------------------------------------------------


def _evidence(g: Grammar, d: Draft, scored: bool, book: Codebook, cast: Cast) -> Evidence:
    types = d.model.types if d.model is not None else {}
    rule = d.found.trigger if d.found is not None and d.found.trigger.exception is None else None
    named = ""
    if d.model is not None:
        named = ("a" if d.model.actors else "") + ("r" if d.model.recipients else "")
    table = None
    if book.acts is not None:
        (table,) = book.acts.sums(surroundings(g, d, book, cast), 1)
    return Evidence(
        scored=scored,
        model_any=min(0.995, sum(types.values())) if types else 0.0,
        model_type=types.get(d.type, 0.0),
        rule=rule is not None,
        weight=rule.weight if rule is not None else 0.0,
        agree=rule is not None and rule.type == d.type and bool(types),
        dropped=d.dropped is not None,
        vetoed=d.vetoed is not None,
        noun=not g.is_verb(d.anchor),
        modifier=g.base(d.anchor) == "amod",
        table=table,
        model_named=named,
        silent=not types,
    )


def surroundings(g: Grammar, d: Draft, book: Codebook, cast: Cast) -> list[str]:
    """The features of a candidate for the table `acts` of its codebook."""
    rule = d.found.trigger if d.found is not None and d.found.trigger.exception is None else None
    return features_of(
        g,
        d.anchor,
        book.plover_type(d.type) or d.type,
        rule,
        _roles_heads(g, d, cast),
        cast,
        topics_of(g, g.sentence_words(d.anchor), book),
        d.dropped,
    )


# --- from a candidate to an event -----------------------------------------------------------------------------------


def _event(
    g: Grammar,
    d: Draft,
    document: Document,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    book: Codebook,
    year: int | None,
    weights: Weights,
    cast: Cast,
) -> Event:
    text = document.text
    noun = not g.is_verb(d.anchor)
    kind = book.kinds[d.type]
    actors, recipients = _parties(g, d, cast, book)
    if not recipients and d.type in ("REQUEST", "PROTEST"):
        recipients = [s for s in _aimed_at(g, d.anchor) if not any(s.overlaps(a) for a in actors)]
    if noun and d.type in ("CONSULT", "AGREE"):
        # "the Astana talks": where they are held, nobody's act
        sites = [m.span for m in mentions if m.type == "Location" and m.actor is None]
        beside = [g.word(k).span for k in g.kids[d.anchor] if g.base(k) in ("compound", "amod")]
        actors = [
            a for a in actors if not (any(b.overlaps(a) for b in beside) and any(x.covers(a) for x in sites))
        ]
    if noun:
        # "the Manchester bombing": a town before the noun tells where
        towns = [
            m.span for m in mentions if m.type == "Location" and m.actor is None and m.precision in SETTLED
        ]
        actors = [a for a in actors if not any(x.covers(a) for x in towns)]
    times = [m.span for m in mentions if m.type == "Temporal"]
    near = [s for _, s in attached(g, d.anchors, times)]
    date_span = near[0] if near else None
    if date_span is None and d.model is not None and d.model.date is not None:
        date_span = d.model.date
    reading = _status(g, d, noun, date_span, mentions, year, weights)
    place = _place(g, d, mentions, actors + recipients)
    said_by, attribution = _said_by(g, d, attributions, reading)
    type_ = d.type
    if reading.status == "future" and BECOMES.get(type_) in book.kinds:
        type_ = BECOMES[type_]
        kind = book.kinds[type_]
    heads = _roles_heads(g, d, cast)
    numbers: Numbers = read_numbers(
        g, _tolls(g, d.anchors), book.plover_type(d.type) or d.type, heads[0], heads[1]
    )
    modes = _modes(d, kind.modes.keys())
    notes = []
    if kind.requires_recipient and not recipients:
        notes.append(f"{type_} without a recipient: the text names none")
    sentence = _sentence(g, d.anchor)
    date = None
    if date_span is not None:
        mention = next(
            (
                m
                for m in mentions
                if m.type == "Temporal" and m.span.overlaps(date_span) and m.date is not None
            ),
            None,
        )
        date = (
            dataclasses.replace(mention.date, span=mention.span)
            if mention is not None and mention.date is not None
            else DateValue(precision="unknown", span=date_span, note="not resolved to days")
        )
    return Event(
        id=event_id(document.id, type_, d.span),
        type=type_,
        trigger=d.span,
        evidence=sentence,
        mode=modes,
        status=typed(Status, reading.status),
        actors=tuple(_party(s, mentions, text) for s in actors),
        recipients=tuple(_party(s, mentions, text) for s in recipients),
        date=date,
        place=place,
        said_by=said_by,
        dead=numbers.dead,
        injured=numbers.injured,
        size=numbers.size,
        numbers_note=numbers.note,
        contexts=_contexts(g, d.anchor, book),
        attribution=attribution,
        confidence=round(d.probability, 3),
        because=_because(g, d, reading),
        notes=tuple(notes),
    )


def _tolls(g: Grammar, anchors: list[int]) -> list[int]:
    """The words of an act and the harm told beside it: "bombed the town and killed 58"."""
    out = list(anchors)
    for i in anchors:
        beside = [k for k in g.kids[i] if g.base(k) in ("conj", "advcl", "acl") and g.dep(k) != "acl:relcl"]
        if not g.is_verb(i) and g.base(i) in ("nsubj", "obl") and g.head(i) >= 0:
            beside.append(g.head(i))  # "an air strike on the town killed ten"
        for k in beside:
            if g.is_verb(k) and g.lemma(k) in HARM and k not in out:
                own = g.own_subject(k)
                if own is None or own == i or g.is_passive(k):
                    out.append(k)
    return out


def _because(g: Grammar, d: Draft, reading: Reading) -> str:
    parts = []
    if d.found is not None and d.found.trigger.exception is None:
        t = d.found.trigger
        own = "" if t.type == d.type else f" ({t.type} by the codebook)"
        parts.append(f"{d.found.pos} {t.name} [{t.where}]{own}")
    if d.model is not None:
        parts.append(f"model {d.type} {d.model.types.get(d.type, 0.0):.2f}")
    if d.merged:
        parts.append("with " + ", ".join(m.span.of(g.text) for m in d.merged))
    parts.append(f"{reading.status}: {reading.why}")
    return "; ".join(parts)


def _sentence(g: Grammar, i: int) -> Span:
    return g.parse.sentences[g.word(i).sentence]


def _roles_heads(g: Grammar, d: Draft, cast: Cast) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if d.found is None or d.found.trigger.exception is not None:
        return (), ()
    roles = read_roles(g, d.found, cast)
    return roles.actors, roles.recipients


def _parties(g: Grammar, d: Draft, cast: Cast, book: Codebook) -> tuple[list[Span], list[Span]]:
    """Spans of actors and recipients: what frames and model give, judged by the codebook's table of parties if it has one."""
    actors, recipients = _given_parties(g, d, cast)
    if book.parties is None:
        return actors, recipients
    given = (_heads(g, actors), _heads(g, recipients))
    chosen: tuple[list[int], list[int]] = ([], [])
    for c in seats(g, d, cast, book, given):
        side = side_of(book.parties, c)
        if side:
            chosen[0 if side == "actor" else 1].append(c.word)
    chosen = _by_name(g, d, cast, _by_clause(g, d, cast, chosen))
    chosen = (_no_weapons(g, cast, chosen[0]), _people_first(g, d, cast, _no_projectiles(g, d, chosen[1])))
    spans = {
        h: s for hs, ss in zip(given, (actors, recipients), strict=True) for h, s in zip(hs, ss, strict=True)
    }
    named = [
        [spans.get(h) or next(iter(naming_phrases(g, [g.phrase(h)], d.anchor)), g.phrase(h)) for h in side]
        for side in chosen
    ]
    who = _each(g, _apart(g.text, named[0]))
    whom = _each(g, _apart(g.text, named[1]))
    return who, [s for s in whom if not any(s.overlaps(a) for a in who)]


def _each(g: Grammar, spans: list[Span]) -> list[Span]:
    """Spans with coordinated nouns told apart: "women and children" are two parties, "Bosnia and Herzegovina" is one."""
    out: list[Span] = []
    for s in spans:
        head = g.head_of(s)
        beside = (
            []
            if head is None
            else [k for k in g.kids[head] if g.base(k) == "conj" and s.covers(g.word(k).span)]
        )
        words = g.at(s)
        if (
            head is None
            or not beside
            or any(g.pos(k) not in ("NOUN", "PROPN") for k in (head, *beside))
            or any(k > beside[-1] and g.base(k) not in NAME_PARTS for k in words)
        ):
            out.append(s)
            continue
        firsts = [
            min(m for m in g.subtree(k) if m in words and g.base(m) not in ("cc", "punct")) for k in beside
        ]
        before = max(
            (k for k in words if k < firsts[0] and g.base(k) not in ("cc", "punct", "case")), default=head
        )
        parts = [Span(s.begin, g.word(before).span.end)]
        for n, first in enumerate(firsts):
            last = (
                words[-1]
                if n + 1 == len(firsts)
                else max(k for k in words if k < firsts[n + 1] and g.pos(k) not in ("CCONJ", "PUNCT"))
            )
            parts.append(Span(g.word(first).span.begin, g.word(last).span.end))
        out += [t for p in parts if (t := trim(g, p)) is not None]
    return out


NAME_PARTS = frozenset({"flat", "compound", "conj", "punct", "goeswith", "fixed"})


def _by_clause(
    g: Grammar, d: Draft, cast: Cast, chosen: tuple[list[int], list[int]]
) -> tuple[list[int], list[int]]:
    """Parties as the clause of the act leaves no doubt of them."""
    i = d.anchor
    actors = list(chosen[0])
    if not g.is_verb(i):
        return [h for h in actors if not bystander(g, i, h)], chosen[1]
    if g.is_passive(i) and g.agent(i) is None and not d.merged:
        # a passive without an agent has no actor: "the division agreed in Geneva, analysts said"
        return [
            h for h in actors if not (g.base(h) == "nsubj" and g.head(h) != i and g.is_verb(g.head(h)))
        ], chosen[1]
    subject = g.own_subject(i)
    if not actors and subject is not None and not g.is_passive(i) and g.pos(subject) in ("NOUN", "PROPN"):
        known = subject in _roles_heads(g, d, cast)[0] or g.lemma(subject) in cast.machines
        if known and subject not in chosen[1]:
            actors = [k for k in g.conjuncts(subject) if k not in chosen[1]]
    return actors, chosen[1]


def _by_name(
    g: Grammar, d: Draft, cast: Cast, chosen: tuple[list[int], list[int]]
) -> tuple[list[int], list[int]]:
    """Parties of an act told by a noun whose own phrase says who did it: "the takeover of Marsa by the axis"."""
    mutual = d.found is not None and bool(d.found.trigger.mutual)
    if g.is_verb(d.anchor) or mutual:
        return chosen
    named = doers(g, d.anchor)
    by = [k for k in named if g.case(k) == "by" and cast.takes(g, k)]
    sure = by or [k for k in named if k in chosen[0]]
    if not sure:
        return chosen
    return sure, [k for k in chosen[1] if k not in sure]


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


def _people_first(g: Grammar, d: Draft, cast: Cast, heads: list[int]) -> list[int]:
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


FIRING = word_set(
    "fire launch lob land drop use rain throw hurl shoot exchange detonate explode fling toss loose plant lay"
)
PROJECTILES = word_set(
    "shell rocket missile round bullet mortar bomb grenade fire gunfire shot salvo barrage munition gas chlorine sarin bottle stone "
    "explosive mine device barrel"
)


def _no_projectiles(g: Grammar, d: Draft, heads: list[int]) -> list[int]:
    """Recipients without what is only fired or thrown at them."""
    if not any(g.lemma(a) in FIRING for a in d.anchors):
        return heads
    return [h for h in heads if g.lemma(h) not in PROJECTILES or g.pos(h) == "PROPN"]


def _no_weapons(g: Grammar, cast: Cast, heads: list[int]) -> list[int]:
    """Actors with those that are only a means given up for whoever stands behind them."""
    out: list[int] = []
    for h in heads:
        means = g.pos(h) == "NOUN" and g.lemma(h) in INSTRUMENTS and g.lemma(h) not in cast.machines
        who = _behind(g, cast, h) if means else h
        if who is not None and who not in out:
            out.append(who)
    return out


def _behind(g: Grammar, cast: Cast, head: int) -> int | None:
    """Whoever stands behind a weapon or a blow that a sentence makes the doer: "U.S. airstrikes killed ten", "shells of the army"."""
    for k in g.kids[head]:
        by = g.base(k) == "nmod" and g.case(k) in ("by", "from")
        if (g.dep(k) == "nmod:poss" or by) and cast.takes(g, k):
            return k
    for k in g.kids[head]:
        named = g.pos(k) == "PROPN" or (g.pos(k) == "ADJ" and g.form(k)[:1].isupper())
        if (
            g.base(k) in ("compound", "amod")
            and k < head
            and ((named and cast.kinds.get(k) != "location") or g.lemma(k) in ACTORISH)
        ):
            return k
    return None


def _apart(text: str, spans: list[Span]) -> list[Span]:
    """Spans in the order of the text; of two that overlap the longer one; a title and its name as one."""
    out: list[Span] = []
    for s in sorted(spans, key=lambda s: s.begin - s.end):
        if not any(s.overlaps(o) for o in out):
            out.append(s)
    joined: list[Span] = []
    for s in sorted(out):
        if joined and text[joined[-1].end : s.begin] == " " and text[s.begin].isupper():
            joined[-1] = Span(joined[-1].begin, s.end)
        else:
            joined.append(s)
    return joined


def _heads(g: Grammar, spans: Sequence[Span]) -> list[int]:
    out = []
    for s in spans:
        head = g.head_of(s)
        head = g.at(s)[0] if head is None else head
        while g.dep(head) in ("flat", "goeswith") and g.head(head) >= 0:
            head = g.head(head)
        out.append(head)
    return out


def seats(
    g: Grammar, d: Draft, cast: Cast, book: Codebook, given: tuple[Sequence[int], Sequence[int]]
) -> Iterator[Candidate]:
    """The nouns that might be parties of a candidate, for the table `parties` of its codebook.

    given: heads of the parties that frames and model give it.
    """
    model = None if d.model is None else (_heads(g, d.model.actors), _heads(g, d.model.recipients))
    anchors = [d.anchor, *(a for a in d.anchors if a != d.anchor)]
    return candidates_of(
        g, anchors, book.plover_type(d.type) or d.type, cast, _roles_heads(g, d, cast), model, given
    )


def _given_parties(g: Grammar, d: Draft, cast: Cast) -> tuple[list[Span], list[Span]]:
    """Spans of actors and recipients by the model, put into the roles of grammar, or by the frame alone."""
    if d.model is not None:
        frame = d.found.trigger if d.found is not None and d.found.trigger.exception is None else None
        actors, recipients = reconcile(
            g,
            d.anchor,
            naming_phrases(g, d.model.actors, d.anchor),
            naming_phrases(g, d.model.recipients, d.anchor),
            _roles_heads(g, d, cast),
            frame is not None and bool(frame.mutual) and frame.type == d.type,
            [m.anchor for m in d.merged],
        )
        for m in d.merged:
            # "was killed in an attack by gunmen": the noun says who did it
            if not actors:
                own = () if m.model is None else m.model.actors
                actors = naming_phrases(g, own, m.anchor) or [
                    g.phrase(h) for h in _roles_heads(g, m, cast)[0]
                ]
                actors = [a for a in actors if not any(a.overlaps(r) for r in recipients)]
            if (
                d.type == "ASSAULT"
                and m.anchor != d.anchor
                and g.lemma(m.anchor) in HARM
                and g.is_verb(m.anchor)
            ):
                # "attacked a base, killing ten soldiers": done to both
                hurt = g.child(m.anchor, "obj")
                hurt_too = [] if hurt is None else [g.phrase(h) for h in g.conjuncts(hurt)]
                recipients += [x for x in hurt_too if not any(x.overlaps(y) for y in actors + recipients)]
        return actors, recipients
    heads, others = _roles_heads(g, d, cast)
    for m in d.merged:
        more, harmed = _roles_heads(g, m, cast)
        heads = heads or more
        if m.anchor != d.anchor and g.lemma(m.anchor) in HARM and harmed and g.base(m.anchor) != "conj":
            others = harmed  # "bombed a market, killing ten people": done to the people
        others = others or harmed
    heads = tuple(h for h in heads if g.lemma(h) not in INSTRUMENTS or g.pos(h) == "PROPN")
    return [g.phrase(h) for h in heads], [g.phrase(h) for h in others if h not in heads]


LEAVING = word_set(
    "removal resignation ouster withdrawal departure dismissal disarmament impeachment surrender eviction overthrow"
)


def _aimed_at(g: Grammar, anchor: int) -> list[Span]:
    """Of whom something is demanded by what the demand is: "demanded the withdrawal of the militia", "rallied against X"."""
    heads = [anchor]
    if g.base(anchor) == "obj" and g.is_verb(g.head(anchor)) and g.lemma(g.head(anchor)) in LIGHT:
        heads.append(g.head(anchor))  # "staged a rally against X"
    for h in heads:
        for n in g.kids[h]:
            if g.base(n) in ("obl", "nmod") and g.case(n) == "against" and g.pos(n) in ("NOUN", "PROPN"):
                return [g.phrase(m) for m in g.conjuncts(n)]
    wanted = [
        k
        for h in heads
        for k in g.kids[h]
        if g.base(k) in ("advcl", "acl", "xcomp")
        and g.lemma(k) in ("demand", "call", "urge", "press", "seek")
    ]
    for k in (anchor, *wanted):
        for n in g.kids[k]:
            if g.base(n) not in ("obj", "obl", "nmod", "xcomp") or g.lemma(n) not in LEAVING:
                continue
            whom = next(
                (
                    m
                    for m in g.kids[n]
                    if g.base(m) == "nmod" and (g.case(m) in ("of", "by") or g.dep(m) == "nmod:poss")
                ),
                None,
            )
            if whom is not None and g.pos(whom) in ("NOUN", "PROPN"):
                return [g.phrase(m) for m in g.conjuncts(whom) if g.pos(m) in ("NOUN", "PROPN")][:3]
    return []


def _party(span: Span, mentions: Sequence[Mention], text: str) -> Party:
    """A party with whom its mention stands for: the mention nearest to the span, resolved ones first."""
    best: Mention | None = None
    score = 0.0
    for m in mentions:
        if m.type in ("Temporal", "Quantity", "Money", "DocumentReference") or not m.span.overlaps(span):
            continue
        shared = min(m.span.end, span.end) - max(m.span.begin, span.begin)
        union = max(m.span.end, span.end) - min(m.span.begin, span.begin)
        s = shared / union + (0.5 if m.actor is not None else 0.0) + (0.3 if m.span.end == span.end else 0.0)
        # a name inside a longer phrase ("Iran" in "Iran's rivals") is not whom the phrase names
        if shared / union < 0.5 and m.span.end != span.end:
            continue
        if s > score:
            best, score = m, s
    if best is None:
        return Party(span)
    return Party(span, best.actor, best.name, best.country, best.sectors)


CARRIED_OUT = word_set("force compel manage begin start continue resume oblige")
"""What stands under these in the past tense was done: "were forced to evacuate the city"."""


def _carried_out(g: Grammar, i: int) -> bool:
    governor = g.head(i)
    return (
        g.base(i) == "xcomp"
        and governor >= 0
        and g.lemma(governor) in CARRIED_OUT
        and ("Tense=Past" in g.word(governor).feats or g.is_passive(governor))
        and read_status(g, governor, False).status == "asserted"
    )


SURE = word_set("may might could not n't never no denied without would") | {
    f"under {cue!r}" for cue in ("if", "unless", "urge", "demand", "ask", "call", "threaten", "hope", "seek")
}
"""Reasons of a status reading that no score overrules."""


def _status(
    g: Grammar,
    d: Draft,
    noun: bool,
    date: Span | None,
    mentions: Sequence[Mention],
    year: int | None,
    weights: Weights,
) -> Reading:
    dates = []
    if date is not None:
        kind = date_kind(date.of(g.text), year)
        if not kind and year is not None:
            value = next((m.date for m in mentions if m.date is not None and m.span.overlaps(date)), None)
            if value is not None and value.last is not None and value.last.year < year - 1:
                kind = "historical"
        dates.append((date, kind))
    if noun:
        # "the 2005 bombing" looks back, whatever else the sentence says
        for k in g.kids[d.anchor]:
            named = g.form(k)
            if (
                g.base(k) in ("nummod", "compound", "nmod")
                and named.isdigit()
                and 1500 <= int(named) <= 2100
                and k < d.anchor
            ):
                dates.append((g.word(k).span, "historical" if year is None or int(named) < year - 1 else ""))
    reading = (
        Reading("asserted", "refused in so many words")
        if d.refusal
        else read_status(g, d.anchor, noun, dates)
    )
    if d.found is not None and d.found.trigger.status is not None and reading.status == "asserted":
        reading = Reading(d.found.trigger.status, "the codebook")
    if d.model is None or not d.model.statuses:
        return reading
    if reading.why.startswith("not "):
        return reading  # nobody says whether it happened: no score knows better
    if reading.status == "asserted" and _carried_out(g, d.anchor):
        return Reading("asserted", f"under {g.lemma(g.head(d.anchor))!r}")
    votes = {s: weights.status_model * p for s, p in d.model.statuses.items()}
    # a cue on the verb itself leaves no doubt, whatever the model thinks
    sure = reading.why in SURE or reading.denier is not None
    if reading.why in ("not", "n't") and any(g.lemma(k) in ("not", "n't") for k in g.at(d.span)):
        sure = False  # "will not lift": what is told is the refusal
    votes[reading.status] = votes.get(reading.status, 0.0) + weights.status_rule.get(reading.status, 0.3)
    best = max(votes, key=lambda s: votes[s])
    if best == reading.status or (sure and best == "asserted"):
        return reading
    return Reading(best, f"model {d.model.statuses.get(best, 0.0):.2f}")


def _place(g: Grammar, d: Draft, mentions: Sequence[Mention], parties: list[Span]) -> Place | None:
    spans = [
        m.span for m in mentions if m.type == "Location" and not any(p.overlaps(m.span) for p in parties)
    ]
    near = [s for _, s in attached(g, d.anchors, [s for s in spans if place_like(g, s)])]
    span = near[0] if near else None
    if d.model is not None:
        span = d.model.place
        if span is not None:
            span = trim(g, span)
    if span is None:
        return None
    m = next((m for m in mentions if m.type == "Location" and m.span.overlaps(span)), None)
    if m is None:
        if any(x.type in ("Organisation", "Person") and x.span.overlaps(span) for x in mentions):
            return None  # "met at the American mission": a body is no place
        m = _where(g, span, mentions)  # "a market in Baghdad": the town is the place
        if m is None:
            return Place(span)
        span = m.span
    return Place(span, m.name, m.lat, m.lon, m.geonames, m.country, m.precision)


def _where(g: Grammar, site: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The named place that a site's own phrase tells: "a bridge near Shire"."""
    head = g.head_of(site)
    if head is None:
        return None
    near = {k for k in g.kids[head] if g.base(k) == "nmod" and g.case(k) in PLACE_CASES}
    return next((m for m in mentions if m.type == "Location" and g.head_of(m.span) in near), None)


def _said_by(
    g: Grammar, d: Draft, attributions: Sequence[Attribution], reading: Reading
) -> tuple[Span | None, str | None]:
    """Whom the text credits with the act: the source of the innermost attribution around it, an accuser, a denier."""
    inner: Attribution | None = None
    size = 0
    for a in attributions:
        if any(c.covers(d.span) for c in a.content):
            length = sum(c.end - c.begin for c in a.content)
            if inner is None or length < size:
                inner, size = a, length
    speaking = _speaking(g, inner, attributions)
    source: Span | None = None
    if speaking is not None:
        head = g.head_of(speaking)
        source = g.phrase(head) if head is not None else speaking
        if not speaking.overlaps(source):
            source = speaking
    if source is None and reading.denier is not None:
        source = g.phrase(reading.denier)
    if source is None and d.model is not None and d.model.said_by is not None:
        source = trim(g, d.model.said_by)
        if source is not None and (not _speaks(g, source) or _is_speaker(g, source)):
            source = None
    if source is None and d.model is None and not attributions:
        speaker = _speaker(g, d.anchor)
        source = None if speaker is None else g.phrase(speaker)
    return source, None if inner is None else inner.id


def _is_speaker(g: Grammar, span: Span) -> bool:
    """Whether a phrase is "I" or "we": whoever speaks, named elsewhere or the author."""
    return all(g.lemma(i) in ("i", "we", "me", "us", "myself") for i in g.at(span))


def _speaking(g: Grammar, inner: Attribution | None, attributions: Sequence[Attribution]) -> Span | None:
    """The source of an attribution; behind "I" and "we" that of the attribution they stand in; None if nobody names them."""
    by_id = {a.id: a for a in attributions}
    for _ in range(4):
        if inner is None or not inner.source:
            return None
        span = inner.source[0]
        if not _is_speaker(g, span):
            return span
        around = [
            a for a in attributions if a is not inner and a.source and any(c.covers(span) for c in a.content)
        ]
        inner = min(
            around,
            key=lambda a: sum(c.end - c.begin for c in a.content),
            default=by_id.get(inner.carried_by or ""),
        )
    return None


def _speaks(g: Grammar, span: Span) -> bool:
    """Whether the grammar lets a phrase be whoever says something: a subject, "according to X", "X's claim"."""
    head = g.head_of(span)
    if head is None or g.form(head).lower() in ("this", "that", "which", "it", "film", "video"):
        return False
    while g.base(head) in ("conj", "flat", "appos", "compound", "nmod") and g.head(head) >= 0:
        if g.dep(head) == "nmod:poss" or g.case(head) in ("according to", "by"):
            return True
        head = g.head(head)
    return g.base(head) in ("nsubj", "parataxis", "root", "csubj") or g.case(head) in (
        "according to",
        "according",
        "by",
        "to",
    )


def _speaker(g: Grammar, anchor: int) -> int | None:
    """Whoever says, accuses or is named by "according to" around a word, by grammar alone."""
    child = anchor
    for k in (anchor, *g.ancestors(anchor)):
        for x in g.kids[k]:
            if g.base(x) == "obl" and g.case(x) in ("according to", "according"):
                return x
            if g.base(x) == "parataxis" and g.lemma(x) in SPEECH and g.own_subject(x) is not None:
                return g.own_subject(x)
        if k != anchor and g.base(child) in ("ccomp", "advcl", "obl", "xcomp"):
            if g.lemma(k) in SPEECH and g.base(child) == "ccomp":
                return g.subject(k)
            if g.lemma(k) in ("accuse", "blame", "condemn", "denounce") and g.base(child) in (
                "advcl",
                "obl",
                "xcomp",
                "ccomp",
            ):
                return g.subject(k)
        child = k
    return None


def _modes(d: Draft, known: Iterable[str]) -> tuple[str, ...]:
    names = list(known)
    out: list[str] = []
    if d.model is not None:
        out += [m for m, p in sorted(d.model.modes.items(), key=lambda x: -x[1]) if p >= 0.4]
    rule = d.found.trigger.mode if d.found is not None and d.found.trigger.type == d.type else ()
    if d.model is None or not out:
        out += list(rule)
        for m in d.merged:
            if m.found is not None and m.found.trigger.type == d.type:
                out += list(m.found.trigger.mode)
    return tuple(dict.fromkeys(m for m in out if m in names))


def _contexts(g: Grammar, anchor: int, book: Codebook) -> tuple[str, ...]:
    lemmas = {g.lemma(i) for i in g.sentence_words(anchor)}
    return tuple(c.name for c in book.contexts if c.words & lemmas)


def contexts_of(parse: Parse, codebook: Codebook, least: int = 3) -> tuple[str, ...]:
    """Topics of a whole document: contexts of which at least `least` words stand in it, the commonest first."""
    counts: dict[str, int] = {}
    lemmas = [w.lemma.lower() for w in parse.words]
    for c in codebook.contexts:
        n = sum(1 for lemma in lemmas if lemma in c.words)
        if n >= least:
            counts[c.name] = n
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
