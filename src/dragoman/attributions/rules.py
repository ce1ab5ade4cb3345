"""Attributions by rule, over a Universal Dependencies parse; they stand alone where no model has spoken.

Every rule gives `Draft`s: spans of source, cue and content with the word that heads the cue. Spans are
exact stretches of the text; nothing is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Cue, Lexicon
from dragoman.attributions.quotes import Quotation, paragraphs, spoken
from dragoman.records import AttributionKind, Span, hull

__all__ = ["Draft", "Reader", "kind_of", "share", "tidy"]

_FOLLOW = frozenset({"of", "as", "for", "over", "with", "to", "into", "on", "from", "that", "against"})
_LIGHT = frozenset(
    [
        "make",
        "issue",
        "give",
        "repeat",
        "release",
        "express",
        "voice",
        "raise",
        "have",
        "deliver",
        "utter",
        "offer",
        "reject",
        "deny",
    ]
)
_ASPECT = frozenset(["go", "continue", "keep", "start", "begin"])
_VENUES = frozenset(
    [
        "statement",
        "interview",
        "speech",
        "tweet",
        "email",
        "e-mail",
        "letter",
        "report",
        "post",
        "message",
        "memo",
        "press",
        "conference",
        "briefing",
        "release",
        "remark",
        "address",
        "article",
        "column",
        "essay",
        "book",
        "op-ed",
        "editorial",
        "testimony",
        "video",
        "message",
        "telegram",
        "communique",
        "communiqué",
        "announcement",
    ]
)
_SELF = frozenset({"i", "we"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tonight",
        "tomorrow",
        "then",
        "now",
        "when",
        "here",
        "there",
    ]
)
_CLOSERS = "”\"’'»"


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution on its way: spans, the word that heads its cue, and where it comes from."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    head: int | None = None
    """Word that heads the cue (or the source, for a cue without a verb)."""
    source_head: int | None = None
    addressee: Span | None = None
    stance: str | None = None
    score: float = 0.9
    because: str = ""
    carrier: int | None = None
    """Head word of the cue of the draft that carries this one on, where grammar says so."""
    hand: bool = False
    """True for a hand that has no words of its own: it only passes a claim on."""
    firm: bool = False
    """True where grammar leaves no doubt and a model's reading of the same cue gives way ("was quoted as saying")."""


def kind_of(text: str, content: Sequence[Span], quotes: Iterable[Quotation]) -> AttributionKind:
    """`direct` if all of the content stands in quotation marks, `mixed` if a part does, else `indirect`."""
    quoted = [part for q in quotes for part in q.parts]
    inside = total = 0
    for span in content:
        for at in range(span.begin, span.end):
            if text[at].isalnum():
                total += 1
                inside += any(part.begin <= at < part.end for part in quoted)
    if not total or not inside:
        return "indirect"
    return "direct" if inside == total else "mixed"


def tidy(text: str, span: Span) -> Span | None:
    """`span` without white space and without a comma or full stop at its end that stands outside quotation marks."""
    begin, end = span
    while begin < end and (text[begin].isspace() or text[begin] in ",;:.–—"):
        begin += 1
    while begin < end and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    # A full stop stays after an initial or an abbreviation ("U.S.", "a.m."): those hold another stop or a capital.
    if (
        end - begin > 1
        and text[end - 1] == "."
        and not re.search(
            r"(?:\b[A-Za-z]\.[A-Za-z]|\b[A-Z]|\.\.)\.$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|etc|No)\.$", text[begin:end]
        )
    ):
        end -= 1
    return Span(begin, end) if begin < end and any(c.isalnum() for c in text[begin:end]) else None


class Reader:
    """The rules, over one parse."""

    def __init__(self, grammar: Grammar, quotes: Sequence[Quotation], lexicon: Lexicon, text: str) -> None:
        self.g, self.lexicon, self.text = grammar, lexicon, text
        self.quotes = [q for q in quotes if spoken(text, q)]
        self.paragraphs = paragraphs(text)
        self._used: set[int] = set()

    def drafts(self) -> list[Draft]:
        """All drafts, in the order of their first character."""
        found: list[Draft] = []
        for i in range(len(self.g.words)):
            found.extend(self._at(i))
        found.extend(self._quotations(found))
        found = _one_for_each_cue(d for d in (self._full_quotes(d) for d in found) if d.content)
        return sorted(found, key=lambda d: hull([*d.source, *d.cue, *d.content]))

    # -- one word -----------------------------------------------------------------------------------

    def _at(self, i: int) -> list[Draft]:
        g = self.g
        if g.lower[i] == "according":
            return self._according(i)
        pos = g.words[i].pos
        if pos in ("VERB", "AUX", "ADJ"):
            cue = self.cue_at(i)
            return self._verbal(i, cue) if cue is not None else []
        if pos == "NOUN" and g.lemma[i] in self.lexicon.nouns:
            return self._nominal(i)
        return []

    def cue_at(self, i: int) -> Cue | None:
        """The cue that word `i` heads, with its particle if it has one."""
        g, cues = self.g, self.lexicon.cues
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

    # -- verbs --------------------------------------------------------------------------------------

    def _verbal(self, i: int, cue: Cue) -> list[Draft]:
        g = self.g
        if cue.lemma in ("quote", "cite", "paraphrase"):
            return self._quoting(i, cue)
        if (
            g.rel[i] in ("advcl", "xcomp", "obl")
            and g.head[i] >= 0
            and g.lemma[g.head[i]] in ("quote", "cite")
            and g.passive(g.head[i])
        ):
            return []  # taken up with "was quoted"
        passive = g.passive(i)
        source = self.source_of(i)
        obj = g.kid(i, "obj")
        iobj = g.kid(i, "iobj")
        frames = cue.frames
        clause = self._clause(i) if frames & {"clause", "quote"} else None
        addressee: int | None = None
        content: list[int] = []
        extra: list[int] = []
        rule = ""
        if clause is not None and "clause" not in frames and not self._quoted(clause):
            clause = None  # "he went on": a clause under it is his words only in quotation marks
        if clause is not None:
            content, rule = clause, "clause"
            if "tell" in frames:
                addressee = iobj if iobj is not None else obj
                if addressee is None and passive:
                    addressee = g.kid(i, "nsubj")
        elif passive and frames & {"about", "clause", "infinitive", "tell"}:
            return self._passive(i, cue, source)
        if not content and "infinitive" in frames:
            x = self._infinitive(i)
            if x is not None:
                content, rule = g.subtree(x), "infinitive"
        if not content and "about" in frames and obj is not None:
            extra = self._follow(i, obj)
            if extra:
                content, rule = sorted([*g.subtree(obj), *extra]), "about"
        if not content and "tell" in frames and obj is not None:
            x = self._infinitive(i)
            if x is not None:
                content, addressee, rule = g.subtree(x), obj, "told to"
        if not content and "thing" in frames:
            thing = obj
            if thing is None and " " in cue.lemma:
                thing = next(
                    (
                        k
                        for k in g.kids(i, "obl")
                        if any(g.lower[c] == cue.lemma.split()[-1] for c in g.kids(k, "case"))
                    ),
                    None,
                )
            if thing is not None and g.lower[thing] not in _RELATIVE and not passive:
                case = g.kids(thing, "case")
                content, rule = sorted([*g.subtree(thing, without=case), *self._follow(i, thing)]), "thing"
        if not content and frames & {"thing", "infinitive"}:
            gerund = next(
                (k for k in g.kids(i, "xcomp", "ccomp") if k > i and g.lower[k].endswith("ing")), None
            )
            if gerund is not None:
                content, rule = g.subtree(gerund), "gerund"
        if not content and "shown" in frames and obj is not None and source and self._is_document(source[0]):
            content, rule = sorted([*g.subtree(obj), *self._follow(i, obj, wide=True)]), "shown"
        if not content:
            return []
        if source is None or not source[1]:
            if rule not in ("clause", "infinitive", "gerund") or g.rel[i] in ("amod", "compound"):
                return []
            if rule == "clause" and g.kid(i, "nsubj") is None and not passive and not self._has_expletive(i):
                return []
        if (
            source
            and g.lower[source[0]] in _SELF
            and not self._in_quote(source[0])
            and rule not in ("clause",)
        ):
            return []  # the author's own words are not coded
        stance = self.lexicon.stances[cue.stance]
        if (
            source
            and g.lower[source[0]] in (*_SELF, "you", "let")
            and stance.kind in ("thought", "intention")
        ):
            return []
        if addressee is None and stance.kind == "speech":
            addressee = (
                next(
                    (
                        k
                        for k in g.kids(i, "obl")
                        if any(g.lower[c] == "to" for c in g.kids(k, "case"))
                        and g.words[k].pos in ("NOUN", "PROPN", "PRON")
                    ),
                    None,
                )
                if rule == "clause"
                else addressee
            )
        cue_words = self.cue_words(i, cue)
        up = g.head[i]
        firm = (
            up >= 0
            and g.lemma[up] in ("quote", "cite")
            and any(g.lower[m] == "as" for m in g.kids(i, "mark", "case"))
        )
        drafts = self._draft(
            source,
            cue_words,
            content,
            i,
            addressee,
            cue.stance,
            f"rule {rule}: {cue.lemma}",
            score=0.9 if rule == "clause" else 0.75,
        )
        return [replace(d, firm=True) for d in drafts] if firm else drafts

    def source_of(self, i: int) -> tuple[int, list[int]] | None:
        """(head, words) of whoever the verb `i` credits; None where nobody is named."""
        g = self.g
        if g.passive(i):
            for k in g.kids(i, "obl"):
                cases = g.kids(k, "case")
                if any(g.lower[c] == "by" for c in cases):
                    return k, self._source_phrase(k, [*cases, i])
            return None
        seen: set[int] = set()
        at = i
        while at >= 0 and at not in seen:
            seen.add(at)
            subject = next(
                (
                    k
                    for k in g.kids(at, "nsubj")
                    if g.dep[k] != "nsubj:outer" or len(g.kids(at, "nsubj")) == 1
                ),
                None,
            )
            if subject is not None:
                if g.lower[subject] in ("it", "there") and self._has_expletive(at):
                    return None
                return subject, self._source_phrase(subject, [i])
            rel = g.rel[at]
            up = g.head[at]
            if up < 0:
                return None
            if g.dep[at].startswith("acl"):
                # "officials warning that ..." speak; "the time to warn that ..." does not.
                speaks = g.dep[at].endswith("relcl") or g.lower[at].endswith("ing")
                if speaks and g.words[up].pos in ("NOUN", "PROPN", "PRON"):
                    return up, self._source_phrase(up, [at])
                return None
            if rel == "conj" and g.words[at].pos in ("VERB", "ADJ", "AUX"):
                at = up
            elif rel in ("advcl", "xcomp"):
                owner = g.kid(up, "obj")
                if (
                    rel == "xcomp"
                    and owner is not None
                    and g.lemma[up] not in ("use", "take", "hold", "give")
                ):
                    return owner, self._source_phrase(owner, [at])
                if (
                    rel == "advcl"
                    and g.lemma[up] in ("quote", "cite")
                    and any(g.lower[m] == "as" for m in g.kids(at, "mark", "case"))
                ):
                    quoted = g.kid(up, "nsubj") if g.passive(up) else g.kid(up, "obj", "iobj")
                    return (quoted, self._source_phrase(quoted, [at])) if quoted is not None else None
                if rel == "advcl" and g.finite(at):
                    return None
                if g.passive(up):
                    subject = g.kid(up, "nsubj")
                    return (subject, self._source_phrase(subject, [at])) if subject is not None else None
                at = up
            else:
                return None
        return None

    def _source_phrase(self, head: int, without: Iterable[int]) -> list[int]:
        g = self.g
        stop = list(without)
        for k in g.children[head]:
            # ", emphasising that ..." after a name is a cue of its own, not a part of the name.
            if g.dep[k].startswith("acl") and g.lower[k].endswith("ing") and k > 0 and g.forms[k - 1] == ",":
                stop.append(k)
            if g.rel[k] in ("parataxis", "advcl", "dep", "cop", "mark") or (
                g.rel[k] == "punct" and g.forms[k] in '“"”'
            ):
                stop.append(k)
            if g.rel[k] in ("case", "cc"):
                stop.append(k)
            if (
                g.rel[k] in ("acl", "nmod")
                and g.lower[k].endswith("ing")
                and g.kid(k, "mark", "case") is not None
            ):
                stop.append(k)  # "said X in describing ...": not a part of X
            if g.rel[k] == "nsubj":
                stop.append(k)
        words = g.phrase(head, stop)
        # One stretch only: stay with the run that holds the head.
        for run in g.pieces(words, [w for w in stop if w != head]):
            if head in run:
                return list(range(run[0], run[-1] + 1))
        return [head]

    def cue_words(self, i: int, cue: Cue | None = None) -> list[int]:
        """The whole verb group of `i`: auxiliaries, adverbs before it, particles, and what belongs to it."""
        g = self.g
        group = {i}
        for k in g.children[i]:
            if (
                g.rel[k] in ("aux", "cop")
                or g.dep[k] == "compound:prt"
                or (
                    g.rel[k] == "advmod"
                    and k < i
                    and i - k <= 4
                    and g.lower[k] not in _DAYS
                    and not g.children[k]
                    and "PronType=Int" not in g.words[k].feats
                )
            ):
                group.add(k)
        if cue is not None and " " in cue.lemma:
            last = cue.lemma.split()[-1]
            for k in range(i + 1, min(i + 6, len(g.words))):
                if g.lower[k] == last:
                    if k == i + 1 or cue.lemma in ("call for", "call on", "call upon", "point to"):
                        group.add(k)
                    break
        up = g.head[i]
        if g.rel[i] == "xcomp" and up >= 0 and up < i and i - up <= 4 and g.kid(up, "obj") is None:
            group.update(range(up, i))
            group.update(self.cue_words(up))
        if g.rel[i] == "advcl" and up >= 0 and g.lemma[up] == "quote" and g.passive(up):
            group.update(range(up, i))
            group.update(self.cue_words(up))
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
        if venue is not None:
            words = [w for w in g.subtree(venue) if w <= venue]
            if words[0] == i + 1:
                group.update(words)
        run = sorted(group)
        # A cue is one stretch: what stands apart from the verb (a subject between them) is left out.
        while run[0] < i and any(w not in group for w in range(run[0], i)):
            run = run[1:]
        while run[-1] > i and any(w not in group for w in range(i, run[-1])):
            run = run[:-1]
        return run

    def _clause(self, i: int) -> list[int] | None:
        """Words of what is said by verb `i` as a clause of its own, before or behind it."""
        g = self.g
        clauses = [k for k in g.kids(i, "ccomp") if k != i]
        if clauses:
            words: list[int] = []
            for k in clauses:
                # What follows a semicolon is the writer's again, unless quotation marks hold it together.
                later = [
                    p
                    for p in g.kids(k, "parataxis")
                    if p > k and any(g.forms[w] == ";" for w in range(k, p)) and not self._in_quote(p)
                ]
                words.extend(g.subtree(k, without=later))
            return sorted(words)
        behind = self._that_clause(i)
        if behind:
            return behind
        if self._interposed(i):
            # "X, he said" and "X said Y, Z reported": the clause it hangs on is the content.
            return g.subtree(g.head[i], without=[i])
        told = [k for k in g.kids(i, "parataxis") if k > i and g.kid(k, "nsubj") is not None]
        if told and any(g.forms[w] == ":" for w in range(i, told[0])):
            return g.subtree(told[0])
        if (
            g.rel[i] == "advcl"
            and g.lower[g.kid(i, "mark", "advmod") or i] == "as"
            and g.kid(i, "nsubj") is not None
        ):
            host = g.head[i]
            if host >= 0 and g.kid(i, "obj", "xcomp") is None:
                return g.subtree(host, without=[i])
        return None

    def _that_clause(self, i: int) -> list[int]:
        """The clause behind a "that" that stands right behind the verb (or behind whom it tells), if the parse hung
        it elsewhere: "said families had reported that relatives were held"."""
        g = self.g
        cue = self.cue_at(i)
        if cue is None or "clause" not in cue.frames:
            return []
        reach = 6 if "tell" in cue.frames else 1
        for w in range(i + 1, min(i + 1 + reach, len(g.words))):
            if g.lower[w] == "that" and g.rel[w] == "mark":
                head = g.head[w]
                return [k for k in g.subtree(head) if k >= w] if head > w else []
            if g.words[w].pos in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
                return []
        return []

    def _interposed(self, i: int) -> bool:
        """True if verb `i` with its subject is set beside or into a clause by commas."""
        g = self.g
        if g.head[i] < 0 or g.rel[i] not in ("parataxis", "discourse", "advcl", "conj", "dep"):
            return False
        subject = g.kid(i, "nsubj")
        if subject is None:
            return g.rel[i] == "parataxis" and g.passive(i)
        if g.rel[i] == "parataxis":
            return True
        # Parsers often take such a clause for an adverbial one; without a mark, behind a comma, it is none.
        first = min(g.subtree(i))
        return (
            g.kid(i, "mark", "cc") is None
            and g.head[i] < i
            and first > 0
            and (g.forms[first] == "," or g.forms[first - 1] == ",")
        )

    def _infinitive(self, i: int) -> int | None:
        g = self.g
        return next(
            (k for k in g.kids(i, "xcomp") if any(g.lower[m] == "to" for m in g.kids(k, "mark"))),
            None,
        )

    def _follow(self, i: int, obj: int, *, wide: bool = False) -> list[int]:
        """Words behind the object that say what is said of it ("of shelling ...", "as reckless", "to leave")."""
        g = self.g
        words: list[int] = []
        for k in g.children[i]:
            if k <= obj:
                continue
            marks = [g.lower[m] for m in g.kids(k, "case", "mark")]
            if g.rel[k] in ("xcomp", "ccomp") or (
                g.rel[k] in ("advcl", "obl") and any(m in _FOLLOW for m in marks)
            ):
                if wide and g.rel[k] == "obl":
                    continue
                if (
                    g.rel[k] == "advcl"
                    and marks
                    and marks[0] in ("that", "to")
                    and "about" not in marks
                    and g.lemma[k] == "be"
                ):
                    continue
                words.extend(g.subtree(k))
        return words

    def _passive(self, i: int, cue: Cue, source: tuple[int, list[int]] | None) -> list[Draft]:
        """ "is believed to be in Aleppo", "was accused of looting": the subject belongs to what is said."""
        g = self.g
        subject = g.kid(i, "nsubj")
        rest: list[int] = []
        for k in g.children[i]:
            marks = [g.lower[m] for m in g.kids(k, "case", "mark")]
            if g.rel[k] in ("xcomp", "ccomp") or (
                k > i and g.rel[k] in ("advcl", "obl") and any(m in ("of", "as", "for", "to") for m in marks)
            ):
                rest.extend(g.subtree(k))
        if subject is None or not rest:
            return []
        content = [*g.phrase(subject), *rest]
        return self._draft(
            source,
            self.cue_words(i, cue),
            content,
            i,
            None,
            cue.stance,
            f"rule passive: {cue.lemma}",
            score=0.6,
        )

    def _quoting(self, i: int, cue: Cue) -> list[Draft]:
        """ "quoted X as saying C" and "X was quoted by Y as saying C"."""
        g = self.g
        saying = next(
            (
                k
                for k in g.children[i]
                if g.rel[k] in ("advcl", "xcomp", "obl", "acl")
                and any(g.lower[m] == "as" for m in g.kids(k, "mark", "case"))
                and self.cue_at(k) is not None
            ),
            None,
        )
        if saying is None:
            obj = g.kid(i, "obj")
            saying = (
                next(
                    (
                        k
                        for k in g.kids(obj, "acl", "advcl")
                        if self.cue_at(k) is not None
                        and any(g.lower[m] == "as" for m in g.kids(k, "mark", "case"))
                    ),
                    None,
                )
                if obj is not None
                else None
            )
        if saying is not None and g.passive(i):
            agent = self.source_of(i)
            if agent is None:
                by = next(
                    (k for k in g.kids(saying, "obl") if any(g.lower[c] == "by" for c in g.kids(k, "case"))),
                    None,
                )
                if by is not None:
                    agent = (by, self._source_phrase(by, g.kids(by, "case")))
            spoken_by = g.kid(i, "nsubj")
            clause = self._clause(saying)
            if clause is None and self._interposed(i):
                clause = g.subtree(g.head[i], without=[i])
            if clause is None:
                clause = next((g.subtree(k) for k in g.kids(i, "ccomp")), None)
            if clause is None or spoken_by is None:
                return []
            drafts = self._draft(
                (spoken_by, self._source_phrase(spoken_by, [i])), self._quoted_cue(i, saying), clause, i, None,
                "quote", "rule quoted as saying", score=0.95,
            )  # fmt: skip
            drafts = [replace(d, firm=True) for d in drafts]
            if agent is not None and drafts:
                # Y hands on what X said: same content, no cue of its own beside "quoted ... as saying".
                drafts.append(
                    Draft(
                        (self._source_span(agent[1]),), (), drafts[0].content, None, agent[0], None, "quote", 0.9,
                        "rule quoted by", hand=True,
                    )
                )  # fmt: skip
            return drafts
        if saying is None or g.passive(i):
            return []
        obj = g.kid(i, "obj", "iobj")
        source = self.source_of(i)
        if obj is None or source is None:
            return []
        content = sorted({*g.subtree(obj), *g.subtree(saying)})
        return self._draft(
            source, self.cue_words(i), content, i, None, "quote", "rule quoted as saying", score=0.9
        )

    def _quoted_cue(self, i: int, saying: int) -> list[int]:
        words = sorted({*self.cue_words(i), *range(i, saying + 1)})
        return words if saying - i <= 2 else self.cue_words(i)

    # -- nouns and prepositions ---------------------------------------------------------------------

    def _nominal(self, i: int) -> list[Draft]:
        """ "Moscow's claim that ...", "a warning from the minister that ..."."""
        g = self.g
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
        owner = next((k for k in g.children[i] if g.dep[k] == "nmod:poss"), None)
        if owner is None:
            owner = next(
                (
                    k
                    for k in g.kids(i, "nmod")
                    if any(g.lower[c] in ("by", "from", "of") for c in g.kids(k, "case"))
                    and g.words[k].pos in ("PROPN", "NOUN", "PRON")
                ),
                None,
            )
        cue = [
            w
            for w in g.subtree(i, without=[clause, *([owner] if owner is not None else [])])
            if g.rel[w] not in ("punct", "case") and abs(w - i) <= 3 and w <= i
        ]
        if owner is not None:
            source: tuple[int, list[int]] | None = (
                owner,
                [w for w in self._source_phrase(owner, [i, clause]) if g.lower[w] not in ("'s", "’s")],
            )
        else:
            verb = g.head[i]
            if verb < 0 or g.lemma[verb] not in _LIGHT or g.rel[i] != "obj":
                return []
            source = self.source_of(verb)
            cue = [*self.cue_words(verb), *range(verb + 1, i + 1)]
        if source is None or not source[1]:
            return []
        cue = [w for w in cue if w not in source[1] and g.rel[w] != "det"] or [i]
        return self._draft(
            source,
            cue,
            g.subtree(clause),
            i,
            None,
            self.lexicon.nouns[g.lemma[i]],
            f"rule noun: {g.lemma[i]}",
            score=0.75,
        )

    def _according(self, i: int) -> list[Draft]:
        g = self.g
        sentence = g.sentence_words(i)
        if i + 2 >= len(g.words) or g.lower[i + 1] != "to" or sentence[-1] < i + 2:
            return []
        segment: list[int] = []
        for w in range(i + 2, sentence[-1] + 1):
            if g.rel[w] == "punct" and g.forms[w] in ',;.:–—()“”"':
                break
            segment.append(w)
        if not segment:
            return []
        # The noun right behind "to" is the source, wherever the parse hung the preposition.
        noun = g.head[i] if g.head[i] in segment else g.top(segment)
        source = self._source_phrase(noun, [i, i + 1])
        source = [w for w in source if w >= i + 2]
        if not source or source[0] > i + 3:
            source = segment
        inside = {i, i + 1, *g.subtree(noun, without=[w for w in g.children[noun] if w < i]), *segment}
        at = noun
        while g.head[at] in inside and g.head[at] not in (at, noun):
            at = g.head[at]
        host = g.head[at]
        if host < 0 or host in inside:
            host = next((w for w in sentence if g.head[w] < 0), -1)
        if host < 0:
            return []
        # A noun inside the clause may have caught the phrase: what is credited is the clause.
        while (
            g.words[host].pos not in ("VERB", "AUX", "ADJ")
            and g.kid(host, "cop") is None
            and g.head[host] in sentence
        ):
            host = g.head[host]
        clause = self._clause(host) if self.cue_at(host) is not None else None
        if clause is not None and not self._quoted(clause):
            clause = None
        content = clause if clause is not None else g.subtree(host)
        content = [w for w in content if w not in source and w not in (i, i + 1)]
        behind_that = i >= 2 and (
            g.lower[i - 1] == "that" or (g.forms[i - 1] == "," and g.lower[i - 2] == "that")
        )
        if behind_that and source[-1] + 1 < len(g.words):
            mark = i - 1 if g.lower[i - 1] == "that" else i - 2
            clause_head = g.head[mark]
            content = [w for w in g.subtree(clause_head) if w > source[-1]] if clause_head >= 0 else []
        elif i == sentence[0] or (g.forms[i - 1] in '“"' and i - 1 == sentence[0]):
            content = [w for w in content if w > source[-1]]
        elif clause is None:
            # Behind the clause: what follows the source ("..., according to X, but Y") belongs to it no more.
            content = [w for w in content if w < i]
        return self._draft(
            (noun, source), [i, i + 1], content, i, None, "say", "rule according to", score=0.95
        )

    # -- quotations without a clause of grammar -----------------------------------------------------

    def _quotations(self, found: list[Draft]) -> list[Draft]:
        """Quotations that no rule has taken up: a cue beside them, a colon before them, a speaker in the sentence before."""
        drafts: list[Draft] = []
        last: tuple[int, int] | None = (
            None  # (index in `drafts` or in `found` + a mark, paragraph) of the last speaker
        )
        for quotation in self.quotes:
            span = quotation.span
            owner = next(
                (
                    n
                    for n, d in enumerate(found)
                    if d.cue
                    and not any(span.covers(c) for c in d.cue)
                    and any(c.overlaps(span) and share(c, span) > 0.5 for c in d.content)
                ),
                None,
            )
            where = self._paragraph_at(span.begin)
            if owner is not None:
                last = (owner, where)
                continue
            draft = self._beside(quotation)
            if draft is not None:
                drafts.append(draft)
                last = (-len(drafts), where)
            elif (
                last is not None
                and self._alone(quotation)
                and (where == last[1] or (where == last[1] + 1 and self._whole_paragraph(quotation)))
            ):
                # The speaker of the quotation before goes on.
                n, _ = last
                speaker = found[n] if n >= 0 else drafts[-n - 1]
                longer = replace(speaker, content=(*speaker.content, *quotation.parts))
                if n >= 0:
                    found[n] = longer
                else:
                    drafts[-n - 1] = longer
                last = (n, self._paragraph_at(span.end - 1))
            else:
                signed = self._signed(quotation)
                if signed is not None:
                    drafts.append(signed)
        return drafts

    def _beside(self, quotation: Quotation) -> Draft | None:
        g, span = self.g, quotation.span
        after = self._sentence_rest(span.end)
        gap_limit = 12
        for n, w in enumerate(after[:gap_limit]):
            if g.words[w].pos in ("VERB", "AUX"):
                cue = self.cue_at(w)
                if cue is None or not (cue.frames & {"quote"}):
                    if g.words[w].pos == "VERB" and g.lemma[w] not in _ASPECT:
                        break
                    continue
                source = self.source_of(w)
                if source is None or any(span.covers(g.words[k].span) for k in source[1]):
                    before = [
                        k for k in after[:n] if g.rel[k] not in ("punct",) and k < w and g.rel[k] != "aux"
                    ]
                    behind = [k for k in after[n + 1 :] if g.words[k].pos in ("PROPN", "NOUN", "PRON")]
                    if before:
                        source = (g.top(before), before)
                    elif behind and behind[0] - w <= 3:
                        source = (behind[0], g.trim([k for k in g.subtree(behind[0]) if k >= w + 1]))
                    else:
                        return None
                return self._quote_draft(quotation, source, w, cue, "rule quotation before cue")
        before = self._sentence_start(span.begin)
        if not before:
            before = self._colon_paragraph(span.begin) or []
        # The cue nearest before the quotation; a colon may stand far from it, anything else not.
        colon = bool(before) and g.forms[before[-1]] == ":"
        for n, w in enumerate(reversed(before)):
            if n > (18 if colon else 6):
                break
            if g.words[w].pos in ("VERB", "AUX"):
                cue = self.cue_at(w)
                if cue is None or not (cue.frames & {"quote"}):
                    if g.words[w].pos == "VERB" and not colon:
                        break
                    continue
                source = self.source_of(w)
                if source is None:
                    return None
                return self._quote_draft(quotation, source, w, cue, "rule cue before quotation")
        return None

    def _quote_draft(
        self, quotation: Quotation, source: tuple[int, list[int]], w: int, cue: Cue, because: str
    ) -> Draft | None:
        g = self.g
        words = [k for k in source[1] if not quotation.span.overlaps(g.words[k].span)]
        if not words:
            return None
        source_span = self._source_span(words)
        addressee = None
        if "tell" in cue.frames:
            who = g.kid(w, "iobj", "obj")
            if who is not None and not quotation.span.overlaps(g.words[who].span):
                addressee = self._addressee_span(who, w)
        cue_words = [
            k
            for k in self.cue_words(w, cue)
            if not quotation.span.overlaps(g.words[k].span) and k not in words
        ]
        if not cue_words:
            return None
        return Draft(
            (source_span,),
            (g.span(cue_words),),
            quotation.parts,
            w,
            source[0],
            addressee,
            cue.stance,
            0.85,
            f"{because}: {cue.lemma}",
        )

    def _signed(self, quotation: Quotation) -> Draft | None:
        """ "... from the region.” — Maryam Rajavi, President of ..." """
        g = self.g
        end = self.paragraphs[self._paragraph_at(quotation.span.end - 1)].end
        tail = self.text[quotation.span.end : end]
        match = re.match(r"\s*[—–-]{1,2}\s*(?=[A-Z])", tail)
        if not match:
            return None
        words = g.inside(Span(quotation.span.end + match.end(), end))
        if not words or len(words) > 40 or g.words[words[0]].pos != "PROPN":
            return None
        span = tidy(self.text, g.span(words))
        if span is None:
            return None
        return Draft((span,), (), quotation.parts, None, words[0], None, "say", 0.7, "rule signed quotation")

    def _full_quotes(self, draft: Draft) -> Draft:
        """Widen a content that is a part of a quotation to the whole quotation, if the cue stands outside it."""
        spans = list(draft.content)
        for quotation in self.quotes:
            outer = quotation.span
            if any(outer.overlaps(c) for c in (*draft.cue, *draft.source)):
                continue
            hits = [s for s in spans if s.overlaps(outer) and share(s, outer) > 0.3]
            if not hits:
                continue
            parts = [
                Span(
                    min(p.begin, *(h.begin for h in hits if h.overlaps(p)))
                    if any(h.overlaps(p) for h in hits)
                    else p.begin,
                    max(p.end, *(h.end for h in hits if h.overlaps(p)))
                    if any(h.overlaps(p) for h in hits)
                    else p.end,
                )
                for p in quotation.parts
            ]
            spans = [s for s in spans if s not in hits]
            spans.extend(parts)
        return replace(draft, content=_disjoint(spans))

    def citing(self, found: Sequence[Draft]) -> list[Draft]:
        """`found` with the hands behind "citing" and "quoting": "Reuters reported, citing officials".

        The officials' words reach us through Reuters. A content of `found` that swallowed the phrase is cut
        before it, and a draft that takes the officials for what is said is dropped.
        """
        g = self.g
        drafts = list(found)
        for i, lemma in enumerate(g.lemma):
            relative = i > 0 and g.lower[i - 1] in ("which", "who")
            if lemma not in ("cite", "quote") or not (g.lower[i] in ("citing", "quoting") or relative):
                continue
            words = self._cited(i)
            if not words or not self.is_speaker(g.top(words)):
                continue
            here = g.words[i].span
            sentence = g.sentence_at(here.begin)
            options = [
                n for n, d in enumerate(drafts)
                if d.head is not None and d.cue and not any(c.overlaps(here) for c in d.cue)
                and sentence is not None and sentence.covers(d.cue[0])
            ]  # fmt: skip
            if not options:
                continue
            before = [n for n in options if drafts[n].cue[0].begin < here.begin]
            carrier = drafts[
                max(before, key=lambda n: drafts[n].cue[0].begin)
                if before
                else min(options, key=lambda n: drafts[n].cue[0].begin)
            ]
            cut = g.span([i - 1 if relative else i, *words])
            head = carrier.head
            kept = []
            for d in drafts:
                if any(c.overlaps(here) for c in d.cue):
                    continue
                left = self._cut(d.content, cut)
                # "Radio Morava, citing the press office": the radio alone is the source.
                source = tuple(
                    Span(s.begin, max(s.begin, tidied.end))
                    for s in d.source
                    if s.begin < cut.begin
                    and (tidied := tidy(self.text, Span(s.begin, min(s.end, cut.begin)))) is not None
                )
                if left:
                    kept.append(replace(d, content=left, source=source or d.source))
            drafts = kept
            content = next((d.content for d in drafts if d.head == head and d.cue == carrier.cue), ())
            if content:
                drafts.append(
                    Draft(
                        (self._source_span(words),), (here,), content, i, g.top(words), None, "quote", 0.9,
                        f"rule {g.lower[i]}", carrier=head, firm=True,
                    )
                )  # fmt: skip
        return drafts

    def _cited(self, i: int) -> list[int]:
        """The phrase behind "citing", by position: parsers often hang the rest of the sentence on it."""
        g = self.g
        if any(g.lower[m] == "as" for k in g.children[i] for m in g.kids(k, "mark", "case")):
            return []
        words: list[int] = []
        for w in range(i + 1, len(g.words)):
            if g.words[w].sentence != g.words[i].sentence:
                break
            if (g.rel[w] == "punct" and g.forms[w] in ',;.:“”"()–—') or g.lower[w] in (
                "that",
                "as",
                "who",
                "which",
            ):
                break
            if g.words[w].pos in ("VERB", "AUX") and "VerbForm=Fin" in g.words[w].feats:
                break
            words.append(w)
        while words and g.words[words[-1]].pos in ("ADP", "ADV", "CCONJ", "SCONJ", "PUNCT"):
            words.pop()
        return words

    def told(self, draft: Draft) -> Draft:
        """`draft` with whoever is told taken out of its content, if its cue is one of telling."""
        g = self.g
        if draft.head is None or draft.hand:
            return draft
        addressee = draft.addressee
        if (
            addressee is None
            and "tell" in getattr(self.cue_at(draft.head), "frames", ())
            and not g.passive(draft.head)
        ):
            who = g.kid(draft.head, "iobj", "obj")
            if who is not None and who > draft.head:
                span = self._addressee_span(who, draft.head)
                if (
                    not any(span.overlaps(s) for s in (*draft.source, *draft.cue))
                    and span.end - span.begin <= 80
                ):
                    addressee = span
        if self.g.lemma[draft.head] in ("tell", "inform", "remind", "assure", "warn"):
            # By position: of "the daily Al-Sabil" a parse may hold the name alone.
            between = self._between(draft)
            if between is not None and (addressee is None or between.covers(addressee)):
                addressee = between
        if addressee is None:
            return draft
        content = self._cut(draft.content, addressee)
        if not content:
            return replace(draft, addressee=None)
        return replace(draft, addressee=addressee, content=content)

    def _between(self, draft: Draft) -> Span | None:
        """The phrase between a verb of telling and the "that" of its content, where the parse lost it."""
        g = self.g
        if draft.head is None or draft.head + 1 >= len(g.words):
            return None
        words: list[int] = []
        for w in range(draft.head + 1, min(draft.head + 18, len(g.words))):
            if g.lower[w] == "that" or (g.rel[w] == "punct" and g.forms[w] in ',.;:“”"'):
                break
            if g.words[w].pos in ("VERB", "AUX") and "VerbForm=Fin" in g.words[w].feats:
                return None
            if words and g.lower[w] in ("earlier", "last", "this", "later", "recently", *_DAYS):
                break
            words.append(w)
        closed = (
            words
            and words[-1] + 1 < len(g.words)
            and g.lower[words[-1] + 1]
            in ("that", ",", ".", "earlier", "last", "this", "later", "recently", *_DAYS)
        )
        if not closed or not any(g.words[w].pos in ("NOUN", "PROPN", "PRON") for w in words):
            return None
        while g.words[words[-1]].pos in ("ADP", "ADV"):
            words.pop()
        prepositions = [n for n, w in enumerate(words) if g.words[w].pos == "ADP" and n > 0]
        span = g.span(
            words[: prepositions[0]]
            if prepositions and g.lower[words[prepositions[0]]] in ("on", "in", "at", "after", "by")
            else words
        )
        return None if any(span.overlaps(s) for s in (*draft.source, *draft.cue)) else span

    def _cut(self, content: Sequence[Span], out: Span) -> tuple[Span, ...]:
        left: list[Span] = []
        for span in content:
            if not span.overlaps(out):
                left.append(span)
                continue
            for piece in (
                Span(span.begin, min(span.end, out.begin)),
                Span(max(span.begin, out.end), span.end),
            ):
                tidied = tidy(self.text, piece) if piece.begin < piece.end else None
                if tidied is not None:
                    left.append(tidied)
        return tuple(left)

    # -- helpers ------------------------------------------------------------------------------------

    def is_speaker(self, i: int) -> bool:
        """True if the phrase headed by `i` can speak: people, bodies, media, documents; not a reason or a number."""
        g, lexicon = self.g, self.lexicon
        if g.words[i].pos == "PROPN":
            return True
        if g.words[i].pos != "NOUN":
            return g.lower[i] in ("they", "he", "she", "him", "her", "them")
        lemma = g.lemma[i]
        known = (
            lexicon.document,
            lexicon.anonymous,
            lexicon.collective,
            lexicon.medium,
            lexicon.mouthpiece,
            lexicon.body,
        )
        return any(lemma in words for words in known)

    def _is_document(self, head: int) -> bool:
        return self.g.lemma[head] in self.lexicon.document

    def _has_expletive(self, i: int) -> bool:
        return self.g.kid(i, "expl") is not None or any(
            self.g.lower[k] == "it" and self.g.dep[k] == "expl" for k in self.g.children[i]
        )

    def _quoted(self, words: Sequence[int]) -> bool:
        return bool(words) and any(q.span.overlaps(self.g.span(words)) for q in self.quotes)

    def _addressee_span(self, head: int, cue: int) -> Span:
        """The phrase of whoever is told; on the far side of the cue from it stands nothing of theirs."""
        words = self.g.phrase(head, self.g.kids(head, "case"))
        return self.g.span([w for w in words if (w > cue) == (head > cue)] or [head])

    def _in_quote(self, i: int) -> bool:
        span = self.g.words[i].span
        return any(q.span.covers(span) for q in self.quotes)

    def _draft(
        self, source: tuple[int, list[int]] | None, cue: Sequence[int], content: Sequence[int], head: int, addressee: int | None,
        stance: str | None, because: str, *, score: float, hand: bool = False,
    ) -> list[Draft]:  # fmt: skip
        g = self.g
        source_words = source[1] if source else []
        outside = {*source_words, *cue}
        if addressee is not None:
            outside.update(g.subtree(addressee))
        spans = []
        for run in g.pieces([w for w in content if w not in outside], outside):
            span = tidy(self.text, self._with_marks(g.span(run)))
            if span is not None and any(g.rel[w] not in ("punct", "cc") for w in run):
                spans.append(span)
        blocked = [g.words[w].span for w in outside]
        spans = [s for s in spans if not any(s.overlaps(b) for b in blocked)]
        if not spans:
            return []
        return [
            Draft(
                (self._source_span(source_words),) if source_words else (),
                (g.span(cue),) if cue else (),
                _disjoint(spans),
                head,
                source[0] if source else None,
                self._addressee_span(addressee, head) if addressee is not None else None,
                stance, score, because, hand=hand,
            )
        ]  # fmt: skip

    def _source_span(self, words: Sequence[int]) -> Span:
        """The phrase; a comma that closes an apposition inside it belongs to it ("Jan Roe, the envoy, said")."""
        span = self.g.span(words)
        span = tidy(self.text, span) or span
        inner = self.text[span.begin : span.end]
        behind = words[-1] + 1
        if (
            "," in inner
            and behind < len(self.g.words)
            and self.g.forms[behind] == ","
            and any(self.g.rel[w] in ("appos", "acl") for w in words)
        ):
            return Span(span.begin, self.g.words[behind].span.end)
        return span

    def _with_marks(self, span: Span) -> Span:
        """`span` with quotation marks that stand at its edges."""
        begin, end = span
        text = self.text
        for quotation in self.quotes:
            for part in quotation.parts:
                if part.begin < begin <= part.begin + 2:
                    begin = part.begin
                # A content that begins behind the opening mark is a hand inside the quotation: the
                # closing mark is not its own.
                if part.end - 3 <= end < part.end and begin <= part.begin + 2:
                    end = part.end
        if end < len(text) and text[end] in _CLOSERS and text[begin] in "“\"‘'«":
            end += 1
        return Span(begin, end)

    def _paragraph_at(self, offset: int) -> int:
        return next((n for n, p in enumerate(self.paragraphs) if p.begin <= offset < p.end), -1)

    def _sentence_rest(self, offset: int) -> list[int]:
        """Words behind `offset` in its paragraph, to the end of the sentence that goes on there."""
        g = self.g
        n = self._paragraph_at(offset - 1)
        if n < 0:
            return []
        words = g.inside(Span(offset, self.paragraphs[n].end))
        if not words or self.text[offset : g.words[words[0]].span.begin].strip() != "":
            return []
        first = words[0]
        if (
            g.forms[first][:1].isupper()
            and self.text[max(0, offset - 2) : offset - 1] in ".!?"
            and g.words[first].sentence != g.words[first - 1].sentence
        ):
            return []
        sentence = g.words[first].sentence
        return [w for w in words if g.words[w].sentence == sentence and w - first <= 40]

    def _sentence_start(self, offset: int) -> list[int]:
        """Words before `offset` that belong to the sentence that runs into it."""
        g = self.g
        n = self._paragraph_at(offset)
        if n < 0:
            return []
        words = g.inside(Span(self.paragraphs[n].begin, offset))
        if not words:
            return []
        last = words[-1]
        if g.forms[last] in (".", "!", "?", "”", '"'):
            return []
        sentence = g.words[last].sentence
        return [w for w in words if g.words[w].sentence == sentence]

    def _colon_paragraph(self, offset: int) -> list[int] | None:
        """Words of the last sentence of the paragraph before, if it ends in a colon."""
        g = self.g
        n = self._paragraph_at(offset)
        if n <= 0 or self.paragraphs[n].begin != offset or self.text[self.paragraphs[n - 1].end - 1] != ":":
            return None
        words = g.inside(self.paragraphs[n - 1])
        return [w for w in words if g.words[w].sentence == g.words[words[-1]].sentence] if words else None

    def _alone(self, quotation: Quotation) -> bool:
        """True if no word stands outside the quotation in the sentences that it covers."""
        g = self.g
        sentences = {g.words[w].sentence for w in g.touching(quotation.span)}
        outside = [
            w for s in sentences for w in g.inside(g.sentences[s])
            if not quotation.span.overlaps(g.words[w].span) and g.rel[w] != "punct"
        ]  # fmt: skip
        return not outside

    def _whole_paragraph(self, quotation: Quotation) -> bool:
        n = self._paragraph_at(quotation.span.begin)
        return n >= 0 and quotation.span.begin <= self.paragraphs[n].begin


def share(a: Span, b: Span) -> float:
    """Shared characters over the shorter of the two."""
    shared = min(a.end, b.end) - max(a.begin, b.begin)
    return max(0, shared) / max(1, min(a.end - a.begin, b.end - b.begin))


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap joined."""
    out: list[Span] = []
    for span in sorted(set(spans)):
        if out and span.begin < out[-1].end:
            out[-1] = Span(out[-1].begin, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _one_for_each_cue(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of one cue and one source joined: a quotation before the verb and a clause behind it are one content."""
    found: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (draft.cue, draft.source) if draft.cue and not draft.hand else (draft.source, draft.content)
        if key in found:
            first = found[key]
            found[key] = replace(
                first,
                content=_disjoint((*first.content, *draft.content)),
                addressee=first.addressee or draft.addressee,
            )
        else:
            found[key] = draft
    return list(found.values())
