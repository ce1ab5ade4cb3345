"""Whom each mention of a document means.

The whole document is read three times: once for the countries it speaks of, once for names, bodies, offices and
titles, once to carry what was found to short names, roles, brackets and coreference. Everything found says why.
How it decides: docs/actors.md.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dragoman.actors.knowledge import Form, Knowledge, case_id
from dragoman.actors.names import (
    PARTICLES,
    Token,
    fold,
    key,
    phrase_set,
    same_name,
    same_part,
    surname_keys,
    tokens,
    transliteration,
    word_set,
)
from dragoman.actors.schema import BLOCS, Range
from dragoman.records import Actor, Document, Mention, MentionType, Parse, ParsedMention, Span, Word

__all__ = ["actors_of_case", "resolve_actors"]

Use = Literal["actor", "place", "people", "adjective"]

# "Turkey-backed", "US-led": the state is named, but what follows is somebody else.
_BACKED = word_set(
    """
    backed led held controlled supported based sponsored brokered occupied trained allied mediated funded
    aligned administered run educated born style made linked affiliated armed ruled proxy imposed drafted
    mandated owned speaking language origin
    """
)
_BETWEEN = word_set(
    """
    state government regime senior top military deputy former new acting interim federal national
    presidential official late then ex main chief mainstream armed first own local military's army current
    permanent security civilian joint democratic moderate hardline pro-government
    """
)
_NO_HOLDER = word_set(
    """
    former ex late then deputy vice ousted deposed next future assistant would-be previous new incoming
    outgoing
    """
)
_SPEECH = word_set(
    """
    say tell add claim deny accuse warn urge demand insist announce declare state call ask reject refuse
    agree vow threaten condemn criticise criticize want seek support back order consider hope fear believe
    plan decide offer propose promise pledge respond retaliate impose send deploy launch intervene help
    fund arm supply negotiate mediate host sign ratify recognise recognize expel summon view see need
    prefer pursue maintain enjoy try begin
    """
)
_MOTION = word_set(
    """
    go travel fly return come arrive flee drive visit move head march reach walk ride sail depart leave
    live stay land transport evacuate relocate migrate escape bring bear stretch extend span spread route
    """
)
# What comes from a government, not from a country.
_SENT = word_set(
    """
    support backing pressure message order aid threat help demand permission statement request weapon
    funding fund assistance reaction response concession assurance criticism condemnation objection signal
    guarantee invitation arms backlash call guidance reply approval warning money recognition independence
    instruction
    """
)
_PLACE_NOUNS = word_set(
    """
    city town capital outskirts suburb suburbs streets street east west north south centre center heart
    part parts mile miles kilometre kilometres kilometer kilometers km airport hospital university
    district neighbourhood neighborhood countryside province region border road fall siege battle
    liberation hotel bishop archbishop mayor residents resident people citizens school museum park square
    area coast territory airspace island islands river valley mountain mountains economy population church
    soil waters land war conflict crisis history weather exclave neighbour neighbor
    """
)
_PLACE_PREPOSITIONS = word_set(
    """
    in at near around outside inside into through across toward towards throughout within via on
    """
)
_SPEECH_WORDS = re.compile(
    r"\s*(?:,\s*)?(?:said|says|told|added|warned|claimed|argued|explained|tweeted|wrote|insisted)\b"
)


@dataclass(slots=True)
class _Found:
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
class _Text:
    """A document on its way through the resolver."""

    document: Document
    parse: Parse
    known: Knowledge
    words: list[Token] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)
    day: dt.date | None = None
    countries: Counter[str] = field(default_factory=Counter)
    """State id -> how often the document speaks of it."""
    seats: Counter[str] = field(default_factory=Counter)
    """State id -> how often by a city of its government only."""
    named: set[str] = field(default_factory=set)
    """Ids that a full name in the document names."""
    starts: list[int] = field(default_factory=list)
    own: dict[str, str] = field(default_factory=dict)
    """Short forms that the document defines -> id."""
    case: dict[str, Actor] = field(default_factory=dict)
    short: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    """Surname -> those of that surname who are named in full in the document."""
    covered: list[tuple[int, int]] = field(default_factory=list)
    """Where names of several words stand that were found: what lies inside is no name of its own."""
    people: list[tuple[int, str]] = field(default_factory=list)
    """(end, id) of the people found, in the order of the text."""
    titled: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Person -> (of, office) that the document gives them."""

    names: dict[int, list[tuple[int, list[Form]]]] = field(default_factory=dict)
    """Word -> the names of the knowledge that begin there, the longest first."""
    nouns: dict[int, tuple[int, list[tuple[str, str]]]] = field(default_factory=dict)
    """Word -> the longest word for a body or office that begins there."""
    titles: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Word -> the longest title that begins there."""
    capitals: list[bool] = field(default_factory=list)
    """Of each word, whether it is written as a name is: with a capital, and not in capitals."""

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

    def parsed(self, offset: int) -> int | None:
        """Index of the parse's word that holds `offset`."""
        at = bisect.bisect_right(self.starts, offset) - 1
        if at < 0 or self.parse.words[at].span.end <= offset:
            return None
        return at


_INVISIBLE = " \t\n\r\xa0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\ufeff"
_JOINTS = frozenset([" ", "-", "'s ", "’s ", "' ", "’ ", "‑", "\n", ". ", "'s", " \n"])


def resolve_actors(
    document: Document, parse: Parse, mentions: Sequence[Mention], knowledge: Knowledge
) -> tuple[Mention, ...]:
    """Every mention of a document: those given, the parse's, and the names the knowledge has, resolved where sure.

    document: with text, title, date, publisher, furniture (which is left alone).
    parse: words, mentions and coreference may each be missing; names are found without them.
    mentions: what earlier stages found (times); they come back as they are.
    knowledge: from `load_knowledge`.

    A mention that means somebody carries actor, name, aliases, country, sectors on the day of the document, and
    because. A state or city meant as a place carries name and country but no actor. Sorted by span, so that of two that
    begin together the narrower one, which names more exactly, comes first.
    """
    text = _read(document, parse, knowledge)
    if not text.words:
        return tuple(mentions)
    _count_countries(text)
    found = _names(text)
    _count_found(text, found)
    found += _bodies(text, found)
    found = _longest(_without_branches(text, found + _heads_of_groups(text, found)))
    _bind_roles(text, found)
    found = _longest(found + _brackets(text, found) + _persons(text, found) + _short_names(text, found))
    _bind_appositions(text, found)
    _at_home(text, found)
    return _mentions(text, found, mentions)


def _without_branches(text: _Text, found: list[_Found]) -> list[_Found]:
    """Without states that only say which branch of an organisation is meant: "RT America", "Amnesty International UK"."""
    ends = {
        item.last
        for item in found
        if item.type == "Organisation" and item.use == "actor" and item.kind is None and not item.how
    }
    out = []
    for item in found:
        if item.how == "name" and item.first in ends and text.between(item.first - 1, item.first) == " ":
            index = text.parsed(text.words[item.last - 1].begin)
            dep = text.parse.words[index].dep.split(":")[0] if index is not None else "flat"
            if (
                dep in ("flat", "compound", "appos", "nmod", "goeswith", "dep")
                and not text.words[item.last - 1].possessive
            ):
                continue
        out.append(item)
    return out


def _heads_of_groups(text: _Text, found: Sequence[_Found]) -> list[_Found]:
    """ "The Labour leader", "the SDF's commander": who of those named here leads it, or who the knowledge says led it that day."""
    out = []
    people = [item.actor for item in found if item.type == "Person" and item.office is None and item.actor]
    for item in found:
        if item.type != "Organisation" or item.how or item.kind is not None or item.actor is None:
            continue
        at = item.last
        if at >= len(text.words) or text.between(at - 1, at) not in _JOINTS or text.folds[at] not in _LEADER:
            continue
        if (
            at + 1 < len(text.words)
            and text.between(at, at + 1) == " "
            and text.words[at + 1].text[0].isupper()
        ):
            # A name follows: it says who.
            continue
        named = {
            person
            for person in people
            if person in text.known.entries
            and any(office.of == item.actor for office in text.known.entries[person].actor.offices)
        }
        person = named.pop() if len(named) == 1 else None
        if person is None and not named and text.folds[at] == "leader":
            for title in ("party leader", "leader"):
                person = person or text.known.holder(item.actor, title, text.day)
        if person:
            out.append(
                _Found(
                    item.begin, text.words[at].end, person, "Person", f"{text.folds[at]} of {item.actor}",
                    first=item.first, last=at + 1,
                )
            )  # fmt: skip
    return out


_LEADER = word_set(
    """
    leader chief commander head boss chairman president spokesman spokeswoman
    """
)


def actors_of_case(mentions: Iterable[Mention], knowledge: Knowledge) -> tuple[Actor, ...]:
    """The actors among `mentions` that the knowledge does not have, one record each."""
    out: dict[str, Actor] = {}
    for mention in mentions:
        if mention.actor and mention.actor not in out and knowledge.actor(mention.actor) is None:
            kind: Literal["person", "organisation"] = "person" if mention.type == "Person" else "organisation"
            out[mention.actor] = Actor(
                mention.actor, mention.name or mention.actor, kind, country=mention.country, of_case=True
            )
    return tuple(out.values())


def _read(document: Document, parse: Parse, knowledge: Knowledge) -> _Text:
    blank = sorted(piece.span for piece in document.furniture)
    words = (
        [
            word
            for word in tokens(document.text)
            if not any(span.begin <= word.begin < span.end for span in blank)
        ]
        if blank
        else tokens(document.text)
    )
    published = document.published
    text = _Text(
        document,
        parse,
        knowledge,
        words,
        [word.fold for word in words],
        published.last if published else None,
    )
    text.starts = [word.span[0] for word in parse.words]
    folds = text.folds
    # Everything below asks for names, words and titles at the same few places: look them up once.
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
    text.capitals = [_written_as_name(word.text) for word in words]
    return text


def _written_as_name(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper() or len(word) > 5 or "." in word)


# ---------------------------------------------------------------------------------------------------------------
# Countries


def _count_countries(text: _Text) -> None:
    """Counts the states a document speaks of, its title twice, its publisher's a little."""
    known = text.known
    behind = 0
    for at, names in text.names.items():
        if at < behind:
            continue
        step = 1
        for length, forms in names:
            for form in forms:
                entry = known.entries[form.actor]
                if not _written(text, at, length, form):
                    continue
                if entry.actor.kind == "state":
                    text.countries[form.actor] += 1
                    text.seats[form.actor] += form.how == "seat"
                elif form.how in ("name", "short") and not form.context and len(forms) == 1:
                    home = known.country_state.get(entry.actor.country or "")
                    if (
                        home
                        and entry.actor.kind in ("group", "body", "person")
                        and (length > 1 or form.how == "short")
                    ):
                        text.countries[home] += 1
                    if length > 1 or form.how == "short":
                        text.named.add(form.actor)
                step = length
                break
            if step > 1 or text.countries:
                break
        behind = at + step
    for word_forms in (key(text.document.title or ""),):
        for at in range(len(word_forms)):
            for _, forms in known.match(word_forms, at):
                for form in forms:
                    if known.entries[form.actor].actor.kind == "state" and form.how != "short":
                        text.countries[form.actor] += 2
                break
    publisher = known.publisher(text.document.publisher)
    if publisher and publisher.country and publisher.country in known.country_state:
        text.countries[known.country_state[publisher.country]] += 1


def _count_found(text: _Text, found: Sequence[_Found]) -> None:
    """Counts surnames of people named in full ("Assad") for their country, so that it weighs what it does in the text."""
    people = {item.actor for item in found if item.type == "Person" and item.actor}
    last: dict[str, str] = {}
    for id_ in people:
        entry = text.known.entries.get(id_ or "")
        home = text.known.country_state.get(entry.actor.country or "") if entry else None
        if entry and home:
            last[entry.actor.name.split()[-1].split("-")[-1].casefold()] = home
    for word in text.folds:
        if word in last:
            text.countries[last[word]] += 1


def _salient(text: _Text) -> str | None:
    """The one state a document is about, if there is one: two fifths of what it says, and half more than the next."""
    if not text.countries:
        return None
    ranked = text.countries.most_common(2)
    total = sum(text.countries.values())
    if ranked[0][1] < 3 or 5 * ranked[0][1] < 2 * total:
        return None
    return ranked[0][0] if len(ranked) == 1 or 2 * ranked[0][1] >= 3 * ranked[1][1] else None


def _foremost(text: _Text, among: Mapping[str, Sequence[Range]]) -> str | None:
    """Of the states that `among` names for the day of the document the one it speaks of most, by half more than the next."""
    ranked = [
        (count, state)
        for state, count in text.countries.most_common()
        if any(
            text.day is None or ((first is None or first <= text.day) and (last is None or text.day <= last))
            for first, last in among.get(state, ())
        )
    ]
    if not ranked or (len(ranked) > 1 and 2 * ranked[0][0] < 3 * ranked[1][0]):
        return None
    return ranked[0][1]


def _at_war(text: _Text) -> str | None:
    """Whose rebels "the rebels" are: of the states the text speaks of the one with a civil war that day, if only one stands out."""
    return _foremost(text, text.known.wars)


def _written(text: _Text, at: int, length: int, form: Form) -> bool:
    """True if the words are written as that form is: capitals where it has them, acronyms exactly."""
    surface = [text.words[at + i].text for i in range(length)]
    if form.how == "short" or (form.written.isupper() and len(form.written) <= 6 and " " not in form.written):
        joined = re.sub(r"[^\w+]", "", "".join(surface))
        plain = re.sub(r"[^\w+]", "", form.written)
        # British papers write "Isis", "Nato", "Farc"; shorter ones would be common words ("Us", "Is").
        return joined == plain or (len(plain) >= 4 and joined == plain.capitalize())
    # "the coalition", but not "a ruling coalition".
    if (
        length == 1
        and not surface[0][0].isupper()
        and (form.written[0].isupper() or not at or text.folds[at - 1] not in ("the", "this", "our"))
    ):
        return False
    wanted = _wanted(form.written)
    for i, word in enumerate(surface):
        upper = wanted[i] if i < len(wanted) else False
        # British papers write "UN security council", "Metropolitan police", "foreign affairs committee".
        small = i > 0 and word in _SMALL and surface[0][0].isupper()
        if upper and not small and not (word[0].isupper() or word[0].isdigit()) and word not in PARTICLES:
            return False
    # Words of one name are not parted by a full stop or comma ("... in Syria. Arab League").
    return all(
        "," not in text.between(at + i, at + i + 1) and "(" not in text.between(at + i, at + i + 1)
        for i in range(length - 1)
    )


_SMALL = word_set(
    """
    council security committee police party movement army front ministry department office assembly court union group
    agency programme program commission service services force forces coalition affairs foreign human rights refugee
    defence defense general high supreme criminal international organisation organization network brigade brigades
    battalion league alliance congress parliament government administration authority fund bank institute foundation
    association federation society trust centre center news regime campaign
    """
)
_WANTED: dict[str, tuple[bool, ...]] = {}


def _wanted(written: str) -> tuple[bool, ...]:
    out = _WANTED.get(written)
    if out is None:
        words = tokens(written)
        if words and words[0].fold == "the" and len(words) > 1:
            words = words[1:]
        out = _WANTED[written] = tuple(word.text[0].isupper() for word in words)
    return out


# ---------------------------------------------------------------------------------------------------------------
# Names


def _names(text: _Text) -> list[_Found]:
    """Every name of the knowledge in the text, the longest first at each word."""
    out: list[_Found] = []
    behind = 0
    for at, names in text.names.items():
        if at < behind:
            continue
        step = 1
        for length, forms in names:
            fitting = [form for form in forms if _written(text, at, length, form)]
            if not fitting:
                continue
            choice = _choose(text, fitting, at, length)
            if choice is None:
                continue
            made = _found(text, choice, at, length)
            if made:
                out.append(made)
                step = length
                if length > 1 and made.type != "Person":
                    out += _people_inside(text, at, length)
            break
        behind = at + step
    return out


def _people_inside(text: _Text, at: int, length: int) -> list[_Found]:
    """People named inside another name: "regime of Bashar al-Assad"."""
    out = []
    for inner in range(at, at + length):
        for size, forms in text.match(inner):
            people = [form for form in forms if text.known.entries[form.actor].actor.kind == "person"]
            if (
                1 < size <= at + length - inner
                and len(people) == 1
                and _written(text, inner, size, people[0])
            ):
                made = _found(text, people[0], inner, size)
                if made:
                    out.append(made)
                break
    return out


def _choose(text: _Text, forms: list[Form], at: int, length: int) -> Form | None:
    """The form that the context speaks for, or None if it leaves more than one (or none)."""
    others = [form for form in forms if text.known.entries[form.actor].actor.kind != "publisher"]
    if (
        others
        and len(others) < len(forms)
        and (text.folds[at + length : at + length + 1] or [""])[0] not in _REPORTING
    ):
        # "The Australian" is a newspaper where it reports, a nationality elsewhere.
        forms = others
    scored = []
    for form in forms:
        entry = text.known.entries[form.actor]
        actor = entry.actor
        home = text.known.country_state.get(actor.country or "")
        near = text.countries.get(home or "", 0) + (
            text.countries.get(form.actor, 0) if actor.kind == "state" else 0
        )
        if form.how == "seat" and form.actor == "eu":
            # Brussels is the Union's unless the text is about Belgium.
            scored.append((4.0 if text.countries.get("bel", 0) < 3 else 0.0, form))
            continue
        if form.context and any(other in text.named for other in entry.near):
            near = max(near, 1)
        if (
            form.context
            and not near
            and not (form.actor in text.named and length < 3 and form.how == "short")
        ):
            continue
        if actor.kind == "publisher" and not _paper(text, at, length, form):
            continue
        score = (
            3.0 * min(near, 5) / 5
            + (2.0 if form.actor in text.named else 0.0)
            + (0.5 if form.how in ("name", "short") else 0.0)
        )
        if not _alive(actor, text.day):
            score -= 3.0
        scored.append((score, form))
    if not scored:
        return None
    scored.sort(key=lambda pair: -pair[0])
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.5:
        return None
    return scored[0][1]


def _alive(actor: Actor, day: dt.date | None) -> bool:
    """False if a group had ended two years before that day, or not begun."""
    if day is None or actor.kind == "person" or not actor.sectors:
        return True
    first, last = actor.sectors[0].first, actor.sectors[0].last
    return (first is None or first.year <= day.year) and (last is None or last.year + 2 >= day.year)


def _paper(text: _Text, at: int, length: int, form: Form) -> bool:
    """True if a publisher's name stands where one does: names of one common word need an article or a cue before."""
    if length > 1 and not form.context:
        return True
    before = text.words[at - 1] if at else None
    article = before is not None and before.fold == "the" and text.joined(at - 1, at)
    if form.context:
        after = text.folds[at + length] if at + length < len(text.folds) else ""
        cue = after in _REPORTING or (before is not None and before.fold in ("told", "citing", "by"))
        return (bool(article) or cue) and text.words[at].text[0].isupper()
    return True


_REPORTING = word_set(
    """
    reported reports said says quoted cited news agency newspaper magazine television tv website wrote
    """
)


def _found(text: _Text, form: Form, at: int, length: int) -> _Found | None:
    entry = text.known.entries[form.actor]
    actor = entry.actor
    begin, end = text.words[at].begin, text.words[at + length - 1].end
    base = _Found(begin, end, form.actor, "Organisation", "", first=at, last=at + length)
    if actor.kind == "person":
        if _other_person(text, at, length):
            return None
        base.type = "Person"
        base.because = f"full name of {actor.name}" if length > 1 else f"{form.written} means {actor.name}"
        text.named.add(form.actor)
        return base
    if actor.kind != "state" and form.how != "seat":
        if form.actor in _PLATFORMS and _as_a_medium(text, at, length):
            return None
        if (
            form.actor == "ifrc" and at and text.joined(at - 1, at) and text.words[at - 1].text[0].isupper()
            and text.folds[at - 1] != "the"
        ):  # fmt: skip
            # "The Kurdish Red Crescent" is a society of its own.
            return None
        base.because = f"name of {actor.name}" if form.how != "short" else f"acronym of {actor.name}"
        if actor.kind == "people":
            base.type, base.use = "Nationality", "people"
        return base
    if _in_a_name(text, at, length, form):
        return None
    base.country, base.how = actor.country, form.how
    if form.how == "adjective":
        base.type, base.use, base.because = "Nationality", "adjective", f"adjective of {actor.name}"
    elif form.how == "people":
        people = text.known.actor(f"{form.actor}-people")
        base.actor = people.id if people else form.actor
        base.type, base.use, base.because = "Nationality", "people", f"people of {actor.name}"
    elif form.how == "stand":
        base.because, base.sectors = f"{form.written} stands for the government of {actor.name}", ("GOV",)
    else:
        seat = form.how == "seat"
        use, why = _use(text, at, length, seat=seat)
        base.use, base.type = use, "Location"
        if use == "place":
            if seat:
                return None
            base.actor, base.name, base.because = None, actor.name, f"{actor.name} as a place: {why}"
        else:
            base.because = (
                f"{form.written} for its government: {why}" if seat else f"state {actor.name}: {why}"
            )
            base.sectors = ("GOV",)
    return base


_PLATFORMS = frozenset(["twitter", "facebook", "youtube", "telegram", "instagram", "whatsapp", "tiktok"])
_ITS_PAGES = word_set(
    """
    account accounts post posts page pages feed feeds user users follower followers handle message messages video videos
    thread hashtag channel channels group groups live
    """
)


def _as_a_medium(text: _Text, at: int, length: int) -> bool:
    """True where a platform is where something was written, not who acts: "on Twitter", "a Facebook post"."""
    after = at + length
    if at and text.folds[at - 1] in ("on", "via", "through", "over", "to") and text.joined(at - 1, at):
        return True
    return after < len(text.words) and text.folds[after] in _ITS_PAGES and text.joined(after - 1, after)


_NAME_AFTER = word_set(
    """
    post times street university avenue hotel square sea river park airport heights hilton road bank strip
    valley state d.c dc cup gate bridge lane county wizards redskins nationals united marathon fc zoo
    """
)


def _in_a_name(text: _Text, at: int, length: int, form: Form) -> bool:
    """True if a state's or city's name is part of another: "Washington Post", "Michael Jordan", "Jordan River"."""
    after = text.words[at + length] if at + length < len(text.words) else None
    before = text.words[at - 1] if at else None
    if form.how in ("adjective", "people", "stand"):
        return False
    if (
        after
        and after.text[0].isupper()
        and after.fold in _NAME_AFTER
        and text.joined(at + length - 1, at + length)
    ):
        return True
    if (
        before
        and before.text[0].isupper()
        and text.joined(at - 1, at)
        and (
            before.fold
            in ("new", "fort", "lake", "port", "mount", "real", "atletico", "sporting", "university")
            or (form.how == "seat" and before.fold in ("west", "east"))
        )
    ):
        return True
    if before and text.joined(at - 1, at) and before.fold in _GIVEN and form.written in _LIKE_PEOPLE:
        return True
    return bool(
        after and form.written in _LIKE_PEOPLE and after.text[0].isupper() and text.between(at + length - 1, at + length) == " "
        and not text.words[at + length - 1].possessive and _word_pos(text, at + length) == "PROPN" and after.fold not in text.known.lengths
    )  # fmt: skip


_LIKE_PEOPLE = phrase_set(
    """
    Jordan, Chad, Georgia, Washington, Israel, Lebanon, Cuba, Paris, London, Sofia, Victoria, Kingston,
    Male, Georgetown, San José, Lima, Hamilton, Stanley
    """
)
_GIVEN = word_set(
    """
    george michael denzel kerry neil king lake jack john jr robert martin montego petra vernon port booker
    ricky
    """
)


def _other_person(text: _Text, at: int, length: int) -> bool:
    """True if a known name is part of a longer name of somebody else ("Asma" before "Assad", "Trump" "Jr.")."""
    after = text.words[at + length] if at + length < len(text.words) else None
    gap = text.between(at + length - 1, at + length) if after else ""
    return after is not None and after.fold in ("jr", "junior") and gap in (" ", ", ")


def _word_pos(text: _Text, at: int) -> str | None:
    index = text.parsed(text.words[at].begin)
    return text.parse.words[index].pos if index is not None else None


_DATELINE = re.compile(
    r"(?:, [A-Z][\w.]+)?\s*(?:\([A-Z][\w ]+\))?\s*(?:—|–|--)\s|\s\((?:Reuters|AP|AFP|CNN|UPI)\)"
)


def _use(text: _Text, at: int, length: int, *, seat: bool) -> tuple[Use, str]:
    """Whether a state or its capital is meant as an actor or as a place, and why; by grammar, else by the words beside."""
    last = at + length - 1
    if seat and (
        (text.words[at].text.isupper() and len(text.words[at].text) > 3)
        or _DATELINE.match(text.document.text, text.words[last].end)
    ):
        return "place", "dateline"
    if at and text.folds[at - 1] in _DIRECTIONS and text.joined(at - 1, at):
        return "place", f"{text.folds[at - 1]} of it"
    index = text.parsed(text.words[last].begin)
    if text.words[last].possessive:
        noun = (
            text.parse.words[text.parse.words[index].head]
            if index is not None and text.parse.words[index].head >= 0
            else None
        )
        if noun and noun.lemma in _PLACE_NOUNS:
            return "place", f"its {noun.lemma}"
        if seat and noun and noun.lemma not in _OWNED:
            return "place", f"its {noun.lemma}, which a town may have"
        return "actor", "possessive"
    if index is None:
        return _use_by_words(text, at, length, seat=seat)
    words = text.parse.words
    # A name of several words is one phrase: its head is the word whose own head lies outside.
    while (
        words[index].head >= 0
        and words[index].dep in ("flat", "compound", "goeswith")
        and text.words[at].begin <= words[words[index].head].span.begin < text.words[last].end
    ):
        index = words[index].head
    word = words[index]
    case = _preposition(words, index)
    dep = word.dep.split(":")[0]
    if dep == "conj":
        head = word.head
        for _ in range(4):
            if words[head].dep.split(":")[0] != "conj":
                break
            head = words[head].head
        dep, case = words[head].dep.split(":")[0], case or _preposition(words, head)
        word = words[head]
    governor = words[word.head] if word.head >= 0 else None
    if case in _PLACE_PREPOSITIONS:
        return "place", f"after {case!r}"
    if seat and any(
        other.head == index and other.dep in ("amod", "det") for other in words[max(0, index - 4) : index]
    ):
        return "place", "with an article or adjective"
    if case in ("from", "to", "of"):
        lemma = governor.lemma if governor else ""
        if case == "of":
            if seat:
                return "place", "after 'of'"
            return ("place", f"{lemma} of") if lemma in _PLACE_NOUNS else ("actor", f"{lemma} of")
        if governor and (
            governor.lemma in _MOTION
            or governor.lemma in _PLACE_NOUNS
            or governor.lemma in ("visit", "trip", "flight", "way", "ambassador", "journey")
        ):
            return "place", f"{governor.lemma} {case}"
        carried = governor is not None and any(
            other.head == word.head and other.dep == "obj" and other.lemma in _SENT
            for other in words[max(0, index - 10) : index]
        )
        if carried:
            return "actor", "what is sent comes from it"
        if case == "from" and governor and governor.lemma not in _SENT and governor.lemma not in _SPEECH:
            return "place", f"{lemma} from"
        return (
            ("actor", f"{lemma} {case}")
            if governor and (not seat or lemma in _SENT - {"reaction", "response"} or lemma in _SPEECH)
            else ("place", f"after {case!r}")
        )
    if case:
        if case in _NO_PARTY or (seat and case not in _PARTY):
            return "place", f"after {case!r}"
        if seat and case not in ("with", "between", "against", "by") and not _spoken(text, at):
            return "place", f"after {case!r}, and nothing else speaks of its state"
        return "actor", f"after {case!r}"
    if dep == "nsubj":
        if seat and governor and not _acts(words, word.head, word.dep):
            return "place", f"subject of {governor.lemma}, which no government does"
        return "actor", f"subject of {governor.lemma}" if governor else "subject"
    if dep in ("obj", "iobj", "dislocated", "vocative"):
        if governor and (governor.lemma in _TAKEN or (seat and governor.lemma not in _TOLD)):
            return "place", f"object of {governor.lemma}"
        return "actor", f"object of {governor.lemma}" if governor else "object"
    if dep == "compound":
        if seat:
            return "place", "before a noun"
        return "actor", "before a noun"
    if (
        dep in ("appos", "nmod", "obl", "list")
        and at
        and text.between(at - 1, at) == ", "
        and text.words[at - 1].text[0].isupper()
    ):
        return "place", "behind a place and a comma"
    if dep in ("appos", "root", "parataxis", "list", "dep") or governor is None:
        return ("place", "alone") if seat else ("actor", "alone")
    return ("place", dep) if seat else ("actor", dep)


# What a government has and a town has not: "Moscow's demands", against "Paris' boulevards".
_OWNED = _SENT | word_set(
    """
    policy decision ally relation relationship role intervention position view stance claim attack campaign action
    interest influence goal plan strategy military regime government troop force army ambassador envoy concern refusal
    failure ability attempt effort proposal willingness hand ambition threat move involvement behaviour behavior
    insistence opposition commitment agenda priority silence approach invasion operation warfare airstrike strike bombing
    bombardment friend enemy rival partner proxy client man denial accusation hope fear argument need desire aim objective
    sanction handling assertion presence power leader ruler official diplomat diplomacy minister ministry offensive
    adventure aggression meddling war insurgent rebel backer patron sponsor foe adversary rhetoric allegation promise
    pledge offer announcement withdrawal reluctance determination readiness leverage clout control grip hold word
    deal agreement negotiator delegation spy intelligence agent mission veto vote choice favourite candidate puppet
    """
)


def _spoken(text: _Text, at: int) -> bool:
    """True if the text speaks of the state whose seat stands at word `at` by more than its seats."""
    return any(
        text.countries[form.actor] > text.seats[form.actor]
        for _, forms in text.match(at)
        for form in forms
        if form.how == "seat"
    )


_DIRECTIONS = word_set(
    """
    northern southern eastern western central northeastern northwestern southeastern southwestern north south east west
    northeast northwest southeast southwest mainland downtown rural upper lower inner outer
    """
)
# After these a country is a time or a place ("since Afghanistan", "out of Iraq").
_NO_PARTY = word_set(
    """
    since before after during out off outside beyond past above below along near up down across amid
    """
)
# After these even a capital may be a government ("talks with Moscow").
_PARTY = word_set(
    """
    with between against by for among unlike than like about without
    """
)
# What is done to places; of a country so treated the text speaks as of land.
_TAKEN = _MOTION | word_set(
    """
    hit bomb shell capture retake enter besiege take leave recapture strike hold rock seize annex occupy liberate reach
    cross control tour encircle storm evacuate bombard pound surround overrun conquer lose clear secure ravage devastate
    destroy inhabit explore visit rebuild split divide
    """
)
# What is done to governments: a capital as the object of anything else is a place.
_TOLD = word_set(
    """
    accuse blame urge warn press pressure criticise criticize condemn support back tell ask help provoke anger irritate
    infuriate alarm worry embarrass isolate punish persuade convince force allow deny give offer threaten sanction please
    reassure invite thank praise defy defeat challenge confront engage consult inform notify brief enrage upset
    antagonise antagonize appease satisfy deter coerce oblige enable prompt lobby denounce charge implicate fault advise
    remind assure consider supply arm fund sue join trust betray abandon drive push compel lead represent rebuff
    outmanoeuvre outmaneuver rile rattle unnerve frustrate
    """
)


def _acts(words: Sequence[Word], verb: int, dep: str) -> bool:
    """True if the subject of that word does something a government can do: it is a verb, active, no description."""
    word = words[verb]
    if word.pos not in ("VERB", "AUX") or any(
        other.head == verb and other.dep == "cop" for other in words[max(0, verb - 8) : verb]
    ):
        return False
    # "Moscow was accused of it", but "Sarajevo was shelled".
    return word.lemma in _TOLD if dep == "nsubj:pass" else word.lemma not in _NEVER_DONE


# What towns do and governments don't.
_NEVER_DONE = word_set(
    """
    lie fall burn suffer wake sleep shake awake awaken stretch host house lack be become grow boast
    unite divide fill empty fell celebrate mourn glow bustle endure resemble sit stand
    """
) - {"host"}  # fmt: skip


def _preposition(words: Sequence[Word], index: int) -> str | None:
    for at in range(max(0, index - 8), index):
        if words[at].head == index and words[at].dep == "case" and words[at].lemma not in ("'s", "’s", "'"):
            return words[at].lemma.lower()
    return None


def _use_by_words(text: _Text, at: int, length: int, *, seat: bool) -> tuple[Use, str]:
    """Without a parse: the word before and the word behind."""
    before = text.folds[at - 1] if at and text.between(at - 1, at) in (" ", "\n") else ""
    if before in ("the",) and at > 1:
        before = text.folds[at - 2]
    after = (
        text.folds[at + length]
        if at + length < len(text.words) and text.between(at + length - 1, at + length) == " "
        else ""
    )
    if before in _PLACE_PREPOSITIONS or (before in ("from", "to", "of") and seat):
        return "place", f"after {before!r}"
    if before in ("with", "between", "against", "by", "for"):
        return "actor", f"after {before!r}"
    if (
        after in _FINITE
        or after.removesuffix("s") in _SPEECH
        or after.removesuffix("ed") in _SPEECH
        or after.removesuffix("d") in _SPEECH
    ):
        return "actor", f"before {after!r}"
    return ("place", "no sign of an act") if seat else ("actor", "no preposition of place")


_FINITE = word_set(
    """
    said says told has will is was would can could may must wants had should considers sent
    """
)


# ---------------------------------------------------------------------------------------------------------------
# Bodies, offices, collectives


def _bodies(text: _Text, found: Sequence[_Found]) -> list[_Found]:
    """Bodies and offices named through a state: "Turkish jets", "Iran's foreign minister", "minister ... of Iran"."""
    out: list[_Found] = []
    by_first = {item.first: item for item in found}
    taken: set[int] = set()
    for item in found:
        entry = text.known.entries.get(item.actor or "") or next(
            (text.known.entries[state] for state in [_state_of(text, item)] if state), None
        )
        if entry is None or entry.actor.kind != "state":
            continue
        if item.use == "adjective" or text.words[item.last - 1].possessive or item.use in ("actor", "place"):
            made = _behind(text, item, entry.actor.id)
            # A city's police or court is the city's own ("London police" may not even be England's), and the chief of
            # staff of the White House leads no army.
            if (
                made
                and (item.how != "seat" or made.kind == "government")
                and not (item.how == "stand" and made.office and made.office[1] == "army chief")
            ):
                out.append(made)
                taken.update(range(made.first, made.last))
    for at, (length, kinds) in text.nouns.items():
        if at in taken:
            continue
        end = at + length
        made = _of_state(text, at, end, kinds, by_first)
        if made is None and at and text.folds[at - 1] in ("the", "their", "his", "its", "this"):
            made = _alone(text, at, end, kinds, out)
        if made:
            out.append(made)
            taken.update(range(made.first, made.last))
    return out


def _state_of(text: _Text, item: _Found) -> str | None:
    """The state behind a find that is a place or a people."""
    if item.country and item.actor is None:
        return text.known.country_state.get(item.country)
    return None


def _behind(text: _Text, item: _Found, state: str) -> _Found | None:
    """A body or office that follows a state: "Turkish jets", "the Iranian regime's army", "Iran foreign minister"."""
    at = item.last
    count = len(text.words)
    modifiers: list[str] = []
    possessive = text.words[at - 1].possessive
    if not possessive and item.use != "adjective" and (at >= count or text.between(at - 1, at) != " "):
        return None
    while at < count and len(modifiers) < 4:
        gap = text.between(at - 1, at)
        if gap not in _JOINTS or (gap == "-" and text.folds[at] in _BACKED):
            return None
        if text.folds[at] in _BACKED and gap == "-":
            return None
        match = text.noun(at)
        # "Syrian government forces" is longer than "Syrian government".
        if match is None and text.folds[at] not in _BETWEEN:
            return None
        if match:
            length, kinds = match
            end = at + length
            if end < count and text.between(end - 1, end) == "-" and text.folds[end] in _BACKED:
                return None
            if _goes_on(text, end, text.folds[end - 1]):
                return None
            deeper = text.noun(end) if end < count and text.between(end - 1, end) == " " else None
            if deeper and not any(kind == "office" for kind, _ in kinds):
                return _made(text, item.first, end + deeper[0], deeper[1], state, modifiers)
            if text.folds[at] in _BETWEEN and deeper:
                length, kinds = deeper
                end += length
            if item.use in ("actor", "place") and not possessive and not _noun_like(text, item, kinds):
                return None
            return _made(text, item.first, end, kinds, state, modifiers)
        modifiers.append(text.folds[at])
        at += 1
    return None


_LOOSE = word_set(
    """
    public nation society press court people state media leadership official cabinet
    """
)


def _goes_on(text: _Text, end: int, word: str) -> bool:
    """True if the phrase is only the beginning of a longer one: "Jordan's Public | Security Directorate"."""
    if end >= len(text.words) or text.between(end - 1, end) != " ":
        return False
    if (
        text.words[end - 1].text[0].isupper()
        and text.words[end].text[0].isupper()
        and text.noun(end) is None
        and text.folds[end - 1] in _LOOSE
    ):
        return True
    return word in _LOOSE and _word_pos(text, end) == "NOUN" and text.noun(end) is None


def _noun_like(text: _Text, item: _Found, kinds: list[tuple[str, str]]) -> bool:
    """A state's name before a body without a possessive ("Iran foreign ministry") counts for ministries and offices."""
    return any(
        name.endswith(
            ("ministry", "minister", "forces", "police", "parliament", "president", "premier", "government")
        )
        or kind == "office"
        for kind, name in kinds
    )


def _made(
    text: _Text, first: int, last: int, kinds: list[tuple[str, str]], state: str, modifiers: Sequence[str]
) -> _Found:
    kind, name = kinds[0]
    if len(kinds) > 1 and state in ("usa", "gbr", "deu") and ("office", "interior minister") in kinds:
        kind, name = "office", "interior minister"
    begin, end = text.words[first].begin, text.words[last - 1].end
    known = text.known
    said = text.document.text[text.words[last - 1].begin : end]
    if kind == "office":
        spec = known.kinds.offices[name]
        title = "deputy foreign minister" if "deputy" in modifiers and name == "foreign minister" else name
        person = (
            None if set(modifiers) & _NO_HOLDER and title == name else known.holder(state, title, text.day)
        )
        word = fold(said)
        if name == "president" and word in ("leader", "ruler", "strongman", "dictator", "state"):
            person = None if set(modifiers) & _NO_HOLDER else _first_man(text, state)
        if name in _MANY or word in ("chief", "head"):
            person = None
        # "The Spanish dictator" may be dead for decades: only a name beside it says who.
        named_only = word in ("dictator", "ruler", "strongman") and person is None
        body = known.body(state, str(spec.get("body")))
        if name == "president" and word not in ("president", "pres", "presidentelect"):
            body = state
        because = f"{name} of {state}" + (
            f" on {text.day}" if person else ": who held it is not known from date and data"
        )
        item = _Found(
            begin,
            end,
            None if named_only else person or body,
            "Person",
            because,
            first=first,
            last=last,
            office=(state, title),
        )
        if not person and not named_only:
            item.sectors = ("GOV",)
        return item
    body = known.body(state, name)
    type_: MentionType = "Organisation"
    if name in ("air-force", "navy") and re.search(
        r"(?:jets?|planes?|aircraft|bombers|helicopters?|gunships|drones?|warships?|frigates?|submarines?|destroyer|carrier|vessels|ships|gunboats|F-16s)$",
        said,
    ):
        type_ = "MilitaryPlatform"
    item = _Found(begin, end, body, type_, f"{name} of {state}", first=first, last=last, kind=name)
    if name == "people":
        item.use = "people"
    if known.kinds.bodies[name].get("state"):
        item.sectors = ("GOV",)
    return item


# Offices that several hold at once, or whose words mean other things too.
_MANY = phrase_set(
    """
    ambassador, spokesman, representative, commander, director, secretary-general, first minister, high
    representative, party leader
    """
)
# States that have a prime minister too, but are led by their president.
_PRESIDENTIAL = word_set(
    """
    rus fra syr egy ukr tur blr kaz uzb tjk kgz kor twn yem sdn
    """
)


def _first_man(text: _Text, state: str) -> str | None:
    """Whom "the Libyan leader" means: the one at the head, where the constitution leaves no doubt."""
    for title in ("supreme leader", "leader", "paramount leader"):
        person = text.known.holder(state, title, text.day)
        if person:
            return person
    president, premier = (
        text.known.holder(state, title, text.day) for title in ("president", "prime minister")
    )
    if premier and (state not in _PRESIDENTIAL or not president):
        return None if president else premier
    return president


def _of_state(
    text: _Text, at: int, end: int, kinds: list[tuple[str, str]], by_first: dict[int, _Found]
) -> _Found | None:
    """ "Ministry of Foreign Affairs of Iran", "president of the United States", "the regime in Tehran"."""
    if (
        end >= len(text.words)
        or text.folds[end] not in ("of", "in", "for")
        or text.between(end - 1, end) != " "
    ):
        return None
    link = text.folds[end]
    nxt = end + 1
    if nxt < len(text.words) and text.folds[nxt] == "the":
        nxt += 1
    if nxt >= len(text.words) or (
        link == "in"
        and not any(name in ("government", "opposition", "rebels", "police") for _, name in kinds)
    ):
        return None
    item = by_first.get(nxt)
    state = None
    if item and item.use != "adjective":
        state = (
            item.actor
            if item.actor in text.known.entries and text.known.entries[item.actor].actor.kind == "state"
            else _state_of(text, item)
        )
        last = item.last
    if state is None:
        for length, forms in text.match(nxt):
            seats = [form for form in forms if form.how == "seat" and _written(text, nxt, length, form)]
            beyond = nxt + length
            if beyond < len(text.words) and text.joined(beyond - 1, beyond) and text.noun(beyond):
                # "A spokesman for London police" speaks for no government.
                break
            if len(seats) == 1:
                state, last = seats[0].actor, nxt + length
            break
    if state is None or text.words[last - 1].possessive:
        # "head of Iran's Quds Force" is not the head of Iran.
        return None
    before = [text.folds[i] for i in range(max(0, at - 2), at)]
    return _made(text, at, last, kinds, state, before)


def _alone(
    text: _Text, at: int, end: int, kinds: list[tuple[str, str]], made: Sequence[_Found]
) -> _Found | None:
    """ "the army", "the government": the last one of its kind, else that of the state the text is about."""
    if text.between(at - 1, at) != " " or (
        end < len(text.words)
        and text.between(end - 1, end) == " "
        and text.folds[end] in ("of", "in", "for", "backed")
    ):
        return None
    index = text.parsed(text.words[end - 1].begin)
    if text.document.text[text.words[end - 1].end : text.words[end - 1].end + 1] == "-" or (
        index is not None and text.parse.words[index].dep == "compound"
    ):
        # "Government watchdog group", "the Army-Navy game".
        return None
    kind, name = kinds[0]
    if kind == "office":
        if text.folds[end - 1] in ("chief", "head", "director", "general", "leader") and end - at == 1:
            return None
        return _Found(
            text.words[at].begin,
            text.words[end - 1].end,
            None,
            "Person",
            "role",
            first=at,
            last=end,
            office=("", name),
            weak=1,
        )
    if " ".join(text.folds[at:end]) not in text.known.alone.get(name, ()):
        return None
    # "The regime" is not the administration spoken of before, though both are governments.
    word = text.folds[end - 1]
    last = next(
        (
            item
            for item in reversed(made)
            if item.kind == name and item.last <= at and word in text.folds[item.first : item.last]
        ),
        None,
    )
    if last is not None:
        item = replace(last, begin=text.words[at].begin, end=text.words[end - 1].end, first=at, last=end)
        item.because = f"the {name} named before"
        return item
    if name == "rebels":
        state = _at_war(text)
    elif name == "opposition":
        state = _salient(text) or _at_war(text)
    elif word == "regime":
        state = _foremost(text, text.known.regimes)
    else:
        state = _salient(text)
    if state is None or (word == "administration" and state != "usa"):
        return None
    item = _made(text, at, end, kinds, state, ())
    item.because = (
        f"{name} of {state}, the one at war of those this text is about"
        if name == "rebels"
        else f"{name} of {state}, the state this text is about"
    )
    return item


# ---------------------------------------------------------------------------------------------------------------
# Binding: titles, appositions, brackets, short names


def _longest(found: list[_Found]) -> list[_Found]:
    """Without finds that lie inside a longer one of the same actor; adjectives and places inside others stay."""
    out: list[_Found] = []
    open_: list[_Found] = []
    for item in sorted(found, key=lambda item: (item.begin, -item.end, item.weak)):
        open_ = [other for other in open_ if other.end > item.begin]
        if any(
            (
                other.end >= item.end
                and (
                    (other.begin, other.end) == (item.begin, item.end)
                    or (other.actor == item.actor and item.actor is not None)
                )
            )
            or other.begin < item.begin < other.end < item.end
            for other in open_
        ):
            continue
        out.append(item)
        open_.append(item)
    return out


def _bind_roles(text: _Text, found: list[_Found]) -> None:
    """A role right before a name, or behind it with a comma, means that name and nobody else."""
    persons = [item for item in found if item.type == "Person" and item.office is None and item.actor]
    by_first = {item.first: item for item in persons}
    by_last = {item.last: item for item in persons}
    for item in found:
        if item.office is None:
            continue
        person = by_first.get(item.last) or by_first.get(item.last + 1)
        if person and text.gap(item.last - 1, person.first) not in ("", ","):
            person = None
        if person is None and item.first - 1 >= 0:
            person = by_last.get(item.first) or (
                by_last.get(item.first - 1)
                if text.folds[item.first - 1] in ("the", "a", "then", "former")
                else None
            )
            if person and text.gap(person.last - 1, person.last) != ",":
                person = None
        if person and person.actor:
            item.actor, item.sectors = person.actor, None
            item.because = "the name beside it"
            if item.office[0]:
                text.titled[person.actor] = item.office
        elif item.actor is None:
            _role_before(text, item, persons)


def _role_before(text: _Text, item: _Found, persons: Sequence[_Found]) -> None:
    """ "the president" alone means the last person named before who holds such an office."""
    title = item.office[1] if item.office else ""
    for person in reversed([p for p in persons if p.end <= item.begin]):
        actor = text.known.actor(person.actor or "")
        if actor is None:
            continue
        held = any(
            office.title == title
            and (
                text.day is None
                or (
                    (office.first is None or office.first <= text.day)
                    and (office.last is None or text.day <= office.last)
                )
            )
            for office in actor.offices
        )
        if held or text.titled.get(actor.id, ("", ""))[1] == title:
            item.actor, item.because = actor.id, f"the {title} named before"
            return


def _at_home(text: _Text, found: Sequence[_Found]) -> None:
    """Country of people of the case: the nation or office named right before them ("Syrian activist Ada Lunt")."""
    nations = {item.last: item.country for item in found if item.use == "adjective" and item.country}
    for item in found:
        case = text.case.get(item.actor or "")
        if case is None or case.country is not None or item.type != "Person":
            continue
        country = None
        if item.actor in text.titled:
            state = text.known.entries.get(text.titled[item.actor][0])
            country = state.actor.country if state else None
        for back in range(4):
            at = item.first - back
            if country or at < 1 or text.between(at - 1, at) not in (" ", "-", ", "):
                break
            country = nations.get(at)
            if back and not text.words[at].text[0].islower() and text.title(at) is None:
                break
        if country:
            text.case[case.id] = replace(case, country=country)


def _bind_appositions(text: _Text, found: list[_Found]) -> None:
    """Roles that point at nobody yet, beside a person of the case."""
    _bind_roles(text, [item for item in found if item.type == "Person"])
    found[:] = [item for item in found if item.actor is not None or item.country is not None]


_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z](?:[A-Za-z0-9-]{0,6})|[A-Z]{2,8}")


def _brackets(text: _Text, found: list[_Found]) -> list[_Found]:
    """Acronyms in brackets behind a name define themselves for this document: "Hashd Group (HG)"."""
    out: list[_Found] = []
    body = text.document.text
    by_end = {item.end: item for item in found if item.actor and item.use == "actor"}
    for match in re.finditer(r"\s?\(([^()]{2,40})\)", body):
        item = by_end.get(match.start())
        if item is None or item.actor is None or item.type == "Location":
            continue
        for part in re.split(r"[/,;]| or | also ", match[1]):
            short = part.strip(" '’\"“”")
            if _ACRONYM.fullmatch(short):
                text.own[short] = item.actor
    if not text.own:
        return out
    have = {(item.begin, item.end) for item in found}
    for at, word in enumerate(text.words):
        id_ = text.own.get(word.text)
        if id_ and (word.begin, word.end) not in have:
            out.append(
                _Found(
                    word.begin,
                    word.end,
                    id_,
                    "Organisation",
                    "the text itself explains the acronym",
                    first=at,
                    last=at + 1,
                )
            )
    for item in found:
        said = body[item.begin : item.end]
        if said in text.own and item.actor != text.own[said]:
            item.actor, item.because, item.country, item.sectors = (
                text.own[said],
                "the text itself explains the acronym",
                None,
                None,
            )
    return out


def _persons(text: _Text, found: Sequence[_Found]) -> list[_Found]:
    """Full names the knowledge has in another spelling, and people of the case: from the model, or by title and speech."""
    out: list[_Found] = []
    covered = [
        (item.begin, item.end)
        for item in found
        if item.office is None and (item.type == "Person" or item.last - item.first > 1)
    ]
    spans = [(mention.span.begin, mention.span.end) for mention in parse_persons(text.parse)]
    spans += _titled_names(text)
    seen: set[tuple[int, int]] = set()
    for begin, end in spans:
        name = _name_in(text, begin, end)
        if name is None or name in seen:
            continue
        seen.add(name)
        first, last = name
        a, b = text.words[first].begin, text.words[last - 1].end
        if any(x < b and a < y for x, y in covered):
            continue
        full = tuple(text.folds[first:last])
        if len(full) < 2 or full in text.known.surnames:
            continue
        written = " ".join(text.document.text[a:b].split())
        person = _spelled(text, full)
        if person:
            text.named.add(person)
            out.append(
                _Found(
                    a,
                    b,
                    person,
                    "Person",
                    f"a spelling of {text.known.entries[person].actor.name}",
                    first=first,
                    last=last,
                )
            )
        elif not set(full) & text.known.never:
            id_ = text.known.merged.get(case_id(written), case_id(written))
            text.case.setdefault(id_, Actor(id_, written, "person", of_case=True))
            out.append(
                _Found(
                    a,
                    b,
                    id_,
                    "Person",
                    "a full name that the knowledge does not have",
                    first=first,
                    last=last,
                    name=written,
                )
            )
    return out


def parse_persons(parse: Parse) -> list[ParsedMention]:
    """The model's mentions of people."""
    return [mention for mention in parse.mentions if mention.type == "Person"]


def _begin(word: Token) -> int:
    return word.begin


def _name_in(text: _Text, begin: int, end: int) -> tuple[int, int] | None:
    """The words of a personal name in [begin, end): capitalised ones in a row, titles, articles and roles left out."""
    first = bisect.bisect_left(text.words, begin, key=_begin)
    inside = list(range(first, min(bisect.bisect_left(text.words, end, key=_begin), first + 12)))
    best: tuple[int, int] | None = None
    at = 0
    while at < len(inside):
        i = inside[at]
        title = text.title(i)
        if title:
            at += title[0]
            continue
        if (
            not _capital(text, i)
            or text.folds[i] in _SENTENCE_OPENERS
            or (text.folds[i] in _FUNCTION and text.folds[i] not in PARTICLES)
            or (
                len(text.words[i].text) == 1
                and text.document.text[text.words[i].end : text.words[i].end + 1] == "-"
            )
        ):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(inside)
            and (
                text.between(inside[last], inside[last + 1]) in (" ", "-", "‑")
                or (
                    len(text.words[inside[last]].text) == 1
                    and text.between(inside[last], inside[last + 1]) == ". "
                )
            )
            and not (last + 2 < len(inside) and text.title(inside[last + 1]))
            and (_capital(text, inside[last + 1]) or text.folds[inside[last + 1]] in PARTICLES)
            and not text.words[inside[last]].possessive
        ):
            last += 1
        while text.folds[inside[last]] in PARTICLES and last > at:
            last -= 1
        run = (inside[at], inside[last] + 1)
        joined = run[1] - run[0] == 2 and text.between(run[0], run[0] + 1) in ("-", "‑")
        if run[1] - run[0] >= 2 and not joined and not _known_words(text, run) and _personal(text, run):
            best = run
            # What follows with a comma, "of" or "at" says where they belong, it is not the name.
            behind = inside[last] + 1
            if behind < len(text.words) and (
                "," in text.between(behind - 1, behind) or text.folds[behind] in ("of", "at", "from", "who")
            ):
                return best
        at = last + 1
    return best


# Words that end or make up names of bodies, works and regions, never those of people.
_IMPERSONAL = word_set(
    """
    asia africa europe america east west north south markets market capital press bank group company corporation corp inc
    ltd llc institute institution university college school department ministry agency association federation
    foundation committee commission council court news times post journal magazine television radio network airlines
    airways industries holdings partners services systems technologies international center centre party movement front
    army force forces brigade battalion fund trust society club union league team hospital church mosque voters others
    supporters states republic states' house senate congress parliament program programme project staff office bureau
    """
)


def _personal(text: _Text, run: tuple[int, int]) -> bool:
    """False if the words end as names of bodies, papers, laws, weapons, places or regions do."""
    last = text.folds[run[1] - 1]
    return last not in _IMPERSONAL and _may_act(text.words[run[0] : run[1]], "Person")


def _capital(text: _Text, i: int) -> bool:
    return text.capitals[i]


def _known_words(text: _Text, run: tuple[int, int]) -> bool:
    """True if a state, nationality or body stands in the run: then it is no personal name."""
    for at in range(*run):
        for length, forms in text.match(at):
            if at + length <= run[1] and any(form.how in ("adjective", "people", "stand") for form in forms):
                return True
        match = text.noun(at)
        if match and run[1] - run[0] <= 3:
            return True
    return False


_TRADES = word_set(
    """
    spokesman spokeswoman spokesperson governor mayor activist analyst commander journalist lawyer
    resident fighter official director chief leader minister ambassador correspondent expert photographer
    reporter rapper professor
    """
)


def _titled_names(text: _Text) -> list[tuple[int, int]]:
    """Names that a title, a trade or a verb of speech makes people, whether or not the model saw them."""
    out = []
    count = len(text.words)
    starts = sorted({*text.titles, *(at for at, capital in enumerate(text.capitals) if capital)})
    for at in starts:
        title = text.title(at)
        if title and text.words[at].text[0].isupper() and at + title[0] + 1 < count:
            begin = at + title[0]
            if text.between(begin - 1, begin) not in (" ", ". ") or not _capital(text, begin):
                continue
            end = begin
            while (
                end + 1 < count
                and (
                    text.between(end, end + 1) in (" ", "-")
                    or (len(text.words[end].text) == 1 and text.between(end, end + 1) == ". ")
                )
                and (_capital(text, end + 1) or text.folds[end + 1] in PARTICLES)
                and end - begin < 4
            ):
                end += 1
            out.append((text.words[begin].begin, text.words[end].end))
        elif (
            at + 2 < count
            and _capital(text, at)
            and _capital(text, at + 1)
            and text.between(at, at + 1) == " "
            and (at == 0 or not _capital(text, at - 1) or text.between(at - 1, at) not in (" ", "-"))
        ):
            end = at + 1
            while (
                end + 1 < count
                and (
                    text.between(end, end + 1) in (" ", "-")
                    or (len(text.words[end].text) == 1 and text.between(end, end + 1) == ". ")
                )
                and (_capital(text, end + 1) or text.folds[end + 1] in PARTICLES)
                and end - at < 4
            ):
                end += 1
            trade = at > 0 and text.folds[at - 1] in _TRADES and text.between(at - 1, at) == " "
            if trade or _SPEECH_WORDS.match(text.document.text, text.words[end].end):
                out.append((text.words[at].begin, text.words[end].end))
    return out


def _spelled(text: _Text, full: tuple[str, ...]) -> str | None:
    """The person whose name `full` is another spelling of, if exactly one."""
    # "John F. Kerry", "Rex W. Tillerson": initials in the middle say nothing.
    if full[-1] in ("jr", "sr") and len(full) > 2:
        full = full[:-1]
    full = (full[0], *(part for part in full[1:-1] if len(part) > 1), full[-1])
    fitting = {
        form.actor
        for form in text.known.index.get(full, ())
        if text.known.entries[form.actor].actor.kind == "person"
    }
    if fitting:
        return fitting.pop() if len(fitting) == 1 else None
    given = _NICKNAMES.get(full[0])
    if given:
        fitting = {
            form.actor
            for form in text.known.index.get((given, *full[1:]), ())
            if text.known.entries[form.actor].actor.kind == "person"
        }
        if fitting:
            return fitting.pop() if len(fitting) == 1 else None
    last = full[-1]
    for form, people in _same_sound(text.known).get(_sound(last), {}).items():
        if not form:
            continue
        for id_ in people:
            actor = text.known.entries[id_].actor
            if any(same_name(full, key(name)) for name in (actor.name, *(n.name for n in actor.names))):
                fitting.add(id_)
    return fitting.pop() if len(fitting) == 1 else None


_NICKNAMES = {
    "jim": "james", "bill": "william", "will": "william", "joe": "joseph", "mike": "michael", "bob": "robert",
    "rob": "robert", "tom": "thomas", "dick": "richard", "rick": "richard", "ed": "edward", "ted": "edward",
    "tony": "anthony", "chris": "christopher", "dan": "daniel", "dave": "david", "ben": "benjamin", "sam": "samuel",
    "steve": "steven", "tim": "timothy", "nick": "nicholas", "jeff": "jeffrey", "ron": "ronald", "don": "donald",
    "matt": "matthew", "andy": "andrew", "greg": "gregory", "ken": "kenneth", "larry": "lawrence", "jack": "john",
    "charlie": "charles", "chuck": "charles", "pete": "peter", "phil": "philip", "pat": "patrick", "liz": "elizabeth",
    "kate": "katherine", "sue": "susan", "hank": "henry", "harry": "henry", "jerry": "gerald", "fred": "frederick",
    "alex": "alexander", "bibi": "benjamin", "joseph": "joe", "james": "jim", "michael": "mike", "robert": "bob",
}  # fmt: skip

_SOUNDS: dict[int, dict[str, dict[tuple[str, ...], list[str]]]] = {}


def _sound(word: str) -> str:
    spelled = transliteration(word)
    return spelled[:1] + "".join(letter for letter in spelled[1:] if letter not in "aiu")[:3]


def _same_sound(known: Knowledge) -> dict[str, dict[tuple[str, ...], list[str]]]:
    """Surnames by the sound of their consonants, so that few pairs of names need comparing."""
    table = _SOUNDS.get(id(known))
    if table is None:
        table = {}
        for form, people in known.surnames.items():
            table.setdefault(_sound(form[-1]), {})[form] = people
        _SOUNDS.clear()
        _SOUNDS[id(known)] = table
    return table


def _short_names(text: _Text, found: Sequence[_Found]) -> list[_Found]:
    """Surnames: of people named in full in this document, else of well-known ones the context speaks for."""
    out: list[_Found] = []
    taken = [False] * len(text.words)
    for item in found:
        if (
            item.office is None
            and (item.use != "place" or item.last - item.first > 1)
            and item.type != "Nationality"
        ):
            for i in range(item.first, item.last):
                taken[i] = True
    here: dict[tuple[str, ...], set[str]] = {}
    for id_ in text.named:
        entry = text.known.entries.get(id_)
        if entry and entry.actor.kind == "person":
            for name in (entry.actor.name, *(n.name for n in entry.actor.names[:3])):
                for form in surname_keys(name, entry.actor.country):
                    here.setdefault(form, set()).add(id_)
    for actor in text.case.values():
        for form in surname_keys(actor.name):
            if any(known.how in ("seat", "name") and known.actor in text.known.country_state.values()
                   for known in text.known.index.get(form, ())):  # fmt: skip
                # "London" is the town, whoever has it for a last name.
                continue
            here.setdefault(form, set()).add(actor.id)
    text.short = here
    sounds: dict[str, list[tuple[str, ...]]] = {}
    for form in here:
        if len(form) == 1:
            sounds.setdefault(transliteration(form[0])[:1], []).append(form)
    full = {item.actor for item in found if item.type == "Person" and item.last - item.first > 1}
    at = 0
    count = len(text.words)
    while at < count:
        step = 1
        if (not taken[at] and text.words[at].text[0].isupper()) or text.folds[at] in PARTICLES:
            for length in (3, 2, 1):
                if (
                    at + length > count
                    or any(taken[at : at + length])
                    or not text.words[at + length - 1].text[0].isupper()
                ):
                    continue
                if length > 1 and any(
                    text.between(i, i + 1) not in (" ", "-", "‑") for i in range(at, at + length - 1)
                ):
                    continue
                form = tuple(text.folds[at : at + length])
                people = {id_ for id_ in here.get(form, ()) if id_ in full or id_ in text.case} or here.get(
                    form, set()
                )
                known = form in text.known.surnames
                if not people and length == 1 and len(form[0]) >= 6 and not known:
                    # "Khameinei" beside "Ali Khamenei": a slip, if only one person here sounds like it.
                    people = {
                        id_
                        for other in sounds.get(transliteration(form[0])[:1], ())
                        if same_part(other[0], form[0])
                        for id_ in here[other]
                    }
                if not people and not known:
                    continue
                made = _surname(text, at, length, form, people)
                if made:
                    out.append(made)
                    step = length
                    break
        at += step
    return out


def _surname(text: _Text, at: int, length: int, form: tuple[str, ...], here: set[str]) -> _Found | None:
    if form[-1] in text.known.never or len(form[-1]) < 3:
        return None
    begin, end = text.words[at].begin, text.words[at + length - 1].end
    given = (
        at > 0
        and text.between(at - 1, at) == " "
        and _capital(text, at - 1)
        and not text.words[at - 1].possessive
    )
    title = _title_before(text, at)
    courtesy = at > 0 and text.folds[at - 1] in _COURTESIES
    if given and courtesy:
        given = False
    if given and (text.folds[at - 1] in _SENTENCE_OPENERS or _word_pos(text, at - 1) not in (None, "PROPN")):
        given = False
    if given and not title and not _adjective(text, at - 1):
        # A capitalised word before that is no title: somebody else of that name ("Asma Assad").
        return None
    after = text.words[at + length] if at + length < len(text.words) else None
    if (
        after
        and text.between(at + length - 1, at + length) == " "
        and _capital(text, at + length)
        and _word_pos(text, at + length) in (None, "PROPN")
        and not _verbish(after)
    ):
        return None
    if len(here) == 1:
        id_ = next(iter(here))
        name = text.known.entries[id_].actor.name if id_ in text.known.entries else text.case[id_].name
        return _Found(
            begin, end, id_, "Person", f"short for {name}, named in full here", first=at, last=at + length
        )
    if here:
        return None
    if text.words[at + length - 1].text.isupper() and len(form[-1]) > 2 and not title:
        # A headline or dateline ("AUSTIN, Texas").
        return None
    people = text.known.surnames.get(form, ())
    fitting = [id_ for id_ in people if _prominent(text, id_, title)]
    if form[-1] in _COMMON_SURNAMES and not title:
        fitting = [id_ for id_ in fitting if _in_office(text, id_)]
    if len(fitting) > 1:
        ranked = sorted(fitting, key=lambda id_: -_rank(text, id_))
        if _rank(text, ranked[0]) >= _rank(text, ranked[1]) + 2:
            fitting = ranked[:1]
    if len(fitting) == 1 and (text.words[at].text[0].isupper() or length > 1):
        if _common(text, at, length, fitting[0], title):
            return None
        if len(people) > 1 and not title and not _at_the_top(text, fitting[0]):
            # Two of that surname are known: only who leads a state is meant without a given name.
            return None
        actor = text.known.entries[fitting[0]].actor
        return _Found(
            begin,
            end,
            fitting[0],
            "Person",
            f"surname of {actor.name}, whose country and time fit",
            first=at,
            last=at + length,
        )
    return None


_COURTESIES = word_set(
    """
    mr mrs ms miss dr sir madame mme monsieur lord lady
    """
)
_SENTENCE_OPENERS = word_set(
    """
    the a an but and when if as while for in on at by with from that this then since after before although
    though because yet so or nor to he she it they what who
    later earlier yesterday today tomorrow meanwhile also still now here there even instead however moreover once again
    perhaps finally soon only until under over between despite during against like where why how what yes no
    """
)


def _verbish(word: Token) -> bool:
    return word.text[0].islower()


def _adjective(text: _Text, at: int) -> bool:
    return any(
        form.how in ("adjective", "name", "short", "stand", "seat")
        for _, forms in text.match(at)
        for form in forms
    )


def _title_before(text: _Text, at: int) -> str | None:
    """Sector of the title before word `at`, if any; a courtesy ("Mr") says nothing of who somebody is."""
    for back in (1, 2, 3):
        if at - back >= 0:
            title = text.title(at - back)
            if (
                title
                and title[0] == back
                and text.words[at - back].text[0].isupper()
                and text.between(at - 1, at) in (" ", ". ")
            ):
                return None if text.folds[at - back] in _COURTESIES else title[1]
    word = text.noun(at - 1) if at else None
    if word and any(kind == "office" for kind, _ in word[1]) and text.between(at - 1, at) == " ":
        return "GOV"
    return None


# Offices whose holders newspapers name without introducing them.
_LEADING = phrase_set(
    """
    president, prime minister, supreme leader, chancellor, monarch, foreign minister, leader, crown
    prince, defence minister, paramount leader, general secretary, official, spokesman, national security
    adviser, vice president, opposition leader, general, special envoy, ambassador, quds force commander,
    cleric
    """
)
_TOP = frozenset(
    [
        "president",
        "prime minister",
        "supreme leader",
        "chancellor",
        "monarch",
        "paramount leader",
        "general secretary",
    ]
)


def _prominent(text: _Text, id_: str, title: str | None) -> bool:
    """True if somebody of that surname would be named without introduction here: a fitting country and time."""
    actor = text.known.entries[id_].actor
    home = text.known.country_state.get(actor.country or "")
    spoken = text.countries.get(home or "", 0)
    day = text.day
    for office in actor.offices:
        first = office.first.year if office.first else None
        last = office.last.year if office.last else None
        near = day is None or (
            (first is None or first - 1 <= day.year) and (last is None or day.year <= last + 4)
        )
        if not near:
            continue
        if (
            title
            and len(text.known.surnames.get(key(actor.name)[-2:], ())) == 1
            and key(actor.name)[-2:-1]
            and key(actor.name)[-2] in PARTICLES
        ):
            return True
        of_home = spoken or text.countries.get(office.of, 0) or office.of in text.named
        if office.title in _TOP and (of_home or title):
            return True
        if office.title in _LEADING and (spoken >= 2 or (title and of_home) or office.of in text.named):
            return True
    return False


def _at_the_top(text: _Text, id_: str) -> bool:
    """True if that person has led a state, or held an office in it that day."""
    offices = text.known.entries[id_].actor.offices
    return any(office.title in _TOP for office in offices) or (text.day is not None and _in_office(text, id_))


def _in_office(text: _Text, id_: str) -> bool:
    """True if that person held an office on the day of the document."""
    day = text.day
    return day is None or any(
        (office.first is None or office.first <= day) and (office.last is None or day <= office.last)
        for office in text.known.entries[id_].actor.offices
    )


def _rank(text: _Text, id_: str) -> float:
    """How likely a surname alone means that person: the country spoken of, and being at the head then or of late."""
    actor = text.known.entries[id_].actor
    home = text.known.country_state.get(actor.country or "")
    rank = min(text.countries.get(home or "", 0), 6) / 3
    day = text.day
    best = 0.0
    for office in actor.offices:
        if office.title not in _TOP:
            continue
        if day is None:
            # No date: the one who held it last of those the data knows.
            best = max(best, 4.0 if office.last is None or office.last.year >= 2012 else 1.0)
        elif (office.first is None or office.first <= day) and (office.last is None or day <= office.last):
            best = 4.0
        elif office.first is None or office.first <= day:
            best = max(best, 2.0)
    return rank + best


_COMMON_SURNAMES = word_set(
    """
    may brown bush powell gates rice baker king white young hunt major straw hammond reid fox lake cook
    church page perry price carter johnson clinton martin lee li ma wang kim park moon santos castro
    garcia jones smith clark hill harris burns mason power grey gray ban key howard english john peter
    wallace miller ryan kelly marshall robertson robinson allen campbell warren sun han ali khan hassan
    hussein hariri saleh ahmed omar abbas aziz
    """
)


def _common(text: _Text, at: int, length: int, id_: str, title: str | None) -> bool:
    """True for surnames that are also common words or very common names: they need a title, or the full name."""
    if length > 1 or title:
        return False
    word = text.folds[at]
    if word not in _COMMON_SURNAMES:
        # At the beginning of a sentence any word has a capital.
        return False
    if word in ("clinton", "bush", "abbas", "johnson"):
        return _word_pos(text, at) not in (None, "PROPN")
    return True


# ---------------------------------------------------------------------------------------------------------------
# Mentions


def _mentions(text: _Text, found: list[_Found], given: Sequence[Mention]) -> tuple[Mention, ...]:
    found = sorted(found, key=lambda item: (item.begin, -item.end))
    # What an earlier stage only passed on is read again; what it settled stays.
    settled = [m for m in given if m.type not in _RESOLVABLE or m.actor or m.lat is not None]
    passed = [
        ParsedMention(m.span, m.type, m.score)
        for m in given
        if m.type in _RESOLVABLE and not m.actor and m.lat is None
    ]
    out: list[Mention] = list(settled)
    blocked = [mention.span for mention in settled]
    used: set[int] = set()
    text.people = [(item.end, item.actor or "") for item in found if item.type == "Person" and item.actor]
    text.people.sort()
    text.covered = [
        (item.begin, item.end)
        for item in found
        if item.last - item.first > 1 and item.actor and not item.office
    ]
    clusters = _clusters(text, found)
    begins = [item.begin for item in found]
    names = sorted(
        (item.begin, item.end)
        for item in found
        if item.type == "Person" and item.office is None and item.actor
    )
    spans = set(blocked)
    for parsed in dict.fromkeys([*text.parse.mentions, *passed]):
        a, b = parsed.span
        if fold(text.document.text[a:b]) in _ARTICLES:
            continue
        if parsed.type == "Person":
            at = bisect.bisect_right(names, (a, len(text.document.text)))
            if any(x <= a and b <= y and b - a < y - x for x, y in names[max(0, at - 3) : at]):
                # A fragment of a name ("Bashar" of "Bashar Assad") is nobody of its own.
                continue
        if parsed.span in spans or (
            parsed.type == "Temporal" and any(span.overlaps(parsed.span) for span in blocked)
        ):
            continue
        inside_from = bisect.bisect_left(begins, parsed.span.begin)
        inside = []
        for n in range(inside_from, len(found)):
            if found[n].begin >= parsed.span.end:
                break
            if found[n].end <= parsed.span.end:
                inside.append(n)
        out.append(_resolved(text, parsed, found, inside, used, clusters))
    for n, item in enumerate(found):
        if n not in used and (item.begin, item.end) not in spans:
            out.append(_mention(text, item))
    out += _carried(text, clusters, {mention.span for mention in out})
    out = _without_parts(out)
    unique: dict[tuple[Span, str], Mention] = {}
    for mention in out:
        old = unique.get((mention.span, mention.type))
        if old is None or (old.actor is None and mention.actor is not None):
            unique[(mention.span, mention.type)] = mention
    return tuple(sorted(unique.values(), key=lambda mention: mention.span))


def _without_parts(mentions: list[Mention]) -> list[Mention]:
    """Adjectives of a nation beside the actor whose name they belong to ("Lebanese" in "Lebanese Hezbollah") are nobody."""
    whole = sorted(
        (m.span for m in mentions if m.actor and m.type in ("Person", "Organisation", "MilitaryPlatform")),
        key=lambda span: (span.begin, -span.end),
    )
    begins = [span.begin for span in whole]
    out = []
    for mention in mentions:
        if mention.actor and (mention.because or "").startswith("adjective of"):
            at = bisect.bisect_right(begins, mention.span.begin)
            if any(span.covers(mention.span) and span != mention.span for span in whole[max(0, at - 4) : at]):
                mention = replace(
                    mention,
                    actor=None,
                    name=None,
                    aliases=(),
                    because=f"{mention.because}; part of a longer name",
                )
        out.append(mention)
    return out


def _mention(
    text: _Text, item: _Found, span: Span | None = None, type_: MentionType | None = None, score: float = 1.0
) -> Mention:
    """A find as a mention, with what is known of its actor on the day of the document."""
    known = text.known
    span = span or Span(item.begin, item.end)
    type_ = type_ or item.type
    actor = known.actor(item.actor) if item.actor else None
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


_ARTICLES = frozenset(["the", "a", "an", "s", ""])
_RESOLVABLE = frozenset(["Person", "Organisation", "Location", "Nationality", "MilitaryPlatform", "Vehicle"])
_PRONOUNS = word_set(
    """
    he she it they we you i him her them us me his its their our my your who whom himself herself itself
    themselves those these this that which
    """
)


def _resolved(
    text: _Text, parsed: ParsedMention, found: Sequence[_Found], inside: list[int], used: set[int],
    clusters: dict[Span, tuple[str, str]],
) -> Mention:  # fmt: skip
    """A mention of the model, resolved by the find that is its head."""
    plain = Mention(parsed.span, parsed.type, parsed.score)
    if parsed.type not in _RESOLVABLE:
        return plain
    span = _trimmed(text, parsed.span)
    if span.begin >= span.end:
        return plain
    if not inside:
        return _unfound(text, parsed, plain, clusters)
    exact = next((n for n in inside if found[n].begin == span.begin and found[n].end == span.end), None)
    head = exact if exact is not None else _head(text, parsed.span, found, inside, parsed.type)
    if head is None:
        return _unfound(text, parsed, plain, clusters)
    item = found[head]
    if exact is None and any(
        found[n].actor not in (None, item.actor) and _and_between(text, found[n], item) for n in inside
    ):
        # "Google and Facebook" are two.
        return plain
    if parsed.type == "Location" and item.use == "people":
        return plain
    if (
        parsed.type == "Person"
        and item.type != "Person"
        and exact is None
        and item.use in ("adjective", "place")
    ):
        return plain
    used.add(head)
    for n in inside:
        if (
            found[n].actor == item.actor
            and found[n].actor is not None
            and n != exact
            and item.type == found[n].type
        ):
            used.add(n)
    mention = _mention(text, item, parsed.span, parsed.type, parsed.score)
    if exact is None and item.use == "adjective":
        return replace(
            mention,
            actor=None,
            name=None,
            aliases=(),
            because=f"{item.because}; who of it, the text does not say",
        )
    return mention


_LEADING_JUNK = re.compile(r"(?:the|The|a|an|A|An)\s+|[“\"'‘(\[]+")
_TRAILING_JUNK = re.compile(r"(?:['’]s?|[”\"’)\].,]+)$")


def _trimmed(text: _Text, span: Span) -> Span:
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


def _head(text: _Text, span: Span, found: Sequence[_Found], inside: list[int], type_: str) -> int | None:
    """The find that holds the head of `span`: by the parse; else what ends it; else what a part stands for."""
    words = text.parse.words
    tail = _trimmed(text, span).end
    people = [
        n for n in inside if found[n].type == "Person" and found[n].office is None and found[n].end == tail
    ]
    before = fold(text.document.text[span.begin : found[people[0]].begin].strip()[-1:]) if people else ""
    if len(people) == 1 and type_ == "Person" and (not before or before.isalnum() or before in ",."):
        return people[0]
    root = None
    at = text.parsed(span.begin)
    if at is not None:
        root = at
        for _ in range(30):
            head = words[root].head
            if head < 0 or not span.begin <= words[head].span.begin < span.end:
                break
            root = head
    if root is not None:
        spot = words[root].span.begin
        holding = [n for n in inside if found[n].begin <= spot < found[n].end]
        if holding:
            best = max(holding, key=lambda n: found[n].end - found[n].begin)
            # "Lebanon's Hezbollah" is who ends it, whatever the parse makes of the possessive.
            ending = [
                n for n in inside if found[n].end == tail and found[n].use == "actor" and found[n].actor
            ]
            if text.words[found[best].last - 1].possessive and ending:
                return max(ending, key=lambda n: found[n].end - found[n].begin)
            return best
        lemma, form = words[root].lemma.casefold(), fold(words[root].span.of(text.document.text))
        against = re.search(r"(?i)\b(?:anti|counter|non|ex|pro)-\w", span.of(text.document.text))
        if (form in text.known.parts or lemma in text.known.parts) and not against:
            # "Hezbollah fighters", "members of the Islamic State": the part stands for the whole, if it hangs on it
            # ("a group of Republican donors" is not the party) and is not only backed by it ("C.I.A.-backed rebels").
            whole = [
                n
                for n in inside
                if (found[n].use == "actor" or (found[n].use == "people" and form in _OF_A_PEOPLE))
                and found[n].type != "Person"
                and not _backs(text, found[n])
                and _hangs_on(text, found[n], root)
            ]
            if len({found[n].actor for n in whole}) == 1:
                return whole[0]
        return None
    end = span.end
    ending = [n for n in inside if found[n].end >= end - 1]
    return max(ending, key=lambda n: found[n].end - found[n].begin) if ending else None


def _and_between(text: _Text, a: _Found, b: _Found) -> bool:
    """True if nothing but "and" or a comma stands between two names."""
    a, b = (a, b) if a.last <= b.first else (b, a)
    if a.last > b.first:
        return False
    between = text.document.text[a.end : b.begin].strip(_INVISIBLE).removesuffix("the").strip()
    return between in ("and", "or", "&", ",", ", and")


# What speaks for a people; its fighters do not ("Kurdish militants" are not the Kurds).
_OF_A_PEOPLE = word_set(
    """
    leaders leader leadership representatives representative delegation officials community
    """
)


def _backs(text: _Text, item: _Found) -> bool:
    """True for the first half of "C.I.A.-backed", "US-led": whoever follows is somebody else."""
    return (
        item.last < len(text.words)
        and text.between(item.last - 1, item.last) in ("-", "‑", " ")
        and text.folds[item.last] in _BACKED
        and (text.between(item.last - 1, item.last) != " " or text.folds[item.last] in ("backed", "led"))
    )


def _hangs_on(text: _Text, item: _Found, root: int) -> bool:
    """True if the head of that name hangs on word `root` itself, or on a word beside it in the same name."""
    words = text.parse.words
    for offset in (text.words[item.last - 1].begin, text.words[item.first].begin):
        at = text.parsed(offset)
        for _ in range(6):
            if at is None or at < 0:
                break
            if at == root:
                return True
            head = words[at].head
            if head == root:
                return True
            # Only along the name itself, brackets behind it and coordinations.
            inside = head >= 0 and item.begin <= words[head].span.begin < item.end
            if not inside and words[at].dep.split(":")[0] not in ("conj", "flat", "appos", "amod"):
                break
            at = head
    return False


def _unfound(
    text: _Text, parsed: ParsedMention, plain: Mention, clusters: dict[Span, tuple[str, str]]
) -> Mention:
    """A mention no name of which was found: carried by coreference, or an actor of this case, or nobody."""
    carried = clusters.get(parsed.span)
    if carried and parsed.type in ("Person", "Organisation", "MilitaryPlatform"):
        item = _Found(
            parsed.span.begin, parsed.span.end, carried[0], parsed.type, f"the same as {carried[1]!r} before"
        )
        return _mention(text, item, parsed.span, parsed.type, parsed.score)
    if parsed.type == "Nationality":
        forms = [
            form
            for form in text.known.index.get(key(parsed.span.of(text.document.text)), [])
            if form.how in ("adjective", "people")
        ]
        if len(forms) == 1:
            made = _Found(
                *parsed.span,
                forms[0].actor,
                "Nationality",
                f"{forms[0].how} of {forms[0].actor}",
                use="adjective",
            )
            return _mention(text, made, parsed.span, parsed.type, parsed.score)
    if parsed.type not in ("Person", "Organisation"):
        return plain
    span = _trimmed(text, parsed.span)
    if any(begin <= span.begin and span.end <= end for begin, end in text.covered):
        return plain
    if parsed.type == "Person" and _looks_like_a_name(text, span, parsed.type):
        span = _untitled(text, span)
    said = " ".join(span.of(text.document.text).split())
    if parsed.type == "Person":
        person = _titled_surname(text, _trimmed(text, parsed.span))
        if person:
            item = _Found(*parsed.span, person, parsed.type, "title and surname")
            return _mention(text, item, parsed.span, parsed.type, parsed.score)
    parts = said.split()
    if not _looks_like_a_name(text, span, parsed.type):
        return plain
    one = len(key(said)) == 1
    if one and _before_a_name(text, span):
        return plain
    if one:
        forms = text.known.index.get(key(said), [])
        seats = [form for form in forms if form.how == "seat"]
        dateline = said.isupper() or _DATELINE.match(text.document.text, span.end)
        if len(seats) == 1 and parsed.type == "Organisation" and not dateline:
            item = _Found(
                *parsed.span,
                seats[0].actor,
                parsed.type,
                f"{said} read as a body, not a place",
                sectors=("GOV",),
            )
            return _mention(text, item, parsed.span, parsed.type, parsed.score)
        people = set(text.short.get(key(said), ())) or (
            _by_given_name(text, key(said)[0]) if parsed.type == "Person" else set()
        )
        if len(people) == 1:
            id_ = people.pop()
            return _mention(
                text,
                _Found(*parsed.span, id_, parsed.type, "short for the name in full here"),
                parsed.span,
                parsed.type,
                parsed.score,
            )
        if forms or people or key(said) in text.known.surnames:
            return plain
    id_ = case_id(said, text.document.id if one else None)
    id_ = text.known.merged.get(id_, id_)
    shipped = text.known.actor(id_)
    if shipped is not None and not one:
        return _mention(
            text, _Found(*parsed.span, id_, parsed.type, "its id"), parsed.span, parsed.type, parsed.score
        )
    kind: Literal["person", "organisation"] = "person" if parsed.type == "Person" else "organisation"
    text.case.setdefault(id_, Actor(id_, said, kind, of_case=True))
    why = (
        "a name that the knowledge does not have"
        if len(parts) > 1
        else "a single name, of this document only"
    )
    return replace(plain, actor=id_, name=text.case[id_].name, because=why)


def _by_given_name(text: _Text, given: str) -> set[str]:
    """Who of those named in full in the document has that given name ("Hillary" beside "Hillary Clinton")."""
    known = {id_: text.known.entries[id_].actor for id_ in text.named if id_ in text.known.entries}
    people = [actor for actor in (*known.values(), *text.case.values()) if actor.kind == "person"]
    return {actor.id for actor in people if len(key(actor.name)) > 1 and key(actor.name)[0] == given}


def _before_a_name(text: _Text, span: Span) -> bool:
    """True if a capitalised word stands right behind: then the single word is a trade ("Parishioner Ada Lunt"), not a name."""
    tail = text.document.text[span.end : span.end + 2]
    return len(tail) == 2 and tail[0] == " " and tail[1].isupper()


def _untitled(text: _Text, span: Span) -> Span:
    """`span` without the titles at its beginning ("Sheikh", "Lt. Gen."), if something is left."""
    inside = tokens(span.of(text.document.text))
    folds = [word.fold for word in inside]
    at = 0
    while at < len(inside) - 1:
        title = text.known.title(folds, at)
        if not title or at + title[0] >= len(inside):
            break
        at += title[0]
    if not inside:
        return span
    last = at + 1
    # "Mr. Peck of SunTrust", "Lindsey Graham, R-S.C.": the name ends before what says where they belong.
    while last < len(inside):
        gap = span.of(text.document.text)[inside[last - 1].end : inside[last].begin]
        if "," in gap or "(" in gap or folds[last] in ("of", "at", "from", "and"):
            break
        last += 1
    end = span.end if last == len(inside) else span.begin + inside[last - 1].end
    return Span(span.begin + inside[at].begin, end)


def _titled_surname(text: _Text, span: Span) -> str | None:
    """Who "SECRETARY KERRY" or "UN Envoy de Mistura" is: a surname behind titles, of somebody here or well known."""
    said = [word.fold for word in tokens(span.of(text.document.text))]
    at = 0
    while at < len(said) - 1:
        title = text.known.title(said, at)
        step = title[0] if title else next((length for length, _ in text.known.match(said, at)), 0)
        if not step:
            break
        at += step
    form = tuple(said[at:])
    if not form or not at or len(form) > 3:
        return None
    people = text.short.get(form) or {
        id_ for id_ in text.known.surnames.get(form, ()) if _prominent(text, id_, "GOV")
    }
    return next(iter(people)) if len(people) == 1 else None


_COMMON_NOUNS = word_set(
    """
    committee coalition council government ministry parliament court church commission state states party union army navy
    university school hospital bank board department office agency force forces team group company house senate mosque
    embassy airport center centre movement front alliance opposition authorities administration president minister
    """
)
_GENERIC = word_set(
    """
    city county supreme federal national local security general joint high central public foreign united special
    executive legislative judicial military civil royal new old first second third regional provincial municipal others
    voters angry
    """
)
_FUNCTION = word_set(
    """
    of the and for in de al el du la von bin ibn on to a an & des d' y e van der ul i l
    """
)


def _looks_like_a_name(text: _Text, span: Span, type_: str) -> bool:
    """True for words that are all capitalised (but for "of", "and", "al-"): never a pronoun, number, fragment, nation."""
    words = tokens(span.of(text.document.text))
    if not words or len(words) > 9 or words[0].fold in _PRONOUNS:
        return False
    content = [word for word in words if word.fold not in _FUNCTION]
    if not content or any(not word.text[0].isupper() for word in content):
        return False
    if not _may_act(words, type_):
        return False
    folds = [word.fold for word in words]
    first = text.known.title(folds, 0) or text.known.word(folds, 0)
    if type_ == "Person" and first and (first[0] == len(folds) or folds[first[0]] in _FUNCTION):
        # "Minister for the Middle East" is an office, not a name.
        return False
    if all(word.fold in text.known.never or word.text.isdigit() for word in content):
        return False
    if (
        len(content) > 1
        and any(form.how == "adjective" for form in text.known.index.get((content[0].fold,), ()))
        and all(word.fold in text.known.never for word in content[1:])
    ):
        # "American Christians" are nobody in particular.
        return False
    if type_ != "Person" and all(word.fold in _COMMON_NOUNS or word.fold in _GENERIC for word in content):
        # "City Council", "the Supreme Court": whose, only the country could say.
        return False
    if len(content) == 1:
        word = content[0]
        index = text.parsed(span.begin + word.begin)
        if (
            len(word.text) < 3
            or word.fold in _COMMON_NOUNS
            or (index is not None and text.parse.words[index].pos != "PROPN")
        ):
            return False
        if text.known.word([word.fold], 0) or text.known.title([word.fold], 0):
            return False
        return type_ == "Person" or len(word.text) > 3 or word.text.isupper()
    return not text.known.title([word.fold for word in content], 0) or len(content) > 2 or type_ == "Person"


_DOCUMENTS = word_set(
    """
    act law bill treaty agreement accord accords resolution report plan deal pact protocol convention declaration
    charter communique memorandum amendment constitution code order directive initiative doctrine statement letter
    """
)
_WEAPONS = word_set(
    """
    missile missiles rocket rockets shell shells mortar mortars rifle rifles gun guns bomb bombs grenade grenades tank
    tanks warhead torpedo howitzer launcher kalashnikov ak novichok sarin chlorine vbied ied ieds
    """
)
_THINGS = word_set(
    """
    relationship relations war wars conflict crisis day days week month year years century era age revolution uprising
    operation offensive battle campaign election elections referendum primary caucus convention conference summit talks
    process award prize cup league games championship festival exhibition concert film movie novel book series show
    album song virus disease syndrome disaster storm hurricane earthquake attack attacks bombing massacre genocide
    holocaust scandal affair trial visit speech sharia caliphate sunni shia islam christianity language religion prophet
    """
)
_LANDS = word_set(
    """
    county province district region city town village street avenue road lane square boulevard highway bridge airport
    river valley lake sea gulf bay island islands mountain mountains hills desert peninsula park grad beach coast
    strait canal forest plain plains asia africa europe america borough shire border crossing camp gate tower neighbourhood neighborhood suburb
    """
)


def _may_act(words: Sequence[Token], type_: str) -> bool:
    """False for names of what never acts: documents, weapons, events, places by their last word, "R-Texas", dates."""
    at = next((i for i, word in enumerate(words) if i and word.fold in ("of", "on", "for", "in")), len(words))
    head = words[at - 1].fold
    if head in _DOCUMENTS or head in _WEAPONS or head in _THINGS:
        return False
    if head in _LANDS:
        return False
    if (
        type_ == "Person"
        and len(words) == 2
        and len(words[0].text) == 1
        and words[1].begin == words[0].end + 1
    ):
        # A letter, a hyphen, a state: party and seat of an American politician.
        return words[0].fold not in ("r", "d", "i")
    return not any(word.text.isdigit() for word in words[:1])


def _clusters(text: _Text, found: Sequence[_Found]) -> dict[Span, tuple[str, str]]:
    """Span -> (actor, the words that name it) for every member of a cluster whose names agree on one actor."""
    out: dict[Span, tuple[str, str]] = {}
    spots: dict[int, list[_Found]] = {}
    for item in found:
        if item.actor and item.use in ("actor", "people"):
            spots.setdefault(item.end, []).append(item)
    sentences = [span.begin for span in text.parse.sentences]
    for cluster in text.parse.coreference:
        votes: Counter[tuple[str, str]] = Counter()
        holding: set[int] = set()
        for span in cluster:
            if not spots or span.end - span.begin < 3:
                continue
            trimmed = _trimmed(text, span)
            for end in {span.end, trimmed.end}:
                if end in spots:
                    holding.add(span.end)
                for item in spots.get(end, ()):
                    if item.begin >= span.begin and item.actor:
                        votes[(item.actor, text.document.text[item.begin : item.end])] += (
                            2 if item.begin == trimmed.begin else 1
                        )
        actors = {actor for actor, _ in votes}
        # A cluster that names two is a mistake of the model somewhere: better to carry nothing.
        if len(actors) != 1:
            continue
        actor, words = votes.most_common(1)[0][0]
        ends = sorted(holding)
        record = text.known.actor(actor) or text.case.get(actor)
        for span in cluster:
            if record and _may_stand(text, span, record, ends, sentences):
                out.setdefault(span, (actor, words))
    return out


# Given names that leave no doubt, of people often in the news: "he" is never Hillary Clinton.
_WOMEN = word_set(
    """
    hillary angela theresa condoleezza madeleine federica nikki kamala michelle melania ivanka nancy elizabeth maria marine
    margaret samantha susan sarah condi ursula christine aung benazir sheikh_hasina indira golda tzipi ayelet asma maryam
    hanan leila fatima aisha margot jacinda julia gillian priti amber liz penny emily diane jo ruth nicola emma clare anne
    anna mary jane kate catherine katherine jennifer jessica laura lisa linda karen barbara rebecca rachel shamima ilham
    nadia malala greta yulia tatiana svetlana ekaterina valentina kellyanne elisabeth stephanie hannah megan claire janet
    """
)
_MEN = word_set(
    """
    donald barack joe john vladimir bashar boris david emmanuel francois nicolas recep tayyip benjamin george william bill
    james robert michael richard thomas charles daniel matthew anthony mark paul steven andrew kenneth edward brian ronald
    mohammad mohammed muhammad ahmed ali hassan hussein ibrahim abdullah khalid omar mahmoud mustafa mehmet ahmet sergei
    dmitry mikhail igor alexander nikolai jeremy philip gavin rex jeff jim mike ted bernie marco jeb chris ben abu osama
    ayman saddam hosni muammar qasem walid staffan antonio ban kofi xi kim shinzo
    """
)
_HE = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_IT = frozenset(["it", "its", "itself", "they", "them", "their", "theirs", "themselves"])


def _may_stand(text: _Text, span: Span, actor: Actor, names: list[int], sentences: list[int]) -> bool:
    """True if `span` may stand for `actor`: a pronoun of its kind or "the group", with the name not far before."""
    said = [word.fold for word in tokens(span.of(text.document.text))]
    if not said or not names:
        return False
    before = [end for end in names if end <= span.begin]
    if not before:
        return False
    here, there = bisect.bisect_right(sentences, span.begin), bisect.bisect_right(sentences, before[-1] - 1)
    if len(said) == 1 and said[0] in _HE:
        women = fold(actor.name.split()[0]) in _WOMEN
        men = fold(actor.name.split()[0]) in _MEN
        if (women and said[0].startswith("h") and not said[0].startswith("her")) or (
            men and (said[0].startswith("s") or said[0].startswith("her"))
        ):
            return False
        return actor.kind == "person" and here - there <= 3 and _last_person(text, span.begin) == actor.id
    if len(said) == 1 and said[0] in _IT:
        return actor.kind != "person" and here - there <= 1
    return (
        len(said) <= 3
        and said[0] in ("the", "this", "that")
        and said[-1] in _THE_GROUP
        and _is_a(actor, said[-1])
        and here - there <= 4
    )


def _is_a(actor: Actor, noun: str) -> bool:
    """True if that noun may be said of an actor of that kind: a ministry is no alliance, a company no army."""
    if actor.kind not in ("group", "organisation", "body"):
        return False
    armed = any(sector.code in ("REB", "PRM", "MIL") for sector in actor.sectors)
    if noun in ("militia", "army"):
        return armed
    if noun in ("movement", "party"):
        return actor.kind == "group" or any(sector.code == "PTY" for sector in actor.sectors)
    if noun in ("alliance", "coalition", "union"):
        return (
            noun in fold(actor.name)
            or actor.id == "nato"
            or (actor.kind == "group" and actor.country in BLOCS)
        )
    if noun in ("agency", "body", "council"):
        return actor.kind != "group"
    if noun == "force":
        return armed or "force" in fold(actor.name)
    return actor.kind != "body" or armed


def _last_person(text: _Text, offset: int) -> str | None:
    """The person named last before `offset`, as subject or not: pronouns rarely reach behind another person."""
    at = bisect.bisect_left(text.people, (offset, ""))
    return text.people[at - 1][1] if at else None


_THE_GROUP = word_set(
    """
    group organisation organization movement militia party network alliance council agency body coalition
    union force army
    """
)


def _carried(text: _Text, clusters: dict[Span, tuple[str, str]], have: set[Span]) -> list[Mention]:
    """Pronouns and short descriptions in a cluster with a name: they mean that name; they never make an actor."""
    out = []
    ends = {span.end for span in have}
    for span, (id_, words) in clusters.items():
        if span in have or span.end in ends or span.end - span.begin > 60:
            continue
        said = tokens(span.of(text.document.text))
        if not said:
            continue
        actor = text.known.actor(id_) or text.case.get(id_)
        if actor is None or (len(said) == 1 and said[0].fold in ("you", "who", "which", "that", "this")):
            continue
        type_: MentionType = "Person" if actor.kind == "person" else "Organisation"
        out.append(_mention(text, _Found(span.begin, span.end, id_, type_, f"the same as {words!r} before")))
    return out
