"""What the shipped gazetteer knows, and how it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.places import Gazetteer, load_gazetteer
from dragoman.places.supplement import DATA


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("al-Bab", "SYR", 36.4, 37.5),
        ("el-Bab", "SYR", 36.4, 37.5),
        ("Halab", "SYR", 36.2, 37.2),
        ("Raqqah", "SYR", 36.0, 39.0),
        ("ar-Raqqah", "SYR", 36.0, 39.0),
        ("Deir al-Zour", "SYR", 35.3, 40.1),
        ("Kobane", "SYR", 36.9, 38.4),
        ("Baghuz", "SYR", 34.5, 41.0),
        ("Tal Abyad", "SYR", 36.7, 39.0),
        ("Ghouta", "SYR", 33.5, 36.4),
        ("Tal Ksaiba", "IRQ", 34.5, 43.8),
        ("Donbas", "UKR", 48.2, 38.3),
        ("Darfur", "SDN", 13.5, 24.0),
        ("Anbar", "IRQ", 32.5, 41.5),
        ("Nagorno-Karabakh", "AZE", 39.9, 46.7),
        ("Gaza Strip", "PSE", 31.4, 34.4),
        ("St. Louis", "USA", 38.6, -90.2),
        ("Hodeida", "YEM", 14.8, 43.0),
    ],
)
def test_places_of_the_news_are_known_in_their_spellings(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    assert any(
        e.country == country and abs(e.lat - lat) < 0.5 and abs(e.lon - lon) < 0.5
        for e in gazetteer.find(name)
    )


def test_abbreviations_count_only_as_written(gazetteer: Gazetteer) -> None:
    assert [e.name for e in gazetteer.exact("US")] == ["United States"]
    assert gazetteer.exact("us") == ()
    assert not any(e.precision == "country" for e in gazetteer.lookup("us"))


def test_a_town_lies_in_its_region_and_country(gazetteer: Gazetteer) -> None:
    illinois = next(e for e in gazetteer.find("Illinois") if e.number >= 0 and e.precision == "region")
    towns = [e for e in gazetteer.find("Springfield") if gazetteer.is_inside(e, illinois)]
    assert [e.people > 100_000 for e in towns if e.precision == "town"] == [True]
    usa = gazetteer.countries["USA"]
    assert gazetteer.is_inside(towns[0], usa)
    assert not gazetteer.is_inside(usa, usa)


def test_an_unknown_name_gives_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Qwertzuiop") == ()


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "supplement").mkdir()
    (tmp_path / "countries.yaml").write_text(
        (DATA / "countries.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    with pytest.raises(DragomanError, match="install dragoman again"):
        Gazetteer(tmp_path)


def test_the_shipped_files_stay_small() -> None:
    assert sum(f.stat().st_size for f in DATA.rglob("*") if f.is_file()) < 8_800_000
