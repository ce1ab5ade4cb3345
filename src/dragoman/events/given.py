"""Parties before they are judged: as the codebook's frames and the model's argument spans give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.events.arguments import Cast, read_roles
from dragoman.events.casting import Candidate, candidates_of
from dragoman.events.codebook import Codebook
from dragoman.events.drafts import HARM, Draft
from dragoman.events.grammar import Grammar
from dragoman.events.parties import naming_phrases, reconcile
from dragoman.events.party_spans import heads_of
from dragoman.events.triggers import INSTRUMENTS
from dragoman.records import ParsedEvent, Span

__all__ = ["frame_heads", "given_parties", "seats"]


def frame_heads(g: Grammar, d: Draft, cast: Cast) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Head words of actors and recipients by the frame of the codebook's trigger."""
    if d.found is None or d.rule is None:
        return (), ()
    roles = read_roles(g, d.found, cast)
    return roles.actors, roles.recipients


def given_parties(g: Grammar, d: Draft, cast: Cast) -> tuple[list[Span], list[Span]]:
    """Spans of actors and recipients by the model, put into the roles of grammar, or by the frame alone."""
    return _by_frame(g, d, cast) if d.model is None else _by_model(g, d, d.model, cast)


def seats(
    g: Grammar, d: Draft, cast: Cast, book: Codebook, given: tuple[Sequence[int], Sequence[int]]
) -> Iterator[Candidate]:
    """The nouns that might be parties of a candidate, for the table `parties` of its codebook.

    given: heads of the parties that frames and model give it.
    """
    model = None if d.model is None else (heads_of(g, d.model.actors), heads_of(g, d.model.recipients))
    anchors = [d.anchor, *(a for a in d.anchors if a != d.anchor)]
    return candidates_of(
        g, anchors, book.plover_type(d.type) or d.type, cast, frame_heads(g, d, cast), model, given
    )


def _by_model(g: Grammar, d: Draft, model: ParsedEvent, cast: Cast) -> tuple[list[Span], list[Span]]:
    frame = d.rule
    actors, recipients = reconcile(
        g,
        d.anchor,
        naming_phrases(g, model.actors, d.anchor),
        naming_phrases(g, model.recipients, d.anchor),
        frame_heads(g, d, cast),
        frame is not None and bool(frame.mutual) and frame.type == d.type,
        [m.anchor for m in d.merged],
    )
    for m in d.merged:
        if not actors:
            # "was killed in an attack by gunmen": the noun says who did it
            own = () if m.model is None else m.model.actors
            named = naming_phrases(g, own, m.anchor) or [g.phrase(h) for h in frame_heads(g, m, cast)[0]]
            actors = [a for a in named if not any(a.overlaps(r) for r in recipients)]
        hurt = _hurt_besides(g, d, m)
        recipients += [x for x in hurt if not any(x.overlaps(y) for y in actors + recipients)]
    return actors, recipients


def _hurt_besides(g: Grammar, d: Draft, m: Draft) -> list[Span]:
    """Whom the harm that an attack did is told of: "attacked a base, killing ten soldiers" is done to both."""
    if (
        d.type != "ASSAULT"
        or m.anchor == d.anchor
        or g.lemma(m.anchor) not in HARM
        or not g.is_verb(m.anchor)
    ):
        return []
    hurt = g.child(m.anchor, "obj")
    return [] if hurt is None else [g.phrase(h) for h in g.conjuncts(hurt)]


def _by_frame(g: Grammar, d: Draft, cast: Cast) -> tuple[list[Span], list[Span]]:
    heads, others = frame_heads(g, d, cast)
    for m in d.merged:
        more, harmed = frame_heads(g, m, cast)
        heads = heads or more
        if m.anchor != d.anchor and g.lemma(m.anchor) in HARM and harmed and g.base(m.anchor) != "conj":
            others = harmed  # "bombed a market, killing ten people": done to the people
        others = others or harmed
    heads = tuple(h for h in heads if g.lemma(h) not in INSTRUMENTS or g.pos(h) == "PROPN")
    return [g.phrase(h) for h in heads], [g.phrase(h) for h in others if h not in heads]
