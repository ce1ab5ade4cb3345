"""Descriptions of somebody named: a role in apposition to the name, and "the group" or "the watchdog" behind it."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.actors.namelike import SENTENCE_OPENERS
from dragoman.actors.names import fold, word_set
from dragoman.actors.text import Found, Text
from dragoman.records import Actor, Mention, Span

__all__ = ["bind_descriptions", "bind_kinds", "spoken_of", "with_titles"]

ROLES = word_set(
    """
    minister president premier chancellor secretary chief head leader envoy commissioner commander general colonel major
    lieutenant admiral marshal spokesman spokeswoman spokesperson senator congressman congresswoman ambassador counterpart
    official director adviser advisor governor mayor chairman chairwoman chair coordinator activist analyst lawyer professor
    fellow expert founder correspondent journalist reporter deputy officer king queen emir prince princess sheikh imam cleric
    bishop archbishop patriarch pope negotiator delegate representative researcher manager boss editor veteran mp lawmaker
    judge prosecutor historian economist diplomat attache premier consul speaker whip councillor captain sergeant doctor
    surgeon nurse medic rescuer teacher resident fighter rebel defector strategist president-elect co-chair co-president
    high representative strongman autocrat dictator ruler monarch heir vice-president minister-designate
    """
)
_OPEN = word_set("the a an his her its their our")
_LINKS = word_set("of for to in at from on")
_ASIDE = 9
"""Words that a role in apposition takes at most."""


def bind_descriptions(text: Text, found: list[Found]) -> None:
    """A role beside a name with a comma means that name: "Ada Lunt, the ministry's spokesman", "the affairs minister, Ada Lunt"."""
    people = [item for item in found if item.type == "Person" and item.office is None and item.actor]
    for person in people:
        for first, last in (_behind(text, person), _before(text, person)):
            if first >= last:
                continue
            begin, end = text.words[first].begin, text.words[last - 1].end
            role = next((at for at in range(first, last) if text.folds[at] in _LINKS), last) - 1
            kept = [
                item
                for item in found
                if item is person
                or item.begin < begin
                or item.end > end
                or not item.first <= role < item.last  # whose role it is keeps its own name
            ]
            because = "the name beside it"
            kept.append(
                Found(begin, end, person.actor, "Person", because, first=first, last=last, name=person.name)
            )
            found[:] = kept


GROUPS = word_set(
    "group militia movement party alliance organisation organization faction bloc coalition network army"
)


def bind_kinds(text: Text, found: list[Found]) -> None:
    """What a group is, in apposition to its name, means it: "Hezbollah, the Lebanese militia that fights for ..."."""
    for item in [f for f in found if f.type == "Organisation" and f.actor and f.use == "actor"]:
        at = item.last
        if (
            at + 1 >= len(text.words)
            or text.gap(at - 1, at) != ","
            or text.folds[at] not in ("the", "a", "an")
        ):
            continue
        last = at + 1
        while last < len(text.words) and last - at < 7 and text.gap(last - 1, last) in ("", "-", "‑"):
            if text.folds[last] in GROUPS or text.pos(last) in ("VERB", "AUX", "ADP"):
                break
            last += 1
        if (
            last >= len(text.words)
            or text.folds[last] not in GROUPS
            or text.gap(last - 1, last) not in ("", "-", "‑")
        ):
            continue
        begin, end = text.words[at + 1].begin, text.words[last].end
        found[:] = [f for f in found if not (f.begin >= begin and f.end == end)]
        found.append(
            Found(
                begin,
                end,
                item.actor,
                "Organisation",
                "the name beside it",
                first=at + 1,
                last=last + 1,
                name=item.name,
            )
        )


def _behind(text: Text, person: Found) -> tuple[int, int]:
    """The words of the role that follows a name: "Ada Lunt, the Republican senator from Ohio, said"; (0, 0) if none does."""
    at = person.last
    if at >= len(text.words) or text.gap(at - 1, at) != ",":
        return 0, 0
    first = at
    if text.folds[first] in ("the", "a", "an"):
        first += 1
    last = _role(text, at, first)
    return (first, last) if last else (0, 0)


def _role(text: Text, at: int, first: int) -> int:
    """Where the role that begins at word `first` ends; 0 if it is none. It stands between commas, or at the sentence's end."""
    end = at
    role = 0
    while end < len(text.words) and end - at < _ASIDE + 6:
        if end > at and text.gap(end - 1, end) not in ("", "-", "‑"):
            break
        if text.pos(end) in ("VERB", "AUX") and text.folds[end] not in ROLES:
            break
        if text.folds[end] in ("who", "which", "that", "and", "but"):
            break
        if not role and text.folds[end] in ROLES and end - first < _ASIDE:
            role = end + 1
        elif role and role == end and text.folds[end] in ROLES:
            role = end + 1  # "secretary general"
        end += 1
    if not role:
        return 0
    if role < end and text.folds[role] not in _LINKS:
        return 0  # "a minister killed by ..."
    if (
        end < len(text.words)
        and text.gap(end - 1, end) == ""
        and text.folds[end] not in ("who", "that", "which")
    ):
        return 0  # no comma closes it
    if first == at and not (text.words[at].possessive or text.folds[at] in _OPEN or end - first > 1):
        return 0
    return role  # "a spokesman for the ministry": whose he is, is a name of its own


def _before(text: Text, person: Found) -> tuple[int, int]:
    """The words of the role before a name and a comma: "the European affairs minister, Ada Lunt, said"."""
    last = person.first
    if last < 2 or text.gap(last - 1, last) != ",":
        return 0, 0
    behind = person.last
    if behind < len(text.words) and text.gap(behind - 1, behind)[:1] not in (",", ".", ")", "”", ";"):
        return 0, 0  # "..., the minister, Zarif said"
    first = last - 1
    while first > 0 and last - first <= _ASIDE and text.folds[first] not in _OPEN:
        if text.gap(first - 1, first) not in ("", "-", "‑") or text.pos(first) in ("VERB", "AUX"):
            return 0, 0
        first -= 1
    if text.folds[first] not in _OPEN:
        return 0, 0
    if text.folds[first] in ("the", "a", "an"):
        first += 1
    role = next((at for at in range(first, last) if text.folds[at] in ROLES), None)
    if role is None or (role + 1 < last and text.folds[role + 1] not in (*_LINKS, *ROLES)):
        return 0, 0
    return first, role + 1


_BEFORE_A_TITLE = word_set(
    """
    foreign defence defense prime deputy military chief vice interior finance security opposition former rebel party home
    senior acting rear brigadier major lieutenant air wing field crown grand supreme general army navy police parliamentary
    presidential national state special assistant under permanent health energy justice trade development international
    house senate republican democratic conservative labour kurdish
    """
)


def with_titles(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """A mention with its titles for each person whose titles stand right before the name: "US President Ada Lunt".

    The name stays a mention of its own inside it.
    """
    begins = {word.begin: at for at, word in enumerate(text.words)}
    spans = {mention.span for mention in mentions}
    out: list[Mention] = []
    for mention in mentions:
        at = begins.get(mention.span.begin)
        if (
            mention.type != "Person"
            or mention.actor is None
            or at is None
            or not text.words[at].text[0].isupper()
        ):
            continue
        first = _first_title(text, at)
        if first is None:
            continue
        span = Span(text.words[first].begin, mention.span.end)
        if not any(other.covers(span) for other in spans):
            out.append(
                replace(mention, span=span, because=f"{mention.because}; with the title before the name")
            )
            spans.add(span)
    return out


def _first_title(text: Text, at: int) -> int | None:
    """The first word of the titles, and of what describes them, right before word `at`; None if there is no title."""
    first, titled = at, False
    while first > 0 and at - first < _ASIDE and not text.words[first - 1].possessive:
        before, gap = first - 1, text.between(first - 1, first)
        word = text.folds[before]
        if gap not in (" ", "-", ". ") or (gap == ". " and len(text.words[before].text) > 4):
            break
        title = word in ROLES or any(
            back in text.titles and back + text.titles[back][0] == first
            for back in range(max(0, first - 3), first)
        )
        if title:
            titled = True
        elif not titled or not (
            word in _BEFORE_A_TITLE
            or (
                text.words[before].text[0].isupper()
                and word not in SENTENCE_OPENERS
                and text.pos(before) in ("PROPN", "ADJ")
            )
        ):
            break
        first = before
    return first if titled and first < at else None


# --- "the group", "the watchdog" ------------------------------------------------------------------------------------

_ARMED = ("REB", "PRM", "MIL", "UAF")


def _armed(actor: Actor) -> bool:
    return actor.kind == "group" and any(sector.code in _ARMED for sector in actor.sectors)


def _named(*parts: str) -> Callable[[Actor], bool]:
    def holds(actor: Actor) -> bool:
        names = " ".join(fold(name.name) for name in actor.names) if actor.names else fold(actor.name)
        return actor.kind not in ("person", "state") and any(part in names for part in parts)

    return holds


def _sector(*codes: str) -> Callable[[Actor], bool]:
    def holds(actor: Actor) -> bool:
        return actor.kind not in ("person", "state") and any(sector.code in codes for sector in actor.sectors)

    return holds


_KINGDOMS = word_set("sau jor gbr bhr mar tha nor swe dnk nld bel esp khm btn")
_IS: dict[str, Callable[[Actor], bool]] = {
    "watchdog": _named(
        "observatory", "watch", "prohibition of chemical", "atomic energy", "network for human rights"
    ),
    "monitor": _named("observatory", "network for human rights", "monitor", "airwars"),
    "observatory": _named("observatory"),
    "militia": _armed,
    "militias": _armed,
    "jihadists": lambda a: _armed(a) and (a.country == "IMG" or "qaeda" in fold(a.name)),
    "jihadis": lambda a: _armed(a) and (a.country == "IMG" or "qaeda" in fold(a.name)),
    "extremists": lambda a: _armed(a) and (a.country == "IMG" or "qaeda" in fold(a.name)),
    "ministry": lambda a: a.id.endswith("-ministry"),
    "charity": _sector("NGO"),
    "agency": _sector("JRN", "IGO", "NGO"),
    "newspaper": _sector("JRN"),
    "broadcaster": _sector("JRN"),
    "kingdom": lambda a: a.kind == "state" and a.id in _KINGDOMS,
    "group": lambda a: a.kind == "group" or _sector("NGO")(a),
}
"""Noun -> whether it may be said of an actor; nouns of which "the" alone leaves no doubt whose kind is meant."""


def _kind(modifiers: set[str], noun: str, holds: Callable[[Actor], bool]) -> Callable[[Actor], bool]:
    """What the words before "group" make of it: a monitoring group is no militia."""
    if noun != "group":
        return holds
    if modifiers & {"monitoring", "rights", "human", "conflict"}:
        return _IS["monitor"]
    if modifiers & {"aid"}:
        return _IS["charity"]
    if modifiers & {
        "armed",
        "rebel",
        "militant",
        "islamist",
        "jihadist",
        "jihadi",
        "terrorist",
        "terror",
        "extremist",
    }:
        return _armed
    return holds


_REACH = 5
"""Sentences within which the name stands that a description means."""
_PLAIN = word_set(
    """
    armed rebel militant islamist jihadist jihadi terrorist terror extremist hardline powerful kurdish shia sunni opposition
    rights human aid war monitoring chemical weapons nuclear un british britain uk based news state defence foreign interior
    health tv conflict lebanese palestinian syrian iraqi main largest
    """
)


def spoken_of(text: Text, found: Sequence[Found]) -> list[Found]:
    """ "The group", "the chemical weapons watchdog", "the kingdom": the last named before that may be called so.

    Left alone where two that may be stand in the last sentence that names one.
    """
    starts = [span.begin for span in text.parse.sentences]
    if not starts:
        return []
    named = sorted(
        (
            (item.begin, item.end, actor)
            for item in found
            if item.actor and (actor := text.known.actor(item.actor) or text.case.get(item.actor)) is not None
        ),
        key=lambda entry: entry[0],
    )
    taken = sorted((item.begin, item.end) for item in found)
    out: list[Found] = []
    for at, word in enumerate(text.folds):
        holds = _IS.get(word)
        if holds is None or text.words[at].text[0].isupper():
            continue
        first = at
        while (
            first > 0 and at - first < 4 and text.folds[first - 1] in _PLAIN and text.joined(first - 1, first)
        ):
            first -= 1
        if (
            first == 0
            or text.folds[first - 1] not in ("the", "this")
            or text.between(first - 1, first) != " "
        ):
            continue
        holds = _kind(set(text.folds[first:at]), word, holds)
        begin, end = text.words[first].begin, text.words[at].end
        near = bisect.bisect_left(taken, (begin, 0))
        if any(a < end and begin < b for a, b in taken[max(0, near - 2) : near + 2]):
            continue
        if at + 1 < len(text.words) and text.between(at, at + 1) in (" ", "-"):
            behind = text.words[at + 1]
            if behind.fold in (
                "of",
                "that",
                "which",
                "whose",
                "led",
                "backed",
                "based",
                "called",
                "known",
                "for",
            ):
                continue
            if behind.text[0].isupper() or (word == "group" and text.pos(at + 1) in ("NOUN", "PROPN")):
                continue
        here = bisect.bisect_right(starts, begin)
        last: tuple[int, str] | None = None
        rivals: set[str] = set()
        for a, _, actor in reversed([entry for entry in named if entry[1] <= begin]):
            sentence = bisect.bisect_right(starts, a)
            if here - sentence > _REACH or (last is not None and sentence != last[0]):
                break
            if holds(actor):
                last = last or (sentence, actor.id)
                rivals.add(actor.id)
        if last is None or len(rivals) != 1:
            continue
        actor_ = text.known.actor(last[1]) or text.case[last[1]]
        item = Found(
            begin,
            end,
            last[1],
            "Organisation",
            f"{actor_.name}, the last named that is one",
            first=first,
            last=at + 1,
        )
        out.append(replace(item, weak=2))
    return out
