"""Events of a document: the codebook's rules and the language model's scores, joined.

The model is the better finder, the codebook the better guard and explainer. Each candidate is a word that either of them
takes for a trigger (`drafts.py`); structure says which are events of their own (`structure.py`); a small logistic formula
over what both say (`combine.py`) gives the probability that a person would code it so. Who takes part, the status and the
rest are read from the grammar by the codebook's frames and, where the model gives them, from its argument spans, whichever
measured better for that field.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from typing import cast as typed

from dragoman.events.circumstances import date_of, date_span, numbers_of, place_of
from dragoman.events.codebook import Codebook
from dragoman.events.combine import SURE, Weights, among, probability
from dragoman.events.contexts import contexts_beside
from dragoman.events.drafts import Draft
from dragoman.events.given import frame_heads
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.layout import Layout, evidence_of, lay_out
from dragoman.events.said_by import attribution_around, said_by
from dragoman.events.status import Reading
from dragoman.events.status_votes import status_of
from dragoman.events.taking_part import parties_of, party
from dragoman.records import (
    Attribution,
    Document,
    Event,
    Mention,
    Parse,
    Status,
    Uncoded,
    event_id,
)

__all__ = ["BECOMES", "code_events"]

BECOMES = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
"""What a type turns into when it is still to come."""

WORTH_A_LINE = 0.15
"""From this probability a candidate that was not coded is told of, if nothing else says why."""
MODE_FROM = 0.4
"""The model's probability from which a mode counts."""


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
    text = lay_out(document.text, parse, mentions, codebook)

    alone = {id(d): probability(evidence_of(text, d), weights) for d in text.drafts if d.barred is None}
    sure = sum(p > SURE for p in alone.values())

    def outcome_of(d: Draft) -> Event | Uncoded | None:
        if d.barred is not None:
            return Uncoded(d.span, d.barred)
        p = alone.get(id(d))
        others = sure - (p is not None and p > SURE)
        if p is None:  # released from what it stood back for
            p = probability(evidence_of(text, d), weights)
        p = among(p, others, len(parse.sentences), weights)
        return _outcome(text, d, p, document, mentions, attributions, weights)

    outcomes = _hear_the_hidden(text.g, text.drafts, {id(d): outcome_of(d) for d in text.drafts}, outcome_of)
    events = [x for x in outcomes if isinstance(x, Event)]
    uncoded = [x for x in outcomes if isinstance(x, Uncoded)]
    return (
        tuple(sorted(_distinct(events), key=lambda e: e.trigger)),
        tuple(sorted(uncoded, key=lambda u: u.span)),
    )


def _hear_the_hidden(
    g: Grammar,
    drafts: Sequence[Draft],
    outcomes: dict[int, Event | Uncoded | None],
    outcome_of: Callable[[Draft], Event | Uncoded | None],
) -> list[Event | Uncoded | None]:
    """What becomes of each candidate, once those that stand back for one that is not coded are looked at for themselves.

    "reiterated its demand": if "reiterated" is no REQUEST, "demand" may be. Of several that tell of one act only the surest
    is coded. outcomes: by the identity of the candidate, as structure has it.
    """
    coded = {id(d) for d in drafts if isinstance(outcomes[id(d)], Event)}
    freed: list[tuple[Draft, Event]] = []
    for d in drafts:
        if d.under is None or any(id(r) in coded for r in d.rivals):
            continue
        alone = outcome_of(d.released())
        if isinstance(alone, Event):
            freed.append((d, alone))
        elif alone is not None:
            outcomes[id(d)] = alone
    heard = [d for d in drafts if id(d) in coded]
    for d, event in sorted(freed, key=lambda x: -x[1].confidence):
        same = next((h for h in heard if h.type == d.type and _one_act(g, h, d)), None)
        if same is None:
            outcomes[id(d)] = event
            heard.append(d)
            continue
        was = outcomes[id(same)]
        if isinstance(was, Event) and was.confidence < event.confidence:
            outcomes[id(d)] = event
            outcomes[id(same)] = Uncoded(same.span, f"the same act as {d.span.of(g.text)!r}")
            heard = [d if h is same else h for h in heard]
    return [outcomes[id(d)] for d in drafts]


def _one_act(g: Grammar, one: Draft, other: Draft) -> bool:
    """Whether two of one type tell of one act: one stands back for the other, both for a third, or one hangs on the other."""
    a, b = (one, *one.rivals), (other, *other.rivals)
    if any(x is y for x in a for y in b):
        return True
    for x, y in ((one, other), (other, one)):
        if g.head(x.anchor) == y.anchor and g.base(x.anchor) in (
            "acl",
            "obj",
            "xcomp",
            "nmod",
            "obl",
            "compound",
        ):
            return True
    return False


def _outcome(
    text: Layout,
    d: Draft,
    sure: float,
    document: Document,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    weights: Weights,
) -> Event | Uncoded | None:
    """The event that a candidate of probability `sure` is, or why it is none; None for what hardly looked like one."""
    least = _threshold(text, d, weights)
    if sure >= least:
        event = _event(text, d, sure, document, mentions, attributions, weights)
        if text.scored and not event.actors and not event.recipients:
            told = event.place is not None or event.date is not None or _answered(text.g, d.anchor)
            least = max(least, weights.threshold_nobody if told else weights.threshold_bare)
        if sure >= least:
            return event
    reason = d.dropped or d.vetoed or (_unsure(d, sure, least, weights) if sure >= WORTH_A_LINE else None)
    return None if reason is None else Uncoded(d.span, reason)


# What is done about an act that has happened ...
_ANSWERS = word_set(
    """
    condemn denounce decry deplore criticise criticize deny investigate probe avenge mourn commemorate hail applaud praise
    welcome defend justify confirm mastermind order plan claim witness survive describe call brand portray repel thwart foil
    """
)
# ... and what one has in it.
_SHARES = word_set(
    "role responsibility part hand involvement inquiry investigation probe blame perpetrator victim"
)


def _answered(g: Grammar, i: int) -> bool:
    """Whether a noun is the act that somebody condemns, denies, had a role in: that one, not attacks or talks in general."""
    if g.is_verb(i) or not any(g.lemma(c) in _THAT_ONE for c in g.children(i, "det")):
        return False
    head = g.head(i)
    if head < 0:
        return False
    if g.base(i) == "obj" or g.dep(i) == "nsubj:pass":
        return g.lemma(head) in _ANSWERS
    return g.base(i) == "nmod" and g.case(i) in ("in", "for", "of", "into") and g.lemma(head) in _SHARES


_THAT_ONE = frozenset(["the", "this", "that", "these", "those"])


def _threshold(text: Layout, d: Draft, weights: Weights) -> float:
    if not text.scored:
        return weights.threshold_alone
    return weights.threshold_unknown if d.rule is None else weights.threshold


def _unsure(d: Draft, sure: float, least: float, weights: Weights) -> str:
    why = {
        weights.threshold_nobody: ": nobody is named who takes part",
        weights.threshold_bare: ": neither who takes part is named nor where or when",
    }.get(least, "")
    return f"not sure enough that it is {d.type} ({sure:.2f}, needs {least:.2f}{why})"


def _distinct(events: list[Event]) -> list[Event]:
    """No two events of one type on overlapping triggers."""
    out: list[Event] = []
    for e in sorted(events, key=lambda e: -e.confidence):
        if not any(e.trigger.overlaps(o.trigger) for o in out):
            out.append(e)
    return out


def _event(
    text: Layout,
    d: Draft,
    sure: float,
    document: Document,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    weights: Weights,
) -> Event:
    g, book, cast = text.g, text.book, text.cast
    actors, recipients = parties_of(g, d, cast, book, mentions)
    when = date_span(g, d, mentions)
    reading = status_of(g, d, when, mentions, _year(document), weights)
    type_ = _type_by_status(d, reading, book)
    kind = book.kinds[type_]
    around = attribution_around(g, d, attributions)
    numbers = numbers_of(g, d, book.plover_type(d.type) or d.type, frame_heads(g, d, cast))
    lacks = kind.requires_recipient and not recipients
    return Event(
        id=event_id(document.id, type_, d.span),
        type=type_,
        trigger=d.span,
        evidence=g.parse.sentences[g.word(d.anchor).sentence],
        mode=_modes(d, kind.modes),
        status=typed(Status, reading.status),
        actors=tuple(party(s, mentions) for s in actors),
        recipients=tuple(party(s, mentions) for s in recipients),
        date=date_of(when, mentions),
        place=place_of(g, d, mentions, actors + recipients),
        said_by=said_by(g, d, around, attributions, reading),
        dead=numbers.dead,
        injured=numbers.injured,
        size=numbers.size,
        numbers_note=numbers.note,
        contexts=contexts_beside(g, d.anchor, book),
        attribution=None if around is None else around.id,
        confidence=round(sure, 3),
        because=_because(g, d, reading),
        notes=(f"{type_} without a recipient: the text names none",) if lacks else (),
    )


def _type_by_status(d: Draft, reading: Reading, book: Codebook) -> str:
    becomes = BECOMES.get(d.type, d.type)
    return becomes if reading.status == "future" and becomes in book.kinds else d.type


def _year(document: Document) -> int | None:
    p = document.published
    day = None if p is None else p.last or p.first
    return None if day is None else day.year


def _modes(d: Draft, known: Container[str]) -> tuple[str, ...]:
    """The model's modes, the codebook's where it has none; only such as the type has."""
    out: list[str] = []
    if d.model is not None:
        out += [m for m, p in sorted(d.model.modes.items(), key=lambda x: -x[1]) if p >= MODE_FROM]
    if not out:
        out = [mode for each in (d, *d.merged) for mode in _own_modes(each, d.type)]
    return tuple(dict.fromkeys(m for m in out if m in known))


def _own_modes(d: Draft, type_: str) -> Iterable[str]:
    return d.found.trigger.mode if d.found is not None and d.found.trigger.type == type_ else ()


def _because(g: Grammar, d: Draft, reading: Reading) -> str:
    parts = []
    if d.found is not None and d.rule is not None:
        t = d.rule
        own = "" if t.type == d.type else f" ({t.type} by the codebook)"
        parts.append(f"{d.found.pos} {t.name} [{t.where}]{own}")
    if d.model is not None:
        parts.append(f"model {d.type} {d.model.types.get(d.type, 0.0):.2f}")
    if d.merged:
        parts.append("with " + ", ".join(m.span.of(g.text) for m in d.merged))
    parts.append(f"{reading.status}: {reading.why}")
    return "; ".join(parts)
