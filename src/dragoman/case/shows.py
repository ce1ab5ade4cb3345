"""What `dragoman show` shows: for each kind of line a view, its filters and its columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from dragoman.case.rows import Row
from dragoman.case.store import Store
from dragoman.errors import UsageError
from dragoman.records import EVENT_TYPES, STATUSES, TIE_TYPES, AttributionKind, Contradiction

__all__ = ["FILTERS", "KINDS", "Shown", "query", "show"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One kind of line: where it comes from, how it is narrowed down and which columns a table on a screen has."""

    source: str
    columns: tuple[str, ...]
    order: str
    filters: Mapping[str, str]
    """Filter -> condition; each ? takes the filter's value."""
    types: tuple[str, ...] = ()
    """The types that dragoman itself has for this kind of line; a codebook of one's own may have others."""


FILTERS: dict[str, str] = {
    "type": "PLOVER type, kind of tie or of contradiction; several with commas: ASSAULT,COERCE",
    "status": "asserted, negated, future, hypothetical or historical",
    "mode": "mode of the type, such as aerial",
    "actor": "id, name or words of whoever acts (of an actor: its id or name)",
    "recipient": "id, name or words of whoever it is done to",
    "speaker": "id, name or words of whoever is credited",
    "publisher": "part of the publisher's name",
    "document": "id of a document, or its beginning",
    "since": "from this day on, as 2017-01-23",
    "until": "up to this day, itself included",
    "text": "words in the sentence, content or title",
    "reason": "part of the reason",
    "confidence": "at least this confidence, 0 to 1",
    "origins": "at least this many independent origins",
    "single": "resting on one origin alone",
    "contradicted": "with a contradiction",
    "reviewed": "decided on by a person",
}
_TYPE = "list_contains(string_split(upper(replace(?, ' ', '')), ','), upper(type))"
_KIND = _TYPE.replace("upper(type)", "upper(kind)")
_PUBLISHER = "publisher ILIKE '%' || ? || '%'"
_DOCUMENT = "starts_with(document, ?)"
_CONFIDENCE = "confidence >= ?"
_REVIEWED = "decision IS NOT NULL"


def _party(side: str) -> str:
    return (
        f"(list_contains({side}_ids, ?) OR list_contains(list_transform({side}_names, lambda x: lower(x)), lower(?)) "
        f"OR array_to_string({side}s, ' | ') ILIKE '%' || ? || '%')"
    )


_AGAINST = "SELECT a FROM contradictions UNION SELECT b FROM contradictions"
_EVENT_DAY = "coalesce(date_first, published)"
_COMMON = {"publisher": _PUBLISHER, "document": _DOCUMENT, "confidence": _CONFIDENCE, "reviewed": _REVIEWED}

KINDS: dict[str, Shown] = {
    "documents": Shown(
        "documents_v",
        ("id", "published", "publisher", "title", "language", "complete", "events", "attributions"),
        "number",
        {
            "publisher": _PUBLISHER,
            "document": "starts_with(id, ?)",
            "since": "published >= ?",
            "until": "published <= ?",
            "text": "title ILIKE '%' || ? || '%'",
        },
    ),
    "events": Shown(
        "events_v",
        (
            "id",
            "date_first",
            "type",
            "status",
            "actors",
            "trigger",
            "recipients",
            "place",
            "said_by",
            "publisher",
        ),
        f"{_EVENT_DAY} NULLS LAST, published NULLS LAST, document, number",
        _COMMON
        | {
            "type": _TYPE,
            "status": "status = ?",
            "mode": "list_contains(mode, ?)",
            "actor": _party("actor"),
            "recipient": _party("recipient"),
            "speaker": "said_by ILIKE '%' || ? || '%'",
            "since": f"{_EVENT_DAY} >= ?",
            "until": f"{_EVENT_DAY} <= ?",
            "text": "sentence ILIKE '%' || ? || '%'",
            "contradicted": f"id IN ({_AGAINST})",
        },
        EVENT_TYPES,
    ),
    "attributions": Shown(
        "attributions_v",
        ("id", "published", "source", "source_name", "cue", "content", "stance", "publisher"),
        "published NULLS LAST, document, number",
        _COMMON
        | {
            "type": _KIND,
            "speaker": "(source_actor = ? OR lower(source_name) = lower(?) OR source ILIKE '%' || ? || '%')",
            "since": "published >= ?",
            "until": "published <= ?",
            "text": "content ILIKE '%' || ? || '%'",
            # A claim is contradicted, or rests on one origin, if an act that is told in it does.
            "contradicted": f"id IN ({_AGAINST}) OR (document, id) IN "
            f"(SELECT document, attribution FROM events_v WHERE id IN ({_AGAINST}))",
            "origins": "(document, id) IN (SELECT e.document, e.attribution FROM events_v AS e "
            "JOIN incidents_v AS i ON i.id = e.incident WHERE i.origins >= ?)",
            "single": "(document, id) IN (SELECT e.document, e.attribution FROM events_v AS e "
            "LEFT JOIN incidents_v AS i ON i.id = e.incident WHERE coalesce(i.origins, 1) = 1)",
        },
        get_args(AttributionKind),
    ),
    "actors": Shown(
        "actors_v",
        ("id", "name", "country", "sectors", "mentions", "documents", "acts", "receives", "says"),
        "mentions DESC, id",
        {"actor": "(id = ? OR name ILIKE '%' || ? || '%')"},
    ),
    "places": Shown(
        "places_v",
        ("name", "country", "lat", "lon", "precision", "mentions", "documents"),
        "mentions DESC, name",
        {"text": "name ILIKE '%' || ? || '%'"},
    ),
    "ties": Shown(
        "ties_v",
        ("id", "published", "a", "type", "b", "words", "publisher"),
        "published NULLS LAST, document, number",
        _COMMON
        | {
            "type": _TYPE,
            "actor": "(a_id = ? OR lower(a_name) = lower(?) OR a ILIKE '%' || ? || '%' "
            "OR b_id = ? OR lower(b_name) = lower(?) OR b ILIKE '%' || ? || '%')",
            "speaker": "said_by ILIKE '%' || ? || '%'",
            "since": "published >= ?",
            "until": "published <= ?",
        },
        TIE_TYPES,
    ),
    "positions": Shown(
        "positions_v",
        ("id", "published", "holder", "stance", "issue", "publisher"),
        "published NULLS LAST, document, number",
        _COMMON
        | {
            "actor": "(holder_id = ? OR lower(holder_name) = lower(?) OR holder ILIKE '%' || ? || '%')",
            "since": "published >= ?",
            "until": "published <= ?",
        },
    ),
    "incidents": Shown(
        "incidents_v",
        (
            "id",
            "first",
            "last",
            "type",
            "actors",
            "trigger",
            "recipients",
            "documents",
            "origins",
            "differences",
            "contradicted",
        ),
        "first NULLS LAST, id",
        {
            "type": _TYPE,
            "since": "coalesce(last, first) >= ?",
            "until": "first <= ?",
            "origins": "origins >= ?",
            "single": "origins = 1",
            "contradicted": "contradicted",
            "confidence": _CONFIDENCE,
            "reviewed": _REVIEWED,
            "publisher": "id IN (SELECT incident FROM incident_documents JOIN documents AS d ON d.id = document "
            "WHERE d.publisher ILIKE '%' || ? || '%')",
            "actor": "id IN (SELECT i.incident FROM incident_events AS i JOIN events_v AS e ON e.id = i.event WHERE "
            + _party("actor")
            + ")",
            "speaker": "id IN (SELECT e.incident FROM events_v AS e LEFT JOIN attributions_v AS a "
            "ON a.document = e.document AND a.id = e.attribution WHERE a.source_actor = ? "
            "OR lower(a.source_name) = lower(?) OR a.source ILIKE '%' || ? || '%' OR e.said_by ILIKE '%' || ? || '%')",
        },
        EVENT_TYPES,
    ),
    "contradictions": Shown(
        "contradictions_v",
        ("id", "kind", "reason", "a_sentence", "a_publisher", "b_sentence", "b_publisher"),
        "confidence DESC, id",
        {
            "type": _KIND,
            "confidence": _CONFIDENCE,
            "reviewed": _REVIEWED,
            "publisher": "(a_publisher ILIKE '%' || ? || '%' OR b_publisher ILIKE '%' || ? || '%')",
        },
        get_args(get_type_hints(Contradiction)["kind"]),
    ),
    "refused": Shown(
        "refused", ("file", "reason", "cure", "bytes"), "file", {"reason": "reason ILIKE '%' || ? || '%'"}
    ),
    "uncoded": Shown(
        "uncoded_v",
        ("reason", "words", "title", "document"),
        "document, number",
        {
            "publisher": _PUBLISHER,
            "document": _DOCUMENT,
            "reason": "reason ILIKE '%' || ? || '%'",
            "text": "words ILIKE '%' || ? || '%'",
        },
    ),
    "reviews": Shown(
        "reviews",
        ("number", "line", "kind", "decision", "by", "at", "note"),
        "number",
        {"document": _DOCUMENT, "type": _KIND},
    ),
    "duplicates": Shown(
        "duplicates",
        ("copies", "document", "original", "similarity"),
        "copies, original DESC, document",
        {"document": "(starts_with(document, ?) OR starts_with(copies, ?))"},
    ),
}


def query(kind: str, filters: Mapping[str, object], limit: int | None = None) -> tuple[str, list[object]]:
    """The SQL that shows `kind`, and its values. Raises UsageError for a kind or filter that there is not."""
    shown = KINDS.get(kind)
    if shown is None:
        raise UsageError(f"{kind!r} is nothing that can be shown; there are {', '.join(KINDS)}")
    conditions: list[str] = []
    values: list[object] = []
    for name, value in filters.items():
        if value is None or value is False:
            continue
        condition = shown.filters.get(name)
        if condition is None:
            raise UsageError(
                f"--{name} does not go with {kind}; {kind} can be narrowed down by "
                + ", ".join(f"--{each}" for each in FILTERS if each in shown.filters)
            )
        if name in ("since", "until"):
            value = _day(name, value)
        if name == "status" and value not in STATUSES:
            raise UsageError(f"--status {value}: is no status; there are {', '.join(STATUSES)}")
        conditions.append(f"({condition})")
        values += [value] * condition.count("?")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    end = "" if limit is None else f" LIMIT {int(limit)}"
    return f"SELECT * FROM {shown.source}{where} ORDER BY {shown.order}{end}", values


def show(
    store: Store, kind: str, filters: Mapping[str, object] | None = None, limit: int | None = None
) -> list[Row]:
    """The lines of a kind that the filters leave, each as column -> value."""
    return store.rows(*query(kind, filters or {}, limit))


def count(store: Store, kind: str, filters: Mapping[str, object] | None = None) -> int:
    """How many lines `show` would give without a limit."""
    sql, values = query(kind, filters or {})
    return int(store.value(f"SELECT count(*) FROM ({sql})", values))


def unknown_values(store: Store, kind: str, filters: Mapping[str, object]) -> list[str]:
    """A sentence for each type or mode asked for that neither dragoman nor the case has, with those that the case has."""
    shown = KINDS[kind]
    told = []
    if filters.get("type"):
        column = "kind" if shown.filters.get("type") == _KIND else "type"
        have = _values(store, f"SELECT DISTINCT {column} FROM {shown.source} ORDER BY 1")
        known = {each.upper() for each in (*have, *shown.types)}
        wanted = [each.strip() for each in str(filters["type"]).split(",") if each.strip()]
        told += [_unknown("type", each, kind, have) for each in wanted if each.upper() not in known]
    if filters.get("mode"):
        have = _values(store, f"SELECT DISTINCT unnest(mode) FROM {shown.source} ORDER BY 1")
        if filters["mode"] not in have:
            told.append(_unknown("mode", str(filters["mode"]), kind, have))
    return told


def _values(store: Store, sql: str) -> list[str]:
    return [str(value) for row in store.rows(sql) for value in row.values() if value is not None]


def _unknown(what: str, value: str, kind: str, have: list[str]) -> str:
    return f"{value!r} is no {what} of the {kind} of this case; {what}s in it: {', '.join(have) or 'none'}"


def plain(row: Row) -> Row:
    """A row as JSON knows it: days and times as ISO text."""

    def value(thing: Any) -> Any:
        if isinstance(thing, dt.date | dt.datetime):
            return thing.isoformat()
        if isinstance(thing, float):
            return round(thing, 6)
        return thing

    return {name: value(thing) for name, thing in row.items()}


def _day(name: str, value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"--{name} {value}: is no day; write it as 2017-01-23") from None
