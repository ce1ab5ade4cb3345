"""Records to the plain data the page's script reads: short rows for tables, one block a document.

Python counts code points and a browser counts UTF-16 units, so every offset is turned here, once
(`utf16_offsets`); the script slices and never computes.
"""

from __future__ import annotations

import bisect
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dragoman.records import (
    QUAD_CLASSES,
    Attribution,
    CodedDocument,
    DateValue,
    Event,
    Party,
    Review,
    Span,
    Tie,
)
from dragoman.report.data import ReportData

__all__ = ["article_block", "embed", "overview", "utf16_offsets"]

Row = dict[str, Any]

LONGEST_QUOTE = 400
"""Characters of a content shown in a table row; the article shows the whole."""

LONGEST_SENTENCE = 700
"""Characters of a sentence in a table row: what is cut keeps the words that name the act in view."""

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def utf16_offsets(text: str) -> Callable[[int], int]:
    """A function from an offset in code points to the same place in UTF-16 units."""
    # Nearly every text lies in the basic plane, where the two are the same.
    if text.isascii() or not text or max(text) <= "\uffff":
        return int
    wide = [index for index, char in enumerate(text) if char > "\uffff"]
    return lambda offset: offset + bisect.bisect_left(wide, offset)


def embed(data: object) -> str:
    """JSON that may stand inside a `<script>` element whatever strings it holds.

    `<`, `>` and `&` are written as escapes, so no text can close the element or open a comment; a lone
    surrogate, which no UTF-8 file can hold, becomes U+FFFD at equal length.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = _LONE_SURROGATES.sub("\ufffd", text)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def overview(data: ReportData) -> Row:
    """What the tables, the timeline and the filters need; the articles follow in blocks of their own."""
    group_of = {document: n for n, group in enumerate(data.groups) for document in group}
    originals = {group[0] for group in data.groups if group}
    reviews = latest_reviews(data.reviews)
    places = {coded.document.id: index for index, coded in enumerate(data.coded)}
    documents: list[Row] = []
    events: list[Row] = []
    attributions: list[Row] = []
    ties: list[Row] = []
    positions: list[Row] = []
    uncoded: Counter[str] = Counter()
    parties, sentences = _Once(), _Once()
    for index, coded in enumerate(data.coded):
        document = coded.document
        documents.append(
            _lean(
                id=document.id,
                title=document.title,
                publisher=document.publisher,
                author=document.author,
                date=_date(document.published, ""),
                language=document.language,
                url=_web_address(document.url),
                first_published=document.first_published,
                cut=not document.complete,
                read_as=document.read_as,
                file=document.file,
                group=group_of.get(document.id),
                reprint=document.id in group_of and document.id not in originals,
                events=len(coded.events),
                attributions=len(coded.attributions),
                opening=_shorten(document.text.strip(), 90) if not document.title else None,
            )
        )
        events.extend(_event_row(index, coded, event, parties, sentences) for event in coded.events)
        numbers = {each.id: n for n, each in enumerate(coded.attributions, len(attributions))}
        attributions.extend(_attribution_row(index, coded, each, numbers) for each in coded.attributions)
        ties.extend(_tie_row(index, coded, tie) for tie in coded.ties)
        positions.extend(
            _lean(
                id=each.id,
                d=index,
                who=_party(each.actor, document.text),
                issue=each.issue,
                stance=each.stance,
                x=each.span.of(document.text),
                by=each.said_by.of(document.text) if each.said_by else None,
            )
            for each in coded.positions
        )
        uncoded.update(each.reason for each in coded.uncoded)
    return {
        "title": data.title,
        "made": data.made.isoformat(timespec="minutes") if data.made else None,
        "version": data.version,
        "coders": sorted({coded.coder for coded in data.coded}),
        "quads": QUAD_CLASSES,
        "documents": documents,
        "parties": parties.rows,
        "sentences": sentences.rows,
        "events": events,
        "attributions": attributions,
        "ties": ties,
        "positions": positions,
        "actors": _actors(data.coded),
        "incidents": [
            _lean(
                id=each.id,
                t=each.type,
                events=list(each.events),
                documents=len(set(each.documents)),
                origins=each.origins,
                first=_iso(each.first),
                last=_iso(each.last),
                differences=list(each.differences),
                c=round(each.confidence, 2),
                b=each.because,
                o=[_lean(n=name, events=list(events)) for name, events in data.origins.get(each.id, ())],
            )
            for each in data.incidents
        ],
        "profiles": [_profile(profile, data.coded) for profile in data.profiles],
        "predictions": [
            _lean(
                id=each["id"],
                d=places[each["document"]],
                said=each["said"],
                who=each["predictor"],
                kind=each["kind"],
                strength=each["strength"],
                due=each["due"],
                outcome=each["outcome"],
                by=each["marked_by"],
                x=_shorten(each["sentence"], LONGEST_QUOTE),
                event=each["event"],
            )
            for each in data.predictions
            if each["document"] in places
        ],
        "calibration": [dict(each) for each in data.calibration],
        "contradictions": [
            _lean(
                id=each.id,
                kind=each.kind,
                a=each.a,
                b=each.b,
                incident=each.incident,
                reason=each.reason,
                c=round(each.confidence, 2),
            )
            for each in data.contradictions
        ],
        "groups": [list(group) for group in data.groups],
        "refused": [_lean(file=each.file, reason=each.reason, cure=each.cure) for each in data.refused],
        "uncoded": uncoded.most_common(),
        "reviews": {line: _review(review) for line, review in reviews.items()},
    }


def _profile(profile: Mapping[str, Any], coded: Sequence[CodedDocument]) -> Row:
    """A publisher's profile with the sentence around the first place of each loaded term."""
    texts = {each.document.id: each for each in coded}
    terms = []
    for use in profile["terms"]:
        document, (begin, end) = use["example"]
        record = texts.get(document)
        term = Span(begin, end)
        sentence = next((s for s in record.sentences if s.covers(term)), term) if record else None
        shown = _around(record.document.text, sentence, term) if record and sentence else None
        terms.append(
            _lean(
                term=use["term"], neutral=use["neutral"], leaning=use["leaning"], n=use["count"],
                documents=use["documents"], d=document, x=shown[0] if shown else None, xb=shown[1] if shown else None,
            )
        )  # fmt: skip
    return _lean(
        name=profile["publisher"],
        anonymous=profile["anonymous"],
        rests=list(profile["rests_on"]),
        terms=terms,
        pictures=list(profile["pictures"]),
    )


def article_block(coded: CodedDocument) -> Row:
    """One article's text with all that is marked in it; read by the page only when the article is opened."""
    document = coded.document
    at = utf16_offsets(document.text)

    def places(spans: Iterable[Span]) -> list[list[int]]:
        return [[at(span.begin), at(span.end)] for span in spans]

    def one(span: Span | None) -> list[int] | None:
        return [at(span.begin), at(span.end)] if span else None

    return _lean(
        text=document.text,
        coder=coded.coder,
        encoding=document.encoding,
        notes=list(document.notes),
        title_span=one(document.title_span),
        furniture=[[*one_span, each.kind] for each in document.furniture for one_span in places([each.span])],
        repeated=[[*places([first])[0], *places([again])[0]] for first, again in document.repeated],
        events=[
            _lean(
                id=event.id,
                trigger=one(event.trigger),
                evidence=one(event.evidence),
                actors=places(party.span for party in event.actors),
                recipients=places(party.span for party in event.recipients),
                date=one(event.date.span if event.date else None),
                place=one(event.place.span if event.place else None),
                said_by=one(event.said_by),
                where=_where(event, document.text),
                contexts=list(event.contexts),
                notes=list(event.notes),
                because=event.because or None,
            )
            for event in coded.events
        ],
        attributions=[
            _lean(
                id=each.id,
                source=places(each.source),
                cue=places(each.cue),
                content=places(each.content),
                addressee=one(each.addressee),
                because=each.because or None,
            )
            for each in coded.attributions
        ],
        ties=[
            _lean(id=tie.id, span=one(tie.span), a=one(tie.a.span), b=one(tie.b.span)) for tie in coded.ties
        ],
        mentions=[
            [at(each.span.begin), at(each.span.end), each.type, _mention_note(each)]
            for each in coded.mentions
        ],
        uncoded=[[at(each.span.begin), at(each.span.end), each.reason] for each in coded.uncoded],
    )


def _where(event: Event, text: str) -> Row | None:
    place = event.place
    if place is None:
        return None
    return _lean(
        words=place.span.of(text),
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        precision=place.precision,
    )


def latest_reviews(reviews: Iterable[Review]) -> Mapping[str, Review]:
    """Line id -> the decision that holds: the latest."""
    latest: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda each: each.at.timestamp()):
        latest[review.id] = review
    return latest


class _Once:
    """Rows that recur (the same words for the same actor, the same sentence) written once and then by number."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._numbers: dict[object, int] = {}

    def number(self, key: object, row: Any) -> int:
        """The number of `row`; equal keys share one."""
        number = self._numbers.setdefault(key, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number

    def party(self, party: Party, text: str) -> int:
        """The number of a party as the tables show it."""
        return self.number((party.span.of(text), party.actor, party.name), _party(party, text))


def _event_row(document: int, coded: CodedDocument, event: Event, parties: _Once, sentences: _Once) -> Row:
    text = coded.document.text
    sentence, marked = _around(text, event.evidence, event.trigger)
    place = event.place
    return _lean(
        id=event.id,
        d=document,
        t=event.type,
        m=list(event.mode),
        s=event.status,
        a=[parties.party(party, text) for party in event.actors],
        r=[parties.party(party, text) for party in event.recipients],
        when=_date(event.date, text),
        where=(place.name or place.span.of(text)) if place else None,
        by=event.said_by.of(text) if event.said_by else None,
        at=event.attribution,
        dead=event.dead,
        injured=event.injured,
        size=event.size,
        n=event.numbers_note,
        c=round(event.confidence, 2),
        x=sentences.number((document, sentence), sentence),
        xb=marked,
    )


def _attribution_row(
    document: int, coded: CodedDocument, each: Attribution, numbers: Mapping[str, int]
) -> Row:
    text = coded.document.text
    return _lean(
        id=each.id,
        d=document,
        src=_joined(each.source, text),
        name=each.source_name,
        actor=each.source_actor,
        sk=each.source_kind,
        cue=_joined(each.cue, text),
        k=each.kind,
        stance=each.stance,
        x=_shorten(_joined(each.content, text) or "", LONGEST_QUOTE),
        to=each.addressee.of(text) if each.addressee else None,
        # Row number of the hand that passes this one on; ids are unique inside a document only.
        next=numbers.get(each.carried_by) if each.carried_by else None,
        c=round(each.confidence, 2),
    )


def _tie_row(document: int, coded: CodedDocument, tie: Tie) -> Row:
    text = coded.document.text
    sentence = next((each for each in coded.sentences if each.covers(tie.span)), tie.span)
    words, marked = _around(text, sentence, tie.span)
    return _lean(
        id=tie.id,
        d=document,
        t=tie.type,
        a=_party(tie.a, text),
        z=_party(tie.b, text),
        by=tie.said_by.of(text) if tie.said_by else None,
        c=round(tie.confidence, 2),
        b=tie.because,
        x=words,
        xb=marked,
    )


def _around(text: str, evidence: Span, trigger: Span) -> tuple[str, list[int] | None]:
    """The evidence as shown in a row, cut around the trigger if long, and where the trigger stands in it."""
    begin, end = evidence
    if not evidence.covers(trigger):
        return _shorten(evidence.of(text), LONGEST_SENTENCE), None
    before, after = "", ""
    if end - begin > LONGEST_SENTENCE:
        if trigger.begin - begin > LONGEST_SENTENCE // 2:
            begin, before = trigger.begin - LONGEST_SENTENCE // 2, "… "
        if end - begin > LONGEST_SENTENCE:
            end, after = max(begin + LONGEST_SENTENCE, trigger.end), " …"
    shown = before + text[begin:end] + after
    at = utf16_offsets(shown)
    shift = len(before) - begin
    return shown, [at(trigger.begin + shift), at(trigger.end + shift)]


def _party(party: Party, text: str) -> Row:
    return _lean(w=party.span.of(text), id=party.actor, n=party.name)


def _date(value: DateValue | None, text: str) -> Row | None:
    if value is None:
        return None
    return _lean(
        first=_iso(value.first),
        last=_iso(value.last),
        p=value.precision,
        md=value.month_day,
        time=value.time,
        words=value.span.of(text) if value.span and text else None,
        note=value.note,
    )


def _actors(coded: Sequence[CodedDocument]) -> Row:
    """Actor id -> name, country and the words the texts use for them, the commonest first."""
    names: dict[str, str] = {}
    countries: dict[str, str] = {}
    words: dict[str, Counter[str]] = {}

    def note(actor: str | None, name: str | None, country: str | None, span: Span, text: str) -> None:
        if actor is None:
            return
        names.setdefault(actor, name or actor)
        if country:
            countries.setdefault(actor, country)
        words.setdefault(actor, Counter())[_bare(span.of(text))] += 1

    for each in coded:
        text = each.document.text
        for mention in each.mentions:
            note(mention.actor, mention.name, mention.country, mention.span, text)
        for event in each.events:
            for party in (*event.actors, *event.recipients):
                note(party.actor, party.name, party.country, party.span, text)
        for tie in each.ties:
            for party in (tie.a, tie.b):
                note(party.actor, party.name, party.country, party.span, text)
        for attribution in each.attributions:
            for span in attribution.source[:1]:
                note(attribution.source_actor, attribution.source_name, None, span, text)
    return {
        actor: _lean(
            n=names[actor],
            k=countries.get(actor),
            words=[[word, count] for word, count in words[actor].most_common(12)],
        )
        for actor in names
    }


def _bare(words: str) -> str:
    """Words on one line and without an opening article: "the Kremlin" and "Kremlin" are one way to call it."""
    return re.sub(r"^(?:the|an?)\s+", "", " ".join(words.split()), flags=re.IGNORECASE)


def _mention_note(mention: Any) -> str | None:
    parts = [mention.name]
    if mention.lat is not None and mention.lon is not None:
        parts.append(f"{mention.lat:.2f}, {mention.lon:.2f}")
    elif not mention.name:
        parts.append(mention.country)
    if mention.date is not None:
        parts.append(_day_words(mention.date))
    parts.append(mention.because)
    return "; ".join(part for part in parts if part) or None


def _day_words(value: DateValue) -> str | None:
    if value.first and value.last and value.first != value.last:
        return f"{value.first} to {value.last}"
    return _iso(value.first) or value.month_day


def _review(review: Review) -> Row:
    return _lean(
        decision=review.decision,
        by=review.by,
        at=review.at.isoformat(timespec="minutes"),
        note=review.note,
        changes={name: _plain(value) for name, value in review.changes.items()},
    )


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _web_address(url: str | None) -> str | None:
    """Only an address of the web becomes a link; `javascript:` and its like never do."""
    return url if url and re.match(r"https?://[^\s]+$", url, re.IGNORECASE) else None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _joined(spans: Sequence[Span], text: str) -> str | None:
    return " … ".join(span.of(text) for span in spans) or None


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 2].rstrip() + " …"


def _lean(**fields: Any) -> Row:
    """Only what is known: None, False and empty lists are left out, as 16,000 rows would repeat them. Zero stays."""
    return {
        name: value
        for name, value in fields.items()
        if value is not None and value is not False and value != [] and value != {}
    }
