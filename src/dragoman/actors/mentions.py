"""Finds and the mentions of the language model, brought together: one mention for each span."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from dragoman.actors.bodies import BACKED
from dragoman.actors.coreference import belongings, carried_mentions, clusters_of
from dragoman.actors.descriptions import with_titles
from dragoman.actors.full_names import PORTFOLIOS
from dragoman.actors.governments import DATELINE
from dragoman.actors.knowledge import case_id
from dragoman.actors.namelike import looks_like_a_name
from dragoman.actors.names import fold, key, tokens, word_set
from dragoman.actors.surnames import plausible, prominent
from dragoman.actors.text import Found, Text, Use, as_mention, trimmed
from dragoman.records import Actor, Mention, ParsedMention, Span

__all__ = ["merged_mentions"]


def merged_mentions(text: Text, found: list[Found], given: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions given that are settled, the model's with the find at their head, the finds left, and what coreference adds."""
    found = sorted(found, key=lambda item: (item.begin, -item.end))
    # What an earlier stage only passed on is read again; what it settled stays.
    settled = [m for m in given if m.type not in _RESOLVABLE or m.actor or m.lat is not None]
    passed = [
        ParsedMention(m.span, m.type, m.score)
        for m in given
        if m.type in _RESOLVABLE and not m.actor and m.lat is None
    ]
    out: list[Mention] = list(settled)
    blocked = {mention.span for mention in settled}
    used: set[int] = set()
    text.people = sorted((item.end, item.actor) for item in found if item.type == "Person" and item.actor)
    text.covered = [
        (item.begin, item.end)
        for item in found
        if item.last - item.first > 1 and item.actor and not item.office
    ]
    clusters = clusters_of(text, found)
    begins = [item.begin for item in found]
    names = sorted(
        (item.begin, item.end)
        for item in found
        if item.type == "Person" and item.office is None and item.actor
    )
    for parsed in dict.fromkeys([*text.parse.mentions, *passed]):
        if fold(parsed.span.of(text.document.text)) in _ARTICLES:
            continue
        if parsed.type == "Person" and _is_fragment(parsed.span, names):
            continue
        if parsed.span in blocked or (
            parsed.type == "Temporal" and any(span.overlaps(parsed.span) for span in blocked)
        ):
            continue
        inside = _inside(parsed.span, found, begins)
        out.append(_resolved(text, parsed, found, inside, used, clusters))
    for n, item in enumerate(found):
        if n not in used and (item.begin, item.end) not in blocked:
            out.append(as_mention(text, item))
    out += with_titles(text, out)
    out += carried_mentions(text, clusters, {mention.span for mention in out})
    out += belongings(text, out)
    unique: dict[tuple[Span, str], Mention] = {}
    for mention in _without_parts(out):
        old = unique.get((mention.span, mention.type))
        if old is None or (old.actor is None and mention.actor is not None):
            unique[(mention.span, mention.type)] = mention
    return tuple(sorted(unique.values(), key=lambda mention: mention.span))


def _is_fragment(span: Span, names: Sequence[tuple[int, int]]) -> bool:
    """True for a part of a person's name ("Bashar" of "Bashar Assad"), which is nobody of its own; `names` are sorted."""
    at = bisect.bisect_left(names, (span.begin + 1, 0))
    return any(
        begin <= span.begin and span.end <= end and span.end - span.begin < end - begin
        for begin, end in names[max(0, at - 3) : at]
    )


def _inside(span: Span, found: Sequence[Found], begins: Sequence[int]) -> list[int]:
    """Which finds lie inside `span`; they are sorted by where they begin."""
    out = []
    for n in range(bisect.bisect_left(begins, span.begin), len(found)):
        if found[n].begin >= span.end:
            break
        if found[n].end <= span.end:
            out.append(n)
    return out


def _without_parts(mentions: list[Mention]) -> list[Mention]:
    """Adjectives of a nation beside the actor whose name they belong to ("Lebanese" in "Lebanese Hezbollah") are nobody."""
    whole = sorted(
        (m.span for m in mentions if m.actor and m.type in ("Person", "Organisation", "MilitaryPlatform")),
        key=lambda span: (span.begin, -span.end),
    )
    begins = [span.begin for span in whole]
    out = []
    for mention in mentions:
        if mention.actor and (mention.because or "").startswith("adjective of"):
            at = bisect.bisect_right(begins, mention.span.begin)
            if any(span.covers(mention.span) and span != mention.span for span in whole[max(0, at - 4) : at]):
                mention = replace(
                    mention,
                    actor=None,
                    name=None,
                    aliases=(),
                    because=f"{mention.because}; part of a longer name",
                )
        out.append(mention)
    return out


_ARTICLES = frozenset(["the", "a", "an", "s", ""])
_RESOLVABLE = frozenset(["Person", "Organisation", "Location", "Nationality", "MilitaryPlatform", "Vehicle"])


def _resolved(
    text: Text, parsed: ParsedMention, found: Sequence[Found], inside: list[int], used: set[int],
    clusters: dict[Span, tuple[str, str]],
) -> Mention:  # fmt: skip
    """A mention of the model, resolved by the find that is its head."""
    plain = Mention(parsed.span, parsed.type, parsed.score)
    if parsed.type not in _RESOLVABLE:
        return plain
    span = trimmed(text, parsed.span)
    if span.begin >= span.end:
        return plain
    if not inside:
        return _unfound(text, parsed, plain, clusters)
    exact = next((n for n in inside if found[n].begin == span.begin and found[n].end == span.end), None)
    head = exact if exact is not None else _head(text, parsed.span, found, inside, parsed.type)
    if head is None:
        return _unfound(text, parsed, plain, clusters)
    item = found[head]
    if exact is None and any(
        found[n].actor not in (None, item.actor) and _and_between(text, found[n], item) for n in inside
    ):
        # "Google and Facebook" are two.
        return plain
    if parsed.type == "Location" and item.use == "people":
        return plain
    if (
        parsed.type == "Person"
        and item.type != "Person"
        and exact is None
        and item.use in ("adjective", "place")
    ):
        return plain
    aside = exact is None and item.type == "Person" and "," in text.document.text[item.end : parsed.span.end]
    if not aside:  # "Ada Lunt, the senator from Ohio": the name is a mention of its own beside the whole
        used.add(head)
    for n in inside:
        if (
            found[n].actor == item.actor
            and found[n].actor is not None
            and n != exact
            and not aside
            and item.type == found[n].type
        ):
            used.add(n)
    mention = as_mention(text, item, parsed.span, parsed.type, parsed.score)
    if exact is None and item.use == "adjective":
        return replace(
            mention,
            actor=None,
            name=None,
            aliases=(),
            because=f"{item.because}; who of it, the text does not say",
        )
    return mention


_OF_SOMEBODY = frozenset(
    ["to", "of", "for", "with", "by", "from", "against", "behind", "around", "under", "near"]
)
"""Words behind which stands somebody else than the phrase means."""
_SOME = word_set(
    "one two three four five six several many some few most dozens hundreds thousands another other"
)


def _head(text: Text, span: Span, found: Sequence[Found], inside: list[int], type_: str) -> int | None:
    """The find that holds the head of `span`: by the parse; else what ends it; else what a part stands for."""
    words = text.parse.words
    tail = trimmed(text, span).end
    people = [
        n for n in inside if found[n].type == "Person" and found[n].office is None and found[n].end == tail
    ]
    ahead = text.document.text[span.begin : found[people[0]].begin].split() if people else []
    before = fold(ahead[-1][-1:]) if ahead else ""
    # "advisers to Mr. Obama" are not he; the "Ohio Secretary of State Ada Lunt" is she
    told = ahead[:-2] if len(ahead) > 2 and ahead[-2] == "of" and fold(ahead[-1]) in PORTFOLIOS else ahead
    of_his = any(fold(word) in _OF_SOMEBODY for word in told)
    if (
        len(people) == 1
        and type_ == "Person"
        and not of_his
        and (not before or before.isalnum() or before in ",.")
    ):
        return people[0]
    root = None
    at = text.parsed(span.begin)
    if at is not None:
        root = at
        for _ in range(30):
            head = words[root].head
            if head < 0 or not span.begin <= words[head].span.begin < span.end:
                break
            root = head
    if root is not None:
        spot = words[root].span.begin
        holding = [n for n in inside if found[n].begin <= spot < found[n].end]
        if holding:
            best = max(holding, key=lambda n: found[n].end - found[n].begin)
            # "Lebanon's Hezbollah" is who ends it, whatever the parse makes of the possessive.
            ending = [
                n for n in inside if found[n].end == tail and found[n].use == "actor" and found[n].actor
            ]
            if text.words[found[best].last - 1].possessive and ending:
                return max(ending, key=lambda n: found[n].end - found[n].begin)
            return best
        lemma, form = words[root].lemma.casefold(), fold(words[root].span.of(text.document.text))
        against = re.search(r"(?i)\b(?:anti|counter|non|ex|pro)-\w", span.of(text.document.text))
        if (form in text.known.parts or lemma in text.known.parts) and not against:
            # "Hezbollah fighters", "members of the Islamic State": the part stands for the whole, if it hangs on it
            # ("a group of Republican donors" is not the party) and is not only backed by it ("C.I.A.-backed rebels").
            whole = [
                n
                for n in inside
                if (found[n].use == "actor" or (found[n].use == "people" and form in _OF_A_PEOPLE))
                and found[n].type != "Person"
                and not _backs(text, found[n])
                and _hangs_on(text, found[n], root)
            ]
            if len({found[n].actor for n in whole}) == 1:
                return whole[0]
        return None
    end = span.end
    ending = [n for n in inside if found[n].end >= end - 1]
    return max(ending, key=lambda n: found[n].end - found[n].begin) if ending else None


def _and_between(text: Text, a: Found, b: Found) -> bool:
    """True if nothing but "and" or a comma stands between two names."""
    a, b = (a, b) if a.last <= b.first else (b, a)
    if a.last > b.first:
        return False
    between = text.gap(a.last - 1, b.first).removesuffix("the").strip()
    return between in ("and", "or", "&", ",", ", and")


# What speaks for a people; its fighters do not ("Kurdish militants" are not the Kurds).
_OF_A_PEOPLE = word_set(
    """
    leaders leader leadership representatives representative delegation officials community
    """
)


def _backs(text: Text, item: Found) -> bool:
    """True for the first half of "C.I.A.-backed", "US-led": whoever follows is somebody else."""
    return (
        item.last < len(text.words)
        and text.between(item.last - 1, item.last) in ("-", "‑", " ")
        and text.folds[item.last] in BACKED
        and (text.between(item.last - 1, item.last) != " " or text.folds[item.last] in ("backed", "led"))
    )


def _hangs_on(text: Text, item: Found, root: int) -> bool:
    """True if the head of that name hangs on word `root` itself, or on a word beside it in the same name."""
    words = text.parse.words
    for offset in (text.words[item.last - 1].begin, text.words[item.first].begin):
        at = text.parsed(offset)
        for _ in range(6):
            if at is None or at < 0:
                break
            if at == root:
                return True
            head = words[at].head
            if head == root:
                return True
            # Only along the name itself, brackets behind it and coordinations.
            inside = head >= 0 and item.begin <= words[head].span.begin < item.end
            if not inside and words[at].dep.split(":")[0] not in ("conj", "flat", "appos", "amod"):
                break
            at = head
    return False


def _unfound(
    text: Text, parsed: ParsedMention, plain: Mention, clusters: dict[Span, tuple[str, str]]
) -> Mention:
    """A mention no name of which was found: carried by coreference, or an actor of this case, or nobody."""
    carried = clusters.get(parsed.span)
    if carried and parsed.type in ("Person", "Organisation", "MilitaryPlatform"):
        return _meaning(text, parsed, carried[0], f"the same as {carried[1]!r} before")
    if parsed.type == "Nationality":
        forms = [
            form
            for form in text.known.index.get(key(parsed.span.of(text.document.text)), [])
            if form.how in ("adjective", "people")
        ]
        if len(forms) != 1:
            return plain
        actor = forms[0].actor
        return _meaning(text, parsed, actor, f"{forms[0].how} of {actor}", use="adjective")
    if parsed.type not in ("Person", "Organisation"):
        return plain
    span = trimmed(text, parsed.span)
    if any(begin <= span.begin and span.end <= end for begin, end in text.covered):
        return plain
    if parsed.type == "Person":
        person = _titled_surname(text, span)
        if person:
            return _meaning(text, parsed, person, "title and surname")
        if looks_like_a_name(text, span, parsed.type):
            span = _untitled(text, span)
    if not looks_like_a_name(text, span, parsed.type):
        return plain
    folds = [fold(word) for word in span.of(text.document.text).split()]
    if folds[0] in _SOME or (parsed.type == "Person" and set(folds) & _OF_SOMEBODY - {"of", "from"}):
        return plain  # "One Democrat", "Advisers to Mr. Obama"
    said = " ".join(span.of(text.document.text).split())
    if len(key(said)) == 1:
        return _single_name(text, parsed, plain, span, said)
    id_ = case_id(said)
    id_ = text.known.merged.get(id_, id_)
    if text.known.actor(id_) is not None:
        return _meaning(text, parsed, id_, "its id")
    return _of_case(text, plain, id_, said)


def _single_name(text: Text, parsed: ParsedMention, plain: Mention, span: Span, said: str) -> Mention:
    """A name of one word: short for one in full here, or an actor of this document only, as another may be called the same."""
    if _before_a_name(text, span):
        return plain
    name = key(said)
    forms = text.known.index.get(name, [])
    seats = [form for form in forms if form.how == "seat"]
    dateline = said.isupper() or DATELINE.match(text.document.text, span.end)
    if len(seats) == 1 and parsed.type == "Organisation" and not dateline:
        because = f"{said} read as a body, not a place"
        return _meaning(text, parsed, seats[0].actor, because, sectors=("GOV",))
    people = text.short.get(name) or (_by_given_name(text, name[0]) if parsed.type == "Person" else set())
    if len(people) == 1:
        (person,) = people
        return _meaning(text, parsed, person, "short for the name in full here")
    if forms or people or any(plausible(text, person) for person in text.known.surnames.get(name, ())):
        return plain
    id_ = case_id(said, text.document.id)
    return _of_case(text, plain, text.known.merged.get(id_, id_), said)


def _meaning(
    text: Text,
    parsed: ParsedMention,
    actor: str,
    because: str,
    *,
    use: Use = "actor",
    sectors: tuple[str, ...] | None = None,
) -> Mention:
    """A mention of the model that as a whole means `actor`."""
    item = Found(*parsed.span, actor, parsed.type, because, use=use, sectors=sectors)
    return as_mention(text, item, parsed.span, parsed.type, parsed.score)


def _of_case(text: Text, plain: Mention, id_: str, said: str) -> Mention:
    """A mention of an actor of the case, which it makes if it is the first."""
    kind: Literal["person", "organisation"] = "person" if plain.type == "Person" else "organisation"
    actor = text.case.setdefault(id_, Actor(id_, said, kind, of_case=True))
    because = (
        "a name that the knowledge does not have"
        if len(said.split()) > 1
        else "a single name, of this document only"
    )
    return replace(plain, actor=id_, name=actor.name, because=because)


def _by_given_name(text: Text, given: str) -> set[str]:
    """Who of those named in full in the document has that given name ("Hillary" beside "Hillary Clinton")."""
    known = {id_: text.known.entries[id_].actor for id_ in text.named if id_ in text.known.entries}
    people = [actor for actor in (*known.values(), *text.case.values()) if actor.kind == "person"]
    return {actor.id for actor in people if len(key(actor.name)) > 1 and key(actor.name)[0] == given}


def _before_a_name(text: Text, span: Span) -> bool:
    """True if a capitalised word stands right behind: then the single word is a trade ("Parishioner Ada Lunt"), not a name."""
    tail = text.document.text[span.end : span.end + 2]
    return len(tail) == 2 and tail[0] == " " and tail[1].isupper()


def _untitled(text: Text, span: Span) -> Span:
    """`span` without the titles at its beginning ("Sheikh", "Lt. Gen."), if something is left."""
    inside = tokens(span.of(text.document.text))
    folds = [word.fold for word in inside]
    at = 0
    while at < len(inside) - 1:
        title = text.known.title(folds, at)
        if not title or at + title[0] >= len(inside):
            break
        at += title[0]
    if not inside:
        return span
    last = at + 1
    # "Mr. Peck of SunTrust", "Lindsey Graham, R-S.C.": the name ends before what says where they belong.
    while last < len(inside):
        gap = span.of(text.document.text)[inside[last - 1].end : inside[last].begin]
        if "," in gap or "(" in gap or folds[last] in ("of", "at", "from", "and"):
            break
        last += 1
    end = span.end if last == len(inside) else span.begin + inside[last - 1].end
    return Span(span.begin + inside[at].begin, end)


def _titled_surname(text: Text, span: Span) -> str | None:
    """Who "SECRETARY KERRY" or "UN Envoy de Mistura" is: a surname behind titles, of somebody here or well known."""
    said = [word.fold for word in tokens(span.of(text.document.text))]
    at = 0
    while at < len(said) - 1:
        title = text.known.title(said, at)
        step = title[0] if title else next((length for length, _ in text.known.match(said, at)), 0)
        if not step:
            break
        at += step
    form = tuple(said[at:])
    if not form or not at or len(form) > 3:
        return None
    people = text.short.get(form) or {
        id_ for id_ in text.known.surnames.get(form, ()) if prominent(text, id_, "GOV")
    }
    return next(iter(people)) if len(people) == 1 else None
