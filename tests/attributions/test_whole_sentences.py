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
