"""Names that neither the knowledge nor the model has: grammar makes people of them, their words make bodies."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dragoman.actors import load_knowledge, resolve_actors
from dragoman.language import load_reader
from dragoman.records import DateValue, Document, ParsedMention, Span

KNOWN = load_knowledge()
DAY = dt.date(2019, 7, 1)


def named(text: str) -> set[str]:
    """The actors of a text, read as if the model had seen no mention in it."""
    document = Document("d0c0ffee", text, published=DateValue(DAY, DAY))
    parse = replace(load_reader().parse(text), coreference=(), mentions=())
    return {m.actor for m in resolve_actors(document, parse, (), KNOWN) if m.actor}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param(
            "They murdered the aid workers Peter Lunt and Ada Holmwood in 2014.", {"peter-lunt", "ada-holmwood"}, id="behind a trade"
        ),
        pytest.param("She married a convert, Yago Rietveld, in Raqqa.", {"yago-rietveld"}, id="behind a comma"),
        pytest.param("Soon Orla Brennick, who lives in Leeds, came back.", {"orla-brennick"}, id="before who"),
        pytest.param("The summoned diplomat was the ambassador, Keren Holm-Gat.", {"keren-holm-gat"}, id="a hyphen"),
        pytest.param("He was shot, said Orla R. Brennick, who saw it.", {"orla-r-brennick"}, id="an initial"),
        pytest.param("The provincial governor, Adel al-Dukhaini, resigned.", {"adel-al-dukhaini"}, id="a particle"),
    ],
)  # fmt: skip
def test_who_stands_beside_a_trade_or_before_who_is_a_person(text, people):
    assert people <= named(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bombs hit Green Valley Road and a market.",
        "He read it in Winter Garden Quarterly.",
        "The vessel, Ocean Star, was seized.",
        "THE AID WORKERS LEAVE",
    ],
)
def test_other_capitalised_words_are_nobody(text):
    assert not [actor for actor in named(text) if actor.count("-") >= 1 and actor[:3] not in KNOWN.entries]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Ruritanian Red Crescent counted 59 injured.", "ruritanian-red-crescent"),
        ("He teaches at the Strelsau School of Economics.", "strelsau-school-of-economics"),
        ("Campaign Against Landmine Trade denounced the sale.", "campaign-against-landmine-trade"),
        ("The Free Hentzau Brigade fled.", "free-hentzau-brigade"),
    ],
)
def test_bodies_are_known_by_the_words_they_are_made_of(text, body):
    assert body in named(text)


@pytest.mark.parametrize(
    "text", ["The Supreme Court ruled.", "The City Council met.", "The Red Crescent came."]
)
def test_what_every_country_has_is_no_body_of_its_own(text):
    assert not {actor for actor in named(text) if actor in ("supreme-court", "city-council")}


def test_a_paper_is_not_what_begins_like_it():
    assert "the-national" not in named("The National Assembly voted for it.")


def test_a_short_name_counts_behind_the_full_one():
    text = "Amnesty International condemned it. The Red Crescent told Amnesty that 59 were hurt."
    document = Document("d0c0ffee", text)
    found = [
        m.span.of(text)
        for m in resolve_actors(document, load_reader().parse(text), (), KNOWN)
        if m.actor == "amnesty-international"
    ]
    assert "Amnesty" in found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("He called on Damascus to open a dialogue.", "syr"),
        ("Ankara and Washington have been at odds since the coup.", "tur"),
        ("Moscow and Tehran are likely to watch.", "rus"),
        ("They take orders from Tehran, not Damascus.", "syr"),
        ("Western pressure on Tehran has grown.", "irn"),
        ("Sanctions on Moscow will stay.", "rus"),
        ("The bombs fell on Damascus.", None),
        ("Damascus is quiet.", None),
    ],
)
def test_what_is_called_on_or_of_a_mind_is_a_government(text, actor):
    assert actor in (named(text) or {None})


def test_a_surname_that_some_minister_far_away_has_is_a_name_of_its_own():
    """Mbumba is the president of Namibia, of which the text says nothing."""
    text = "Mbumba watched the match in the rain."
    assert any(form == ("mbumba",) for form in KNOWN.surnames)
    parse = load_reader().parse(text)
    parse = replace(parse, coreference=(), mentions=(ParsedMention(Span(0, 6), "Person", 0.9),))
    (found,) = [m for m in resolve_actors(Document("d0c0ffee", text), parse, (), KNOWN) if m.actor]
    assert found.because == "a single name, of this document only"
