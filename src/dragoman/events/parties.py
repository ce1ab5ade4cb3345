"""The model's argument spans made into parties: naming phrases on whole words, in the roles that the grammar allows.

A tagger marks words one by one; what it gets wrong the grammar often knows: a name cut in two, an apposition taken for a
second party, the subject of another verb, the subject of a passive taken for who does it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.grammar import HEDGING, Grammar, word_set
from dragoman.records import Span, hull

__all__ = ["TELLING", "bystander", "doers", "naming_phrases", "reconcile", "trim"]

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
        g.pos(words[-1]) in ("PUNCT", "ADP", "CCONJ")
        or (g.pos(words[-1]) == "PART" and len(words) > 1)
        or (g.lemma(words[-1]) in ("the", "a", "an") and len(words) > 1)
    ):
        words = words[:-1]
    return Span(g.word(words[0]).span.begin, g.word(words[-1]).span.end) if words else None


def _noun_of(g: Grammar, head: int, anchor: int | None) -> int:
    """The noun that a bare modifier belongs to: "Turkish" of "Turkish warplanes"; never the act itself."""
    seen = {head}
    while g.base(head) in ("amod", "compound") and g.head(head) >= 0 and g.head(head) not in seen:
        noun = g.head(head)
        if anchor is not None and (
            noun == anchor or anchor in g.kids[noun] or noun in set(g.ancestors(anchor))
        ):
            break
        if g.pos(noun) not in ("NOUN", "PROPN"):
            break
        seen.add(noun)
        head = noun
    return head


def _with_title(g: Grammar, span: Span, head: int) -> Span:
    """A name with the title that stands right before or behind it, whichever of the two the parse makes the head."""
    words = g.at(span)
    if not words:
        return span
    first, last = words[0], words[-1]
    if g.base(head) == "appos" and g.head(head) == first - 1 and g.pos(g.head(head)) in ("NOUN", "PROPN"):
        title = g.phrase(g.head(head))
        if title.end <= span.begin and g.text[title.end : span.begin] == " ":
            return Span(title.begin, span.end)
    before = first - 1
    if (
        g.pos(head) == "PROPN"
        and before >= 0
        and g.head(before) == g.head(head)
        and g.lemma(before).lower() in TITLES
        and g.text[g.word(before).span.end : span.begin] == " "
    ):
        return Span(g.phrase(before).begin, span.end)  # "President" hung beside "Ana Ruiz", not on it
    behind = next(
        (k for k in g.kids[head] if k == last + 1 and g.base(k) in ("appos", "flat", "compound")), None
    )
    if behind is None:
        behind = next(
            (
                k
                for k in g.kids[head]
                if k > last
                and g.base(k) in ("appos", "flat")
                and g.phrase(k).begin == g.word(last).span.end + 1
            ),
            None,
        )
    if behind is not None and g.pos(behind) == "PROPN":
        name = g.phrase(behind)
        if g.text[span.end : name.begin] == " ":
            return Span(span.begin, name.end)
    return span


def _told_apart(g: Grammar, span: Span, head: int) -> Span:
    """A common noun that stands alone with what tells it apart: "rebels in the north", "doctors from two hospitals"."""
    if g.at(span) != [head] or g.pos(head) != "NOUN":
        return span
    behind_it = [k for k in g.kids[head] if g.base(k) == "nmod" and g.case(k) in ("of", "from", "in")]
    if g.lemma(head) in ANYWHERE and g.head(head) >= 0:
        # "fired at targets in Marsa": whatever the parse hangs the town on
        behind_it += [
            k for k in g.kids[g.head(head)] if k == head + 2 and g.base(k) == "obl" and g.case(k) == "in"
        ]
    for k in behind_it:
        if k > head and not g._is_time(k):
            behind = g.phrase(k)
            if (
                any(g.form(w)[:1].isupper() for w in g.at(behind))
                and behind.end - span.begin <= 2 * (span.end - span.begin) + 20
            ):
                return Span(span.begin, behind.end)
    return span


ANYWHERE = word_set("target position site area")
"""Nouns that alone say nothing of what was hit."""

TITLES = word_set(
    "president minister secretary premier king queen leader chief governor general commander chairman speaker ambassador"
)


def _called(g: Grammar, head: int) -> int | None:
    """The name that an apposition behind a comma gives to a description ("a member, Ana Ruiz"), its head word."""
    if g.pos(head) != "NOUN" and g.lemma(head) not in TITLES:
        return None
    for k in g.kids[head]:
        if k > head and g.base(k) == "appos" and g.pos(k) == "PROPN":
            before = g.text[: g.phrase(k).begin].rstrip()
            if before.endswith(","):
                return k
    return None


def _fitting(g: Grammar, span: Span, head: int) -> Span:
    """The shortest phrase that still names: of a long pile of describing words before a noun the outermost are left out."""
    words = g.at(span)
    names = [k for k in words if g.pos(k) == "PROPN"]
    if head in words and (g.pos(head) == "PROPN" or not names or names[-1] != words[-1]):
        first, last = head, head
    elif names:
        first = last = names[-1]
        while first - 1 in names:
            first -= 1
    else:
        return span
    size = g.word(last).span.end - g.word(first).span.begin
    while words[0] < first and g.pos(words[0]) != "PROPN" and span.end - span.begin > 2 * size + 20:
        words = words[1:]
        while words[0] < first and g.pos(words[0]) in ("PUNCT", "CCONJ", "ADP", "DET", "PART"):
            hyphen = g.form(words[0]) in ("-", "–")
            words = words[2:] if hyphen and words[1] < first else words[1:]
        span = Span(g.word(words[0]).span.begin, span.end)
    return span


def naming_phrases(g: Grammar, spans: Sequence[Span], anchor: int | None = None) -> list[Span]:
    """Spans as naming phrases: cut ones filled up to their noun's phrase, parts of one phrase joined, each once.

    anchor: the word that tells the act; what only describes it ("Saudi" of "Saudi raids") stays by itself.
    """
    found: list[tuple[Span, int]] = []
    for raw in spans:
        span = trim(g, raw)
        head = None if span is None else g.head_of(span)
        if span is None or head is None:
            continue
        while g.dep(head) == "flat" and g.head(head) >= 0:
            head = g.head(head)  # "President" of "President Manuel Merino"
        whole = _noun_of(g, head, anchor)
        if whole != head:
            head, span = whole, g.phrase(whole)
        phrase = g.phrase(head)
        if phrase.covers(span) and phrase.end - phrase.begin <= 60:
            span = phrase
        called = _called(g, head)
        if called is not None:
            # "the then president, Goodluck Jonathan": the name names him
            found.append((g.phrase(called), head))
            continue
        if g.text[span.begin - 1 : span.begin] == "(" and g.text[span.end : span.end + 1] == ")" and found:
            continue  # a name's own letters behind it
        found.append((_told_apart(g, _fitting(g, _with_title(g, span, head), head), head), head))
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
            out[-1] = hull((out[-1], span))
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
    harmed: Sequence[int] = (),
) -> tuple[list[Span], list[Span]]:
    """Actors and recipients in the roles the grammar allows; `rule` gives the codebook's own heads.

    harmed: other words that tell of the same act, as "killing" of "attacked a base, killing ten": their objects count too.
    """
    who = [(s, g.head_of(s)) for s in actors]
    whom = [(s, g.head_of(s)) for s in recipients]
    if g.is_verb(anchor):
        auxiliary = g.child(anchor, "aux:pass") is not None
        passive = auxiliary and g.child(anchor, "obj") is None
        subject, obj = g.own_subject(anchor), g.child(anchor, "obj")
        own_clause = subject is not None or g.base(anchor) == "xcomp"
        if subject is None and not g.is_passive(anchor):
            subject = g.subject(anchor)
        group = set() if subject is None else set(g.conjuncts(subject))
        objects = set() if obj is None else set(g.conjuncts(obj))
        pronoun = subject is not None and g.pos(subject) == "PRON"
        wrong = group if passive else objects if group and not auxiliary else set()
        mutual = not passive and g.lemma(anchor) in ("meet", "visit", "join")
        moved = [] if mutual else [(s, h) for s, h in who if h in wrong]
        if moved:
            who = [x for x in who if x not in moved]
            whom = [*moved, *whom]
        if subject is not None and own_clause and not passive and not pronoun:
            # somebody who is the subject of another verb only is not the subject of this one
            own = [
                (s, h) for s, h in who if h is None or h in group or not _of_other(g, anchor, h, ("nsubj",))
            ]
            who = own or who
            if not mutual and not mutual_frame and any(h in group for _, h in who):
                who = [(s, h) for s, h in who if h in group or g.is_verb(h or 0)]
        elif pronoun and len(who) > 1 and any(h == subject for _, h in who):
            # the clause's own pronoun stands for whoever it means: "the army says it has seized the field"
            who = [(s, h) for s, h in who if h == subject]
        if objects and any(h in objects for _, h in whom):
            whom = [
                (s, h)
                for s, h in whom
                if h is None
                or h in objects
                or g.head(h) in harmed
                or not _of_other(g, anchor, h, ("obj", "nsubj"))
            ]
        agent = g.agent(anchor) if g.is_passive(anchor) or auxiliary else None
        if agent is not None:
            done_by = [(s, h) for s, h in whom if h in g.conjuncts(agent)]
            whom = [x for x in whom if x not in done_by]
            who = [*who, *(x for x in done_by if x not in who)]
    else:
        who = [(s, h) for s, h in who if h is None or not bystander(g, anchor, h)]
        named_doers = doers(g, anchor)
        if not mutual_frame and any(h in named_doers for _, h in who):
            who = [
                (s, h) for s, h in who if h in named_doers
            ]  # "Ankara's demands", "pledges made by Oslo and Rome"
        named = [(s, h) for s, h in who if h is None or g.pos(h) != "PRON"]
        who = named or who
    if mutual_frame and len(rule[0]) > len(who) and all(h in rule[0] for _, h in who):
        who = [(g.phrase(h), h) for h in rule[0]]  # "will meet the president": both meet
    if g.is_verb(anchor) and not g.is_passive(anchor):
        obj = g.child(anchor, "obj")
        beside = [] if obj is None else g.conjuncts(obj)
        if 1 < len(beside) <= 3 and any(h in beside for _, h in whom):
            known = {h for _, h in whom} | {h for _, h in who}
            whom = [
                *whom,
                *((g.phrase(h), h) for h in beside if h not in known and g.pos(h) in ("NOUN", "PROPN")),
            ]
    whom = _whole_group(g, whom, rule[1])
    who = who if mutual_frame else _whole_group(g, who, rule[0])
    if not whom and not mutual_frame:
        # the model is silent and the frame is not: the frame is right four times in five there (docs/events.md)
        whom = [(g.phrase(h), h) for h in rule[1] if h not in [x for _, x in who]]
    shares = g.base(anchor) == "conj" and g.head(anchor) >= 0 and g.is_verb(g.head(anchor))
    if not who and g.is_verb(anchor) and (g.own_subject(anchor) is not None or shares):
        who = [(g.phrase(h), h) for h in rule[0] if h not in [x for _, x in whom]]
    found = _outermost([s for s, _ in who])
    return found, _outermost([s for s, _ in whom if not any(s.overlaps(a) for a in found)])


def doers(g: Grammar, noun: int) -> list[int]:
    """Whoever the noun's own phrase names as doing the act: its by-phrase, its possessor, or the by-phrase of "made by"."""
    for k in g.kids[noun]:
        if g.base(k) in ("nmod", "obl") and g.case(k) == "by":
            return [m for m in g.conjuncts(k) if not g.is_verb(m)]
    for k in g.kids[noun]:
        if g.base(k) != "acl" or not g.is_passive(k) or g.lemma(k) in TELLING:
            continue
        agent = g.agent(k)
        agent = _right_behind(g, k) if agent is None else agent
        if agent is not None:
            return g.conjuncts(agent)
    owner = g.child(noun, "nmod:poss")
    return [] if owner is None else g.conjuncts(owner)


def _right_behind(g: Grammar, participle: int) -> int | None:
    """Whoever "by" names right behind a participle, wherever the parse hangs it: "went against pledges made by Russia"."""
    by = participle + 1
    told = by < len(g.words) and g.lemma(by) == "by" and g.base(by) == "case"
    return g.head(by) if told else None


BESIDE = frozenset(
    {"after", "before", "since", "despite", "amid", "following", "until", "over", "because of", "ahead of"}
)
TELLING = frozenset(
    {
        "report",
        "describe",
        "mention",
        "note",
        "cite",
        "film",
        "witness",
        "condemn",
        "denounce",
        "criticise",
        "criticize",
    }
)


def bystander(g: Grammar, anchor: int, i: int) -> bool:
    """Whether a noun is the subject of the verb that an act told by a noun only stands beside ("resigned after protests")."""
    verb = g.head(anchor)
    if verb < 0 or not g.is_verb(verb):
        return False
    subject = g.own_subject(verb)
    if subject is None or i not in g.conjuncts(subject):
        return False
    if g.base(anchor) == "obj":
        # "called the offensive an aggression"
        named = g.lemma(verb) in ("call", "brand", "label", "consider") and any(
            k > anchor and g.base(k) in ("xcomp", "obj", "iobj") for k in g.kids[verb]
        )
        return named or g.lemma(verb) in TELLING
    return g.base(anchor) == "obl" and g.case(anchor) in BESIDE


def _outermost(spans: list[Span]) -> list[Span]:
    """Spans without those that lie in another one."""
    return [
        s
        for n, s in enumerate(spans)
        if not any((o.covers(s) and o != s) or (o == s and m < n) for m, o in enumerate(spans))
    ]


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
