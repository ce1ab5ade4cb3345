"""Whom a source names, read by the whole program from plain sentences."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Document


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


TEXT = """Barack Obama spoke on Monday. Advisers to Mr. Obama said that he was tired. Many Republicans say that the plan is dead. One Democrat \
said that it was alive. Democrats said that it was alive. Spokesman Jason Miller said no more. An adviser to Mr. Obama said that it was late."""


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Advisers to Mr. Obama", None),
        ("Many Republicans", None),
        ("One Democrat", None),
        ("Democrats", "Democratic Party"),
        ("Spokesman Jason Miller", "Jason Miller"),
        ("An adviser to Mr. Obama", None),
    ],
)
def test_who_speaks_is_neither_whom_they_advise_nor_the_whole_they_are_part_of(coder, source, name):
    (coded,) = coder.code([Document("d", TEXT)])
    found = {a.source[0].of(TEXT): a.source_name for a in coded.attributions if a.source}
    assert found[source] == name


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        pytest.param(
            "“There is no bread in the town,” the mayor told Al Mayadeen, the Beirut Observer reported.",
            ["the mayor", "Al Mayadeen", "the Beirut Observer"], id="told one, reported by another",
        ),
        pytest.param(
            "The union's chairman wrote on Facebook that the walkout would go on, the Warsaw Voice reported.",
            ["The union's chairman", "the Warsaw Voice"], id="wrote that",
        ),
        pytest.param(
            "The mayor accused the militia of looting the shops, the daily Vecer reported.", ["The mayor", "the daily Vecer"], id="accused of",
        ),
        pytest.param(
            "“The ship was warned twice,” Brigadier Hamid Rahimi was quoted as saying by IRNA.",
            ["Brigadier Hamid Rahimi", "IRNA"], id="quoted as saying by",
        ),
        pytest.param(
            "The Syrian Observatory said its sources had confirmed that eight fighters were executed.",
            ["its sources", "The Syrian Observatory"], id="sources had confirmed",
        ),
        pytest.param(
            "Fars reported that a general had said the front was calm, according to the monitoring service.",
            ["a general", "Fars", "the monitoring service"], id="had said",
        ),
    ],
)  # fmt: skip
def test_every_hand_is_named_where_one_verb_takes_the_clauses_of_two_speakers(coder, text, hands):
    (coded,) = coder.code([Document("d", text)])
    by = {a.id: a for a in coded.attributions}
    first = next(a for a in coded.attributions if a.source and a.source[0].of(text) == hands[0])
    chain = [first]
    while chain[-1].carried_by is not None:
        chain.append(by[chain[-1].carried_by])
    assert [a.source[0].of(text) for a in chain] == hands
