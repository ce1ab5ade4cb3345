"""Candidates: every word that the codebook knows as a trigger or the language model takes for one, each with its type."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.events.codebook import Codebook, Trigger
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.triggers import Found, find_triggers
from dragoman.records import QUAD_CLASSES, Parse, ParsedEvent, Span

__all__ = ["HARM", "Draft", "drafts_of"]

HARM = word_set("kill wound injure hurt maim die perish destroy damage behead leave")
"""Verbs that tell what an attack did: with the attack's own word one act, not two."""

PROMISING = word_set("agree willing ready prepared consent promise pledge offer undertake")
"""Words that promise what stands under them."""


@dataclass(eq=False)
class Draft:
    """A candidate on its way to an event; structure still changes it, so it is not frozen."""

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
    """The exception of the codebook that covers it, or why it tells of no act."""
    under: Draft | None = None
    """The candidate for whose sake it is no event of its own."""
    merged: list[Draft] = field(default_factory=list)
    refusal: bool = False
    """ "will not release": a REJECT read from grammar."""
    promising: bool = False
    """ "agreed to", "ready to"."""

    @property
    def pos(self) -> str:
        return "" if self.found is None else self.found.pos

    @property
    def rule(self) -> Trigger | None:
        """The trigger of the codebook that found it, unless that is an exception."""
        if self.found is None or self.found.trigger.exception is not None:
            return None
        return self.found.trigger

    @property
    def barred(self) -> str | None:
        """What stands against it where no score speaks for it: then it is not even weighed."""
        return self.vetoed if self.model is None else None

    def drop(self, why: str, under: Draft) -> None:
        """No event of its own for the sake of another candidate, but an act."""
        self.dropped, self.under = why, under

    def rule_out(self, why: str, under: Draft) -> None:
        """Neither an event of its own nor an act for the sake of another candidate, for the same reason."""
        self.dropped = self.vetoed = why
        self.under = under

    @property
    def rivals(self) -> Iterator[Draft]:
        """The candidates for whose sake it is no event, from the nearest on."""
        seen, d = [self], self.under
        while d is not None and d not in seen:
            seen.append(d)
            yield d
            d = d.under

    def released(self) -> Draft:
        """The candidate as it would stand if there were none of its rivals."""
        return dataclasses.replace(
            self, dropped=None, vetoed=None, under=None, merged=[], anchors=[self.anchor]
        )

    def take_in(self, other: Draft) -> None:
        """Let another candidate tell of the same act."""
        self.merged.append(other)
        self.anchors.append(other.anchor)


def drafts_of(g: Grammar, book: Codebook, parse: Parse) -> list[Draft]:
    """Every candidate of a text, in its order, before structure is looked at."""
    drafts = _known(g, book)
    _add_proposed(g, drafts, book, parse)
    for d in drafts.values():
        d.promising = g.lemma(d.anchor) in PROMISING
        if d.model is not None:
            _settle_type(g, d)
            d.vetoed = _veto(d)
    return [drafts[k] for k in sorted(drafts)]


def _known(g: Grammar, book: Codebook) -> dict[int, Draft]:
    """Words that the codebook knows, by their index."""
    drafts: dict[int, Draft] = {}
    for indexes in _sentence_ranges(g):
        for f in find_triggers(g, book, indexes):
            d = Draft(f.anchor, f.span(g), f.trigger.type, found=f, anchors=[f.anchor])
            if f.trigger.exception is not None:
                d.vetoed = _covered(f.trigger)
            drafts[f.anchor] = d
    return drafts


def _add_proposed(g: Grammar, drafts: dict[int, Draft], book: Codebook, parse: Parse) -> None:
    """Give each trigger of the model to the candidate it stands at, or make it one."""
    names: dict[str, str] = {}
    for kind in book.kinds.values():
        names.setdefault(kind.plover or kind.name, kind.name)
    for e in parse.events:
        words = g.at(e.trigger)
        # the model knows PLOVER's types, a codebook of one's own may name them otherwise or leave some out
        types = {names[t]: p for t, p in e.types.items() if t in names}
        if not words or not types:
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


def _sentence_ranges(g: Grammar) -> list[range]:
    out, begin = [], 0
    for i in range(1, len(g.words) + 1):
        if i == len(g.words) or g.words[i].sentence != g.words[begin].sentence:
            out.append(range(begin, i))
            begin = i
    return out


TURNED_ROUND, TURNED_SURE = 0.5, 0.95
"""The model's probability from which it may make conflict of what the codebook calls cooperation, or the reverse: "vouched for" is no ACCUSE at 0.29;
the second where the codebook is sure of the word (SURE_WORD): "endorsing" is no ACCUSE at 0.88."""
SURE_WORD = 0.65


def _settle_type(g: Grammar, d: Draft) -> None:
    """The type of a candidate that both see: the model's probability with a vote for the codebook's."""
    assert d.model is not None
    votes = dict(d.model.types)
    for b in d.found.barred if d.found is not None else ():
        for type_ in votes:
            if b.subject or b.type == type_:
                votes[type_] *= 0.05
    if d.rule is not None:
        # "lifted the curfew": a line that names the object knows more than one that knows the verb
        vote = (0.8 if d.rule.object else 0.55) * d.rule.weight
        votes[d.rule.type] = votes.get(d.rule.type, 0.0) + vote
    against = "SUPPORT" in votes and any(g.case(k) == "against" for k in g.kids[d.anchor])
    if against:
        votes["SUPPORT"] *= 0.1  # "demonstrated against", "voted against"
    if d.promising and "AGREE" in votes:
        # agreeing or being ready to give way is AGREE, as PLOVER's table has it (CAMEO 035)
        votes["AGREE"] += votes.pop("CONCEDE", 0.0)
    d.type = max(votes, key=lambda t: votes[t])
    if (
        d.rule is not None
        and not (against and d.rule.type == "SUPPORT")
        and _opposite(d.type, d.rule.type)
        and d.model.types.get(d.type, 0.0) < (TURNED_SURE if d.rule.weight >= SURE_WORD else TURNED_ROUND)
    ):
        d.type = d.rule.type
    own = d.rule is not None and d.span.covers(d.model.trigger)
    if not own and g.word(d.anchor).span.overlaps(d.model.trigger):
        d.span = d.model.trigger  # never "air" for "air strikes"


def _opposite(one: str, other: str) -> bool:
    """One type of conflict and one of cooperation, both of PLOVER's."""
    return len({QUAD_CLASSES[t] > 2 for t in (one, other) if t in QUAD_CLASSES}) == 2


def _veto(d: Draft) -> str | None:
    """The exception that covers a candidate of the type it has now."""
    if d.found is None:
        return d.vetoed
    if d.vetoed is None:
        bar = next((b for b in d.found.barred if b.type == d.type), None)
        return None if bar is None else _covered(bar)
    if any(b.subject or b.type == d.type for b in d.found.barred):
        return d.vetoed
    return None  # the exception speaks of another type than the model sees


def _covered(exception: Trigger) -> str:
    return f"{exception.exception} ({exception.name!r}, {exception.where})"
