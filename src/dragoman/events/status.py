"""Whether an act took place: read from grammar and cue words, by the manual's order of precedence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.events.grammar import Grammar, word_set
from dragoman.records import Span

NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "none", "nobody", "hardly"}
)
DENIES = frozenset({"not", "n't", "never", "no", "neither", "hardly"})
MODALS = frozenset({"may", "might", "could", "would", "should", "can", "must"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
FAILED = word_set(
    "fail deny refuse avoid prevent avert foil thwart stop abort abandon cease decline forbear refrain rule"
)
STOPPED = word_set("prevent avert foil thwart avoid forestall abort block scrap cancel")
WANTED = word_set(
    "want hope wish seek fear urge ask demand call request propose suggest consider need threaten warn push press "
    "appeal plead beg encourage allow advocate recommend oppose insist seek try attempt aim help enable discuss"
)
"""What stands under these is only wanted, feared or talked of. `try` and `attempt` count when nothing says they succeeded."""
TRIED = frozenset(
    {
        "try",
        "attempt",
        "begin",
        "start",
        "continue",
        "manage",
        "stop",
        "cease",
        "keep",
        "help",
        "force",
        "allow",
    }
)
PLANNED = word_set(
    "plan intend expect schedule prepare promise vow pledge announce predict aim decide agree commit undertake "
    "set mean project forecast anticipate await order approve authorize vote"
)
FEARS = word_set(
    "fear threat risk possibility prospect call plea demand plan proposal hope idea attempt effort request option need "
    "offer desire wish willingness readiness bid pressure likelihood chance danger"
)
COMING = word_set(
    "upcoming planned forthcoming future next possible potential proposed imminent expected would-be alleged-not scheduled"
)
COMING_HYPOTHETICAL = word_set("possible potential proposed threatened hypothetical feared")


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and the word that gave it."""

    status: str
    why: str
    denier: int | None = None
    """Whoever denies it (word index)."""


def read_status(g: Grammar, i: int, noun: bool, dates: Iterable[tuple[Span, str]] = ()) -> Reading:
    """Status of the act that word i names.

    dates: (span, "past-year" | "future" | "") of time expressions attached to the act.
    """
    marks: list[Reading] = []
    _climb(g, i, noun, marks)
    if _asked(g, i):
        marks.append(Reading("hypothetical", "a question"))
    if noun and _needed(g, i):
        marks.append(Reading("hypothetical", "it is said to be needed"))
    if _had_they(g, i):
        marks.append(Reading("hypothetical", "under 'if'"))
    for span, kind in dates:
        if kind == "historical":
            marks.append(Reading("historical", f"date {span.of(g.text)!r}"))
        elif kind == "future":
            marks.append(Reading("future", f"date {span.of(g.text)!r}"))
    for status in ("negated", "hypothetical", "future", "historical"):
        found = next((m for m in marks if m.status == status), None)
        if found is not None:
            return found
    return Reading("asserted", "no cue of doubt")


def _asked(g: Grammar, i: int) -> bool:
    """Whether a verb is what a question asks: "has he called for it?"; its helper stands before its subject."""
    words = g.sentence_words(i)
    if not g.is_verb(i) or g.form(words[-1]) != "?" or g.base(i) != "root":
        return False
    subject = g.own_subject(i)
    aux = [k for k in g.kids[i] if g.base(k) == "aux"]
    asks = any(g.lemma(k) in ("why", "how", "when", "where", "what", "who", "which") for k in words if k < i)
    return subject is not None and bool(aux) and min(aux) < subject < i and not asks


SHELTER = word_set("protection safeguard shield defence defense insurance")
NEEDED = word_set(
    "key essential vital crucial necessary needed indispensable imperative required precondition prerequisite condition "
    "requirement unthinkable impossible unacceptable unlikely likely inevitable pointless"
)


def _needed(g: Grammar, i: int) -> bool:
    """Whether an act is what something hangs on: "Reyes's departure is key to a solution"; what "was key" may have happened."""
    head = g.head(i)
    if g.base(i) == "nsubj" and head >= 0:
        cop = g.child(head, "cop")
    else:
        # where the parse tears the two apart, "is" still stands right behind
        cop = i + 1 if i + 1 < len(g.words) and g.base(i + 1) == "cop" else None
    return cop is not None and g.has(cop, "Tense=Pres") and g.lemma(g.head(cop)) in NEEDED


def _had_they(g: Grammar, i: int) -> bool:
    """ "Had NATO bombed, ...", "Should they attack, ...": a condition without "if"."""
    subject = g.own_subject(i)
    aux = next((k for k in g.kids[i] if g.base(k) == "aux"), None)
    return (
        aux is not None
        and subject is not None
        and aux < subject < i
        and (g.base(i) == "advcl" or aux == g.sentence_words(i)[0])
        and g.form(g.sentence_words(i)[-1]) != "?"
        and g.form(aux).lower() in ("had", "should", "were")
    )


def _climb(g: Grammar, i: int, noun: bool, marks: list[Reading]) -> None:
    """Collect cues at the word and up to the clause that asserts it."""
    _local(g, i, noun, marks)
    child = i
    for n, k in enumerate(g.ancestors(i)):
        if n > 7:
            break
        rel = g.base(child)
        lemma = g.lemma(k)
        if rel == "nmod" and lemma == "anniversary":
            marks.append(Reading("historical", "an anniversary"))
        if rel == "nmod" and lemma in SHARES and g.case(child) in ("in", "for", "of", "with", "to", "about"):
            return  # who denies any part in the attack denies his part, not the attack
        if (
            rel in ("ccomp", "xcomp", "csubj", "obj", "acl", "nmod", "advcl", "obl", "nsubj")
            and lemma == "deny"
            and rel in ("ccomp", "xcomp", "obj", "nsubj")
        ):
            marks.append(Reading("negated", "denied", g.subject(k)))
            return
        if rel == "ccomp" and lemma in UNTOLD and _negated(g, k):
            # "did not say whether jets had bombed it", "nobody can say that they did not": nothing is told either way
            marks[:] = [Reading("hypothetical", f"not {lemma}")]
            return
        if rel in ("xcomp", "ccomp") or (
            rel == "advcl" and "VerbForm=Inf" in g.word(child).feats and g.child(child, "mark") is not None
        ):
            if lemma in ("fail", "refuse", "decline", "refrain", "forbid") or (
                lemma in STOPPED and rel in ("xcomp", "advcl", "ccomp")
            ):
                marks.append(Reading("negated", f"{lemma}"))
            elif lemma in TRIED and lemma not in ("try", "attempt"):
                pass
            elif lemma in WANTED:
                if (
                    rel == "xcomp"
                    or (rel == "ccomp" and lemma not in ("suggest", "insist", "warn", "discuss", "help"))
                    or rel == "advcl"
                ):
                    marks.append(Reading("hypothetical", f"under {lemma!r}"))
            elif lemma in PLANNED and (rel == "xcomp" or "VerbForm=Inf" in g.word(child).feats):
                marks.append(Reading("future", f"under {lemma!r}"))
            elif g.pos(k) == "ADJ" and lemma in (
                "ready",
                "willing",
                "prepared",
                "able",
                "likely",
                "eager",
                "free",
                "keen",
                "unlikely",
                "possible",
                "unable",
            ):
                marks.append(Reading("negated" if lemma in ("unable",) else "hypothetical", f"{lemma}"))
            elif g.pos(k) == "ADJ" and lemma in ("due", "set", "bound"):
                marks.append(Reading("future", f"{lemma}"))
        elif rel == "advcl":
            mark = g.child(child, "mark")
            purpose = "VerbForm=Inf" in g.word(child).feats
            if purpose:
                marks.append(Reading("hypothetical", "a purpose"))
            if mark is not None and g.lemma(mark) in CONDITIONS:
                marks.append(Reading("hypothetical", f"under {g.lemma(mark)!r}"))
            # what holds of the main clause does not hold of what it is set against
            return
        elif rel == "acl" and g.dep(child) != "acl:relcl":
            if _high_time(g, k, child):
                marks.append(Reading("hypothetical", "time to do it"))
            elif lemma in FEARS:
                marks.append(Reading("hypothetical", f"only a {lemma}"))
                if lemma in MERE:
                    return  # "the possibility of their reaching a deal is not remote" does not deny the deal
            elif lemma in ("decision", "agreement", "deal", "pledge", "promise", "vow", "order"):
                marks.append(Reading("future", f"a {lemma}"))
            elif "VerbForm=Inf" in g.word(child).feats and lemma not in (
                "force",
                "operation",
                "move",
                "attack",
            ):
                marks.append(Reading("hypothetical", f"infinitive of {lemma!r}"))
        elif rel in ("nmod", "obl", "obj", "nsubj") and noun and child == i:
            case = g.case(i)
            if rel == "nmod" and lemma in FEARS and case in ("of", "for", "to", "on", "at", "about"):
                marks.append(Reading("hypothetical", f"only a {lemma}"))
            if rel == "nmod" and lemma in SHELTER and case in ("from", "against"):
                marks.append(Reading("hypothetical", "it is to be warded off"))
            if rel == "obj" or g.dep(child) == "nsubj:pass":
                if lemma in STOPPED:
                    marks.append(Reading("negated", f"{lemma}"))
                elif lemma in (
                    "seek",
                    "want",
                    "demand",
                    "urge",
                    "request",
                    "propose",
                    "consider",
                    "fear",
                    "threaten",
                    "suggest",
                    "encourage",
                    "need",
                    "support",
                    "recommend",
                    "discuss",
                ):
                    marks.append(Reading("hypothetical", f"under {lemma!r}"))
                elif lemma in ("plan", "schedule", "announce", "promise", "expect", "prepare"):
                    marks.append(Reading("future", f"under {lemma!r}"))
            if (
                rel == "obl"
                and case in ("for",)
                and lemma in ("call", "push", "hope", "wait", "press", "appeal", "prepare", "ask")
            ):
                marks.append(Reading("hypothetical", f"under {lemma!r}"))
            if rel == "obl" and case in ("to",) and lemma in ("agree", "commit", "lead", "return"):
                marks.append(
                    Reading("hypothetical" if lemma in ("lead", "return") else "future", f"under {lemma!r}")
                )
        if rel in ("parataxis", "root") or g.dep(child) == "acl:relcl":
            return
        if g.is_verb(k) or g.own_subject(k) is not None:
            if rel == "conj":
                # shared auxiliaries: "may attack and burn"
                if not any(g.base(x) == "aux" for x in g.kids[child]) and g.own_subject(child) is None:
                    _modal(g, k, marks)
            elif rel in ("xcomp",) or (rel in ("obj", "nsubj", "obl") and noun):
                _modal(g, k, marks)
                # "did not try to attack", "no attack was reported"; not "did not die in the attack"
                under = rel == "xcomp" or (rel in ("obj", "nsubj") and g.lemma(k) in LIGHT)
                if under and any(
                    g.lemma(x) in NEGATIONS and g.base(x) in ("advmod", "det", "cc") for x in g.kids[k]
                ):
                    marks.append(Reading("negated", "not"))
        child = k


def _high_time(g: Grammar, time: int, act: int) -> bool:
    """Whether it is only time that somebody did it: "it is high time for the council to act"."""
    return (
        g.lemma(time) == "time"
        and "VerbForm=Inf" in g.word(act).feats
        and g.child(time, "cop") is not None
        and any(g.lemma(k) in ("it", "now", "high", "about") for k in g.kids[time])
    )


MERE = word_set("possibility prospect")
"""Of FEARS those of which a text tells how likely they are, so that a negation above them is not the act's."""


SHARES = word_set("involvement role part responsibility connection complicity knowledge link participation")
"""Nouns that tell of somebody's share in an act, which is another matter than the act."""


UNTOLD = word_set("say know tell confirm prove specify disclose reveal clear establish verify")
"""Verbs that, negated, leave open what stands under them."""


def _negated(g: Grammar, k: int) -> bool:
    own = any(g.lemma(x) in NEGATIONS and g.base(x) in ("advmod", "det", "cc") for x in g.kids[k])
    subject = g.own_subject(k)
    return own or (
        subject is not None
        and (
            g.lemma(subject) in ("nobody", "none") or any(g.form(x).lower() == "no" for x in g.kids[subject])
        )
    )


LIGHT = word_set(
    "carry launch conduct mount stage make do commit perpetrate hold have give take begin start open wage undertake "
    "execute continue resume report see be occur happen place impose order lead plan suffer face come organize organise "
    "call deliver send provide issue file declare announce reach sign enter break impose pay"
)
"""Verbs that only carry a noun's act: "launched an attack", "no attack was reported"."""


def _modal(g: Grammar, k: int, marks: list[Reading]) -> None:
    aux = [x for x in g.kids[k] if g.base(x) == "aux"]
    for x in aux:
        lemma = g.form(x).lower()
        if lemma in ("will", "shall", "'ll", "’ll", "wo", "won"):
            marks.append(Reading("future", f"{lemma}"))
        elif lemma in ("would", "'d", "’d"):
            # "said it would withdraw" tells of the future from the past; elsewhere it is a condition
            under = g.base(k) in ("ccomp", "conj") and not any(
                g.lemma(y) == "if" for y in g.sentence_words(k)
            )
            perfect = any(g.lemma(y) == "have" for y in aux)
            marks.append(Reading("future" if under and not perfect else "hypothetical", lemma))
        elif lemma in MODALS:
            marks.append(Reading("hypothetical", lemma))
    if g.lemma(k) == "go" and g.has(k, "VerbForm=Part"):
        marks.append(Reading("future", "going to"))


def _local(g: Grammar, i: int, noun: bool, marks: list[Reading]) -> None:
    for k in g.kids[i]:
        lemma = g.lemma(k)
        base = g.base(k)
        denies = lemma in DENIES or (lemma == "longer" and any(g.lemma(m) == "no" for m in g.kids[k]))
        if denies and base in ("advmod", "det", "cc:preconj"):
            # "not only shelled but stormed" denies nothing
            after = (*g.kids[k], k + 1)
            if not (lemma == "not" and any(g.lemma(m) == "only" for m in after if m < len(g.words))):
                marks.append(Reading("negated", lemma))
        if base in ("case", "mark") and lemma == "without":
            marks.append(Reading("negated", "without"))
        if base == "mark" and lemma in CONDITIONS:
            marks.append(Reading("hypothetical", f"under {lemma!r}"))
        if noun and base == "amod" and lemma in COMING:
            marks.append(Reading("hypothetical" if lemma in COMING_HYPOTHETICAL else "future", lemma))
        if base == "advmod" and lemma in ("possibly", "perhaps", "maybe", "potentially"):
            marks.append(Reading("hypothetical", lemma))
        if (
            base in ("obj", "nsubj")
            and any(
                g.form(m).lower() in ("no", "neither") and g.base(m) in ("det", "cc", "advmod")
                for m in g.kids[k]
            )
            and not noun
        ):
            marks.append(Reading("negated", "no"))  # "offered no compensation", "no one was arrested"
    if not noun:
        _modal(g, i, marks)


LONG_AGO = 1990
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_OLD = re.compile(
    r"\b(century|centuries|decades? ago|years ago|1[89]\d0s|20\d0s|world war|cold war|ancient|medieval)\b",
    re.I,
)


def date_kind(text: str, year: int | None, known: bool = False) -> str:
    """ "historical" if a time expression lies over a year before the text, "future" if it lies ahead, else "".

    year: of the document's date, None if unknown; then only wording that itself looks back counts.
    """
    low = text.lower()
    years = [int(y) for y in _YEAR.findall(text)]
    if years and max(years) < LONG_AGO:
        return "historical"  # whenever the text was written
    if years and year is not None:
        if max(years) < year - 1:
            return "historical"
        if min(years) > year:
            return "future"
        return ""
    m = re.search(
        r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|some)\s+(years|decades|centuries)\s+(ago|earlier|before)",
        low,
    )
    if m:
        return "historical"
    if _OLD.search(low) and "ago" not in low:
        return "historical"
    if low.startswith(("next ", "tomorrow", "coming ", "the coming")):
        return "future"
    return ""
