"""A coded document to the little that linking keeps of it, so that memory stays small over many documents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import Attribution, CodedDocument, Event, Party, Span

__all__ = ["Claim", "Report", "claims", "content_words", "hands", "reports"]

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
_STOP = frozenset(
    [
        "about",
        "after",
        "again",
        "against",
        "all",
        "also",
        "although",
        "among",
        "and",
        "another",
        "any",
        "are",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "can",
        "could",
        "did",
        "does",
        "during",
        "each",
        "even",
        "ever",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "into",
        "its",
        "itself",
        "just",
        "least",
        "less",
        "like",
        "made",
        "make",
        "many",
        "may",
        "might",
        "more",
        "most",
        "much",
        "must",
        "near",
        "nor",
        "not",
        "now",
        "off",
        "once",
        "one",
        "only",
        "other",
        "our",
        "out",
        "over",
        "own",
        "per",
        "said",
        "same",
        "say",
        "says",
        "she",
        "should",
        "since",
        "some",
        "still",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "too",
        "under",
        "until",
        "upon",
        "very",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yet",
        "you",
        "your",
        "told",
        "according",
        "added",
        "reported",
        "reports",
        "report",
        "say",
        "saying",
        "people",
        "man",
        "men",
        "woman",
        "new",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "last",
        "week",
        "month",
        "year",
        "day",
    ]
)
_SITES = frozenset(
    [
        "airbase",
        "airfield",
        "airport",
        "apartment",
        "bakery",
        "bank",
        "bank",
        "barracks",
        "base",
        "bridge",
        "bus",
        "cafe",
        "camp",
        "cemetery",
        "checkpoint",
        "church",
        "clinic",
        "college",
        "consulate",
        "convoy",
        "courthouse",
        "crossing",
        "dam",
        "depot",
        "dock",
        "embassy",
        "factory",
        "farm",
        "funeral",
        "garage",
        "gate",
        "granary",
        "headquarters",
        "hospital",
        "hotel",
        "house",
        "kindergarten",
        "library",
        "market",
        "mill",
        "mine",
        "monastery",
        "mosque",
        "museum",
        "office",
        "orphanage",
        "palace",
        "patrol",
        "pipeline",
        "plant",
        "port",
        "post",
        "prison",
        "refinery",
        "restaurant",
        "river",
        "road",
        "school",
        "ship",
        "shop",
        "shrine",
        "square",
        "stadium",
        "station",
        "storehouse",
        "store",
        "synagogue",
        "tanker",
        "temple",
        "theatre",
        "train",
        "tunnel",
        "university",
        "village",
        "warehouse",
        "wedding",
        "well",
    ]
)
_AGENCY = re.compile(
    r"\((Reuters|AP|AFP|Associated Press|Agence France-Presse|UPI|DPA|Xinhua|TASS|Interfax|SANA|IRNA|Anadolu|ANSA|EFE|PTI)\)\s*[-–—]"
)


@dataclass(frozen=True, slots=True)
class Report:
    """One event as linking needs it."""

    event: str
    document: str
    order: tuple[str, int]
    """(publication date or "9", position): reports are listed in this order."""
    type: str
    status: str
    actors: frozenset[str]
    """Ids of actors, else folded head words; "" stands for nobody."""
    actor_ids: frozenset[str]
    recipients: frozenset[str]
    recipient_ids: frozenset[str]
    countries: frozenset[str]
    first: dt.date | None
    last: dt.date | None
    dated: bool
    """True if the text itself dates the act; False where the interval only follows from publication."""
    published: dt.date | None
    place: str | None
    lat: float | None
    lon: float | None
    fine_place: bool
    """True if the place is a town or smaller, so that two far apart cannot be one."""
    dead: int | None
    injured: int | None
    size: int | None
    exact: bool
    """True if the numbers carry no "at least", "nearly" or range."""
    words: frozenset[str]
    """Content words of the evidence, stemmed roughly."""
    sites: frozenset[str]
    """Kinds of building or target the sentence names ("school", "bridge"): two acts of one day are told apart by them."""
    evidence: Span
    sentence: int
    trigger: str
    mode: frozenset[str]
    origin: str | None
    """Folded name of whoever first made the claim, if the text names them; None for the author or nobody named."""
    media: frozenset[str]
    """Folded names of the hands after the origin, and of the publisher it was taken from."""
    publisher: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution as linking needs it."""

    attribution: str
    document: str
    published: dt.date | None
    speaker: str | None
    """Actor id, else folded name; None if nobody is named."""
    kind: str
    stance: str | None
    words: frozenset[str]
    negated: bool
    numbers: tuple[str, ...]
    text: str
    """Content in one line, cut at 400 characters."""
    shingles: frozenset[int]
    """Hashes of five words in a row of what stands in quotation marks."""
    span: Span


def fold(name: str) -> str:
    """A name for comparing: lower case, letters and digits only, without "the"."""
    folded = re.sub(r"[^\w]+", " ", name.casefold()).strip()
    return folded.removeprefix("the ")


def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, roughly stemmed, for comparing wordings."""
    found = set()
    for match in _WORD.finditer(text.lower()):
        word = match.group()
        if word in _STOP:
            continue
        found.add(_stem(word))
    return frozenset(found)


def hands(coded: CodedDocument, id: str | None) -> list[Attribution]:
    """The attribution `id` and its carriers, origin first."""
    by_id = {a.id: a for a in coded.attributions}
    found: list[Attribution] = []
    at = by_id.get(id) if id else None
    while at is not None and at not in found:
        found.append(at)
        at = by_id.get(at.carried_by) if at.carried_by else None
    return found


def reports(coded: CodedDocument) -> Iterator[Report]:
    """Every event of a document that tells of an act: what is only asked for or possible is no report of one."""
    document = coded.document
    published = document.published.first if document.published else None
    # The year alone does not place an act within days.
    if document.published is not None and document.published.precision not in ("day", "week", "range"):
        published = None
    for n, event in enumerate(coded.events):
        if event.status == "hypothetical":
            continue
        yield _report(coded, event, n, published)


def _report(coded: CodedDocument, event: Event, n: int, published: dt.date | None) -> Report:
    document = coded.document
    text = document.text
    first = event.date.first if event.date else None
    last = event.date.last if event.date else None
    dated = (
        first is not None
        and last is not None
        and event.date is not None
        and event.date.precision in ("day", "week", "range")
    )
    if not dated and first is None and published is not None and event.status in ("asserted", "negated"):
        # News tells of the last days; what is older carries a date.
        first, last = published - dt.timedelta(days=6), published
    actors, actor_ids = _parties(event.actors, text)
    recipients, recipient_ids = _parties(event.recipients, text)
    chain = hands(coded, event.attribution)
    origin, media = _origin(chain, text)
    if document.first_published:
        media.add(fold(document.first_published))
    agency = _AGENCY.search(text[:400])
    if agency:
        media.add(fold(agency.group(1)))
    place = event.place
    name = fold(place.name or place.span.of(text)) if place is not None else None
    sentence = next((i for i, s in enumerate(coded.sentences) if s.begin <= event.trigger.begin < s.end), -1)
    evidence = coded.sentences[sentence] if sentence >= 0 else event.evidence
    return Report(
        event=event.id,
        document=document.id,
        order=(published.isoformat() if published else "9", n),
        type=event.type,
        status=event.status,
        actors=actors,
        actor_ids=actor_ids,
        recipients=recipients,
        recipient_ids=recipient_ids,
        countries=frozenset(p.country for p in (*event.actors, *event.recipients) if p.country),
        first=first,
        last=last or first,
        dated=dated,
        published=published,
        place=name,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        fine_place=place is not None and place.precision in (None, "site", "town"),
        dead=event.dead,
        injured=event.injured,
        size=event.size,
        exact=event.numbers_note is None,
        words=content_words(evidence.of(text)),
        sites=_sites(evidence.of(text)),
        evidence=evidence,
        sentence=sentence,
        trigger=_stem(event.trigger.of(text).lower()),
        mode=frozenset(event.mode),
        origin=origin,
        media=frozenset(media),
        publisher=fold(document.publisher) if document.publisher else None,
        confidence=event.confidence,
    )


def claims(coded: CodedDocument) -> Iterator[Claim]:
    """Every attribution of a document, short."""
    text = coded.document.text
    published = coded.document.published.first if coded.document.published else None
    for a in coded.attributions:
        if not a.content or not a.cue:
            continue
        content = " ".join(" ".join(s.of(text).split()) for s in a.content)
        quoted = content if a.kind == "direct" else ""
        speaker = a.source_actor or (
            fold(a.source_name) if a.source_name and a.source_kind == "named" else None
        )
        yield Claim(
            attribution=a.id,
            document=coded.document.id,
            published=published,
            speaker=speaker,
            kind=a.kind,
            stance=a.stance,
            words=content_words(content),
            negated=a.stance == "deny"
            or bool(re.search(r"\b(?:not|no|never|nor|neither|cannot)\b|n['’]t\b", content.lower())),
            numbers=tuple(sorted(re.findall(r"\d[\d,.]*", content))),
            text=content[:400],
            shingles=shingles(quoted),
            span=a.content[0],
        )


def shingles(text: str, size: int = 5) -> frozenset[int]:
    """Hashes of every `size` words in a row, marks and letter case left off."""
    words = re.findall(r"[^\W_]+", text.lower())
    return frozenset(_hash(" ".join(words[i : i + size])) for i in range(len(words) - size + 1))


def _hash(text: str) -> int:
    # Python's own hash of a string changes from run to run; ids and groups must not.
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def _origin(chain: Sequence[Attribution], text: str) -> tuple[str | None, set[str]]:
    named: list[str | None] = []
    for link in chain:
        if link.source_actor:
            named.append(link.source_actor)
        elif link.source_name:
            named.append(fold(link.source_name))
        elif link.source_kind == "document" and link.source:
            named.append(None)
        else:
            named.append(None)
    origin = named[0] if named else None
    return origin, {name for name in named[1:] if name}


def _parties(parties: Sequence[Party], text: str) -> tuple[frozenset[str], frozenset[str]]:
    keys, ids = set(), set()
    for party in parties:
        if party.actor:
            ids.add(party.actor)
            keys.add(party.actor)
        words = [
            w for w in re.findall(r"[^\W\d_]+", party.span.of(text).lower()) if len(w) > 2 and w not in _STOP
        ]
        keys.update(_stem(w) for w in words)
    return frozenset(keys), frozenset(ids)


def _sites(sentence: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", sentence.lower())
    return frozenset(w for word in words for w in (word, word.removesuffix("s")) if w in _SITES)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "edly", "ies", "ers", "ed", "es", "er", "s", "ly", "al"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
