"""Questions the coder asks a parse: who is the subject of this verb, what does this preposition carry, which words name X.

A `Grammar` is a read-only view on the words of one `Parse`. Words are named by their index.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Container, Iterable, Iterator

from dragoman.records import Parse, Span, Word


def word_set(text: str) -> frozenset[str]:
    """The words of a string as a set: word lists stay readable and short in the source."""
    return frozenset(text.split())


RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})

OBJECT_CONTROL = word_set(
    "ask urge tell order force allow let permit persuade press push call invite want enable encourage help cause lead "
    "compel require instruct direct command convince pressure warn advise beg implore get make see hear watch leave "
    "expect authorize prompt induce beseech request demand forbid prevent stop keep ban bar block accuse charge suspect"
)
"""Verbs whose object does what their infinitive or -ing form says; after any other verb the subject does."""

BODIES = word_set(
    "government ministry university republic kingdom council party army union department house court bank league movement "
    "organization organisation front number king emirate head chief"
)
"""Nouns that name somebody only together with their "of"."""
OF_OBJECT = word_set(
    "accuse suspect charge blame condemn criticise criticize prevent stop bar ban block convict forgive thank"
)
"""Verbs of whose object "of shelling", "for shelling", "from shelling" tells."""
HEDGING = word_set(
    "least most more fewer less than nearly almost about around some over up to as many at approximately roughly"
)
"""Words before a number that are no part of a name ("at least 12 soldiers")."""
NAME_LEFT = frozenset(
    {
        "compound",
        "amod",
        "nummod",
        "flat",
        "nmod:poss",
        "nmod:desc",
        "nmod",
        "advmod",
        "punct",
        "goeswith",
        "det:predet",
        "appos",
    }
)


class Grammar:
    """The words of a parse with their children; cheap to make, holds no state of its own beside them."""

    def __init__(
        self, parse: Parse, text: str, known: Container[str] = (), nouns: Container[str] = ()
    ) -> None:
        """known, nouns: words whose lemma is found again from their form where the parse gives one that is none of them."""
        self.parse, self.text, self.words = parse, text, _with_hedges(parse.words, text)
        self.kids: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head >= 0:
                self.kids[word.head].append(i)
        self.lemmas = [_lemma(w, text, known, nouns) for w in self.words]
        self._begins = [w.span.begin for w in self.words]
        self._forms = [w.span.of(text) for w in self.words]
        self._bases = [w.dep.split(":", 1)[0] for w in self.words]

    # --- single words ---

    def word(self, i: int) -> Word:
        return self.words[i]

    def lemma(self, i: int) -> str:
        return self.lemmas[i]

    def form(self, i: int) -> str:
        return self._forms[i]

    def dep(self, i: int) -> str:
        return self.words[i].dep

    def base(self, i: int) -> str:
        """Relation without its subtype."""
        return self._bases[i]

    def pos(self, i: int) -> str:
        return self.words[i].pos

    def head(self, i: int) -> int:
        return self.words[i].head

    def has(self, i: int, feature: str) -> bool:
        return feature in self.words[i].feats

    def children(self, i: int, *bases: str) -> list[int]:
        """Children by base relation, in the order of the text."""
        return [k for k in self.kids[i] if self.base(k) in bases]

    def child(self, i: int, *deps: str) -> int | None:
        """First child by full relation."""
        return next((k for k in self.kids[i] if self.words[k].dep in deps), None)

    def ancestors(self, i: int) -> Iterator[int]:
        """Head, its head, ... up to the root."""
        seen = {i}
        i = self.words[i].head
        while i >= 0 and i not in seen:
            yield i
            seen.add(i)
            i = self.words[i].head

    def subtree(self, i: int) -> list[int]:
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack.extend(self.kids[k])
        return sorted(out)

    def sentence_words(self, i: int) -> range:
        """Indexes of the words of the sentence that word i is in."""
        number = self.words[i].sentence
        first = last = i
        while first > 0 and self.words[first - 1].sentence == number:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1].sentence == number:
            last += 1
        return range(first, last + 1)

    def at(self, span: Span) -> list[int]:
        """Indexes of the words that lie in a span or overlap it."""
        i = max(0, bisect.bisect_right(self._begins, span.begin) - 1)
        out = []
        while i < len(self.words) and self.words[i].span.begin < span.end:
            if self.words[i].span.end > span.begin:
                out.append(i)
            i += 1
        return out

    def head_of(self, span: Span) -> int | None:
        """The word of a span whose head lies outside it: what the phrase is about."""
        inside = self.at(span)
        members = set(inside)
        tops = [
            i
            for i in inside
            if self.words[i].head not in members and self.pos(i) not in ("PUNCT", "ADP", "DET", "CCONJ")
        ]
        tops = tops or [i for i in inside if self.words[i].head not in members]
        return tops[0] if tops else None

    # --- clauses ---

    def is_verb(self, i: int) -> bool:
        return self.words[i].pos in ("VERB", "AUX")

    def clause(self, i: int) -> int:
        """The verb (or predicate) of the clause that word i stands in; i itself if it is one."""
        for k in (i, *self.ancestors(i)):
            if self.is_verb(k) or self.base(k) in ("root", "ccomp", "advcl", "acl", "xcomp", "parataxis"):
                return k
        return i

    def is_passive(self, i: int) -> bool:
        """A passive verb, with or without its auxiliary ("people killed", "was attacked and looted")."""
        if not self.is_verb(i):
            return False
        if any(self.words[k].dep in ("aux:pass", "nsubj:pass", "csubj:pass") for k in self.kids[i]):
            return True
        if any(self.words[k].dep in ("nsubj", "aux") for k in self.kids[i]):
            return False
        feats = self.words[i].feats
        participle = "VerbForm=Part" in feats and "Tense=Past" in feats
        if participle and self.base(i) in ("acl", "amod", "advcl"):
            return not any(self.base(k) == "obj" for k in self.kids[i])
        if participle and self.base(i) == "xcomp":
            return True
        if self.base(i) == "conj" and participle:
            head = self.words[i].head
            return self.is_passive(head) and not any(self.base(k) == "obj" for k in self.kids[i])
        return "Voice=Pass" in feats

    def own_subject(self, i: int) -> int | None:
        return self.child(i, "nsubj", "nsubj:pass", "nsubj:outer", "csubj")

    def _antecedent(self, i: int, subject: int) -> int:
        """What a relative pronoun stands for."""
        if self.lemmas[subject] in RELATIVE:
            for k in (i, *self.ancestors(i)):
                if self.base(k) == "acl" and self.words[k].head >= 0:
                    return self.words[k].head
        return subject

    def subject(self, i: int, depth: int = 0) -> int | None:
        """Head word of the subject of verb i, its own or the one it shares or is controlled by.

        For a passive verb this is who it is done to.
        """
        if depth > 6:
            return None
        own = self.own_subject(i)
        if own is not None:
            return self._antecedent(i, own)
        head, base = self.words[i].head, self.base(i)
        if head < 0:
            return None
        if base == "conj":
            # "was attacked and died": what is shared is the subject as it stands
            return (
                self.subject(head, depth + 1)
                if self.is_verb(head) or self.own_subject(head) is not None or self.is_verb(i)
                else None
            )
        if base in ("xcomp", "ccomp") or (
            base == "advcl" and self.child(i, "mark") is not None and self._infinitive(i)
        ):
            return self.controller(i, head, depth)
        if base == "advcl":
            obj = self.child(head, "obj")
            if obj is not None and self.lemmas[head] in OF_OBJECT and self.case(i) in ("of", "for", "from"):
                return self._antecedent(head, obj)  # "accused the rebels of shelling"
            if self.is_passive(head) and self.lemmas[head] not in OF_OBJECT and self.agent(head) is not None:
                return self.agent(head)
            return self.subject(head, depth + 1)
        if base == "acl":
            relative = any(self.has(k, "PronType=Rel") for k in self.kids[i])
            if self._infinitive(i) and not relative:
                return (
                    self._possessor(head)
                    if self._possessor(head) is not None
                    else self._holder(head, depth + 1)
                )
            return head
        if base in ("amod",):
            return head
        if base in ("obl", "nmod") and self.is_verb(i):
            return self.subject(head, depth + 1) if self.is_verb(head) else None
        return None

    def _infinitive(self, i: int) -> bool:
        return "VerbForm=Inf" in self.words[i].feats

    def controller(self, i: int, governor: int, depth: int = 0) -> int | None:
        """Who does the infinitive or -ing form i that hangs on `governor`."""
        objects = [k for k in self.kids[governor] if self.words[k].dep in ("obj", "iobj") and k != i]
        if (
            objects
            and (self.lemmas[governor] in OBJECT_CONTROL or self.base(i) == "xcomp")
            and self.lemmas[governor]
            not in ("promise", "threaten", "vow", "pledge", "use", "take", "hold", "launch")
        ):
            return self._antecedent(governor, objects[0])
        oblique = next(
            (
                k
                for k in self.kids[governor]
                if self.base(k) == "obl"
                and self.case(k) in ("on", "upon", "to", "for")
                and self.lemmas[governor] in ("call", "appeal", "ask", "plead", "press", "push")
            ),
            None,
        )
        if oblique is not None:
            return oblique
        if self.base(i) == "ccomp":
            return None
        if not self.is_verb(governor) and self.base(governor) in ("obj", "obl", "nmod", "nsubj"):
            return (
                self._possessor(governor)
                if self._possessor(governor) is not None
                else self._holder(governor, depth + 1)
            )
        return self.subject(governor, depth + 1)

    def _possessor(self, i: int) -> int | None:
        return self.child(i, "nmod:poss")

    def _holder(self, noun: int, depth: int) -> int | None:
        """Whoever does what the clause around a noun says ("X made plans to ...": X)."""
        if depth > 6:
            return None
        head = self.words[noun].head
        if head >= 0 and self.base(noun) in ("obj", "obl", "xcomp") and self.is_verb(head):
            return self.agent(head) if self.is_passive(head) else self.subject(head, depth + 1)
        return None

    def agent(self, i: int) -> int | None:
        """The by-phrase of a passive."""
        for k in self.kids[i]:
            if self.words[k].dep in ("obl:agent",) or (
                self.base(k) == "obl" and self.case(k) == "by" and not self._is_time(k)
            ):
                return k
        return None

    def _is_time(self, i: int) -> bool:
        return self.words[i].dep in ("obl:tmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked")

    def object(self, i: int) -> int | None:
        """Head word of what verb i is done to: object, passive subject, or the noun a clause describes."""
        if self.is_passive(i):
            return self.subject(i)
        own = self.child(i, "obj")
        if own is not None:
            return self._antecedent(i, own)
        if self.base(i) == "acl" and self.words[i].dep == "acl:relcl":
            subject = self.own_subject(i)
            # "the town they shelled": the gap is the object; "the town where they met" has none
            where = any(self.lemmas[k] in ("where", "when", "why") for k in self.kids[i])
            if subject is not None and self.lemmas[subject] not in RELATIVE and not where:
                return self.words[i].head
        if self.base(i) == "conj" and self.child(i, "obj") is None and self.is_verb(self.words[i].head):
            # "shelled and bombed the town" hangs the object on the first
            head = self.words[i].head
            shared = self.child(head, "obj")
            if shared is not None and shared > i:
                return shared
        for k in self.kids[i]:
            if (
                self.base(k) == "conj"
                and self.is_verb(k)
                and self.own_subject(k) is None
                and self.child(i, "obj") is None
            ):
                shared = self.child(k, "obj")
                between = range(i + 1, k)
                if shared is not None and all(self.pos(m) in ("CCONJ", "PUNCT", "ADV") for m in between):
                    return shared
        return self.child(i, "iobj")

    def case(self, i: int) -> str:
        """The preposition before a noun ("on"; "because of"), "" if none."""
        marks = [
            k
            for k in self.kids[i]
            if self.words[k].dep in ("case", "mark")
            and self.pos(k) in ("ADP", "SCONJ", "PART", "ADV", "VERB")
        ]
        if not marks:
            return ""
        first = marks[0]
        fixed = [k for k in self.kids[first] if self.words[k].dep == "fixed"]
        return " ".join(self.lemmas[k] for k in (first, *fixed))

    def obliques(self, i: int, prepositions: Iterable[str]) -> list[int]:
        """Nouns that hang on i by one of the prepositions."""
        wanted = set(prepositions)
        return [
            k
            for k in self.kids[i]
            if self.base(k) in ("obl", "nmod", "advcl", "acl") and self.case(k) in wanted
        ]

    # --- phrases ---

    def conjuncts(self, i: int) -> list[int]:
        """i and what is coordinated with it as a noun."""
        return [i, *(k for k in self.kids[i] if self.base(k) == "conj" and not self.is_verb(k))]

    def phrase(self, i: int) -> Span:
        """The shortest phrase that names the noun i: its modifiers to the left without article, names to the right."""
        words = self.words
        first = last = i
        stop = max((k for k in self.kids[i] if words[k].dep in ("case", "cc", "mark") and k < i), default=-1)
        for k in self.kids[i]:
            if (
                k < i
                and k > stop
                and self.base(k) == "det"
                and self.lemmas[k] in ("both", "each", "every", "another")
            ):
                first = min(first, k)
            if k < i and k > stop and (words[k].dep in NAME_LEFT) and self.base(k) != "appos":
                if self.base(k) == "advmod" and self.lemmas[k] in (
                    "only",
                    "also",
                    "even",
                    "just",
                    "still",
                    "already",
                    "not",
                    "particularly",
                    "especially",
                ):
                    continue
                if words[k].dep == "punct" and self.form(k) not in ("-", "–", "'", '"', "“", "‘"):
                    continue
                first = min(first, min(self.subtree(k)))
            if k > i and words[k].dep in ("flat", "fixed", "goeswith", "compound"):
                last = max(last, max(self.subtree(k)))
            elif k > i and self.base(k) == "nmod" and self.case(k) in ("of", "from") and self._belongs(i, k):
                last = max(last, self.last_of_name(k))
            elif k == last + 1 and words[k].dep == "nummod":
                last = k
        first = max(first, stop + 1)
        while first < i and self.form(first).lower() in HEDGING:
            first += 1
        # an article, a stray mark or a coordinating word at the edge is no part of a name
        while first < i and (
            words[first].pos in ("DET", "PUNCT", "CCONJ", "ADP", "SCONJ") and self._droppable(first)
        ):
            first += 1
        while last > i and words[last].pos == "PUNCT":
            last -= 1
        return Span(words[first].span.begin, words[last].span.end)

    def _droppable(self, i: int) -> bool:
        return self.words[i].pos != "DET" or self.lemmas[i] in (
            "the",
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
            "some",
            "any",
            "such",
        )

    def _belongs(self, i: int, k: int) -> bool:
        """Whether "of K" is needed to name i: a body, a title, a number of people."""
        if self.lemmas[i] in BODIES:
            return True
        # "employees of Wargaming", "soldiers from the NDC": a common noun is told apart by the name behind it
        return self.pos(k) == "PROPN" and self.pos(i) in ("PROPN", "NOUN")

    def last_of_name(self, i: int) -> int:
        last = i
        for k in self.kids[i]:
            if k > i and self.words[k].dep in ("flat", "fixed", "compound", "goeswith"):
                last = max(last, max(self.subtree(k)))
        return last


HEDGE_PAIRS = frozenset({("at", "least"), ("at", "most"), ("up", "to"), ("close", "to")})
"""Two words before a number whose preposition governs nothing."""


def _with_hedges(words: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """Words in which "at" of "killed at least 37 people" is no preposition of the people: they are the object."""
    if len(words) < 4:
        return words
    out: list[Word] | None = None
    for i in range(len(words) - 2):
        first = words[i].span.of(text).lower()
        if first not in ("at", "up", "close"):
            continue
        if (first, words[i + 1].span.of(text).lower()) not in HEDGE_PAIRS:
            continue
        number = next((k for k in range(i + 2, min(i + 4, len(words))) if words[k].pos == "NUM"), None)
        if number is None or words[i].sentence != words[number].sentence:
            continue
        out = out if out is not None else list(words)
        for k in (i, i + 1):
            noun = out[k].head
            if out[k].dep not in ("case", "mark") or noun < number:
                continue
            out[k] = dataclasses.replace(out[k], dep="advmod", head=number)
            if out[noun].dep != "obl" or any(w.dep == "case" and w.head == noun for w in out):
                continue
            # "hit a street and killed at least 37 people": the nearest verb before them that has no object yet
            over = out[noun].head
            verb = next(
                (
                    v
                    for v in range(i - 1, max(over, 0) - 1, -1)
                    if (v == over or out[v].head == over)
                    and out[v].pos == "VERB"
                    and not any(w.dep == "obj" and w.head == v for w in out)
                ),
                None,
            )
            if verb is not None:
                out[noun] = dataclasses.replace(out[noun], dep="obj", head=verb)
    return words if out is None else tuple(out)


IRREGULAR = {
    form: base
    for base, forms in {
        "strike": "struck stricken", "shoot": "shot", "fight": "fought", "withdraw": "withdrew withdrawn", "seek": "sought",
        "beat": "beaten", "slay": "slew slain", "break": "broke broken", "freeze": "froze frozen", "hold": "held", "lead": "led",
        "blow": "blew blown", "tear": "tore torn", "throw": "threw thrown", "drive": "drove driven", "steal": "stole stolen",
        "take": "took taken", "give": "gave given", "meet": "met", "send": "sent", "say": "said", "tell": "told", "fall": "fell fallen",
        "leave": "left", "bring": "brought", "overthrow": "overthrew overthrown", "overrun": "overran", "retake": "retook retaken",
        "hang": "hanged hung", "swear": "swore sworn", "forbid": "forbade forbidden", "withhold": "withheld", "shut": "shut",
        "lose": "lost", "win": "won", "speak": "spoke spoken", "undertake": "undertook undertaken", "lay": "laid", "flee": "fled",
        "feed": "fed", "lend": "lent", "sell": "sold", "buy": "bought", "set": "set", "cut": "cut", "hit": "hit", "quit": "quit",
        "bear": "bore borne", "rise": "rose risen", "begin": "began begun", "make": "made", "deal": "dealt", "sit": "sat",
    }.items()
    for form in forms.split()
}  # fmt: skip


def _lemma(word: Word, text: str, verbs: Container[str], nouns: Container[str]) -> str:
    lemma = word.lemma.lower()
    if word.pos == "VERB":
        return lemma if lemma in verbs else _verb_lemma(word, word.span.of(text).lower(), verbs)
    if word.pos == "NOUN":
        form = word.span.of(text).lower()
        whole = form.removesuffix("s")
        if whole.endswith("ing") and whole in nouns:
            return whole  # "the shelling" is no shell, "the killing" no kill
    if word.pos == "NOUN" and lemma not in nouns:
        for ending, put in (("men", "man"), ("ies", "y"), ("ves", "f"), ("es", ""), ("s", ""), ("", "")):
            if form.endswith(ending) and form[: len(form) - len(ending)] + put in nouns:
                return form[: len(form) - len(ending)] + put
    return lemma


def _verb_lemma(word: Word, form: str, known: Container[str]) -> str:
    """The known verb of which the form is a regular inflection ("urg" of "urged" is no verb, "urge" is); else as parsed."""
    if form in IRREGULAR:
        return IRREGULAR[form]
    for ending, put in (
        ("ied", "y"),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("", ""),
    ):
        if form.endswith(ending):
            base = form[: len(form) - len(ending)] + put
            if base in known:
                return base
            if (
                ending in ("ed", "ing")
                and not put
                and len(base) > 3
                and base[-1] == base[-2]
                and base[:-1] in known
            ):
                return base[:-1]
    return word.lemma.lower()
