"""What the model sees and what the rules find, as one list of drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.attributions.drafts import Draft
from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Lexicon
from dragoman.attributions.quotes import Quotation
from dragoman.attributions.spans import minus, share, tidy
from dragoman.records import Parse, Span, hull

__all__ = ["join", "model_drafts"]

_MODALS = frozenset(["can", "could", "may", "might", "must", "shall", "should", "will", "would"])


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
            for piece in minus(span, outside):
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


def join(
    model: Sequence[Draft],
    ruled: Sequence[Draft],
    grammar: Grammar,
    lexicon: Lexicon,
    quotes: Sequence[Quotation],
) -> list[Draft]:
    """The model's drafts, with what the rules add: the addressee, the stance, the hands, and attributions that
    only the rules have if they are of a sure kind. Without any draft of the model all rules count."""
    if not model:
        return list(ruled)
    firm = [d for d in ruled if d.firm]
    joined = [
        d
        for d in model
        if not any(d.cue and f.cue and any(c.overlaps(f.cue[0]) for c in d.cue) for f in firm)
    ]
    for draft in ruled:
        if draft.firm or draft.hand:
            joined.append(draft)
            continue
        n = _match(draft, joined)
        if n is None:
            if _sure(draft, model, grammar, lexicon, quotes):
                joined.append(draft)
            continue
        seen = joined[n]
        content = _better_content(seen.content, draft.content)
        addressee = draft.addressee
        if addressee is not None and any(addressee.overlaps(c) for c in content):
            content = draft.content
        source = _better_source(seen.source, draft.source)
        if source == seen.source and draft.source and _taken(seen, n, joined):
            source = draft.source
        if addressee is not None and any(addressee.overlaps(s) for s in source):
            source = draft.source
        cue = _better_cue(seen.cue, draft.cue)
        if any(c.overlaps(s) for c in cue for s in (*source, *content)) or (
            addressee is not None and any(c.overlaps(addressee) for c in cue)
        ):
            cue = draft.cue
        apart = tuple(piece for c in content for piece in minus(c, [*source, *cue]))
        content = tuple(t for piece in apart if (t := tidy(grammar.text, piece)) is not None) or content
        joined[n] = replace(
            seen,
            source=source,
            cue=cue,
            content=content,
            source_head=draft.source_head,
            head=draft.head if draft.head is not None else seen.head,
            addressee=addressee,
            stance=draft.stance or seen.stance,
            because=f"{seen.because} + {draft.because}" if seen.because.startswith("model") else seen.because,
        )
    joined = [d for d in joined if not (_alone_and_doubtful(d) or _asked(d, grammar))]
    joined = [
        d
        if d.firm or d.hand
        else replace(d, source=_whole_name(_one(d.source, d.cue), d.cue, grammar, lexicon))
        for d in joined
    ]
    return sorted(joined, key=lambda d: hull([*d.source, *d.cue, *d.content]))


DOUBTFUL, DOUBTFUL_UNNAMED = 0.6, 0.75
"""Below this score the model alone is not believed, with a source and without; set on PolNeAR's development articles.
What a rule sees too needs no such score."""


def _alone_and_doubtful(draft: Draft) -> bool:
    if not draft.because.startswith("model") or "+" in draft.because:
        return False
    return draft.score < (DOUBTFUL if draft.source else DOUBTFUL_UNNAMED)


def _asked(draft: Draft, grammar: Grammar) -> bool:
    """True for "Asked about the raid, the general said": whoever is asked does not ask."""
    if not draft.cue:
        return False
    words = grammar.inside(draft.cue[0])
    first = words[0] if words else None
    return (
        first is not None
        and grammar.lower[first] in ("asked", "pressed", "questioned")
        and grammar.rel[first] == "advcl"
        and not grammar.finite(first)
        and grammar.kid(first, "nsubj") is None
    )


def _better_source(model: tuple[Span, ...], rule: tuple[Span, ...]) -> tuple[Span, ...]:
    """One of two readings of a source. A source is one phrase, so a torn one is wrong; of two that overlap
    the wider one holds the apposition that the other lost; apart from each other, the model reads more."""
    if not model or (len(model) > 1 and rule):
        return rule
    if not rule or not model[0].overlaps(rule[0]):
        return model
    return max(model, rule, key=lambda s: s[0].end - s[0].begin)


def _better_cue(model: tuple[Span, ...], rule: tuple[Span, ...]) -> tuple[Span, ...]:
    if not rule or not model:
        return model or rule
    if len(model) > 1:
        return rule
    return max(model, rule, key=lambda s: s[0].end - s[0].begin)


def _better_content(model: tuple[Span, ...], rule: tuple[Span, ...]) -> tuple[Span, ...]:
    """One of two readings of a content: the one in fewer pieces, then the wider one; the model's where they do not meet."""
    if not rule or not model:
        return model or rule
    outer, inner = hull(model), hull(rule)
    if not outer.overlaps(inner):
        return model
    if len(model) != len(rule):
        fewer, other = (model, rule) if len(model) < len(rule) else (rule, model)
        a, b = hull(fewer), hull(other)
        # Grammar sees both halves of a content that its own cue parts; the model often only one of them.
        if other is rule and b.begin < a.begin and a.end < b.end:
            return rule
        return fewer
    return max(model, rule, key=lambda s: sum(x.end - x.begin for x in s))


def _taken(draft: Draft, n: int, others: Sequence[Draft]) -> bool:
    """True if the source of `draft` is that of another cue that stands nearer to it ("X told Y, Z reported")."""
    if not draft.source or not draft.cue:
        return False

    def distance(d: Draft) -> int:
        return min(abs(d.cue[0].begin - draft.source[0].end), abs(draft.source[0].begin - d.cue[-1].end))

    return (
        any(
            k != n
            and other.cue
            and any(s.overlaps(draft.source[0]) for s in other.source)
            and distance(other) < distance(draft)
            and distance(other) <= 2
            for k, other in enumerate(others)
        )
        and draft.source[0].begin > draft.cue[0].begin
    )


def _one(source: tuple[Span, ...], cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """The piece of a torn source that stands nearest to its cue."""
    if len(source) < 2:
        return source
    if not cue:
        return (max(source, key=lambda s: s.end - s.begin),)
    return (min(source, key=lambda s: min(abs(s.end - cue[0].begin), abs(s.begin - cue[-1].end))),)


def _whole_name(
    source: tuple[Span, ...], cue: tuple[Span, ...], grammar: Grammar, lexicon: Lexicon
) -> tuple[Span, ...]:
    """A source that breaks off within a name goes on to its end ("Foreign Minister | Jan Roe said", "the daily | Narod")."""
    if not source:
        return source
    words = grammar.inside(source[0])
    if not words:
        return source
    last = words[-1]
    if grammar.words[last].pos != "PROPN" and grammar.lemma[last] not in lexicon.medium:
        return source
    while (
        last + 1 < len(grammar.words)
        and grammar.words[last + 1].pos == "PROPN"
        and grammar.words[last + 1].sentence == grammar.words[last].sentence
        and not any(c.overlaps(grammar.words[last + 1].span) for c in cue)
    ):
        last += 1
    return (Span(source[0].begin, grammar.words[last].span.end if last != words[-1] else source[0].end),)


def _match(draft: Draft, others: Sequence[Draft]) -> int | None:
    """The draft among `others` that speaks of the same attribution: one cue, or one source and one content."""
    best: tuple[float, int] | None = None
    for n, other in enumerate(others):
        score = 0.0
        if draft.cue and other.cue:
            score = share(draft.cue[0], other.cue[0])
            if score == 0:
                continue
        elif draft.cue or other.cue:
            score = (
                0.1 if draft.source and other.source and draft.source[0].overlaps(other.source[0]) else 0.0
            )
        if score and draft.content and other.content:
            score += share(hull(draft.content), hull(other.content))
        if draft.source and other.source and not draft.hand:
            score += 0.5 * draft.source[0].overlaps(other.source[0])
        if score > 0.4 and (best is None or score > best[0]):
            best = (score, n)
    return best[1] if best else None


def _sure(
    draft: Draft, model: Sequence[Draft], grammar: Grammar, lexicon: Lexicon, quotes: Sequence[Quotation]
) -> bool:
    """True if a draft that only the rules have is kept.

    Of those that stand apart from what the model found, nine in ten of speech are right; of thoughts half.
    Those inside a content of the model are hands of a chain, which its corpus does not mark: kept where a
    noun names somebody else ("he said the rebels had agreed", not "he said he thought") and a clause, a promise or
    a charge follows; of the rest ("had praised", "could threaten to") hardly one was a hand.
    """
    if not draft.source or not draft.cue or draft.stance is None:
        return False
    if draft.source[0].of(grammar.text).lower() in ("it", "this", "that"):
        return False
    kind = lexicon.stances[draft.stance].kind
    rule = draft.because.removeprefix("rule ").split(":")[0]
    nested = any(c.covers(draft.cue[0]) for other in model for c in other.content)
    quoted = any(q.span.covers(draft.cue[0]) for q in quotes)
    if not nested:
        return (
            not quoted
            and rule != "about"
            and (
                (kind in ("speech", "writing") and rule not in ("infinitive",))
                or (kind == "thought" and rule == "clause")
            )
        )
    named = draft.source_head is not None and grammar.words[draft.source_head].pos in ("NOUN", "PROPN")
    if not named and draft.source[0].of(grammar.text).lower() in ("he", "she"):
        # "The president's office said he had told ...": a body is not the one whom "he" means.
        outer = next((o for o in model if any(c.covers(draft.cue[0]) for c in o.content)), None)
        head = outer.source_head if outer is not None else None
        named = head is not None and grammar.lemma[head] in lexicon.body | lexicon.document | lexicon.medium
    shown = draft.stance == "show" and not (
        rule == "clause" and draft.head is not None and grammar.lemma[draft.head] == "confirm"
    )
    if not named or rule == "passive" or shown:
        return False
    # "Could threaten to", "would pledge": nobody has said anything yet.
    if draft.head is not None and any(grammar.lemma[k] in _MODALS for k in grammar.kids(draft.head, "aux")):
        return False
    if rule in ("about", "thing"):
        return draft.stance in ("blame", "claim", "deny", "promise") and not quoted
    if rule == "infinitive":
        return draft.stance == "promise"
    if kind in ("speech", "writing") or draft.stance == "show":
        return rule in ("clause", "gerund", "noun", "according to", "told to", "quotation before cue")
    return rule == "clause" and not quoted


def _cue_head(words: Sequence[int], grammar: Grammar, lexicon: Lexicon) -> int:
    """The word of a cue that carries its meaning: a known cue verb, else the top of the group."""
    for w in words:
        if grammar.lemma[w] in lexicon.cues and grammar.words[w].pos == "VERB":
            return w
    return grammar.top(words)
