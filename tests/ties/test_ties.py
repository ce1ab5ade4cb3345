"""Ties: by wording, by grammar and from events; precision first."""

from __future__ import annotations

import pytest

from dragoman.records import Document, Event, Mention, Parse, ParsedTie, Party, Span, Word
from dragoman.ties import code_ties


def made(
    text: str, rows: str, mentions: dict[str, str], ties: tuple[ParsedTie, ...] = ()
) -> tuple[Document, Parse, tuple[Mention, ...]]:
    """rows: `form/lemma/POS/head/dep` a word, head from 1, 0 the root."""
    words, at = [], 0
    for row in rows.split():
        form, lemma, pos, head, dep = row.split("/")
        begin = text.index(form, at)
        at = begin + len(form)
        words.append(Word(Span(begin, at), lemma, pos, "", int(head) - 1, dep, 0))
    found = tuple(
        Mention(Span(text.index(name), text.index(name) + len(name)), kind) for name, kind in mentions.items()
    )
    return Document(id="d", text=text), Parse((Span(0, len(text)),), tuple(words), ties=ties), found


def told(text: str, ties) -> list[tuple[str, str, str]]:
    return [(t.type, t.a.span.of(text), t.b.span.of(text)) for t in ties]


BACKED = "Iran-backed fighters hold the gate."
BACKED_ROWS = (
    "Iran/Iran/PROPN/3/compound -/-/PUNCT/3/punct backed/back/VERB/4/amod fighters/fighter/NOUN/5/nsubj hold/hold/VERB/0/root "
    "the/the/DET/7/det gate/gate/NOUN/5/obj ././PUNCT/5/punct"
)


def test_the_backer_is_named_before_the_hyphen():
    document, parse, mentions = made(BACKED, BACKED_ROWS, {"Iran": "Location", "fighters": "Organisation"})
    assert ("backs", "Iran", "fighters") in told(BACKED, code_ties(document, parse, mentions, ()))


def test_a_state_run_agency_is_run_by_no_actor():
    text = "State-run fighters hold the gate."
    document, parse, mentions = made(
        text,
        BACKED_ROWS.replace("Iran/Iran", "State/state").replace("backed/back", "run/run"),
        {"fighters": "Organisation"},
    )
    assert told(text, code_ties(document, parse, mentions, ())) == []


@pytest.mark.parametrize(
    ("title", "tie"),
    [
        ("President", [("leads", "Fuad Masum", "Iraqi")]),
        ("analyst", [("member_of", "Fuad Masum", "Iraqi")]),
        ("singer", []),
    ],
)
def test_a_title_between_a_nation_and_a_name_says_what_somebody_is(title, tie):
    text = f"Iraqi {title} Fuad Masum spoke."
    rows = f"Iraqi/Iraqi/ADJ/4/amod {title}/{title}/NOUN/3/compound Fuad/Fuad/PROPN/5/nsubj Masum/Masum/PROPN/3/flat spoke/speak/VERB/0/root ././PUNCT/5/punct"
    document, parse, mentions = made(text, rows, {"Iraqi": "Nationality", "Fuad Masum": "Person"})
    assert told(text, code_ties(document, parse, mentions, ())) == tie


FOUGHT = "They fight Daesh."
FOUGHT_ROWS = "They/they/PRON/2/nsubj fight/fight/VERB/0/root Daesh/Daesh/PROPN/2/obj ././PUNCT/2/punct"


def test_a_pronoun_is_no_end_of_a_tie():
    document, parse, mentions = made(FOUGHT, FOUGHT_ROWS, {"They": "Organisation", "Daesh": "Organisation"})
    assert code_ties(document, parse, mentions, ()) == ()


def test_who_fights_whom_is_opposed_to_them():
    text = "Turkey fight Daesh."
    document, parse, mentions = made(
        text,
        FOUGHT_ROWS.replace("They/they/PRON", "Turkey/Turkey/PROPN"),
        {"Turkey": "Organisation", "Daesh": "Organisation"},
    )
    assert told(text, code_ties(document, parse, mentions, ())) == [("opposed_to", "Turkey", "Daesh")]


def test_a_denied_act_makes_no_enemies():
    text = "Turkey fight Daesh."
    rows = FOUGHT_ROWS.replace("They/they/PRON", "Turkey/Turkey/PROPN").replace("fight/fight", "fight/see")
    document, parse, mentions = made(text, rows, {"Turkey": "Organisation", "Daesh": "Organisation"})
    event = Event(
        "e",
        "ASSAULT",
        Span(7, 12),
        Span(0, 19),
        status="negated",
        actors=(Party(Span(0, 6)),),
        recipients=(Party(Span(13, 18)),),
    )
    assert code_ties(document, parse, mentions, (event,)) == ()


def test_the_model_is_heard_when_it_is_sure_and_each_tie_stands_once():
    text = "Turkey fight Daesh."
    sure = ParsedTie("opposed_to", Span(13, 18), Span(0, 6), 0.9)
    unsure = ParsedTie("favours", Span(0, 6), Span(13, 18), 0.4)
    document, parse, mentions = made(
        text,
        FOUGHT_ROWS.replace("They/they/PRON", "Turkey/Turkey/PROPN"),
        {"Turkey": "Organisation", "Daesh": "Organisation"},
        (sure, unsure),
    )
    assert told(text, code_ties(document, parse, mentions, ())) == [("opposed_to", "Turkey", "Daesh")]


def test_who_leads_a_person_is_ahead_in_the_polls():
    text = "Lunt leads Vance."
    rows = "Lunt/Lunt/PROPN/2/nsubj leads/lead/VERB/0/root Vance/Vance/PROPN/2/obj ././PUNCT/2/punct"
    for kind, ties in (("Person", []), ("Organisation", [("leads", "Lunt", "Vance")])):
        document, parse, mentions = made(text, rows, {"Lunt": "Person", "Vance": kind})
        assert told(text, code_ties(document, parse, mentions, ())) == ties


def test_who_is_no_employee_of_a_body_does_not_belong_to_it():
    text = "Lunt is not an employee of RT."
    rows = (
        "Lunt/Lunt/PROPN/5/nsubj is/be/AUX/5/cop not/not/PART/5/advmod an/a/DET/5/det employee/employee/NOUN/0/root "
        "of/of/ADP/7/case RT/RT/PROPN/5/nmod ././PUNCT/5/punct"
    )
    document, parse, mentions = made(text, rows, {"Lunt": "Person", "RT": "Organisation"})
    assert told(text, code_ties(document, parse, mentions, ())) == []
    text, rows = text.replace(" not", ""), rows.replace("not/not/PART/5/advmod ", "")
    rows = (
        rows.replace("/5/", "/4/")
        .replace("RT/RT/PROPN/4/nmod", "RT/RT/PROPN/4/nmod")
        .replace("ADP/7", "ADP/6")
    )
    document, parse, mentions = made(text, rows, {"Lunt": "Person", "RT": "Organisation"})
    assert told(text, code_ties(document, parse, mentions, ())) == [("member_of", "Lunt", "RT")]


def test_nobody_is_the_enemy_of_a_school():
    text = "Troops fight schools."
    rows = "Troops/troop/NOUN/2/nsubj fight/fight/VERB/0/root schools/school/NOUN/2/obj ././PUNCT/2/punct"
    for noun, ties in (("schools", []), ("rebels", [("opposed_to", "Troops", "rebels")])):
        said, tree = text.replace("schools", noun), rows.replace("schools/school", f"{noun}/{noun[:-1]}")
        document, parse, mentions = made(said, tree, {"Troops": "Organisation", noun: "Organisation"})
        assert told(said, code_ties(document, parse, mentions, ())) == ties
