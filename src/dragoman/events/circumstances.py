"""When and where an act was, and how many it killed, hurt or brought together: what stands attached to its words."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from dragoman.events.arguments import PLACE_CASES, Numbers, attached, place_like, read_numbers
from dragoman.events.drafts import HARM, Draft
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.parties import trim
from dragoman.records import DateValue, Mention, Place, Span

__all__ = ["date_of", "date_span", "numbers_of", "place_of"]


def date_span(g: Grammar, d: Draft, mentions: Sequence[Mention]) -> Span | None:
    """The time expression of an act: the one that grammar attaches to it, or else the model's."""
    times = [m.span for m in mentions if m.type == "Temporal" and not _of_another(g, d, m.span)]
    near = attached(g, d.anchors, times)
    if near:
        return near[0][1]
    date = None if d.model is None else d.model.date
    return None if date is None or _of_another(g, d, date) else date


def _of_another(g: Grammar, d: Draft, date: Span) -> bool:
    """Whether a year is that of another act, right behind its noun: "had to leave after its liberation back in 2012"."""
    year = g.head_of(date)
    if year is None or not g.form(year).isdecimal() or len(g.form(year)) != 4:
        return False
    noun = year - 1
    while noun >= 0 and (g.pos(noun) == "ADP" or g.lemma(noun) == "back"):
        noun -= 1
    return (
        0 <= noun < year - 1
        and g.pos(noun) == "NOUN"
        and noun not in d.anchors
        and g.case(noun) in ("after", "before", "since", "following")
    )


def date_of(span: Span | None, mentions: Sequence[Mention]) -> DateValue | None:
    """The days that a time expression stands for."""
    if span is None:
        return None
    for m in mentions:
        if m.type == "Temporal" and m.span.overlaps(span) and m.date is not None:
            return dataclasses.replace(m.date, span=m.span)
    return DateValue(precision="unknown", span=span, note="not resolved to days")


def place_of(g: Grammar, d: Draft, mentions: Sequence[Mention], parties: Sequence[Span]) -> Place | None:
    """Where an act was. parties: spans of those who take part, which are no places."""
    span = _direct_place(g, d, mentions) or _place_span(g, d, mentions, parties)
    if span is None:
        return None
    m = next((m for m in mentions if m.type == "Location" and m.span.overlaps(span)), None)
    if m is None:
        if any(x.type in ("Organisation", "Person") and x.span.overlaps(span) for x in mentions):
            return None  # "met at the American mission": a body is no place
        m = _named_place(g, span, mentions)  # "a market in Baghdad": the town is the place
        if m is None:
            return Place(span)
        span = m.span
    elif m.span.covers(span) and g.head_of(m.span) not in g.at(span):
        span = m.span  # "the rebel-held town of Shire" is where it was, not the rebels
    span = _whole_place(g, _named_site(g, trim(g, span) or span))
    return Place(span, m.name, m.lat, m.lon, m.geonames, m.country, m.precision)


def numbers_of(g: Grammar, d: Draft, type_: str, roles: tuple[tuple[int, ...], tuple[int, ...]]) -> Numbers:
    """Dead, injured and size. type_: PLOVER's name of its type; roles: heads of actors and recipients by the frame."""
    return read_numbers(g, _tolls(g, d.anchors), type_, roles[0], roles[1])


def _direct_place(g: Grammar, d: Draft, mentions: Sequence[Mention]) -> Span | None:
    """The place that hangs on the act itself, behind "in", "at" or the like: "met him in the town of Shire"."""
    for i in d.anchors:
        for k in g.kids[i]:
            if g.base(k) != ("obl" if g.is_verb(i) else "nmod") or g.case(k) not in _WHERE:
                continue
            m = next((m for m in mentions if m.type == "Location" and g.head_of(m.span) == k), None)
            if m is not None:
                return trim(g, m.span)
    return None


_WHERE = frozenset(["in", "at", "near", "outside", "inside"])


def _named_site(g: Grammar, span: Span) -> Span:
    """What a general noun for a place is called: "Shire" of "the town of Shire"."""
    head = g.head_of(span)
    if head is None or g.pos(head) != "NOUN" or g.lemma(head) not in _SITES:
        return span
    name = next(
        (
            k
            for k in g.kids[head]
            if k > head
            and g.pos(k) == "PROPN"
            and ((g.base(k) == "nmod" and g.case(k) == "of") or g.base(k) in ("appos", "flat"))
        ),
        None,
    )
    return span if name is None else Span(g.word(name).span.begin, g.word(g.last_of_name(name)).span.end)


_SITES = word_set(
    "town village city province district region state suburb resort port island governorate capital area valley"
)


def _whole_place(g: Grammar, span: Span) -> Span:
    """With the direction that narrows it ("north-eastern Syria") and the name it is part of ("Syria's Idlib province")."""
    words = g.at(span)
    if not words:
        return span
    head = g.head_of(span)
    if head is not None and g.dep(head) == "nmod:poss" and g.lemma(g.head(head)) in _SITES:
        owned = g.head(head)
        first = min(
            [k for k in g.kids[owned] if k > words[-1] and g.base(k) in ("compound", "flat", "amod")]
            + [owned]
        )
        if first < owned:
            return Span(g.word(first).span.begin, g.word(owned).span.end)
    first = words[0]
    while (
        first > 0
        and g.word(first - 1).sentence == g.word(first).sentence
        and (
            g.form(first - 1).lower() in _DIRECTIONS
            or (g.form(first - 1) == "-" and g.form(first - 2).lower() in _DIRECTIONS)
        )
    ):
        first -= 1
    return span if first == words[0] else Span(g.word(first).span.begin, span.end)


_DIRECTIONS = word_set(
    """
    northern southern eastern western central north south east west northeastern northwestern southeastern southwestern
    north-eastern north-western south-eastern south-western northeast northwest southeast southwest upper lower
    """
)


def _place_span(g: Grammar, d: Draft, mentions: Sequence[Mention], parties: Sequence[Span]) -> Span | None:
    """The model's place where it has scored the word, even if that is none; else what grammar attaches to the act."""
    if d.model is not None:
        return None if d.model.place is None else trim(g, d.model.place)
    spans = [
        m.span for m in mentions if m.type == "Location" and not any(p.overlaps(m.span) for p in parties)
    ]
    near = attached(g, d.anchors, [s for s in spans if place_like(g, s)])
    return near[0][1] if near else None


def _named_place(g: Grammar, site: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The named place that a site's own phrase tells: "a bridge near Shire"."""
    head = g.head_of(site)
    if head is None:
        return None
    near = {k for k in g.kids[head] if g.base(k) == "nmod" and g.case(k) in PLACE_CASES}
    return next((m for m in mentions if m.type == "Location" and g.head_of(m.span) in near), None)


def _tolls(g: Grammar, anchors: list[int]) -> list[int]:
    """The words of an act and the harm told beside it: "bombed the town and killed 58"."""
    out = list(anchors)
    for i in anchors:
        beside = [k for k in g.kids[i] if g.base(k) in ("conj", "advcl", "acl") and g.dep(k) != "acl:relcl"]
        if not g.is_verb(i) and g.base(i) in ("nsubj", "obl") and g.head(i) >= 0:
            beside.append(g.head(i))  # "an air strike on the town killed ten"
        beside += [k for k in g.kids[i] if g.dep(k) == "acl:relcl" and g.lemma(k) in _DYING]
        for k in beside:
            if g.is_verb(k) and g.lemma(k) in HARM and k not in out:
                own = g.own_subject(k)
                if (
                    own is None
                    or own == i
                    or (g.is_passive(k) and g.agent(k) is None)
                    or g.lemma(k) in _DYING
                ):
                    out.append(k)
    return out


_DYING = frozenset(["die", "perish"])
"""Of these the subject is whom the act killed: "bombed the column, and about 100 attackers died"."""
