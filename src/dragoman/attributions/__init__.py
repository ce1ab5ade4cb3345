"""Parse -> Attribution: who said what, on whose authority.

`code_attributions` joins what the language model sees with rules of grammar; either works without the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.attributions.addressees import with_addressee
from dragoman.attributions.chains import Hand, chain, link_drafts, path_to_reader, with_carriers
from dragoman.attributions.grammar import Grammar
from dragoman.attributions.hands import with_cited
from dragoman.attributions.lexicon import Lexicon, load_lexicon
from dragoman.attributions.merge import join, model_drafts
from dragoman.attributions.quotes import body_of, kind_of, quotations
from dragoman.attributions.reading import reading_of
from dragoman.attributions.rules import ruled_drafts
from dragoman.attributions.speakers import speakers
from dragoman.records import Attribution, Document, Mention, Parse, Span, check_spans, hull, short_id

__all__ = ["Hand", "Lexicon", "chain", "code_attributions", "load_lexicon", "path_to_reader"]


def code_attributions(
    document: Document, parse: Parse, mentions: Sequence[Mention] = (), *, lexicon: Lexicon | None = None
) -> tuple[Attribution, ...]:
    """Every attribution of the document, in the order of the text.

    `parse` is of the document's text with its furniture blanked out; `parse.attributions` may be empty, then
    the rules stand alone. `mentions` are resolved ones; they name the speakers.
    Every span lies in the document's text and every attribution has content; ids depend on the document and
    the spans only, so that a person's decision survives re-reading.
    """
    lexicon = lexicon or load_lexicon()
    body = body_of(document)
    quotes = quotations(body)
    grammar = Grammar(body, parse, lexicon.forms)
    reading = reading_of(body, grammar, quotes, lexicon)
    drafts = join(
        model_drafts(parse, grammar, lexicon, quotes), ruled_drafts(reading), grammar, lexicon, quotes
    )
    drafts = with_cited(reading, [with_addressee(reading, draft) for draft in drafts])
    drafts, carrier = link_drafts(drafts, grammar, lexicon, mentions)
    who = speakers(drafts, carrier, grammar, lexicon, document, parse, mentions, quotes)
    found = []
    for draft, speaker in zip(drafts, who, strict=True):
        # A source that grew to its whole name may have grown into a piece of the content.
        content = tuple(c for c in draft.content if not any(c.overlaps(s) for s in draft.source))
        draft = replace(draft, content=content or draft.content)
        check_spans(document.text, [*draft.source, *draft.cue, *draft.content])
        found.append(
            Attribution(
                id="a" + short_id(document.id, draft.source, draft.cue, draft.content),
                source=draft.source,
                cue=draft.cue,
                content=draft.content,
                kind=kind_of(body, draft.content, quotes),
                addressee=draft.addressee,
                source_actor=speaker.actor,
                source_name=speaker.name,
                source_kind=speaker.kind,
                stance=draft.stance,
                confidence=round(draft.score, 3),
                because=draft.because,
            )
        )
    linked = with_carriers(found, carrier)
    return tuple(sorted(_once(linked), key=_place))


def _once(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Each id once; of two, the one that is carried on stays."""
    kept: dict[str, Attribution] = {}
    by_id = {a.id: a for a in attributions}
    for a in attributions:
        carrier = by_id.get(a.carried_by or "")
        if carrier is not None and any(s.overlaps(c) for s in a.source for c in carrier.source):
            # Nobody passes on what they say themselves: two readings of one source are no two hands.
            a = replace(a, carried_by=carrier.carried_by if carrier.carried_by != a.id else None)
        if a.id not in kept or (kept[a.id].carried_by is None and a.carried_by is not None):
            kept[a.id] = a if a.carried_by != a.id else replace(a, carried_by=None)
    return _open_ended(kept)


def _open_ended(kept: dict[str, Attribution]) -> list[Attribution]:
    """No ring of carriers: two drafts of the same spans are one record, and what carries the one may rest on the other."""
    for id_ in list(kept):
        seen = {id_}
        at = kept[id_]
        while at.carried_by is not None and at.carried_by in kept:
            if at.carried_by in seen:
                kept[at.id] = replace(at, carried_by=None)
                break
            seen.add(at.carried_by)
            at = kept[at.carried_by]
    return list(kept.values())


def _place(a: Attribution) -> Span:
    return hull([*a.source, *a.cue, *a.content])
