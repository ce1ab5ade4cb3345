"""Reports of one act in several documents, or twice in one, to incidents.

Two reports are compared only if they share a key: type, a day, and a party, a place or two telling words.
A pair gets a score from type, parties, days, place, numbers and wording; what excludes one act (days apart,
towns far apart, the same sentence) ends the comparison. Pairs are joined best first, and a report joins an
incident only if nothing in the whole incident excludes it, so that a chain of likenesses cannot run on.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.link.reports import Report
from dragoman.records import Incident, short_id

__all__ = ["build_incidents", "far_apart", "likeness", "pairs"]

LEAST = 0.62
"""Score from which two reports count as one act; set on half of the set in benchmarks/linking.py."""
WIDEST_BLOCK = 400
"""A key shared by more reports than this tells nothing and is passed over."""
KIN = {("CONSULT", "AGREE"), ("CONCEDE", "RETREAT"), ("AGREE", "SUPPORT")}


def build_incidents(reports: Sequence[Report], rarity: dict[str, float] | None = None) -> list[list[Report]]:
    """Groups of two or more reports of one act, the earliest report first."""
    weights = rarity if rarity is not None else word_rarity(reports)
    scored = []
    for i, j in pairs(reports, weights):
        score = likeness(reports[i], reports[j], weights)
        if score >= LEAST:
            scored.append((score, i, j))
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    group: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for _score, i, j in scored:
        a, b = group.get(i, -i - 1), group.get(j, -j - 1)
        if a == b:
            continue
        left, right = members.get(a, [i]), members.get(b, [j])
        if not _fit(left, right, reports, weights):
            continue
        name = min(a, b)
        members.pop(a, None), members.pop(b, None)
        members[name] = [*left, *right]
        for k in members[name]:
            group[k] = name
    return [sorted((reports[k] for k in ks), key=lambda r: r.order) for _, ks in sorted(members.items())]


def incident_of(group: Sequence[Report], origins: int) -> Incident:
    """The record of one group of reports."""
    types = Counter(r.type for r in group)
    type_ = max(types, key=lambda t: (types[t], -min(i for i, r in enumerate(group) if r.type == t)))
    dated = [r for r in group if r.dated] or [r for r in group if r.first]
    first = max((r.first for r in dated if r.first), default=None)
    last = min((r.last for r in dated if r.last), default=None)
    if first and last and first > last:
        first, last = last, first
    documents = tuple(dict.fromkeys(r.document for r in group))
    return Incident(
        # The earliest report names the incident, so that later reports of the same act do not rename it.
        id="i" + short_id("incident", min(r.event for r in group if r.order == group[0].order)),
        type=type_,  # type: ignore[arg-type]
        events=tuple(r.event for r in group),
        documents=documents,
        origins=origins,
        first=first,
        last=last,
        differences=tuple(_differences(group)),
        confidence=round(min(0.99, 0.6 + 0.08 * len(group)), 2),
        because=f"{len(group)} reports in {len(documents)} document{'s' if len(documents) != 1 else ''}: same type, days, parties or place",
    )


def word_rarity(reports: Iterable[Report]) -> dict[str, float]:
    """How telling a word is: 1 for one that stands in a single report, towards 0 for one in every report."""
    counts: Counter[str] = Counter()
    n = 0
    for report in reports:
        n += 1
        counts.update(report.words)
    top = math.log(n + 1.0) or 1.0
    return {word: max(0.05, 1 - math.log(count) / top) for word, count in counts.items()}


def pairs(reports: Sequence[Report], rarity: dict[str, float]) -> Iterator[tuple[int, int]]:
    """Index pairs worth comparing, each once."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, report in enumerate(reports):
        for key in _keys(report, rarity):
            blocks[key].append(n)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if not 1 < len(block) <= WIDEST_BLOCK:
            continue
        for x, i in enumerate(block):
            for j in block[x + 1 :]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j


def likeness(a: Report, b: Report, rarity: dict[str, float]) -> float:
    """How surely two reports tell of one act, 0 to 1; 0 where something excludes it."""
    if excluded(a, b):
        return 0.0
    score = 0.3 if a.type == b.type else 0.15
    score += _days(a, b)
    score += _sides(a, b)
    score += _where(a, b)
    score += _numbers(a, b)
    if a.sites and b.sites:
        score += 0.05 if a.sites & b.sites else -0.3
    words = _wording(a, b, rarity)
    score += 0.45 * words
    if a.trigger == b.trigger:
        score += 0.05
    if a.mode & b.mode:
        score += 0.05
    elif a.mode and b.mode:
        score -= 0.05
    return max(0.0, min(1.0, score))


def excluded(a: Report, b: Report) -> bool:
    """True if the two cannot be one act."""
    if a.type != b.type and (a.type, b.type) not in KIN and (b.type, a.type) not in KIN:
        return True
    if (a.status == "future") != (b.status == "future"):
        return True
    if a.document == b.document and (
        a.sentence == b.sentence or (a.dated and b.dated and a.first != b.first)
    ):
        return True
    if _other_day_of_the_year(a, b) or _other_day_of_the_year(b, a):
        return True
    if a.first and b.first and a.last and b.last:
        slack = dt.timedelta(days=1) if (a.dated and b.dated) else dt.timedelta(days=2)
        if a.first > b.last + slack or b.first > a.last + slack:
            return True
    distance = _kilometres(a, b)
    if distance is not None:
        if a.fine_place and b.fine_place and distance > 60:
            return True
        if distance > 1500:
            return True
    return bool(a.dead and b.dead and max(a.dead, b.dead) > 4 * min(a.dead, b.dead) + 3)


def _other_day_of_the_year(a: Report, b: Report) -> bool:
    """True if `a` is dated without a year and `b` on another day of the year."""
    if a.month_day is None:
        return False
    if b.month_day is not None:
        return a.month_day != b.month_day
    return b.dated and b.first is not None and b.first == b.last and f"--{b.first:%m-%d}" != a.month_day


def _keys(report: Report, rarity: dict[str, float]) -> Iterator[tuple[object, ...]]:
    if report.first is None or report.last is None:
        days: list[int] = [-1]
    else:
        first, last = report.first.toordinal(), report.last.toordinal()
        days = list(range(first, min(last, first + 7) + 1))
    family = {"AGREE": "CONSULT", "CONCEDE": "RETREAT", "SUPPORT": "CONSULT"}.get(report.type, report.type)
    telling = sorted(report.words, key=lambda w: (-rarity.get(w, 1.0), w))[:8]
    for day in days:
        for party in (report.actor_ids | report.recipient_ids) or (report.actors | report.recipients):
            yield family, day, "party", party
        for place in {report.place, report.town} - {None}:
            yield family, day, "place", place
        if report.dead:
            yield family, day, "dead", report.dead
        for n, word in enumerate(telling):
            for other in telling[n + 1 : n + 5]:
                yield family, day, "words", *sorted((word, other))
    day_of_year = report.month_day
    if day_of_year is None and report.dated and report.first is not None and report.first == report.last:
        day_of_year = f"--{report.first:%m-%d}"
    if day_of_year is not None:
        for key in (report.place, report.town, *(report.actor_ids | report.recipient_ids)):
            if key:
                yield family, day_of_year, key
    # Undated reports meet dated ones through the two most telling words.
    for n, word in enumerate(telling[:4]):
        for other in telling[n + 1 : 5]:
            yield family, "words", *sorted((word, other))


def _days(a: Report, b: Report) -> float:
    if a.month_day is not None or b.month_day is not None:
        # Another day of the year has been excluded before.
        return 0.15 if (a.month_day or a.dated) and (b.month_day or b.dated) else 0.0
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 0.0
    overlap = a.first <= b.last and b.first <= a.last
    if a.dated and b.dated:
        if a.first == b.first and a.last == b.last:
            return 0.2 if (a.last - a.first).days <= 1 else 0.1
        return 0.1 if overlap else -0.3
    return 0.06 if overlap else -0.1


def _sides(a: Report, b: Report) -> float:
    total = 0.0
    for mine, mine_ids, other, other_ids in (
        (a.actors, a.actor_ids, b.actors, b.actor_ids),
        (a.recipients, a.recipient_ids, b.recipients, b.recipient_ids),
    ):
        if not mine or not other:
            continue
        if mine_ids & other_ids:
            total += 0.18
        elif mine & other:
            total += 0.12
        elif mine_ids and other_ids and not (a.countries & b.countries):
            total -= 0.25
        else:
            total -= 0.15
    return total


def _where(a: Report, b: Report) -> float:
    if a.place is None or b.place is None:
        return 0.0
    if a.place == b.place:
        return 0.18
    distance = _kilometres(a, b)
    if distance is not None:
        return (
            0.15
            if distance <= 25
            else (0.0 if distance <= 60 or not (a.fine_place and b.fine_place) else -0.25)
        )
    if a.place in b.place or b.place in a.place or b.town == a.place or a.town == b.place:
        return 0.1
    return -0.08


def _numbers(a: Report, b: Report) -> float:
    total = 0.0
    for x, y in ((a.dead, b.dead), (a.injured, b.injured), (a.size, b.size)):
        if x is None or y is None:
            continue
        if x == y:
            total += 0.14 if x > 2 else 0.05
        elif max(x, y) > 1.6 * min(x, y) + 2:
            total -= 0.25
        elif a.exact and b.exact:
            total -= 0.05
    return total


def _wording(a: Report, b: Report, rarity: dict[str, float]) -> float:
    """Share of telling words the shorter of the two sentences has in common with the other."""
    shared = sum(rarity.get(w, 1.0) for w in a.words & b.words)
    least = min(sum(rarity.get(w, 1.0) for w in a.words), sum(rarity.get(w, 1.0) for w in b.words))
    return shared / (least + 1.5)


def _kilometres(a: Report, b: Report) -> float | None:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None
    p, q = math.radians(a.lat), math.radians(b.lat)
    d = math.radians(b.lon - a.lon) / 2
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(d) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def far_apart(a: Report, b: Report) -> bool:
    """True if the two are placed in towns that are not one."""
    distance = _kilometres(a, b)
    return distance is not None and a.fine_place and b.fine_place and distance > 25


def _fit(
    left: Sequence[int], right: Sequence[int], reports: Sequence[Report], rarity: dict[str, float]
) -> bool:
    """True if nothing between the two groups excludes one act and they are alike on the whole."""
    scores = []
    for i in left[:12]:
        for j in right[:12]:
            if excluded(reports[i], reports[j]):
                return False
            scores.append(likeness(reports[i], reports[j], rarity))
    return sum(scores) / len(scores) >= LEAST - 0.17


def _differences(group: Sequence[Report]) -> Iterator[str]:
    for field in ("dead", "injured", "size"):
        told = {
            getattr(r, field): toll.words
            if (toll := getattr(r, f"{field}_toll", None))
            else str(getattr(r, field))
            for r in group
            if getattr(r, field) is not None
        }
        if len(told) > 1:
            yield f"{field}: {' or '.join(told[v] for v in sorted(told))}"
    days = sorted({(r.first, r.last) for r in group if r.dated and r.first and r.last})
    if len(days) > 1:
        yield "date: " + " or ".join(str(f) if f == t else f"{f} to {t}" for f, t in days)
    places = sorted({r.place for r in group if r.place})
    if len(places) > 1:
        yield "place: " + " or ".join(places)
    actors = sorted({id for r in group for id in r.actor_ids})
    if len(actors) > 1 and any(r.actor_ids and r.actor_ids != group[0].actor_ids for r in group):
        yield "actor: " + " or ".join(actors)
    if {r.status for r in group} >= {"asserted", "negated"}:
        yield "told as having happened and as not having happened"
