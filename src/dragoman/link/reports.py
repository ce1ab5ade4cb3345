"""A coded document to the little that linking keeps of it, so that memory stays small over many documents."""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.link.tolls import Toll, tolls
from dragoman.records import Attribution, CodedDocument, Event, Mention, Party, Span

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
    dead_toll: Toll | None = None
    injured_toll: Toll | None = None
    town: str | None = None
    """The one town that the sentence names, beside a place that is a building or a square in it."""
    month_day: str | None = None
    """"--08-28" where the text dates the act without a year and the document has none."""
    voice: str | None = None
    """Folded words of a source without a name ("health ministry"), so that its second figure is seen as an update."""
    sides: frozenset[str] = frozenset()
    """Ids, countries and capitalised words of the actors, those of mentions inside their phrases included."""
    hedge: frozenset[str] = frozenset()
    """What keeps the sentence from contradicting another: "condition", "unsaid", "total", "update"."""


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
    counting: bool = False
    """True if it counts up to now ("since January", "so far"), so that a higher number later is no other claim."""


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
    mentions = sorted(coded.mentions, key=lambda m: m.span)
    for n, event in enumerate(coded.events):
        if event.status == "hypothetical":
            continue
        yield _report(coded, event, n, published, mentions)


def _report(
    coded: CodedDocument, event: Event, n: int, published: dt.date | None, mentions: Sequence[Mention]
) -> Report:
    document = coded.document
    text = document.text
    first = event.date.first if event.date else None
    last = event.date.last if event.date else None
    if (
        first
        and published
        and first > published + dt.timedelta(days=1)
        and event.status in ("asserted", "negated")
    ):
        first = last = None  # what happened was not dated after the text
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
    told = evidence.of(text)
    inside = mentions[
        bisect_left(mentions, evidence.begin, key=lambda m: m.span.begin) : bisect_left(
            mentions, evidence.end, key=lambda m: m.span.begin
        )
    ]
    sites = _sites(told)
    lat, lon = (place.lat, place.lon) if place else (None, None)
    fine = place is not None and place.precision in (None, "site", "town")
    towns = {
        m.name or m.span.of(text): m for m in inside if m.lat is not None and m.precision in ("site", "town")
    }
    if lat is None and len(towns) == 1:
        # "A mosque in Mosul": the mosque says which building, the town says where.
        ((town, mention),) = towns.items()
        lat, lon, fine = mention.lat, mention.lon, True
        # "The Markale market" is a name of its own, "a market" is none.
        if place is None or not any(c.isupper() for c in place.span.of(text)):
            name = fold(town)
    dead, injured = (_toll(event, field, told, len(towns)) for field in ("dead", "injured"))
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
        lat=lat,
        lon=lon,
        fine_place=fine,
        dead=dead.figure if dead else None,
        injured=injured.figure if injured else None,
        size=event.size,
        exact=event.numbers_note is None and all(t is None or t.exact for t in (dead, injured)),
        words=content_words(told),
        sites=sites,
        evidence=evidence,
        sentence=sentence,
        trigger=_stem(event.trigger.of(text).lower()),
        mode=frozenset(event.mode),
        origin=origin,
        media=frozenset(media),
        publisher=fold(document.publisher) if document.publisher else None,
        confidence=event.confidence,
        dead_toll=dead,
        injured_toll=injured,
        town=fold(next(iter(towns))) if len(towns) == 1 else None,
        month_day=event.date.month_day if event.date and event.date.first is None else None,
        voice=_voice(chain, text),
        sides=_sides(event.actors, inside, text),
        hedge=_hedge(told),
    )


def _toll(event: Event, field: Literal["dead", "injured"], told: str, towns: int) -> Toll | None:
    """The toll of an act: as its sentence words it, else as the event has it.

    A sentence that names several towns or several figures tells of more than one act; then only the event's own counts.
    """
    coded: int | None = getattr(event, field)
    if event.type != "ASSAULT" and coded is None:
        return None
    found = [t for t in tolls(told) if t.field == field]
    if len(found) == 1 and towns <= 1 and event.status == "asserted":
        return found[0]
    own = next((t for t in found if t.figure == coded), None)
    if own is not None or coded is None:
        return own
    note = event.numbers_note or ""
    if note in ("at least", "more than", "over"):
        return Toll(field, coded, coded, math.inf, "", f"{note} {coded}")
    if note:
        return Toll(field, coded, 0.8 * coded, 1.2 * coded, "", f"{note} {coded}")
    return Toll(field, coded, coded, coded, "", str(coded))


def _voice(chain: Sequence[Attribution], text: str) -> str | None:
    if not chain or chain[0].source_name or not chain[0].source:
        return None
    words = fold(chain[0].source[0].of(text))
    return words if words not in ("he", "she", "they", "it", "i", "we", "who") else None


_CONDITION = re.compile(
    r"\b(?:if|unless|until|as long as|provided|while|whether|would have|could have|without)\b", re.I
)
_UNSAID = re.compile(
    r"\b(?:not|never|nobody|no one|neither|n['’]t|nor|cannot)\b[^.;]{0,40}?\b(?:say|said|confirm\w*|den(?:y|ied)|rule[ds]? out|"
    r"exclude\w*|clear|known?|whether|verif\w+)\b",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:since|so far|in total|altogether|last week|last month|this (?:week|month|year)|over the past|in the past|to date)\b",
    re.I,
)
_UPDATE = re.compile(
    r"\b(?:ros[e]|risen|rises|climb\w*|jumped|revised|corrected|updated|earlier (?:figure|toll|count))\b",
    re.I,
)


def _hedge(told: str) -> frozenset[str]:
    found = (("condition", _CONDITION), ("unsaid", _UNSAID), ("total", _TOTAL), ("update", _UPDATE))
    return frozenset(name for name, pattern in found if pattern.search(told))


_NEUTRAL_CAPITALS = frozenset(
    ["the", "a", "an", "two", "three", "four", "several", "some", "many", "on", "in"]
)
_OPPOSED = frozenset(["rebel", "rebels", "insurgents", "separatists", "guerrillas", "opposition"])


def _sides(parties: Sequence[Party], inside: Sequence[Mention], text: str) -> frozenset[str]:
    found: set[str] = set()
    for party in parties:
        ids = {party.actor, party.country}
        ids.update(m.actor for m in inside if m.actor and party.span.covers(m.span))
        found.update(i for i in ids if i)
        words = re.findall(r"[^\W\d_]+", party.span.of(text))
        if (
            len(words) == 1
            and not party.actor
            and text[: party.span.begin].rstrip()[-1:] in ("", ".", "!", "?", "”", '"')
        ):
            words = [words[0].lower()]  # "Gunmen" has its capital from the sentence
        found.update(
            w.lower()
            for w in words
            if (w[0].isupper() and w.lower() not in _NEUTRAL_CAPITALS) or w.lower() in _OPPOSED
        )
    return frozenset(found)


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
            counting=_TOTAL.search(content) is not None,
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
