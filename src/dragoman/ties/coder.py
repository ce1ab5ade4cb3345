"""Standing relations of two actors that the text asserts: by rules of wording and grammar, and the model's tie scores.

Precision before recall: a rule needs a mention (or a name) at both ends. A single act is no tie, with one exception that
follows the records people coded on re3d: who fights whom is opposed to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from dragoman.events.grammar import word_set
from dragoman.records import Document, Event, Mention, Parse, Party, Span, Tie, TieType, hull, short_id

__all__ = ["code_ties"]

PARTIES = frozenset({"Person", "Organisation", "Nationality", "MilitaryPlatform", "Location"})
MUTUAL = frozenset({"allied_with", "opposed_to"})
MODEL_SCORE = 0.7
"""Least score of a tie by the model alone; set on re3d's dev half (docs/events.md)."""

MODEL_TRUST = 0.62
"""What the model's score of a tie is worth: about so many of those it is sure of hold when read in news."""

HYPHENED: dict[str, str] = {
    "backed": "backs", "supported": "backs", "sponsored": "backs", "funded": "backs", "armed": "backs", "trained": "backs",
    "financed": "backs", "led": "leads", "commanded": "leads", "run": "leads", "dominated": "leads", "aligned": "allied_with",
    "allied": "allied_with", "held": "controls", "controlled": "controls", "occupied": "controls",
}  # fmt: skip
"""X-WORD Y -> tie of X to Y."""

LEADER = re.compile(
    r"^(?:(?:acting|former|deputy|vice|the|new|current|self-styled)\s+)*"
    r"(?:supreme leader|leader|president|prime minister|premier|chancellor|king|emir|sultan|commander|commander-in-chief|chief|"
    r"head|chairman|chairwoman|chair|director|director-general|secretary-general|secretary general|governor|mayor|founder|boss|"
    r"ruler|warlord|emperor|minister|foreign minister|defence minister|defense minister|interior minister|chief of staff)s?$",
    re.I,
)
MEMBER = re.compile(
    r"^(?:(?:senior|former|fellow|founding|a|an|the|leading)\s+)*(?:member|spokesman|spokeswoman|spokesperson|fighter|militant|soldier|"
    r"official|officer|operative|activist|envoy|ambassador|analyst|lawmaker|mp|senator|diplomat|deputy|representative|"
    r"reporter|correspondent|adviser|advisor|employee|researcher|fellow|professor|wing|branch|brigade|arm)s?$",
    re.I,
)
TITLES = frozenset(
    {
        "Prime",
        "Foreign",
        "Vice",
        "Deputy",
        "Interior",
        "Defence",
        "Defense",
        "Supreme",
        "Lt",
        "Maj",
        "Lt.",
        "Maj.",
        "The",
    }
)
FORMER = re.compile(r"\b(?:former|ex-|late|then)\b", re.I)
_NOT = frozenset({"not", "n't", "never", "no"})


@dataclass(frozen=True, slots=True)
class _Proposal:
    type: str
    a: Span
    b: Span
    because: str
    confidence: float


class _View:
    """The parse as the rules need it: words by index with children, mentions by span."""

    def __init__(self, text: str, parse: Parse, mentions: Sequence[Mention]) -> None:
        self.text, self.parse, self.words = text, parse, parse.words
        self.kids: list[list[int]] = [[] for _ in parse.words]
        for i, w in enumerate(parse.words):
            if w.head >= 0:
                self.kids[w.head].append(i)
        self.parties = sorted((m for m in mentions if m.type in PARTIES), key=lambda m: m.span)
        self.at_end = {m.span.end: m for m in self.parties}
        self.head_mention: dict[int, Mention] = {}
        starts = {w.span.begin: i for i, w in enumerate(parse.words)}
        for m in self.parties:
            first = starts.get(m.span.begin)
            if first is None:
                continue
            inside = [
                k
                for k in range(first, min(first + 60, len(self.words)))
                if self.words[k].span.begin < m.span.end
            ]
            members = set(inside)
            head = next((k for k in inside if self.words[k].head not in members), inside[-1])
            # of nested mentions the longest speaks for its head
            old = self.head_mention.get(head)
            if old is None or m.span.covers(old.span):
                self.head_mention[head] = m

    def lemma(self, i: int) -> str:
        return self.words[i].lemma.lower()

    def base(self, i: int) -> str:
        return self.words[i].dep.split(":", 1)[0]

    def case(self, i: int) -> str:
        return next((self.lemma(k) for k in self.kids[i] if self.base(k) == "case"), "")

    def mention(self, i: int | None) -> Span | None:
        """Span of the mention that word i heads, without article."""
        if i is None:
            return None
        m = self.head_mention.get(i)
        return None if m is None else _bare(self.text, m.span)

    def group(self, i: int) -> list[Span]:
        """Mentions of a noun and of what is coordinated with it."""
        heads = [i, *(k for k in self.kids[i] if self.base(k) == "conj")]
        return [s for k in heads if (s := self.mention(k)) is not None]


def code_ties(
    document: Document, parse: Parse, mentions: Sequence[Mention], events: Sequence[Event]
) -> tuple[Tie, ...]:
    """Every tie the text asserts, once for each pair and type, in the order of the text."""
    view = _View(document.text, parse, mentions)
    proposals = [
        *_hyphened(view),
        *_titles(view),
        *_clauses(view),
        *_of_events(events, mentions),
        *_of_model(parse, document.text),
    ]
    kept: dict[tuple[str, Span, Span], _Proposal] = {}
    for p in sorted(proposals, key=lambda p: -p.confidence):
        # a pronoun is somebody, but no line of a record of who stands with whom
        if p.a.overlaps(p.b) or p.a.of(document.text).lower() == p.b.of(document.text).lower():
            continue
        if _pronoun(p.a.of(document.text)) or _pronoun(p.b.of(document.text)):
            continue
        a, b = (p.b, p.a) if p.type in MUTUAL and p.b < p.a else (p.a, p.b)
        if any(k[0] == p.type and k[1].overlaps(a) and k[2].overlaps(b) for k in kept):
            continue
        kept[p.type, a, b] = _Proposal(p.type, a, b, p.because, p.confidence)
    ties = []
    for p in kept.values():
        one, other = _party(p.a, mentions), _party(p.b, mentions)
        sorts = (_sort(p.a, mentions), _sort(p.b, mentions))
        if not _sensible(document.text, p, (one, other), sorts):
            continue
        ties.append(
            Tie(
                id="t" + short_id(document.id, p.type, *p.a, *p.b),
                type=cast(TieType, p.type),
                a=one,
                b=other,
                span=hull((p.a, p.b)),
                confidence=round(p.confidence, 3),
                because=p.because,
            )
        )
    return tuple(sorted(ties, key=lambda t: (t.span, t.type, t.a.span)))


STRANGERS = frozenset(
    [
        "man",
        "men",
        "woman",
        "women",
        "people",
        "civilians",
        "residents",
        "villagers",
        "children",
        "targets",
        "artillery",
    ]
)


BUILDINGS = word_set(
    "school schools hospital hospitals building buildings house houses home homes mosque mosques church churches market markets "
    "convoy convoys camp camps bridge bridges airport airports center centre consulate embassy base bases headquarters"
)


FORCES = word_set("army force militia unit brigade police military group faction battalion division guard")


def _sensible(text: str, p: _Proposal, parties: tuple[Party, Party], sorts: tuple[str, str]) -> bool:
    """False for what no reader would believe: a state in an armed group, a man opposed to innocent people or to a school.

    sorts: type of the mention at each end, "" for none.
    """
    a, b = parties
    last = [x.span.of(text).split()[-1].lower() for x in parties]
    if p.type == "member_of" and a.actor is not None and a.actor == (a.country or "").lower():
        return b.country in (None, "IGO", "NGO")
    if p.type in ("leads", "member_of") and sorts[1] == "Person":
        return False  # who leads somebody is ahead in the polls, and nobody is a member of a man
    if p.type == "leads" and last[1] in BUILDINGS:
        return False
    if p.type == "backs" and p.because.endswith("-trained"):
        # "Ivy League-trained surgeon": only forces are trained by those who back them
        body = b.actor is not None or last[1].endswith("s") or last[1] in FORCES
        return body and sorts[1] != "Person"
    if p.type == "leads" and sorts[1] == "Nationality" and p.because.startswith("verb"):
        return False  # nobody leads "Americans living in households"
    if p.type == "member_of" and sorts[1] == "Location" and p.because.startswith("model"):
        return False
    if p.type == "opposed_to":
        strange = any(
            word in BUILDINGS or (party.actor is None and word in STRANGERS)
            for word, party in zip(last, parties, strict=True)
        )
        return not strange
    return True


PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "him",
        "her",
        "them",
        "us",
        "me",
        "his",
        "their",
        "its",
        "our",
        "my",
        "your",
        "who",
        "this",
        "that",
        "each",
        "other",
        "others",
        "one",
        "ones",
        "some",
        "many",
        "both",
        "all",
        "none",
        "those",
        "these",
        "someone",
        "anyone",
        "everyone",
        "nobody",
    }
)


def _pronoun(words: str) -> bool:
    return words.lower() in PRONOUNS


def _bare(text: str, span: Span) -> Span:
    """Without leading article."""
    m = re.match(r"(?:the|a|an)\s+", span.of(text), re.I)
    return Span(span.begin + m.end(), span.end) if m and m.end() < span.end - span.begin else span


def _sort(span: Span, mentions: Iterable[Mention]) -> str:
    best = _mention_at(span, mentions)
    return "" if best is None else best.type


def _party(span: Span, mentions: Iterable[Mention]) -> Party:
    best = _mention_at(span, mentions)
    return Party(span) if best is None else Party(span, best.actor, best.name, best.country, best.sectors)


def _mention_at(span: Span, mentions: Iterable[Mention]) -> Mention | None:
    """The mention that is much the same as a span, one with an actor before others."""
    best: Mention | None = None
    for m in mentions:
        shared = min(m.span.end, span.end) - max(m.span.begin, span.begin)
        if shared <= 0 or m.type not in PARTIES:
            continue
        union = max(m.span.end, span.end) - min(m.span.begin, span.begin)
        if 2 * shared >= union and (best is None or (m.actor is not None and best.actor is None)):
            best = m
    return best


# --- wording -------------------------------------------------------------------------------------------------------


def _hyphened(v: _View) -> Iterator[_Proposal]:
    """ "Iran-backed fighters": X backs the noun that follows."""
    for i, w in enumerate(v.words):
        form = w.span.of(v.text).lower()
        kind = HYPHENED.get(form)
        if (
            kind is None
            or i < 2
            or v.words[i - 2].span.of(v.text).lower() == "state"
            or v.words[i - 1].span.of(v.text) not in ("-", "–", "‑")
        ):
            continue
        if v.words[i - 1].span.end != w.span.begin:
            continue
        # whole name before the hyphen ("Saudi Arabia-backed"): the mention that ends there, else the word
        end = v.words[i - 2].span.end
        m = v.at_end.get(end)
        a = _bare(v.text, m.span) if m is not None else v.words[i - 2].span
        if not v.text[a.begin].isupper() and v.text[a.begin : a.end].lower() not in (
            "government",
            "rebel",
            "opposition",
            "coalition",
            "regime",
            "militia",
        ):
            continue
        noun = next((k for k in _up(v, i) if k > i and v.words[k].pos in ("NOUN", "PROPN")), None)
        if noun is None:
            noun = next(
                (k for k in range(i + 1, min(i + 5, len(v.words))) if v.words[k].pos in ("NOUN", "PROPN")),
                None,
            )
        if noun is None:
            continue
        b = v.mention(noun)
        if b is None or b.begin < w.span.end:
            b = Span(v.words[i + 1].span.begin, v.words[noun].span.end)
        if kind == "controls" and not _place_word(v, noun):
            kind = "controls"
        yield _Proposal(kind, a, b, f"{v.text[a.begin : w.span.end]}", 0.85)


def _up(v: _View, i: int) -> Iterator[int]:
    seen = set()
    while i >= 0 and i not in seen:
        seen.add(i)
        i = v.words[i].head
        if i >= 0:
            yield i


def _place_word(v: _View, i: int) -> bool:
    m = v.head_mention.get(i)
    return m is not None and m.type == "Location"


def _titles(v: _View) -> Iterator[_Proposal]:
    """ "Iraqi President Fuad Masum", "Tobias Ellwood, head of the mission": titles before and behind a name."""
    people = [m for m in v.parties if m.type == "Person"]
    for m in people:
        body = m.span.of(v.text)
        # inside the mention: NATION TITLE NAME
        inner = re.match(
            r"(?:the\s+)?([A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,3}?)\s+((?:[a-z]+\s+)?(?:(?:Vice|Deputy|Prime|Supreme|Foreign|Defen[cs]e|Interior)\s+)?[A-Za-z]+)\s+([A-Z][\w.'’-]+(?:\s+[\w.'’-]+)*)$",
            body,
        )
        if (
            inner is not None
            and inner[1].split()[-1] not in TITLES
            and LEADER.match(inner[2])
            and not FORMER.search(body)
        ):
            a = Span(m.span.begin + inner.start(3), m.span.end)
            b = Span(m.span.begin + inner.start(1), m.span.begin + inner.end(1))
            yield _Proposal("leads", a, b, f"title {inner[2]!r}", 0.8)
        # before the mention: ORG title NAME
        before = v.text[max(0, m.span.begin - 60) : m.span.begin]
        role = re.search(r"\s((?:[a-z]+\s+)?(?:[Pp]rime\s+)?[A-Za-z-]+)\s$", before)
        if role is not None:
            at = m.span.begin - len(before) + role.start()
            org = v.at_end.get(at)
            if (
                org is not None
                and org.type in ("Organisation", "Nationality", "Location")
                and not FORMER.search(role[1])
            ):
                kind = "leads" if LEADER.match(role[1]) else "member_of" if MEMBER.match(role[1]) else None
                if kind is not None:
                    yield _Proposal(
                        kind, _bare(v.text, m.span), _bare(v.text, org.span), f"title {role[1]!r}", 0.8
                    )
    for i in range(len(v.words)):
        # NAME, (the) TITLE of ORG
        if v.base(i) != "appos" or v.words[i].head < 0:
            continue
        who = v.mention(v.words[i].head)
        whole = v.head_mention.get(v.words[i].head)
        role_words = " ".join(v.words[k].span.of(v.text) for k in (*(k for k in v.kids[i] if k < i), i))
        kind = _role_kind(v, i, role_words)
        if who is None or whole is None or whole.type not in ("Person", "Organisation") or kind is None:
            continue
        for k in v.kids[i]:
            whole_span = v.mention(k)
            if v.case(k) in ("in", "at") and _place_word(v, k):
                continue  # "an adviser in Eau Claire" works there, for whomever
            after = v.words[k].span.end
            if v.text[after : after + 6] == "-based":
                continue
            if whole_span is not None and (
                v.case(k) in ("of", "for", "in", "at") or v.words[k].dep in ("nmod:poss", "compound", "amod")
            ):
                yield _Proposal(kind, who, whole_span, f"apposition {v.words[i].span.of(v.text)!r}", 0.8)


def _role_kind(v: _View, i: int, words: str) -> str | None:
    form = v.lemma(i)
    if FORMER.search(words):
        return None
    if LEADER.match(form):
        return "leads"
    return "member_of" if MEMBER.match(form) else None


# --- clauses -------------------------------------------------------------------------------------------------------

VERBS: dict[str, tuple[str, bool]] = {
    "back": ("backs", False), "sponsor": ("backs", False), "arm": ("backs", False), "fund": ("backs", False),
    "bankroll": ("backs", False), "control": ("controls", True), "occupy": ("controls", True), "hold": ("controls", True),
    "rule": ("controls", False), "lead": ("leads", False), "command": ("leads", False), "head": ("leads", False),
    "govern": ("controls", True), "praise": ("favours", False), "admire": ("favours", False), "support": ("favours", False),
    "condemn": ("disfavours", False), "detest": ("disfavours", False), "despise": ("disfavours", False),
}  # fmt: skip
"""Lemma -> (tie of subject to object, whether the object has to be a place)."""

AGAINST = frozenset(
    {
        "fight",
        "battle",
        "war",
        "campaign",
        "operation",
        "struggle",
        "strike",
        "airstrike",
        "coalition",
        "raid",
        "offensive",
    }
)


def _clauses(v: _View) -> Iterator[_Proposal]:
    for i, w in enumerate(v.words):
        lemma = v.lemma(i)
        if w.pos == "VERB":
            if any(v.lemma(k) in _NOT for k in v.kids[i] if v.base(k) == "advmod"):
                continue
            if any(v.lemma(k) in ("may", "might", "could", "would", "if") for k in v.kids[i]):
                continue
            subjects = [s for k in v.kids[i] if v.words[k].dep == "nsubj" for s in v.group(k)]
            objects = [(k, s) for k in v.kids[i] if v.words[k].dep == "obj" for s in v.group(k)]
            agents = [s for k in v.kids[i] if v.base(k) == "obl" and v.case(k) == "by" for s in v.group(k)]
            passive = [s for k in v.kids[i] if v.words[k].dep == "nsubj:pass" for s in v.group(k)]
            if passive and agents:
                subjects, objects = agents, [(-1, s) for s in passive]
            if (
                v.base(i) == "acl"
                and not subjects
                and agents
                and w.head >= 0
                and (s := v.mention(w.head)) is not None
            ):
                subjects, objects = agents, [(w.head, s)]
            if lemma in VERBS:
                kind, place = VERBS[lemma]
                for a in subjects:
                    for k, b in objects:
                        if not place or (k >= 0 and _place_word(v, k)):
                            yield _Proposal(kind, a, b, f"verb {lemma}", 0.65)
            if lemma in ("fight", "battle", "combat"):
                targets = [
                    s
                    for k in v.kids[i]
                    if (v.words[k].dep == "obj") or (v.base(k) == "obl" and v.case(k) in ("against",))
                    for s in v.group(k)
                ]
                for a in subjects:
                    for b in targets:
                        yield _Proposal("opposed_to", a, b, f"verb {lemma}", 0.8)
            if lemma in ("belong",):
                for a in subjects:
                    for k in v.kids[i]:
                        if v.base(k) == "obl" and v.case(k) == "to" and (b2 := v.mention(k)) is not None:
                            yield _Proposal("member_of", a, b2, "verb belong", 0.8)
            if lemma == "ally" or (lemma in ("side",)):
                for a in subjects or passive:
                    for k in v.kids[i]:
                        if (
                            v.base(k) == "obl"
                            and v.case(k) in ("with", "to")
                            and (b3 := v.mention(k)) is not None
                        ):
                            yield _Proposal("allied_with", a, b3, f"verb {lemma}", 0.75)
        elif w.pos in ("NOUN", "PROPN"):
            if lemma in AGAINST:
                owners = [
                    s
                    for k in v.kids[i]
                    if v.words[k].dep in ("nmod:poss", "compound", "amod") and (s := v.mention(k)) is not None
                ]
                for k in v.kids[i]:
                    if v.base(k) == "nmod" and v.case(k) == "against":
                        for a in owners:
                            for b in v.group(k):
                                yield _Proposal("opposed_to", a, b, f"{lemma} against", 0.75)
            if lemma in ("ally", "partner", "enemy", "rival", "foe"):
                kind = "allied_with" if lemma in ("ally", "partner") else "opposed_to"
                owner = next(
                    (
                        s
                        for k in v.kids[i]
                        if v.words[k].dep in ("nmod:poss",) and (s := v.mention(k)) is not None
                    ),
                    None,
                )
                owner = owner or next(
                    (
                        s
                        for k in v.kids[i]
                        if v.base(k) == "nmod"
                        and v.case(k) in ("of", "with")
                        and (s := v.mention(k)) is not None
                    ),
                    None,
                )
                other = next(
                    (s for k in v.kids[i] if v.base(k) == "appos" and (s := v.mention(k)) is not None), None
                )
                if other is None and v.base(i) == "appos" and w.head >= 0:
                    other = v.mention(w.head)
                if other is None and any(v.base(k) == "cop" for k in v.kids[i]):
                    other = next(
                        (
                            s
                            for k in v.kids[i]
                            if v.words[k].dep == "nsubj" and (s := v.mention(k)) is not None
                        ),
                        None,
                    )
                if owner is not None and other is not None:
                    yield _Proposal(kind, other, owner, f"noun {lemma}", 0.75)
            if MEMBER.match(lemma) and (v.base(i) in ("nsubj", "obj", "obl", "nmod", "conj", "root")):
                for k in v.kids[i]:
                    whole = v.mention(k)
                    if whole is None or v.base(k) != "nmod" or v.case(k) not in ("of", "from"):
                        continue
                    if any(v.lemma(x) in _NOT for x in v.kids[i]):
                        continue
                    if any(v.base(x) == "cop" for x in v.kids[i]):
                        who = next(
                            (
                                s
                                for x in v.kids[i]
                                if v.words[x].dep == "nsubj" and (s := v.mention(x)) is not None
                            ),
                            None,
                        )
                        if who is not None:
                            yield _Proposal("member_of", who, whole, f"is {lemma} of", 0.75)


def _of_events(events: Sequence[Event], mentions: Sequence[Mention]) -> Iterator[_Proposal]:
    """Who fights whom is opposed to them; only acts that are said to have happened, of both sides named."""
    for e in events:
        if e.type != "ASSAULT" or e.status != "asserted":
            continue
        for a in e.actors:
            for b in e.recipients:
                sort = next((m.type for m in mentions if m.span.overlaps(b.span)), None)
                if any(m.type == "Person" and m.span.overlaps(b.span) for m in mentions):
                    continue  # who is killed by the police was no enemy of theirs
                fighters = sort in ("Organisation", "MilitaryPlatform") and not set(b.sectors) & {
                    "CVL",
                    "REF",
                    "JRN",
                    "MED",
                }
                if fighters and (a.actor is None or a.actor != b.actor):
                    yield _Proposal("opposed_to", a.span, b.span, f"event {e.id}: {e.type}", 0.5)


def _of_model(parse: Parse, text: str) -> Iterator[_Proposal]:
    for t in parse.ties:
        if t.score >= MODEL_SCORE:
            yield _Proposal(
                t.type, _bare(text, t.a), _bare(text, t.b), f"model {t.score:.2f}", MODEL_TRUST * t.score
            )
