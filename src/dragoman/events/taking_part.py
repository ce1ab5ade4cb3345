"""Who takes part in an act and whom it is done to: the codebook's table of parties, mended where the clause leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.events.accusations import answering, by_arrest, by_blame, only_blamed
from dragoman.events.aimed_at import aimed_at
from dragoman.events.arguments import Cast
from dragoman.events.attacks import (
    ARMS,
    behind_the_weapon,
    by_what_befell,
    is_weapon,
    no_projectiles,
    no_weapons,
    people_first,
)
from dragoman.events.casting import side_of
from dragoman.events.codebook import Codebook
from dragoman.events.drafts import Draft
from dragoman.events.given import frame_heads, given_parties, seats
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.only_near import only_near
from dragoman.events.parties import TELLING, bystander, doers, naming_phrases
from dragoman.events.party_spans import (
    apart,
    beside_trigger,
    each_alone,
    each_of_pair,
    each_owner,
    heads_of,
    share_of,
)
from dragoman.events.tables import Table
from dragoman.records import Mention, Party, Span

__all__ = ["no_homes", "parties_of", "party"]

SETTLED = frozenset({"site", "town", "district"})
"""Precisions of places that act for nobody unless the actors say so."""


def parties_of(
    g: Grammar, d: Draft, cast: Cast, book: Codebook, mentions: Sequence[Mention]
) -> tuple[list[Span], list[Span]]:
    """Spans of actors and of recipients of a candidate.

    mentions: resolved ones; places among them that stand for nobody are no actors.
    """
    actors, recipients = _parties(g, d, cast, book)
    if not recipients and d.type in ("REQUEST", "PROTEST"):
        recipients = [s for s in aimed_at(g, d, cast, book) if not any(s.overlaps(a) for a in actors)]
    actors = each_owner(g, _no_sites(g, d, actors, mentions), mentions)
    if d.rule is not None and d.rule.mutual and not g.is_verb(d.anchor):
        actors = [part for s in actors for part in each_of_pair(g, d.anchor, s)]
    actors = [s for s in no_homes(g.text, actors, mentions) if not _no_doer(g, d, s)]
    recipients = each_owner(g, _no_towns_before(g, d, recipients, mentions), mentions)
    recipients = no_homes(g.text, recipients, mentions)
    return actors, [s for s in recipients if not any(s.overlaps(a) for a in actors)]


def party(span: Span, mentions: Sequence[Mention]) -> Party:
    """A party with whom its mention stands for: the mention nearest to the span, resolved ones first."""
    best: Mention | None = None
    score = 0.0
    for m in mentions:
        if m.type in ("Temporal", "Quantity", "Money", "DocumentReference") or not m.span.overlaps(span):
            continue
        shared = min(m.span.end, span.end) - max(m.span.begin, span.begin)
        union = max(m.span.end, span.end) - min(m.span.begin, span.begin)
        s = shared / union + (0.5 if m.actor is not None else 0.0) + (0.3 if m.span.end == span.end else 0.0)
        # a name inside a longer phrase ("Iran" in "Iran's rivals") is not whom the phrase names
        if shared / union < 0.5 and m.span.end != span.end:
            continue
        # nor is a place before a noun ("New York judge")
        if m.type == "Location" and m.span.end < span.end and shared / union < 0.8:
            continue
        if s > score:
            best, score = m, s
    if best is None:
        return Party(span)
    return Party(span, best.actor, best.name, best.country, best.sectors)


def _no_sites(g: Grammar, d: Draft, actors: list[Span], mentions: Sequence[Mention]) -> list[Span]:
    """Actors of an act told by a noun without the places that only say where it was."""
    if g.is_verb(d.anchor):
        return actors
    sites = [m for m in mentions if m.type == "Location" and m.actor is None]
    if d.type in ("CONSULT", "AGREE"):
        # "the Astana talks": where they are held, nobody's act
        beside = [g.word(k).span for k in g.kids[d.anchor] if g.base(k) in ("compound", "amod")]
        actors = [
            a
            for a in actors
            if not (any(b.overlaps(a) for b in beside) and any(m.span.covers(a) for m in sites))
        ]
    # "the Manchester bombing": a town before the noun tells where
    towns = [m.span for m in sites if m.precision in SETTLED]
    return [a for a in actors if not any(x.covers(a) for x in towns)]


KINDS_OF_ACT = frozenset(
    {"mass", "gang", "street", "drive", "air", "road", "suicide", "car", "lone", "serial", "cyber"}
)
"""Words before an act that say what sort it is: "mass atrocities" are nobody's of that name."""


def _no_doer(g: Grammar, d: Draft, span: Span) -> bool:
    """Whether an actor is a word for the sort of the act, or what it was done with."""
    if span.of(g.text).lower() in KINDS_OF_ACT:
        return True
    head = g.head_of(span)
    return d.type == "ASSAULT" and head is not None and g.pos(head) == "NOUN" and g.lemma(head) in ARMS


_HOME_OF = re.compile(r"\.?, (?:[A-Z][\w. ]{0,20}, )?")
_WITH_ROLE = re.compile(r"(?:[a-z]+ )+[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")


def no_homes(text: str, spans: list[Span], mentions: Sequence[Mention]) -> list[Span]:
    """Without places that only tell where the next one belongs: "criticized Tulsa, Okla., police officer Jan Roe"."""
    places = [m.span for m in mentions if m.type == "Location" and m.actor is None]
    people = [m.span for m in mentions if m.type == "Person"]
    ordered = sorted(spans)
    kept = ordered[-1:]
    home = bool(ordered) and (
        any(p.overlaps(ordered[-1]) for p in people) or _WITH_ROLE.fullmatch(ordered[-1].of(text)) is not None
    )
    for s, behind in zip(ordered[-2::-1], ordered[:0:-1], strict=True):
        home = (
            home
            and _HOME_OF.fullmatch(text, s.end, behind.begin) is not None
            and any(p.covers(s) for p in places)
        )
        if not home:
            kept.append(s)
    return spans if len(kept) == len(spans) else kept[::-1]


def _no_towns_before(g: Grammar, d: Draft, spans: list[Span], mentions: Sequence[Mention]) -> list[Span]:
    """Recipients of an act told by a noun without the town that stands before the noun: "the Orlando attack" was there."""
    if g.is_verb(d.anchor):
        return spans
    before = [g.word(k).span for k in g.kids[d.anchor] if g.base(k) in ("compound", "amod") and k < d.anchor]
    towns = [m.span for m in mentions if m.type == "Location" and m.actor is None and m.precision in SETTLED]
    return [s for s in spans if not (any(b.overlaps(s) for b in before) and any(t.covers(s) for t in towns))]


def _parties(g: Grammar, d: Draft, cast: Cast, book: Codebook) -> tuple[list[Span], list[Span]]:
    """What frames and model give, judged by the codebook's table of parties if it has one."""
    actors, recipients = given_parties(g, d, cast)
    if book.parties is None:
        return actors, recipients
    given = (heads_of(g, actors), heads_of(g, recipients))
    spans = dict(zip(given[0], actors, strict=True)) | dict(zip(given[1], recipients, strict=True))
    who, whom = (
        each_alone(g, apart(g.text, [_span_of(g, d, h, spans.get(h)) for h in heads]))
        for heads in _chosen(g, d, cast, book, book.parties, given)
    )
    return who, [s for s in whom if not any(s.overlaps(a) for a in who)]


def _span_of(g: Grammar, d: Draft, head: int, given: Span | None) -> Span:
    """The words that name a party, from the model's or the frame's span for it if one is given."""
    return share_of(g, beside_trigger(g, d.span, given or _naming(g, d, head), head), head)


def _naming(g: Grammar, d: Draft, head: int) -> Span:
    phrase = g.phrase(head)
    if g.base(head) in ("amod", "compound") and is_weapon(g, g.head(head)):
        return phrase  # "Syrian missile": the missile did nothing by itself
    return next(iter(naming_phrases(g, [phrase], d.anchor)), phrase)


def _chosen(
    g: Grammar, d: Draft, cast: Cast, book: Codebook, table: Table, given: tuple[list[int], list[int]]
) -> tuple[list[int], list[int]]:
    """Heads of actors and recipients: the nouns that the table takes for parties, then what it cannot know."""
    actors: list[int] = []
    recipients: list[int] = []
    for c in seats(g, d, cast, book, given):
        side = "" if _nobody(g, c.word) else side_of(table, c)
        if side:
            (actors if side == "actor" else recipients).append(c.word)
    actors = _by_clause(g, d, cast, actors, recipients)
    actors, recipients = _by_name(g, d, cast, actors, recipients)
    actors, recipients = by_blame(g, d, cast, actors, recipients)
    recipients = no_projectiles(g, d, only_blamed(g, d, cast, recipients))
    actors, recipients = by_arrest(g, d, cast, actors, recipients)
    actors, recipients = _with_whom(g, d, actors, recipients)
    recipients = only_near(g, d, cast, book, recipients)
    recipients = recipients or [h for h in answering(g, d, cast, book) if h not in actors]
    actors = (
        no_weapons(g, cast, actors)
        or behind_the_weapon(g, d, cast, recipients)
        or by_what_befell(g, d, cast, book, recipients)
    )
    return actors, people_first(g, d, cast, recipients)


def _nobody(g: Grammar, i: int) -> bool:
    """ "Nobody was arrested", "bombed no one": no party of that name."""
    return g.lemma(i) in ("nobody", "none") or (
        g.lemma(i) == "one" and any(g.lemma(k) == "no" for k in g.kids[i])
    )


def _by_clause(g: Grammar, d: Draft, cast: Cast, actors: list[int], recipients: Sequence[int]) -> list[int]:
    """Actors as the clause of the act leaves no doubt of them."""
    i = d.anchor
    if not g.is_verb(i):
        by_then = d.type == "CONSULT" and g.case(i) in ("after", "before", "following", "during")
        beside = [] if by_then else [h for h in actors if bystander(g, i, h)]
        return [h for h in actors if h not in beside and not _teller(g, i, h) and not _asker(g, d, h)]
    if g.is_passive(i) and g.agent(i) is None and not d.merged:
        # a passive without an agent has no actor: "the division agreed in Geneva, analysts said"
        return [h for h in actors if not (g.base(h) == "nsubj" and g.head(h) != i and g.is_verb(g.head(h)))]
    subject = g.own_subject(i)
    if not actors and subject is not None and not g.is_passive(i) and g.pos(subject) in ("NOUN", "PROPN"):
        known = subject in frame_heads(g, d, cast)[0] or g.lemma(subject) in cast.machines
        if known and subject not in recipients:
            return [k for k in g.conjuncts(subject) if k not in recipients]
    return actors


ASKING = word_set("call demand urge ask appeal request push press plead")


def _asker(g: Grammar, d: Draft, h: int) -> bool:
    """Whether somebody only asks for an act that is another's to do: "the council demanded a truce"."""
    verb = g.head(d.anchor)
    if d.type in ("REQUEST", "CONSULT") or verb < 0 or not g.is_verb(verb) or g.lemma(verb) not in ASKING:
        return False
    subject = g.own_subject(verb)
    wanted = g.base(d.anchor) == "obj" or g.case(d.anchor) == "for"
    return wanted and subject is not None and h in g.conjuncts(subject)


def _teller(g: Grammar, noun: int, h: int) -> bool:
    """Whether somebody only tells of an act or judges it: "the attack, condemned by the council"."""
    told = g.head(h if g.base(h) != "conj" else g.head(h))
    return (
        told >= 0
        and g.base(told) == "acl"
        and g.head(told) == noun
        and g.lemma(told) in TELLING
        and g.is_passive(told)
    )


def _by_name(
    g: Grammar, d: Draft, cast: Cast, actors: list[int], recipients: list[int]
) -> tuple[list[int], list[int]]:
    """Parties of an act told by a noun whose own phrase says who did it: "the takeover of Marsa by the axis"."""
    mutual = d.found is not None and bool(d.found.trigger.mutual)
    if g.is_verb(d.anchor) or mutual:
        return actors, recipients
    named = doers(g, d.anchor)
    told = any(g.case(k) == "by" for k in named)  # the first of "by the axis and its allies" has it for all
    by = [k for k in named if told and (cast.takes(g, k) or _bears_a_name(g, k))]
    sure = by or [k for k in named if k in actors]
    if not sure:
        return actors, recipients
    return sure, [k for k in recipients if k not in sure]


def _with_whom(g: Grammar, d: Draft, actors: list[int], recipients: list[int]) -> tuple[list[int], list[int]]:
    """Parties of cooperation told by a verb: with whom somebody shares or trades is its recipient, as the type demands one."""
    if d.type != "COOPERATE" or not g.is_verb(d.anchor):
        return actors, recipients
    partners = [h for h in actors if g.case(h) == "with" and g.head(h) == d.anchor]
    partners = [h for h in actors if h in partners or (g.base(h) == "conj" and g.head(h) in partners)]
    return [h for h in actors if h not in partners], [*recipients, *partners]


def _bears_a_name(g: Grammar, noun: int) -> bool:
    """Whether a noun is told apart by a name before it: "the Norland-Marsa axis"."""
    return any(g.base(k) in ("compound", "amod") and k < noun and g.pos(k) == "PROPN" for k in g.kids[noun])
