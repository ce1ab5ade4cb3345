"""Every record of dragoman as a typed, frozen dataclass.

Stages take records and give records; nothing else passes between them. Offsets are Unicode code points,
half open, into the text of the document they belong to: `text[span.begin:span.end]` is what is shown.
Unknown is None (or an empty tuple), never a remark posing as data.

JSON both ways: `to_json(record)` gives plain data, `from_json(kind, data)` gives the record back and raises
`DragomanError` with the path to the field that does not fit. A `Span` is written as `[begin, end]`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeVar, get_args

import msgspec

from dragoman.errors import DragomanError

__all__ = [
    "EVENT_TYPES",
    "MENTION_TYPES",
    "QUAD_CLASSES",
    "STATUSES",
    "TIE_TYPES",
    "Actor",
    "ActorName",
    "Affiliation",
    "Attribution",
    "AttributionKind",
    "CodedDocument",
    "Contradiction",
    "DateValue",
    "Document",
    "Event",
    "EventType",
    "Furniture",
    "Incident",
    "Mention",
    "MentionType",
    "Office",
    "Origin",
    "Parse",
    "ParsedAttribution",
    "ParsedEvent",
    "ParsedMention",
    "ParsedTie",
    "Party",
    "Place",
    "Position",
    "Publisher",
    "Refused",
    "Review",
    "Sector",
    "SharedQuotation",
    "Span",
    "Status",
    "Tie",
    "TieType",
    "Uncoded",
    "Word",
    "content_id",
    "from_json",
    "short_id",
    "to_json",
]

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
"""PLOVER's sixteen types, in the order of the coding manual."""

QUAD_CLASSES: dict[str, int] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""

Status = Literal["asserted", "negated", "future", "hypothetical", "historical"]
STATUSES: tuple[str, ...] = get_args(Status)

MentionType = Literal[
    "Person", "Organisation", "Location", "Nationality", "Temporal", "Quantity", "Weapon", "MilitaryPlatform",
    "Money", "DocumentReference", "Vehicle",
]  # fmt: skip
MENTION_TYPES: tuple[str, ...] = get_args(MentionType)
"""re3d's ten types and Vehicle."""

TieType = Literal[
    "allied_with", "opposed_to", "backs", "leads", "member_of", "controls", "favours", "disfavours"
]  # fmt: skip
TIE_TYPES: tuple[str, ...] = get_args(TieType)

AttributionKind = Literal["direct", "mixed", "indirect"]

FurnitureKind = Literal[
    "caption", "byline", "reprint", "share", "bullet", "teaser", "heading", "dateline", "other"
]  # fmt: skip


class Span(NamedTuple):
    """[begin, end) in code points of a document's text."""

    begin: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers."""
        return text[self.begin : self.end]

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one character."""
        return self.begin < other.end and other.begin < self.end

    def covers(self, other: Span) -> bool:
        """True if `other` lies wholly inside this span."""
        return self.begin <= other.begin and other.end <= self.end


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as an interval of days, both ends included, with the precision the text gives.

    `month_day` holds "--MM-DD" where a month and a day are known but no year (a page without a date);
    then `first` and `last` are None.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    precision: Literal[
        "day", "week", "month", "season", "quarter", "year", "decade", "range", "open", "unknown"
    ] = "day"
    span: Span | None = None
    month_day: str | None = None
    time: str | None = None
    """Time of day as the text gives it ("14:30", "morning"), else None."""
    note: str | None = None
    """Why this value, or why there is none."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of a document's text that is not its body: kept, shown, not coded."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Document:
    """One article, as it was read."""

    id: str
    """`content_id(text, title)`; the same article read twice has the same id."""
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: DateValue | None = None
    language: str | None = None
    """ISO 639-1; None if the text is too short to tell."""
    url: str | None = None
    first_published: str | None = None
    """Publisher named by a reprint line ("Originally posted in Al Arabiya English")."""
    complete: bool = True
    """False for a teaser cut at "Continue reading"."""
    read_as: str = "text"
    """html, text, markdown, pdf, feed, warc, table, jsonl, zip; how the bytes were understood."""
    encoding: str | None = None
    file: str | None = None
    """Path as given, with the member's name behind `!` for archives and tables."""
    file_span: Span | None = None
    """Where `text` stands in the decoded file, if it stands there unchanged; else None."""
    part: int = 0
    """Which article of its page this is, from 0."""
    furniture: tuple[Furniture, ...] = ()
    repeated: tuple[tuple[Span, Span], ...] = ()
    """(first, again): sentences that stand twice in the document."""
    title_span: Span | None = None
    """Where the title stands in `text`, if it does."""
    notes: tuple[str, ...] = ()
    repeated_elsewhere: tuple[tuple[int, Span, Span], ...] = ()
    """(part, first, again): sentences that stood before in article `part` of the same page, at `first` in its text."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was not read, and what to do about it."""

    file: str
    reason: str
    cure: str
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word of Universal Dependencies; parts of a contraction have their own spans."""

    span: Span
    lemma: str
    pos: str
    """UPOS."""
    feats: str
    """CoNLL-U FEATS, "" for none."""
    head: int
    """Index of the head among the document's words; -1 for the root of a sentence."""
    dep: str
    """UD relation with its subtype, e.g. "nsubj:pass"."""
    sentence: int
    """Index into `Parse.sentences`."""


@dataclass(frozen=True, slots=True)
class ParsedMention:
    """A mention as the language model sees it, not yet resolved."""

    span: Span
    type: MentionType
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class ParsedAttribution:
    """Source, cue and content as the language model sees them; content may run over several sentences."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class ParsedEvent:
    """An event as the language model sees it: scores, no decision by the codebook yet."""

    trigger: Span
    types: dict[str, float] = field(default_factory=dict)
    """PLOVER type -> probability; what is missing to 1 is the probability of no event."""
    statuses: dict[str, float] = field(default_factory=dict)
    modes: dict[str, float] = field(default_factory=dict)
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    date: Span | None = None
    place: Span | None = None
    said_by: Span | None = None


@dataclass(frozen=True, slots=True)
class ParsedTie:
    """A standing relation of two mentions as the language model sees it."""

    type: TieType
    a: Span
    b: Span
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Parse:
    """What the language stage says of one text. Words and sentences are in the order of the text."""

    sentences: tuple[Span, ...]
    words: tuple[Word, ...]
    mentions: tuple[ParsedMention, ...] = ()
    coreference: tuple[tuple[Span, ...], ...] = ()
    attributions: tuple[ParsedAttribution, ...] = ()
    events: tuple[ParsedEvent, ...] = ()
    ties: tuple[ParsedTie, ...] = ()
    quad: int | None = None
    """CAMEO quad of a lone sentence: 0 statement, appeal or nothing; 1 to 4 as in QUAD_CLASSES."""
    role_source: tuple[Span, ...] = ()
    role_target: tuple[Span, ...] = ()
    model: str = ""
    """Name and version of what made it."""


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name with the days it held."""

    name: str
    first: dt.date | None = None
    last: dt.date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: "foreign minister" of irn from 2013-08-15 to 2021-08-25."""

    title: str
    of: str
    """Actor id of the state or body."""
    first: dt.date | None = None
    last: dt.date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Parent, membership or splinter link to another actor, with the days it held."""

    kind: Literal["part_of", "member_of", "splinter_of", "successor_of", "nationality"]
    to: str
    first: dt.date | None = None
    last: dt.date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Sector:
    """A PLOVER sector with the days it held."""

    code: str
    first: dt.date | None = None
    last: dt.date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in the world: a state, a body of a state, a person, an armed group, an organisation, a people."""

    id: str
    name: str
    kind: Literal["state", "body", "person", "group", "organisation", "people", "publisher", "unknown"]
    names: tuple[ActorName, ...] = ()
    country: str | None = None
    """ISO 3166 alpha-3, or IGO, NGO, MNC, IMG."""
    sectors: tuple[Sector, ...] = ()
    offices: tuple[Office, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    reference: str | None = None
    of_case: bool = False
    """True for somebody found in the texts whom the shipped knowledge does not know."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor, place, time, weapon, ...; resolved where that is sure."""

    span: Span
    type: MentionType
    score: float = 1.0
    actor: str | None = None
    name: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    precision: str | None = None
    """Of a place: site, town, district, region, country, area."""
    date: DateValue | None = None
    because: str | None = None
    """Why it was resolved so, or why not."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in an event or a tie: words of the text and whom they stand for."""

    span: Span
    actor: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened: words of the text and, where sure, the place they mean."""

    span: Span
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    country: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One act with a PLOVER type: who did it to whom, when, where, and whether it happened.

    `evidence` is the sentence (or sentences) it is read from.
    """

    id: str
    type: str
    """One of PLOVER's (`EVENT_TYPES`), or a type of the codebook in use."""
    trigger: Span
    evidence: Span
    mode: tuple[str, ...] = ()
    status: Status = "asserted"
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    date: DateValue | None = None
    place: Place | None = None
    said_by: Span | None = None
    dead: int | None = None
    injured: int | None = None
    size: int | None = None
    numbers_note: str | None = None
    """"at least", "nearly", "between 20 and 30": how exact the numbers are."""
    contexts: tuple[str, ...] = ()
    attribution: str | None = None
    """Id of the innermost attribution in whose content it stands; None if the author asserts it."""
    confidence: float = 1.0
    because: str = ""
    """Which rule or score made it."""
    notes: tuple[str, ...] = ()

    @property
    def quad(self) -> int:
        """The quad class that follows from the type; 0 for a type that is none of PLOVER's."""
        return QUAD_CLASSES.get(self.type, 0)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited (`source`), by which word (`cue`), with what (`content`)."""

    id: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    kind: AttributionKind = "indirect"
    addressee: Span | None = None
    source_actor: str | None = None
    source_name: str | None = None
    source_kind: Literal["named", "collective", "anonymous", "document", "unnamed"] | None = None
    stance: str | None = None
    """What the cue does: say, claim, admit, deny, warn, allege, promise, demand, think, ..."""
    carried_by: str | None = None
    """Id of the attribution that passes this one on."""
    confidence: float = 1.0
    because: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation the text asserts between two actors, not a single act."""

    id: str
    type: TieType
    a: Party
    b: Party
    span: Span
    said_by: Span | None = None
    confidence: float = 1.0
    because: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue that is argued over."""

    id: str
    actor: Party
    issue: str
    stance: Literal["for", "against", "ambivalent"]
    span: Span
    said_by: Span | None = None
    confidence: float = 1.0
    because: str = ""


@dataclass(frozen=True, slots=True)
class Uncoded:
    """Words that looked like a line of the record but were not coded, and why; counted and shown."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with everything that was read from it by one coder."""

    document: Document
    coder: str
    """E.g. "dragoman 0.1.0 (en 1)"."""
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    ties: tuple[Tie, ...] = ()
    positions: tuple[Position, ...] = ()
    coreference: tuple[tuple[Span, ...], ...] = ()
    quad: int | None = None
    role_source: tuple[Span, ...] = ()
    role_target: tuple[Span, ...] = ()
    uncoded: tuple[Uncoded, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """Events of several documents (or twice in one) that report the same act."""

    id: str
    type: EventType
    events: tuple[str, ...]
    """Event ids, the earliest report first."""
    documents: tuple[str, ...]
    origins: int
    """Independent origins: documents less reprints, copies and those that rest on the same source."""
    first: dt.date | None = None
    last: dt.date | None = None
    differences: tuple[str, ...] = ()
    """What the reports disagree in, in words ("dead: 22 or 30")."""
    confidence: float = 1.0
    because: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two lines of the record that cannot both hold."""

    id: str
    kind: Literal["numbers", "actor", "denial", "stance", "changed_statement"]
    a: str
    b: str
    """Ids of the two events or attributions."""
    incident: str | None
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin of an incident and the reports that rest on it."""

    incident: str
    number: int
    """From 0, the origin of the earliest report first."""
    name: str | None
    """The speaker or medium that it goes back to; None if it is the document's own."""
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """One quotation as several documents print it, the longest printing first."""

    id: str
    speaker: str | None
    places: tuple[tuple[str, str, Span], ...]
    """(document id, attribution id, span)"""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who prints documents; `source` is only ever who is credited inside one."""

    name: str
    country: str | None = None
    ownership: Literal["state", "party", "private", "public", "exile"] | None = None
    domains: tuple[str, ...] = ()
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on one line; kept through re-reading and re-coding, wins over the machine's."""

    id: str
    """Id of the line decided on."""
    decision: Literal["accept", "reject", "correct"]
    by: str
    at: dt.datetime
    note: str | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    """Field -> value, for `correct`."""


T = TypeVar("T")


def to_json(record: Any) -> Any:
    """Plain data (dicts, lists, strings, numbers, None) of a record; spans as [begin, end], dates as ISO strings."""
    return msgspec.to_builtins(record)


def from_json(kind: type[T], data: Any) -> T:
    """The record of type `kind` that `data` (as `to_json` gives it) stands for.

    Raises DragomanError naming the field that does not fit.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise DragomanError(f"not a {kind.__name__}: {error}") from error


def short_id(*parts: object) -> str:
    """A stable id of 16 hex digits for what `parts` name; the same parts give the same id on every machine."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def content_id(text: str, title: str | None) -> str:
    """Id of a document by its content, so that reading it again changes nothing."""
    return short_id("document", title or "", text)


def event_id(document: str, type_: str, trigger: Span) -> str:
    """Id of an event: a person's decision on it survives re-reading."""
    return "e" + short_id(document, type_, trigger.begin, trigger.end)


def hull(spans: Iterable[Span]) -> Span:
    """From the first begin to the last end; there is at least one."""
    held = tuple(spans)
    return Span(min(span.begin for span in held), max(span.end for span in held))


def check_spans(text: str, spans: Iterable[Span]) -> None:
    """Raise ValueError for a span that does not lie in `text`; a span that does not fit is an error, never nudged."""
    for span in spans:
        if not 0 <= span.begin < span.end <= len(text):
            raise ValueError(f"span {tuple(span)} does not lie in a text of {len(text)} characters")
