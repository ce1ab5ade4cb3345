"""Who did it, to whom, when, where, how many: read from the grammar around a trigger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.events.grammar import Grammar, word_set
from dragoman.events.status import LIGHT
from dragoman.events.triggers import INSTRUMENTS, Found
from dragoman.records import Span

REVERSED_LIGHT = frozenset({"suffer", "face", "undergo", "receive", "sustain", "endure"})
"""Their subject is who it is done to: "the town suffered a bombardment"."""

NEVER_PARTIES = word_set(
    "it there this that these those what which who whom whose something anything nothing everything reason time day year month "
    "week today yesterday tomorrow way thing fact case result rest hour"
)
PLACE_CASES = (
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "on",
    "across",
    "around",
    "throughout",
    "off",
    "along",
    "north of",
    "south of",
    "from",
    "into",
    "over",
    "through",
    "within",
)
ACTORISH = word_set(
    "coalition government rebel army police militia regime militant troop force opposition military air-force insurgent "
    "terrorist gunman guerrilla jihadist separatist security student worker teacher court union state un eu nato mob"
)
"""Common nouns that stand before a noun trigger as who does it ("rebel attacks")."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the text gives of a count, and how exact it is."""

    dead: int | None = None
    injured: int | None = None
    size: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """Head words of the parties."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Who can be a party: words that head a mention of somebody or some place, and common nouns of the codebook."""

    named: frozenset[int]
    nouns: frozenset[str]
    things: frozenset[str] = frozenset()
    """Common nouns that can be harmed, taken or moved besides."""
    never: frozenset[int] = frozenset()
    """Words of dates and amounts."""
    machines: frozenset[str] = frozenset()
    """Ships, aircraft and guns: who uses force may be named by them ("jets bombed")."""
    kinds: Mapping[int, str] = field(default_factory=dict)
    """Word -> type of the mention it heads ("person", "location")."""

    def takes(self, g: Grammar, i: int, things: bool = False) -> bool:
        """Whether word i can stand for a party of an event."""
        if i in self.never:
            return False
        if i in self.named or (g.pos(i) == "PROPN" and g.form(i)[:1].isupper()):
            return True
        if not self.nouns:
            return g.pos(i) in ("NOUN", "PRON", "NUM", "PROPN", "DET", "ADJ")
        if g.pos(i) in ("PRON", "NUM", "DET") or (g.pos(i) == "ADJ" and g.form(i)[:1].isupper()):
            return True
        lemma = g.lemma(i)
        return lemma in self.nouns or (things and lemma in self.things)


OPEN_CAST = Cast(frozenset(), frozenset())
"""Takes any noun: for codebooks without a class `party`."""

HARMING = frozenset({"ASSAULT", "COERCE"})
"""Types whose recipients may be things: a market is bombed, a newspaper's computers are not (the newspaper is)."""

COUNTING = word_set(
    "hundred thousand dozen score number series handful majority minority member rest million lot couple string wave group "
    "hundreds thousands dozens scores members"
)
"""Of "members of the council" and "hundreds of civilians" the second noun names the party."""

SORTS = word_set("group movement organisation organization party militia outfit faction network coalition")
"""Of "the group al-Nusra Front" the name is the party."""


def _who(g: Grammar, i: int, cast: Cast) -> int:
    """The word that names the party behind a word that only counts or sorts it."""
    if g.lemma(i) in COUNTING or g.pos(i) == "NUM":
        for k in g.kids[i]:
            if (
                g.base(k) == "nmod"
                and g.case(k) == "of"
                and (cast.takes(g, k) and (g.lemma(i) != "group" or g.pos(k) == "PROPN"))
            ):
                return k
    if g.lemma(i) in SORTS:
        for k in g.kids[i]:
            if g.base(k) in ("appos", "flat") and g.pos(k) == "PROPN" and k > i:
                return k
    return i


def _instead(g: Grammar, i: int, cast: Cast, things: bool) -> list[int]:
    """A thing acted on is given up for whose it is: "suspended the regime's membership" is done to the regime."""
    if cast.takes(g, i, things):
        return [i]
    for k in g.kids[i]:
        if g.dep(k) == "nmod:poss" and cast.takes(g, k):
            return [k]
    for k in g.kids[i]:
        if (
            g.base(k) in ("nmod", "obl")
            and g.case(k) in ("of", "to", "with", "against", "by", "for", "from", "on")
            and cast.takes(g, k)
        ):
            return [k]
    for k in g.kids[i]:
        if g.dep(k) in ("compound", "amod") and (k in cast.named or _names_actor(g, k)):
            return [k]
    return []


def read_roles(g: Grammar, f: Found, cast: Cast = OPEN_CAST) -> Roles:
    """Actors and recipients of a found trigger, as its frame says."""
    t, i = f.trigger, f.anchor
    used = set(f.words)
    things = t.type in HARMING
    actors = [_who(g, a, cast) for a in _first(g, f, t.actor)]
    if cast.nouns:
        force = t.type in HARMING or t.type == "MOBILIZE"
        actors = [
            a
            for x in actors
            for a in ([x] if force and g.lemma(x) in cast.machines else _instead(g, x, cast, False))
        ]
    recipients: list[int] = []
    for source in t.recipient:
        found = [_who(g, r, cast) for r in _from(g, f, source)]
        recipients = [
            r
            for x in found
            for k in g.conjuncts(x)
            for r in (_instead(g, k, cast, things) if cast.nouns else [k])
        ]
        if recipients:
            break
    recipients = list(dict.fromkeys(recipients))
    if t.mutual:
        partners: list[int] = []
        for source in t.mutual:
            partners += _from(g, f, source)
        actors += [p for p in partners if p not in actors]
        recipients = [r for r in recipients if r not in actors]
    governor = g.head(i)
    if f.pos == "noun" and governor >= 0 and g.lemma(governor) in REVERSED_LIGHT and g.base(i) == "obj":
        who = g.subject(governor)
        actors = [a for a in actors if a != who]
        recipients = recipients or ([who] if who is not None else [])
    actors = [a for a in actors if _party(g, a) and a not in used]
    recipients = [r for r in recipients if _party(g, r) and r not in used and r not in actors]
    actors = _spread(g, actors)
    if cast.nouns:
        actors = [a for a in actors if cast.takes(g, a, things) or g.lemma(a) in cast.machines]
        recipients = [r for r in recipients if cast.takes(g, r, things)]
    else:
        recipients = _spread(g, recipients)
    return Roles(tuple(actors), tuple(x for x in recipients if x not in actors))


def _spread(g: Grammar, heads: list[int]) -> list[int]:
    out: list[int] = []
    for h in heads:
        for k in g.conjuncts(h):
            if k not in out and _party(g, k):
                out.append(k)
    return out


def _first(g: Grammar, f: Found, sources: tuple[str, ...]) -> list[int]:
    for source in sources:
        found = _from(g, f, source)
        if found:
            return found
    return []


def _from(g: Grammar, f: Found, source: str) -> list[int]:
    """Head words at one grammatical place."""
    i = f.anchor
    if source in ("none", ""):
        return []
    if f.pos == "verb":
        if source == "subject":
            who = g.agent(i) if g.is_passive(i) else g.subject(i)
            return [] if who is None else [who]
        if source == "object":
            what = g.object(i)
            return [] if what is None else [what]
        found = g.obliques(i, (source,))
        obj = g.child(i, "obj", "nsubj:pass")
        if not found and obj is not None:
            found = g.obliques(obj, (source,))
        return found[:1]
    if source == "possessive":
        who = g.child(i, "nmod:poss")
        return [] if who is None else [who]
    if source == "compound":
        return [
            k for k in g.kids[i] if g.dep(k) in ("compound", "amod", "nmod") and k < i and _names_actor(g, k)
        ][:1]
    if source == "governor":
        return _of_governor(g, i)
    if source in ("subject", "object"):
        return _of_governor(g, i) if source == "subject" else []
    found = g.obliques(i, (source,))
    if not found:
        governor = g.head(i)
        # "launched an attack on the port": the phrase may hang on the light verb
        if (
            governor >= 0
            and g.is_verb(governor)
            and g.lemma(governor) in LIGHT
            and g.base(i) in ("obj", "nsubj")
        ):
            found = [k for k in g.obliques(governor, (source,)) if k != i and k > i]
    return found[:1] if source != "between" else found


def _names_actor(g: Grammar, k: int) -> bool:
    form = g.form(k)
    if g.pos(k) == "PROPN":
        return True
    if g.pos(k) == "ADJ":
        return (form[:1].isupper() and g.lemma(k) not in ("islamic", "western")) or g.lemma(k) == "western"
    return g.lemma(k) in ACTORISH


def _of_governor(g: Grammar, i: int) -> list[int]:
    """Subject of the light verb around a noun: "X launched an attack", "an attack was carried out by X"."""
    governor = g.head(i)
    if governor < 0 or not g.is_verb(governor) or g.lemma(governor) not in LIGHT:
        return []
    base = g.base(i)
    if base == "obj" and not g.is_passive(governor):
        who = g.subject(governor)
    elif g.dep(i) == "nsubj:pass":
        who = g.agent(governor)
    elif (
        base == "obl"
        and g.case(i) in ("in", "to")
        and g.lemma(governor) in ("engage", "participate", "take", "resort", "return")
    ):
        who = g.subject(governor)
    else:
        who = None
    return [] if who is None or who == i else [who]


def _party(g: Grammar, i: int) -> bool:
    """Whether a word can stand for somebody or something acted on."""
    if g.pos(i) not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"):
        return False
    if g.lemma(i) in NEVER_PARTIES and g.form(i).lower() not in ("those", "these"):
        return False
    return g.lemma(i) not in INSTRUMENTS or g.pos(i) == "PROPN"


# --- numbers --------------------------------------------------------------------------------------------------------

_SMALL = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_BIG = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}

HEDGES = (
    "at least", "more than", "no fewer than", "up to", "as many as", "fewer than", "less than", "about", "around", "nearly",
    "almost", "some", "approximately", "over", "roughly", "close to", "an estimated", "between",
)  # fmt: skip


def number_of(text: str) -> int | None:
    """The whole number a phrase states: "1,200", "twenty-two", "3.5 million"; None for "dozens" and the like."""
    text = text.lower().strip().replace("\u00a0", " ")
    m = re.fullmatch(r"(\d[\d,.\s]*)(?:\s*(hundred|thousand|million|billion))?", text)
    if m:
        digits = re.sub(r"[,\s]", "", m[1]).rstrip(".")
        try:
            value = float(digits)
        except ValueError:
            return None
        value *= _BIG.get(m[2] or "", 1)
        return int(value) if value == int(value) else None
    total, part, seen = 0, 0, False
    for word in re.split(r"[\s-]+", text):
        if word in _SMALL:
            part += _SMALL[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word in _BIG:
            part = max(part, 1) * _BIG[word] if seen or word != "x" else part
            if _BIG[word] > 100:
                total, part = total + part, 0
        elif word in ("and", "a", ""):
            continue
        else:
            return None
        seen = True
    return total + part if seen and (total or part) else None


def _victims(g: Grammar, i: int, recipients: tuple[int, ...]) -> tuple[int | None, str | None]:
    """How many a verb of killing or wounding was done to, and the hedge before the number.

    Several that are named side by side are added up, if each is counted ("four Ruritanians and at least ten Strelsauers").
    """
    who = g.subject(i) if g.lemma(i) in ("die", "perish") else g.object(i)
    if who is not None and g.form(who).lower() == "dead":
        who = next(
            (k for k in g.kids[i] if k > who and g.base(k) == "obj"), None
        )  # "shot dead 29 protesters"
    if who is None:
        # "killed more than 80 people", whose object the parse may take for an adverb
        who = next(
            (k for k in g.kids[i] if k > i and g.base(k) == "obl" and not g.case(k) and _count(g, k)[0]), None
        )
    if who is None:
        who = next(iter(recipients), None)
    value, hedge = _count(g, who)
    if who is None or value is None:
        return value, hedge
    for k in g.conjuncts(who)[1:]:
        more, other = _count(g, k)
        if more is not None and g.pos(k) in ("NOUN", "PROPN") and g.child(k, "nummod") is not None:
            value, hedge = value + more, hedge or other
    return value, hedge


def _count(g: Grammar, i: int | None) -> tuple[int | None, str | None]:
    """Number said of a noun and the hedge before it."""
    if i is None:
        return None, None
    if g.pos(i) == "NUM":
        numbers = [i]
    else:
        numbers = [k for k in g.kids[i] if g.dep(k) in ("nummod", "nummod:gov") and g.pos(k) == "NUM"]
    if not numbers:
        return (
            1
            if g.pos(i) == "NOUN"
            and g.has(i, "Number=Sing")
            and any(g.form(k).lower() in ("a", "an", "one") for k in g.kids[i])
            and g.lemma(i) not in GROUPS
            else None
        ), None
    n = numbers[0]
    words = [k for k in g.subtree(n) if g.pos(k) == "NUM" or g.form(k) in ("-", "and")]
    begin = min(words)
    phrase = g.text[g.word(begin).span.begin : g.word(max(words)).span.end]
    value = number_of(phrase)
    before = g.text[max(0, g.word(begin).span.begin - 24) : g.word(begin).span.begin].lower()
    hedge = next((h for h in HEDGES if before.rstrip().endswith(h)), None)
    if value is None and re.search(r"(\d+)\s*(?:-|–|to|and)\s*(\d+)", phrase):
        hedge = phrase
    return value, hedge


GROUPS = word_set(
    "group family crowd number team unit convoy village town city building army force police government mosque market"
)
PEOPLE_DEAD = frozenset(
    {
        "kill",
        "slay",
        "murder",
        "massacre",
        "slaughter",
        "execute",
        "behead",
        "assassinate",
        "shoot",
        "die",
        "perish",
        "claim",
    }
)
PEOPLE_HURT = frozenset({"wound", "injure", "hurt", "maim"})


def read_numbers(
    g: Grammar, anchors: list[int], type_: str, actors: tuple[int, ...], recipients: tuple[int, ...]
) -> Numbers:
    """Dead and injured beside the verbs of an ASSAULT; size of a force or crowd of MOBILIZE and PROTEST."""
    dead = injured = size = None
    note: str | None = None
    if type_ == "ASSAULT":
        for i in anchors:
            lemma = g.lemma(i)
            if g.is_verb(i) and (lemma in PEOPLE_DEAD or lemma in PEOPLE_HURT):
                value, hedge = _victims(g, i, recipients)
                note = note or hedge
                both = {
                    lemma,
                    *(g.lemma(k) for k in g.kids[i] if g.base(k) == "conj"),
                    *([g.lemma(g.head(i))] if g.base(i) == "conj" else []),
                }
                shot = lemma == "shoot" and g.form(min(i + 1, len(g.words) - 1)).lower() != "dead"
                if lemma in PEOPLE_DEAD and dead is None and not shot and value is not None:
                    dead = value
                elif (
                    lemma in PEOPLE_HURT
                    and injured is None
                    and not (both & PEOPLE_DEAD and g.child(i, "obj") is None)
                ):
                    injured = value
        for i in anchors:
            for k in g.sentence_words(i):
                if g.lemma(k) == "dead" and dead is None and g.head(k) >= 0:
                    value, hedge = _count(
                        g, g.child(k, "nsubj") or (g.head(k) if g.base(k) in ("amod", "xcomp") else None)
                    )
                    if value is None and g.lemma(g.head(k)) == "shoot":
                        value, hedge = _victims(g, g.head(k), recipients)  # "five were shot dead"
                    if value is None:
                        value, hedge = _count(g, k)
                    if value is None and g.lemma(g.head(k)) == "leave":
                        value, hedge = _count(g, g.object(g.head(k)))
                    dead, note = value, note or hedge
    elif type_ in ("PROTEST", "MOBILIZE", "AID"):
        for i in (
            actors
            if type_ == "PROTEST"
            else (*(x for a in anchors if (x := g.object(a) if g.is_verb(a) else None) is not None), *actors)
        ):
            value, hedge = _count(g, i)
            if value is not None and value > 1 and type_ != "AID":
                size, note = value, hedge
                break
    return Numbers(dead, injured, size, note)


# --- date and place -------------------------------------------------------------------------------------------------


def attached(g: Grammar, anchors: list[int], spans: list[Span], limit: int = 4) -> list[tuple[int, Span]]:
    """(steps through the tree, span) of those spans that hang on one of the anchors, nearest first.

    A span that hangs inside another finite clause is not the act's own.
    """
    out = []
    for span in spans:
        head = g.head_of(span)
        if head is None:
            continue
        best: int | None = None
        for anchor in anchors:
            steps = _steps(g, head, anchor)
            if steps is not None and (best is None or steps < best):
                best = steps
        if best is not None and best <= limit:
            out.append((best, span))
    return sorted(out)


def _steps(g: Grammar, low: int, anchor: int) -> int | None:
    """Steps from a phrase's head up to the anchor, or to the light verb or clause the anchor stands in."""
    for steps, k in enumerate((low, *g.ancestors(low))):
        if k == anchor:
            return steps
        if k != low and (g.is_verb(k) or g.base(k) in ("acl", "advcl", "ccomp")):
            # reached another verb: fine only if the anchor hangs straight under it
            close = g.head(anchor) == k and g.base(anchor) in (
                "obj",
                "nsubj",
                "obl",
                "xcomp",
                "conj",
                "advcl",
            )
            return steps + 2 if close else None
    return None


def place_like(g: Grammar, span: Span) -> bool:
    """Whether a place's phrase stands as a place: behind "in", "at", "near", or beside another one."""
    head = g.head_of(span)
    if head is None:
        return False
    return g.case(head) in PLACE_CASES or g.base(head) in ("appos", "advmod") or g.dep(head) == "nmod"
