"""Vehicles are found by their nouns, and only where nothing else stands."""

from __future__ import annotations

import pytest

from dragoman.language import load_reader


@pytest.mark.parametrize(
    ("text", "vehicles"),
    [
        pytest.param(
            "Gunmen fired on two aid trucks near the town.", ["two aid trucks"], id="with what describes it"
        ),
        pytest.param("A car bomb killed nine people.", [], id="a car bomb is no car"),
        pytest.param("The villagers fled on foot.", [], id="none"),
    ],
)
def test_vehicles(text, vehicles):
    parse = load_reader().parse(text)
    assert [m.span.of(text) for m in parse.mentions if m.type == "Vehicle"] == vehicles
