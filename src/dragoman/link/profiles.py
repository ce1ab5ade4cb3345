"""Publishers as their own articles show them: whom they quote, what they rest on, how they name the parties.

Shares come with intervals and with the number behind them; nothing here is a verdict.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.link.terms import LoadedTerm, find_terms
from dragoman.records import CodedDocument, Span

__all__ = ["ActorPicture", "Profile", "Share", "TermUse", "publisher_profiles", "wilson"]


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `of`, with Wilson's 95 per cent interval; all None where `of` is 0."""

    right: int
    of: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TermUse:
    """A loaded term in the publisher's own voice: how often, in how many documents, and one place to look."""

    term: str
    neutral: str
    leaning: str
    count: int
    documents: int
    example: tuple[str, Span]


@dataclass(frozen=True, slots=True)
class ActorPicture:
    """How often the acts that a publisher tells of an actor are conflict, beside what all others tell of it."""

    actor: str
    name: str
    conflict: Share
    others: Share
    differs: bool
    """True if the two intervals do not meet."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One publisher in one case."""

    publisher: str
    documents: int
    quoted: tuple[tuple[str, int], ...]
    """(speaker, attributions), most first; hands that only pass a claim on are not among them."""
    anonymous: Share
    """Attributions whose source keeps its name back."""
    rests_on: tuple[tuple[str, int], ...]
    """(medium or agency named as a hand or as original publisher, times)"""
    terms: tuple[TermUse, ...]
    pictures: tuple[ActorPicture, ...]


def wilson(right: int, of: int, z: float = 1.96) -> Share:
    """A share with Wilson's interval: Wilson (1927), JASA 22(158), 209-212; it behaves at 0 and 1 and for few cases."""
    if of == 0:
        return Share(right, of, None, None, None)
    p = right / of
    centre = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Share(right, of, round(p, 4), round(max(0.0, centre - half), 4), round(min(1.0, centre + half), 4))


def publisher_profiles(
    coded: Iterable[CodedDocument], terms: Sequence[LoadedTerm] | None = None, *, least_acts: int = 5
) -> tuple[Profile, ...]:
    """A profile for each publisher that prints a document of the case, by number of documents.

    `least_acts`: actors with fewer acts in a publisher's documents get no picture. Documents without a
    publisher are left out.
    """
    documents: Counter[str] = Counter()
    quoted: dict[str, Counter[str]] = defaultdict(Counter)
    hidden: Counter[str] = Counter()
    attributed: Counter[str] = Counter()
    rests: dict[str, Counter[str]] = defaultdict(Counter)
    uses: dict[str, dict[str, list[tuple[str, Span]]]] = defaultdict(lambda: defaultdict(list))
    entries: dict[str, LoadedTerm] = {}
    acts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    names: dict[str, str] = {}
    for record in coded:
        document = record.document
        publisher = document.publisher
        if not publisher:
            continue
        documents[publisher] += 1
        carriers = {a.carried_by for a in record.attributions if a.carried_by}
        for a in record.attributions:
            if a.id in carriers and a.source_name:
                rests[publisher][a.source_name] += 1
            if not a.cue:
                continue
            attributed[publisher] += 1
            if a.source_name and a.source_kind == "named":
                quoted[publisher][a.source_name] += 1
            hidden[publisher] += a.source_kind in ("anonymous", "unnamed")
        if document.first_published:
            rests[publisher][document.first_published] += 1
        # Whoever denies that there was a massacre says the word, not the paper.
        outside = [
            s for a in record.attributions for s in a.content if a.kind != "indirect" or a.stance == "deny"
        ]
        outside += [f.span for f in document.furniture]
        for term, span in find_terms(document.text, outside, terms):
            entries[term.term] = term
            uses[publisher][term.term].append((document.id, span))
        for event in record.events:
            if event.status != "asserted":
                continue
            for party in event.actors:
                if party.actor:
                    names.setdefault(party.actor, party.name or party.actor)
                    tally = acts[publisher, party.actor]
                    tally[0] += event.quad >= 3
                    tally[1] += 1
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (_, actor), (conflict, n) in acts.items():
        total[actor][0] += conflict
        total[actor][1] += n
    profiles = []
    for publisher, n in sorted(documents.items(), key=lambda item: (-item[1], item[0])):
        pictures = []
        for (who, actor), (conflict, count) in sorted(acts.items()):
            if who != publisher or count < least_acts:
                continue
            mine = wilson(conflict, count)
            rest = wilson(total[actor][0] - conflict, total[actor][1] - count)
            apart = (
                mine.low is not None and rest.low is not None and mine.high is not None and rest.high is not None
                and (mine.low > rest.high or mine.high < rest.low)
            )  # fmt: skip
            pictures.append(ActorPicture(actor, names[actor], mine, rest, apart))
        found = [
            TermUse(
                t, entries[t].neutral, entries[t].leaning, len(places), len({d for d, _ in places}), places[0]
            )
            for t, places in uses[publisher].items()
        ]
        profiles.append(
            Profile(
                publisher,
                n,
                tuple(sorted(quoted[publisher].items(), key=lambda i: (-i[1], i[0]))),
                wilson(hidden[publisher], attributed[publisher]),
                tuple(sorted(rests[publisher].items(), key=lambda i: (-i[1], i[0]))),
                tuple(sorted(found, key=lambda u: (-u.count, u.term))),
                tuple(pictures),
            )
        )
    return tuple(profiles)
