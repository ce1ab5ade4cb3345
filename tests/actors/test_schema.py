"""Actor files are checked as a whole: every problem, by file and line, with what to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import load_knowledge
from dragoman.actors.schema import parse_range, read_folder
from dragoman.errors import DataErrors, InputError

FAULTY = """\
# two good ones, then faults
valdia-guard: {names: [Republican Guard of Valdia, Valdian Guard], country: VAL, sectors: [MIL]}
free-valdia: {names: [Free Valdia], country: VAL, sectors: [REB], years: 2011.., links: [splinter_of valdia-guard 2011]}
no-names: {country: VAL}
wrong-sector: {names: [Wrong], sectors: [MILL]}
wrong-country: {names: [Wronger], country: Valdia}
wrong-link: {names: [Wrongest], links: [cousin_of valdia-guard]}
lost-link: {names: [Lost], links: [part_of nobody-at-all]}
wrong-years: {names: [Late], years: 2015..2011}
wrong-field: {names: [Field], colour: red}
free-valdia: {names: [Free Valdia again]}
"""


def test_every_problem_is_listed_by_file_and_line(tmp_path: Path):
    path = tmp_path / "groups-valdia.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    with pytest.raises(DataErrors) as caught:
        read_folder(path)
    message = str(caught.value)
    for line, words in [
        (4, "'no-names' has no names"),
        (5, "sector 'MILL' of 'wrong-sector' is not a PLOVER sector"),
        (6, "country 'Valdia'"),
        (7, "link 'cousin_of valdia-guard'"),
        (8, "'nobody-at-all', which no entry has"),
        (9, "ends before it begins"),
        (10, "has a field 'colour'"),
        (11, "'free-valdia' stands twice"),
    ]:
        assert any(f"{path}:{line}: " in part and words in part for part in message.split("\n")), (
            line,
            words,
        )
    assert "Did you mean 'MIL'?" in message
    assert message.endswith("nothing was loaded.")


def test_a_file_that_is_not_yaml_says_where(tmp_path: Path):
    path = tmp_path / "groups-bad.yaml"
    path.write_text("good: {names: [Good]}\nbad: {names: [Bad\n", encoding="utf-8")
    with pytest.raises(DataErrors, match=r"groups-bad.yaml:\d: not YAML"):
        read_folder(path)


def test_groups_written_twice_say_so_and_one_that_is_gone_is_a_problem(tmp_path: Path):
    (tmp_path / "groups-valdia.yaml").write_text(
        "free-valdia: {names: [Free Valdia]}\nriver-front: {names: [River Front]}\n", encoding="utf-8"
    )
    confirmed = tmp_path / "confirmed-groups.yaml"
    confirmed.write_text("[free-valdia]\n", encoding="utf-8")
    entries = read_folder(tmp_path).entries
    assert entries["free-valdia"].actor.reference
    assert entries["river-front"].actor.reference is None
    confirmed.write_text("[free-valdia,\n  rivers-front]\n", encoding="utf-8")
    with pytest.raises(DataErrors, match=r"confirmed-groups\.yaml:2: 'rivers-front' is no actor"):
        read_folder(tmp_path)


def test_a_folder_that_is_not_there_is_an_input_error(tmp_path: Path):
    with pytest.raises(InputError, match="no such folder"):
        read_folder(tmp_path / "nowhere")


def test_a_users_own_actors_stand_beside_the_shipped_ones(tmp_path: Path):
    (tmp_path / "actors-mine.yaml").write_text(
        "valdian-front: {names: [Valdian Front, Front of Valdia], short: [VFX], country: SYR, sectors: [REB]}\n"
        "hezbollah: {names: [Hezbollah, Resistance Party], country: LBN, sectors: [PRM]}\n",
        encoding="utf-8",
    )
    known = load_knowledge(tmp_path)
    front = known.actor("valdian-front")
    assert front is not None
    assert known.aliases(front) == ("Front of Valdia", "VFX")
    hezbollah = known.actor("hezbollah")
    assert hezbollah is not None
    assert [name.name for name in hezbollah.names] == ["Resistance Party"]
    assert known.actor("irn") is not None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2013-08-15..2021-08-25", "2013-08-15", "2021-08-25"),
        ("2013..2015", "2013-01-01", "2015-12-31"),
        ("2013-02..", "2013-02-01", None),
        ("..2012-02", None, "2012-02-29"),
        ("..", None, None),
    ],
)
def test_ranges_of_days(text: str, first: str | None, last: str | None):
    assert parse_range(text) == tuple(dt.date.fromisoformat(day) if day else None for day in (first, last))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_a_range_of_two_days_is_those_days_or_an_error(first: dt.date, last: dt.date):
    if first <= last:
        assert parse_range(f"{first}..{last}") == (first, last)
    else:
        with pytest.raises(ValueError, match="before"):
            parse_range(f"{first}..{last}")
