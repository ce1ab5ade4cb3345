"""What ships as knowledge: it loads, it is what its files say, and it holds what a reader of the news expects."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.actors import load_knowledge
from dragoman.actors.build import compile_data
from dragoman.actors.knowledge import COMPILED, Knowledge
from dragoman.records import Actor


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


def test_the_compiled_copy_is_what_the_yaml_files_say():
    assert COMPILED.read_bytes() == compile_data(), "run `python -m dragoman.actors.build compile`"


def test_there_is_enough_to_know(known: Knowledge):
    kinds = [entry.actor.kind for entry in known.entries.values()]
    assert kinds.count("state") >= 249
    assert kinds.count("group") + kinds.count("people") >= 400
    assert len(known.publishers) >= 500
    assert kinds.count("person") >= 1500


@pytest.mark.parametrize(
    ("state", "office", "day", "person"),
    [
        ("irn", "foreign minister", "2017-01-23", "Mohammad Javad Zarif"),
        ("irn", "foreign minister", "2012-05-01", "Ali Akbar Salehi"),
        ("usa", "president", "2017-01-19", "Barack Obama"),
        ("usa", "president", "2017-01-21", "Donald Trump"),
        ("gbr", "foreign minister", "2018-05-01", "Boris Johnson"),
        ("rus", "foreign minister", "1999-06-01", "Igor Ivanov"),
        ("syr", "president", "1999-01-01", "Hafez al-Assad"),
        ("isr", "defence minister", "2014-07-20", "Moshe Ya'alon"),
        ("tur", "president", "2016-07-15", "Recep Tayyip Erdoğan"),
        ("lbn", "prime minister", "2018-01-01", "Saad Hariri"),
    ],
)
def test_an_office_has_its_holder_on_that_day(
    known: Knowledge, state: str, office: str, day: str, person: str
):
    holder = known.holder(state, office, dt.date.fromisoformat(day))
    assert holder is not None
    actor = known.actor(holder)
    assert actor is not None
    assert actor.name == person


def test_nobody_is_guessed_on_the_day_of_a_handover_or_after_what_is_vouched_for(known: Knowledge):
    assert known.holder("usa", "president", dt.date(2017, 1, 20)) is None
    assert known.holder("usa", "president", dt.date(2031, 1, 1)) is None
    assert known.holder("usa", "president", None) is None


def test_every_office_of_a_state_since_1990_has_one_holder_on_most_days(known: Knowledge):
    # Two at once for more than a year would mean a wrong date.
    for (of, title), held in known.holders.items():
        if title not in (
            "president",
            "prime minister",
            "foreign minister",
            "defence minister",
            "supreme leader",
        ):
            continue
        for year in range(1990, 2025):
            on = {
                person
                for first, last, person in held
                if first and first <= dt.date(year, 7, 1) and (last is None or dt.date(year, 7, 1) <= last)
            }
            assert len(on) <= 2, (of, title, year, on)


def test_a_body_that_no_file_names_is_made_from_its_kind(known: Knowledge):
    body = known.actor("tcd-foreign-ministry")
    assert isinstance(body, Actor)
    assert (body.name, body.country, body.sectors[0].code) == ("Chadian Foreign Ministry", "TCD", "GOV")
    assert known.actor("tcd-ministry-of-silly-walks") is None


def test_sectors_hold_between_dates(known: Knowledge):
    tillerson = known.actor("rex-tillerson")
    assert tillerson is not None
    assert known.sectors(tillerson, dt.date(2017, 6, 1)) == ("GOV",)
    assert known.sectors(tillerson, dt.date(2019, 6, 1)) == ("ELI",)
    assert known.sectors(tillerson, dt.date(2010, 6, 1)) == ()


def test_publishers_are_found_by_name_and_domain(known: Knowledge):
    for name in ("SANA", "https://www.sana.sy/en/?p=1", "Syrian Arab News Agency"):
        publisher = known.publisher(name)
        assert publisher is not None
        assert (publisher.name, publisher.country, publisher.ownership) == ("SANA", "SYR", "state")
