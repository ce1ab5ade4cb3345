"""Chains of attribution: which attribution passes another one on, and the way from a claim to its reader.

Each hand that a claim went through is an attribution of the same content, and `carried_by` names the next
hand, from the origin to the last carrier. Three things make a link:

* nesting: the content of one attribution holds the cue of another ("X said that Y had said that ...");
* grammar: "X said ..., according to Y, citing Z"; "Y quoted X as saying ..."; "X was quoted by Y as saying ...";
* a medium that is told: "sources told Al-Arab that ..." puts Al-Arab between the sources and the reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.attributions.drafts import Draft
from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Lexicon
from dragoman.records import Attribution, Document, Mention, Span, hull

__all__ = ["Hand", "chain", "link_drafts", "path_to_reader"]

_CARRIES = frozenset(
    [
        "carry",
        "publish",
        "broadcast",
        "air",
        "quote",
        "report",
        "run",
        "release",
        "print",
        "post",
        "distribute",
        "relay",
        "obtain",
        "cite",
        "give",
        "show",
    ]
)
_PRINTS = frozenset(["report", "write", "publish", "broadcast", "print"])
"""What media do with what others said."""
_VENUES = frozenset(
    [
        "interview",
        "statement",
        "remark",
        "comment",
        "letter",
        "article",
        "column",
        "speech",
        "report",
        "conversation",
        "essay",
        "message",
        "briefing",
    ]
)


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand that a claim went through on its way to the reader."""

    name: str
    """The speaker's name if known, else the words of the text; for the last hands the publisher's name."""
    role: str
    """origin, carrier, original publisher, publisher"""
    attribution: str | None = None
    span: Span | None = None
    """Where the hand is named in the document; None for publishers, who are not."""


def link_drafts(
    drafts: Sequence[Draft], grammar: Grammar, lexicon: Lexicon, mentions: Sequence[Mention]
) -> tuple[list[Draft], dict[int, int]]:
    """The drafts with the hands that have no words of their own, and for each index the index of its carrier."""
    found = list(drafts)
    carrier: dict[int, int] = {}
    for n in range(len(found)):
        outer = _smallest_around(found, n)
        if outer is not None:
            carrier[n] = outer
    _according(found, grammar, carrier)
    _reported(found, grammar, carrier)
    _quoted_by(found, carrier)
    _citing(found, carrier)
    for n in range(len(drafts)):
        medium = _told_medium(found[n], grammar, lexicon, mentions)
        if medium is None:
            continue
        twin = next(
            (
                k
                for k, d in enumerate(found)
                if k != n and d.source and d.source[0].overlaps(medium) and _same_content(d, found[n])
            ),
            None,
        )
        if twin is None:
            found.append(
                Draft(
                    (medium,),
                    (),
                    found[n].content,
                    None,
                    None,
                    None,
                    found[n].stance,
                    found[n].score,
                    "rule told a medium",
                    hand=True,
                )
            )
            twin = len(found) - 1
        if n in carrier and carrier[n] != twin:
            carrier.setdefault(twin, carrier[n])
        carrier[n] = twin
    return found, _without_rings(carrier)


def chain(attributions: Sequence[Attribution], id: str) -> tuple[Attribution, ...]:
    """The attribution `id` and every one that carries it on, origin first; stops where a record is missing."""
    by_id = {a.id: a for a in attributions}
    hands: list[Attribution] = []
    link = by_id.get(id)
    while link is not None and link not in hands:
        hands.append(link)
        link = by_id.get(link.carried_by) if link.carried_by is not None else None
    return tuple(hands)


def path_to_reader(
    document: Document, attributions: Sequence[Attribution], id: str | None
) -> tuple[Hand, ...]:
    """Every hand from whoever made a claim to the publisher of the text in front of the reader.

    `id` is the innermost attribution of an event or position (`Event.attribution`); None where the
    author of the document asserts it. The length of the chain is the length of what is returned.
    Neighbouring hands of one speaker ("he said he believed") count once.
    """
    hands: list[Hand] = []
    for link in chain(attributions, id) if id is not None else ():
        span = link.source[0] if link.source else None
        name = link.source_name or (span.of(document.text) if span else "not named")
        if hands and hands[-1].name == name and name != "not named":
            continue
        hands.append(Hand(name, "origin" if not hands else "carrier", link.id, span))
    if not hands and document.author:
        hands.append(Hand(document.author, "origin"))
    printed = ((document.first_published, "original publisher"), (document.publisher, "publisher"))
    for printer, role in printed:
        if printer and not (hands and hands[-1].name.casefold() == printer.casefold()):
            hands.append(Hand(printer, role))
    return tuple(hands)


def _smallest_around(drafts: Sequence[Draft], n: int) -> int | None:
    """The draft with the smallest content that holds the cue (or the source) of draft `n`."""
    draft = drafts[n]
    inner = draft.cue or draft.source
    if not inner:
        return None
    best: tuple[int, int] | None = None
    for k, other in enumerate(drafts):
        if k == n or other.hand or not any(c.covers(inner[0]) for c in other.content):
            continue
        if other.carrier is not None and other.carrier == draft.head:
            continue
        # The outer cue must itself stand outside the inner content, or the two carry each other.
        if other.cue and any(c.covers(other.cue[0]) for c in draft.content):
            continue
        size = sum(c.end - c.begin for c in other.content)
        if best is None or size < best[0]:
            best = (size, k)
    return best[1] if best else None


def _according(drafts: Sequence[Draft], grammar: Grammar, carrier: dict[int, int]) -> None:
    """ "X said ..., according to Y": grammar hangs Y on the verb of saying, so Y carries what X said."""
    for n, draft in enumerate(drafts):
        if not draft.cue or not draft.cue[0].of(grammar.text).lower().startswith("according"):
            continue
        sentence = grammar.sentence_at(draft.cue[0].begin)
        for k, other in enumerate(drafts):
            if (
                k == n
                or not other.cue
                or other.hand
                or sentence is None
                or not sentence.overlaps(other.cue[0])
            ):
                continue
            if (
                k in carrier
                or carrier.get(n) == k
                or other.stance == "quote"
                or other.cue[0].of(grammar.text).lower().startswith("according")
            ):
                continue
            if _same_content(other, draft):
                if grammar.lemma[other.head or 0] in _PRINTS and other.cue[0].begin > draft.cue[0].end:
                    carrier[n] = k  # "According to the general staff, ..., the Kyiv Post reported"
                else:
                    carrier[k] = n


def _reported(drafts: Sequence[Draft], grammar: Grammar, carrier: dict[int, int]) -> None:
    """ "'X,' the spokesman said, the channel reported": who reports behind passes on what was said."""
    for n, draft in enumerate(drafts):
        if draft.head is None or grammar.lemma[draft.head] not in _PRINTS or not draft.cue or draft.hand:
            continue
        sentence = grammar.sentence_at(draft.cue[0].begin)
        for k, other in enumerate(drafts):
            if (
                k == n
                or k in carrier
                or carrier.get(n) == k
                or other.hand
                or not other.cue
                or not other.source
            ):
                continue
            behind = (
                other.cue[0].end <= draft.cue[0].begin
                and sentence is not None
                and sentence.covers(other.cue[0])
            )
            apart = not any(s.overlaps(t) for s in other.source for t in draft.source)
            if behind and apart and draft.source and _same_content(other, draft):
                carrier[k] = n


def _quoted_by(drafts: Sequence[Draft], carrier: dict[int, int]) -> None:
    for n, draft in enumerate(drafts):
        if not draft.hand:
            continue
        for k, other in enumerate(drafts):
            if k != n and not other.hand and _same_content(draft, other) and carrier.get(n) != k:
                if k in carrier and carrier[k] != n:
                    carrier.setdefault(n, carrier[k])
                carrier[k] = n


def _citing(drafts: Sequence[Draft], carrier: dict[int, int]) -> None:
    """ "according to Y, citing Z": Z stands between whoever spoke and Y."""
    by_head = {d.head: n for n, d in enumerate(drafts) if d.head is not None}
    for n, draft in enumerate(drafts):
        if draft.carrier is None or draft.carrier not in by_head:
            continue
        last = by_head[draft.carrier]
        for k, other in enumerate(drafts):
            if k in (n, last) or carrier.get(k) != last:
                continue
            if _same_content(other, draft) or hull(draft.content).covers(hull(other.content)):
                carrier[k] = n
        carrier[n] = last


def _same_content(a: Draft, b: Draft) -> bool:
    if not a.content or not b.content:
        return False
    x, y = hull(a.content), hull(b.content)
    shared = min(x.end, y.end) - max(x.begin, y.begin)
    return shared > 0.6 * max(x.end - x.begin, y.end - y.begin)


def _told_medium(
    draft: Draft, grammar: Grammar, lexicon: Lexicon, mentions: Sequence[Mention]
) -> Span | None:
    """The medium that was told, or in which the words were carried, if there is one."""
    if draft.addressee is not None and is_medium(draft.addressee, grammar, lexicon, mentions):
        return draft.addressee
    if draft.head is None:
        return None
    for speaking in grammar.kids(draft.head, "advcl"):
        if grammar.lower[speaking] in ("speaking", "talking"):
            for k in grammar.kids(speaking, "obl"):
                words = grammar.phrase(k, grammar.kids(k, "case"))
                if words and {grammar.lower[c] for c in grammar.kids(k, "case")} & {"to", "with", "on"}:
                    span = grammar.span(words)
                    if is_medium(span, grammar, lexicon, mentions):
                        return span
    for venue in grammar.kids(draft.head, "obl"):
        if grammar.lemma[venue] not in _VENUES:
            continue
        for k in grammar.kids(venue, "nmod", "acl"):
            name: int | None = None
            words = grammar.subtree(k)
            cases = {grammar.lower[c] for c in (*grammar.kids(k, "case"), words[0])}
            if grammar.rel[k] == "nmod" and cases & {"with", "to"}:
                name = k
            elif grammar.rel[k] == "acl" and grammar.lemma[k] in _CARRIES:
                name = next(
                    (
                        o
                        for o in grammar.kids(k, "obl")
                        if {grammar.lower[c] for c in grammar.kids(o, "case")} & {"by", "on", "in"}
                    ),
                    None,
                )
            if name is not None:
                words = grammar.phrase(name, grammar.kids(name, "case"))
                if grammar.words[words[0]].pos == "ADP":
                    words = words[1:] or words
                span = grammar.span(words)
                inside = any(c.overlaps(span) for c in draft.content)
                if words and not inside and is_medium(span, grammar, lexicon, mentions):
                    return span
    return None


def is_medium(span: Span, grammar: Grammar, lexicon: Lexicon, mentions: Sequence[Mention]) -> bool:
    """True if the phrase names a medium: a newspaper, an agency, a broadcaster, a website."""
    words = grammar.inside(span)
    if not words:
        return any("MED" in m.sectors and m.span.overlaps(span) for m in mentions)
    head = grammar.top(words)
    # "the London-based daily Al-Arab", but not "a reporter for the daily" or "Jan Roe of Fox News".
    front = [w for n, w in enumerate(words) if not any(grammar.words[k].pos == "ADP" for k in words[: n + 1])]
    if any("MED" in m.sectors and m.span.overlaps(grammar.words[w].span) for m in mentions for w in front):
        return True
    if any(grammar.lemma[w] in lexicon.medium or grammar.lower[w] in lexicon.medium for w in front):
        return True
    forms = [grammar.lower[w] for w in words]
    phrase = " ".join(forms).replace(" - ", "-").replace(" / ", "/").replace(" 's", "'s").replace(" ’s", "’s")
    bare = phrase.removeprefix("the ")
    names = lexicon.media
    if phrase in names or bare in names:
        return True
    # "CNN's Jake Tapper", "Fox News Sunday", "The New York Times newspaper": a name of a medium begins or ends it.
    starts = {
        bare.split("'s")[0].split("’s")[0],
        " ".join(bare.split()[:1]),
        " ".join(bare.split()[:2]),
        " ".join(bare.split()[:3]),
    }
    if grammar.words[head].pos != "PROPN":
        return False
    proper = [grammar.lower[w] for w in words if grammar.words[w].pos == "PROPN"]
    titled = len(proper) >= 2 and (proper[-1] in lexicon.title or proper[0] in lexicon.title)
    return titled or bool(starts & names)


def _without_rings(carrier: Mapping[int, int]) -> dict[int, int]:
    """The links less those that would close a ring; what was found first stays."""
    kept: dict[int, int] = {}
    for n, up in carrier.items():
        at: int | None = up
        while at is not None and at != n:
            at = kept.get(at)
        if at is None:
            kept[n] = up
    return kept


def with_carriers(attributions: Sequence[Attribution], carrier: Mapping[int, int]) -> tuple[Attribution, ...]:
    """The attributions with `carried_by` filled in; positions are those of `link_drafts`."""
    return tuple(
        replace(a, carried_by=attributions[carrier[n]].id) if n in carrier else a
        for n, a in enumerate(attributions)
    )
