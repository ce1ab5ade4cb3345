"""A person overrules any line: accept, reject or correct it, by name and with a note.

The person's version of the line is stored as a line of its own, coded by 'person'. Machine codings come and go
beside it; the views show the person's wherever there is one. So a decision stays when a document is read or coded
again, even if the machine no longer finds the line.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from dragoman.case import rows as to_rows
from dragoman.case.rows import Row
from dragoman.case.schema import PERSON
from dragoman.case.store import Store
from dragoman.errors import CaseError, DragomanError, UsageError
from dragoman.records import (
    EVENT_TYPES,
    STATUSES,
    TIE_TYPES,
    Attribution,
    DateValue,
    Event,
    Party,
    Place,
    Position,
    Review,
    Span,
    Tie,
)

__all__ = ["Line", "Reviewed", "find_line", "mark", "outcomes", "review", "reviews_of"]

Kind = Literal["event", "attribution", "tie", "position", "incident", "contradiction", "prediction"]
Decision = Literal["accept", "reject", "correct"]

_TABLES: dict[str, str] = {
    "event": "events",
    "attribution": "attributions",
    "tie": "ties",
    "position": "positions",
    "incident": "incidents",
    "contradiction": "contradictions",
}
_CODED = ("event", "attribution", "tie", "position")

AnyLine = Event | Attribution | Tie | Position


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record: what kind, in which document, whose, and the record itself (None for links)."""

    id: str
    kind: Kind
    document: str | None
    coder: str | None
    current: bool
    record: AnyLine | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A person's decision with what it did, field by field: (field, before, since), both as JSON."""

    review: Review
    kind: Kind
    document: str | None
    changes: tuple[tuple[str, str, str], ...]


def find_line(store: Store, id_: str) -> Line:
    """The line with this id, or the only one whose id begins so; a person's version before the machine's.

    Raises CaseError if there is none, or several.
    """
    if not id_.strip():
        raise UsageError("an id is empty; ids stand in the first column of: dragoman show events")
    found: set[tuple[str, str]] = set()
    for kind, table in _TABLES.items():
        exact = store.rows(f"SELECT DISTINCT id FROM {table} WHERE id = ?", [id_])
        rows = exact or store.rows(f"SELECT DISTINCT id FROM {table} WHERE starts_with(id, ?) LIMIT 5", [id_])
        found |= {(kind, row["id"]) for row in rows}
    if any(full == id_ for _, full in found):
        found = {(kind, full) for kind, full in found if full == id_}
    if not found:
        raise CaseError(
            f"{id_}: no line of {store.path} has this id; ids stand in the first column of: dragoman show events"
        )
    if len(found) > 1:
        names = ", ".join(f"{full} ({kind})" for kind, full in sorted(found)[:5])
        raise CaseError(f"{id_}: several lines have an id that begins so: {names}; write more of it")
    ((kind, full),) = found
    return _line(store, kind, full)  # type: ignore[arg-type]


def _line(store: Store, kind: Kind, id_: str) -> Line:
    if kind not in _CODED:
        return Line(id_, kind, None, None, True, None)
    table = _TABLES[kind]
    (row, *_) = store.rows(
        f"""
        SELECT line.*, coding.current FROM {table} AS line
        LEFT JOIN codings AS coding ON coding.document = line.document AND coding.coder = line.coder
        WHERE line.id = ?
        ORDER BY line.coder = '{PERSON}' DESC, coding.current DESC, coding.coded_at DESC LIMIT 1
        """,
        [id_],
    )
    return Line(id_, kind, row["document"], row["coder"], bool(row["current"]), _record(store, kind, row))


def _record(store: Store, kind: str, row: Row) -> AnyLine:
    where = [row["document"], row["coder"], row["id"]]
    if kind == "attribution":
        spans = store.rows(
            "SELECT * FROM attribution_spans WHERE document = ? AND coder = ? AND attribution = ? "
            "ORDER BY part, number",
            where,
        )
        return to_rows.attribution_record(row, spans)
    parties = store.rows(
        "SELECT * FROM parties WHERE document = ? AND coder = ? AND line = ? ORDER BY role, number", where
    )
    if kind == "event":
        return to_rows.event_record(row, parties)
    if kind == "tie":
        return to_rows.tie_record(row, parties)
    return to_rows.position_record(row, parties)


def review(
    store: Store,
    id_: str,
    decision: Decision,
    *,
    by: str,
    note: str | None = None,
    changes: Mapping[str, str] | None = None,
    at: dt.datetime | None = None,
) -> Reviewed:
    """Store a person's decision on the line `id_`.

    `changes` (for "correct" alone): field -> value as a person writes it, see docs/case.md, "Correcting a line".
    Raises UsageError for what cannot be decided so, CaseError for an unknown line.
    """
    if decision not in get_args(Decision):
        raise UsageError(f"{decision!r} is no decision; there are accept, reject and correct")
    if not by.strip():
        raise UsageError("a decision needs a name; give it with --by NAME")
    if decision == "correct" and not changes:
        raise UsageError(
            "a correction needs at least one --set FIELD=VALUE, such as --set status=negated or --set type=COERCE"
        )
    if changes and decision != "correct":
        raise UsageError(f"--set goes with correct, not with {decision}")
    line = find_line(store, id_)
    if decision == "correct" and line.record is None:
        raise UsageError(
            f"{line.id}: an {line.kind} is worked out from its lines; accept or reject it, or correct those lines"
        )
    at = at or dt.datetime.now(dt.UTC)
    text = _text(store, line.document)
    record, made = line.record, []
    if record is not None and changes:
        record = correct(record, changes, text)
        for name in changes:
            name = _FIELD_OF.get(name, name)
            made.append((name, _as_json(line.record, name), _as_json(record, name)))
    with store.transaction():
        number = 1 + store.value("SELECT coalesce(max(number), 0) FROM reviews")
        store.connection.execute(
            "INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [number, line.id, line.kind, line.document, decision, by.strip(), at, note],
        )
        for name, was, value in made:
            store.connection.execute(
                "INSERT INTO review_changes VALUES (?, ?, ?, ?)", [number, name, was, value]
            )
        if record is not None and line.document is not None:
            _store_persons(store, line, record, text)
            # Incidents and contradictions rest on the lines that count.
            store._set_meta("stale_links", "yes")
    stored = Review(line.id, decision, by.strip(), at, note, {name: json.loads(new) for name, _, new in made})
    return Reviewed(stored, line.kind, line.document, tuple(made))


def _text(store: Store, document: str | None) -> str:
    return "" if document is None else store.value("SELECT text FROM documents WHERE id = ?", [document])


def _as_json(record: object, name: str) -> str:
    from dragoman.records import to_json

    value = to_json(getattr(record, name))
    return json.dumps(value, ensure_ascii=False)


def _store_persons(store: Store, line: Line, record: AnyLine, text: str) -> None:
    """Put the person's version of the line in place of an earlier one by a person."""
    number = store.value(
        f"SELECT number FROM {_TABLES[line.kind]} WHERE id = ? AND document = ? ORDER BY coder = ? DESC LIMIT 1",
        [line.id, line.document, line.coder],
    )
    if isinstance(record, Event):
        (row, more), children = to_rows.event_rows(text, number, record), "parties"
    elif isinstance(record, Attribution):
        (row, more), children = to_rows.attribution_rows(text, number, record), "attribution_spans"
    elif isinstance(record, Tie):
        (row, more), children = to_rows.tie_rows(text, number, record), "parties"
    else:
        (row, more), children = to_rows.position_rows(text, number, record), "parties"
    key = "attribution" if children == "attribution_spans" else "line"
    who = [PERSON, line.document, line.id]
    store.connection.execute(
        f"DELETE FROM {_TABLES[line.kind]} WHERE coder = ? AND document = ? AND id = ?", who
    )
    store.connection.execute(f"DELETE FROM {children} WHERE coder = ? AND document = ? AND {key} = ?", who)
    for each in (row, *more):
        each |= {"document": line.document, "coder": PERSON}
    store._insert(_TABLES[line.kind], [row])
    store._insert(children, more)


def mark(
    store: Store,
    prediction: str,
    document: str,
    outcome: str,
    *,
    by: str,
    note: str | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Store what a person found of a prediction ("came true", "did not", "partly", "open").

    A prediction is worked out from its lines and has no table; its id follows from the line it was read from, so the
    mark holds when texts are read or coded again. The latest mark counts. Raises UsageError without a name.
    """
    if not by.strip():
        raise UsageError("a decision needs a name; give it with --by NAME")
    before = outcomes(store).get(prediction)
    with store.transaction():
        number = 1 + store.value("SELECT coalesce(max(number), 0) FROM reviews")
        store.connection.execute(
            "INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                number,
                prediction,
                "prediction",
                document,
                "correct",
                by.strip(),
                at or dt.datetime.now(dt.UTC),
                note,
            ],
        )
        store.connection.execute(
            "INSERT INTO review_changes VALUES (?, ?, ?, ?)",
            [number, "outcome", json.dumps(before[0] if before else None), json.dumps(outcome)],
        )


def outcomes(store: Store) -> dict[str, tuple[str, str]]:
    """(outcome, who marked it) of each prediction that a person marked, the latest mark."""
    rows = store.rows(
        "SELECT r.line, r.by, c.value FROM latest_reviews AS r JOIN review_changes AS c ON c.review = r.number "
        "WHERE r.kind = 'prediction' AND c.field = 'outcome'"
    )
    return {row["line"]: (json.loads(row["value"]), row["by"]) for row in rows}


def reviews_of(store: Store, id_: str | None = None) -> list[Reviewed]:
    """Every decision, or those on one line, in the order in which they were made."""
    where, values = ("WHERE line = ?", [id_]) if id_ else ("", [])
    found = []
    for row in store.rows(f"SELECT * FROM reviews {where} ORDER BY number", values):
        changes = store.rows("SELECT * FROM review_changes WHERE review = ? ORDER BY rowid", [row["number"]])
        made = tuple((change["field"], change["was"], change["value"]) for change in changes)
        stored = Review(
            row["line"],
            row["decision"],
            row["by"],
            row["at"],
            row["note"],
            {name: json.loads(value) for name, _, value in made},
        )
        found.append(Reviewed(stored, row["kind"], row["document"], made))
    return found


# Correcting: from what a person writes on the command line to a field of the record

_FIELD_OF = {"actor": "actors", "recipient": "recipients", "modes": "mode"}

_FIELDS: dict[type, tuple[str, ...]] = {
    Event: (
        "type",
        "status",
        "mode",
        "actors",
        "recipients",
        "date",
        "place",
        "said_by",
        "dead",
        "injured",
        "size",
        "contexts",
    ),
    Attribution: ("source", "cue", "content", "kind", "addressee", "source_name", "source_actor", "stance"),
    Tie: ("type", "a", "b", "said_by"),
    Position: ("issue", "stance", "actor", "said_by"),
}

_CHOICES: dict[tuple[type, str], tuple[str, ...]] = {
    (Event, "type"): EVENT_TYPES,
    (Event, "status"): STATUSES,
    (Tie, "type"): TIE_TYPES,
    (Attribution, "kind"): ("direct", "mixed", "indirect"),
    (Position, "stance"): ("for", "against", "ambivalent"),
}


def correct(record: AnyLine, changes: Mapping[str, str], text: str) -> AnyLine:
    """The record with fields as a person wants them; an empty value empties a field.

    Words ("actors=Turkish jets; drones") are looked up in the text near the line, so that evidence stays exact; a
    known actor may be named behind "=": "actors=jets=tur-air-force". Raises UsageError for a field or value that
    does not fit, with what would.
    """
    kind = type(record)
    values: dict[str, Any] = {}
    for given, value in changes.items():
        name = given if given in _FIELDS[kind] else _FIELD_OF.get(given, given)
        if name not in _FIELDS[kind]:
            raise UsageError(
                f"{given!r} is no field of this {kind.__name__.lower()} that can be set; "
                f"there are {', '.join(_FIELDS[kind])}"
            )
        values[name] = _parse(record, name, value.strip(), text)
    try:
        return dataclasses.replace(record, **values)
    except (TypeError, ValueError) as error:
        raise DragomanError(f"cannot correct the line: {error}") from error


def _parse(record: AnyLine, name: str, value: str, text: str) -> Any:
    kind = type(record)
    choices = _CHOICES.get((kind, name))
    if choices is not None:
        match = next((choice for choice in choices if choice.casefold() == value.casefold()), None)
        if match is None:
            raise UsageError(f"{name}={value}: there are {', '.join(choices)}")
        return match
    if name in ("dead", "injured", "size"):
        if not value:
            return None
        if not value.isdecimal():
            raise UsageError(f"{name}={value}: is not a whole number")
        return int(value)
    if name in ("mode", "contexts"):
        return tuple(part.strip() for part in value.replace(",", ";").split(";") if part.strip())
    near = _anchor(record)
    if name in ("actors", "recipients"):
        return tuple(_party(part, text, near, name) for part in value.split(";") if part.strip())
    if name in ("a", "b") or (name == "actor" and kind is Position):
        return _party(value, text, near, name)
    if name in ("source", "cue", "content"):
        return tuple(_find(part.strip(), text, near, name) for part in value.split(";;") if part.strip())
    if name in ("said_by", "addressee"):
        return _find(value, text, near, name) if value else None
    if name == "date":
        return _day(value) if value else None
    if name == "place":
        return _place(record, value, text, near)
    return value or None


def _anchor(record: AnyLine) -> Span:
    if isinstance(record, Event):
        return record.evidence
    if isinstance(record, Attribution):
        return (record.content or record.cue or record.source)[0]
    return record.span


def _find(words: str, text: str, near: Span, name: str) -> Span:
    """Where `words` stand nearest to the line; evidence is never made up."""
    places: list[int] = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    if not words or not places:
        raise UsageError(
            f"{name}={words}: these words do not stand in the document; write them exactly as the text has them"
        )
    begin = min(places, key=lambda at: max(near.begin - at, at + len(words) - near.end, 0))
    return Span(begin, begin + len(words))


def _party(value: str, text: str, near: Span, name: str) -> Party:
    words, _, actor = value.strip().partition("=")
    return Party(_find(words.strip(), text, near, name), actor=actor.strip() or None)


def _day(value: str) -> DateValue:
    first, _, last = value.partition("..")
    try:
        begin = dt.date.fromisoformat(first)
        end = dt.date.fromisoformat(last) if last else begin
    except ValueError:
        raise UsageError(
            f"date={value}: write a day as 2017-01-23, or a range as 2017-01-23..2017-01-25"
        ) from None
    if end < begin:
        raise UsageError(f"date={value}: the range ends before it begins")
    return DateValue(begin, end, "day" if begin == end else "range", note="by a person")


def _place(record: AnyLine, value: str, text: str, near: Span) -> Place | None:
    return Place(_find(value, text, near, "place")) if value else None
