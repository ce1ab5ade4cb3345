"""Surnames alone: of people named in full in the document, else of those well known whom its country and time fit."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.namelike import SENTENCE_OPENERS
from dragoman.actors.names import (
    PARTICLES,
    key,
    phrase_set,
    same_part,
    surname_keys,
    transliteration,
    word_set,
)
from dragoman.actors.text import Found, Text

__all__ = ["plausible", "prominent", "short_names"]


def short_names(text: Text, found: Sequence[Found]) -> list[Found]:
    """Surnames: of people named in full in this document, else of well-known ones the context speaks for."""
    out: list[Found] = []
    taken = _taken(text, found)
    here = text.short = _surnames_here(text)
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


def _taken(text: Text, found: Sequence[Found]) -> list[bool]:
    """Of each word, whether something was found there that leaves no room for a surname."""
    taken = [False] * len(text.words)
    for item in found:
        if (
            item.office is None
            and (item.use != "place" or item.last - item.first > 1)
            and item.type != "Nationality"
        ):
            for i in range(item.first, item.last):
                taken[i] = True
    return taken


def _surnames_here(text: Text) -> dict[tuple[str, ...], set[str]]:
    """Surname -> those of that surname who are named in full in the document."""
    here: dict[tuple[str, ...], set[str]] = {}
    for id_ in text.named:
        entry = text.known.entries.get(id_)
        if entry and entry.actor.kind == "person":
            for name in (entry.actor.name, *(n.name for n in entry.actor.names[:3])):
                for form in surname_keys(name, entry.actor.country):
                    here.setdefault(form, set()).add(id_)
    states = set(text.known.country_state.values())
    for actor in text.case.values():
        for form in surname_keys(actor.name):
            if any(
                known.how in ("seat", "name") and known.actor in states
                for known in text.known.index.get(form, ())
            ):
                # "London" is the town, whoever has it for a last name.
                continue
            here.setdefault(form, set()).add(actor.id)
    return here


def _surname(text: Text, at: int, length: int, form: tuple[str, ...], here: set[str]) -> Found | None:
    """Whom a surname means: the one of that name in the document, else somebody well known; `here` are those of it."""
    if form[-1] in text.known.never or len(form[-1]) < 3:
        return None
    if not here and at and text.folds[at - 1] == "the" and text.between(at - 1, at) == " ":
        return None  # "The Hague" is nobody
    title = _title_before(text, at)
    if _in_a_longer_name(text, at, length, title):
        return None
    if len(here) == 1:
        id_ = next(iter(here))
        name = text.known.entries[id_].actor.name if id_ in text.known.entries else text.case[id_].name
        because = f"short for {name}, named in full here"
    elif here:
        return None
    else:
        known = _well_known(text, at, length, form, title)
        if known is None:
            return None
        id_ = known
        because = f"surname of {text.known.entries[id_].actor.name}, whose country and time fit"
    begin, end = text.words[at].begin, text.words[at + length - 1].end
    return Found(begin, end, id_, "Person", because, first=at, last=at + length)


def _in_a_longer_name(text: Text, at: int, length: int, title: str | None) -> bool:
    """True if a capitalised word beside that is no title makes it the name of somebody else ("Asma Assad")."""
    given = (
        at > 0
        and text.between(at - 1, at) == " "
        and text.capitals[at - 1]
        and not text.words[at - 1].possessive
        and text.folds[at - 1] not in _COURTESIES
        and text.folds[at - 1] not in SENTENCE_OPENERS
        and text.pos(at - 1) in (None, "PROPN")
    )
    if given and not title and not _adjective(text, at - 1):
        return True
    after = at + length
    return (
        after < len(text.words)
        and text.between(after - 1, after) == " "
        and text.capitals[after]
        and text.pos(after) in (None, "PROPN")
    )


def _well_known(text: Text, at: int, length: int, form: tuple[str, ...], title: str | None) -> str | None:
    """The one well-known person of that surname whom the document may mean without having named them."""
    if text.words[at + length - 1].text.isupper() and len(form[-1]) > 2 and not title:
        # A headline or dateline ("AUSTIN, Texas").
        return None
    people = text.known.surnames.get(form, ())
    fitting = [id_ for id_ in people if prominent(text, id_, title)]
    if form[-1] in _COMMON_SURNAMES and not title:
        fitting = [id_ for id_ in fitting if _in_office(text, id_)]
    if len(fitting) > 1:
        ranked = sorted(fitting, key=lambda id_: -_rank(text, id_))
        if _rank(text, ranked[0]) >= _rank(text, ranked[1]) + 2:
            fitting = ranked[:1]
    if len(fitting) != 1 or not (text.words[at].text[0].isupper() or length > 1):
        return None
    if _common(text, at, length, title):
        return None
    if sum(plausible(text, id_) for id_ in people) > 1 and not title and not _at_the_top(text, fitting[0]):
        # Two of that surname are known: only who leads a state is meant without a given name.
        return None
    return fitting[0]


_COURTESIES = word_set(
    """
    mr mrs ms miss dr sir madame mme monsieur lord lady
    """
)


def _adjective(text: Text, at: int) -> bool:
    return any(
        form.how in ("adjective", "name", "short", "stand", "seat")
        for _, forms in text.match(at)
        for form in forms
    )


def _title_before(text: Text, at: int) -> str | None:
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


def plausible(text: Text, id_: str) -> bool:
    """True if the document speaks of the country that somebody is of, or of a body they are in office of, or they have none."""
    actor = text.known.entries[id_].actor
    home = text.known.country_state.get(actor.country or "")
    return home is None or home in text.countries or any(office.of in text.named for office in actor.offices)


def prominent(text: Text, id_: str, title: str | None) -> bool:
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


def _at_the_top(text: Text, id_: str) -> bool:
    """True if that person has led a state, or held an office in it that day."""
    offices = text.known.entries[id_].actor.offices
    return any(office.title in _TOP for office in offices) or (text.day is not None and _in_office(text, id_))


def _in_office(text: Text, id_: str) -> bool:
    """True if that person held an office on the day of the document."""
    offices = text.known.entries[id_].actor.offices
    return text.day is None or any(text.held(office.first, office.last) for office in offices)


def _rank(text: Text, id_: str) -> float:
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


def _common(text: Text, at: int, length: int, title: str | None) -> bool:
    """True for surnames that are also common words or very common names: they need a title, or the full name."""
    if length > 1 or title:
        return False
    word = text.folds[at]
    if word not in _COMMON_SURNAMES:
        return False
    if word in ("clinton", "bush", "abbas", "johnson"):
        return text.pos(at) not in (None, "PROPN")
    return True
