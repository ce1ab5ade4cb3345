""" "Quoted X as saying C", "X was quoted by Y as saying C": a cue of two verbs, and sometimes a hand between."""

from __future__ import annotations

from dragoman.attributions.contents import clause_of, interposed
from dragoman.attributions.cues import cue_at, cue_words
from dragoman.attributions.drafts import Draft, draft_of
from dragoman.attributions.reading import Reading, in_quotation
from dragoman.attributions.sources import Source, source_of, source_phrase, source_span

__all__ = ["quoting"]


def quoting(reading: Reading, i: int) -> list[Draft]:
    """Drafts of "quote", "cite" or "paraphrase" at `i`, where "as saying" goes with it."""
    saying = _saying(reading, i)
    if saying is None:
        return []
    if reading.grammar.passive(i):
        return _was_quoted(reading, i, saying)
    g = reading.grammar
    obj = g.kid(i, "obj", "iobj")
    source = source_of(reading, i)
    if obj is None or source is None:
        return []
    content = sorted({*g.subtree(obj), *g.subtree(saying)})
    words = cue_words(reading, i)
    return draft_of(reading, source, words, content, i, None, "quote", "rule quoted as saying", score=0.9)


def _saying(reading: Reading, i: int) -> int | None:
    """The verb behind "as", under the verb of quoting or under whoever is quoted."""
    g = reading.grammar
    obj = g.kid(i, "obj")
    places = [
        *g.kids(i, "advcl", "xcomp", "obl", "acl"),
        *(g.kids(obj, "acl", "advcl") if obj is not None else ()),
    ]
    return next((k for k in places if g.opened_by(k, "as") and cue_at(reading, k) is not None), None)


def _was_quoted(reading: Reading, i: int, saying: int) -> list[Draft]:
    g = reading.grammar
    speaker = g.kid(i, "nsubj")
    clause = _clause_of_both(reading, i, saying)
    if speaker is None and clause is not None:
        speaker = _torn_off_speaker(reading, i)
        if speaker is not None:
            name = set(g.subtree(speaker))
            clause = [w for w in clause if w not in name]
    if clause is None or speaker is None:
        return []
    source = (speaker, source_phrase(reading, speaker, [i]))
    cue = _cue_of_both(reading, i, saying)
    because = "rule quoted as saying"
    drafts = draft_of(reading, source, cue, clause, i, None, "quote", because, score=0.95, firm=True)
    agent = source_of(reading, i) or _quoted_by(reading, saying)
    if agent is not None and drafts:
        # Y hands on what X said: same content, no cue of its own beside "quoted ... as saying".
        drafts.append(
            Draft(
                (source_span(reading, agent[1]),), (), drafts[0].content, None, agent[0], None, "quote", 0.9,
                "rule quoted by", hand=True,
            )
        )  # fmt: skip
    return drafts


def _torn_off_speaker(reading: Reading, i: int) -> int | None:
    """The subject of "was quoted" that the parse hung on the quotation before it: it stands behind the closing mark."""
    g = reading.grammar
    return next(
        (
            k
            for c in g.kids(i, "ccomp")
            for k in g.kids(c, "nsubj")
            if c < k < i and in_quotation(reading, c) and not in_quotation(reading, k)
        ),
        None,
    )


def _clause_of_both(reading: Reading, i: int, saying: int) -> list[int] | None:
    g = reading.grammar
    clause = clause_of(reading, saying)
    if clause is None and interposed(reading, i):
        clause = g.subtree(g.head[i], without=[i])
    if clause is None:
        clause = next((g.subtree(k) for k in g.kids(i, "ccomp")), None)
    return clause


def _cue_of_both(reading: Reading, i: int, saying: int) -> list[int]:
    words = cue_words(reading, i)
    return sorted({*words, *range(i, saying + 1)}) if saying - i <= 2 else words


def _quoted_by(reading: Reading, saying: int) -> Source | None:
    """The "by" that the parse hung on "saying"."""
    g = reading.grammar
    by = next((k for k in g.kids(saying, "obl") if any(g.lower[c] == "by" for c in g.kids(k, "case"))), None)
    return (by, source_phrase(reading, by, g.kids(by, "case"))) if by is not None else None
