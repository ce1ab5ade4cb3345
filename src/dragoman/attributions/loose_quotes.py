"""Quotations that no clause of grammar ties to a speaker, and contents that hold only a part of a quotation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.attributions.cues import cue_at, cue_words
from dragoman.attributions.drafts import Draft
from dragoman.attributions.lexicon import Cue
from dragoman.attributions.quotes import Quotation
from dragoman.attributions.reading import Reading
from dragoman.attributions.sources import Source, addressee_span, source_of, source_span
from dragoman.attributions.spans import disjoint, share, tidy
from dragoman.records import Span, hull

__all__ = ["with_loose_quotations", "with_whole_quotations"]

_PASSED_ON = "rule according to"
_NAMING = frozenset(["PROPN", "NOUN", "ADJ", "DET"])
_ASPECT = frozenset(["go", "continue", "keep", "start", "begin"])


def with_loose_quotations(reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """`found` with the quotations that none of it holds: a cue beside them, a colon before them, a speaker in the
    sentence before, a name behind a dash."""
    drafts = list(found)
    last: tuple[int, int] | None = None  # (index in `drafts`, paragraph) of the last speaker
    for quotation in reading.quotes:
        where = _paragraph_at(reading, quotation.span.begin)
        owner = _owner(quotation, drafts[: len(found)])
        if owner is not None:
            last = (owner, where)
            said = _behind(reading, quotation) if drafts[owner].because == _PASSED_ON else None
            if said is not None and not any(d.cue and d.cue[0].overlaps(said.cue[0]) for d in drafts):
                # "C," X said, according to Y: the parse that gave C to Y alone lost X.
                drafts.append(said)
                last = (len(drafts) - 1, where)
            continue
        beside = _beside(reading, quotation)
        if beside is not None:
            drafts.append(beside)
            last = (len(drafts) - 1, where)
        elif (
            last is not None
            and _alone(reading, quotation)
            and (where == last[1] or (where == last[1] + 1 and _whole_paragraph(reading, quotation)))
        ):
            # The speaker of the quotation before goes on.
            n = last[0]
            drafts[n] = replace(drafts[n], content=(*drafts[n].content, *quotation.parts))
            last = (n, _paragraph_at(reading, quotation.span.end - 1))
        else:
            signed = _signed(reading, quotation)
            if signed is not None:
                drafts.append(signed)
    return drafts


def _owner(quotation: Quotation, drafts: Sequence[Draft]) -> int | None:
    """The first of `drafts` whose content the quotation is; its cue stands outside the marks."""
    span = quotation.span
    return next(
        (
            n
            for n, d in enumerate(drafts)
            if d.cue
            and not any(span.covers(c) for c in d.cue)
            and any(c.overlaps(span) and share(c, span) > 0.5 for c in d.content)
        ),
        None,
    )


def _beside(reading: Reading, quotation: Quotation) -> Draft | None:
    """A draft whose cue stands in the sentence of the quotation, behind it or else before it."""
    g = reading.grammar
    behind = _behind(reading, quotation)
    if behind is not None:
        return behind
    before = _sentence_start(reading, quotation.span.begin)
    if not before:
        before = _colon_paragraph(reading, quotation.span.begin) or []
    # The cue nearest before the quotation; a colon may stand far from it, anything else not.
    colon = bool(before) and g.forms[before[-1]] == ":"
    nearest = before[::-1][: 19 if colon else 7]
    hit = _nearest_cue(reading, nearest, lambda w: colon)
    if hit is None:
        return None
    n, cue = hit
    source = source_of(reading, nearest[n])
    return _quote_draft(reading, quotation, source, nearest[n], cue, "rule cue before quotation")


def _behind(reading: Reading, quotation: Quotation) -> Draft | None:
    """A draft whose cue stands behind the quotation in its sentence."""
    g = reading.grammar
    after = _sentence_rest(reading, quotation.span.end)
    hit = _nearest_cue(reading, after[:12], lambda w: g.lemma[w] in _ASPECT)
    if hit is None:
        return None
    n, cue = hit
    source = _source_behind(reading, quotation, after, n)
    return _quote_draft(reading, quotation, source, after[n], cue, "rule quotation before cue")


def _nearest_cue(
    reading: Reading, words: Sequence[int], passed_over: Callable[[int], bool]
) -> tuple[int, Cue] | None:
    """Where in `words` the first cue stands that a quotation may follow, and the cue; None behind another verb."""
    g = reading.grammar
    for n, w in enumerate(words):
        if g.words[w].pos not in ("VERB", "AUX"):
            continue
        cue = cue_at(reading, w)
        if cue is not None and "quote" in cue.frames:
            return n, cue
        if g.words[w].pos == "VERB" and not passed_over(w):
            return None
    return None


def _source_behind(reading: Reading, quotation: Quotation, after: Sequence[int], n: int) -> Source | None:
    """Whoever speaks by the cue `after[n]`; where the parse looks for them in the quotation, whoever stands by the cue."""
    g = reading.grammar
    w = after[n]
    source = source_of(reading, w)
    between = [k for k in after[:n] if k < w and g.rel[k] != "aux"]
    if (
        source is not None
        and source[0] in between
        and all(g.words[k].pos in _NAMING for k in between)
        and len(source[1]) < len(between)
    ):
        # Nothing but a name stands between mark and cue: a parse that tore it names a part of it.
        return g.top(between), between
    if source is not None and not any(quotation.span.covers(g.words[k].span) for k in source[1]):
        return source
    before = [k for k in after[:n] if g.rel[k] not in ("punct", "aux") and k < w]
    if before:
        return g.top(before), before
    behind = [k for k in after[n + 1 :] if g.words[k].pos in ("PROPN", "NOUN", "PRON")]
    if behind and behind[0] - w <= 3:
        return behind[0], g.trim([k for k in g.subtree(behind[0]) if k > w])
    return None


def _quote_draft(
    reading: Reading, quotation: Quotation, source: Source | None, w: int, cue: Cue, because: str
) -> Draft | None:
    """The quotation as what `source` says by the cue `w`; None if nothing is left of either outside the quotation."""
    if source is None:
        return None
    g = reading.grammar
    words = [k for k in source[1] if not quotation.span.overlaps(g.words[k].span)]
    if not words:
        return None
    addressee = None
    if "tell" in cue.frames:
        who = g.kid(w, "iobj", "obj")
        if who is not None and not quotation.span.overlaps(g.words[who].span):
            addressee = addressee_span(reading, who, w)
    group = cue_words(reading, w, cue)
    group = [k for k in group if not quotation.span.overlaps(g.words[k].span) and k not in words]
    if not group:
        return None
    return Draft(
        (source_span(reading, words),), (g.span(group),), quotation.parts, w, source[0], addressee, cue.stance, 0.93,
        f"{because}: {cue.lemma}",
    )  # fmt: skip


def _signed(reading: Reading, quotation: Quotation) -> Draft | None:
    """ "... from the region.” — Maryam Rajavi, President of ..." """
    g = reading.grammar
    end = reading.paragraphs[_paragraph_at(reading, quotation.span.end - 1)].end
    tail = reading.text[quotation.span.end : end]
    match = re.match(r"\s*[—–-]{1,2}\s*(?=[A-Z])", tail)
    if not match:
        return None
    words = g.inside(Span(quotation.span.end + match.end(), end))
    if not words or len(words) > 40 or g.words[words[0]].pos != "PROPN":
        return None
    span = tidy(reading.text, g.span(words))
    if span is None:
        return None
    return Draft((span,), (), quotation.parts, None, words[0], None, "say", 0.7, "rule signed quotation")


def with_whole_quotations(reading: Reading, draft: Draft) -> Draft:
    """Widen a content that is a part of a quotation to the whole quotation, if the cue stands outside it."""
    spans = list(draft.content)
    for quotation in reading.quotes:
        outer = quotation.span
        if any(outer.overlaps(c) for c in (*draft.cue, *draft.source)):
            continue
        hits = [s for s in spans if s.overlaps(outer) and share(s, outer) > 0.3]
        if not hits:
            continue
        whole = [hull([part, *(h for h in hits if h.overlaps(part))]) for part in quotation.parts]
        spans = [*(s for s in spans if s not in hits), *whole]
    return replace(draft, content=disjoint(spans))


def _alone(reading: Reading, quotation: Quotation) -> bool:
    """True if no word stands outside the quotation in the sentences that it covers."""
    g = reading.grammar
    sentences = {g.words[w].sentence for w in g.touching(quotation.span)}
    outside = [
        w for s in sentences for w in g.inside(g.sentences[s])
        if not quotation.span.overlaps(g.words[w].span) and g.rel[w] != "punct"
    ]  # fmt: skip
    return not outside


def _whole_paragraph(reading: Reading, quotation: Quotation) -> bool:
    n = _paragraph_at(reading, quotation.span.begin)
    return n >= 0 and quotation.span.begin <= reading.paragraphs[n].begin


def _paragraph_at(reading: Reading, offset: int) -> int:
    return next((n for n, p in enumerate(reading.paragraphs) if p.begin <= offset < p.end), -1)


def _sentence_rest(reading: Reading, offset: int) -> list[int]:
    """Words behind `offset` in its paragraph, to the end of the sentence that goes on there."""
    g = reading.grammar
    n = _paragraph_at(reading, offset - 1)
    if n < 0:
        return []
    words = g.inside(Span(offset, reading.paragraphs[n].end))
    if not words or reading.text[offset : g.words[words[0]].span.begin].strip() != "":
        return []
    first = words[0]
    if (
        g.forms[first][:1].isupper()
        and reading.text[max(0, offset - 2) : offset - 1] in ".!?"
        and g.words[first].sentence != g.words[first - 1].sentence
    ):
        return []
    sentence = g.words[first].sentence
    return [w for w in words if g.words[w].sentence == sentence and w - first <= 40]


def _sentence_start(reading: Reading, offset: int) -> list[int]:
    """Words before `offset` that belong to the sentence that runs into it."""
    g = reading.grammar
    n = _paragraph_at(reading, offset)
    if n < 0:
        return []
    words = g.inside(Span(reading.paragraphs[n].begin, offset))
    if not words:
        return []
    last = words[-1]
    if g.forms[last] in (".", "!", "?", "”", '"'):
        return []
    sentence = g.words[last].sentence
    return [w for w in words if g.words[w].sentence == sentence]


def _colon_paragraph(reading: Reading, offset: int) -> list[int] | None:
    """Words of the last sentence of the paragraph before, if it ends in a colon."""
    g = reading.grammar
    n = _paragraph_at(reading, offset)
    if (
        n <= 0
        or reading.paragraphs[n].begin != offset
        or reading.text[reading.paragraphs[n - 1].end - 1] != ":"
    ):
        return None
    words = g.inside(reading.paragraphs[n - 1])
    return [w for w in words if g.words[w].sentence == g.words[words[-1]].sentence] if words else None
