"""The words that credit somebody: which word heads a cue, and which words belong to it."""

from __future__ import annotations

from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Cue
from dragoman.attributions.reading import Reading

__all__ = ["DAYS", "cue_at", "cue_words"]

_VENUES = frozenset(
    ["statement", "interview", "speech", "tweet", "email", "e-mail", "letter", "report", "post", "message", "memo",
     "press", "conference", "briefing", "release", "remark", "address", "article", "column", "essay", "book", "op-ed",
     "editorial", "testimony", "video", "telegram", "communique", "communiqué", "announcement"]
)  # fmt: skip
DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight",
     "tomorrow", "then", "now", "when", "here", "there"]
)  # fmt: skip
"""Words for when and where that stand beside a verb and belong neither to its cue nor to whoever is told."""


def cue_at(reading: Reading, i: int) -> Cue | None:
    """The cue that word `i` heads, with its particle if it has one."""
    g, cues = reading.grammar, reading.lexicon.cues
    lemma = g.lemma[i]
    if g.words[i].pos == "ADJ":
        return cues.get(f"be {lemma}") if g.kid(i, "cop") is not None else None
    for k in g.children[i]:
        if g.dep[k] == "compound:prt" and f"{lemma} {g.lemma[k]}" in cues:
            return cues[f"{lemma} {g.lemma[k]}"]
        if g.rel[k] == "obl":
            for case in g.kids(k, "case"):
                if f"{lemma} {g.lower[case]}" in cues:
                    return cues[f"{lemma} {g.lower[case]}"]
        if g.rel[k] in ("xcomp", "obj") and k == i + 1 and f"{lemma} {g.lower[k]}" in cues:
            return cues[f"{lemma} {g.lower[k]}"]
    if g.kid(i, "cop") is not None or g.passive(i):
        adjective = cues.get(f"be {g.lower[i]}")
        if adjective is not None and g.kid(i, "ccomp") is not None:
            return adjective
    return cues.get(lemma)


def cue_words(reading: Reading, i: int, cue: Cue | None = None) -> list[int]:
    """The whole verb group of `i`: auxiliaries, adverbs before it, particles, and what belongs to it."""
    g = reading.grammar
    group = {i, *_helpers(g, i), *_particle(g, i, cue)}
    up = g.head[i]
    governed = g.rel[i] == "xcomp" and 0 <= up < i and i - up <= 4 and g.kid(up, "obj") is None
    quoted = g.rel[i] == "advcl" and up >= 0 and g.lemma[up] == "quote" and g.passive(up)
    if governed or quoted:
        group.update(range(up, i))
        group.update(cue_words(reading, up))
    group.update(_venue(g, i))
    return _one_stretch(group, i)


def _helpers(g: Grammar, i: int) -> list[int]:
    """Auxiliaries, particles, and plain adverbs close before the verb."""
    return [
        k
        for k in g.children[i]
        if g.rel[k] in ("aux", "cop")
        or g.dep[k] == "compound:prt"
        or (
            g.rel[k] == "advmod"
            and k < i
            and i - k <= 4
            and g.lower[k] not in DAYS
            and not g.children[k]
            and "PronType=Int" not in g.words[k].feats
        )
    ]


def _particle(g: Grammar, i: int, cue: Cue | None) -> list[int]:
    """The second word of a cue of two ("went on"), where it belongs to the cue."""
    if cue is None or " " not in cue.lemma:
        return []
    last = cue.lemma.split()[-1]
    k = next((k for k in range(i + 1, min(i + 6, len(g.words))) if g.lower[k] == last), None)
    near = k == i + 1 or cue.lemma in ("call for", "call on", "call upon", "point to")
    return [k] if k is not None and near else []


def _venue(g: Grammar, i: int) -> list[int]:
    """ "in a statement", "during an interview", right behind the verb."""
    venue = next(
        (
            k
            for k in g.kids(i, "obl")
            if k > i
            and g.lemma[k] in _VENUES
            and any(g.lower[c] in ("in", "during") for c in g.kids(k, "case"))
        ),
        None,
    )
    if venue is None:
        return []
    words = [w for w in g.subtree(venue) if w <= venue]
    return words if words[0] == i + 1 else []


def _one_stretch(group: set[int], i: int) -> list[int]:
    """A cue is one stretch: what stands apart from the verb (a subject between them) is left out."""
    run = sorted(group)
    while run[0] < i and any(w not in group for w in range(run[0], i)):
        run = run[1:]
    while run[-1] > i and any(w not in group for w in range(i, run[-1])):
        run = run[:-1]
    return run
