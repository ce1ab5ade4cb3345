"""A document on its way through the resolver, and what is found in it before it becomes a mention."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from dragoman.actors.knowledge import Form, Knowledge
from dragoman.actors.names import Token, tokens
from dragoman.records import Actor, Document, Mention, MentionType, Parse, Span

__all__ = ["Found", "Text", "Use", "as_mention", "read_text", "trimmed"]

_INVISIBLE = " \t\n\r\xa0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\ufeff"
_JOINTS = frozenset([" ", "-", "'s ", "’s ", "' ", "’ ", "‑", "\n", ". ", "'s", " \n"])
Use = Literal["actor", "place", "people", "adjective"]


@dataclass(slots=True)
class Found:
    """Something found in the text, before it becomes a mention."""

    begin: int
    end: int
    actor: str | None
    type: MentionType
    because: str
    country: str | None = None
    name: str | None = None
    sectors: tuple[str, ...] | None = None
    use: Use = "actor"
    first: int = 0
    last: int = 0
    """Tokens [first, last)."""
    office: tuple[str, str] | None = None
    """(of, title) where this is a role."""
    kind: str | None = None
    """Kind of body, where this is one."""
    weak: int = 0
    """Greater where a longer find may take its place."""
    how: str = ""
    """Of a state: which of its words stands here (name, adjective, people, seat, stand)."""


@dataclass(slots=True)
class Text:
    """A document on its way through the resolver: what was read of it once, then what each step learns for the next."""

    document: Document
    parse: Parse
    known: Knowledge
    words: list[Token]
    folds: list[str]
    day: dt.date | None
    """The day of the document, where it is known."""
    starts: list[int]
    """Where the parse's words begin."""
    capitals: list[bool]
    """Of each word, whether it is written as a name is: with a capital, and not in capitals."""
    names: dict[int, list[tuple[int, list[Form]]]]
    """Word -> the names of the knowledge that begin there, the longest first."""
    nouns: dict[int, tuple[int, list[tuple[str, str]]]]
    """Word -> the longest word for a body or office that begins there."""
    titles: dict[int, tuple[int, str]]
    """Word -> the longest title that begins there."""

    countries: Counter[str] = field(default_factory=Counter)
    """State id -> how often the document speaks of it."""
    seats: Counter[str] = field(default_factory=Counter)
    """State id -> how often by a city of its government only."""
    named: set[str] = field(default_factory=set)
    """Ids that a full name in the document names."""
    own: dict[str, str] = field(default_factory=dict)
    """Short forms that the document defines -> id."""
    case: dict[str, Actor] = field(default_factory=dict)
    """Actors of the case that the document makes, by id."""
    short: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    """Surname -> those of that surname who are named in full in the document."""
    covered: list[tuple[int, int]] = field(default_factory=list)
    """Where names of several words stand that were found: what lies inside is no name of its own."""
    people: list[tuple[int, str]] = field(default_factory=list)
    """(end, id) of the people found, in the order of the text."""
    titled: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Person -> (of, office) that the document gives them."""

    def match(self, at: int) -> Sequence[tuple[int, list[Form]]]:
        """The names of the knowledge that begin at word `at`, the longest first."""
        return self.names.get(at, ())

    def noun(self, at: int) -> tuple[int, list[tuple[str, str]]] | None:
        """The longest word for a body or office that begins at word `at`."""
        return self.nouns.get(at)

    def title(self, at: int) -> tuple[int, str] | None:
        """The longest title that begins at word `at`."""
        return self.titles.get(at)

    def between(self, i: int, j: int) -> str:
        """The characters between word i and word j."""
        return self.document.text[self.words[i].end : self.words[j].begin]

    def gap(self, i: int, j: int) -> str:
        """What stands between word i and word j, without spaces and the invisible marks of right-to-left writing."""
        return self.between(i, j).strip(_INVISIBLE)

    def joined(self, i: int, j: int) -> bool:
        """True if words i and j stand next to each other with nothing but a space, hyphen or possessive between."""
        return self.between(i, j) in _JOINTS

    def pos(self, at: int) -> str | None:
        """Part of speech of word `at`, where the document was parsed."""
        index = self.parsed(self.words[at].begin)
        return self.parse.words[index].pos if index is not None else None

    def held(self, first: dt.date | None, last: dt.date | None) -> bool:
        """True if what held from `first` to `last` held on the day of the document, or may have if it has none."""
        day = self.day
        return day is None or ((first is None or first <= day) and (last is None or day <= last))

    def parsed(self, offset: int) -> int | None:
        """Index of the parse's word that holds `offset`."""
        at = bisect.bisect_right(self.starts, offset) - 1
        if at < 0 or self.parse.words[at].span.end <= offset:
            return None
        return at


def read_text(document: Document, parse: Parse, knowledge: Knowledge) -> Text:
    """The document without its furniture, with whatever the knowledge has that begins at each of its words."""
    words = tokens(document.text)
    blank = sorted(piece.span for piece in document.furniture)
    if blank:
        words = [word for word in words if not any(span.begin <= word.begin < span.end for span in blank)]
    folds = [word.fold for word in words]
    published = document.published
    text = Text(
        document,
        parse,
        knowledge,
        words,
        folds,
        day=published.last if published else None,
        starts=[word.span.begin for word in parse.words],
        capitals=[_written_as_name(word.text) for word in words],
        names={},
        nouns={},
        titles={},
    )
    # Every step asks for names, words and titles at the same few places: look them up once.
    for at, word in enumerate(folds):
        if word in knowledge.lengths:
            names = list(knowledge.match(folds, at))
            if names:
                text.names[at] = names
        if word in knowledge.word_lengths:
            noun = knowledge.word(folds, at)
            if noun:
                text.nouns[at] = noun
        if word in knowledge.title_lengths:
            title = knowledge.title(folds, at)
            if title:
                text.titles[at] = title
    return text


def _written_as_name(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper() or len(word) > 5 or "." in word)


_LEADING_JUNK = re.compile(r"(?:the|The|a|an|A|An)\s+|[“\"'‘(\[]+")
_TRAILING_JUNK = re.compile(r"(?:['’]s?|[”\"’)\].,]+)$")


def trimmed(text: Text, span: Span) -> Span:
    """`span` without article, quotation marks and possessive."""
    body = text.document.text
    begin, end = span
    match = _LEADING_JUNK.match(body, begin, end)
    if match:
        begin = match.end()
    tail = _TRAILING_JUNK.search(body, max(begin, end - 4), end)
    if tail and tail.start() > begin:
        end = tail.start()
    return Span(begin, end)


def as_mention(
    text: Text, item: Found, span: Span | None = None, type_: MentionType | None = None, score: float = 1.0
) -> Mention:
    """A find as a mention, with what is known of its actor on the day of the document."""
    known = text.known
    span = span or Span(item.begin, item.end)
    type_ = type_ or item.type
    actor = known.actor(item.actor) if item.actor else None
    if type_ == "Person" and actor is not None and actor.kind == "state" and item.office is None:
        type_ = "Organisation"  # "Riyadh said": no person, whatever the model took it for
    if actor is None and item.actor in text.case:
        case = text.case[item.actor]
        forms = sorted({short for short, id_ in text.own.items() if id_ == case.id})
        return Mention(
            span, type_, score, actor=case.id, name=case.name, aliases=tuple(forms), country=case.country,
            because=item.because,
        )  # fmt: skip
    if actor is None:
        return Mention(span, type_, score, name=item.name, country=item.country, because=item.because)
    sectors = item.sectors if item.sectors is not None else known.sectors(actor, text.day)
    aliases = known.aliases(actor)
    own = tuple(short for short, id_ in text.own.items() if id_ == actor.id and short not in aliases)
    return Mention(
        span, type_, score, actor=actor.id, name=actor.name, aliases=(*aliases, *own), country=known.country(actor),
        sectors=() if item.use == "adjective" else sectors, because=item.because,
    )  # fmt: skip
