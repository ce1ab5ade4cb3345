"""Nouns that credit somebody ("Moscow's claim that ...") and "according to"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.attributions.contents import clause_of
from dragoman.attributions.cues import cue_at, cue_words
from dragoman.attributions.drafts import Draft, draft_of
from dragoman.attributions.grammar import Grammar
from dragoman.attributions.reading import Reading, is_quoted
from dragoman.attributions.sources import Source, source_of, source_phrase

__all__ = ["according", "nominal"]

_LIGHT = frozenset(
    ["make", "issue", "give", "repeat", "release", "express", "voice", "raise", "have", "deliver", "utter", "offer",
     "reject", "deny"]
)  # fmt: skip
"""Verbs that lend their subject to the noun: "issued a warning that ..."."""


def nominal(reading: Reading, i: int) -> list[Draft]:
    """ "Moscow's claim that ...", "a warning from the minister that ..."."""
    g = reading.grammar
    clause = next(
        (
            k
            for k in g.kids(i, "acl", "ccomp")
            if k > i
            and not g.dep[k].endswith("relcl")
            and any(g.lower[m] in ("that", "to", "whether") for m in g.kids(k, "mark"))
        ),
        None,
    )
    if clause is None:
        return []
    owner = _owner(g, i)
    if owner is not None:
        words = source_phrase(reading, owner, [i, clause])
        source: Source | None = (owner, [w for w in words if g.lower[w] not in ("'s", "’s")])
        cue = [
            w
            for w in g.subtree(i, without=[clause, owner])
            if g.rel[w] not in ("punct", "case") and abs(w - i) <= 3 and w <= i
        ]
    else:
        verb = g.head[i]
        if verb < 0 or g.lemma[verb] not in _LIGHT or g.rel[i] != "obj":
            return []
        source = source_of(reading, verb)
        cue = [*cue_words(reading, verb), *range(verb + 1, i + 1)]
    if source is None or not source[1]:
        return []
    cue = [w for w in cue if w not in source[1] and g.rel[w] != "det"] or [i]
    stance = reading.lexicon.nouns[g.lemma[i]]
    because = f"rule noun: {g.lemma[i]}"
    return draft_of(reading, source, cue, g.subtree(clause), i, None, stance, because, score=0.75)


def _owner(g: Grammar, i: int) -> int | None:
    """Whose claim it is."""
    owner = next((k for k in g.children[i] if g.dep[k] == "nmod:poss"), None)
    if owner is not None:
        return owner
    return next(
        (
            k
            for k in g.kids(i, "nmod")
            if any(g.lower[c] in ("by", "from", "of") for c in g.kids(k, "case"))
            and g.words[k].pos in ("PROPN", "NOUN", "PRON")
        ),
        None,
    )


def according(reading: Reading, i: int) -> list[Draft]:
    """ "According to X, ..."; `i` is the word "according"."""
    g = reading.grammar
    sentence = g.sentence_words(i)
    if i + 2 >= len(g.words) or g.lower[i + 1] != "to" or sentence[-1] < i + 2:
        return []
    segment = _up_to_a_mark(g, i + 2, sentence[-1])
    if not segment:
        return []
    # The noun right behind "to" is the source, wherever the parse hung the preposition.
    noun = g.head[i] if g.head[i] in segment else g.top(segment)
    source = [w for w in source_phrase(reading, noun, [i, i + 1]) if w >= i + 2]
    if not source or source[0] > i + 3:
        source = segment
    inside = {i, i + 1, *g.subtree(noun, without=[w for w in g.children[noun] if w < i]), *segment}
    host = _host(g, noun, inside, sentence)
    if host < 0:
        return []
    content = _credited(reading, i, host, source, sentence[0])
    return draft_of(
        reading, (noun, source), [i, i + 1], content, i, None, "say", "rule according to", score=0.95
    )


def _up_to_a_mark(g: Grammar, first: int, last: int) -> list[int]:
    """The words from `first` that no punctuation parts from it."""
    words: list[int] = []
    for w in range(first, last + 1):
        if g.rel[w] == "punct" and g.forms[w] in ',;.:–—()“”"':
            break
        words.append(w)
    return words


def _host(g: Grammar, noun: int, inside: set[int], sentence: Sequence[int]) -> int:
    """The head of the clause that the phrase `inside` hangs on; -1 if there is none."""
    at = noun
    while g.head[at] in inside and g.head[at] not in (at, noun):
        at = g.head[at]
    host = g.head[at]
    if host < 0 or host in inside:
        host = next((w for w in sentence if g.head[w] < 0), -1)
    # A noun inside the clause may have caught the phrase: what is credited is the clause.
    while (
        host >= 0
        and g.words[host].pos not in ("VERB", "AUX", "ADJ")
        and g.kid(host, "cop") is None
        and g.head[host] in sentence
    ):
        host = g.head[host]
    return host


def _credited(reading: Reading, i: int, host: int, source: Sequence[int], start: int) -> list[int]:
    """The words of the clause around `host` that "according" at `i` credits; `start` begins the sentence."""
    g = reading.grammar
    clause = clause_of(reading, host) if cue_at(reading, host) is not None else None
    if clause is not None and not is_quoted(reading, clause):
        clause = None
    content = clause if clause is not None else g.subtree(host)
    content = [w for w in content if w not in source and w not in (i, i + 1)]
    behind_that = i >= 2 and (
        g.lower[i - 1] == "that" or (g.forms[i - 1] == "," and g.lower[i - 2] == "that")
    )
    if behind_that and source[-1] + 1 < len(g.words):
        mark = i - 1 if g.lower[i - 1] == "that" else i - 2
        head = g.head[mark]
        return [w for w in g.subtree(head) if w > source[-1]] if head >= 0 else []
    if i == start or (g.forms[i - 1] in '“"' and i - 1 == start):
        return [w for w in content if w > source[-1]]
    # Behind the clause: what follows the source ("..., according to X, but Y") belongs to it no more.
    return [w for w in content if w < i] if clause is None else content
