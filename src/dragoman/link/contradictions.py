"""Lines of the record that cannot both hold. Precision before recall: what may be an update is not shown as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.link.origins import Copies
from dragoman.link.reports import Claim, Report
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
                key = (kind, min(_side(a, kind), _side(b, kind)), max(_side(a, kind), _side(b, kind)))
                if key in seen:
                    continue  # the same two accounts once, not once for each pair of reprints
                seen.add(key)
                yield _record(kind, a.event, b.event, incident, reason, confidence)


def stance_contradictions(reports: Sequence[Report]) -> Iterator[Contradiction]:
    """One actor agreed to a thing in one report and rejected it in another of the same days."""
    by_actor: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.type in ("AGREE", "SUPPORT", "CONCEDE", "REJECT") and report.status == "asserted":
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
                shared = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
                if shared < 0.45 or (
                    a.recipient_ids and b.recipient_ids and not a.recipient_ids & b.recipient_ids
                ):
                    continue
                if (a.event, b.event) in seen:
                    continue
                seen.add((a.event, b.event))
                yes, no = (b, a) if a.type == "REJECT" else (a, b)
                yield _record(
                    "stance",
                    yes.event,
                    no.event,
                    None,
                    f"{actor} agreed by one report and refused by the other",
                    0.5 + shared / 3,
                )


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


def _denial(a: Report, b: Report) -> Iterator[tuple[str, str, float]]:
    if {a.status, b.status} != {"asserted", "negated"}:
        return
    no, yes = (a, b) if a.status == "negated" else (b, a)
    if a.document == b.document and a.origin == b.origin:
        return  # "did not attack by day but by night": one voice saying both is no contradiction
    denier = no.origin or no.publisher or "one report"
    teller = yes.origin or yes.publisher or "another report"
    yield (
        "denial",
        f"{denier} denies what {teller} asserts",
        round(0.55 + 0.4 * min(a.confidence, b.confidence), 2),
    )


def _numbers(a: Report, b: Report) -> Iterator[tuple[str, str, float]]:
    if a.status != "asserted" or b.status != "asserted":
        return
    for field in ("dead", "injured"):
        x, y = getattr(a, field), getattr(b, field)
        if x is None or y is None or x == y:
            continue
        if not a.exact and not b.exact:
            continue
        # "At least 14" does not contradict 22; and a toll that only rises with the days is an update.
        if (not a.exact and x <= y) or (not b.exact and y <= x):
            continue
        later_higher = (
            a.published
            and b.published
            and ((a.published < b.published and x < y) or (b.published < a.published and y < x))
        )
        confidence = 0.5 if later_higher else 0.85
        if a.document == b.document and a.origin == b.origin:
            continue
        yield "numbers", f"{field}: {x} by one report, {y} by the other", confidence


def _actor(a: Report, b: Report) -> Iterator[tuple[str, str, float]]:
    if a.status != "asserted" or b.status != "asserted" or a.type != b.type:
        return
    if not a.actor_ids or not b.actor_ids or a.actor_ids & b.actor_ids:
        return
    # A body and its state, or a coalition and its member, are not two accounts.
    if any(x.split("-")[0] == y.split("-")[0] for x in a.actor_ids for y in b.actor_ids):
        return
    if not (a.recipients & b.recipients) or a.place is None or a.place != b.place:
        return
    if a.document == b.document and a.origin == b.origin:
        return
    yield (
        "actor",
        f"done by {' and '.join(sorted(a.actor_ids))} or by {' and '.join(sorted(b.actor_ids))}",
        0.75,
    )


def _side(report: Report, kind: str) -> str:
    if kind == "denial":
        return f"{report.origin or report.publisher or report.document}:{report.status}"
    if kind == "numbers":
        return f"{report.origin or report.publisher or report.document}:{report.dead}:{report.injured}"
    return " ".join(sorted(report.actor_ids))


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
