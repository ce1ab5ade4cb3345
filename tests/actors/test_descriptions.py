"""Descriptions: a role beside a name means that name, and "the group" the last named that is one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dragoman.actors import load_knowledge, resolve_actors
from dragoman.language import load_reader
from dragoman.records import DateValue, Document, Parse

KNOWN = load_knowledge()
DAY = dt.date(2018, 9, 20)


def who(text: str, words: str) -> str | None:
    """Whom these words mean, without what the model's coreference would carry."""
    document = Document("d0c0ffee", text, published=DateValue(DAY, DAY))
    found = {
        m.span.of(text).removeprefix("The ").removeprefix("the "): m.actor
        for m in resolve_actors(document, replace(load_reader().parse(text), coreference=()), (), KNOWN)
    }
    return found.get(words)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        pytest.param(
            "Lindsey Graham, the Republican senator from South Carolina, called it a mistake.",
            "Republican senator", "lindsey-graham", id="behind the name",
        ),
        pytest.param(
            "The European affairs minister, Nathalie Loiseau, said so.",
            "European affairs minister", "nathalie-loiseau", id="before the name",
        ),
        pytest.param(
            "Hezbollah, the Lebanese militia that fights in Syria, hailed it.",
            "Lebanese militia", "hezbollah", id="a group",
        ),
        pytest.param(
            "It was bombed by President Assad's jets in Syria.", "President Assad", "bashar-al-assad", id="the title before",
        ),
    ],
)  # fmt: skip
def test_a_role_beside_a_name_means_that_name(text, words, actor):
    assert who(text, words) == actor


def test_whose_a_spokesman_is_stays_a_name_of_its_own():
    text = "Bahram Qassemi, a spokesman for the Iranian foreign ministry, denied it."
    assert who(text, "Iranian foreign ministry") == "irn-foreign-ministry"


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        pytest.param(
            "The YPG lost the city. The militia withdrew late on Saturday.", "militia", "ypg", id="of that kind"
        ),
        pytest.param(
            "The YPG fought the SDF's rivals of Ahrar al-Sham. The militia withdrew.", "militia", None, id="two are"
        ),
        pytest.param("Turkey shelled the town. The militia withdrew.", "militia", None, id="none is"),
        pytest.param(
            "The OPCW sent inspectors. The YPG left. The chemical weapons watchdog said they would stay.",
            "chemical weapons watchdog", "opcw", id="not the last named but the last that is one",
        ),
    ],
)  # fmt: skip
def test_the_kind_alone_means_the_last_named_that_is_one(text, words, actor):
    assert who(text, words) == actor


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        pytest.param("The Americans warned him.", "Americans", "usa", id="who warns is the state"),
        pytest.param("The Americans love football.", "Americans", "usa-people", id="who loves is the people"),
        pytest.param(
            "Rebels in Syria accused the regime of dropping gas.",
            "regime",
            "syr",
            id="accused of, not the regime of",
        ),
        pytest.param("The talks had the support of Washington.", "Washington", "usa", id="its support"),
    ],
)
def test_states_by_what_they_do(text, words, actor):
    assert who(text, words) == actor


def test_without_a_parse_nothing_is_guessed():
    text = "The YPG lost the city. The militia withdrew."
    document = Document("d0c0ffee", text, published=DateValue(DAY, DAY))
    found = {m.span.of(text): m.actor for m in resolve_actors(document, Parse((), ()), (), KNOWN)}
    assert "militia" not in found
