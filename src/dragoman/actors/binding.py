"""What stands side by side and means one: roles and names, acronyms in brackets, groups and who leads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.names import phrase_set, word_set
from dragoman.actors.text import Found, Text

__all__ = [
    "acronyms_in_brackets",
    "at_home",
    "bind_appositions",
    "bind_roles",
    "heads_of_groups",
    "longest",
    "without_branches",
]


def longest(found: list[Found]) -> list[Found]:
    """Without finds that lie inside a longer one of the same actor; adjectives and places inside others stay."""
    out: list[Found] = []
    open_: list[Found] = []
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


def without_branches(text: Text, found: list[Found]) -> list[Found]:
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


def heads_of_groups(text: Text, found: Sequence[Found]) -> list[Found]:
    """ "The Labour leader", "the SDF's commander": who of those named here leads it, or who the knowledge says led it that day."""
    out = []
    people = [item.actor for item in found if item.type == "Person" and item.office is None and item.actor]
    for item in found:
        if item.type != "Organisation" or item.how or item.kind is not None or item.actor is None:
            continue
        at = item.last
        if at >= len(text.words) or not text.joined(at - 1, at) or text.folds[at] not in _LEADER:
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
                Found(
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


def bind_roles(text: Text, found: list[Found]) -> None:
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
        if person is not None and not _may_hold(text, item, person):
            person = None
        if person and person.actor:
            item.actor, item.sectors = person.actor, None
            item.because = "the name beside it"
            if item.office[0]:
                text.titled[person.actor] = item.office
        elif item.actor is None:
            _role_before(text, item, persons)


def _may_hold(text: Text, item: Found, person: Found) -> bool:
    """False if a comma parts an office from somebody who, by the knowledge, does not hold it: "after meeting Ada Lunt, the
    president of Peru left" opens a sentence, it names no president."""
    apart = (
        text.gap(item.last - 1, person.first)
        if item.last <= person.first
        else text.gap(person.last - 1, item.first)
    )
    if "," not in apart or not item.office or item.actor == person.actor:
        return True
    holder, actor = text.known.actor(item.actor or ""), text.known.actor(person.actor or "")
    if holder is not None and holder.kind == "person":
        return False
    state = text.known.actor(item.office[0]) if item.office[0] else None
    home = text.known.country_state.get(actor.country or "") if actor is not None else None
    return home is None or state is None or state.kind != "state" or home == state.id


def _role_before(text: Text, item: Found, persons: Sequence[Found]) -> None:
    """ "the president" alone means the last person named before who holds such an office."""
    title = item.office[1] if item.office else ""
    if text.folds[item.last - 1] in ("dictator", "strongman", "ruler", "autocrat"):
        return  # the last president named may be anything but
    words = " ".join(text.folds[item.first : item.last])
    for person in reversed([p for p in persons if p.end <= item.begin]):
        actor = text.known.actor(person.actor or "")
        if actor is None or (words == "secretary of state" and actor.country != "USA"):
            continue
        held = any(office.title == title and text.held(office.first, office.last) for office in actor.offices)
        if held or text.titled.get(actor.id, ("", ""))[1] == title:
            item.actor, item.because = actor.id, f"the {title} named before"
            return
    if words == "secretary of state" and "usa" in text.countries and len(text.countries) > 1 and text.day:
        holder = text.known.holder("usa", title, text.day)
        if holder is not None and text.folds[item.first - 1] == "the":
            item.actor, item.because = holder, f"secretary of state of usa on {text.day}"
    publisher = text.known.publisher(text.document.publisher)
    if words in _BRITISH and publisher is not None and publisher.country == "GBR":
        holder = text.known.holder("gbr", title, text.day)
        if holder is not None:
            item.actor, item.because = holder, f"{title} of gbr, as a British paper says it without a country"


_BRITISH = phrase_set("foreign secretary, home secretary, defence secretary")
"""Offices that papers of one country name without saying whose they are."""


def bind_appositions(text: Text, found: list[Found]) -> None:
    """Roles that point at nobody yet, beside a person of the case."""
    bind_roles(text, [item for item in found if item.type == "Person"])
    found[:] = [item for item in found if item.actor is not None or item.country is not None]


def at_home(text: Text, found: Sequence[Found]) -> None:
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


_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z](?:[A-Za-z0-9-]{0,6})|[A-Z]{2,8}")


def acronyms_in_brackets(text: Text, found: list[Found]) -> list[Found]:
    """Acronyms in brackets behind a name define themselves for this document: "Hashd Group (HG)"."""
    out: list[Found] = []
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
                Found(
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
