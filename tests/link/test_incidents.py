"""Reports of one act become one incident; what cannot be one act stays apart."""

from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import report

from dragoman.link import link_coded

HARIM = ("Harim", 36.2, 36.5)


def raid(text: str, trigger: str, **fields):
    return report(text, trigger, **{"place": HARIM, **fields})


FIRST = raid(
    "Jets bombed the market in Harim on Tuesday, killing 14 people.",
    "bombed",
    actors=(("Jets", "tor-air-force"),),
    date="2020-05-05",
    dead=14,
)
SECOND = raid(
    "Fourteen people died when planes struck the market of Harim.", "struck", publisher="Courier", dead=14
)


def incidents(*documents):
    return link_coded(documents).incidents


def test_two_tellings_of_one_act_are_one_incident():
    (incident,) = incidents(FIRST, SECOND)
    assert set(incident.events) == {FIRST.events[0].id, SECOND.events[0].id}
    assert incident.type == "ASSAULT"
    assert str(incident.first) == str(incident.last) == "2020-05-05"


def test_the_earliest_report_names_the_incident_so_later_ones_do_not_rename_it():
    late = raid(
        "A week after the raid on Harim's market, 14 graves were dug.",
        "raid",
        published="2020-05-12",
        publisher="Star",
        date="2020-05-05",
        dead=14,
    )
    (before,) = incidents(FIRST, SECOND)
    (after,) = incidents(FIRST, SECOND, late)
    assert before.id == after.id
    assert len(after.events) == 3


def test_another_day_is_another_act():
    later = raid(
        "Jets bombed the market in Harim on Saturday, killing 14 people.",
        "bombed",
        actors=(("Jets", "tor-air-force"),),
        date="2020-05-09",
        published="2020-05-10",
        dead=14,
    )
    assert incidents(FIRST, later) == ()


def test_another_town_is_another_act():
    there = report(
        "Jets bombed the market in Olmat on Tuesday, killing 14 people.",
        "bombed",
        actors=(("Jets", "tor-air-force"),),
        date="2020-05-05",
        place=("Olmat", 35.1, 36.7),
        dead=14,
    )
    assert incidents(FIRST, there) == ()


def test_another_target_on_the_same_day_is_another_act():
    school = raid(
        "Jets bombed a school in Harim on Tuesday, killing two teachers.",
        "bombed",
        actors=(("Jets", "tor-air-force"),),
        recipients=(("two teachers", None),),
        date="2020-05-05",
        dead=2,
    )
    assert incidents(FIRST, school) == ()


def test_what_is_only_planned_is_not_the_act_that_happened():
    planned = raid("Jets will bomb the market in Harim.", "bomb", status="future", publisher="Courier")
    wished = raid("They asked the jets to bomb the market in Harim.", "bomb", status="hypothetical")
    assert incidents(FIRST, planned, wished) == ()


def test_the_differences_between_the_accounts_are_kept():
    more = raid(
        "A monitor said 22 people were killed in the bombing of Harim's market.",
        "bombing",
        publisher="Courier",
        dead=22,
    )
    (incident,) = incidents(FIRST, more)
    assert "dead: 14 or 22" in incident.differences


@settings(deadline=None)
@given(st.permutations([0, 1, 2]))
def test_the_order_of_reading_changes_nothing(order):
    third = raid("The market of Harim was bombed from the air.", "bombed", publisher="Star", dead=None)
    documents = [FIRST, SECOND, third]
    (incident,) = incidents(*(documents[n] for n in order))
    (same,) = incidents(*documents)
    assert set(incident.events) == set(same.events)
