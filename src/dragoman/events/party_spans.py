"""Spans of parties: their head words, coordinated ones told apart, overlapping ones made one, shared offices shared out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.events.arguments import COUNTING
from dragoman.events.grammar import Grammar
from dragoman.events.parties import trim
from dragoman.records import Mention, Span

__all__ = ["apart", "beside_trigger", "each_alone", "each_of_pair", "each_owner", "heads_of", "share_of"]

NAME_PARTS = frozenset({"flat", "compound", "conj", "punct", "goeswith", "fixed"})
"""What may stand behind the last of coordinated nouns: anything else belongs to them all."""


def heads_of(g: Grammar, spans: Sequence[Span]) -> list[int]:
    out = []
    for s in spans:
        head = g.head_of(s)
        head = g.at(s)[0] if head is None else head
        while g.dep(head) in ("flat", "goeswith") and g.head(head) >= 0:
            head = g.head(head)
        out.append(head)
    return out


def apart(text: str, spans: list[Span]) -> list[Span]:
    """Spans in the order of the text; of two that overlap the longer one; a title and its name as one."""
    out: list[Span] = []
    for s in sorted(spans, key=lambda s: s.begin - s.end):
        if not any(s.overlaps(o) for o in out):
            out.append(s)
    joined: list[Span] = []
    for s in sorted(out):
        if joined and text[joined[-1].end : s.begin] == " " and text[s.begin].isupper():
            joined[-1] = Span(joined[-1].begin, s.end)
        else:
            joined.append(s)
    return joined


def beside_trigger(g: Grammar, trigger: Span, span: Span, head: int) -> Span:
    """The part of a party's span that holds its head, where the span runs over the word that tells the act: a parse gone astray."""
    if not span.covers(trigger) or g.word(head).span.overlaps(trigger):
        return span
    behind = g.word(head).span.begin >= trigger.end
    return trim(g, Span(trigger.end, span.end) if behind else Span(span.begin, trigger.begin)) or span


def share_of(g: Grammar, span: Span, head: int) -> Span:
    """ "Thirty of them" whole, whichever of the two words stands for it: "them" alone would be all of them."""
    pronoun, number = head, g.head(head)
    if g.pos(head) != "PRON":
        number = head
        pronoun = next((k for k in g.kids[head] if g.base(k) == "nmod" and g.pos(k) == "PRON"), head)
    if pronoun == number or number < 0 or not (g.base(pronoun) == "nmod" and g.case(pronoun) == "of"):
        return span
    if not (
        g.pos(number) in ("NUM", "DET", "PRON")
        or g.lemma(number) in COUNTING | {"many", "last", "first", "most"}
    ):
        return span
    name = next(
        (k for h in (number, pronoun) for k in g.kids[h] if g.base(k) == "appos" and g.pos(k) == "PROPN"),
        None,
    )
    if name is not None:
        return g.phrase(name)  # "one of them, Ana Ruiz"
    return Span(g.phrase(number).begin, g.word(pronoun).span.end) if number < pronoun else span


def each_alone(g: Grammar, spans: list[Span]) -> list[Span]:
    """Spans with coordinated nouns told apart: "women and children" are two parties, "Bosnia and Herzegovina" is one."""
    out: list[Span] = []
    for s in spans:
        head = g.head_of(s)
        beside = (
            []
            if head is None
            else [k for k in g.kids[head] if g.base(k) == "conj" and s.covers(g.word(k).span)]
        )
        words = g.at(s)
        if (
            head is None
            or not beside
            or any(g.pos(k) not in ("NOUN", "PROPN") for k in (head, *beside))
            or any(k > beside[-1] and g.base(k) not in NAME_PARTS for k in words)
        ):
            out.append(s)
            continue
        firsts = [
            min(m for m in g.subtree(k) if m in words and g.base(m) not in ("cc", "punct")) for k in beside
        ]
        before = max(
            (k for k in words if k < firsts[0] and g.base(k) not in ("cc", "punct", "case")), default=head
        )
        parts = [Span(s.begin, g.word(before).span.end)]
        for n, first in enumerate(firsts):
            last = (
                words[-1]
                if n + 1 == len(firsts)
                else max(k for k in words if k < firsts[n + 1] and g.pos(k) not in ("CCONJ", "PUNCT"))
            )
            parts.append(Span(g.word(first).span.begin, g.word(last).span.end))
        out += [t for p in parts if (t := trim(g, p)) is not None]
    return out


def each_owner(g: Grammar, spans: list[Span], mentions: Sequence[Mention]) -> list[Span]:
    """Spans with a shared office shared out: "the leaders of Iran, Iraq and Syria" are "leaders of Iran", "Iraq" and "Syria".

    One span for three states would stand for the first of them, and the other two would have met nobody.
    mentions: names among them that stand for several words are not parted ("Bosnia and Herzegovina").
    """
    out: list[Span] = []
    for s in spans:
        first, *others = [g.phrase(k) for k in _owners(g, s)] or [s]
        if not others:
            out.append(s)
            continue
        whole = (m.span for m in mentions if m.span.covers(first) and not m.span.covers(s))
        name = max(whole, default=first, key=lambda n: n.end)
        others = [t for t in others if not name.covers(t)]
        out.append(Span(s.begin, name.end if others else max(s.end, name.end)))
        out += [t for t in others if not any(t.overlaps(o) for o in (*out, *(x for x in spans if x != s)))]
    return out


_PAIR = re.compile(r"([A-Z][\w.’']+)[-–]([A-Z][\w.’']+)(?:[-–]([A-Z][\w.’']+))?")
_NO_PARTY = frozenset(
    [
        "Al",
        "El",
        "Abu",
        "Anti",
        "Pro",
        "Non",
        "Ex",
        "Pan",
        "Trans",
        "Afro",
        "Anglo",
        "Franco",
        "Sino",
        "Russo",
        "Indo",
        "Euro",
        "Mid",
        "Inter",
        "Co",
        "Pre",
        "Post",
    ]
)
"""First halves of words that name nobody."""


def each_of_pair(g: Grammar, anchor: int, span: Span) -> list[Span]:
    """Both of two who stand joined by a hyphen before what they do together: "the Iran-Iraq talks", "Obama-Xi talks"."""
    match = _PAIR.fullmatch(span.of(g.text))
    if match is None or set(filter(None, match.groups())) & _NO_PARTY:
        return [span]
    after = g.word(anchor).span.begin
    if (
        g.text[span.end : span.end + 1] != " "
        or not 0 < after - span.end <= 25
        or g.text[span.end : after].count(" ") > 3
    ):
        return [span]
    return [
        Span(span.begin + match.start(k), span.begin + match.end(k))
        for k in (1, 2, 3)
        if match[k] is not None
    ]


def _owners(g: Grammar, span: Span) -> list[int]:
    """The names that share what the plural noun of a span says: "Iran", "Iraq" and "Syria" of "leaders of Iran"."""
    head = g.head_of(span)
    if head is None or g.pos(head) != "NOUN" or not g.has(head, "Number=Plur"):
        return []
    for k in g.kids[head]:
        if g.base(k) == "nmod" and g.case(k) == "of" and g.pos(k) == "PROPN" and span.covers(g.word(k).span):
            return [m for m in g.conjuncts(k) if m == k or (g.pos(m) == "PROPN" and g.case(m) in ("of", ""))]
    return []
