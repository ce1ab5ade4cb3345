"""Whether the name of a state or capital means its government or the place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.actors.names import word_set
from dragoman.actors.text import Text, Use
from dragoman.records import Word

__all__ = ["DATELINE", "use_of_state"]

DATELINE = re.compile(
    r"(?:, [A-Z][\w.]+)?\s*(?:\([A-Z][\w ]+\))?\s*(?:—|–|--)\s|\s\((?:Reuters|AP|AFP|CNN|UPI)\)"
)


def use_of_state(text: Text, at: int, length: int, *, seat: bool) -> tuple[Use, str]:
    """Whether a state or its capital is meant as an actor or as a place, and why; by grammar, else by the words beside."""
    last = at + length - 1
    if seat and (
        (text.words[at].text.isupper() and len(text.words[at].text) > 3)
        or DATELINE.match(text.document.text, text.words[last].end)
    ):
        return "place", "dateline"
    if at and text.folds[at - 1] in _DIRECTIONS and text.joined(at - 1, at):
        return "place", f"{text.folds[at - 1]} of it"
    index = text.parsed(text.words[last].begin)
    if text.words[last].possessive:
        return _use_by_what_it_owns(text.parse.words, index, seat=seat)
    if index is None:
        return _use_by_words(text, at, length, seat=seat)
    return _use_by_grammar(text, at, last, index, seat=seat)


def _use_by_what_it_owns(words: Sequence[Word], index: int | None, *, seat: bool) -> tuple[Use, str]:
    noun = words[words[index].head] if index is not None and words[index].head >= 0 else None
    if noun and noun.lemma in _PLACE_NOUNS:
        return "place", f"its {noun.lemma}"
    if seat and noun and noun.lemma not in _OWNED:
        return "place", f"its {noun.lemma}, which a town may have"
    return "actor", "possessive"


def _use_by_grammar(text: Text, at: int, last: int, index: int, *, seat: bool) -> tuple[Use, str]:
    """With a parse: the preposition before, else the role in the clause. `index` is the parse's word for word `last`."""
    words = text.parse.words
    # A name of several words is one phrase: its head is the word whose own head lies outside.
    while (
        words[index].head >= 0
        and words[index].dep in ("flat", "compound", "goeswith")
        and text.words[at].begin <= words[words[index].head].span.begin < text.words[last].end
    ):
        index = words[index].head
    word = words[index]
    case = _preposition(words, index)
    contrast = word.dep == "appos" and any(
        other.head == index and other.lemma == "not" for other in words[max(0, index - 3) : index]
    )  # "orders from Tehran, not Damascus"
    if word.dep.split(":")[0] == "conj" or contrast:
        # What is said of the first of several is said of each.
        head = word.head
        for _ in range(4):
            if words[head].dep.split(":")[0] != "conj":
                break
            head = words[head].head
        case = case or _preposition(words, head)
        word = words[head]
    if case == "on" and word.head >= 0 and words[word.head].lemma in _BORNE:
        return "actor", f"{words[word.head].lemma} on"
    if case in _PLACE_PREPOSITIONS:
        return "place", f"after {case!r}"
    if seat and any(
        other.head == index and other.dep in ("amod", "det") for other in words[max(0, index - 4) : index]
    ):
        return "place", "with an article or adjective"
    governor = words[word.head] if word.head >= 0 else None
    if case == "of":
        return _use_after_of(governor, seat=seat)
    if case in ("from", "to"):
        sends = governor is not None and any(
            other.head == word.head and other.dep == "obj" and other.lemma in _SENT
            for other in words[max(0, index - 10) : index]
        )
        return _use_after_from_or_to(case, governor, sends=sends, seat=seat)
    if case:
        if case in _NO_PARTY or (seat and case not in _PARTY):
            return "place", f"after {case!r}"
        if seat and case not in ("with", "between", "against", "by") and not _spoken(text, at):
            return "place", f"after {case!r}, and nothing else speaks of its state"
        return "actor", f"after {case!r}"
    return _use_by_role(text, at, word, governor, seat=seat)


def _use_after_of(governor: Word | None, *, seat: bool) -> tuple[Use, str]:
    lemma = governor.lemma if governor else ""
    if seat:
        # "with the support of Washington", but "the bombing of Damascus"
        return ("actor", f"{lemma} of") if lemma in _OWN_OF_A_SEAT else ("place", "after 'of'")
    return ("place", f"{lemma} of") if lemma in _PLACE_NOUNS else ("actor", f"{lemma} of")


def _use_after_from_or_to(case: str, governor: Word | None, *, sends: bool, seat: bool) -> tuple[Use, str]:
    """sends: the word that governs it has an object that governments send ("received support from Tehran")."""
    lemma = governor.lemma if governor else ""
    if governor and (
        lemma in _MOTION
        or lemma in _PLACE_NOUNS
        or lemma in ("visit", "trip", "flight", "way", "ambassador", "journey")
    ):
        return "place", f"{lemma} {case}"
    if sends:
        return "actor", "what is sent comes from it"
    if case == "from" and governor and lemma not in _SENT and lemma not in _SPEECH:
        return "place", f"{lemma} from"
    if governor and (not seat or lemma in _SENT_BY_A_SEAT or lemma in _SPEECH):
        return "actor", f"{lemma} {case}"
    return "place", f"after {case!r}"


def _use_by_role(text: Text, at: int, word: Word, governor: Word | None, *, seat: bool) -> tuple[Use, str]:
    """Without a preposition: what the name is to the word that governs it."""
    dep = word.dep.split(":")[0]
    if dep == "nsubj":
        if seat and governor and not _acts(text.parse.words, word.head, word.dep):
            return "place", f"subject of {governor.lemma}, which no government does"
        return "actor", f"subject of {governor.lemma}" if governor else "subject"
    if dep in ("obj", "iobj", "dislocated", "vocative"):
        if governor and (governor.lemma in _TAKEN or (seat and governor.lemma not in _TOLD)):
            return "place", f"object of {governor.lemma}"
        return "actor", f"object of {governor.lemma}" if governor else "object"
    if dep == "compound":
        return ("place" if seat else "actor"), "before a noun"
    if (
        dep in ("appos", "nmod", "obl", "list")
        and at
        and text.between(at - 1, at) == ", "
        and text.words[at - 1].text[0].isupper()
    ):
        return "place", "behind a place and a comma"
    if dep in ("appos", "root", "parataxis", "list", "dep") or governor is None:
        dep = "alone"
    return ("place" if seat else "actor"), dep


def _spoken(text: Text, at: int) -> bool:
    """True if the text speaks of the state whose seat stands at word `at` by more than its seats."""
    return any(
        text.countries[form.actor] > text.seats[form.actor]
        for _, forms in text.match(at)
        for form in forms
        if form.how == "seat"
    )


def _acts(words: Sequence[Word], verb: int, dep: str) -> bool:
    """True if the subject of that word does something a government can do: it is a verb, active, or tells of a will."""
    word = words[verb]
    if word.lemma in _MINDED and word.pos in ("ADJ", "NOUN", "VERB"):
        return True  # "Moscow is unlikely to agree", "Ankara and Washington have been at odds"
    acts = word.pos in ("VERB", "AUX") or any(
        other.head == verb and other.dep == "obj" for other in words[verb : verb + 8]
    )
    if not acts or any(other.head == verb and other.dep == "cop" for other in words[max(0, verb - 8) : verb]):
        return False
    # "Moscow was accused of it", but "Sarajevo was shelled".
    return word.lemma in _TOLD if dep == "nsubj:pass" else word.lemma not in _NEVER_DONE


def _preposition(words: Sequence[Word], index: int) -> str | None:
    for at in range(max(0, index - 8), index):
        if words[at].head == index and words[at].dep == "case" and words[at].lemma not in ("'s", "’s", "'"):
            return words[at].lemma.lower()
    return None


def _use_by_words(text: Text, at: int, length: int, *, seat: bool) -> tuple[Use, str]:
    """Without a parse: the word before and the word behind."""
    before = text.folds[at - 1] if at and text.between(at - 1, at) in (" ", "\n") else ""
    if before == "the" and at > 1:
        before = text.folds[at - 2]
    after = (
        text.folds[at + length]
        if at + length < len(text.words) and text.between(at + length - 1, at + length) == " "
        else ""
    )
    if before in _PLACE_PREPOSITIONS or (before in ("from", "to", "of") and seat):
        return "place", f"after {before!r}"
    if before in ("with", "between", "against", "by", "for"):
        return "actor", f"after {before!r}"
    if (
        after in _FINITE
        or after.removesuffix("s") in _SPEECH
        or after.removesuffix("ed") in _SPEECH
        or after.removesuffix("d") in _SPEECH
    ):
        return "actor", f"before {after!r}"
    return ("place", "no sign of an act") if seat else ("actor", "no preposition of place")


_SPEECH = word_set(
    """
    say tell add claim deny accuse warn urge demand insist announce declare state call ask reject refuse
    agree vow threaten condemn criticise criticize want seek support back order consider hope fear believe
    plan decide offer propose promise pledge respond retaliate impose send deploy launch intervene help
    fund arm supply negotiate mediate host sign ratify recognise recognize expel summon view see need
    prefer pursue maintain enjoy try begin
    """
)
_MOTION = word_set(
    """
    go travel fly return come arrive flee drive visit move head march reach walk ride sail depart leave
    live stay land transport evacuate relocate migrate escape bring bear stretch extend span spread route
    """
)
# What comes from a government, not from a country.
_SENT = word_set(
    """
    support backing pressure message order aid threat help demand permission statement request weapon
    funding fund assistance reaction response concession assurance criticism condemnation objection signal
    guarantee invitation arms backlash call guidance reply approval warning money recognition independence
    instruction
    """
)
# A capital may be reacted or responded to as a town.
_SENT_BY_A_SEAT = _SENT - {"reaction", "response"}
_PLACE_NOUNS = word_set(
    """
    city town capital outskirts suburb suburbs streets street east west north south centre center heart
    part parts mile miles kilometre kilometres kilometer kilometers km airport hospital university
    district neighbourhood neighborhood countryside province region border road fall siege battle
    liberation hotel bishop archbishop mayor residents resident people citizens school museum park square
    area coast territory airspace island islands river valley mountain mountains economy population church
    soil waters land war conflict crisis history weather exclave neighbour neighbor
    """
)
_PLACE_PREPOSITIONS = word_set(
    """
    in at near around outside inside into through across toward towards throughout within via on
    """
)
# What a government has and a town has not: "Moscow's demands", against "Paris' boulevards".
_OWNED = _SENT | word_set(
    """
    policy decision ally relation relationship role intervention position view stance claim attack campaign action
    interest influence goal plan strategy military regime government troop force army ambassador envoy concern refusal
    failure ability attempt effort proposal willingness hand ambition threat move involvement behaviour behavior
    insistence opposition commitment agenda priority silence approach invasion operation warfare airstrike strike bombing
    bombardment friend enemy rival partner proxy client man denial accusation hope fear argument need desire aim objective
    sanction handling assertion presence power leader ruler official diplomat diplomacy minister ministry offensive
    adventure aggression meddling war insurgent rebel backer patron sponsor foe adversary rhetoric allegation promise
    pledge offer announcement withdrawal reluctance determination readiness leverage clout control grip hold word
    resolution draft motion response reaction support backing help aid pressure demand warning condition term account
    version narrative inaction blessing approval consent request appeal criticism condemnation retaliation reprisal
    deal agreement negotiator delegation spy intelligence agent mission veto vote choice favourite candidate puppet
    """
)
_OWN_OF_A_SEAT = word_set(
    """
    support backing help policy position stance view wish demand blessing approval consent patience credibility
    intention behalf influence interest objection insistence aim goal choice request decision
    """
)
_DIRECTIONS = word_set(
    """
    northern southern eastern western central northeastern northwestern southeastern southwestern north south east west
    northeast northwest southeast southwest mainland downtown rural upper lower inner outer
    """
)
# After these a country is a time or a place ("since Afghanistan", "out of Iraq").
_NO_PARTY = word_set(
    """
    since before after during out off outside beyond past above below along near up down across amid
    """
)
# After these even a capital may be a government ("talks with Moscow").
_PARTY = word_set(
    """
    with between against by for among unlike than like about without
    """
)
# What is done to places; of a country so treated the text speaks as of land.
_TAKEN = _MOTION | word_set(
    """
    hit bomb shell capture retake enter besiege take leave recapture strike hold rock seize annex occupy liberate reach
    cross control tour encircle storm evacuate bombard pound surround overrun conquer lose clear secure ravage devastate
    destroy inhabit explore visit rebuild split divide
    """
)
# What is done to governments: a capital as the object of anything else is a place.
_TOLD = word_set(
    """
    accuse blame urge warn press pressure criticise criticize condemn support back tell ask help provoke anger irritate
    infuriate alarm worry embarrass isolate punish persuade convince force allow deny give offer threaten sanction please
    reassure invite thank praise defy defeat challenge confront engage consult inform notify brief enrage upset
    antagonise antagonize appease satisfy deter coerce oblige enable prompt lobby denounce charge implicate fault advise
    remind assure consider supply arm fund sue join trust betray abandon drive push compel lead represent rebuff
    outmanoeuvre outmaneuver rile rattle unnerve frustrate
    """
)
# What towns do and governments don't.
_NEVER_DONE = word_set(
    """
    lie fall burn suffer wake sleep shake awake awaken stretch house lack be become grow boast
    unite divide fill empty fell celebrate mourn glow bustle endure resemble sit stand
    """
)
# What a government is and a town is not.
_MINDED = word_set(
    """
    likely unlikely willing unwilling ready keen reluctant eager unable able determined wary worried concerned angry furious
    adamant odds opposed aware anxious intent bent committed prepared hesitant desperate sceptical skeptical hostile
    responsible complicit silent isolated ally partner backer sponsor enemy foe rival adversary supporter patron guarantor
    supplier culprit aggressor
    """
)
# Who is called on, leant on or put under sanctions is a government.
_BORNE = word_set(
    "call lean prevail rely depend pressure sanction sanctions impose tariff embargo reliance dependence"
)
_FINITE = word_set(
    """
    said says told has will is was would can could may must wants had should considers sent
    """
)
