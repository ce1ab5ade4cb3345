"""What the model sees and what the rules find, as one list of drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Lexicon
from dragoman.attributions.quotes import Quotation
from dragoman.attributions.rules import Draft, hull, tidy
from dragoman.records import Parse, Span

__all__ = ["join", "model_drafts"]

LEAST_RULE_SCORE = 0.84
"""A rule's draft that the model does not have is kept from this score on: quotations, clauses, "according to"."""


def model_drafts(
    parse: Parse, grammar: Grammar, lexicon: Lexicon, quotes: Sequence[Quotation]
) -> list[Draft]:
    """The model's attributions as drafts, their spans snapped to the text: no comma or full stop at the end of a
    content, no content that runs over its own cue; those without content are left out."""
    drafts = []
    for seen in parse.attributions:
        outside = [*seen.source, *seen.cue]
        content: list[Span] = []
        for span in seen.content:
            for piece in _minus(span, outside):
                tidied = tidy(grammar.text, piece)
                if tidied is not None:
                    content.append(tidied)
        if not content or not (seen.source or seen.cue):
            continue
        cue_words = [w for s in seen.cue for w in grammar.inside(s)]
        lemmas = tuple(grammar.lemma[w] for w in cue_words)
        head = _cue_head(cue_words, grammar, lexicon) if cue_words else None
        source_words = [w for s in seen.source for w in grammar.inside(s)]
        drafts.append(
            Draft(
                seen.source,
                seen.cue,
                tuple(sorted(content)),
                head,
                grammar.top(source_words) if source_words else None,
                None,
                lexicon.stance_of(lemmas),
                seen.score,
                f"model {seen.score:.2f}",
            )
        )
    return drafts


def join(model: Sequence[Draft], ruled: Sequence[Draft], grammar: Grammar) -> list[Draft]:
    """The model's drafts, with what the rules add: the addressee, the stance, the hands, and attributions that
    only the rules have if they are of a sure kind. Without any draft of the model all rules count."""
    if not model:
        return list(ruled)
    joined = list(model)
    for draft in ruled:
        n = _match(draft, joined)
        if draft.carrier is not None:
            # "citing Z" names a hand; the model, like its corpus, takes Z for what is cited.
            if n is not None:
                joined[n] = draft
            else:
                joined.append(draft)
            continue
        if n is None:
            if draft.hand or (draft.score >= LEAST_RULE_SCORE and not _intrudes(draft, joined)):
                joined.append(draft)
            continue
        seen = joined[n]
        addressee = draft.addressee
        if addressee is not None and any(
            addressee.overlaps(s) for s in (*seen.source, *seen.cue, *seen.content)
        ):
            addressee = None
        joined[n] = replace(
            seen,
            head=draft.head if draft.head is not None else seen.head,
            addressee=addressee,
            stance=draft.stance or seen.stance,
            because=f"{seen.because} + {draft.because}" if seen.because.startswith("model") else seen.because,
        )
    return sorted(joined, key=lambda d: hull([*d.source, *d.cue, *d.content]))


def _match(draft: Draft, others: Sequence[Draft]) -> int | None:
    """The draft among `others` that speaks of the same attribution: one cue, or one source and one content."""
    best: tuple[float, int] | None = None
    for n, other in enumerate(others):
        score = 0.0
        if draft.cue and other.cue:
            score = _overlap(draft.cue[0], other.cue[0])
            if score == 0:
                continue
        elif draft.cue or other.cue:
            score = (
                0.1 if draft.source and other.source and draft.source[0].overlaps(other.source[0]) else 0.0
            )
        if score and draft.content and other.content:
            score += _overlap(hull(draft.content), hull(other.content))
        if draft.source and other.source and not draft.hand:
            score += 0.5 * draft.source[0].overlaps(other.source[0])
        if score > 0.4 and (best is None or score > best[0]):
            best = (score, n)
    return best[1] if best else None


def _intrudes(draft: Draft, others: Sequence[Draft]) -> bool:
    """True if the model already credits this very content to somebody by another cue of the same sentence."""
    return any(
        draft.source
        and other.source
        and draft.source[0].overlaps(other.source[0])
        and _overlap(hull(draft.content), hull(other.content)) > 0.5
        for other in others
    )


def _overlap(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.begin, b.begin)
    return max(0, shared) / max(1, min(a.end - a.begin, b.end - b.begin))


def _minus(span: Span, others: Sequence[Span]) -> list[Span]:
    """What is left of `span` outside of `others`."""
    left = [span]
    for other in others:
        left = [
            piece
            for s in left
            for piece in (
                (Span(s.begin, min(s.end, other.begin)), Span(max(s.begin, other.end), s.end))
                if s.overlaps(other)
                else (s,)
            )
            if piece.begin < piece.end
        ]
    return left


def _cue_head(words: Sequence[int], grammar: Grammar, lexicon: Lexicon) -> int:
    """The word of a cue that carries its meaning: a known cue verb, else the top of the group."""
    for w in words:
        if grammar.lemma[w] in lexicon.cues and grammar.words[w].pos == "VERB":
            return w
    return grammar.top(words)
