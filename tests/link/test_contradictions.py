"""What cannot both hold is shown; what may be an update or a matter of wording is not."""

from dataclasses import replace

import pytest
from made_reports import report, saying

from dragoman.link import link_coded
from dragoman.records import DateValue

HARIM = ("Harim", 36.2, 36.5)


def raid(text: str, trigger: str, **fields):
    return report(text, trigger, **{"place": HARIM, "date": "2020-05-05", **fields})


def kinds(*documents):
    return [c.kind for c in link_coded(documents).contradictions]


TOLD = raid("Jets bombed the market in Harim, killing 14.", "bombed", dead=14)


def test_a_denial_stands_against_an_assertion():
    denied = raid(
        "The air force did not bomb the market in Harim.",
        "bomb",
        publisher="Courier",
        status="negated",
        origin="air force",
    )
    (found,) = link_coded([TOLD, denied]).contradictions
    assert found.kind == "denial"
    assert found.reason == "air force denies what herald asserts"
    assert found.confidence > 0.8


def test_two_exact_tolls_contradict_each_other():
    other = raid("Jets bombed the market in Harim and killed 22.", "bombed", publisher="Courier", dead=22)
    assert kinds(TOLD, other) == ["numbers"]


def test_at_least_fourteen_does_not_contradict_twenty_two():
    least = raid(
        "Jets bombed the market in Harim and killed at least 14.",
        "bombed",
        dead=14,
        numbers_note="at least",
    )
    other = raid("Jets bombed the market in Harim and killed 22.", "bombed", publisher="Courier", dead=22)
    assert kinds(least, other) == []


def test_a_toll_that_rises_with_the_days_is_held_for_less_sure():
    same_day = raid("Jets bombed the market in Harim, killing 19.", "bombed", publisher="Courier", dead=19)
    day_after = raid(
        "Jets bombed the market in Harim, killing 19.",
        "bombed",
        publisher="Star",
        dead=19,
        published="2020-05-08",
    )
    (at_once,) = link_coded([TOLD, same_day]).contradictions
    (later,) = link_coded([TOLD, day_after]).contradictions
    assert later.confidence < at_once.confidence


def test_another_actor_of_the_same_act():
    one = raid(
        "Agents blew up the bridge in Harim.", "blew up",
        actors=(("Agents", "ruv-intelligence"),), recipients=(("bridge", None),),
    )  # fmt: skip
    two = raid(
        "Partisans blew up the bridge in Harim.", "blew up", publisher="Courier",
        actors=(("Partisans", "partisans"),), recipients=(("bridge", None),),
    )  # fmt: skip
    assert kinds(one, two) == ["actor"]


def test_a_body_and_its_state_are_one_account():
    one = raid(
        "The army took the bridge in Harim.", "took",
        actors=(("army", "tor-army"),), recipients=(("bridge", None),),
    )  # fmt: skip
    two = raid(
        "Torga took the bridge in Harim.", "took", publisher="Courier",
        actors=(("Torga", "tor"),), recipients=(("bridge", None),),
    )  # fmt: skip
    assert kinds(one, two) == []


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        pytest.param(
            "our delegation will attend the peace talks in Sollen",
            "our delegation will not attend the peace talks in Sollen",
            True,
            id="taken back",
        ),
        pytest.param(
            "our delegation will attend the peace talks in Sollen",
            "the harvest in the northern valleys was not good",
            False,
            id="another matter",
        ),
        pytest.param(
            "our delegation will attend the peace talks in Sollen",
            "our delegation will attend the peace talks in Sollen",
            False,
            id="said again",
        ),
    ],
)
def test_statements_of_one_speaker_that_changed(first, second, shown):
    documents = [
        saying(f"Jan Roe said {first}.", first, "Jan Roe", "2020-05-05"),
        saying(f"Jan Roe said {second}.", second, "Jan Roe", "2020-05-09"),
    ]
    assert (kinds(*documents) == ["changed_statement"]) is shown


def test_two_speakers_may_well_disagree():
    documents = [
        saying("A said our delegation will attend the talks in Sollen.", "our delegation will attend the talks in Sollen", "A", "2020-05-05"),
        saying("B said our delegation will not attend the talks in Sollen.", "our delegation will not attend the talks in Sollen", "B", "2020-05-09"),
    ]  # fmt: skip
    assert kinds(*documents) == []


def test_a_first_lower_bound_and_a_final_figure_of_somebody_else_stand_side_by_side():
    first = raid(
        "Jets bombed the market in Harim and killed at least 14.", "bombed", dead=14, numbers_note="at least"
    )
    final = raid(
        "Jets bombed the market in Harim and killed 22.",
        "bombed",
        publisher="Courier",
        published="2020-05-20",
        dead=22,
    )
    (found,) = link_coded([first, final]).contradictions
    assert found.confidence < 0.5
    assert "may be an update" in found.reason


def test_a_publisher_that_counts_on_does_not_contradict_itself():
    later = raid("Jets bombed the market in Harim, killing 19.", "bombed", dead=19, published="2020-05-07")
    assert kinds(TOLD, later) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The army did not say whether jets had bombed the market in Harim.", id="nothing is said"
        ),
        pytest.param("If jets had not bombed the market in Harim, it would have opened.", id="a condition"),
    ],
)
def test_what_denies_nothing_is_no_denial(text):
    assert kinds(TOLD, raid(text, "bombed", publisher="Courier", status="negated")) == []


def test_a_denial_of_another_day_is_no_contradiction():
    other = raid(
        "Jets did not bomb the market in Harim on Monday.",
        "bomb",
        publisher="Courier",
        status="negated",
        date="2020-05-04",
    )
    assert kinds(TOLD, other) == []


def test_a_rebel_and_an_army_are_two_accounts_and_gunmen_are_none():
    def bus(who, id_, publisher):
        return raid(
            f"{who} attacked a bus in Harim.", "attacked", publisher=publisher,
            actors=((who, id_),), recipients=(("bus", None),),
        )  # fmt: skip

    army, front, gunmen = (
        bus("Ruvian soldiers", "ruv-army", "A"),
        bus("Northern Front", "northern-front", "B"),
        bus("Gunmen", None, "C"),
    )
    assert kinds(army, front) == ["actor"]
    assert kinds(army, gunmen) == []


def test_an_act_dated_without_a_year_meets_the_same_day_only():
    told = raid(
        "The shell that hit the market in Harim on May 5 killed 22.",
        "hit",
        publisher=None,
        published=None,
        date=None,
        dead=22,
    )
    (event,) = told.events
    on_day = replace(told, events=(replace(event, date=DateValue(None, None, month_day="--05-05")),))
    other_day = replace(told, events=(replace(event, date=DateValue(None, None, month_day="--06-05")),))
    assert kinds(TOLD, on_day) == ["numbers"]
    assert kinds(TOLD, other_day) == []


def test_a_reprint_does_not_say_it_twice():
    again = raid("Jets bombed the market in Harim, killing 14.", "bombed", publisher="Digest", dead=14)
    other = raid("Jets bombed the market in Harim and killed 22.", "bombed", publisher="Courier", dead=22)
    groups = [(TOLD.document.id, again.document.id)]
    (found,) = link_coded([TOLD, again, other], groups).contradictions
    assert TOLD.events[0].id in (found.a, found.b)
