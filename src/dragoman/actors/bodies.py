"""Bodies, offices and collectives that a text names through a state, or leaves without one."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.actors.countries import at_war, foremost, salient
from dragoman.actors.names import fold, phrase_set, word_set
from dragoman.actors.spelling import written_as
from dragoman.actors.text import Found, Text
from dragoman.records import Actor, MentionType

__all__ = ["BACKED", "ITS_MEN", "bodies", "leads_a_group"]

# "Turkey-backed", "US-led": the state is named, but what follows is somebody else.
BACKED = word_set(
    """
    backed led held controlled supported based sponsored brokered occupied trained allied mediated funded
    aligned administered run educated born style made linked affiliated armed ruled proxy imposed drafted
    mandated owned speaking language origin
    """
)
_BETWEEN = word_set(
    """
    state government regime senior top military deputy former new acting interim federal national
    presidential official late then ex main chief mainstream armed first own local military's army current
    permanent security civilian joint democratic moderate hardline pro-government
    """
)
_NO_HOLDER = word_set(
    """
    former ex late then deputy vice ousted deposed next future assistant would-be previous new incoming
    outgoing
    """
)


def bodies(text: Text, found: Sequence[Found]) -> list[Found]:
    """Bodies and offices named through a state: "Turkish jets", "Iran's foreign minister", "minister ... of Iran"."""
    out: list[Found] = []
    found = sorted(found, key=lambda item: item.begin)
    by_first = {item.first: item for item in found}
    taken: set[int] = set()
    for item in found:
        entry = text.known.entries.get(item.actor or _state_of(text, item) or "")
        if entry is None or entry.actor.kind != "state":
            continue
        if item.use == "adjective" or text.words[item.last - 1].possessive or item.use in ("actor", "place"):
            made = _behind(text, item, entry.actor.id)
            # A city's police or court is the city's own ("London police" may not even be England's), and the chief of
            # staff of the White House leads no army.
            if (
                made
                and (item.how != "seat" or made.kind == "government")
                and not (item.how == "stand" and made.office and made.office[1] == "army chief")
            ):
                out.append(made)
                taken.update(range(made.first, made.last))
    for at, (length, kinds) in text.nouns.items():
        if at in taken:
            continue
        end = at + length
        made = _of_state(text, at, end, kinds, by_first)
        if made is None and at and text.folds[at - 1] in _THEIR:
            made = _owned(text, at, end, kinds, [*found, *out])
        if made is None and at and text.folds[at - 1] in ("the", "their", "his", "its", "this"):
            made = _alone(text, at, end, kinds, out)
        if made is None:
            made = _at_war_here(text, at, end, kinds, found)
        if made:
            out.append(made)
            taken.update(range(made.first, made.last))
    for at, word in enumerate(text.folds):
        if at and at not in taken and word in ITS_MEN and text.folds[at - 1] in _THEIR:
            made = _men_of(text, at, [*found, *out])
            if made:
                out.append(made)
    return out


def _state_of(text: Text, item: Found) -> str | None:
    """The state behind a find that is a place or a people."""
    if item.country and item.actor is None:
        return text.known.country_state.get(item.country)
    return None


def _behind(text: Text, item: Found, state: str) -> Found | None:
    """A body or office that follows a state: "Turkish jets", "the Iranian regime's army", "Iran foreign minister"."""
    at = item.last
    count = len(text.words)
    before = item.first - 1
    modifiers: list[str] = []
    if before >= 0 and text.folds[before] in _NO_HOLDER and text.between(before, item.first) in (" ", "-"):
        modifiers.append(text.folds[before])  # "the former British foreign secretary"
    possessive = text.words[at - 1].possessive
    if not possessive and item.use != "adjective" and (at >= count or text.between(at - 1, at) != " "):
        return None
    while at < count and len(modifiers) < 4:
        if not text.joined(at - 1, at) or (text.between(at - 1, at) == "-" and text.folds[at] in BACKED):
            return None
        match = text.noun(at)
        if match is None and text.folds[at] not in _BETWEEN:
            return None
        if match:
            length, kinds = match
            end = at + length
            if end < count and text.between(end - 1, end) == "-" and text.folds[end] in BACKED:
                return None
            if _goes_on(text, end, text.folds[end - 1]):
                return None
            # "Syrian government forces" is longer than "Syrian government".
            deeper = text.noun(end) if end < count and text.between(end - 1, end) == " " else None
            if deeper and not any(kind == "office" for kind, _ in kinds):
                return _made(text, item.first, end + deeper[0], deeper[1], state, modifiers)
            if text.folds[at] in _BETWEEN and deeper:
                length, kinds = deeper
                end += length
            if item.use in ("actor", "place") and not possessive and not _stands_behind_a_name(kinds):
                return None
            if not possessive and item.use != "adjective" and text.folds[end - 1] == "envoy":
                return None  # "the Syria envoy" is sent to it, by somebody else
            return _made(text, item.first, end, kinds, state, modifiers)
        modifiers.append(text.folds[at])
        at += 1
    return None


_LOOSE = word_set(
    """
    public nation society press court people state media leadership official cabinet
    """
)


def _goes_on(text: Text, end: int, word: str) -> bool:
    """True if the phrase is only the beginning of a longer one: "Jordan's Public | Security Directorate"."""
    if end >= len(text.words) or text.between(end - 1, end) != " ":
        return False
    if (
        text.words[end - 1].text[0].isupper()
        and text.words[end].text[0].isupper()
        and text.noun(end) is None
        and text.folds[end - 1] in _LOOSE
    ):
        return True
    return word in _LOOSE and text.pos(end) == "NOUN" and text.noun(end) is None


def _stands_behind_a_name(kinds: list[tuple[str, str]]) -> bool:
    """A state's name before a body without a possessive ("Iran foreign ministry") counts for ministries and offices."""
    return any(
        name.endswith(
            ("ministry", "minister", "forces", "police", "parliament", "president", "premier", "government")
        )
        or kind == "office"
        for kind, name in kinds
    )


def _made(
    text: Text, first: int, last: int, kinds: list[tuple[str, str]], state: str, modifiers: Sequence[str]
) -> Found | None:
    """The body or office of a state that words [first, last) name; `modifiers` stand before its noun.

    None for a "secretary of state" of another state than those whose foreign minister bears that name.
    """
    kind, name = kinds[0]
    if text.folds[last - 3 : last] == _SECRETARY and state not in _SECRETARIES:
        return None
    if len(kinds) > 1 and state in ("usa", "gbr", "deu") and ("office", "interior minister") in kinds:
        kind, name = "office", "interior minister"
    if kind == "office":
        return _office(text, first, last, name, state, modifiers)
    return _body(text, first, last, name, state)


_SECRETARY = ["secretary", "of", "state"]
_SECRETARIES = frozenset(["usa", "vat"])


def _office(text: Text, first: int, last: int, name: str, state: str, modifiers: Sequence[str]) -> Found:
    """An office: who held it on the day of the document, else the body it belongs to."""
    begin, end = text.words[first].begin, text.words[last - 1].end
    known = text.known
    word = fold(text.document.text[text.words[last - 1].begin : end])
    nobody_now = bool(set(modifiers) & _NO_HOLDER)
    title, person = name, None
    if "deputy" in modifiers and name == "foreign minister":
        title = "deputy foreign minister"
        person = known.holder(state, title, text.day)
    elif not nobody_now:
        person = known.holder(state, title, text.day)
    if name == "president" and word in ("leader", "ruler", "strongman", "dictator", "state"):
        person = None if nobody_now else _first_man(text, state)
    if name in _MANY or word in ("chief", "head"):
        person = None
    # "The Spanish dictator" may be dead for decades: only a name beside it says who.
    named_only = word in ("dictator", "ruler", "strongman") and person is None
    body = known.body(state, str(known.kinds.offices[name].get("body")))
    if name == "president" and word not in ("president", "pres", "presidentelect"):
        body = state
    because = f"{name} of {state}" + (
        f" on {text.day}" if person else ": who held it is not known from date and data"
    )
    return Found(
        begin,
        end,
        None if named_only else person or body,
        "Person",
        because,
        sectors=None if person or named_only else ("GOV",),
        first=first,
        last=last,
        office=(state, title),
    )


def _body(text: Text, first: int, last: int, name: str, state: str) -> Found:
    begin, end = text.words[first].begin, text.words[last - 1].end
    type_: MentionType = "Organisation"
    if name in ("air-force", "navy") and _CRAFT.search(text.document.text, text.words[last - 1].begin, end):
        type_ = "MilitaryPlatform"
    return Found(
        begin,
        end,
        text.known.body(state, name),
        type_,
        f"{name} of {state}",
        sectors=("GOV",) if text.known.kinds.bodies[name].get("state") else None,
        use="people" if name == "people" else "actor",
        first=first,
        last=last,
        kind=name,
    )


_CRAFT = re.compile(
    r"(?:jets?|planes?|aircraft|bombers|helicopters?|gunships|drones?|warships?|frigates?|submarines?|destroyer|carrier"
    r"|vessels|ships|gunboats|F-16s)$"
)
# Offices that several hold at once, or whose words mean other things too.
_MANY = phrase_set(
    """
    ambassador, spokesman, representative, commander, director, secretary-general, first minister, high
    representative, party leader
    """
)
# States that have a prime minister too, but are led by their president.
_PRESIDENTIAL = word_set(
    """
    rus fra syr egy ukr tur blr kaz uzb tjk kgz kor twn yem sdn
    """
)


def _first_man(text: Text, state: str) -> str | None:
    """Whom "the Libyan leader" means: the one at the head, where the constitution leaves no doubt."""
    for title in ("supreme leader", "leader", "paramount leader"):
        person = text.known.holder(state, title, text.day)
        if person:
            return person
    president, premier = (
        text.known.holder(state, title, text.day) for title in ("president", "prime minister")
    )
    if premier and (state not in _PRESIDENTIAL or not president):
        return None if president else premier
    return president


def _of_state(
    text: Text, at: int, end: int, kinds: list[tuple[str, str]], by_first: dict[int, Found]
) -> Found | None:
    """ "Ministry of Foreign Affairs of Iran", "president of the United States", "the regime in Tehran"."""
    if (
        end < len(text.words) - 1
        and text.folds[end] in ("loyal", "answerable")
        and text.folds[end + 1] == "to"
    ):
        end += 1  # "troops loyal to President Assad"
    if (
        end >= len(text.words)
        or text.folds[end] not in ("of", "in", "for", "to")
        or text.between(end - 1, end) != " "
        or (text.folds[end] == "to" and text.folds[end - 1] not in ("loyal", "answerable"))
    ):
        return None
    link = text.folds[end]
    nxt = end + 1
    if nxt < len(text.words) and text.folds[nxt] == "the":
        nxt += 1
    if nxt >= len(text.words) or (
        link == "in"
        and not any(
            name in ("government", "opposition", "rebels", "police", "parliament")
            or name.endswith("-ministry")
            for _, name in kinds
        )
    ):
        return None
    item = by_first.get(nxt)
    if item is None or item.type != "Person":
        title = text.title(nxt)
        item = by_first.get(nxt + title[0]) if title else item
    if item is not None and item.type == "Person" and link in ("of", "to"):
        return _of_its_head(text, at, kinds, item)
    state = None
    if item and item.use != "adjective":
        state = (
            item.actor
            if item.actor in text.known.entries and text.known.entries[item.actor].actor.kind == "state"
            else _state_of(text, item)
        )
        last = item.last
    if state is None:
        for length, forms in text.match(nxt):
            seats = [form for form in forms if form.how == "seat" and written_as(text, nxt, length, form)]
            beyond = nxt + length
            if beyond < len(text.words) and text.joined(beyond - 1, beyond) and text.noun(beyond):
                # "A spokesman for London police" speaks for no government.
                break
            if len(seats) == 1:
                state, last = seats[0].actor, nxt + length
            break
    if state is None or text.words[last - 1].possessive:
        # "head of Iran's Quds Force" is not the head of Iran.
        return None
    before = [text.folds[i] for i in range(max(0, at - 2), at)]
    return _made(text, at, last, kinds, state, before)


def _of_its_head(text: Text, at: int, kinds: list[tuple[str, str]], head: Found) -> Found | None:
    """ "The government of President Assad", "troops loyal to Assad": those of the state whose head that is on the day."""
    kind, name = kinds[0]
    entry = text.known.entries.get(head.actor or "")
    if kind == "office" or name not in ("government", "armed-forces", "air-force") or entry is None:
        return None
    states = {
        office.of
        for office in entry.actor.offices
        if office.title in _AT_ITS_HEAD and text.held(office.first, office.last)
        and (of := text.known.entries.get(office.of)) is not None and of.actor.kind == "state"
    }  # fmt: skip
    if len(states) != 1 or text.words[head.last - 1].possessive:
        return None
    return _made(text, at, head.last, kinds, states.pop(), ())


_AT_ITS_HEAD = frozenset(["president", "prime minister", "supreme leader", "leader", "chancellor", "monarch"])
STATE_MEDIA = ("state-television", "state-news-agency", "state-media")

_THEIR = frozenset(["his", "her", "its", "their"])


def _owned(
    text: Text, at: int, end: int, kinds: list[tuple[str, str]], found: Sequence[Found]
) -> Found | None:
    """ "Its air force", "his defence ministry": of the state that the clause's subject or object is, or serves in an office.

    "His" is a person's, "its" a state's; where subject and object both may be meant, nobody is.
    """
    kind, name = kinds[0]
    pronoun = text.folds[at - 1]
    if kind == "office" or text.known.kinds.bodies[name].get("kind") or pronoun == "their":
        return None
    owner = _owner(text, at, found, _state_meant)
    if owner is None:
        return None
    item = _made(text, at, end, kinds, owner, ())
    assert item is not None  # no office
    item.because = f"{name} of {owner}, whose the text says it is"
    return item


ITS_MEN = word_set(
    "fighters men militants commanders forces troops soldiers militiamen inspectors gunmen units"
)
"""Who belongs to a group and acts for it."""


def _men_of(text: Text, at: int, found: Sequence[Found]) -> Found | None:
    """ "Its fighters", "his men": the group that the clause's subject is, leads or speaks for."""
    owner = _owner(text, at, found, _group_meant)
    if owner is None:
        return None
    begin, end = text.words[at].begin, text.words[at].end
    because = f"those of {owner}, whose the text says they are"
    return Found(begin, end, owner, "Organisation", because, first=at, last=at + 1)


Meant = Callable[[Text, Actor, str], str | None]
"""What an actor named as subject or object makes of a pronoun: whose things it is, or nobody's."""


def _owner(text: Text, at: int, found: Sequence[Found], meant: Meant) -> str | None:
    """Whose the noun at word `at` is, behind "his" or "its": of subjects and objects around it, clause by clause upwards."""
    index = text.parsed(text.words[at - 1].begin)
    if text.between(at - 1, at) != " " or index is None or text.parse.words[index].dep != "nmod:poss":
        return None
    pronoun = text.folds[at - 1]
    found = sorted(found, key=lambda item: item.begin)
    begins = [item.begin for item in found]
    words = text.parse.words
    k = words[index].head
    if words[k].dep.startswith("nsubj"):
        k = words[k].head  # "told him that his government would act": whose it is, the clause above says
        k = words[k].head if k >= 0 else k
    for _ in range(6):
        if k < 0:
            return None
        near = range(max(0, k - 40), min(len(words), index))
        named = [i for i in near if words[i].head == k and words[i].dep in ("nsubj", "obj", "iobj")]
        owners = {
            owner
            for i in named
            for actor in [_named_there(text, i, found, begins)]
            if actor is not None and (owner := meant(text, actor, pronoun)) is not None
        }
        if owners:
            return owners.pop() if len(owners) == 1 else None
        if any(words[i].dep == "nsubj" for i in named):
            return None
        asked = [i for i in near if words[i].head == words[k].head and words[i].dep in ("obj", "obl")]
        if words[k].dep in ("xcomp", "advcl") and len(asked) == 1 and asked[0] < k:
            # "called on Turkey to withdraw its troops": those of whoever is asked.
            actor = _named_there(text, asked[0], found, begins)
            if actor is not None:
                return meant(text, actor, pronoun)
        k = words[k].head
    return None


def _named_there(text: Text, index: int, found: Sequence[Found], begins: Sequence[int]) -> Actor | None:
    """Who is named at the parse's word `index`, by the word itself or one of the same name; for "who", whoever it is about."""
    words = text.parse.words
    if words[index].lemma in ("who", "which", "that") and words[index].head >= 0:
        verb = words[words[index].head]
        if verb.dep != "acl:relcl" or verb.head < 0:
            return None
        index = verb.head
    same = [
        k
        for k in range(index + 1, min(index + 8, len(words)))
        if words[k].head == index and words[k].dep in ("flat", "appos")
    ]
    for spot in (words[k].span.begin for k in (index, *same)):
        n = bisect.bisect_right(begins, spot) - 1
        who = next((f for f in found[max(0, n - 2) : n + 1] if f.begin <= spot < f.end and f.actor), None)
        entry = text.known.entries.get(who.actor or "") if who else None
        if entry is not None:
            return entry.actor
    return None


def _state_meant(text: Text, actor: Actor, pronoun: str) -> str | None:
    """A state ("its"), or the one that a person serves ("his", "her")."""
    if pronoun == "its":
        return actor.id if actor.kind == "state" else None
    if actor.kind != "person" or not _serves(text, actor) or leads_a_group(text, actor):
        return None
    return text.known.country_state.get(actor.country or "")


def _group_meant(text: Text, actor: Actor, pronoun: str) -> str | None:
    """A group ("its", "their"), or the one that a person leads or speaks for ("his", "her")."""
    if pronoun in ("its", "their"):
        return actor.id if actor.kind == "group" or actor.id in _WITH_INSPECTORS else None
    return leads_a_group(text, actor) if actor.kind == "person" else None


def leads_a_group(text: Text, person: Actor) -> str | None:
    """The one armed group that somebody leads or speaks for on the day of the document."""
    led = {
        office.of
        for office in person.offices
        if (entry := text.known.entries.get(office.of)) is not None
        and any(sector.code in ("REB", "PRM", "UAF") for sector in entry.actor.sectors)
        and text.held(office.first, office.last)
    }
    return led.pop() if len(led) == 1 else None


_WITH_INSPECTORS = frozenset(["opcw", "iaea"])


def _serves(text: Text, actor: Actor) -> bool:
    """True if somebody holds an office of a state on the day of the document."""
    return any(
        office.of in text.known.entries
        and text.known.entries[office.of].actor.kind == "state"
        and text.held(office.first, office.last)
        for office in actor.offices
    )


_OF_A_WAR = word_set("government regime state loyalist")


def _elsewhere(text: Text, at: int, found: Sequence[Found], state: str) -> bool:
    """True if the sentence of word `at` names another state as a place: "in Iraq, government forces"."""
    offset = text.words[at].begin
    sentence = next((s for s in text.parse.sentences if s.begin <= offset < s.end), None)
    if sentence is None:
        return False
    home = text.known.entries[state].actor.country
    return any(
        item.use == "place" and item.country not in (None, home)
        for item in found
        if sentence.begin <= item.begin < sentence.end
    )


def _at_war_here(
    text: Text, at: int, end: int, kinds: list[tuple[str, str]], found: Sequence[Found]
) -> Found | None:
    """ "Government forces", "regime warplanes", "state media" without an article, where the text is about one war."""
    kind, name = kinds[0]
    if kind == "office" or name not in ("armed-forces", "air-force", *STATE_MEDIA):
        return None
    first = at
    if text.folds[at] not in _OF_A_WAR:
        if not at or text.folds[at - 1] not in _OF_A_WAR or text.between(at - 1, at) != " ":
            return None
        first = at - 1
    if (
        first
        and text.joined(first - 1, first)
        and (text.pos(first - 1) in ("PROPN", "ADJ") or text.words[first - 1].possessive)
    ):
        return None  # whose, the words before it say
    index = text.parsed(text.words[end - 1].begin)
    if index is not None and text.parse.words[index].dep == "compound":
        return None
    state = at_war(text)
    if state is None or (name in STATE_MEDIA and salient(text) not in (None, state)):
        return None
    if first and text.between(first - 1, first) in ("-", "‑"):
        if text.folds[first - 1] != "pro":
            return None  # "anti-government forces"
        first -= 1
    if not text.parse.words:
        return None
    if _elsewhere(text, first, found, state):
        return None
    item = _made(text, first, end, kinds, state, ())
    assert item is not None  # no office
    item.because = f"{name} of {state}, the one at war of those this text is about"
    return item


def _alone(
    text: Text, at: int, end: int, kinds: list[tuple[str, str]], made: Sequence[Found]
) -> Found | None:
    """ "the army", "the government": the last one of its kind, else that of the state the text is about."""
    if text.between(at - 1, at) != " " or (
        end < len(text.words)
        and text.between(end - 1, end) == " "
        and text.folds[end] in ("of", "in", "for", "backed")
        and not (
            end + 1 < len(text.words) and text.folds[end + 1].endswith("ing")
        )  # "accused the regime of dropping"
    ):
        return None
    index = text.parsed(text.words[end - 1].begin)
    if text.document.text[text.words[end - 1].end : text.words[end - 1].end + 1] == "-" or (
        index is not None and text.parse.words[index].dep == "compound"
    ):
        # "Government watchdog group", "the Army-Navy game".
        return None
    begin, finish = text.words[at].begin, text.words[end - 1].end
    word = text.folds[end - 1]
    kind, name = kinds[0]
    if kind == "office":
        if word in ("chief", "head", "director", "general", "leader") and end - at == 1:
            return None
        return Found(begin, finish, None, "Person", "role", first=at, last=end, office=("", name), weak=1)
    if " ".join(text.folds[at:end]) not in text.known.alone.get(name, ()):
        return None
    # "The regime" is not the administration spoken of before, though both are governments.
    last = next(
        (
            item
            for item in reversed(made)
            if item.kind == name and item.last <= at and word in text.folds[item.first : item.last]
        ),
        None,
    )
    if last is not None:
        return replace(last, begin=begin, end=finish, first=at, last=end, because=f"the {name} named before")
    if name == "rebels":
        state = at_war(text)
    elif name == "opposition":
        state = salient(text) or at_war(text)
    elif word == "regime":
        # where a war is told, the regime is the side in it, however much is said of the other powers
        war = at_war(text)
        state = war if war in text.known.regimes else foremost(text, text.known.regimes)
    else:
        state = salient(text)
    if state is None or (word == "administration" and state != "usa"):
        return None
    item = _made(text, at, end, kinds, state, ())
    assert item is not None  # no office
    item.because = (
        f"{name} of {state}, the one at war of those this text is about"
        if name == "rebels"
        else f"{name} of {state}, the state this text is about"
    )
    return item
