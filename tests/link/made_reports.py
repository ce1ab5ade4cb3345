"""Coded documents in one line each, for the tests of linking."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dragoman.records import (
    Attribution,
    CodedDocument,
    DateValue,
    Document,
    Event,
    Party,
    Place,
    Span,
    content_id,
    event_id,
)


def report(
    text: str,
    trigger: str,
    type_: Any = "ASSAULT",
    *,
    actors: tuple[tuple[str, str | None], ...] = (),
    recipients: tuple[tuple[str, str | None], ...] = (),
    published: str | None = "2020-05-06",
    date: str | None = None,
    place: tuple[str, float, float] | None = None,
    publisher: str | None = "Herald",
    origin: str | None = None,
    carrier: str | None = None,
    **fields: Any,
) -> CodedDocument:
    """A document of one sentence with one event; `origin` made the claim, `carrier` handed it on."""
    day = dt.date.fromisoformat(published) if published else None
    document = Document(
        content_id(text, publisher),
        text,
        publisher=publisher,
        published=DateValue(day, day) if day else None,
    )
    attributions: tuple[Attribution, ...] = ()
    if origin:
        whole = (Span(0, len(text)),)
        first = Attribution(
            "a1" + document.id, source_name=origin, source_kind="named", cue=(Span(0, 1),), content=whole,
            carried_by="a2" + document.id if carrier else None,
        )  # fmt: skip
        attributions = (first,)
        if carrier:
            attributions = (
                first,
                Attribution("a2" + document.id, source_name=carrier, source_kind="named", content=whole),
            )
    span = _span(text, trigger)
    when = dt.date.fromisoformat(date) if date else None
    event = Event(
        event_id(document.id, type_, span),
        type_,
        span,
        Span(0, len(text)),
        actors=tuple(Party(_span(text, phrase), id_, id_) for phrase, id_ in actors),
        recipients=tuple(Party(_span(text, phrase), id_, id_) for phrase, id_ in recipients),
        date=DateValue(when, when) if when else None,
        place=Place(_span(text, place[0]), place[0], place[1], place[2], precision="town") if place else None,
        attribution=attributions[0].id if attributions else None,
        **fields,
    )
    return CodedDocument(document, "made", (Span(0, len(text)),), events=(event,), attributions=attributions)


def saying(
    text: str, content: str, speaker: str, published: str, *, kind: Any = "indirect", stance: str = "say"
) -> CodedDocument:
    """A document of one sentence with one attribution."""
    day = dt.date.fromisoformat(published)
    document = Document(content_id(text, published), text, published=DateValue(day, day), publisher="Herald")
    attribution = Attribution(
        "a" + document.id,
        source=(Span(0, 1),),
        cue=(Span(0, 1),),
        content=(_span(text, content),),
        kind=kind,
        source_name=speaker,
        source_kind="named",
        stance=stance,
    )
    return CodedDocument(document, "made", (Span(0, len(text)),), attributions=(attribution,))


def _span(text: str, phrase: str) -> Span:
    at = text.index(phrase)
    return Span(at, at + len(phrase))
