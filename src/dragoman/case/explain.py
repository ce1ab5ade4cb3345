"""Why a line of the record is as it is: its sentence, whose it is, by which rule, and what people said of it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.case import schema
from dragoman.case.reviews import AnyLine, Line, Reviewed, find_line, reviews_of
from dragoman.case.store import Store
from dragoman.records import Attribution, Contradiction, Document, Event, Incident, Origin, Span, Tie, hull

__all__ = ["Explanation", "Marked", "explain"]


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of the document with the role they have in the line."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that a sceptic may ask about one line."""

    line: Line
    document: Document | None
    sentence: Span | None
    marked: tuple[Marked, ...]
    chain: tuple[Attribution, ...]
    """Who passed it on, origin first."""
    others: tuple[tuple[str, bool, AnyLine], ...]
    """(coder, whether its coding is current, the line as it has it), the newest first, a person's left out."""
    reviews: tuple[Reviewed, ...]
    incident: Incident | None = None
    contradictions: tuple[Contradiction, ...] = ()
    origins: tuple[Origin, ...] = ()
    """Of an incident: its independent origins."""
    parts: tuple[Explanation, ...] = ()
    """Of an incident or a contradiction: the lines it rests on."""


def explain(store: Store, id_: str) -> Explanation:
    """Why the line `id_` (or the only one that begins so) is as it is. Raises CaseError if there is none."""
    return _explain(store, find_line(store, id_), deep=True)


def _explain(store: Store, line: Line, *, deep: bool) -> Explanation:
    links = store.links()
    reviews = tuple(reviews_of(store, line.id))
    if line.document is None or line.record is None:
        incident = next((each for each in links.incidents if each.id == line.id), None)
        clash = next((each for each in links.contradictions if each.id == line.id), None)
        ids = incident.events if incident is not None else (clash.a, clash.b) if clash is not None else ()
        parts = tuple(_explain(store, find_line(store, id_), deep=False) for id_ in ids) if deep else ()
        against = tuple(each for each in links.contradictions if incident and each.incident == incident.id)
        return Explanation(
            line,
            document=None,
            sentence=None,
            marked=(),
            chain=(),
            others=(),
            reviews=reviews,
            incident=incident,
            contradictions=(clash,) if clash is not None else against,
            origins=tuple(each for each in links.origins if each.incident == line.id),
            parts=parts,
        )
    document = next(store.documents([line.document]))
    record = line.record
    spans = marked(record)
    around = record.evidence if isinstance(record, Event) else hull([each.span for each in spans])
    return Explanation(
        line,
        document,
        _sentence(store, line, around),
        spans,
        _chain(store, line, record),
        _others(store, line),
        reviews,
        next((each for each in links.incidents if line.id in each.events), None),
        tuple(each for each in links.contradictions if line.id in (each.a, each.b)),
    )


def marked(record: AnyLine) -> tuple[Marked, ...]:
    """The spans of a line with their roles, in the order of the text."""
    found: list[Marked] = []
    if isinstance(record, Event):
        found.append(Marked(record.trigger, "trigger"))
        found += [Marked(party.span, "actor") for party in record.actors]
        found += [Marked(party.span, "recipient") for party in record.recipients]
        if record.date is not None and record.date.span is not None:
            found.append(Marked(record.date.span, "date"))
        if record.place is not None:
            found.append(Marked(record.place.span, "place"))
        if record.said_by is not None:
            found.append(Marked(record.said_by, "said by"))
    elif isinstance(record, Attribution):
        for role in ("source", "cue", "content"):
            found += [Marked(span, role) for span in getattr(record, role)]
        if record.addressee is not None:
            found.append(Marked(record.addressee, "addressee"))
    elif isinstance(record, Tie):
        found += [Marked(record.a.span, "a"), Marked(record.b.span, "b"), Marked(record.span, "words")]
    else:
        found += [Marked(record.actor.span, "holder"), Marked(record.span, "words")]
    return tuple(sorted(found, key=lambda each: (each.span, each.role)))


def _sentence(store: Store, line: Line, around: Span) -> Span:
    """The sentences of the current coding that the line touches; the line's own words where there are none."""
    row = store.rows(
        "SELECT min(span_begin) AS first, max(span_end) AS last FROM sentences AS s JOIN codings AS c "
        "ON c.document = s.document AND c.coder = s.coder AND c.current "
        "WHERE s.document = ? AND s.span_begin < ? AND s.span_end > ?",
        [line.document, around.end, around.begin],
    )[0]
    if row["first"] is None:
        return around
    return Span(min(row["first"], around.begin), max(row["last"], around.end))


def _chain(store: Store, line: Line, record: AnyLine) -> tuple[Attribution, ...]:
    """The attribution that the line stands in, with those that carry it on."""
    at = (
        record.attribution
        if isinstance(record, Event)
        else record.carried_by
        if isinstance(record, Attribution)
        else None
    )
    coded = next(store.coded([line.document or ""]), None)
    known = {each.id: each for each in coded.attributions} if coded is not None else {}
    hands: list[Attribution] = []
    while at in known and known[at] not in hands:
        hands.append(known[at])
        at = known[at].carried_by
    return tuple(hands)


def _others(store: Store, line: Line) -> tuple[tuple[str, bool, AnyLine], ...]:
    """The line as each machine coder has it."""
    found = []
    coders = store.rows(
        "SELECT coder, current FROM codings WHERE document = ? ORDER BY current DESC, coded_at DESC",
        [line.document],
    )
    name = {"event": "events", "attribution": "attributions", "tie": "ties", "position": "positions"}[
        line.kind
    ]
    for row in coders:
        if row["coder"] == schema.PERSON:
            continue
        for coded in store.coded([line.document or ""], coder=row["coder"]):
            found += [
                (row["coder"], row["current"], each) for each in getattr(coded, name) if each.id == line.id
            ]
    return tuple(found)
