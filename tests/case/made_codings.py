"""Made-up documents and codings: everything that a case can hold, at random and by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from dragoman.records import (
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
    content_id,
    event_id,
)

TEXT = 'Turkish jets bombed Marsa on Tuesday, a monitor said. "We did not," the ministry answered.'
"""Written for the tests."""


def at(words: str, text: str = TEXT) -> Span:
    begin = text.index(words)
    return Span(begin, begin + len(words))


def document(text: str = TEXT, **fields: Any) -> Document:
    return Document(id=content_id(text, fields.get("title")), text=text, **fields)


def coded(coder: str = "dragoman 1 (en 1)", of: Document | None = None, **fields: Any) -> CodedDocument:
    """One bombing, said by a monitor and denied by a ministry."""
    doc = of or document(title="Marsa", publisher="The Wire", published=DateValue(dt.date(2017, 1, 18)))
    bombing = Event(
        id=event_id(doc.id, "ASSAULT", at("bombed")),
        type="ASSAULT",
        trigger=at("bombed"),
        evidence=at("Turkish jets bombed Marsa on Tuesday, a monitor said."),
        mode=("aerial",),
        actors=(Party(at("Turkish jets"), "tur-air-force", "Turkish Air Force", "TUR", ("MIL",)),),
        recipients=(Party(at("Marsa")),),
        date=DateValue(dt.date(2017, 1, 17), dt.date(2017, 1, 17), span=at("Tuesday")),
        place=Place(at("Marsa"), "Marsa", 36.5, 37.25, 42, "SYR", "town"),
        said_by=at("a monitor"),
        attribution="at1" + doc.id,
        confidence=0.75,
        because="verb bomb",
    )
    said = Attribution(
        id="at1" + doc.id,
        source=(at("a monitor"),),
        cue=(at("said"),),
        content=(at("Turkish jets bombed Marsa on Tuesday"),),
        source_kind="anonymous",
        stance="say",
    )
    tie = Tie(
        id="ti1" + doc.id,
        type="opposed_to",
        a=Party(at("Turkish jets"), "tur-air-force", "Turkish Air Force", "TUR", ("MIL",)),
        b=Party(at("the ministry")),
        span=at("Turkish jets"),
    )
    lines: dict[str, Any] = {
        "sentences": (bombing.evidence, at('"We did not," the ministry answered.')),
        "mentions": (
            Mention(
                at("Turkish jets"),
                "MilitaryPlatform",
                0.9,
                "tur-air-force",
                "Turkish Air Force",
                country="TUR",
            ),
            Mention(at("Marsa"), "Location", lat=36.5, lon=37.25, geonames=42, name="Marsa", country="SYR"),
        ),
        "events": (bombing,),
        "attributions": (said,),
        "ties": (tie,),
        "uncoded": (Uncoded(at("answered"), "no object"),),
    }
    return CodedDocument(document=doc, coder=coder, **(lines | fields))


# What DuckDB and Arrow hold is UTF-8, which has no lone surrogates; reading replaces them.
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
words = st.text(st.characters(codec="utf-8"), max_size=8)
maybe = st.none() | words
days = st.dates()
numbers = st.floats(allow_nan=False, allow_infinity=False)
small = st.none() | st.integers(0, 2**31 - 1)
names = st.lists(words, max_size=3).map(tuple)


def spans(text: str) -> st.SearchStrategy[Span]:
    return st.integers(0, len(text) - 1).flatmap(
        lambda begin: st.integers(begin + 1, len(text)).map(lambda end: Span(begin, end))
    )


def dates(text: str) -> st.SearchStrategy[DateValue | None]:
    return st.none() | st.builds(
        DateValue,
        st.none() | days,
        st.none() | days,
        st.sampled_from(["day", "month", "range", "unknown"]),
        st.none() | spans(text),
        maybe,
        maybe,
        maybe,
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(texts)
    span = spans(text)
    title = draw(maybe)
    return Document(
        id=content_id(text, title),
        text=text,
        title=title,
        author=draw(maybe),
        publisher=draw(maybe),
        published=draw(dates(text)),
        language=draw(maybe),
        url=draw(maybe),
        first_published=draw(maybe),
        complete=draw(st.booleans()),
        encoding=draw(maybe),
        file=draw(maybe),
        file_span=draw(st.none() | span),
        part=draw(st.integers(0, 9)),
        furniture=tuple(
            draw(st.lists(st.builds(Furniture, span, st.sampled_from(["caption", "share"])), max_size=3))
        ),
        repeated=tuple(draw(st.lists(st.tuples(span, span), max_size=2))),
        title_span=draw(st.none() | span),
        notes=draw(names),
        repeated_elsewhere=tuple(draw(st.lists(st.tuples(st.integers(0, 9), span, span), max_size=2))),
    )


@st.composite
def codings(draw: st.DrawFn, coder: str = "dragoman 1 (en 1)") -> CodedDocument:
    doc = draw(documents())
    span = spans(doc.text)
    some = st.lists(span, max_size=3).map(tuple)
    party = st.builds(Party, span, maybe, maybe, maybe, names)
    place = st.none() | st.builds(
        Place, span, maybe, st.none() | numbers, st.none() | numbers, small, maybe, maybe
    )
    event = st.builds(
        Event,
        id=st.uuids().map(str),
        type=st.sampled_from(["ASSAULT", "AID"]),
        trigger=span,
        evidence=span,
        mode=names,
        status=st.sampled_from(["asserted", "negated"]),
        actors=st.lists(party, max_size=2).map(tuple),
        recipients=st.lists(party, max_size=2).map(tuple),
        date=dates(doc.text),
        place=place,
        said_by=st.none() | span,
        dead=small,
        injured=small,
        size=small,
        numbers_note=maybe,
        contexts=names,
        attribution=maybe,
        confidence=numbers,
        because=words,
        notes=names,
    )
    attribution = st.builds(
        Attribution,
        id=st.uuids().map(str),
        source=some,
        cue=some,
        content=some,
        addressee=st.none() | span,
        source_actor=maybe,
        source_name=maybe,
        source_kind=st.sampled_from([None, "named"]),
        stance=maybe,
        carried_by=maybe,
        confidence=numbers,
        because=words,
    )
    mention = st.builds(
        Mention, span, st.sampled_from(["Person", "Location"]), numbers, maybe, maybe, names, maybe, names,
        st.none() | numbers, st.none() | numbers, small, maybe, dates(doc.text), maybe,
    )  # fmt: skip
    tie = st.builds(
        Tie, st.uuids().map(str), st.just("backs"), party, party, span, st.none() | span, numbers, words
    )
    position = st.builds(
        Position, st.uuids().map(str), party, words, st.just("for"), span, st.none() | span, numbers, words
    )

    def lines(strategy: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.lists(strategy, max_size=2)))

    return CodedDocument(
        document=doc,
        coder=coder,
        sentences=draw(some),
        mentions=lines(mention),
        events=lines(event),
        attributions=lines(attribution),
        ties=lines(tie),
        positions=lines(position),
        coreference=lines(st.lists(span, min_size=1, max_size=3).map(tuple)),
        quad=draw(st.none() | st.integers(0, 4)),
        role_source=draw(some),
        role_target=draw(some),
        uncoded=lines(st.builds(Uncoded, span, words)),
        contexts=draw(names),
    )
