"""Lines of the record that cannot both hold. Precision before recall: what may be an update is not shown as one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.link.incidents import far_apart
from dragoman.link.origins import Copies
from dragoman.link.reports import Claim, Report
from dragoman.link.tolls import Toll
from dragoman.records import Contradiction, short_id

__all__ = ["changed_statements", "contradictions_of", "stance_contradictions"]


def contradictions_of(group: Sequence[Report], incident: str, copies: Copies) -> Iterator[Contradiction]:
    """What the reports of one incident contradict each other in: numbers, actor, denial."""
    seen: set[tuple[str, str, str]] = set()
    for n, b in enumerate(group):
        for a in group[:n]:
            if copies.copied(a, b) and a.document != b.document:
                continue
            for kind, reason, confidence in (*_denial(a, b), *_numbers(a, b), *_actor(a, b)):
                sides = sorted((_side(a, kind, copies), _side(b, kind, copies)))
                key = (kind, sides[0], sides[1])
                if key in seen:
                    continue  # the same two accounts once, not once for each pair of reprints
                seen.add(key)
                yield _record(kind, a.event, b.event, incident, reason, confidence)


def stance_contradictions(reports: Sequence[Report]) -> Iterator[Contradiction]:
    """One actor agreed to a thing in one report and rejected it in another of the same days."""
    by_actor: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if (
            report.type in ("AGREE", "SUPPORT", "CONCEDE", "REJECT")
            and report.status == "asserted"
            and "condition" not in report.hedge
        ):
            for actor in report.actor_ids:
                by_actor[actor].append(report)
    seen: set[tuple[str, str]] = set()
    for actor, mine in sorted(by_actor.items()):
        for n, b in enumerate(mine):
            for a in mine[:n]:
                if (a.type == "REJECT") == (b.type == "REJECT") or a.document == b.document:
                    continue
                if a.published is None or b.published is None or abs((a.published - b.published).days) > 3:
                    continue
                if a.recipient_ids and b.recipient_ids and not a.recipient_ids & b.recipient_ids:
                    continue
                mine_a, mine_b = _matter(a), _matter(b)
                common = mine_a & mine_b
                shared = len(common) / max(1, min(len(mine_a), len(mine_b)))
                if len(common) < 2 or shared < 0.6 or far_apart(a, b):
                    continue
                if (a.event, b.event) in seen:
                    continue
                seen.add((a.event, b.event))
                yes, no = (b, a) if a.type == "REJECT" else (a, b)
                yield _record(
                    "stance", yes.event, no.event, None,
                    f"{actor} agreed by one report and refused by the other", 0.5 + shared / 3,
                )  # fmt: skip


_VERBS = frozenset(
    [
        "agre",
        "agreed",
        "accept",
        "reject",
        "refus",
        "refused",
        "approv",
        "welcom",
        "oppos",
        "take",
        "part",
        "offer",
        "declin",
    ]
)


def _matter(report: Report) -> frozenset[str]:
    """The words that say what was agreed to or refused, without who and without the verb."""
    return report.words - report.actors - _VERBS - {report.trigger}


def changed_statements(claims: Iterable[Claim]) -> Iterator[Contradiction]:
    """Statements of one named speaker on one thing that no longer agree: once denied, or with another number."""
    by_speaker: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if (
            claim.speaker
            and claim.published
            and len(claim.words) >= 4
            and claim.stance not in ("think", "demand", "intend")
        ):
            by_speaker[claim.speaker].append(claim)
    for speaker, mine in sorted(by_speaker.items()):
        mine.sort(key=lambda c: (c.published, c.attribution))
        index: dict[str, list[int]] = defaultdict(list)
        for n, b in enumerate(mine):
            candidates = {k for word in b.words for k in index[word][-40:]}
            for k in sorted(candidates):
                a = mine[k]
                if a.document == b.document or a.published == b.published or a.shingles & b.shingles:
                    continue
                shared = a.words & b.words
                alike = len(shared) / max(1, len(a.words | b.words))
                days = abs((b.published - a.published).days) if a.published and b.published else 0
                core = len(shared) / max(1, min(len(a.words), len(b.words)))
                if alike >= 0.5 and core >= 0.75 and a.negated != b.negated:
                    reason = f"{speaker} said it on {a.published if not a.negated else b.published} and denied it on {b.published if b.negated else a.published}"
                    yield _record(
                        "changed_statement",
                        a.attribution,
                        b.attribution,
                        None,
                        reason,
                        min(0.9, 0.4 + alike / 2),
                    )
                elif (
                    alike >= 0.6
                    and a.negated == b.negated
                    and a.numbers
                    and b.numbers
                    and a.numbers != b.numbers
                    and len(a.numbers) == len(b.numbers) == 1
                    # What grew within weeks may have grown; a figure taken back, or another one at once, has not.
                    and (days <= 7 or _figure(b.numbers[0]) < _figure(a.numbers[0]))
                    and not (a.counting or b.counting)
                ):
                    reason = (
                        f"{speaker} gave {a.numbers[0]} on {a.published} and {b.numbers[0]} on {b.published}"
                    )
                    yield _record(
                        "changed_statement",
                        a.attribution,
                        b.attribution,
                        None,
                        reason,
                        min(0.8, 0.3 + alike / 2),
                    )
            for word in b.words:
                index[word].append(n)


def _figure(number: str) -> float:
    try:
        return float(number.replace(",", ""))
    except ValueError:
        return 0.0


def _denial(a: Report, b: Report) -> Iterator[tuple[str, str, float]]:
    if {a.status, b.status} != {"asserted", "negated"}:
        return
    no, yes = (a, b) if a.status == "negated" else (b, a)
    if a.document == b.document and a.origin == b.origin and a.voice == b.voice:
        return  # "did not attack by day but by night": one voice saying both is no contradiction
    # "Did not say whether", "cannot rule out that", "if they had not": nothing is denied.
    if no.hedge & {"unsaid", "condition"} or far_apart(a, b):
        return
    if (
        a.dated
        and b.dated
        and a.first
        and b.first
        and a.last
        and b.last
        and (a.first > b.last or b.first > a.last)
    ):
        return
    if yes.sites and no.sites and not yes.sites & no.sites:
        return
    denier = no.origin or no.publisher or "one report"
    teller = yes.origin or yes.publisher or "another report"
    yield (
        "denial",
        f"{denier} denies what {teller} asserts",
        round(0.55 + 0.4 * min(a.confidence, b.confidence), 2),
    )


LEAST_GAP_DAYS = 7
"""From this on a first "at least 37" and a final 43 of somebody else stand as two figures for one act."""


def _numbers(a: Report, b: Report) -> Iterator[tuple[str, str, float]]:
    if a.status != "asserted" or b.status != "asserted" or a.fine_place != b.fine_place:
        return
    if (a.hedge | b.hedge) & {"total", "update"}:
        return
    if a.document == b.document and a.origin == b.origin:
        return
    for field in ("dead", "injured"):
        x, y = getattr(a, f"{field}_toll"), getattr(b, f"{field}_toll")
        if x is None or y is None or x.figure == y.figure:
            continue
        reason = f"{field}: {x.words} by one report, {y.words} by the other"
        one_voice = (a.publisher is not None and a.publisher == b.publisher) or _source(a) == _source(
            b
        ) is not None
        later_higher = (
            a.published
            and b.published
            and (
                (a.published < b.published and x.figure < y.figure)
                or (b.published < a.published and y.figure < x.figure)
            )
        )
        if not x.agrees(y):
            if one_voice and later_higher:
                continue  # whoever counts goes on counting
            yield "numbers", reason, 0.5 if later_higher else 0.85
        elif not one_voice and _outgrown(x, y) and _weeks_apart(a, b):
            yield "numbers", f"{reason}; the higher one may be an update", 0.45


def _source(report: Report) -> str | None:
    return report.origin or report.voice


def _outgrown(x: Toll, y: Toll) -> bool:
    """True if one is a lower bound that an exact figure of the other leaves well behind."""
    low, exact = (x, y) if not x.exact else (y, x)
    return (
        exact.exact and low.high == math.inf and low.of == exact.of and exact.figure >= 1.1 * low.figure + 2
    )


def _weeks_apart(a: Report, b: Report) -> bool:
    if a.published is None or b.published is None:
        return True
    return abs((a.published - b.published).days) >= LEAST_GAP_DAYS


def _actor(a: Report, b: Report) -> Iterator[tuple[str, str, float]]:
    if a.status != "asserted" or b.status != "asserted" or a.type != b.type:
        return
    if not a.sides or not b.sides or a.actor_ids & b.actor_ids:
        return
    # A body and its state, a coalition and its member, "Turkey" and "the Turkish army" are not two accounts.
    if any(_stemmed(x) == _stemmed(y) for x in a.sides for y in b.sides):
        return
    if not (a.recipients & b.recipients) or a.sites != b.sites or a.place is None or far_apart(a, b):
        return
    if b.place is None or (a.place != b.place and (a.lat is None or b.lat is None)):
        return
    if a.document == b.document and a.origin == b.origin:
        return
    named = [" and ".join(sorted(r.actor_ids)) or " ".join(sorted(r.sides)) for r in (a, b)]
    yield ("actor", f"done by {named[0]} or by {named[1]}", 0.75)


def _stemmed(side: str) -> str:
    return side.split("-")[0][:4].lower()


def _side(report: Report, kind: str, copies: Copies) -> str:
    account = report.origin or copies.reprinted(report.document) or report.publisher or report.document
    if kind == "denial":
        return f"{account}:{report.status}"
    if kind == "numbers":
        return f"{account}:{report.dead}:{report.injured}"
    return " ".join(sorted(report.actor_ids or report.sides))


def _record(kind: str, a: str, b: str, incident: str | None, reason: str, confidence: float) -> Contradiction:
    return Contradiction(
        id="c" + short_id("contradiction", kind, a, b),
        kind=kind,  # type: ignore[arg-type]
        a=a,
        b=b,
        incident=incident,
        reason=reason,
        confidence=round(confidence, 2),
    )
