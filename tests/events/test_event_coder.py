"""Who did what to whom, by the codebook alone and together with a model's scores."""

from __future__ import annotations

import pytest
from event_parses import code, parse_of, span, told
from hypothesis import given
from hypothesis import strategies as st

from dragoman.events import shipped_codebook
from dragoman.events.arguments import number_of
from dragoman.events.combine import Evidence, Weights, probability
from dragoman.events.status import date_kind
from dragoman.records import ParsedEvent, Span


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        pytest.param("Rebels shelled the convoy.", ["Rebels"], ["convoy"], id="active"),
        pytest.param("The convoy was shelled by rebels.", ["rebels"], ["convoy"], id="passive swaps"),
        pytest.param("The convoy was shelled.", [], ["convoy"], id="nobody is blamed"),
        pytest.param(
            "The soldiers who attacked the village fled north.",
            ["soldiers"],
            ["village"],
            id="relative subject",
        ),
        pytest.param(
            "The village that rebels attacked is empty.", ["rebels"], ["village"], id="relative object"
        ),
        pytest.param(
            "Israel's air force struck the depot.",
            ["Israel's air force"],
            ["depot"],
            id="possessive stays in the name",
        ),
        pytest.param(
            "The militia launched an attack on the airport.", ["militia"], ["airport"], id="light verb"
        ),
        pytest.param(
            "Rebels fired rockets at the airport.", ["Rebels"], ["airport"], id="target behind a preposition"
        ),
        pytest.param(
            "Rebels clashed with soldiers near the border.", ["Rebels", "soldiers"], [], id="both sides act"
        ),
        pytest.param(
            "The Observatory said jets had bombed a school.",
            ["jets"],
            ["school"],
            id="inside reported speech",
        ),
    ],
)
def test_who_did_it_to_whom_survives_the_grammar(text, actors, recipients):
    ((event,), _) = code(text)
    assert told(text, event)[2:4] == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rebels shelled the convoy.", "asserted"),
        ("The government did not arrest the priest.", "negated"),
        ("The army failed to capture the bridge.", "negated"),
        ("Moscow denied that its planes had bombed the market.", "negated"),
        ("The army will attack the port on Friday.", "future"),
    ],
)
def test_status_follows_negation_tense_and_denial(text, status):
    ((event,), _) = code(text)
    assert event.status == status


def test_how_likely_an_act_is_said_to_be_does_not_deny_it():
    events, _ = code("The possibility of the rivals reaching an agreement should not be considered remote.")
    assert [e.status for e in events if e.type == "AGREE"] == ["hypothetical"]


def test_condition_makes_both_clauses_hypothetical():
    text = "If the militia attacks the dam, the coalition may retaliate."
    events, _ = code(text)
    assert {e.status for e in events} == {"hypothetical"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        pytest.param(
            "The rebels refused to release the hostages.", ["REJECT"], id="refused: the outer act only"
        ),
        pytest.param(
            "Turkey and Russia agreed to patrol the road.", ["AGREE"], id="agreed: the outer act only"
        ),
        pytest.param(
            "The general threatened to bomb the capital.", ["THREATEN"], id="threatened: the outer act only"
        ),
        pytest.param(
            "France urged both sides to release all prisoners.", ["REQUEST", "RETREAT"], id="asked for: both"
        ),
        pytest.param(
            "The minister accused the rebels of shelling the hospital.",
            ["ACCUSE", "ASSAULT"],
            id="accused: both",
        ),
        pytest.param(
            "The army's shelling of the old town killed nine people.", ["ASSAULT"], id="one act, two words"
        ),
        pytest.param(
            "At least 22 people were killed in an airstrike on Tuesday.",
            ["ASSAULT"],
            id="killed in an airstrike",
        ),
    ],
)
def test_acts_inside_other_acts_follow_the_manual(text, types):
    events, _ = code(text)
    assert [e.type for e in events] == types


def test_what_is_asked_for_is_hypothetical_and_done_by_those_asked():
    text = "France urged both sides to release all prisoners."
    (_, release), _ = code(text)
    assert told(text, release) == ("RETREAT", "release", ["both sides"], ["prisoners"], "hypothetical")


def test_what_somebody_is_accused_of_is_asserted_by_the_accuser_and_done_by_the_accused():
    text = "The minister accused the rebels of shelling the hospital."
    (_, shelling), _ = code(text)
    assert told(text, shelling) == ("ASSAULT", "shelling", ["rebels"], ["hospital"], "asserted")
    assert shelling.said_by is not None
    assert shelling.said_by.of(text) == "minister"


def test_the_denier_is_credited_with_the_denial():
    text = "Moscow denied that its planes had bombed the market."
    ((event,), _) = code(text)
    assert event.said_by is not None
    assert event.said_by.of(text) == "Moscow"


def test_numbers_are_read_with_how_exact_they_are():
    text = "At least 22 people were killed in an airstrike on Tuesday."
    ((event,), _) = code(text)
    assert (event.dead, event.injured, event.numbers_note) == (22, None, "at least")


def test_harm_told_by_a_second_verb_is_the_same_act():
    text = "Gunmen killed five policemen and wounded twelve others."
    ((event,), _) = code(text)
    assert (event.dead, event.injured) == (5, 12)


def test_every_event_says_which_rule_made_it():
    ((event,), _) = code("Rebels shelled the convoy.")
    assert "verb shell [types/ASSAULT.yaml:" in event.because


def test_an_exception_is_uncoded_with_its_reason():
    events, uncoded = code("The striker attacked down the left.")
    assert events == ()
    assert "sport" in uncoded[0].reason


# --- with a model's scores -----------------------------------------------------------------------------------------


def scored(text: str, trigger: str, types: dict[str, float], **roles: tuple[str, ...]) -> ParsedEvent:
    return ParsedEvent(
        span(text, trigger),
        types,
        {"asserted": 0.9},
        actors=tuple(span(text, a) for a in roles.get("actors", ())),
        recipients=tuple(span(text, a) for a in roles.get("recipients", ())),
    )


def test_a_sure_model_is_believed_where_the_codebook_is_silent():
    text = "The soldiers who attacked the village fled north."
    events, _ = code(text, scores=(scored(text, "fled", {"RETREAT": 0.97}, actors=("soldiers",)),))
    assert "RETREAT" in [e.type for e in events]


def test_an_exception_outweighs_a_sure_model():
    text = "The striker attacked down the left."
    events, _ = code(text, scores=(scored(text, "attacked", {"ASSAULT": 0.95}, actors=("striker",)),))
    assert events == ()


def test_the_models_subject_of_a_passive_is_who_it_is_done_to():
    text = "The convoy was shelled by rebels."
    wrong = scored(text, "shelled", {"ASSAULT": 0.95}, actors=("convoy", "rebels"))
    ((event,), _) = code(text, scores=(wrong,))
    assert told(text, event)[2:4] == (["rebels"], ["convoy"])


def test_both_are_named_in_because_when_both_see_it():
    text = "Rebels shelled the convoy."
    ((event,), _) = code(text, scores=(scored(text, "shelled", {"ASSAULT": 0.95}, actors=("Rebels",)),))
    assert "verb shell" in event.because
    assert "model ASSAULT 0.95" in event.because


# --- what always holds ----------------------------------------------------------------------------------------------

FLAGS = st.booleans()


@given(any_=st.floats(0, 1), weight=st.floats(0, 1), rule=FLAGS, scored_=FLAGS, noun=FLAGS, modifier=FLAGS)
def test_probability_is_one_and_grows_when_structure_does_not_object(
    any_, weight, rule, scored_, noun, modifier
):
    def p(dropped: bool, vetoed: bool) -> float:
        e = Evidence(
            scored_, any_, any_, rule, weight if rule else 0.0, rule, dropped, vetoed, noun, modifier
        )
        return probability(e, Weights())

    assert 0 <= p(True, True) <= p(False, True) <= p(False, False) <= 1


@given(st.integers(0, 10**9))
def test_numbers_in_figures_are_read_back(n):
    assert number_of(f"{n:,}") == n


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-two", 22),
        ("three hundred", 300),
        ("1,200", 1200),
        ("3.5 million", 3_500_000),
        ("dozens", None),
        ("several", None),
    ],
)
def test_numbers_in_words_are_read_or_left(words, value):
    assert number_of(words) == value


@pytest.mark.parametrize(
    ("words", "year", "kind"),
    [("in 2006", 2017, "historical"), ("2016", 2017, ""), ("2030", 2017, "future"), ("in 1812", None, "historical"), ("in 2006", None, ""),
     ("three decades ago", None, "historical"), ("next month", None, "future"), ("two years ago", None, "historical")],
)  # fmt: skip
def test_a_date_over_a_year_back_is_history(words, year, kind):
    assert date_kind(words, year) == kind


def test_spans_lie_in_the_text_and_events_do_not_overlap():
    for kind in shipped_codebook().kinds.values():
        for example in kind.examples:
            events, uncoded = code(example.text)
            spans = [s for e in events for s in (e.trigger, *(p.span for p in (*e.actors, *e.recipients)))]
            assert all(
                0 <= s.begin < s.end <= len(example.text) for s in [*spans, *(u.span for u in uncoded)]
            )
            assert not any(a.trigger.overlaps(b.trigger) for a in events for b in events if a is not b)


def test_a_parse_without_words_holds_no_event():
    text = "Rebels shelled the convoy."
    empty = parse_of(text)
    assert code(text)[0]
    assert Span(0, len(text)) == empty.sentences[0]
