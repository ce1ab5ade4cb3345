"""The places people wrote down: every problem is listed with its line, and what ships has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataErrors
from dragoman.places.supplement import load_supplement

COUNTRIES = "SYR: [Syria, 35, 38, [], [Syrian]]\n"


def folder(tmp_path: Path, countries: str, places: str) -> Path:
    (tmp_path / "supplement").mkdir()
    (tmp_path / "countries.yaml").write_text(countries, encoding="utf-8")
    (tmp_path / "supplement" / "a.yaml").write_text(places, encoding="utf-8")
    return tmp_path


def test_what_ships_is_in_order_and_large_enough() -> None:
    places = load_supplement()
    assert sum(place.precision == "country" for place in places) > 220
    assert sum(place.precision != "country" for place in places) > 700


def test_every_problem_is_listed_with_its_line(tmp_path: Path) -> None:
    wrong = "\n".join(
        [
            "A: [95, 38, SYR, town, []]",
            "B: [35, 38, XXX, town, []]",
            "C: [35, 38, SYR, hamlet, []]",
            "D: [35, 38, SYR, town]",
            "E: [north, 38, SYR, town, []]",
            "F: [35, 38, SYR, town, ['!']]",
            "A: [35, 38, SYR, town, []]",
            "A: [35, 38, SYR, town, []]",
        ]
    )
    with pytest.raises(DataErrors) as caught:
        load_supplement(folder(tmp_path, COUNTRIES, wrong))
    message = str(caught.value)
    for line, words in [(1, "no point on earth"), (2, "'XXX'"), (3, "'hamlet'"), (4, "five or six"), (5, "not numbers"), (6, "list of names"), (8, "stands in")]:  # fmt: skip
        assert f"a.yaml:{line}: " in message
        assert words in message
    assert "7 problems" in message
    assert "nothing was loaded" in message


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataErrors, match=r"a\.yaml:3: not YAML"):
        load_supplement(folder(tmp_path, COUNTRIES, "A: [35, 38, SYR, town, []]\nB: [35, 38\n"))


def test_a_country_needs_its_five_fields(tmp_path: Path) -> None:
    with pytest.raises(DataErrors, match="IRQ has not five fields"):
        load_supplement(folder(tmp_path, COUNTRIES + "IRQ: [Iraq, 33]\n", "A: [35, 38, SYR, town, []]\n"))
