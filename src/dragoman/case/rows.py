"""Records to rows and back: what is stored and read again is the same record."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.records import (
    QUAD_CLASSES,
    Attribution,
    CodedDocument,
    DateValue,
    Document,
    Event,
    Furniture,
    Mention,
    Party,
    Place,
    Position,
    Span,
    Tie,
    Uncoded,
)

__all__ = ["Row", "Rows", "coded_document", "coded_rows", "document_record", "document_rows"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Table name -> rows, each with every column of the table."""


def _span(prefix: str, span: Span | None) -> Row:
    if span is None:
        return {f"{prefix}_begin": None, f"{prefix}_end": None}
    return {f"{prefix}_begin": span.begin, f"{prefix}_end": span.end}


def _to_span(row: Mapping[str, Any], prefix: str) -> Span | None:
    begin = row[f"{prefix}_begin"]
    return None if begin is None else Span(begin, row[f"{prefix}_end"])


def _sure_span(row: Mapping[str, Any], prefix: str) -> Span:
    return Span(row[f"{prefix}_begin"], row[f"{prefix}_end"])


_DATE_FIELDS = ("first", "last", "precision", "month_day", "time", "note")


def _date(prefix: str, date: DateValue | None) -> Row:
    row = {f"{prefix}_{name}": None if date is None else getattr(date, name) for name in _DATE_FIELDS}
    return row | _span(prefix, None if date is None else date.span)


def _to_date(row: Mapping[str, Any], prefix: str) -> DateValue | None:
    # A date always has a precision, even where the day is unknown; no precision means that there is no date at all.
    if row[f"{prefix}_precision"] is None:
        return None
    return DateValue(**{name: row[f"{prefix}_{name}"] for name in _DATE_FIELDS}, span=_to_span(row, prefix))


def document_rows(document: Document, number: int) -> Rows:
    """Rows of `documents`, `furniture` and `repeated` for one document; `number` is its order in the case."""
    row: Row = {
        "id": document.id,
        "number": number,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        **_date("published", document.published),
        "language": document.language,
        "url": document.url,
        "first_published": document.first_published,
        "complete": document.complete,
        "read_as": document.read_as,
        "encoding": document.encoding,
        "file": document.file,
        **_span("file", document.file_span),
        "part": document.part,
        **_span("title", document.title_span),
        "notes": list(document.notes),
        "text": document.text,
    }
    return {
        "documents": [row],
        "furniture": [
            {"document": document.id, "number": n, "kind": part.kind, **_span("span", part.span)}
            for n, part in enumerate(document.furniture)
        ],
        "repeated": [
            {
                "document": document.id,
                "number": n,
                "part": part,
                **_span("first", first),
                **_span("again", again),
            }
            for n, (part, first, again) in enumerate(
                [*((None, *pair) for pair in document.repeated), *document.repeated_elsewhere]
            )
        ],
    }


def document_record(row: Mapping[str, Any], furniture: Iterable[Row], repeated: Iterable[Row]) -> Document:
    """The document that its rows stand for."""
    pairs = list(repeated)
    return Document(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        author=row["author"],
        publisher=row["publisher"],
        published=_to_date(row, "published"),
        language=row["language"],
        url=row["url"],
        first_published=row["first_published"],
        complete=row["complete"],
        read_as=row["read_as"],
        encoding=row["encoding"],
        file=row["file"],
        file_span=_to_span(row, "file"),
        part=row["part"],
        furniture=tuple(Furniture(_sure_span(part, "span"), part["kind"]) for part in furniture),
        repeated=tuple(
            (_sure_span(row, "first"), _sure_span(row, "again")) for row in pairs if row["part"] is None
        ),
        repeated_elsewhere=tuple(
            (row["part"], _sure_span(row, "first"), _sure_span(row, "again"))
            for row in pairs
            if row["part"] is not None
        ),
        title_span=_to_span(row, "title"),
        notes=tuple(row["notes"]),
    )


def _said(text: str, span: Span | None) -> Row:
    return {"said_by": None if span is None else span.of(text), **_span("said_by", span)}


def _party_row(text: str, line: str, role: str, number: int, party: Party) -> Row:
    return {
        "line": line,
        "role": role,
        "number": number,
        **_span("span", party.span),
        "text": party.span.of(text),
        "actor": party.actor,
        "name": party.name,
        "country": party.country,
        "sectors": list(party.sectors),
    }


def event_rows(text: str, number: int, event: Event) -> tuple[Row, list[Row]]:
    """The row of an event in `events`, and those of its parties; without document and coder."""
    place = event.place
    row: Row = {
        "number": number,
        "id": event.id,
        "type": event.type,
        "quad": QUAD_CLASSES.get(event.type),
        "mode": list(event.mode),
        "status": event.status,
        "trigger": event.trigger.of(text),
        **_span("trigger", event.trigger),
        **_span("evidence", event.evidence),
        **_said(text, event.said_by),
        **_date("date", event.date),
        "place": None if place is None else place.span.of(text),
        **_span("place", None if place is None else place.span),
        "place_name": None if place is None else place.name,
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
        "geonames": None if place is None else place.geonames,
        "place_country": None if place is None else place.country,
        "place_precision": None if place is None else place.precision,
        "dead": event.dead,
        "injured": event.injured,
        "size": event.size,
        "numbers_note": event.numbers_note,
        "contexts": list(event.contexts),
        "attribution": event.attribution,
        "confidence": event.confidence,
        "because": event.because,
        "notes": list(event.notes),
    }
    parties = [
        _party_row(text, event.id, role, n, party)
        for role, group in (("actor", event.actors), ("recipient", event.recipients))
        for n, party in enumerate(group)
    ]
    return row, parties


def attribution_rows(text: str, number: int, attribution: Attribution) -> tuple[Row, list[Row]]:
    """The row of an attribution in `attributions`, and those of its spans; without document and coder."""
    addressee = attribution.addressee
    row: Row = {
        "number": number,
        "id": attribution.id,
        "kind": attribution.kind,
        "addressee": None if addressee is None else addressee.of(text),
        **_span("addressee", addressee),
        "source_actor": attribution.source_actor,
        "source_name": attribution.source_name,
        "source_kind": attribution.source_kind,
        "stance": attribution.stance,
        "carried_by": attribution.carried_by,
        "confidence": attribution.confidence,
        "because": attribution.because,
    }
    spans = [
        {"attribution": attribution.id, "part": part, "number": n, **_span("span", span)}
        for part in ("source", "cue", "content")
        for n, span in enumerate(getattr(attribution, part))
    ]
    return row, spans


def tie_rows(text: str, number: int, tie: Tie) -> tuple[Row, list[Row]]:
    """The row of a tie in `ties`, and those of its two sides; without document and coder."""
    row: Row = {
        "number": number,
        "id": tie.id,
        "type": tie.type,
        **_span("span", tie.span),
        **_said(text, tie.said_by),
        "confidence": tie.confidence,
        "because": tie.because,
    }
    return row, [_party_row(text, tie.id, "a", 0, tie.a), _party_row(text, tie.id, "b", 0, tie.b)]


def position_rows(text: str, number: int, position: Position) -> tuple[Row, list[Row]]:
    """The row of a position in `positions`, and that of its holder; without document and coder."""
    row: Row = {
        "number": number,
        "id": position.id,
        "issue": position.issue,
        "stance": position.stance,
        **_span("span", position.span),
        **_said(text, position.said_by),
        "confidence": position.confidence,
        "because": position.because,
    }
    return row, [_party_row(text, position.id, "holder", 0, position.actor)]


def _mention_row(text: str, number: int, mention: Mention) -> Row:
    return {
        "number": number,
        **_span("span", mention.span),
        "text": mention.span.of(text),
        "type": mention.type,
        "score": mention.score,
        "actor": mention.actor,
        "name": mention.name,
        "aliases": list(mention.aliases),
        "country": mention.country,
        "sectors": list(mention.sectors),
        "lat": mention.lat,
        "lon": mention.lon,
        "geonames": mention.geonames,
        "precision": mention.precision,
        **_date("date", mention.date),
        "because": mention.because,
    }


def coded_rows(coded: CodedDocument, at: dt.datetime) -> Rows:
    """Rows of every coded table for one coding of one document."""
    text = coded.document.text
    rows: Rows = defaultdict(list)
    rows["codings"] = [
        {"current": True, "coded_at": at, "quad": coded.quad, "contexts": list(coded.contexts)}
    ]
    rows["role_spans"] = [
        {"role": role, "number": n, **_span("span", span)}
        for role, spans in (("source", coded.role_source), ("target", coded.role_target))
        for n, span in enumerate(spans)
    ]
    rows["sentences"] = [{"number": n, **_span("span", span)} for n, span in enumerate(coded.sentences)]
    rows["mentions"] = [_mention_row(text, n, mention) for n, mention in enumerate(coded.mentions)]
    rows["coreference"] = [
        {"cluster": c, "number": n, **_span("span", span)}
        for c, cluster in enumerate(coded.coreference)
        for n, span in enumerate(cluster)
    ]
    for n, event in enumerate(coded.events):
        row, parties = event_rows(text, n, event)
        rows["events"].append(row)
        rows["parties"] += parties
    for n, attribution in enumerate(coded.attributions):
        row, spans_of = attribution_rows(text, n, attribution)
        rows["attributions"].append(row)
        rows["attribution_spans"] += spans_of
    for n, tie in enumerate(coded.ties):
        row, parties = tie_rows(text, n, tie)
        rows["ties"].append(row)
        rows["parties"] += parties
    for n, position in enumerate(coded.positions):
        row, parties = position_rows(text, n, position)
        rows["positions"].append(row)
        rows["parties"] += parties
    rows["uncoded"] = [
        {"number": n, **_span("span", gap.span), "reason": gap.reason} for n, gap in enumerate(coded.uncoded)
    ]
    for table in rows.values():
        for row in table:
            row["document"], row["coder"] = coded.document.id, coded.coder
    return dict(rows)


def _party(row: Mapping[str, Any]) -> Party:
    return Party(
        span=_sure_span(row, "span"),
        actor=row["actor"],
        name=row["name"],
        country=row["country"],
        sectors=tuple(row["sectors"]),
    )


def event_record(row: Mapping[str, Any], parties: Sequence[Row]) -> Event:
    """The event that its row and its parties' rows (in order) stand for."""
    place_span = _to_span(row, "place")
    place = None
    if place_span is not None:
        place = Place(
            span=place_span,
            name=row["place_name"],
            lat=row["lat"],
            lon=row["lon"],
            geonames=row["geonames"],
            country=row["place_country"],
            precision=row["place_precision"],
        )
    return Event(
        id=row["id"],
        type=row["type"],
        trigger=_sure_span(row, "trigger"),
        evidence=_sure_span(row, "evidence"),
        mode=tuple(row["mode"]),
        status=row["status"],
        actors=tuple(_party(party) for party in parties if party["role"] == "actor"),
        recipients=tuple(_party(party) for party in parties if party["role"] == "recipient"),
        date=_to_date(row, "date"),
        place=place,
        said_by=_to_span(row, "said_by"),
        dead=row["dead"],
        injured=row["injured"],
        size=row["size"],
        numbers_note=row["numbers_note"],
        contexts=tuple(row["contexts"]),
        attribution=row["attribution"],
        confidence=row["confidence"],
        because=row["because"],
        notes=tuple(row["notes"]),
    )


def attribution_record(row: Mapping[str, Any], spans: Sequence[Row]) -> Attribution:
    """The attribution that its row and its spans' rows (in order) stand for."""

    def part(name: str) -> tuple[Span, ...]:
        return tuple(_sure_span(span, "span") for span in spans if span["part"] == name)

    return Attribution(
        id=row["id"],
        source=part("source"),
        cue=part("cue"),
        content=part("content"),
        kind=row["kind"],
        addressee=_to_span(row, "addressee"),
        source_actor=row["source_actor"],
        source_name=row["source_name"],
        source_kind=row["source_kind"],
        stance=row["stance"],
        carried_by=row["carried_by"],
        confidence=row["confidence"],
        because=row["because"],
    )


def tie_record(row: Mapping[str, Any], parties: Sequence[Row]) -> Tie:
    """The tie that its row and its two sides' rows stand for."""
    (a,) = (party for party in parties if party["role"] == "a")
    (b,) = (party for party in parties if party["role"] == "b")
    return Tie(
        id=row["id"],
        type=row["type"],
        a=_party(a),
        b=_party(b),
        span=_sure_span(row, "span"),
        said_by=_to_span(row, "said_by"),
        confidence=row["confidence"],
        because=row["because"],
    )


def position_record(row: Mapping[str, Any], parties: Sequence[Row]) -> Position:
    """The position that its row and its holder's row stand for."""
    (holder,) = (party for party in parties if party["role"] == "holder")
    return Position(
        id=row["id"],
        actor=_party(holder),
        issue=row["issue"],
        stance=row["stance"],
        span=_sure_span(row, "span"),
        said_by=_to_span(row, "said_by"),
        confidence=row["confidence"],
        because=row["because"],
    )


def _mention(row: Mapping[str, Any]) -> Mention:
    return Mention(
        span=_sure_span(row, "span"),
        type=row["type"],
        score=row["score"],
        actor=row["actor"],
        name=row["name"],
        aliases=tuple(row["aliases"]),
        country=row["country"],
        sectors=tuple(row["sectors"]),
        lat=row["lat"],
        lon=row["lon"],
        geonames=row["geonames"],
        precision=row["precision"],
        date=_to_date(row, "date"),
        because=row["because"],
    )


def _grouped(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def coded_document(document: Document, coder: str, rows: Mapping[str, Sequence[Row]]) -> CodedDocument:
    """The coding of `document` that the rows (table name -> rows in order) stand for."""
    parties = _grouped(rows.get("parties", ()), "line")
    spans = _grouped(rows.get("attribution_spans", ()), "attribution")
    clusters = _grouped(rows.get("coreference", ()), "cluster")
    coding: Mapping[str, Any] = next(iter(rows.get("codings", ())), {"quad": None, "contexts": ()})

    def role(name: str) -> Iterator[Span]:
        return (_sure_span(row, "span") for row in rows.get("role_spans", ()) if row["role"] == name)

    return CodedDocument(
        document=document,
        coder=coder,
        sentences=tuple(_sure_span(row, "span") for row in rows.get("sentences", ())),
        mentions=tuple(_mention(row) for row in rows.get("mentions", ())),
        events=tuple(event_record(row, parties[row["id"]]) for row in rows.get("events", ())),
        attributions=tuple(attribution_record(row, spans[row["id"]]) for row in rows.get("attributions", ())),
        ties=tuple(tie_record(row, parties[row["id"]]) for row in rows.get("ties", ())),
        positions=tuple(position_record(row, parties[row["id"]]) for row in rows.get("positions", ())),
        coreference=tuple(
            tuple(_sure_span(row, "span") for row in clusters[cluster]) for cluster in sorted(clusters)
        ),
        quad=coding["quad"],
        role_source=tuple(role("source")),
        role_target=tuple(role("target")),
        uncoded=tuple(Uncoded(_sure_span(row, "span"), row["reason"]) for row in rows.get("uncoded", ())),
        contexts=tuple(coding["contexts"]),
    )
