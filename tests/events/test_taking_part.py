"""Parties that the words share out or only lend: offices of several states, whole names with "and", where a shot came from."""

from __future__ import annotations

import dataclasses

import pytest
from event_parses import code, parse_of, span, told

from dragoman.events import code_events, shipped_codebook
from dragoman.events.grammar import Grammar
from dragoman.events.party_spans import beside_trigger, each_of_pair
from dragoman.events.taking_part import no_homes, party
from dragoman.records import Document, Mention, Parse, ParsedEvent, Span, Word

MINISTERS = "The foreign ministers of Bosnia, Croatia and Yugoslavia agreed to a truce."
MILITIAS = "The militias of Bosnia and Herzegovina attacked the town."
SHELLS = "Shells were fired from army positions at the market."


def test_an_office_of_three_states_is_three_parties():
    (event, *_), _ = code(MINISTERS)
    assert told(MINISTERS, event)[2] == ["foreign ministers of Bosnia", "Croatia", "Yugoslavia"]


def test_each_state_of_a_shared_office_is_resolved_by_its_own_mention():
    mentions = (
        Mention(span(MINISTERS, "foreign ministers of Bosnia"), "Organisation", actor="bih"),
        Mention(span(MINISTERS, "Croatia"), "Organisation", actor="hrv"),
        Mention(span(MINISTERS, "Yugoslavia"), "Organisation", actor="yug"),
    )
    (event, *_), _ = code(MINISTERS, mentions)
    assert [p.actor for p in event.actors] == ["bih", "hrv", "yug"]


@pytest.mark.parametrize(
    ("names", "actors"),
    [
        pytest.param(("Bosnia and Herzegovina",), ["militias of Bosnia and Herzegovina"], id="one name"),
        pytest.param(("Bosnia", "Herzegovina"), ["militias of Bosnia", "Herzegovina"], id="two names"),
    ],
)
def test_a_name_with_and_in_it_stays_whole(names, actors):
    mentions = tuple(Mention(span(MILITIAS, x), "Location") for x in names)
    (event,), _ = code(MILITIAS, mentions)
    assert told(MILITIAS, event)[2] == actors


def test_what_is_fired_and_where_it_is_fired_from_are_not_hit():
    events, _ = code(SHELLS)
    assert [r for e in events for r in told(SHELLS, e)[3]] == []


@pytest.mark.parametrize(
    ("text", "accused", "who", "whom"),
    [
        pytest.param(
            "Riyadh blamed the attack on the Houthis and Iran.",
            ["Houthis", "Iran"],
            ["Houthis", "Iran"],
            [],
            id="two are blamed",
        ),
        pytest.param(
            "The government blamed the attack on the convoy on rebels.",
            ["rebels"],
            ["rebels"],
            ["convoy"],
            id="who was hit stands between",
        ),
    ],
)
def test_whoever_an_act_is_blamed_on_did_it(text, accused, who, whom):
    scores = tuple(
        ParsedEvent(span(text, word), {type_: 0.9}, {"asserted": 0.97})
        for word, type_ in (("blamed", "ACCUSE"), ("attack", "ASSAULT"))
    )
    events, _ = code(text, scores=scores)
    by_type = {e.type: told(text, e)[2:4] for e in events}
    assert by_type["ACCUSE"][1] == accused
    assert by_type["ASSAULT"] == (who, whom)


def test_a_day_is_not_who_is_blamed():
    text = "The minister blamed Iran on Monday."
    (event,), _ = code(text, (Mention(span(text, "Monday"), "Temporal"),))
    assert told(text, event)[2:4] == (["minister"], ["Iran"])


@pytest.mark.parametrize("torn", [False, True], ids=["as parsed", "the by-phrase hung on another verb"])
def test_made_by_says_who_did_it_and_all_of_them(torn):
    text = "Remarks went against pledges made by Russia and Turkey."
    parse = parse_of(text)
    if torn:
        words = tuple(
            dataclasses.replace(w, head=1, dep="obl") if w.span.of(text) == "Russia" else w
            for w in parse.words
        )
        parse = dataclasses.replace(parse, words=words)
    sure = ParsedEvent(span(text, "pledges"), {"AGREE": 0.9}, {"asserted": 0.97})
    parse = dataclasses.replace(parse, events=(sure,), model="made")
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert [told(text, e)[2] for e in events if e.type == "AGREE"] == [["Russia", "Turkey"]]


def parties(text: str, trigger: str, type_: str, who: str = "") -> tuple[list[str], list[str]]:
    """Actors and recipients of the act at a trigger that the model is sure of; who: whom it takes for the actor."""
    sure = ParsedEvent(
        span(text, trigger),
        {type_: 0.999},
        {"asserted": 0.97},
        actors=(span(text, who),) if who else (),
        place=span(text, "Marsa") if "Marsa" in text else None,
    )
    events, _ = code(text, scores=(sure,))
    (event,) = (e for e in events if e.trigger.overlaps(span(text, trigger)) and e.type == type_)
    return told(text, event)[2:4]


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "who", "actors"),
    [
        pytest.param(
            "Rebel rockets struck a clinic.", "struck", "ASSAULT", "Rebel rockets", ["Rebel"], id="behind a weapon"
        ),
        pytest.param(
            "The plane was hit by an S-200 missile fired by the army.", "hit", "ASSAULT", "S-200 missile", ["army"],
            id="who fired it, not its make",
        ),
        pytest.param(
            "One of them, Ana Ruiz, attacked the town.", "attacked", "ASSAULT", "One", ["Ana Ruiz"],
            id="named behind one of them",
        ),
        pytest.param(
            "Six farmers were killed when gunmen attacked a convoy.", "killed", "ASSAULT", "", ["gunmen"],
            id="told by the clause beside it",
        ),
        pytest.param(
            "The premier spoke after a meeting with envoys.", "meeting", "CONSULT", "premier", ["premier", "envoys"],
            id="who speaks after a meeting was there",
        ),
        pytest.param(
            "The takeover of Marsa by the Norland-Ostia axis ended the war.", "takeover", "ASSAULT", "",
            ["Norland-Ostia axis"], id="a by-phrase with a name in it",
        ),
        pytest.param(
            "The attack on Marsa, condemned by the council, lasted two days.", "attack", "ASSAULT", "council", [],
            id="who condemns an attack did not make it",
        ),
        pytest.param(
            "The council demanded a truce in Marsa by Friday.", "truce", "RETREAT", "council", [],
            id="who demands a truce keeps none by that",
        ),
        pytest.param(
            "The editor was jailed by the junta on allegations of treason.", "allegations", "ACCUSE", "",
            ["junta"], id="who jails somebody on a charge makes it",
        ),
    ],
)  # fmt: skip
def test_who_did_it_where_the_sentence_tells_it_beside_the_act(text, trigger, type_, who, actors):
    assert parties(text, trigger, type_, who)[0] == actors


@pytest.mark.parametrize(
    ("text", "trigger", "whom"),
    [
        pytest.param(
            "Students staged a hunger strike in protest against violations by the police.", "hunger strike",
            ["police"], id="who does what they protest against",
        ),
        pytest.param(
            "Miners demonstrated on Sunday calling for independence from Norland.", "demonstrated", ["Norland"],
            id="from whom they want to part",
        ),
        pytest.param(
            "Workers began a strike to demand the resignation of President Ana Ruiz.", "strike",
            ["President Ana Ruiz"], id="who shall go, with the title that the parse hung beside the name",
        ),
    ],
)  # fmt: skip
def test_whom_a_protest_is_against(text, trigger, whom):
    assert parties(text, trigger, "PROTEST")[1] == whom


def test_with_whom_one_shares_is_the_recipient_of_cooperation():
    text = "Oslo pooled its lists with Kigali."
    assert parties(text, "pooled", "COOPERATE") == (["Oslo"], ["Kigali"])


@pytest.mark.parametrize("number", ["thirty", "dozens"])
def test_a_share_of_them_is_not_all_of_them(number):
    text = f"Gunmen executed {number} of them."
    rows = (
        ("Gunmen", "gunman", "NOUN", 1, "nsubj"), ("executed", "execute", "VERB", -1, "root"),
        (number, number, "NUM" if number == "thirty" else "NOUN", 1, "obj"), ("of", "of", "ADP", 4, "case"), ("them", "they", "PRON", 2, "nmod"),
    )  # fmt: skip
    words = [
        Word(span(text, form), lemma, pos, "Person=3" if pos == "PRON" else "", head, relation, 0)
        for form, lemma, pos, head, relation in rows
    ]
    sure = ParsedEvent(
        span(text, "executed"), {"ASSAULT": 0.99}, {"asserted": 0.97}, recipients=(span(text, "them"),)
    )
    parse = Parse((Span(0, len(text)),), tuple(words), events=(sure,), model="made")
    (event,), _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert told(text, event)[3] == [f"{number} of them"]


def test_a_party_never_runs_over_the_word_that_tells_the_act():
    text = "Images of Ruiz, touring the city."
    words, at = [], 0
    for form, pos, head, relation in (
        ("Images", "NOUN", 4, "nsubj"), ("of", "ADP", 2, "case"), ("Ruiz", "PROPN", 6, "nmod"), (",", "PUNCT", 4, "punct"),
        ("touring", "VERB", -1, "root"), ("the", "DET", 6, "det"), ("city", "NOUN", 4, "obj"),
    ):  # fmt: skip
        begin = text.index(form, at)
        at = begin + len(form)
        words.append(Word(Span(begin, at), form.lower(), pos, "", head, relation, 0))
    g = Grammar(Parse((Span(0, len(text)),), tuple(words)), text)
    over = Span(text.index("Ruiz"), text.index("city") + 4)
    assert beside_trigger(g, span(text, "touring"), over, 6).of(text) == "city"
    assert beside_trigger(g, span(text, "touring"), over, 2).of(text) == "Ruiz"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("US-Taliban", ["US", "Taliban"]),
        ("Iran-Iraq", ["Iran", "Iraq"]),
        ("Al-Shabaab", ["Al-Shabaab"]),
        ("Basra", ["Basra"]),
    ],
)
def test_two_who_stand_joined_by_a_hyphen_before_their_talks_are_two(name, parts):
    text = f"The {name} talks resumed."
    words, at = [], 0
    for form, pos, head, relation in (
        ("The", "DET", 2, "det"), (name, "PROPN", 2, "compound"), ("talks", "NOUN", 3, "nsubj"), ("resumed", "VERB", -1, "root"),
    ):  # fmt: skip
        begin = text.index(form, at)
        at = begin + len(form)
        words.append(Word(Span(begin, at), form.lower(), pos, "", head, relation, 0))
    g = Grammar(Parse((Span(0, len(text)),), tuple(words)), text)
    begin = text.index(name)
    assert [s.of(text) for s in each_of_pair(g, 2, Span(begin, begin + len(name)))] == parts
    owned = text.replace(" talks", "'s talks")
    assert [
        s.of(owned) for s in each_of_pair(Grammar(g.parse, owned), 2, Span(begin, begin + len(name)))
    ] == [name]


def test_a_judge_is_not_the_city_before_the_word():
    text = "A New York judge rejected it."
    city = Mention(span(text, "New York"), "Location", name="New York City", actor=None)
    assert party(span(text, "New York judge"), [city]).name is None
    assert party(span(text, "New York"), [city]).name == "New York City"


@pytest.mark.parametrize("between", [", ", ", Okla., "])
def test_where_somebody_belongs_is_no_second_party(between):
    text = f"She criticized Tulsa{between}police officer Ada Lunt."
    who = [span(text, "Tulsa"), span(text, "police officer Ada Lunt")]
    mentions = [Mention(who[0], "Location", name="Tulsa")]
    assert no_homes(text, who, mentions) == who[1:]
    assert no_homes(text.replace("police officer Ada Lunt", "Orla"), [who[0]], mentions) == [who[0]]
