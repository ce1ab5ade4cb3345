"""Who takes part in an act and whom it is done to: the codebook's table of parties, mended where the clause leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.events.arguments import ACTORISH, Cast
from dragoman.events.casting import kind_of, side_of
from dragoman.events.codebook import Codebook
from dragoman.events.drafts import Draft
from dragoman.events.given import frame_heads, given_parties, seats
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.parties import bystander, doers, naming_phrases
from dragoman.events.party_spans import apart, each_alone, each_of_pair, each_owner, heads_of
from dragoman.events.status import LIGHT
from dragoman.events.tables import Table
from dragoman.events.triggers import INSTRUMENTS
from dragoman.records import Mention, Party, Span

__all__ = ["no_homes", "parties_of", "party"]

SETTLED = frozenset({"site", "town", "district"})
"""Precisions of places that act for nobody unless the actors say so."""

PEOPLE = frozenset(
    {
        "people",
        "noun-person",
        "name-person",
        "pron",
        "num",
        "noun-organisation",
        "name-organisation",
        "name-nationality",
    }
)
TARGETS = frozenset(
    {
        "thing",
        "machine",
        "name-location",
        "noun-location",
        "noun-vehicle",
        "noun-militaryplatform",
        "name-militaryplatform",
    }
)
"""Kinds of nouns (`casting.kind_of`) that are people, and that are hit with them."""

FIRING = word_set(
    "fire launch lob land drop use rain throw hurl shoot exchange detonate explode fling toss loose plant lay"
)
PROJECTILES = word_set(
    "shell rocket missile round bullet mortar bomb grenade fire gunfire shot salvo barrage munition gas chlorine sarin bottle stone "
    "explosive mine device barrel"
)

LEAVING = word_set(
    "removal resignation ouster withdrawal departure dismissal disarmament impeachment surrender eviction overthrow"
)


def parties_of(
    g: Grammar, d: Draft, cast: Cast, book: Codebook, mentions: Sequence[Mention]
) -> tuple[list[Span], list[Span]]:
    """Spans of actors and of recipients of a candidate.

    mentions: resolved ones; places among them that stand for nobody are no actors.
    """
    actors, recipients = _parties(g, d, cast, book)
    if not recipients and d.type in ("REQUEST", "PROTEST"):
        recipients = [s for s in _aimed_at(g, d.anchor) if not any(s.overlaps(a) for a in actors)]
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
ARMS = word_set("device ied bomb shell rocket missile grenade mortar bullet mine explosive")


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
        each_alone(g, apart(g.text, [spans.get(h) or _naming(g, d, h) for h in heads]))
        for heads in _chosen(g, d, cast, book, book.parties, given)
    )
    return who, [s for s in whom if not any(s.overlaps(a) for a in who)]


def _naming(g: Grammar, d: Draft, head: int) -> Span:
    phrase = g.phrase(head)
    return next(iter(naming_phrases(g, [phrase], d.anchor)), phrase)


def _chosen(
    g: Grammar, d: Draft, cast: Cast, book: Codebook, table: Table, given: tuple[list[int], list[int]]
) -> tuple[list[int], list[int]]:
    """Heads of actors and recipients: the nouns that the table takes for parties, then what it cannot know."""
    actors: list[int] = []
    recipients: list[int] = []
    for c in seats(g, d, cast, book, given):
        side = side_of(table, c)
        if side:
            (actors if side == "actor" else recipients).append(c.word)
    actors = _by_clause(g, d, cast, actors, recipients)
    actors, recipients = _by_name(g, d, cast, actors, recipients)
    actors, recipients = _by_blame(g, d, cast, actors, recipients)
    recipients = _no_projectiles(g, d, _only_blamed(g, d, cast, recipients))
    return _no_weapons(g, cast, actors), _people_first(g, d, cast, recipients)


def _by_clause(g: Grammar, d: Draft, cast: Cast, actors: list[int], recipients: Sequence[int]) -> list[int]:
    """Actors as the clause of the act leaves no doubt of them."""
    i = d.anchor
    if not g.is_verb(i):
        return [h for h in actors if not bystander(g, i, h)]
    if g.is_passive(i) and g.agent(i) is None and not d.merged:
        # a passive without an agent has no actor: "the division agreed in Geneva, analysts said"
        return [h for h in actors if not (g.base(h) == "nsubj" and g.head(h) != i and g.is_verb(g.head(h)))]
    subject = g.own_subject(i)
    if not actors and subject is not None and not g.is_passive(i) and g.pos(subject) in ("NOUN", "PROPN"):
        known = subject in frame_heads(g, d, cast)[0] or g.lemma(subject) in cast.machines
        if known and subject not in recipients:
            return [k for k in g.conjuncts(subject) if k not in recipients]
    return actors


def _by_name(
    g: Grammar, d: Draft, cast: Cast, actors: list[int], recipients: list[int]
) -> tuple[list[int], list[int]]:
    """Parties of an act told by a noun whose own phrase says who did it: "the takeover of Marsa by the axis"."""
    mutual = d.found is not None and bool(d.found.trigger.mutual)
    if g.is_verb(d.anchor) or mutual:
        return actors, recipients
    named = doers(g, d.anchor)
    told = any(g.case(k) == "by" for k in named)  # the first of "by the axis and its allies" has it for all
    by = [k for k in named if told and cast.takes(g, k)]
    sure = by or [k for k in named if k in actors]
    if not sure:
        return actors, recipients
    return sure, [k for k in recipients if k not in sure]


def _people_first(g: Grammar, d: Draft, cast: Cast, heads: list[int]) -> list[int]:
    """Of an attack's recipients the people, if it names any: what is hit with them is the target (docs/decisions/011)."""
    if d.type != "ASSAULT":
        return heads
    kinds = {h: kind_of(g, h, cast) for h in heads}
    people = [h for h in heads if kinds[h] in PEOPLE]
    if not people:
        return heads
    return [
        h
        for h in heads
        if kinds[h] not in TARGETS or any(h in g.conjuncts(p) or p in g.conjuncts(h) for p in people)
    ]


def _by_blame(
    g: Grammar, d: Draft, cast: Cast, actors: list[int], recipients: list[int]
) -> tuple[list[int], list[int]]:
    """Parties of an act that somebody is blamed for: "blamed the strike on the army and its allies" tells who struck, not who was hit."""
    verb = g.head(d.anchor)
    if g.is_verb(d.anchor) or verb < 0 or d.anchor not in _blamed_for(g, verb):
        return actors, recipients
    who = _blamed(g, cast, verb)
    return (who, [h for h in recipients if h not in who]) if who else (actors, recipients)


def _only_blamed(g: Grammar, d: Draft, cast: Cast, heads: list[int]) -> list[int]:
    """Recipients without what somebody is blamed for: "the shell that killed 43, which the UN blamed on the army"."""
    who = [m for a in d.anchors if g.lemma(a) == "blame" for m in _blamed(g, cast, a)]
    return [h for h in heads if h in who] or who or heads


def _blamed_for(g: Grammar, verb: int) -> list[int]:
    """Nouns that "blame" has without a preposition, whatever the parse calls them."""
    if g.lemma(verb) != "blame":
        return []
    return [k for k in g.kids[verb] if k > verb and g.base(k) in ("obj", "obl") and not g.case(k)]


def _blamed(g: Grammar, cast: Cast, verb: int) -> list[int]:
    """On whom "blame" puts it: the last "on", so that "the attack on the convoy on rebels" is the rebels'."""
    on = [
        k
        for h in (verb, *_blamed_for(g, verb))
        for k in g.kids[h]
        if k > verb and g.base(k) in ("obl", "nmod") and g.case(k) == "on" and kind_of(g, k, cast) != "time"
    ]
    return g.conjuncts(max(on)) if on else []


def _no_projectiles(g: Grammar, d: Draft, heads: list[int]) -> list[int]:
    """Recipients without what is only fired or thrown at them, and from where: "the shell was fired from their positions"."""
    if not any(g.lemma(a) in FIRING for a in d.anchors):
        return heads
    first = g.sentence_words(d.anchor)[
        0
    ]  # its capital letter is no name's: "Shells were fired at the market"
    return [
        h
        for h in heads
        if g.case(h) != "from"
        and (g.lemma(h).lower() not in PROJECTILES or (g.pos(h) == "PROPN" and h != first))
    ]


def _no_weapons(g: Grammar, cast: Cast, heads: list[int]) -> list[int]:
    """Actors with those that are only a means given up for whoever stands behind them."""
    out: list[int] = []
    for h in heads:
        means = g.pos(h) == "NOUN" and g.lemma(h) in INSTRUMENTS and g.lemma(h) not in cast.machines
        who = _behind(g, cast, h) if means else h
        if who is not None and who not in out:
            out.append(who)
    return out


def _behind(g: Grammar, cast: Cast, head: int) -> int | None:
    """Whoever stands behind a weapon or a blow that a sentence makes the doer: "U.S. airstrikes killed ten", "shells of the army"."""
    for k in g.kids[head]:
        by = g.base(k) == "nmod" and g.case(k) in ("by", "from")
        if (g.dep(k) == "nmod:poss" or by) and cast.takes(g, k):
            return k
    for k in g.kids[head]:
        named = g.pos(k) == "PROPN" or (g.pos(k) == "ADJ" and g.form(k)[:1].isupper())
        if (
            g.base(k) in ("compound", "amod")
            and k < head
            and ((named and cast.kinds.get(k) != "location") or g.lemma(k) in ACTORISH)
        ):
            return k
    return None


def _aimed_at(g: Grammar, anchor: int) -> list[Span]:
    """Of whom something is demanded by what the demand is: "demanded the withdrawal of the militia", "rallied against X"."""
    heads = [anchor]
    if g.base(anchor) == "obj" and g.is_verb(g.head(anchor)) and g.lemma(g.head(anchor)) in LIGHT:
        heads.append(g.head(anchor))  # "staged a rally against X"
    for h in heads:
        for n in g.kids[h]:
            if g.base(n) in ("obl", "nmod") and g.case(n) == "against" and g.pos(n) in ("NOUN", "PROPN"):
                return [g.phrase(m) for m in g.conjuncts(n)]
    wanted = [
        k
        for h in heads
        for k in g.kids[h]
        if g.base(k) in ("advcl", "acl", "xcomp")
        and g.lemma(k) in ("demand", "call", "urge", "press", "seek")
    ]
    for k in (anchor, *wanted):
        for n in g.kids[k]:
            if g.base(n) not in ("obj", "obl", "nmod", "xcomp") or g.lemma(n) not in LEAVING:
                continue
            whom = _leaver(g, n)
            if whom is not None and g.pos(whom) in ("NOUN", "PROPN"):
                return [g.phrase(m) for m in g.conjuncts(whom) if g.pos(m) in ("NOUN", "PROPN")][:3]
    return []


def _leaver(g: Grammar, noun: int) -> int | None:
    """Whose removal or withdrawal it is: "the removal of the governor", "the governor's removal"."""
    return next(
        (
            m
            for m in g.kids[noun]
            if g.base(m) == "nmod" and (g.case(m) in ("of", "by") or g.dep(m) == "nmod:poss")
        ),
        None,
    )
