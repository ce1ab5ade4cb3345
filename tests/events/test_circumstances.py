"""Place, and the acts that are coded though nobody who takes part is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from event_parses import span
from test_second_look import parsed, scored

from dragoman.events import code_events, shipped_codebook
from dragoman.pipeline import Coder
from dragoman.records import Document, Mention

TOWN = """
Jets jet NOUN 2 nsubj
hit hit VERB 0 root
troops troop NOUN 2 obj
near near ADP 7 case
rebel rebel NOUN 6 compound
held hold VERB 7 amod
Marsa Marsa PROPN 2 obl
"""


def test_the_place_is_the_town_and_not_who_holds_it():
    """The model may point at the holders; the place that is named is what they hold."""
    text, _ = parsed(TOWN)
    told = replace(scored(text, "hit", "ASSAULT", "asserted", ("Jets",)), place=span(text, "rebel"))
    _, parse = parsed(TOWN, (told,))
    town = Mention(span(text, "rebel held Marsa"), "Location", name="Marsa", lat=35.0, lon=36.0)
    (event,), _ = code_events(Document(id="d", text=text), parse, (town,), (), shipped_codebook())
    assert event.place is not None
    assert (event.place.span.of(text), event.place.name) == ("rebel held Marsa", "Marsa")


@pytest.mark.parametrize(
    ("rows", "coded"),
    [
        ("They they PRON 2 nsubj\ncondemned condemn VERB 0 root\nthe the DET 4 det\nbombing bombing NOUN 2 obj", True),
        ("They they PRON 2 nsubj\ndiscussed discuss VERB 0 root\nthe the DET 4 det\nbombing bombing NOUN 2 obj", False),
        ("They they PRON 2 nsubj\ncondemned condemn VERB 0 root\nbombing bombing NOUN 2 obj", False),
        ("They they PRON 2 nsubj\ndenied deny VERB 0 root\nany any DET 4 det\nrole role NOUN 2 obj\nin in ADP 7 case\nthe the DET 7 det\nbombing bombing NOUN 4 nmod", True),
    ],
    ids=["condemned that one", "talked of", "in general", "had no role in that one"],
)  # fmt: skip
def test_an_act_that_is_answered_is_one_though_nobody_is_named_in_it(rows, coded):
    text, _ = parsed(rows)
    _, parse = parsed(
        rows, (replace(scored(text, "bombing", "ASSAULT", "asserted"), types={"ASSAULT": 0.8}),)
    )
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert ("bombing" in [e.trigger.of(text) for e in events]) == coded


MET = """
They they PRON 2 nsubj
met meet VERB 0 root
in in ADP 5 case
the the DET 5 det
town town NOUN 2 obl
of of ADP 7 case
Marsa Marsa PROPN 5 nmod
after after ADP 10 case
the the DET 10 det
fall fall NOUN 2 obl
of of ADP 12 case
Orla Orla PROPN 10 nmod
"""
NORTH = """
Jets jet NOUN 2 nsubj
bombed bomb VERB 0 root
troops troop NOUN 2 obj
in in ADP 6 case
northern northern ADJ 6 amod
Ruritania Ruritania PROPN 2 obl
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "type_", "seen", "place"),
    [
        (MET, "met", "CONSULT", "Orla", "Marsa"),
        (MET, "met", "CONSULT", "town", "Marsa"),
        (NORTH, "bombed", "ASSAULT", "Ruritania", "northern Ruritania"),
    ],
    ids=["what hangs on the act wins", "the name of the town", "with its direction"],
)
def test_the_place_is_what_hangs_on_the_act_by_its_whole_name(rows, trigger, type_, seen, place):
    """`seen` is what the model points at."""
    text, _ = parsed(rows)
    told = replace(scored(text, trigger, type_, "asserted", (text.split()[0],)), place=span(text, seen))
    _, parse = parsed(rows, (told,))
    named = [w for w in ("town of Marsa", "Orla", "Ruritania") if w in text]
    mentions = [Mention(span(text, w), "Location", name=w, lat=35.0, lon=36.0) for w in named]
    (event, *_), _ = code_events(Document(id="d", text=text), parse, mentions, (), shipped_codebook())
    assert event.place is not None
    assert event.place.span.of(text) == place
    assert event.place.lat == 35.0


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(
    ("text", "trigger", "dead"),
    [
        ("The bridge, where an attack killed more than 80 people in 2017, leads to Marsa.", "killed", 80),
        ("Ruritanian soldiers shot dead at least 29 protesters in Marsa on Thursday.", "shot dead", 29),
        ("Five militants were shot dead inside the building.", "shot dead", 5),
        ("At least eight civilians have died in the bombardment of Marsa, a doctor said.", "died", 8),
        ("The coalition bombarded the column with drones, and about 100 attackers died.", "bombarded", 100),
        ("The bomber killed four soldiers and at least ten shepherds in Marsa.", "killed", 14),
        ("The bomber killed a soldier and wounded ten shepherds in Marsa.", "killed", 1),
    ],
)
def test_the_dead_are_counted_wherever_the_sentence_counts_them(coder, text, trigger, dead):
    (coded,) = coder.code([Document("d", text)])
    assert {e.trigger.of(text): e.dead for e in coded.events}[trigger] == dead


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "They say the withdrawal of Ruritanian troops from Marsa is a precondition for peace.",
            "hypothetical",
        ),
        ("They say the withdrawal of Ruritanian troops from Marsa was vital to the peace.", "asserted"),
    ],
)
def test_an_act_that_something_hangs_on_is_not_said_to_have_happened(coder, text, status):
    (coded,) = coder.code([Document("d", text)])
    assert {e.trigger.of(text): e.status for e in coded.events}["withdrawal"] == status


def test_what_is_to_be_warded_off_has_not_happened(coder):
    text = "Villagers appealed for protection from an attack by Ruritanian forces."
    (coded,) = coder.code([Document("d", text)])
    assert {e.trigger.of(text): e.status for e in coded.events}["attack"] == "hypothetical"


def test_a_name_struck_off_a_register_is_not_struck(coder):
    text = "The Marsa Maritime Authority said it had struck the tanker off its register on May 29."
    (coded,) = coder.code([Document("d", text)])
    assert [e for e in coded.events if e.type == "ASSAULT"] == []


def test_no_score_negates_where_no_word_does():
    text, _ = parsed(NORTH)
    told = replace(scored(text, "bombed", "ASSAULT", "negated", ("Jets",)), statuses={"negated": 0.97})
    _, parse = parsed(NORTH, (told,))
    (event, *_), _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert event.status == "asserted"


TORN = """
neighbours neighbour NOUN 2 nsubj
believing believe VERB 0 root
withdrawal withdrawal NOUN 2 ccomp
is be AUX 5 cop
key key ADJ 2 parataxis
"""


def test_what_something_hangs_on_is_read_from_a_torn_parse_too():
    text, made = parsed(TORN)
    words = tuple(replace(w, feats="VerbForm=Fin|Tense=Pres") if w.pos == "AUX" else w for w in made.words)
    told = scored(text, "withdrawal", "RETREAT", "asserted", ("neighbours",))
    parse = replace(made, words=words, events=(told,))
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert {e.trigger.of(text): e.status for e in events}["withdrawal"] == "hypothetical"
