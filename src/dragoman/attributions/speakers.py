"""Who the source of an attribution is: kind of source, actor and name, pronouns and short names included."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.attributions.grammar import Grammar
from dragoman.attributions.lexicon import Lexicon
from dragoman.attributions.rules import Draft
from dragoman.records import Document, Mention, Parse, Span

__all__ = ["Speaker", "speakers"]

SourceKind = Literal["named", "collective", "anonymous", "document", "unnamed"]

_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THIRD = _PERSONAL | frozenset(
    {"it", "its", "they", "them", "their", "theirs", "who", "which", "that", "whom", "whose", "this"}
)
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "myself"})
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
        "rep",
        "sen",
        "congressman",
        "congresswoman",
        "mayor",
        "chief",
        "commander",
        "the",
    ]
)
_FEMALE = frozenset(
    {
        "mrs",
        "ms",
        "miss",
        "madam",
        "queen",
        "princess",
        "spokeswoman",
        "congresswoman",
        "chairwoman",
        "baroness",
        "lady",
        "businesswoman",
    }
)
_MALE = frozenset(
    {
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "spokesman",
        "congressman",
        "chairman",
        "sheikh",
        "sheik",
        "ayatollah",
        "businessman",
    }
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """What is known of a source: `actor` is an actor's id, `name` how it is called; both None if nobody can tell."""

    kind: SourceKind
    actor: str | None = None
    name: str | None = None


def speakers(
    drafts: Sequence[Draft], carrier: dict[int, int], grammar: Grammar, lexicon: Lexicon,
    document: Document, parse: Parse, mentions: Sequence[Mention],
) -> list[Speaker]:  # fmt: skip
    """The speaker of each draft, in the order given.

    A name is taken from the mention at the head of the phrase, from its apposition, or through coreference;
    a pronoun that the coreference leaves open goes to the speaker before it. Nothing is guessed for a
    phrase that keeps the name back ("a senior official").
    """
    resolver = _Resolver(grammar, lexicon, document, parse, mentions)
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].source[0].begin if drafts[n].source else 0)
    known: dict[int, Speaker] = {}
    before: list[tuple[int, Speaker]] = []  # (offset, speaker) of named people, in the order of the text
    # Outer attributions first: "I" inside a quotation is whoever the quotation belongs to.
    for n in [
        *(k for k in order if not resolver.first_person(drafts[k])),
        *(k for k in order if resolver.first_person(drafts[k])),
    ]:
        draft = drafts[n]
        outer = known.get(carrier[n]) if n in carrier else None
        speaker = resolver.speaker(draft, before, outer)
        known[n] = speaker
        if speaker.kind == "named" and speaker.name and draft.source:
            before.append((draft.source[0].begin, speaker))
            before.sort(key=lambda item: item[0])
    return [known[n] for n in range(len(drafts))]


class _Resolver:
    def __init__(
        self,
        grammar: Grammar,
        lexicon: Lexicon,
        document: Document,
        parse: Parse,
        mentions: Sequence[Mention],
    ) -> None:
        self.g, self.lexicon, self.document = grammar, lexicon, document
        self.mentions = sorted(mentions, key=lambda m: (m.span.begin, -m.span.end))
        self.clusters = parse.coreference
        self.people = [m for m in self.mentions if m.type == "Person"]
        self._begins = [m.span.begin for m in self.mentions]
        self._genders: dict[str, str | None] = {}
        # The longest name of more than one word by its last word, the first of equals.
        self._by_surname: dict[str, str] = {}
        for m in self.people:
            name = _bare(m.span.of(grammar.text))
            parts = name.split()
            if len(parts) > 1 and len(name) > len(self._by_surname.get(parts[-1], "")):
                self._by_surname[parts[-1]] = name

    def first_person(self, draft: Draft) -> bool:
        return bool(draft.source) and draft.source[0].of(self.g.text).lower() in _FIRST

    def speaker(self, draft: Draft, before: Sequence[tuple[int, Speaker]], outer: Speaker | None) -> Speaker:
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
        if lower in _FIRST:
            if outer is not None and outer.name:
                return outer
            if self.document.author and lower in ("i", "my", "me") and not self._quoted(span):
                return Speaker("named", None, self.document.author)
            return Speaker("collective" if lower in ("we", "us", "our") else "unnamed")
        if lower in _THIRD or g.words[head].pos == "PRON":
            return self._pronoun(head, span, before)
        mention = self._mention(head, words)
        if mention is not None and (mention.name or mention.actor):
            return Speaker("named", mention.actor, mention.name or self._full_name(mention))
        kind = self._kind(head, words)
        if mention is not None and kind != "document":
            # A name names itself; coreference only says how it goes on elsewhere ("Roe" for "Jan Roe").
            own = self._full_name(mention)
            through = self._through_cluster(span, words)
            if through is not None and through.name and set(_tokens(through.name)) & set(_tokens(own)):
                return Speaker("named", through.actor, through.name)
            if g.words[head].pos == "PROPN" or mention.type in ("Person", "Organisation"):
                return Speaker("named", None, own)
        if kind in ("anonymous", "collective"):
            spoken_for = self._spoken_for(head, words)
            if spoken_for is not None:
                return Speaker(kind, spoken_for.actor, spoken_for.name or spoken_for.span.of(g.text))
        if kind != "document":
            through = self._through_cluster(span, words, definite=True)
            if through is not None and kind not in ("collective",):
                return Speaker("named", through.actor, through.name)
        if kind == "named":
            return Speaker("named", None, self._proper_name(head, words))
        return Speaker(kind)

    # -- pieces -------------------------------------------------------------------------------------

    def _mention(self, head: int, words: Sequence[int]) -> Mention | None:
        """The mention that the head word stands in, or that an apposition of it names; people win."""
        g = self.g
        at = g.words[head].span
        heads = [at]
        for k in g.children[head]:
            if k in words and (g.rel[k] in ("appos", "flat")):
                heads.append(g.words[k].span)
        core = [
            m
            for m in self.mentions
            if m.type in ("Person", "Organisation", "Nationality", "Location", "DocumentReference")
            and any(h.overlaps(m.span) for h in heads)
        ]
        held = g.span(words)
        core = [m for m in core if held.covers(m.span) or m.span.covers(at)]
        if not core:
            return None
        return max(
            core,
            key=lambda m: (
                m.type == "Person",
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
        held = g.span(words)
        inside = [
            m
            for m in self.mentions
            if held.covers(m.span)
            and m.type in ("Organisation", "Nationality", "Location")
            and (m.actor or m.name)
        ]
        return (
            max(inside, key=lambda m: (m.type == "Organisation", m.span.end - m.span.begin))
            if inside
            else None
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
        plural = "Number=Plur" in g.words[head].feats or lower in (
            "some",
            "many",
            "others",
            "several",
            "most",
            "few",
            "all",
            "people",
        )
        if plural and (lemma in lexicon.collective or lower in lexicon.collective):
            return (
                "anonymous" if lemma in ("source", "report", "rumour", "rumor", "insider") else "collective"
            )
        if lemma in lexicon.document:
            return "document"
        if lemma in lexicon.anonymous:
            return "anonymous"
        return "collective" if plural or lemma in lexicon.collective else "anonymous"

    def _pronoun(self, head: int, span: Span, before: Sequence[tuple[int, Speaker]]) -> Speaker:
        g = self.g
        lower = g.lower[head]
        if lower in ("who", "which", "that", "whom") and g.rel[head] in (
            "nsubj",
            "obj",
            "nmod",
            "obl",
            "det",
            "mark",
        ):
            antecedent = self._antecedent(head)
            if antecedent is not None:
                words = g.phrase(
                    antecedent, [k for k in g.children[antecedent] if g.dep[k].startswith("acl")]
                )
                mention = self._mention(antecedent, words)
                if mention is not None and (mention.name or mention.type == "Person"):
                    return Speaker("named", mention.actor, mention.name or self._full_name(mention))
                return (
                    Speaker(self._kind(antecedent, words))
                    if g.words[antecedent].pos != "PRON"
                    else Speaker("unnamed")
                )
        through = self._through_cluster(span, [head])
        if through is not None:
            return Speaker("named", through.actor, through.name)
        if lower in _PERSONAL:
            fallback = self._person_before(span.begin, lower, before)
            if fallback is not None:
                return fallback
        return Speaker(
            "collective" if lower in ("they", "them", "their", "some", "many", "others", "all") else "unnamed"
        )

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

    def _through_cluster(self, span: Span, words: Iterable[int], *, definite: bool = False) -> Mention | None:
        """The best name in the coreference cluster of `span`, as a mention whose name is filled in."""
        g = self.g
        words = list(words)
        if definite and g.lower[words[0]] not in ("the", "this", "that", "his", "her", "their", "its"):
            return None
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
            and m.type in ("Person", "Organisation", "Nationality", "Location") and (m.name or m.type in ("Person", "Organisation"))
            and g.text[m.span.begin].isupper()
        ]  # fmt: skip
        people = {self._full_name(m).split()[-1] for m in named if m.type == "Person"}
        if not named or len(people) > 1:
            return None  # a cluster that holds two people has gone astray
        best = max(
            named,
            key=lambda m: (
                m.name is not None,
                m.actor is not None,
                m.type == "Person",
                m.span.end - m.span.begin,
            ),
        )
        return (
            best if best.name else Mention(best.span, best.type, actor=best.actor, name=self._full_name(best))
        )

    def _heads(self, outer: Span, inner: Span) -> bool:
        words = self.g.inside(outer)
        if not words:
            return False
        top = self.g.words[self.g.top(words)].span
        return inner.overlaps(top)

    def _person_before(
        self, offset: int, pronoun: str, before: Sequence[tuple[int, Speaker]]
    ) -> Speaker | None:
        """Whom "he" or "she" means: the speaker before, else the person named last as a subject, within reach."""
        reach = offset - 1200
        wanted = "f" if pronoun in ("she", "her", "hers", "herself") else "m"
        candidates: list[tuple[int, Speaker]] = [(at, s) for at, s in before if reach <= at < offset]
        for m in self.people:
            if reach <= m.span.begin < offset:
                weight = m.span.begin if self._is_subject(m) else m.span.begin - 200
                candidates.append((weight, Speaker("named", m.actor, m.name or self._full_name(m))))
        candidates = [c for c in candidates if self._gender(c[1].name or "") in (None, wanted)]
        if not candidates:
            return None
        return max(candidates, key=lambda c: c[0])[1]

    def _is_subject(self, mention: Mention) -> bool:
        words = self.g.inside(mention.span)
        return bool(words) and self.g.rel[self.g.top(words)] == "nsubj"

    def _gender(self, name: str) -> str | None:
        """What titles before the name and the family say; None if the text does not tell."""
        last = name.split()[-1].lower() if name.split() else ""
        if last not in self._genders:
            self._genders[last] = self._gender_of(last)
        return self._genders[last]

    def _gender_of(self, last: str) -> str | None:
        votes = {"f": 0, "m": 0}
        for i, lower in enumerate(self.g.lower):
            if lower == last and i > 0:
                for k in range(max(0, i - 3), i):
                    title = self.g.lower[k].rstrip(".")
                    votes["f"] += title in _FEMALE
                    votes["m"] += title in _MALE
        if votes["f"] == votes["m"]:
            return None
        return "f" if votes["f"] > votes["m"] else "m"

    def _full_name(self, mention: Mention) -> str:
        """The longest name of a person in the document that ends (or begins) with the words of `mention`, titles left off."""
        own = (
            _bare(mention.span.of(self.g.text))
            if mention.type == "Person"
            else _no_article(mention.span.of(self.g.text))
        )
        if mention.type != "Person":
            return own
        return self._longest(own)

    def _longest(self, own: str) -> str:
        if len(own.split()) > 1:
            return own
        return self._by_surname.get(own, own)

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
        run = [proper]
        while run[0] - 1 in words and g.words[run[0] - 1].pos == "PROPN":
            run.insert(0, run[0] - 1)
        while run[-1] + 1 in words and g.words[run[-1] + 1].pos == "PROPN":
            run.append(run[-1] + 1)
        name = _no_article(g.span(run).of(g.text))
        if name.islower():
            # "Iran's Tasnim news agency": the name stands before the word for what it is.
            capitals = [w for w in words if g.forms[w][:1].isupper() and w < head and g.dep[w] != "nmod:poss"]
            if capitals:
                name = g.span(capitals).of(g.text)
        return self._longest(name) or None

    def _quoted(self, span: Span) -> bool:
        opened = self.g.text.rfind("“", 0, span.begin)
        return opened > self.g.text.rfind("”", 0, span.begin)


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
)


def _bare(name: str) -> str:
    """A name without titles and other words before it, and without a possessive behind it."""
    parts = name.replace("’s", "").replace("'s", "").split()
    titles = [n for n, part in enumerate(parts[:-1]) if part.rstrip(".").lower() in _TITLES]
    if titles:
        parts = parts[titles[-1] + 1 :]
    while len(parts) > 1 and parts[0].islower() and not parts[0].startswith(_PARTICLES):
        parts = parts[1:]
    return " ".join(parts).strip(",.;:")


def _tokens(name: str) -> list[str]:
    return [part.casefold() for part in name.replace("-", " ").split()]


def _no_article(name: str) -> str:
    return name.replace("’s", "").replace("'s", "").removeprefix("the ").removeprefix("The ").strip(" ,.;:")
