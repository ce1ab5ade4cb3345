"""An attribution on its way: what every rule gives, and what later steps change and join."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.attributions.reading import Reading
from dragoman.attributions.sources import Source, addressee_span, source_span
from dragoman.attributions.spans import disjoint, tidy
from dragoman.records import Span

__all__ = ["Draft", "draft_of", "one_for_each_cue"]

_CLOSERS = "”\"’'»"


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution on its way: spans, the word that heads its cue, and where it comes from."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    head: int | None = None
    """Word that heads the cue (or the source, for a cue without a verb)."""
    source_head: int | None = None
    addressee: Span | None = None
    stance: str | None = None
    score: float = 0.9
    because: str = ""
    carrier: int | None = None
    """Head word of the cue of the draft that carries this one on, where grammar says so."""
    hand: bool = False
    """True for a hand that has no words of its own: it only passes a claim on."""
    firm: bool = False
    """True where grammar leaves no doubt and a model's reading of the same cue gives way ("was quoted as saying")."""


def draft_of(
    reading: Reading, source: Source | None, cue: Sequence[int], content: Sequence[int], head: int, addressee: int | None,
    stance: str | None, because: str, *, score: float, firm: bool = False,
) -> list[Draft]:  # fmt: skip
    """One draft of these words: a content in stretches that hold neither cue nor source; none where nothing is left."""
    g = reading.grammar
    source_words = source[1] if source else []
    outside = {*source_words, *cue}
    if addressee is not None:
        outside.update(g.subtree(addressee))
    spans = []
    for run in g.pieces([w for w in content if w not in outside], outside):
        span = tidy(reading.text, _with_marks(reading, g.span(run)))
        if span is not None and any(g.rel[w] not in ("punct", "cc") for w in run):
            spans.append(span)
    blocked = [g.words[w].span for w in outside]
    spans = [s for s in spans if not any(s.overlaps(b) for b in blocked)]
    if not spans:
        return []
    return [
        Draft(
            (source_span(reading, source_words),) if source_words else (),
            (g.span(cue),) if cue else (),
            disjoint(spans),
            head,
            source[0] if source else None,
            addressee_span(reading, addressee, head) if addressee is not None else None,
            stance, score, because, firm=firm,
        )
    ]  # fmt: skip


def _with_marks(reading: Reading, span: Span) -> Span:
    """`span` with quotation marks that stand at its edges."""
    begin, end = span
    text = reading.text
    for quotation in reading.quotes:
        for part in quotation.parts:
            if part.begin < begin <= part.begin + 2:
                begin = part.begin
            # A content that begins behind the opening mark is a hand inside the quotation: the
            # closing mark is not its own.
            if part.end - 3 <= end < part.end and begin <= part.begin + 2:
                end = part.end
    if end < len(text) and text[end] in _CLOSERS and text[begin] in "“\"‘'«":
        end += 1
    return Span(begin, end)


def one_for_each_cue(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of one cue and one source joined: a quotation before the verb and a clause behind it are one content."""
    found: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (draft.cue, draft.source) if draft.cue and not draft.hand else (draft.source, draft.content)
        if key in found:
            first = found[key]
            found[key] = replace(
                first,
                content=disjoint((*first.content, *draft.content)),
                addressee=first.addressee or draft.addressee,
            )
        else:
            found[key] = draft
    return list(found.values())
