"""Predicted records beside gold: precision, recall, F1 with bootstrap intervals, and what exactly went wrong.

Two spans are the same if they share half of the gold one and the predicted one is at most twice as long (and twenty
characters). Items are matched one to one, as many as possible (Kuhn's algorithm), never one to several.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.evaluate.gold import Gold, GoldEvent
from dragoman.records import Attribution, Event, Party, Span, Tie, hull

__all__ = [
    "Count",
    "EventReport",
    "Fault",
    "Score",
    "bootstrap",
    "compare_events",
    "match",
    "score_attributions",
    "score_ties",
]

G = TypeVar("G")
P = TypeVar("P")
MUTUAL = frozenset({"allied_with", "opposed_to"})


@dataclass(frozen=True, slots=True)
class Count:
    """Right, predicted and gold items."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 if both are."""
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """A count with the 95 % interval of its F1 over resampled texts."""

    count: Count
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong in one text."""

    kind: str
    """missed, false, type, actors, recipients, status."""
    id: str
    text: str
    gold: GoldEvent | None
    found: Event | None


@dataclass(frozen=True, slots=True)
class EventReport:
    """Everything `evaluate events` prints and shows."""

    texts: int
    scores: Mapping[str, Score]
    """trigger, typed trigger, who did what to whom, with status."""
    by_type: Mapping[str, Count]
    shares: Mapping[str, tuple[int, int]]
    """Of the events found: (right, of) for status, asserted, mode, date, place, said_by, dead."""
    confusion: Mapping[tuple[str, str], int]
    """(gold type or "none", predicted type or "none") -> count, triggers matched."""
    false_in_empty: tuple[int, int]
    """Events coded in texts without any, and those texts."""
    faults: tuple[Fault, ...] = field(default=())


def same_span(gold: Span, found: Span) -> bool:
    """The rule of the module's docstring."""
    shared = min(gold.end, found.end) - max(gold.begin, found.begin)
    return (
        shared > 0
        and 2 * shared >= gold.end - gold.begin
        and found.end - found.begin <= 2 * (gold.end - gold.begin) + 20
    )


def match(gold: Sequence[G], found: Sequence[P], same: Callable[[G, P], bool]) -> list[tuple[int, int]]:
    """Index pairs of a largest one-to-one matching."""
    options = [[j for j, p in enumerate(found) if same(g, p)] for g in gold]
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in options[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in taken or place(taken[j], seen):
                taken[j] = i
                return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return sorted((i, j) for j, i in taken.items())


def bootstrap(counts: Sequence[Count], resamples: int = 1000, seed: int = 1) -> tuple[float, float]:
    """95 % interval of the F1 of summed counts, texts drawn with replacement (percentile method)."""
    if not counts:
        return 0.0, 0.0
    rng = random.Random(seed)
    values = []
    for _ in range(resamples):
        drawn = rng.choices(counts, k=len(counts))
        right = sum(c.right for c in drawn)
        both = sum(c.predicted + c.gold for c in drawn)
        values.append(2 * right / both if both else 0.0)
    values.sort()
    return values[int(0.025 * resamples)], values[min(resamples - 1, int(0.975 * resamples))]


def _scored(counts: Sequence[Count], resamples: int) -> Score:
    low, high = bootstrap(counts, resamples)
    return Score(sum(counts, Count()), low, high)


def _parties_same(gold: Sequence[Span], found: Sequence[Party]) -> bool:
    return len(gold) == len(found) == len(match(gold, found, lambda g, p: same_span(g, p.span)))


def compare_events(pairs: Iterable[tuple[Gold, Sequence[Event]]], resamples: int = 1000) -> EventReport:
    """Compare gold texts with the events coded in them."""
    per: dict[str, list[Count]] = {
        k: [] for k in ("trigger", "typed trigger", "who did what to whom", "with status")
    }
    by_type: dict[str, Count] = {}
    shares: Counter[str] = Counter()
    of: Counter[str] = Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    faults: list[Fault] = []
    empty = false = texts = 0
    for gold, found in pairs:
        events = gold.events or ()
        texts += 1
        if not events:
            empty += 1
            false += len(found)
        words = match(events, found, lambda g, p: same_span(g.trigger, p.trigger))
        typed = match(events, found, lambda g, p: g.type == p.type and same_span(g.trigger, p.trigger))
        who = full = 0
        for e in events:
            by_type[e.type] = by_type.get(e.type, Count()) + Count(gold=1)
        for p in found:
            by_type[p.type] = by_type.get(p.type, Count()) + Count(predicted=1)
        for i, j in typed:
            g, p = events[i], found[j]
            by_type[g.type] += Count(right=1)
            actors, recipients = _parties_same(g.actors, p.actors), _parties_same(g.recipients, p.recipients)
            status = g.status == p.status
            who += actors and recipients
            full += actors and recipients and status
            shares["status"] += status
            of["status"] += 1
            if p.status == "asserted":
                of["asserted"] += 1
                shares["asserted"] += status
            for name, a, b in (
                ("date", g.date, p.date.span if p.date else None),
                ("place", g.place, p.place.span if p.place else None),
                ("said_by", g.said_by, p.said_by),
            ):
                if a is not None:
                    of[name] += 1
                    shares[name] += b is not None and same_span(a, b)
            if g.mode:
                of["mode"] += 1
                shares["mode"] += bool(set(g.mode) & set(p.mode))
            if g.dead is not None:
                of["dead"] += 1
                shares["dead"] += g.dead == p.dead
            for kind, fine in (("actors", actors), ("recipients", recipients), ("status", status)):
                if not fine:
                    faults.append(Fault(kind, gold.id, gold.text, g, p))
        typed_gold, typed_found = {i for i, _ in typed}, {j for _, j in typed}
        confused = [(i, j) for i, j in words if i not in typed_gold and j not in typed_found]
        for i, j in typed:
            confusion[events[i].type, found[j].type] += 1
        for i, j in confused:
            confusion[events[i].type, found[j].type] += 1
            faults.append(Fault("type", gold.id, gold.text, events[i], found[j]))
        for i, e in enumerate(events):
            if i not in typed_gold and i not in {a for a, _ in confused}:
                confusion[e.type, "none"] += 1
                faults.append(Fault("missed", gold.id, gold.text, e, None))
        for j, p in enumerate(found):
            if j not in typed_found and j not in {b for _, b in confused}:
                confusion["none", p.type] += 1
                faults.append(Fault("false", gold.id, gold.text, None, p))
        for name, right in (
            ("trigger", len(words)),
            ("typed trigger", len(typed)),
            ("who did what to whom", who),
            ("with status", full),
        ):
            per[name].append(Count(right, len(found), len(events)))
    return EventReport(
        texts=texts,
        scores={name: _scored(counts, resamples) for name, counts in per.items()},
        by_type=dict(sorted(by_type.items())),
        shares={
            k: (shares[k], of[k]) for k in ("status", "asserted", "mode", "date", "place", "said_by", "dead")
        },
        confusion=dict(confusion),
        false_in_empty=(false, empty),
        faults=tuple(faults),
    )


def score_ties(pairs: Iterable[tuple[Gold, Sequence[Tie]]], resamples: int = 1000) -> dict[str, Score]:
    """Ties by type and in all; mutual ones count either way round."""
    rows: dict[str, list[Count]] = {"all": []}
    for gold, found in pairs:
        ties = gold.ties or ()
        hits = match(
            ties,
            found,
            lambda g, p: (
                g.type == p.type
                and (
                    (same_span(g.a, p.a.span) and same_span(g.b, p.b.span))
                    or (g.type in MUTUAL and same_span(g.a, p.b.span) and same_span(g.b, p.a.span))
                )
            ),
        )
        rows["all"].append(Count(len(hits), len(found), len(ties)))
        for kind in {t.type for t in ties} | {t.type for t in found}:
            right = sum(1 for i, _ in hits if ties[i].type == kind)
            rows.setdefault(kind, []).append(
                Count(right, sum(t.type == kind for t in found), sum(t.type == kind for t in ties))
            )
    return {name: _scored(counts, resamples) for name, counts in rows.items()}


def score_attributions(
    pairs: Iterable[tuple[Gold, Sequence[Attribution]]], resamples: int = 1000
) -> dict[str, Score]:
    """Source, cue and content spans exactly, and whole relations by overlap of source and content."""
    rows: dict[str, list[Count]] = {k: [] for k in ("source", "cue", "content", "relation")}
    for gold, found in pairs:
        wanted = gold.attributions or ()
        for part in ("source", "cue", "content"):
            a = [tuple(sorted(x[part])) for x in wanted if x[part]]
            b = [tuple(sorted(getattr(x, part))) for x in found if getattr(x, part)]
            rows[part].append(Count(len(match(a, b, lambda x, y: x == y)), len(b), len(a)))

        def same(x: dict[str, tuple[Span, ...]], y: Attribution) -> bool:
            if not x["content"] or not y.content or not same_span(hull(x["content"]), hull(y.content)):
                return False
            return bool(x["source"]) == bool(y.source) and (
                not x["source"] or same_span(hull(x["source"]), hull(y.source))
            )

        rows["relation"].append(Count(len(match(wanted, found, same)), len(found), len(wanted)))
    return {name: _scored(counts, resamples) for name, counts in rows.items()}
