"""The record that leaves the program: one JSON object a document, in and out. Field by field in docs/record.md."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.errors import InputError
from dragoman.records import (
    QUAD_CLASSES,
    Attribution,
    CodedDocument,
    DateValue,
    Document,
    Event,
    Mention,
    Party,
    Position,
    Span,
    Tie,
    content_id,
)

__all__ = ["FaultyLine", "InputLine", "input_lines", "line_record", "read_input_line"]


@dataclass(frozen=True, slots=True)
class InputLine:
    """One JSON line that is to be coded: its own id, kept as it is, and the document."""

    id: Any
    document: Document


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """One JSON line that cannot be coded, and why."""

    number: int
    error: InputError


_FIELDS = ("id", "text", "date", "title", "author", "publisher", "language", "url")
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?P<time>[T ].*)?)?)?")


def input_lines(lines: Iterable[str | bytes], name: str) -> Iterator[InputLine | FaultyLine]:
    """Every line that is not blank, as a document or as a fault; numbers count from 1.

    Bytes must be UTF-8; a byte order mark is passed over.
    """
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        try:
            if isinstance(line, bytes):
                try:
                    line = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise InputError(
                        f"is not UTF-8 (byte {error.start + 1})", where=where, fix="write the file as UTF-8"
                    ) from None
            elif number == 1:
                line = line.removeprefix("\ufeff")
            if line.strip():
                yield read_input_line(line, where)
        except InputError as error:
            yield FaultyLine(number, error)


def read_input_line(line: str, where: str) -> InputLine:
    """The document of one JSON line with `id`, `text` and perhaps `date`, `title`, `publisher`, `language`, `url`.

    The text is neither split nor changed. Raises InputError for a line that does not fit.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deeply nested or too large"
        raise InputError(
            f"is not JSON ({reason})", where=where, fix="give one JSON object on each line"
        ) from None
    if not isinstance(data, dict):
        raise InputError(
            "is no JSON object", where=where, fix='give one object a line, {"id": "1", "text": "..."}'
        )
    text = data.get("text")
    if not isinstance(text, str):
        raise InputError(
            "has no text" if text is None else "`text` is not a string",
            where=where,
            fix='give the article as "text"',
        )
    if not text.strip():
        raise InputError("`text` is empty", where=where, fix="leave the line out")
    for name in _FIELDS[1:]:
        value = data.get(name)
        if value is not None and not isinstance(value, str):
            raise InputError(
                f"`{name}` is not a string", where=where, fix="write it in quotation marks, or as null"
            )
        if value is not None and _surrogate(value):
            raise InputError(
                f"`{name}` holds half a character (a lone surrogate, \\ud800 to \\udfff)",
                where=where,
                fix="write the line as UTF-8 anew",
            )
    title = data.get("title")
    document = Document(
        id=content_id(text, title),
        text=text,
        title=title,
        author=data.get("author"),
        publisher=data.get("publisher"),
        published=published(data.get("date"), where),
        language=data.get("language"),
        url=data.get("url"),
        read_as="jsonl",
        encoding="utf-8",
    )
    given = data.get("id")
    return InputLine(document.id if given is None else given, document)


def _surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def published(value: str | None, where: str) -> DateValue | None:
    """2017-01-23, with or without a time behind it, 2017-01 or 2017; raises InputError for anything else."""
    if value is None or not value.strip():
        return None
    match = _ISO.fullmatch(value.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(match[name] or 1) for name in ("year", "month", "day"))
        first = dt.date(year, month, day)
    except ValueError:
        raise InputError(
            f"`date` {value!r} is no date", where=where, fix="write it as 2017-01-23, 2017-01 or 2017"
        ) from None
    if match["day"]:
        return DateValue(first, first, "day", time=(match["time"] or "")[1:] or None)
    if match["month"]:
        following = (
            dt.date(year + month // 12, month % 12 + 1, 1) if year < 9999 else dt.date(year, month, 28)
        )
        return DateValue(first, following - dt.timedelta(days=1), "month")
    return DateValue(first, dt.date(year, 12, 31), "year")


def _shown(date: DateValue | None) -> str | None:
    """A day, month or year in as many figures as are known; None for what is none of these."""
    if date is None or date.first is None:
        return None
    figures: dict[str, int] = {"day": 10, "month": 7, "year": 4}
    return date.first.isoformat()[: figures[date.precision]] if date.precision in figures else None


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.begin, span.end]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.begin, span.end] for span in spans]


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: float) -> float:
    return round(value, 4)


def _date(date: DateValue | None) -> dict[str, Any] | None:
    if date is None:
        return None
    return {
        "span": _span(date.span),
        "from": _day(date.first),
        "to": _day(date.last),
        "precision": date.precision,
        "month_day": date.month_day,
        "note": date.note,
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "span": _span(party.span),
        "actor": party.actor,
        "name": party.name,
        "country": party.country,
        "sectors": list(party.sectors),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    record: dict[str, Any] = {
        "span": _span(mention.span),
        "type": mention.type,
        "score": _number(mention.score),
    }
    if mention.type == "Temporal":
        date = mention.date
        record |= {
            "from": None if date is None else _day(date.first),
            "to": None if date is None else _day(date.last),
            "precision": None if date is None else date.precision,
            "month_day": None if date is None else date.month_day,
        }
        return record
    record |= {
        "actor": mention.actor,
        "name": mention.name,
        "aliases": list(mention.aliases),
        "country": mention.country,
        "sectors": list(mention.sectors),
    }
    if mention.type == "Location" or mention.lat is not None:
        record |= {
            "lat": mention.lat,
            "lon": mention.lon,
            "geonames": mention.geonames,
            "precision": mention.precision,
        }
    return record


def _event(event: Event) -> dict[str, Any]:
    place = event.place
    return {
        "id": event.id,
        "type": event.type,
        "quad": QUAD_CLASSES.get(event.type),
        "mode": list(event.mode),
        "trigger": _span(event.trigger),
        "status": event.status,
        "actors": [_party(party) for party in event.actors],
        "recipients": [_party(party) for party in event.recipients],
        "date": _date(event.date),
        "place": None
        if place is None
        else {
            "span": _span(place.span),
            "name": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "geonames": place.geonames,
            "country": place.country,
            "precision": place.precision,
        },
        "said_by": _span(event.said_by),
        "dead": event.dead,
        "injured": event.injured,
        "size": event.size,
        "numbers_note": event.numbers_note,
        "contexts": list(event.contexts),
        "attribution": event.attribution,
        "evidence": _span(event.evidence),
        "confidence": _number(event.confidence),
        "because": event.because,
        "notes": list(event.notes),
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "kind": attribution.kind,
        "addressee": _span(attribution.addressee),
        "source_actor": attribution.source_actor,
        "source_name": attribution.source_name,
        "source_kind": attribution.source_kind,
        "stance": attribution.stance,
        "carried_by": attribution.carried_by,
        "confidence": _number(attribution.confidence),
        "because": attribution.because,
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "id": tie.id,
        "type": tie.type,
        "a": _party(tie.a),
        "b": _party(tie.b),
        "span": _span(tie.span),
        "said_by": _span(tie.said_by),
        "confidence": _number(tie.confidence),
        "because": tie.because,
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "id": position.id,
        "actor": _party(position.actor),
        "issue": position.issue,
        "stance": position.stance,
        "span": _span(position.span),
        "said_by": _span(position.said_by),
        "confidence": _number(position.confidence),
        "because": position.because,
    }


Decisions = dict[str, tuple[Literal["accept", "correct"], str]]
"""Line id -> a person's decision and name."""


def line_record(coded: CodedDocument, id: Any = None, decisions: Decisions | None = None) -> dict[str, Any]:
    """The record of one document, ready for `json.dumps`.

    id: the input's own; the document's id if None. decisions: for lines that a person decided on; their `review`
    says so.
    """
    document = coded.document
    roles = None
    if coded.quad is not None or coded.role_source or coded.role_target:
        roles = {"source": _spans(coded.role_source), "target": _spans(coded.role_target)}
    record: dict[str, Any] = {
        "id": document.id if id is None else id,
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "date": _shown(document.published),
        "first_published": document.first_published,
        "complete": document.complete,
        "language": document.language,
        "url": document.url,
        "file": document.file,
        "file_span": _span(document.file_span),
        "furniture": [{"span": _span(part.span), "kind": part.kind} for part in document.furniture],
        "coder": coded.coder,
        "sentences": _spans(coded.sentences),
        "quad": coded.quad,
        "roles": roles,
        # What stands inside another mention comes before it: it names more exactly.
        "mentions": [
            _mention(mention) for mention in sorted(coded.mentions, key=lambda m: (m.span.end, -m.span.begin))
        ],
        "events": [_event(event) for event in coded.events],
        "attributions": [_attribution(attribution) for attribution in coded.attributions],
        "ties": [_tie(tie) for tie in coded.ties],
        "positions": [_position(position) for position in coded.positions],
        "coreference": [_spans(cluster) for cluster in coded.coreference],
        "contexts": list(coded.contexts),
        "uncoded": [{"span": _span(gap.span), "reason": gap.reason} for gap in coded.uncoded],
    }
    if decisions is not None:
        for kind in ("events", "attributions", "ties", "positions"):
            for line in record[kind]:
                decision = decisions.get(line["id"])
                line["review"] = None if decision is None else {"decision": decision[0], "by": decision[1]}
    return record
