"""Who the source of an attribution is: kind of source, actor and name, pronouns and short names included."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.attributions.drafts import Draft
from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Lexicon
from dragoman.attributions.people import People, Person, bare, no_article, proper_name
from dragoman.attributions.quotes import Quotation
from dragoman.records import Document, Mention, Parse, Span

__all__ = ["Speaker", "speakers"]

SourceKind = Literal["named", "collective", "anonymous", "document", "unnamed"]

_GENDER = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"})
_SOME = frozenset({"some", "many", "others", "several", "most", "few", "all", "both", "those", "everyone"})
_QUANTITIES = frozenset(
    {
        "some",
        "many",
        "several",
        "few",
        "most",
        "one",
        "two",
        "three",
        "other",
        "more",
        "fewer",
        "certain",
        "various",
    }
)
_NAME_BEGINS = frozenset(
    {"United", "New", "North", "South", "East", "West", "Central", "National", "Royal", "Supreme"}
)
"""Words that taggers take for adjectives at the head of a name."""
_SETTLED = re.compile(
    r" on \d{4}-\d\d-\d\d$|the last named that is one$|^the [\w ]+ named before$|^the name beside it$"
)
"""Reasons of a mention that say who held the office that day, or who is described."""
_NAMING = ("Person", "Organisation", "Nationality", "Location", "DocumentReference")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What is known of a source: `actor` is an actor's id, `name` how it is called; both None if nobody can tell."""

    kind: SourceKind
    actor: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Somebody who spoke before: where, who, and whether "they" can mean them."""

    span: Span
    speaker: Speaker
    person: Person | None
    several: bool


def speakers(
    drafts: Sequence[Draft], carrier: dict[int, int], grammar: Grammar, lexicon: Lexicon,
    document: Document, parse: Parse, mentions: Sequence[Mention], quotes: Sequence[Quotation] = (),
) -> list[Speaker]:  # fmt: skip
    """The speaker of each draft, in the order given.

    A name is taken from the mention at the head of the phrase, from its apposition, from what the text called a person
    before ("the mayor"), or for a pronoun from salience. Nothing is guessed for a phrase that keeps the name back
    ("a senior official").
    """
    resolver = _Resolver(grammar, lexicon, document, parse, mentions, quotes)
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].source[0].begin if drafts[n].source else 0)
    known: dict[int, Speaker] = {}
    for n in (k for k in order if not resolver.first_person(drafts[k])):
        outer = known.get(carrier[n]) if n in carrier else None
        known[n] = resolver.speaker(drafts[n], outer)
    # "I" inside a quotation is whoever the quotation belongs to, so all others are known first.
    for n in (k for k in order if resolver.first_person(drafts[k])):
        known[n] = resolver.first(n, drafts, known)
    return [known[n] for n in range(len(drafts))]


class _Resolver:
    def __init__(
        self,
        grammar: Grammar,
        lexicon: Lexicon,
        document: Document,
        parse: Parse,
        mentions: Sequence[Mention],
        quotes: Sequence[Quotation],
    ) -> None:
        self.g, self.lexicon, self.document = grammar, lexicon, document
        self.mentions = sorted(mentions, key=lambda m: (m.span.begin, -m.span.end))
        self._begins = [m.span.begin for m in self.mentions]
        self.clusters = parse.coreference
        self.people = People(grammar, lexicon, self.mentions, quotes)
        self.spoken: list[_Spoken] = []
        self.nameless: list[Person] = []

    def first_person(self, draft: Draft) -> bool:
        return bool(draft.source) and draft.source[0].of(self.g.text).lower() in _FIRST

    # -- one source ---------------------------------------------------------------------------------

    def speaker(self, draft: Draft, outer: Speaker | None) -> Speaker:
        """Who speaks in `draft`; `outer` is the speaker of the attribution that carries it."""
        g = self.g
        if not draft.source:
            return Speaker("unnamed")
        span = draft.source[0]
        words = g.inside(span) or g.touching(span)
        if not words:
            return Speaker("unnamed")
        head = g.top(words)
        if draft.source_head is not None and draft.source_head in words:
            head = draft.source_head
        lower = span.of(g.text).lower()
        person: Person | None = None
        several = False
        found: Speaker
        if lower in _GENDER:
            found, person = self._pronoun(span, _GENDER[lower])
        elif lower in _THEY:
            found, several = self._they(span), True
        elif lower in ("it", "its", "itself"):
            found = self._it(span)
        elif g.words[head].pos == "PRON" or lower in _SOME:
            through = self._relative(head) if lower in ("who", "which", "that", "whom") else None
            found = through or Speaker("collective" if lower in _SOME else "unnamed")
        else:
            found, person = self._phrase(head, words)
            several = self._plural(head, words)
        self._note(span, head, found, person, several=several)
        return found

    def first(self, n: int, drafts: Sequence[Draft], known: dict[int, Speaker]) -> Speaker:
        """Whom "I" or "we" means: the speaker of the smallest attribution around it, else the author."""
        span = drafts[n].source[0]
        lower = span.of(self.g.text).lower()
        around = [
            (sum(c.end - c.begin for c in d.content), k)
            for k, d in enumerate(drafts)
            if k != n and k in known and d.cue and any(c.covers(span) for c in d.content)
        ]
        for _, k in sorted(around):
            if known[k].name:
                return known[k]
        if around or self.people.quotation(span.begin) >= 0:
            return Speaker("unnamed") if lower in ("i", "me", "my", "myself") else Speaker("collective")
        if self.document.author and lower in ("i", "me", "my", "myself"):
            return Speaker("named", None, _as_written(self.document.author))
        return Speaker("collective" if lower in ("we", "us", "our", "ours", "ourselves") else "unnamed")

    def _note(self, span: Span, head: int, found: Speaker, person: Person | None, *, several: bool) -> None:
        """Keep who spoke, for the pronouns behind."""
        lower = self.g.lower[head]
        if person is not None:
            person.places.append(self.people.place(span, speaker=True))
            person.places.sort(key=lambda p: p.span.begin)
        elif found.kind == "anonymous" and not several and lower not in _GENDER:
            gender = (
                "f"
                if lower in self.lexicon.female_words
                else "m"
                if lower in self.lexicon.male_words
                else None
            )
            nameless = Person(found.name, found.actor, gender, [self.people.place(span, speaker=True)])
            self.nameless.append(nameless)
        self.spoken.append(_Spoken(span, found, person, several))

    # -- names and descriptions ---------------------------------------------------------------------

    def _phrase(self, head: int, words: Sequence[int]) -> tuple[Speaker, Person | None]:
        """The speaker that a phrase with a noun names, and the person if it is one."""
        g = self.g
        twice = self._described_twice(head, words)
        if twice is not None:
            return twice
        joint = self._joint(head, words)
        if joint is not None:
            return joint, None
        signed = self._apart(words)
        if signed is not None:
            return signed
        if self._some_of(head, words):
            return Speaker("collective" if self._plural(head, words) else "anonymous"), None
        mention = self._mention(head, words)
        told = self._told(head, words, mention)
        if told is not None:
            return told, self.people.person(mention) if mention is not None else None
        if mention is not None and mention.type == "Person" and self._names(head, words, mention):
            person = self.people.person(mention)
            if person is not None:
                return Speaker("named", person.actor, person.name), person
        kind = self._kind(head, words)
        plain = len(words) == 1 and bool(
            {g.lemma[head], g.lower[head]} & (self.lexicon.collective | self.lexicon.body | {"authorities"})
        )
        if plain and (mention is None or not mention.actor):
            return Speaker("collective"), None  # "Police" has its capital from the sentence
        held_back = (
            g.words[head].pos == "NOUN"
            and kind in ("anonymous", "collective")
            and not (mention is not None and not self._plural(head, words) and self._a_body(head, mention))
        )
        if mention is not None and kind != "document" and not held_back:
            if mention.name and (mention.actor or proper_name(g, mention.span)):
                return Speaker("named", mention.actor, mention.name), None
            if proper_name(g, mention.span) and (
                g.words[head].pos == "PROPN" or mention.type == "Organisation"
            ):
                return Speaker("named", None, self._whole(mention.span, words)), None
        if kind == "named" and g.words[head].pos == "PROPN":
            return Speaker("named", None, self._proper_name(head, words)), None
        if g.words[head].pos in ("NOUN", "PROPN") and not self._plural(head, words):
            person = self._called(head, words)
            if person is not None:
                return Speaker("named", person.actor, person.name), person
        if kind in ("anonymous", "collective"):
            spoken_for = self._spoken_for(head, words)
            if spoken_for is not None:
                return Speaker(kind, spoken_for.actor, spoken_for.name or spoken_for.span.of(g.text)), None
            if mention is not None and mention.actor and mention.name:
                return Speaker(kind, mention.actor, mention.name), None
        if kind == "named":
            return Speaker("named", None, self._proper_name(head, words)), None
        return Speaker(kind), None

    def _names(self, head: int, words: Sequence[int], mention: Mention) -> bool:
        """False for "an adviser to Mr. Obama": the person named stands behind a preposition."""
        g = self.g
        if g.words[head].pos != "NOUN" or not mention.span.covers(g.words[head].span):
            return True
        inside = [k for k in g.children[head] if k in words]
        named = any(g.words[k].pos == "PROPN" and g.rel[k] in ("flat", "appos", "compound") for k in inside)
        behind = any(
            g.rel[k] == "nmod" and k > head and g.words[k].pos == "PROPN" and g.kid(k, "case") is not None
            for k in inside
        )
        return named or not behind

    def _some_of(self, head: int, words: Sequence[int]) -> bool:
        """ "Many Republicans", "one Democrat", "Republicans on the committee": some of them are not the whole."""
        g = self.g
        if (g.words[head].pos == "PROPN" and not self._many(head) and g.rel[head] != "flat") and not any(
            g.lower[k] == "one" and k in words for k in g.children[head]
        ):
            return False
        inside = [k for k in g.children[head] if k in words]
        if any(g.rel[k] in ("flat", "appos") and g.words[k].pos == "PROPN" for k in inside):
            return False
        if any(g.lower[k] in _QUANTITIES and g.rel[k] in ("amod", "det", "nummod") for k in inside):
            return True
        return (
            self._many(head)
            and g.forms[head][:1].isupper()
            and any(g.rel[k] == "nmod" and k > head for k in inside)
        )

    def _told(self, head: int, words: Sequence[int], mention: Mention | None) -> Speaker | None:
        """Whom "the French president", "the war monitor" means where who is who settled it by more than a guess."""
        g = self.g
        if (
            mention is None
            or not mention.actor
            or not mention.name
            or g.words[head].pos not in ("NOUN", "PROPN")
        ):
            return None
        if g.lower[words[0]] not in ("the", "his", "her", "its", "their") or self._plural(head, words):
            return None
        if (
            mention.type == "Organisation"
            and self._kind(head, words) == "anonymous"
            and not self._a_body(head, mention)
        ):
            return None  # "the Iranian official" keeps his name back
        settled = (mention.because or "").split("; ")[0]
        if not (_SETTLED.search(settled) or mention.type == "Organisation") or not mention.span.covers(
            g.words[head].span
        ):
            return None
        return Speaker("named", mention.actor, mention.name)

    def _a_body(self, head: int, mention: Mention) -> bool:
        """True if the head is the word for a body that the mention names ("the defence ministry"), not for one of its people."""
        g = self.g
        words = {g.lemma[head], g.lower[head]}
        return (
            mention.type == "Organisation"
            and bool(mention.actor)
            and mention.span.covers(g.words[head].span)
            and not any(
                words & people
                for people in (
                    self.lexicon.anonymous,
                    self.lexicon.mouthpiece,
                    self.lexicon.collective,
                    self.lexicon.male_words,
                    self.lexicon.female_words,
                )
            )
        )

    def _apart(self, words: Sequence[int]) -> tuple[Speaker, Person] | None:
        """The person whose full name a comma parts from the rest of the phrase: "Jan Roe, a historian at the University of
        Orla", "one of the lawyers, Jan Roe"; by position, for the model may miss the name and the parse its place."""
        g = self.g
        runs: list[list[int]] = []
        for w in words:
            part = g.words[w].pos == "PROPN" or (g.forms[w][:1].isupper() and w > words[0])
            joins = runs and runs[-1][-1] == w - 1
            part = part or bool(joins and g.lower[w] in ("al", "el", "bin", "ibn", "abu", "von", "van", "de"))
            if joins and (part or (g.forms[w] in "-." and g.forms[w - 1][:1].isupper())):
                runs[-1].append(w)
            elif g.forms[w][:1].isupper() and g.words[w].pos in ("PROPN", "NOUN", "ADJ"):
                runs.append([w])
        comma = next((w for w in words if g.forms[w] == ","), None)
        if comma is None or not runs:
            return None
        behind = next((w for w in words if w > runs[-1][-1]), None)
        if runs[0][0] == words[0] and runs[0][-1] + 1 == comma:
            run = runs[0]
        elif g.forms[runs[-1][0] - 1] == "," and (behind is None or g.forms[behind] == ","):
            run = runs[-1]
        else:
            return None
        if run is not runs[0] and g.lower[run[0] - 1] in ("including", "like", "as", "notably", "especially"):
            return None  # "some Republicans, including Jan Roe"
        if any(g.lower[w] == "including" for w in words if w < run[0]):
            return None
        span = g.span(run)
        name = bare(span.of(g.text))
        over = [m for m in self.mentions if m.span.overlaps(span)]
        if not 2 <= len(name.split()) <= 4 or any(
            m.type in ("Organisation", "Location", "Nationality") and m.span.covers(g.words[run[-1]].span)
            for m in over
        ):
            return None
        mention = next((m for m in over if self.people.person(m) is not None), None)
        known = self.people.person(mention) if mention is not None else None
        person = known or self.people.named(name, span)
        return Speaker("named", person.actor, person.name), person

    def _called(self, head: int, words: Sequence[int]) -> Person | None:
        """The person that "the mayor" means: whom the text called so before, else whom coreference names alone."""
        g = self.g
        if g.lower[words[0]] not in ("the", "this", "his", "her", "their", "its"):
            return None
        if {g.lemma[head], g.lower[head]} & (self.lexicon.document | self.lexicon.medium):
            return None  # an advertisement is not whom it is about
        person = self.people.described(head, words)
        if person is not None:
            return person
        if any(
            m.type == "Organisation" and m.span.end <= g.words[head].span.begin for m in self._over(words)
        ):
            return None  # "the FBI director": whom nothing called so is somebody new
        mention = self._through_cluster(g.span(words), words)
        return self.people.person(mention) if mention is not None else None

    def _joint(self, head: int, words: Sequence[int]) -> Speaker | None:
        """Two or more who speak at once ("Moscow and Ankara said"), named together; None for one."""
        g = self.g
        others = [
            k for k in g.kids(head, "conj") if k in words and g.words[k].pos in ("PROPN", "NOUN", "PRON")
        ]
        if not others or not any(g.lower[c] == "and" for k in others for c in g.kids(k, "cc")):
            return None
        if g.words[head].pos == "PROPN" and self._one_name(head, words):
            return None
        parts: list[Speaker] = []
        for k in (head, *others):
            rest = [o for o in others if o != k] if k == head else []
            mine = [w for w in g.phrase(k, [*rest, *g.kids(k, "cc")]) if w in words]
            parts.append(self._phrase(k, mine)[0] if mine else Speaker("unnamed"))
        named = [p for p in parts if p.name]
        if len(named) == len(parts):
            return Speaker("named", None, " and ".join(dict.fromkeys(p.name or "" for p in parts)))
        # "Jan Roe and his aides": the one who is named stands for them.
        return named[0] if len(named) == 1 and parts[0].name else Speaker("collective")

    def _described_twice(self, head: int, words: Sequence[int]) -> tuple[Speaker, Person] | None:
        """ "Cleric and former intelligence chief Jan Roe": two descriptions before one name, no article before the second."""
        g = self.g
        others = [k for k in g.kids(head, "conj") if k in words and k > head]
        if len(others) != 1 or g.words[head].pos != "NOUN" or len(words) < 5:
            return None
        if self._many(head) or self._many(others[0]) or g.kid(others[0], "det") is not None:
            return None
        if g.lower[words[0]] == "the":
            return None  # "the minister and General Roe" are two
        if not all(g.words[w].pos == "PROPN" and g.forms[w][:1].isupper() for w in words[-2:]):
            return None
        last = g.words[words[-1]].span
        for m in self.mentions:
            if m.type == "Person" and m.span.covers(last) and (person := self.people.person(m)) is not None:
                return Speaker("named", person.actor, person.name), person
        return None

    def _many(self, i: int) -> bool:
        """True of a noun in the plural."""
        return "Number=Plur" in self.g.words[i].feats

    def _one_name(self, head: int, words: Sequence[int]) -> bool:
        """True if one mention covers the whole phrase: "Schools and Libraries"."""
        return any(
            m.type == "Organisation" and m.span.covers(self.g.words[k].span) and m.span.covers(self.g.words[head].span)
            for m in self.mentions
            for k in self.g.kids(head, "conj")
            if k in words
        ) or (
            # "United Orla Schools and Libraries": one body whose name no mention holds as a whole.
            not any(m.type == "Person" for m in self._over(words))
            and len({m.span for m in self._over(words) if m.span.covers(self.g.words[head].span)}) == 0
        )  # fmt: skip

    def _over(self, words: Sequence[int]) -> list[Mention]:
        held = self.g.span(words)
        return [m for m in self.mentions if held.covers(m.span)]

    def _mention(self, head: int, words: Sequence[int]) -> Mention | None:
        """The mention that the head word stands in, or that an apposition of it names; people win."""
        g = self.g
        at = g.words[head].span
        heads = [at]
        for k in g.children[head]:
            if k in words and (g.rel[k] in ("appos", "flat")):
                heads.append(g.words[k].span)
        core = [m for m in self.mentions if m.type in _NAMING and any(h.overlaps(m.span) for h in heads)]
        held = g.span(words)
        core = [m for m in core if held.covers(m.span) or m.span.covers(at)]
        if not core:
            return None
        return max(
            core,
            key=lambda m: (
                m.type == "Person" and self.people.person(m) is not None,
                m.name is not None,
                m.actor is not None,
                m.span.overlaps(at),
                m.span.end - m.span.begin,
            ),
        )

    def _spoken_for(self, head: int, words: Sequence[int]) -> Mention | None:
        """Whom a spokesperson or official speaks for: "a spokesman for the ministry", "Turkish officials"."""
        g = self.g
        if g.lemma[head] not in self.lexicon.mouthpiece and g.lower[head] not in self.lexicon.mouthpiece:
            return None
        inside = [
            m
            for m in self._over(words)
            if m.type in ("Organisation", "Nationality", "Location")
            and (m.actor or m.name)
            and (m.actor or proper_name(g, m.span))
        ]
        return (
            max(inside, key=lambda m: (m.type == "Organisation", m.span.end - m.span.begin))
            if inside
            else None
        )

    def _plural(self, head: int, words: Sequence[int]) -> bool:
        g = self.g
        return (
            self._many(head)
            or g.lower[head] in _SOME | {"people", "police", "authorities"}
            or any(k in words for k in g.kids(head, "conj"))
        )

    def _kind(self, head: int, words: Sequence[int]) -> SourceKind:
        g, lexicon = self.g, self.lexicon
        lemma, lower = g.lemma[head], g.lower[head]
        pos = g.words[head].pos
        if any(
            g.rel[k] in ("flat", "appos") and g.words[k].pos == "PROPN" and k in words
            for k in g.children[head]
        ):
            return "named"
        if pos == "PROPN" or (
            lemma in lexicon.medium
            and any(g.words[k].pos == "PROPN" and k in words for k in g.children[head])
        ):
            return "named"
        plural = self._many(head) or lower in _SOME or lower == "people"
        if plural and (lemma in lexicon.collective or lower in lexicon.collective):
            return (
                "anonymous" if lemma in ("source", "report", "rumour", "rumor", "insider") else "collective"
            )
        if lemma in lexicon.document:
            return "document"
        if lemma in lexicon.anonymous:
            return "anonymous"
        return "collective" if plural or lemma in lexicon.collective else "anonymous"

    def _whole(self, span: Span, words: Sequence[int]) -> str:
        """The name a mention gives, grown over "and", "of" and "for" to a name that goes on within the phrase."""
        g = self.g
        inside = [w for w in g.inside(span) if w in words] or g.inside(span)
        return self._grown(inside, words) if inside else no_article(span.of(g.text))

    def _proper_name(self, head: int, words: Sequence[int]) -> str | None:
        g = self.g
        proper = head
        if g.words[head].pos != "PROPN":
            proper = next(
                (
                    k
                    for k in g.children[head]
                    if g.rel[k] in ("flat", "appos") and g.words[k].pos == "PROPN" and k in words
                ),
                head,
            )
        name = self._grown([proper], words)
        if name.islower():
            # "Iran's Tasnim news agency": the name stands before the word for what it is.
            capitals = [w for w in words if g.forms[w][:1].isupper() and w < head and g.dep[w] != "nmod:poss"]
            capitals = [w for w in capitals if g.words[w].pos in ("PROPN", "NOUN")]
            if not capitals:
                return None
            name = no_article(g.span(capitals).of(g.text))
        return self.people.longest(bare(name)) or None

    def _grown(self, run: Sequence[int], words: Sequence[int]) -> str:
        """`run` with the proper nouns around it; a small word between two of them belongs to the name."""
        g = self.g
        held = set(words)
        first, last = run[0], run[-1]
        while True:
            if first - 1 in held and (
                g.words[first - 1].pos == "PROPN" or g.forms[first - 1] in _NAME_BEGINS
            ):
                first -= 1
            elif (
                first - 2 in held
                and g.lower[first - 1] in ("of", "for", "&", "-")
                and g.words[first - 2].pos == "PROPN"
            ):
                first -= 2
            else:
                break
        while True:
            if last + 1 in held and g.words[last + 1].pos == "PROPN":
                last += 1
            elif (
                last + 2 in held
                and g.lower[last + 1] in ("of", "for", "and", "&", "-")
                and g.words[last + 2].pos == "PROPN"
            ):
                last += 2
            else:
                break
        return no_article(g.span(range(first, last + 1)).of(g.text))

    # -- pronouns -----------------------------------------------------------------------------------

    def _pronoun(self, span: Span, gender: str) -> tuple[Speaker, Person | None]:
        mention = self._through_cluster(span, self.g.inside(span))
        linked = None if mention is None else self.people.person(mention)
        person = self.people.meant(span, gender, self.nameless, linked)
        if person is not None:
            if person.name is None:
                return Speaker("anonymous"), person
            return Speaker("named", person.actor, person.name), person
        if linked is not None:
            return Speaker("named", linked.actor, linked.name), linked
        return Speaker("unnamed"), None

    def _they(self, span: Span) -> Speaker:
        """Whom "they" means: the last group that spoke, else the last body that acted."""
        sentence = self._sentence(span)
        room = self.people.quotation(span.begin)
        for spoken in reversed(self.spoken):
            near = self.people.distance(self._sentence(spoken.span), sentence) <= 4
            if spoken.span.begin >= span.begin or self.people.quotation(spoken.span.begin) not in (-1, room):
                continue
            if not near:
                break
            if spoken.several or (spoken.person is None and spoken.speaker.kind in ("named", "collective")):
                return spoken.speaker
        return Speaker("collective")

    def _it(self, span: Span) -> Speaker:
        """Whom "it" means: a body that spoke a sentence or two before."""
        sentence = self._sentence(span)
        for spoken in reversed(self.spoken):
            if spoken.span.begin >= span.begin or self.people.quotation(spoken.span.begin) >= 0:
                continue
            if self.people.distance(self._sentence(spoken.span), sentence) > 2:
                break
            if spoken.person is None and not spoken.several and spoken.speaker.kind in ("named", "document"):
                return spoken.speaker
        return Speaker("unnamed")

    def _sentence(self, span: Span) -> int:
        words = self.g.inside(span) or self.g.touching(span)
        return self.g.words[words[0]].sentence if words else 0

    def _relative(self, head: int) -> Speaker | None:
        """Whoever a relative pronoun stands for; None if grammar does not say."""
        g = self.g
        antecedent = self._antecedent(head)
        before = g.words[head - 2].pos if head >= 2 and g.forms[head - 1] == "," else ""
        if g.lower[head] in ("who", "whom") and (
            before == "PROPN" or (antecedent is None and before == "NOUN")
        ):
            # By position: whoever stands right before the comma, a name before all.
            antecedent = head - 2
            while (
                antecedent is not None
                and g.rel[antecedent] in ("flat", "compound")
                and g.head[antecedent] >= 0
            ):
                antecedent = g.head[antecedent]
        if antecedent is None or antecedent >= head:
            return None
        if g.rel[antecedent] == "appos" and 0 <= g.head[antecedent] < antecedent:
            antecedent = g.head[antecedent]  # "Jan Roe, now the envoy, who said"
        words = g.phrase(antecedent, [k for k in g.children[antecedent] if g.dep[k].startswith("acl")])
        if g.words[antecedent].pos == "PRON":
            return Speaker("unnamed")
        found, person = self._phrase(antecedent, words)
        if person is not None and found.name:
            person.places.append(self.people.place(g.words[head].span, speaker=True))
            person.places.sort(key=lambda p: p.span.begin)
        return found

    def _antecedent(self, head: int) -> int | None:
        g = self.g
        at: int | None = head
        for _ in range(6):
            if at is None or at < 0:
                return None
            if g.dep[at] == "acl:relcl":
                return g.head[at]
            at = g.head[at]
        return None

    def _through_cluster(self, span: Span, words: Iterable[int]) -> Mention | None:
        """The person that the coreference cluster of `span` names, if it names just one."""
        g = self.g
        words = list(words)
        cluster = next((c for c in self.clusters if span in c), None)
        if cluster is None and words:
            at = g.words[g.top(words)].span
            cluster = next(
                (
                    c
                    for c in self.clusters
                    if any(s.covers(at) and s.end - s.begin <= span.end - span.begin + 2 for s in c)
                ),
                None,
            )
        if cluster is None:
            return None
        # Sorted by where they begin, so that only the mentions inside a span are looked at.
        named = [
            m for s in cluster for m in self.mentions[bisect_left(self._begins, s.begin):bisect_left(self._begins, s.end)]
            if s != span and (s == m.span or (s.covers(m.span) and self._heads(s, m.span)))
            and self.people.person(m) is not None
        ]  # fmt: skip
        people = {id(self.people.person(m)) for m in named}
        if len(people) != 1:
            return None  # a cluster that holds two people has gone astray
        return named[0]

    def _heads(self, outer: Span, inner: Span) -> bool:
        words = self.g.inside(outer)
        return bool(words) and inner.overlaps(self.g.words[self.g.top(words)].span)


def _as_written(author: str) -> str:
    """An author as a reader writes the name: without "By", not in capitals."""
    name = author.removeprefix("By ").removeprefix("by ").split(",")[0].strip()
    return name.title() if name.isupper() else name
