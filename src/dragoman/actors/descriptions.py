"""Descriptions of somebody named: a role in apposition to the name, and "the group" or "the watchdog" behind it."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.actors.namelike import SENTENCE_OPENERS
from dragoman.actors.names import word_set
from dragoman.actors.text import Found, Text
from dragoman.records import Actor, Mention, Span

__all__ = ["bind_descriptions", "bind_kinds", "spoken_of", "with_titles"]

ROLES = word_set(
    """
    minister president chancellor secretary chief head leader envoy commissioner commander general colonel major
    lieutenant admiral marshal spokesman spokeswoman spokesperson senator congressman congresswoman ambassador counterpart
    official director adviser advisor governor mayor chairman chairwoman chair coordinator activist analyst lawyer professor
    fellow expert founder correspondent journalist reporter deputy officer king queen emir prince princess sheikh imam cleric
    bishop archbishop patriarch pope negotiator delegate representative researcher manager boss editor veteran mp lawmaker
    judge prosecutor historian economist diplomat attache premier consul speaker whip councillor captain sergeant doctor
    surgeon nurse medic rescuer teacher resident fighter rebel defector strategist president-elect co-chair co-president
    representative strongman autocrat dictator ruler monarch heir vice-president minister-designate
    """
)
_OPEN = word_set("the a an his her its their our")
_LINKS = word_set("of for to in at from on")
_WITHIN = frozenset(["", "-", "‑", "'s", "’s", "'", "’"])
"""What may stand between two words of one phrase."""
_ASIDE = 9
"""Words that a role in apposition takes at most."""


KIN = word_set(
    """
    wife husband widow brother sister son daughter father mother aide adviser advisor lawyer spokesman spokeswoman friend
    ally deputy successor predecessor rival guard guest envoy
    """
)
"""Of somebody: whoever is named beside "the wife of the president" is not the president."""


def bind_descriptions(text: Text, found: list[Found]) -> None:
    """A role beside a name with a comma means that name: "Ada Lunt, the ministry's spokesman", "the affairs minister, Ada Lunt".

    Only with a parse, between two commas or at the end of a sentence, and never where the knowledge has somebody else in
    that office that day: "after talks with Ada Lunt, the president of Peru left" is an opening phrase, "Ada Lunt, the president
    and two aides" a list.
    """
    if not text.parse.words:
        return
    people = [item for item in found if item.type == "Person" and item.office is None and item.actor]
    offices = [item for item in found if item.office is not None]
    made: list[tuple[Found, int]] = []
    for person in people:
        for first, last in (_behind(text, person), _before(text, person)):
            role = last - 1
            if first >= last or not _fits(text, person, [o for o in offices if o.first <= role < o.last]):
                continue
            begin, end = text.words[first].begin, text.words[role].end
            because = "the name beside it"
            item = Found(
                begin, end, person.actor, "Person", because, first=first, last=last, name=person.name
            )
            made.append((item, role))
    owners = [owner for item, role in made if (owner := _whose(text, item, role)) is not None]
    roles = {role: item for item, role in made}
    found[:] = [
        item
        for item in found
        # an office that the role names is the person's now; whose it is ("the ministry's") keeps its own name
        if not any(
            item.first <= role < item.last and (item.type == "Person" or item.kind == "embassy")
            for role in roles
        )
        or any(item is person for person in people)
    ]
    found += [item for item, _ in made] + owners


def _whose(text: Text, item: Found, role: int) -> Found | None:
    """ "The group" of "the group's leader" beside a name: the one body or group that this person is in office of."""
    at = next((k for k in range(item.first, role) if text.words[k].possessive), None)
    actor = text.known.actor(item.actor or "")
    if at is None or actor is None or text.folds[at] not in _BODIES or text.words[at].text[0].isupper():
        return None
    of = {
        office.of
        for office in actor.offices
        if text.held(office.first, office.last)
        and (body := text.known.actor(office.of)) is not None
        and body.kind not in ("state", "person")
    }
    if text.folds[at] == "ministry":
        of = {
            text.known.body(office.of, f"{office.title.split()[0]}-ministry")
            for office in actor.offices
            if " ministry " in office.title and text.held(office.first, office.last)
        }
    if len(of) != 1:
        return None
    body = text.known.actor(of.pop())
    if body is None:
        return None
    because = f"where {actor.name} is in office"
    return Found(
        text.words[at].begin, text.words[at].end, body.id, "Organisation", because, first=at, last=at + 1
    )


def _fits(text: Text, person: Found, offices: Sequence[Found]) -> bool:
    """False if a known office says that the role is somebody else's, or of a state the person is not of."""
    actor = text.known.actor(person.actor or "")
    for office in offices:
        assert office.office is not None
        if office.actor and office.actor != person.actor:
            holder = text.known.actor(office.actor)
            if holder is not None and holder.kind == "person":
                return False
        state = text.known.actor(office.office[0]) if office.office[0] else None
        if state is not None and actor is not None and state.kind == "state":
            home = text.known.country_state.get(actor.country or "")
            if home is not None and home != state.id:
                return False
    return True


_SUBJECTS = word_set("he she it they we")


def _in_a_list(text: Text, at: int) -> bool:
    """True if "and" or "or" and no verb stands at word `at`: what was set off by commas is one of several."""
    return (
        at + 1 < len(text.words)
        and text.folds[at] in ("and", "or", "as")
        and text.pos(at + 1) not in ("VERB", "AUX", "ADV")
        and text.folds[at + 1] not in _SUBJECTS
    )


def _behind(text: Text, person: Found) -> tuple[int, int]:
    """The words of the role that follows a name: "Ada Lunt, the Republican senator from Ohio, said"; (0, 0) if none does."""
    at = person.last
    if at >= len(text.words) or text.gap(at - 1, at) != ",":
        return 0, 0
    first = at + 1 if text.folds[at] in ("the", "a", "an") else at
    opens = text.folds[at] in _OPEN or text.folds[at] in ROLES or text.pos(at) in ("ADJ", "PROPN", "NOUN")
    if not opens or text.pos(at) in ("ADP", "SCONJ", "ADV", "VERB", "AUX"):
        return 0, 0
    role = end = 0
    while at + end < len(text.words) and end < _ASIDE + 8:
        k = at + end
        if end and text.gap(k - 1, k) not in _WITHIN:
            break
        word = text.folds[k]
        if word in ("who", "which", "that", "and", "but") or (
            text.pos(k) in ("VERB", "AUX") and word not in ROLES
        ):
            break
        if word in ROLES and (not role or role == k):
            role = k + 1
        elif not role and (word in _LINKS or text.pos(k) == "ADP"):
            return 0, 0  # "Ada Lunt, under pressure from the minister"
        end += 1
    stop = at + end
    if not role or role > stop or (role < stop and text.folds[role] not in _LINKS):
        return 0, 0
    if text.words[role - 1].possessive:
        return 0, 0
    behind = text.gap(stop - 1, stop) if stop < len(text.words) else "."
    closed = behind != "" or text.folds[stop] in ("who", "which", "that")
    if not closed or (behind[:1] == "," and _in_a_list(text, stop)):
        return 0, 0
    return first, role  # "a spokesman for the ministry": whose he is, is a name of its own


def _before(text: Text, person: Found) -> tuple[int, int]:
    """The words of the role before a name and a comma: "the European affairs minister, Ada Lunt, said"."""
    last = person.first
    if last < 2 or text.gap(last - 1, last) != ",":
        return 0, 0
    after = person.last
    if after < len(text.words) and (
        text.gap(after - 1, after)[:1] not in (",", ".", ")", "”", ";") or _in_a_list(text, after)
    ):
        return 0, 0  # "..., the minister, Zarif said"
    if _behind(text, person) != (0, 0):
        return 0, 0  # the role behind it is the name's own
    first = last - 1
    while first > 0 and last - first <= _ASIDE and text.folds[first] not in _OPEN:
        if text.folds[first] == "and" or (text.words[first - 1].possessive and text.capitals[first - 1]):
            break  # "Britain's ambassador, Ada Lunt", "and foreign minister, Ada Lunt"
        if text.gap(first - 1, first) not in _WITHIN or text.pos(first) in ("VERB", "AUX"):
            return 0, 0
        first -= 1
    if text.folds[first] not in _OPEN and not (first and text.words[first - 1].possessive):
        if not _behind_another_role(text, first + 1, last):
            return 0, 0
        first += 1
    if first > 1 and text.folds[first - 1] in ("of", "to", "for") and text.folds[first - 2] in KIN:
        return 0, 0  # "the wife of the president, Ada Lunt": the wife
    start = first + 1 if text.folds[first] in ("the", "a", "an") else first
    role = next((at for at in range(start, last) if text.folds[at] in ROLES), None)
    if role is None:
        return 0, 0
    while role + 1 < last and text.folds[role + 1] in ROLES:
        role += 1
    if role + 1 < last and text.folds[role + 1] not in _LINKS:
        return 0, 0
    return (start, role + 1) if _apposed(text, role, person) else (0, 0)


def _behind_another_role(text: Text, first: int, last: int) -> bool:
    """True for the second of two roles: "his defence minister, Ada Lunt, and foreign minister, Bea Holm"."""
    if (
        first >= last
        or text.folds[first - 1] != "and"
        or not any(text.folds[k] in ROLES for k in range(first, last))
    ):
        return False
    role = text.parsed(text.words[last - 1].begin)
    words = text.parse.words
    return (
        role is not None
        and words[role].dep.split(":")[0] == "conj"
        and (words[words[role].head].lemma.casefold() in ROLES)
    )


def _apposed(text: Text, role: int, item: Found) -> bool:
    """True if the parse makes one of word `role` and the name the apposition of the other."""
    words = text.parse.words
    noun = text.parsed(text.words[role].begin)
    inside = [
        k for at in range(item.first, item.last) if (k := text.parsed(text.words[at].begin)) is not None
    ]
    if noun is None:
        return False
    return (words[noun].dep in ("appos", "flat") and words[noun].head in inside) or any(
        words[k].dep in ("appos", "flat") and words[k].head == noun for k in inside
    )


GROUPS = word_set(
    "group militia movement party alliance organisation organization faction bloc coalition network"
)
_BODIES = GROUPS | word_set("ministry department agency body council force army committee charity union")


def bind_kinds(text: Text, found: list[Found]) -> None:
    """What a group is, in apposition to its name, means it: "Hezbollah, the Lebanese militia that fights for ..."."""
    made = []
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
        if last >= len(text.words) or text.folds[last] not in GROUPS or not _apposed(text, last, item):
            continue
        begin, end = text.words[at + 1].begin, text.words[last].end
        others = [f for f in found if f.begin < end and begin < f.end and f is not item]
        if any(f.kind is None and f.use == "actor" and f.actor not in (None, item.actor) for f in others):
            continue  # a name of its own stands there
        made.append((item, at + 1, last + 1))
    for item, first, last in made:
        begin, end = text.words[first].begin, text.words[last - 1].end
        found[:] = [f for f in found if not (f.begin >= begin and f.end == end)]
        found.append(
            Found(
                begin,
                end,
                item.actor,
                "Organisation",
                "the name beside it",
                first=first,
                last=last,
                name=item.name,
            )
        )


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
        if word in _DAYS or (word == "under" and text.folds[first] != "secretary"):
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


_DAYS = word_set(
    """
    last next this monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december
    """
)

# --- "the group", "the watchdog" ------------------------------------------------------------------------------------

_ARMED = ("REB", "PRM", "MIL", "UAF")
_JIHADIST = word_set(
    """
    islamic-state al-qaeda al-nusra-front hayat-tahrir-al-sham hurras-al-din al-shabaab boko-haram
    al-qaeda-in-the-arabian-peninsula al-qaeda-in-the-islamic-maghreb jnim
    """
)
_MONITORS = word_set("syrian-observatory-for-human-rights syrian-network-for-human-rights airwars")
_KINGDOMS = word_set("sau jor bhr mar")
"""Those that the press calls "the kingdom"."""

Holds = Callable[[Actor], bool]


def _armed(actor: Actor) -> bool:
    return actor.kind == "group" and any(sector.code in _ARMED for sector in actor.sectors)


def _of_country(code: str) -> Holds:
    return lambda actor: actor.country == code and actor.kind not in ("person", "state")


def _one_of(ids: frozenset[str]) -> Holds:
    return lambda actor: actor.id in ids


_IS: dict[str, tuple[Holds, dict[str, Holds]]] = {
    "watchdog": (
        _one_of(_MONITORS | {"opcw", "iaea"}),
        {
            "nuclear": _one_of(frozenset({"iaea"})),
            "chemical": _one_of(frozenset({"opcw"})),
            "weapons": _one_of(frozenset({"opcw"})),
            "monitoring": _one_of(_MONITORS),
        },
    ),
    "monitor": (_one_of(_MONITORS), {"war": _one_of(_MONITORS), "conflict": _one_of(_MONITORS)}),
    "observatory": (_one_of(_MONITORS), {}),
    "militia": (_armed, {"armed": _armed}),
    "jihadists": (_one_of(_JIHADIST), {}),
    "jihadis": (_one_of(_JIHADIST), {}),
    "extremists": (_one_of(_JIHADIST), {}),
    "ministry": (lambda a: a.id.endswith("-ministry"), {}),
    "charity": (_of_country("NGO"), {"aid": _of_country("NGO")}),
    "kingdom": (_one_of(_KINGDOMS), {}),
    "group": (
        lambda a: a.kind == "group",
        {
            "monitoring": _one_of(_MONITORS),
            "aid": _of_country("NGO"),
            "armed": _armed,
            "militant": _armed,
            "jihadist": _one_of(_JIHADIST),
            "jihadi": _one_of(_JIHADIST),
            "terrorist": _armed,
            "terror": _armed,
        },
    ),
}
"""Noun -> what it may be said of, and what words before it make of that; before any other word nothing is bound."""
_RIVALS: dict[str, Holds] = {"jihadists": _armed, "jihadis": _armed, "extremists": _armed}
"""Whom else such a noun may be said of: named nearer, they leave it open."""
_REACH = 5
"""Sentences within which the name stands that a description means."""


def spoken_of(text: Text, found: Sequence[Found]) -> list[Found]:
    """ "The group", "the chemical weapons watchdog", "the kingdom": the last named before that may be called so.

    Left alone where two that may be stand in the last sentence that names one, and before a noun ("the militia commander").
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
        if word not in _IS or text.words[at].text[0].isupper():
            continue
        holds, narrower = _IS[word]
        first = at
        while (
            first > 0
            and at - first < 3
            and text.folds[first - 1] in narrower
            and text.joined(first - 1, first)
        ):
            first -= 1
            holds = narrower[text.folds[first]]
        if (
            first == 0
            or text.folds[first - 1] not in ("the", "this")
            or text.between(first - 1, first) != " "
        ):
            continue
        begin, end = text.words[first].begin, text.words[at].end
        near = bisect.bisect_left(taken, (begin, 0))
        if any(a < end and begin < b for a, b in taken[max(0, near - 2) : near + 2]) or _goes_on(text, at):
            continue
        if word == "kingdom" and sum(1 for state in _KINGDOMS if text.countries.get(state)) != 1:
            continue
        actor = _last(named, begin, starts, holds, _RIVALS.get(word, holds))
        if actor is not None:
            because = f"{actor.name}, the last named that is one"
            out.append(Found(begin, end, actor.id, "Organisation", because, first=first, last=at + 1))
    return out


def _goes_on(text: Text, at: int) -> bool:
    """True if word `at` does not end its phrase: "the group of", "the militia commander", "the group Ahrar"."""
    if text.words[at].possessive or at + 1 >= len(text.words) or text.between(at, at + 1) not in (" ", "-"):
        return False
    behind = text.words[at + 1]
    return (
        behind.fold in ("of", "that", "which", "whose", "led", "backed", "based", "called", "known", "for")
        or behind.text[0].isupper()
        or text.pos(at + 1) in ("NOUN", "PROPN")
    )


def _last(
    named: Sequence[tuple[int, int, Actor]], begin: int, starts: Sequence[int], holds: Holds, rivals: Holds
) -> Actor | None:
    """The one actor named in the last sentence before `begin` that names one of whom `rivals` holds, if `holds` does too."""
    here = bisect.bisect_right(starts, begin)
    at = bisect.bisect_left(named, begin, key=lambda entry: entry[0]) - 1
    last: int | None = None
    ones: dict[str, Actor] = {}
    while at >= 0:
        start, end, actor = named[at]
        sentence = bisect.bisect_right(starts, start)
        if here - sentence > _REACH or (last is not None and sentence != last):
            break
        if end <= begin and rivals(actor):
            last = sentence
            ones[actor.id] = actor
        at -= 1
    (one,) = ones.values() if len(ones) == 1 else (None,)
    return one if one is not None and holds(one) else None
