"""A text laid out for coding: its grammar, its candidates in their structure, who can be a party; and what is known of each."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.events import status
from dragoman.events.arguments import Cast
from dragoman.events.casting import Candidate
from dragoman.events.codebook import Codebook
from dragoman.events.combine import Evidence
from dragoman.events.drafts import HARM, Draft, drafts_of
from dragoman.events.given import frame_heads, given_parties, seats
from dragoman.events.grammar import Grammar
from dragoman.events.judging import features_of, topics_of
from dragoman.events.party_spans import heads_of
from dragoman.events.said_by import SPEECH
from dragoman.events.structure import settle_structure
from dragoman.records import Mention, Parse, Span

__all__ = ["Layout", "candidates", "evidence_of", "lay_out", "party_candidates"]


@dataclass(frozen=True, slots=True)
class Layout:
    """What every candidate of a text is read against."""

    g: Grammar
    book: Codebook
    cast: Cast
    drafts: Sequence[Draft]
    """In the order of the text."""
    scored: bool
    """The parse carries event scores; else the codebook works alone."""


def lay_out(text: str, parse: Parse, mentions: Sequence[Mention], book: Codebook) -> Layout:
    """`parse` and `mentions` are over `text`."""
    g = Grammar(parse, text, _known_verbs(book.verbs), book.nouns)
    drafts = drafts_of(g, book, parse)
    settle_structure(g, drafts)
    return Layout(g, book, _cast(g, mentions, book), drafts, bool(parse.events) or bool(parse.model))


def evidence_of(text: Layout, d: Draft) -> Evidence:
    """What speaks for and against a candidate, as the formula of `combine.py` takes it."""
    types = d.model.types if d.model is not None else {}
    rule = d.rule
    sure = types.get(d.type, 0.0)
    if d.promising and d.type == "AGREE":
        sure += types.get(
            "CONCEDE", 0.0
        )  # what is agreed to may be a way given; drafts.py settles the type so
    named = ""
    if d.model is not None:
        named = ("a" if d.model.actors else "") + ("r" if d.model.recipients else "")
    table = None
    if text.book.acts is not None:
        (table,) = text.book.acts.sums(_surroundings(text, d), 1)
    return Evidence(
        scored=text.scored,
        model_any=min(0.995, sum(types.values())) if types else 0.0,
        model_type=min(0.995, sure),
        rule=rule is not None,
        weight=rule.weight if rule is not None else 0.0,
        agree=rule is not None and rule.type == d.type and bool(types),
        dropped=d.dropped is not None,
        vetoed=d.vetoed is not None,
        noun=not text.g.is_verb(d.anchor),
        modifier=text.g.base(d.anchor) == "amod",
        table=table,
        model_named=named,
        silent=not types,
    )


def candidates(text: str, parse: Parse, codebook: Codebook) -> list[tuple[Draft, Evidence, list[str]]]:
    """Every word that the codebook or the model takes for a trigger, with what is known of it; for fitting and tests."""
    laid = _by_parse_alone(text, parse, codebook)
    return [(d, evidence_of(laid, d), _surroundings(laid, d)) for d in laid.drafts if d.barred is None]


def party_candidates(
    text: str,
    parse: Parse,
    gold: Sequence[tuple[str, Span, Sequence[Span], Sequence[Span]]],
    codebook: Codebook,
) -> Iterator[tuple[tuple[list[int], list[int]], list[Candidate]]]:
    """(heads of the gold actors and recipients, nouns that might be parties) of each gold event of a text; for fitting."""
    laid = _by_parse_alone(text, parse, codebook)
    g, cast = laid.g, laid.cast
    for type_, trigger, actors, recipients in gold:
        at = [d for d in laid.drafts if d.span.overlaps(trigger)]
        d = next((d for d in at if d.type == type_), next(iter(at), None))
        if d is None:
            anchor = g.head_of(trigger)
            if anchor is None:
                continue
            d = Draft(anchor, trigger, type_, anchors=[anchor])
        d.type = type_
        given = given_parties(g, d, cast)
        yield (
            (heads_of(g, actors), heads_of(g, recipients)),
            list(seats(g, d, cast, codebook, (heads_of(g, given[0]), heads_of(g, given[1])))),
        )


def _by_parse_alone(text: str, parse: Parse, book: Codebook) -> Layout:
    """Gold sentences come without resolved mentions: those of the parse stand in."""
    return lay_out(text, parse, [Mention(m.span, m.type) for m in parse.mentions], book)


def _surroundings(text: Layout, d: Draft) -> list[str]:
    """The features of a candidate for the table `acts` of its codebook."""
    g, book = text.g, text.book
    return features_of(
        g,
        d.anchor,
        book.plover_type(d.type) or d.type,
        d.rule,
        frame_heads(g, d, text.cast),
        text.cast,
        topics_of(g, g.sentence_words(d.anchor), book),
        d.dropped,
    )


@functools.lru_cache(maxsize=8)
def _known_verbs(words: frozenset[str]) -> frozenset[str]:
    """Verbs of a codebook and those that the rules speak of."""
    return (
        words
        | status.LIGHT
        | SPEECH
        | HARM
        | status.WANTED
        | status.PLANNED
        | status.FAILED
        | status.STOPPED
        | status.TRIED
    )


def _cast(g: Grammar, mentions: Sequence[Mention], book: Codebook) -> Cast:
    """Who can be a party, by the mentions of a text and the word classes of a codebook."""
    named = set()
    kinds: dict[int, str] = {}
    for m in mentions:
        head = g.head_of(m.span)
        if head is None:
            continue
        kinds.setdefault(head, m.type.lower())
        if m.type in ("Person", "Organisation") or (
            m.type in ("Nationality", "Location", "MilitaryPlatform", "Vehicle")
            and g.form(head)[:1].isupper()
        ):
            named.add(head)

    def words(*classes: str) -> frozenset[str]:
        return frozenset().union(*(book.words.get(c, frozenset()) for c in classes))

    return Cast(
        named=frozenset(named),
        nouns=words("party"),
        things=words("property", "territory", "weapons"),
        never=frozenset(i for m in mentions if m.type in ("Temporal", "Money") for i in g.at(m.span)),
        machines=words("weapons", "aircraft"),
        kinds=kinds,
    )
