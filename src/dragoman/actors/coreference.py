"""What coreference carries from a name to pronouns and short descriptions close behind it."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence

from dragoman.actors.bodies import ITS_MEN, leads_a_group
from dragoman.actors.names import fold, tokens, word_set
from dragoman.actors.schema import BLOCS
from dragoman.actors.text import Found, Text, as_mention, trimmed
from dragoman.records import Actor, Mention, MentionType, Span

__all__ = ["belongings", "carried_mentions", "clusters_of"]


def clusters_of(text: Text, found: Sequence[Found]) -> dict[Span, tuple[str, str]]:
    """Span -> (actor, the words that name it) for every member of a cluster whose names agree on one actor."""
    out: dict[Span, tuple[str, str]] = {}
    spots: dict[int, list[Found]] = {}
    for item in found:
        if item.actor and item.use in ("actor", "people"):
            spots.setdefault(item.end, []).append(item)
    sentences = [span.begin for span in text.parse.sentences]
    for cluster in text.parse.coreference:
        votes: Counter[tuple[str, str]] = Counter()
        holding: set[int] = set()
        for span in cluster:
            if not spots or span.end - span.begin < 3:
                continue
            bare = trimmed(text, span)
            for end in {span.end, bare.end}:
                if end in spots:
                    holding.add(span.end)
                for item in spots.get(end, ()):
                    if item.begin >= span.begin and item.actor:
                        votes[(item.actor, text.document.text[item.begin : item.end])] += (
                            2 if item.begin == bare.begin else 1
                        )
        actors = {actor for actor, _ in votes}
        # A cluster that names two is a mistake of the model somewhere: better to carry nothing.
        if len(actors) != 1:
            continue
        actor, words = votes.most_common(1)[0][0]
        ends = sorted(holding)
        record = text.known.actor(actor) or text.case.get(actor)
        for span in cluster:
            if record and _may_stand(text, span, record, ends, sentences):
                out.setdefault(span, (actor, words))
    return out


# Given names that leave no doubt, of people often in the news: "he" is never Hillary Clinton.
_WOMEN = word_set(
    """
    hillary angela theresa condoleezza madeleine federica nikki kamala michelle melania ivanka nancy elizabeth maria marine
    margaret samantha susan sarah condi ursula christine aung benazir sheikh_hasina indira golda tzipi ayelet asma maryam
    hanan leila fatima aisha margot jacinda julia gillian priti amber liz penny emily diane jo ruth nicola emma clare anne
    anna mary jane kate catherine katherine jennifer jessica laura lisa linda karen barbara rebecca rachel shamima ilham
    nadia malala greta yulia tatiana svetlana ekaterina valentina kellyanne elisabeth stephanie hannah megan claire janet
    """
)
_MEN = word_set(
    """
    donald barack joe john vladimir bashar boris david emmanuel francois nicolas recep tayyip benjamin george william bill
    james robert michael richard thomas charles daniel matthew anthony mark paul steven andrew kenneth edward brian ronald
    mohammad mohammed muhammad ahmed ali hassan hussein ibrahim abdullah khalid omar mahmoud mustafa mehmet ahmet sergei
    dmitry mikhail igor alexander nikolai jeremy philip gavin rex jeff jim mike ted bernie marco jeb chris ben abu osama
    ayman saddam hosni muammar qasem walid staffan antonio ban kofi xi kim shinzo
    """
)
_HE = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_IT = frozenset(["it", "its", "itself", "they", "them", "their", "theirs", "themselves"])


def _may_stand(text: Text, span: Span, actor: Actor, names: list[int], sentences: list[int]) -> bool:
    """True if `span` may stand for `actor`: a pronoun of its kind or "the group", with the name not far before."""
    said = [word.fold for word in tokens(span.of(text.document.text))]
    if not said or not names:
        return False
    before = [end for end in names if end <= span.begin]
    if not before:
        return False
    here, there = bisect.bisect_right(sentences, span.begin), bisect.bisect_right(sentences, before[-1] - 1)
    if len(said) == 1 and said[0] in _HE:
        women = fold(actor.name.split()[0]) in _WOMEN
        men = fold(actor.name.split()[0]) in _MEN
        if (women and said[0].startswith("h") and not said[0].startswith("her")) or (
            men and (said[0].startswith("s") or said[0].startswith("her"))
        ):
            return False
        return actor.kind == "person" and here - there <= 3 and _last_person(text, span.begin) == actor.id
    if len(said) == 1 and said[0] in _IT:
        return actor.kind != "person" and here - there <= 1
    return (
        len(said) <= 3
        and said[0] in ("the", "this", "that")
        and said[-1] in _THE_GROUP
        and _is_a(actor, said[-1])
        and here - there <= 4
    )


def _is_a(actor: Actor, noun: str) -> bool:
    """True if that noun may be said of an actor of that kind: a ministry is no alliance, a company no army."""
    if actor.kind not in ("group", "organisation", "body"):
        return False
    armed = any(sector.code in ("REB", "PRM", "MIL") for sector in actor.sectors)
    if noun in ("militia", "army"):
        return armed
    if noun in ("movement", "party"):
        return actor.kind == "group" or any(sector.code == "PTY" for sector in actor.sectors)
    if noun in ("alliance", "coalition", "union"):
        return (
            noun in fold(actor.name)
            or actor.id == "nato"
            or (actor.kind == "group" and actor.country in BLOCS)
        )
    if noun in ("agency", "body", "council"):
        return actor.kind != "group"
    if noun == "force":
        return armed or "force" in fold(actor.name)
    return actor.kind != "body" or armed


def _last_person(text: Text, offset: int) -> str | None:
    """The person named last before `offset`, as subject or not: pronouns rarely reach behind another person."""
    at = bisect.bisect_left(text.people, (offset, ""))
    return text.people[at - 1][1] if at else None


_THE_GROUP = word_set(
    """
    group organisation organization movement militia party network alliance council agency body coalition
    union force army
    """
)


def carried_mentions(text: Text, clusters: dict[Span, tuple[str, str]], have: set[Span]) -> list[Mention]:
    """Pronouns and short descriptions in a cluster with a name: they mean that name; they never make an actor."""
    out = []
    ends = {span.end for span in have}
    for span, (id_, words) in clusters.items():
        if span in have or span.end in ends or span.end - span.begin > 60:
            continue
        said = tokens(span.of(text.document.text))
        if not said:
            continue
        actor = text.known.actor(id_) or text.case.get(id_)
        if actor is None or (len(said) == 1 and said[0].fold in ("you", "who", "which", "that", "this")):
            continue
        type_: MentionType = "Person" if actor.kind == "person" else "Organisation"
        out.append(as_mention(text, Found(span.begin, span.end, id_, type_, f"the same as {words!r} before")))
    return out


_COUNTRY = word_set("country homeland nation")


def belongings(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """ "His country", "its fighters" behind a pronoun that means somebody: the state they serve, the group they are or lead."""
    taken = sorted(mention.span for mention in mentions if mention.actor)
    begins = {word.begin: at for at, word in enumerate(text.words)}
    out = []
    for mention in mentions:
        at = begins.get(mention.span.begin)
        if at is None or at + 1 >= len(text.words) or text.folds[at] not in ("his", "her", "its", "their"):
            continue
        actor = text.known.actor(mention.actor or "")
        if actor is not None and (made := _counterpart(text, at, actor)):
            out.append(made)
            continue
        word = text.words[at + 1]
        if actor is None or text.between(at, at + 1) != " " or text.pos(at + 1) != "NOUN":
            continue
        span = Span(word.begin, word.end)
        near = bisect.bisect_left(taken, span)
        if any(other.overlaps(span) for other in taken[max(0, near - 2) : near + 2]):
            continue
        owner = None
        if word.fold in _COUNTRY and actor.kind == "person" and actor.offices:
            owner = text.known.country_state.get(actor.country or "")
        elif word.fold in ITS_MEN and actor.kind == "group":
            owner = actor.id
        elif word.fold in ITS_MEN and actor.kind == "person":
            owner = leads_a_group(text, actor)
        if owner is not None:
            because = f"of {actor.name}, whom the pronoun means"
            out.append(as_mention(text, Found(*span, owner, "Organisation", because)))
    return out


def _counterpart(text: Text, at: int, actor: Actor) -> Mention | None:
    """ "His Iranian counterpart": who holds the same office in that state on the day of the document."""
    if (
        at + 2 >= len(text.words)
        or text.folds[at + 2] != "counterpart"
        or any(text.between(i, i + 1) != " " for i in (at, at + 1))
    ):
        return None
    states = {
        form.actor
        for length, forms in text.match(at + 1)
        if length == 1
        for form in forms
        if form.how == "adjective"
    }
    titles = [
        office.title
        for office in actor.offices
        if text.day is not None and office.first is not None and text.held(office.first, office.last)
    ]
    holders = {
        person
        for state in states
        for title in titles
        if (person := text.known.holder(state, title, text.day)) is not None
    }
    if len(states) != 1 or len(holders) != 1:
        return None
    person = holders.pop()
    begin, end = text.words[at + 1].begin, text.words[at + 2].end
    because = f"holds the office there that {actor.name} holds"
    return as_mention(text, Found(begin, end, person, "Person", because))
