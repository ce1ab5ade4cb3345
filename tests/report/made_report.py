"""A small case made by hand, with everything in it that could break a page: markup, emoji, quotes, unknowns."""

from __future__ import annotations

import datetime as dt

from dragoman.records import (
    Attribution,
    CodedDocument,
    Contradiction,
    DateValue,
    Document,
    Event,
    EventType,
    Furniture,
    Incident,
    Mention,
    Party,
    Place,
    Refused,
    Review,
    Span,
    Status,
    Tie,
    Uncoded,
    content_id,
    event_id,
)
from dragoman.report import ReportData

HOSTILE = '</script><script>document.title="taken"</script><img src=x onerror="document.title=1"><!-- & "'


def find(text: str, words: str, start: int = 0) -> Span:
    """Where `words` stand in `text`."""
    begin = text.index(words, start)
    return Span(begin, begin + len(words))


def event(
    text: str,
    type_: EventType,
    trigger: str,
    *,
    actor: Party | None,
    recipient: Party | None = None,
    status: Status = "asserted",
    sentence: str,
    when: DateValue | None = None,
    dead: int | None = None,
    attribution: str | None = None,
    said_by: str | None = None,
    place: Place | None = None,
) -> Event:
    """An event at the first `trigger` of `sentence`."""
    evidence = find(text, sentence)
    span = find(text, trigger, evidence.begin)
    return Event(
        event_id(content_id(text, None), type_, span),
        type_,
        span,
        evidence,
        status=status,
        actors=(actor,) if actor else (),
        recipients=(recipient,) if recipient else (),
        date=when,
        place=place,
        said_by=find(text, said_by, evidence.begin) if said_by else None,
        dead=dead,
        numbers_note="at least" if dead else None,
        attribution=attribution,
        confidence=0.93,
        because=f"verb {trigger}",
    )


SHELLING = "Valdian guns shelled the harbour of Lomar on Tuesday and killed at least 14 people, a monitor said, the Wire reported."
DENIAL = "Valdia denied that it had fired on the town."
FIRST = f"Harbour burns\n\nBy A. Writer\n\nA 😀 came first. {SHELLING} {DENIAL}\n\n{HOSTILE}"

TALKS = "Ana Teremin of Valdia may meet Joris Bant next week."
SECOND = f"Talks are near. {TALKS} Soldiers of Valdia shelled Lomar on Tuesday, killing 22 people."


def two_articles() -> tuple[CodedDocument, ...]:
    """Two documents: one with an emoji before every span and hostile markup, one plain."""
    tuesday = dt.date(1995, 9, 5)
    first = Document(
        content_id(FIRST, None),
        FIRST,
        title=f"Harbour burns {HOSTILE}",
        author="A. Writer",
        publisher="Harbour <b>Gazette</b>",
        published=DateValue(dt.date(1995, 9, 6), dt.date(1995, 9, 6)),
        language="en",
        url="javascript:alert(1)",
        first_published="First Paper",
        furniture=(Furniture(find(FIRST, "By A. Writer"), "byline"),),
        title_span=find(FIRST, "Harbour burns"),
        file="saved/one.html",
    )
    monitor = Attribution(
        "a1",
        (find(FIRST, "a monitor"),),
        (find(FIRST, "said"),),
        (Span(find(FIRST, SHELLING).begin, find(FIRST, ", a monitor").begin),),
        source_kind="anonymous",
        stance="say",
        carried_by="a2",
        confidence=0.9,
    )
    wire = Attribution(
        "a2",
        (find(FIRST, "the Wire"),),
        (find(FIRST, "reported"),),
        monitor.content,
        source_actor="northern-wire",
        source_name="Northern Wire",
        confidence=0.8,
    )
    shelled = event(
        FIRST,
        "ASSAULT",
        "shelled",
        actor=Party(find(FIRST, "Valdian guns"), "valdia-army", "Valdian Army", "VLD"),
        recipient=Party(find(FIRST, "people")),
        sentence=SHELLING,
        when=DateValue(tuesday, tuesday, span=find(FIRST, "Tuesday")),
        place=Place(find(FIRST, "Lomar"), "Lomar", 44.1, 18.2, 1, "VLD", "town"),
        dead=14,
        attribution="a1",
        said_by="a monitor",
    )
    denied = event(
        FIRST,
        "ASSAULT",
        "fired",
        actor=Party(Span(find(FIRST, "it had").begin, find(FIRST, " had fired").begin), "valdia", "Valdia"),
        status="negated",
        sentence=DENIAL,
    )  # fmt: skip
    second = Document(
        content_id(SECOND, None),
        SECOND,
        publisher="Morra Today",
        published=DateValue(dt.date(1995, 9, 7), dt.date(1995, 9, 7)),
        language="en",
        complete=False,
        url="https://morra.example/talks",
        file="saved/two.txt",
    )
    meet = event(
        SECOND,
        "CONSULT",
        "meet",
        actor=Party(find(SECOND, "Ana Teremin"), "ana-teremin", "Ana Teremin"),
        recipient=Party(find(SECOND, "Joris Bant"), "joris-bant", "Joris Bant"),
        status="hypothetical",
        sentence=TALKS,
    )
    again = event(
        SECOND,
        "ASSAULT",
        "shelled",
        actor=Party(find(SECOND, "Soldiers of Valdia"), "valdia-army", "Valdian Army", "VLD"),
        sentence="Soldiers of Valdia shelled Lomar on Tuesday, killing 22 people.",
        when=DateValue(tuesday, tuesday),
        dead=22,
    )
    leads = Tie(
        "t1",
        "leads",
        Party(find(SECOND, "Ana Teremin"), "ana-teremin", "Ana Teremin"),
        Party(find(SECOND, "Valdia"), "valdia", "Valdia"),
        find(SECOND, "Ana Teremin of Valdia"),
        confidence=0.7,
    )
    return (
        CodedDocument(
            first,
            "dragoman 0.1.0 (en 1)",
            sentences=(find(FIRST, SHELLING), find(FIRST, DENIAL)),
            mentions=(
                Mention(find(FIRST, "Valdian guns"), "MilitaryPlatform", actor="valdia-army", name="Valdian Army"),
                Mention(find(FIRST, "Lomar"), "Location", lat=44.1, lon=18.2, because="only town of the name"),
            ),
            events=(shelled, denied),
            attributions=(monitor, wire),
            uncoded=(Uncoded(find(FIRST, "burns"), "a state, not an act"),),
        ),
        CodedDocument(
            second,
            "dragoman 0.1.0 (en 1)",
            sentences=(find(SECOND, TALKS),),
            events=(meet, again),
            ties=(leads,),
        ),
    )  # fmt: skip


def made_report() -> ReportData:
    """The two articles with an incident, a contradiction, a decision of a person and a refused file."""
    coded = two_articles()
    shelled, denied = coded[0].events
    _, again = coded[1].events
    day = dt.date(1995, 9, 5)
    return ReportData(
        title=f"Harbour {HOSTILE}",
        coded=coded,
        refused=(Refused("bad<i>.pdf", "encrypted", "save it without a password"),),
        incidents=(
            Incident(
                "i1",
                "ASSAULT",
                (shelled.id, again.id),
                tuple(each.document.id for each in coded),
                2,
                day,
                day,
                ("dead: 14 or 22",),
                0.9,
                "same act, place and day",
            ),
        ),
        contradictions=(
            Contradiction("c1", "numbers", shelled.id, again.id, "i1", "14 dead or 22 dead", 0.9),
        ),
        reviews=(
            Review(denied.id, "reject", "M. Analyst", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
            Review(denied.id, "accept", "M. Analyst", dt.datetime(2026, 1, 2, tzinfo=dt.UTC), "read twice"),
        ),
        made=dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC),
        version="dragoman 0.1.0",
    )
