"""The model's argument spans made into parties: naming phrases on whole words, in the roles that the grammar allows.

A tagger marks words one by one; what it gets wrong the grammar often knows: a name cut in two, an apposition taken for a
second party, the subject of another verb, the subject of a passive taken for who does it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.grammar import HEDGING, Grammar
from dragoman.records import Span

__all__ = ["naming_phrases", "reconcile", "trim"]

INSIDE = frozenset({"flat", "compound", "amod", "nmod", "appos", "goeswith", "nummod", "fixed", "dep"})
"""Relations by which one noun is part of another's phrase."""


def trim(g: Grammar, span: Span) -> Span | None:
    """A span on whole words without article, preposition, possessive mark and punctuation at its edges."""
    words = g.at(span)
    while words and (
        g.pos(words[0]) in ("PUNCT", "ADP", "CCONJ", "SCONJ", "PART")
        or g.form(words[0]).lower() in HEDGING
        or (g.pos(words[0]) == "DET" and g.lemma(words[0]) in ("the", "a", "an"))
    ):
        words = words[1:]
    while words and (
        g.pos(words[-1]) in ("PUNCT", "ADP", "CCONJ") or (g.pos(words[-1]) == "PART" and len(words) > 1)
    ):
        words = words[:-1]
    return Span(g.word(words[0]).span.begin, g.word(words[-1]).span.end) if words else None


def naming_phrases(g: Grammar, spans: Sequence[Span]) -> list[Span]:
    """Spans as naming phrases: cut ones filled up to their noun's phrase, parts of one phrase joined, each once."""
    found: list[tuple[Span, int]] = []
    for raw in spans:
        span = trim(g, raw)
        head = None if span is None else g.head_of(span)
        if span is None or head is None:
            continue
        while g.dep(head) == "flat" and g.head(head) >= 0:
            head = g.head(head)  # "President" of "President Manuel Merino"
        phrase = g.phrase(head)
        if phrase.covers(span) and phrase.end - phrase.begin <= 60:
            span = phrase
        found.append((span, head))
    heads = {h for _, h in found}
    out: list[Span] = []
    for span, head in found:
        if _part_of(g, head, heads - {head}):
            continue
        # the pieces of one name that stand side by side: "New York Governor" "Andrew Cuomo"
        if (
            out
            and span.begin > out[-1].end
            and g.text[out[-1].end : span.begin] in (" ", "-", " of ", " of the ")
        ):
            out[-1] = Span(out[-1].begin, span.end)
        elif out and span.overlaps(out[-1]):
            out[-1] = Span(min(out[-1].begin, span.begin), max(out[-1].end, span.end))
        elif not any(span.of(g.text) == o.of(g.text) for o in out):
            out.append(span)
    return out


def _part_of(g: Grammar, i: int, heads: set[int]) -> bool:
    """Whether a noun only belongs to the phrase of one of the others, not beside it."""
    child = i
    for k in g.ancestors(i):
        # "the government, led by the premier": who leads it is no second party
        aside = (g.base(child) == "obl" and g.base(k) == "acl" and g.is_passive(k)) or g.base(child) == "acl"
        if g.base(child) not in INSIDE and not aside:
            return False
        if k in heads:
            return True
        child = k
    return False


def reconcile(
    g: Grammar,
    anchor: int,
    actors: list[Span],
    recipients: list[Span],
    rule: tuple[tuple[int, ...], tuple[int, ...]] = ((), ()),
    mutual_frame: bool = False,
) -> tuple[list[Span], list[Span]]:
    """Actors and recipients in the roles the grammar allows; `rule` gives the codebook's own heads."""
    who = [(s, g.head_of(s)) for s in actors]
    whom = [(s, g.head_of(s)) for s in recipients]
    if g.is_verb(anchor):
        auxiliary = g.child(anchor, "aux:pass") is not None
        passive = auxiliary and g.child(anchor, "obj") is None
        subject, obj = g.own_subject(anchor), g.child(anchor, "obj")
        group = set() if subject is None else set(g.conjuncts(subject))
        objects = set() if obj is None else set(g.conjuncts(obj))
        pronoun = subject is not None and g.pos(subject) == "PRON"
        wrong = group if passive else objects if group and not auxiliary else set()
        mutual = not passive and g.lemma(anchor) in ("meet", "visit", "join", "telephone")
        moved = [] if mutual else [(s, h) for s, h in who if h in wrong]
        if moved:
            who = [x for x in who if x not in moved]
            whom = [*moved, *whom]
        if subject is not None and not passive and not pronoun:
            # somebody who is the subject of another verb only is not the subject of this one
            own = [
                (s, h) for s, h in who if h is None or h in group or not _of_other(g, anchor, h, ("nsubj",))
            ]
            who = own or who
        elif pronoun and len(who) > 1 and not g.has(subject or 0, "Person=1"):
            # the sentence names them: "the army says it has seized the field"
            who = [(s, h) for s, h in who if h != subject]
        if objects and any(h in objects for _, h in whom):
            whom = [
                (s, h)
                for s, h in whom
                if h is None or h in objects or not _of_other(g, anchor, h, ("obj", "nsubj"))
            ]
        agent = g.agent(anchor) if g.is_passive(anchor) or auxiliary else None
        if agent is not None:
            done_by = [(s, h) for s, h in whom if h in g.conjuncts(agent)]
            whom = [x for x in whom if x not in done_by]
            who = [*who, *(x for x in done_by if x not in who)]
    if mutual_frame and len(rule[0]) > len(who) and all(h in rule[0] for _, h in who):
        who = [(g.phrase(h), h) for h in rule[0]]  # "will meet the president": both meet
    whom = _whole_group(g, whom, rule[1])
    who = who if mutual_frame else _whole_group(g, who, rule[0])
    if not whom and not mutual_frame:
        # the model is silent and the frame is not: the frame is right four times in five there (docs/events.md)
        whom = [(g.phrase(h), h) for h in rule[1] if h not in [x for _, x in who]]
    if not who and g.is_verb(anchor) and g.own_subject(anchor) is not None:
        who = [(g.phrase(h), h) for h in rule[0] if h not in [x for _, x in whom]]
    found = [s for s, _ in who]
    return found, [s for s, _ in whom if not any(s.overlaps(a) for a in found)]


def _whole_group(
    g: Grammar, found: list[tuple[Span, int | None]], rule: tuple[int, ...]
) -> list[tuple[Span, int | None]]:
    """All of a coordination of which the model names a part ("workers and activists"); long lists stay as they are."""
    heads = [h for _, h in found]
    if not found or not 1 < len(rule) <= 3 or len(rule) <= len(found) or any(h not in rule for h in heads):
        return found
    if len({g.head(h) if g.base(h) == "conj" else h for h in rule}) > 1:
        return found
    return [next((x for x in found if x[1] == h), (g.phrase(h), h)) for h in rule]


def _of_other(g: Grammar, anchor: int, i: int, bases: tuple[str, ...]) -> bool:
    """Whether a noun is the subject (object) of a verb that is not the anchor and does not govern it."""
    child = i
    while g.base(child) in ("conj", "flat", "compound", "appos") and g.head(child) >= 0:
        child = g.head(child)
    head = g.head(child)
    if head < 0 or head == anchor or g.base(child) not in bases or not g.is_verb(head):
        return False
    return head not in set(g.ancestors(anchor)) or g.base(anchor) in (
        "conj",
        "parataxis",
        "ccomp",
        "advcl",
        "root",
    )
