"""The people of one document: under which names and descriptions they go, and whom a pronoun or "the mayor" means.

Rules of salience in the manner of Lappin & Leass (1994), Computational Linguistics 20(4), 535-561: who was named last,
as a subject, as a speaker. What news adds is that a quotation is a room of its own: whoever is named only inside one
is not meant by a pronoun outside of it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Lexicon
from dragoman.attributions.quotes import Quotation
from dragoman.records import Mention, Span

__all__ = ["People", "Person", "Place", "bare", "no_article", "proper_name"]

Gender = str
"""f, m"""

REACH = 7
"""Sentences outside of quotations that a pronoun looks back over."""
PARTIES = frozenset(
    {
        "democratic",
        "republican",
        "gop",
        "labour",
        "conservative",
        "liberal",
        "green",
        "libertarian",
        "socialist",
    }
)
"""Words that part the holders of one title or candidates for one office."""
LINKED = 0.6
"""What it adds to somebody's salience that the model's coreference joins the pronoun with him."""

_ABBREVIATED = {
    "rep": "representative congressman congresswoman lawmaker", "sen": "senator lawmaker", "gov": "governor",
    "gen": "general", "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "dr": "doctor",
    "del": "delegate lawmaker", "prof": "professor", "maj": "major", "cmdr": "commander", "pm": "premier",
    "premier": "premier", "president": "president", "fm": "minister", "amb": "ambassador", "senator": "senator lawmaker",
    "congressman": "congressman lawmaker", "congresswoman": "congresswoman lawmaker", "candidate": "candidate nominee",
    "nominee": "nominee candidate", "spokesman": "spokesman spokesperson", "spokeswoman": "spokeswoman spokesperson",
    "attorney": "attorney lawyer", "lawyer": "lawyer attorney",
}  # fmt: skip
_PARTICLES = (
    "al-",
    "el-",
    "bin",
    "ibn",
    "van",
    "von",
    "de",
    "der",
    "da",
    "di",
    "abu",
    "ben",
    "le",
    "la",
    "du",
    "del",
)


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a person is named."""

    span: Span
    sentence: int
    weight: float
    """How much the place puts forward whoever is named there: a subject more than a possessive."""
    quotation: int
    """Number of the quotation that it stands in; -1 outside of quotations."""


@dataclass(slots=True)
class Person:
    """One person (or a nameless speaker) of the document."""

    name: str | None
    actor: str | None = None
    gender: Gender | None = None
    places: list[Place] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    """What the text calls them besides their name: "mayor", "spokesman", "former"."""
    of_knowledge: bool = False
    """True if the name is that of an actor the knowledge has, so that it is not made longer from the text."""


class People:
    """Everybody that the document names, and whom its pronouns mean."""

    def __init__(
        self, grammar: Grammar, lexicon: Lexicon, mentions: Sequence[Mention], quotes: Sequence[Quotation]
    ) -> None:
        self.g, self.lexicon = grammar, lexicon
        self._parts = sorted((part, n) for n, q in enumerate(quotes) for part in q.parts)
        self._part_begins = [part.begin for part, _ in self._parts]
        self._outside = self._count_outside()
        self.persons: list[Person] = []
        self._runs = self._proper_runs()
        self._by_mention: dict[Span, Person] = {}
        people = [
            m for m in mentions if m.type == "Person" and proper_name(grammar, m.span) and not self._common(m)
        ]
        # Full names first, so that a surname alone finds the person it belongs to.
        full = [m for m in people if len(self.name_of(m).split()) > 1]
        for m in full:
            self._enter(m, self._same_full(self.name_of(m)))
        for m in people:
            if m not in full:
                self._enter(m, self._by_short(m))
        for person in self.persons:
            person.places.sort(key=lambda p: p.span.begin)
            if person.gender is None:
                person.gender = self._gender(person)

    # -- names --------------------------------------------------------------------------------------

    def person(self, mention: Mention) -> Person | None:
        """The person whom a mention names."""
        return self._by_mention.get(mention.span)

    def name_of(self, mention: Mention) -> str:
        """The fullest name that the mention itself gives, titles left off."""
        own = bare(mention.span.of(self.g.text))
        known = mention.name.split(" (")[0] if mention.name and mention.actor else ""
        # Of a surname alone the text says best whose it is.
        fuller = len(known.split()) >= len(own.split()) > 1
        return known if fuller and set(_folded(known)) & set(_folded(own)) else own

    def longest(self, own: str) -> str:
        """The fullest name in the text that ends with the single name `own`; itself if there is none, or several."""
        if len(own.split()) > 1:
            return own
        fuller = {name for name in self._runs.get(own.casefold(), ()) if len(name.split()) > 1}
        firsts = {name.split()[0] for name in fuller}
        return max(fuller, key=len) if len(firsts) == 1 else own

    def _proper_runs(self) -> dict[str, list[str]]:
        """Runs of proper nouns by their last word, titles left off: names that no mention covers as a whole."""
        g = self.g
        runs: dict[str, list[str]] = {}
        i = 0
        while i < len(g.words):
            if g.words[i].pos != "PROPN" or not g.forms[i][:1].isupper():
                i += 1
                continue
            j = i
            while (
                j + 1 < len(g.words)
                and g.words[j + 1].pos == "PROPN"
                and g.words[j + 1].sentence == g.words[i].sentence
                and g.text[g.words[j].span.end : g.words[j + 1].span.begin].isspace()
            ):
                j += 1
            name = bare(g.span(range(i, j + 1)).of(g.text))
            # Four words and more are titles and bodies rather than names.
            if 1 < len(name.split()) <= 3:
                runs.setdefault(name.split()[-1].casefold(), []).append(name)
            i = j + 1
        return runs

    def _same_full(self, name: str) -> Person | None:
        first, last = _folded(name)[0], _folded(name)[-1]
        for person in self.persons:
            if person.name:
                parts = _folded(person.name)
                initial = len(parts[0]) == 1 or len(first) == 1
                if parts[-1] == last and (parts[0] == first or (initial and parts[0][0] == first[0])):
                    return person
        return None

    def _by_short(self, mention: Mention) -> Person | None:
        """Whom a surname (or a first name) alone stands for."""
        own = _folded(bare(mention.span.of(self.g.text)))
        if not own:
            return None
        fitting = [p for p in self.persons if p.name and _folded(p.name)[-1] == own[-1]]
        if not fitting:
            fitting = [p for p in self.persons if p.name and _folded(p.name)[0] == own[-1]]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        title = self._title_gender(mention.span)
        if title is not None:
            same = [p for p in fitting if (p.gender or self._gender(p)) in (None, title)]
            fitting = same or fitting

        # A paper keeps the bare surname for whom the article is about, and names a relative in full each time.
        return min(fitting, key=lambda p: min(place.span.begin for place in p.places))

    def named(self, name: str, span: Span, actor: str | None = None) -> Person:
        """The person of that name; a new one if no mention gave it (a model may miss a name)."""
        found = self._same_full(name)
        if found is None:
            found = Person(name, actor, self._title_gender(span), [self.place(span)], self._described(span))
            found.gender = found.gender or self._gender(found)
            self.persons.append(found)
        return found

    def _enter(self, mention: Mention, person: Person | None) -> None:
        name = self.name_of(mention)
        if person is None:
            person = Person(self.longest(name))
            self.persons.append(person)
        elif person.name and not person.of_knowledge and len(name.split()) > len(person.name.split()):
            person.name = name
        if mention.actor and mention.name and set(_folded(mention.name)) & set(_folded(person.name or "")):
            if not person.actor or len(mention.name) > len(person.name or ""):
                person.actor = mention.actor
            if len(mention.name.split()) > 1:
                person.name, person.of_knowledge = mention.name.split(" (")[0], True
                person.actor = mention.actor
        person.places.append(self.place(mention.span))
        person.words |= self._described(mention.span)
        gender = self._title_gender(mention.span)
        if gender is not None:
            person.gender = gender
        self._by_mention[mention.span] = person

    def _common(self, mention: Mention) -> bool:
        """True for a headline's "Old Town Doctor": its last word stands in small letters elsewhere."""
        last = mention.span.of(self.g.text).split()[-1].strip(".,’'")
        kin = (
            "mom",
            "mum",
            "mother",
            "dad",
            "father",
            "wife",
            "widow",
            "husband",
            "woman",
            "man",
            "girl",
            "boy",
        )
        if last.lower() in kin or last[:1].islower():
            return True  # "the opposition candidate", whatever an actor list makes of it
        return mention.actor is None and last.isalpha() and last.lower() in self._small

    @property
    def _small(self) -> set[str]:
        known = getattr(self, "_small_words", None)
        if known is None:
            known = {
                low
                for low, form, word in zip(self.g.lower, self.g.forms, self.g.words, strict=True)
                if form == low and word.pos == "NOUN"
            }
            self._small_words: set[str] = known
        return known

    # -- places -------------------------------------------------------------------------------------

    def place(self, span: Span, *, speaker: bool = False) -> Place:
        """Where a span stands and how much it puts forward whom it names."""
        g = self.g
        words = g.inside(span) or g.touching(span)
        weight, sentence = 1.0, 0
        if words:
            top = g.top(words)
            sentence = g.words[top].sentence
            at = top
            # "Rep. Jan Roe": a parse may hang the name on its title.
            while g.rel[at] in ("flat", "appos", "compound") and g.head[at] >= 0:
                at = g.head[at]
            rel = g.dep[at]
            if rel.startswith("nsubj"):
                weight += 0.9 if rel == "nsubj" else 0.6
            elif rel == "nmod:poss":
                weight -= 0.5
            elif rel.startswith(("nmod", "obl", "conj")):
                weight -= 0.2
        if speaker:
            weight += 0.7
        return Place(span, sentence, weight, self.quotation(span.begin))

    def quotation(self, offset: int) -> int:
        """Number of the quotation around `offset`; -1 outside."""
        n = bisect_right(self._part_begins, offset) - 1
        if n < 0 or offset >= self._parts[n][0].end:
            return -1
        return self._parts[n][1]

    def _count_outside(self) -> list[int]:
        """For each sentence how many sentences before it stand outside of quotations, in part at least."""
        counts, n = [], 0
        for k, _ in enumerate(self.g.sentences):
            counts.append(n)
            words = self.g.inside(self.g.sentences[k])
            if any(
                self.quotation(self.g.words[w].span.begin) < 0 and self.g.rel[w] != "punct" for w in words
            ):
                n += 1
        return counts

    def distance(self, earlier: int, later: int) -> int:
        """Sentences between two, those inside of quotations not counted."""
        if not self._outside:
            return 0
        return self._outside[later] - self._outside[earlier]

    # -- meaning ------------------------------------------------------------------------------------

    def meant(
        self, span: Span, gender: Gender, others: Iterable[Person] = (), linked: Person | None = None
    ) -> Person | None:
        """Whom "he" or "she" at `span` means; `others` are nameless speakers that may be meant as well, `linked` is whom
        coreference names."""
        g = self.g
        words = g.inside(span) or g.touching(span)
        if not words:
            return None
        sentence, room = g.words[words[0]].sentence, self.quotation(span.begin)
        best: tuple[float, int, Person] | None = None
        for person in [*self.persons, *others]:
            if person.gender not in (None, gender):
                continue
            known = 0.35 if person.gender == gender else 0.0
            for place in person.places:
                if place.span.begin >= span.begin:
                    break
                far = self.distance(place.sentence, sentence)
                if far > REACH or (place.quotation != room and place.quotation >= 0):
                    continue
                score = place.weight - 0.75 * far + known + 0.1 * math.log(len(person.places))
                score -= 0.5 * (person.name is None)
                score += LINKED * (person is linked)
                key = (round(score, 4), place.span.begin)
                if best is None or key > best[:2]:
                    best = (*key, person)
        return best[2] if best else None

    def described(self, head: int, words: Sequence[int]) -> Person | None:
        """Whom "the mayor" or "the former president" means: whoever the text called so last before."""
        g = self.g
        lemma = {g.lemma[head], g.lower[head]}
        if lemma & (self.lexicon.medium | self.lexicon.document):
            return None
        former = any(g.lower[w] in ("former", "ex") for w in words)
        party = {g.lower[w] for w in words} & PARTIES
        at = g.words[head].span.begin
        best: tuple[bool, int, Person] | None = None
        for person in self.persons:
            if not person.words & lemma or not person.name:
                continue
            if party and not party & person.words:
                continue  # "the Democratic nominee" is not whom the text called the Republican one
            before = [p for p in person.places if p.span.begin < at and p.quotation < 0]
            if not before:
                continue
            key = (("former" in person.words) == former, before[-1].span.begin)
            if best is None or key > best[:2]:
                best = (*key, person)
        return best[2] if best else None

    def _described(self, span: Span) -> set[str]:
        """The words that stand with a name and say who it is: title, office, apposition."""
        g = self.g
        words = g.inside(span) or g.touching(span)
        if not words:
            return set()
        top = g.top(words)
        near: set[int] = set()
        around = [top]
        at = top
        while g.rel[at] in ("flat", "appos", "compound") and g.head[at] >= 0:
            at = g.head[at]
            around.append(at)
        for w in (*around, *words):
            near.add(w)
            near.update(g.kids(w, "flat", "amod", "appos"))
            # Of "campaign spokesman Jan Roe" only the spokesman is Roe.
            near.update(k for k in g.kids(w, "compound") if g.words[k].pos == "PROPN")
            for appositive in g.kids(w, "appos"):
                near.update(g.kids(appositive, "conj", "amod", "acl"))
        # By position: "Charlotte Mayor Jan Roe", whatever the tree says; but of "the network President Jan Roe founded"
        # the network is none of his titles, so no small letters stand before capitals.
        capitals = False
        for w in range(words[0] - 1, max(-1, words[0] - 6), -1):
            if g.words[w].sentence != g.words[words[0]].sentence:
                break
            if g.words[w].pos == "PROPN" or g.forms[w] == ".":
                capitals = True
            elif g.words[w].pos not in ("NOUN", "ADJ") or (capitals and g.words[w].pos == "NOUN"):
                break
            if g.words[w].pos != "NOUN" or w == words[0] - 1:
                near.add(w)
        if g.rel[top] == "nsubj" and g.head[top] >= 0 and g.kid(g.head[top], "cop") is not None:
            near.add(g.head[top])  # "Jan Roe is the envoy to Marsa"
        found: set[str] = set()
        for w in near:
            if g.words[w].pos not in ("NOUN", "PROPN", "ADJ"):
                continue
            low = g.lower[w].rstrip(".")
            found.update((low, g.lemma[w]))
            found.update(_ABBREVIATED.get(low, "").split())
        return found

    def _title_gender(self, span: Span) -> Gender | None:
        g = self.g
        words = g.inside(span) or g.touching(span)
        if not words:
            return None
        # One word before the name and no more: in "a sister meets Jan Roe" the sister is somebody else.
        for w in range(max(0, words[0] - 1), words[-1] + 1):
            low = g.lower[w].rstrip(".")
            if w < words[0] and g.words[w].sentence != g.words[words[0]].sentence:
                continue
            if low in self.lexicon.female_words:
                return "f"
            if low in self.lexicon.male_words:
                return "m"
        return None

    def _gender(self, person: Person) -> Gender | None:
        """By what the text calls them, else by the first name; None if neither tells."""
        female = bool(person.words & self.lexicon.female_words)
        male = bool(person.words & self.lexicon.male_words)
        if female != male:
            return "f" if female else "m"
        first = _folded(person.name or "")[:1]
        if not first:
            return None
        if first[0] in self.lexicon.female_names:
            return "f"
        return "m" if first[0] in self.lexicon.male_names else None


def proper_name(grammar: Grammar, span: Span) -> bool:
    """True if the span holds a proper noun with a capital letter."""
    return any(
        grammar.words[w].pos == "PROPN" and grammar.forms[w][:1].isupper()
        for w in grammar.inside(span) or grammar.touching(span)
    )


_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "lord",
        "lady",
        "president",
        "minister",
        "senator",
        "gov",
        "governor",
        "gen",
        "general",
        "col",
        "colonel",
        "capt",
        "captain",
        "lt",
        "sheikh",
        "sheik",
        "ayatollah",
        "king",
        "queen",
        "prince",
        "princess",
        "secretary",
        "ambassador",
        "chancellor",
        "premier",
        "judge",
        "justice",
        "rep",
        "sen",
        "congressman",
        "congresswoman",
        "mayor",
        "chief",
        "commander",
        "commissioner",
        "chairman",
        "chairwoman",
        "del",
        "delegate",
        "maj",
        "major",
        "sgt",
        "sergeant",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "director",
        "officer",
        "deputy",
        "vice",
        "pope",
        "cardinal",
        "bishop",
        "archbishop",
        "rabbi",
        "imam",
        "mullah",
        "attorney",
        "speaker",
        "candidate",
        "nominee",
        "reporter",
        "correspondent",
        "analyst",
        "actor",
        "actress",
        "the",
        "host",
        "leader",
        "senators",
        "representatives",
        "ministers",
        "presidents",
        "generals",
        "governors",
        "messrs",
        "drs",
        "reps",
        "sens",
        "mps",
        "mp",
        "admiral",
        "brigadier",
        "marshal",
    ]
)


_PORTFOLIOS = frozenset(
    ["State", "Defense", "Defence", "Treasury", "Commerce", "Labor", "Labour", "Energy", "Interior"]
)
"""What may be left of an office where a mention begins too late."""


def bare(name: str) -> str:
    """A name without titles and other words before it, without a party in brackets and a possessive behind it."""
    name = name.split(" (")[0].split(" [")[0].replace("’s", "").replace("'s", "")
    if ", " in name:
        # "Jan Roe, a teacher", "the mayor of Orla, Jan Roe": the side that holds nothing but a name.
        sides = [side for side in name.split(", ") if side]
        pure = [side for side in (sides[0], sides[-1]) if _pure(side)]
        name = pure[0] if pure else sides[0]
    parts = name.split()
    titles = [n for n, part in enumerate(parts[:-1]) if part.rstrip(".").lower() in _TITLES]
    if titles:
        parts = parts[titles[-1] + 1 :]
    if parts[0].lower() == "of" and len(parts) > 3:
        parts = parts[2:]  # "Secretary of State Jan Q. Roe"
    if titles and parts[0].lower() in ("from", "in", "at", "for", "to"):
        return ""  # "Senator from Texas" names a place, nobody
    if parts[0] in _PORTFOLIOS and len(parts) > 2:
        parts = parts[1:]
    while len(parts) > 1 and parts[0].islower() and not parts[0].startswith(_PARTICLES):
        parts = parts[1:]
    return " ".join(parts).strip(',.;:“”"')


def _pure(side: str) -> bool:
    parts = side.split()
    capitals = all(part[:1].isupper() or part.startswith(_PARTICLES) for part in parts)
    return capitals and parts[-1].rstrip(".").lower() not in _TITLES


def no_article(name: str) -> str:
    """A name without "the", possessive, brackets and marks at its edges."""
    name = name.split(" (")[0].replace("’s", "").replace("'s", "")
    return name.removeprefix("the ").removeprefix("The ").strip(' ,.;:“”"')


def _folded(name: str) -> list[str]:
    return [p for p in (part.strip(".,").casefold() for part in name.split()) if p] or [""]
