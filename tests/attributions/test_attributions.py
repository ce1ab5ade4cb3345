"""Who said what, by the rules alone and joined with what a model sees."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_parses import TREES, made, person, seen, spans

from dragoman.attributions import chain, code_attributions, path_to_reader
from dragoman.language import load_reader
from dragoman.records import Document, Furniture, Parse, ParsedAttribution, Span


def coded(name, mentions=()):
    document, parse = made(name)
    return document, code_attributions(document, parse, mentions)


def words(document, spans_):
    return [span.of(document.text) for span in spans_]


@pytest.mark.parametrize(
    ("name", "source", "cue", "content", "kind", "stance"),
    [
        pytest.param("denied", "Moscow", "denied", "that its planes had struck the depot", "indirect", "deny", id="that belongs to the content"),
        pytest.param("accused", "The mayor", "accused", "the militia of looting the stores", "indirect", "blame", id="accused somebody of something"),
        pytest.param("urged", "The envoy", "urged", "both sides to return to the table", "indirect", "demand", id="urged somebody to do something"),
        pytest.param("promised", "The general", "promised", "to free the hostages", "indirect", "promise", id="promised to"),
        pytest.param("shown", "Videos posted on the internet", "show", "soldiers burning a village", "indirect", "show", id="a document that shows"),
        pytest.param("mixed", "Hana Weiss, a doctor,", "described", "the camp as “a prison without guards.”", "mixed", "say", id="the full stop inside the marks stays"),
        pytest.param("relative", "who", "say", "they were beaten", "indirect", "say", id="the word of the clause itself"),
        pytest.param("noun", "Ankara", "claim", "that its drones had crossed the border", "indirect", "claim", id="a claim that"),
        pytest.param("interview", "Kovac", "said in an interview", "that his party would leave the coalition", "indirect", "say", id="said in an interview"),
    ],
)  # fmt: skip
def test_source_cue_and_content_are_cut_from_the_text(name, source, cue, content, kind, stance):
    document, found = coded(name)
    first = next(a for a in found if a.cue)
    assert words(document, first.source) == [source]
    assert words(document, first.cue) == [cue]
    assert words(document, first.content) == [content]
    assert (first.kind, first.stance) == (kind, stance)


def test_an_ordinary_sentence_holds_no_attribution():
    assert coded("no_events")[1] == ()


def test_a_quotation_on_both_sides_of_its_cue_is_one_content():
    document, (found,) = coded("around_the_cue")
    assert words(document, found.content) == ["“We will stay,”", "“because nobody else will.”"]
    assert found.kind == "direct"


def test_a_belief_without_a_believer_has_no_source():
    document, (found,) = coded("passive")
    assert found.source == ()
    assert found.source_kind == "unnamed"
    assert words(document, found.content) == ["The commander", "to be in hiding"]


def test_a_quotation_reopened_in_the_next_paragraph_belongs_to_its_speaker():
    document, (found,) = coded("paragraphs")
    assert words(document, found.source) == ["Jan Roe"]
    assert words(document, found.content) == [
        "“The first night was the worst,”",
        "“We had no water.",
        "“By morning the soldiers had gone.”",
    ]


@pytest.mark.parametrize(
    ("name", "hands"),
    [
        pytest.param("carried_twice", ["Colonel Oruc Demir", "the army's press office", "Radio Morava"], id="according to Y, citing Z"),
        pytest.param("told_a_medium", ["Sources close to the governor", "the weekly Narod", "the Balkan Wire"], id="a medium that is told is a hand"),
        pytest.param("quoted_as_saying", ["the interior minister", "State television"], id="quoted as saying"),
        pytest.param("was_quoted_by", ["The interior minister", "state television"], id="was quoted by"),
        pytest.param("reports_say", ["officials of the border guard", "reports"], id="reports say, citing"),
        pytest.param("interview", ["Kovac", "Deutsche Welle"], id="in an interview with"),
        pytest.param("official", ["A spokesman for the ministry"], id="one hand"),
    ],
)  # fmt: skip
def test_a_chain_runs_from_the_origin_to_the_last_carrier(name, hands):
    document, found = coded(name)
    carriers = {a.carried_by for a in found}
    (origin,) = [a for a in found if a.id not in carriers]
    assert [words(document, a.source)[0] for a in chain(found, origin.id)] == hands


def test_the_way_to_the_reader_ends_with_who_printed_it():
    document, found = coded("told_a_medium")
    document = replace(document, first_published="Balkan Wire Service", publisher="Morning Page")
    origin = next(a for a in found if document.text.startswith("Sources") and a.source[0].begin == 0)
    way = path_to_reader(document, found, origin.id)
    assert [hand.role for hand in way] == ["origin", "carrier", "carrier", "original publisher", "publisher"]
    assert way[-1].name == "Morning Page"


def test_what_the_author_asserts_comes_from_the_author():
    document, _ = made("no_events")
    document = replace(document, author="Jan Roe", publisher="Morning Page")
    assert [hand.name for hand in path_to_reader(document, (), None)] == ["Jan Roe", "Morning Page"]


def test_whoever_is_told_is_the_addressee_and_no_part_of_the_content():
    document, found = coded("told_a_medium")
    told = next(a for a in found if a.addressee)
    assert told.addressee.of(document.text) == "the weekly Narod"
    assert words(document, told.content) == ["that three battalions would be withdrawn"]


class TestSpeakers:
    def test_a_pronoun_is_the_speaker_before_it(self):
        document, _ = made("he_added")
        _, (first, second) = coded("he_added", [person(document.text, "Amal Darwish")])
        assert first.source_name == second.source_name == "Amal Darwish"

    def test_a_pronoun_follows_coreference_where_there_is_one(self):
        document, parse = made("he_added")
        she = spans(document.text, "she")[0]
        parse = replace(parse, coreference=((spans(document.text, "Amal Darwish")[0], she),))
        mentions = [person(document.text, "Amal Darwish", "Amal Darwish", "amal-darwish")]
        found = code_attributions(document, parse, mentions)
        assert [a.source_actor for a in found] == ["amal-darwish", "amal-darwish"]

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            pytest.param("told_a_medium", "anonymous", id="sources"),
            pytest.param("shown", "document", id="videos"),
            pytest.param("official", "anonymous", id="a spokesman"),
            pytest.param("mixed", "named", id="a name"),
        ],
    )
    def test_how_much_a_source_tells_of_who_speaks(self, name, kind):
        _, found = coded(name)
        assert found[0].source_kind == kind

    def test_nobody_is_made_up_for_a_source_that_keeps_its_name_back(self):
        _, found = coded("official")
        assert found[0].source_actor is None


class TestWithAModel:
    def test_the_model_alone_is_believed_where_no_rule_speaks(self):
        document, parse = made("no_events")
        given_ = seen(document.text, ("The old bridge",), ("crosses",), ("the river",))
        (found,) = code_attributions(document, replace(parse, attributions=(given_,)))
        assert words(document, found.source) == ["The old bridge"]
        assert found.because == "model 0.90"

    def test_a_content_the_model_tore_is_mended_by_grammar(self):
        document, parse = made("denied")
        torn = seen(document.text, ("Moscow",), ("denied",), ("that its", "the depot"))
        (found,) = code_attributions(document, replace(parse, attributions=(torn,)))
        assert words(document, found.content) == ["that its planes had struck the depot"]

    def test_a_full_stop_outside_the_content_is_left_out(self):
        document, parse = made("no_events")
        with_stop = seen(document.text, ("The old bridge",), ("crosses",), ("the river near the mill.",))
        (found,) = code_attributions(document, replace(parse, attributions=(with_stop,)))
        assert words(document, found.content) == ["the river near the mill"]

    def test_officials_that_are_cited_are_a_hand_even_if_the_model_takes_them_for_content(self):
        document, parse = made("reports_say")
        wrong = (
            seen(document.text, ("reports",), ("say",), ("“Twelve tanks crossed the river at dawn,”",)),
            seen(document.text, ("reports",), ("citing",), ("officials of the border guard",)),
        )
        found = code_attributions(document, replace(parse, attributions=wrong))
        assert {w for a in found for w in words(document, a.source)} == {
            "reports",
            "officials of the border guard",
        }


def test_who_reports_behind_passes_on_what_was_said():
    document, found = coded("reported_behind")
    first = next(a for a in found if words(document, a.source) == ["the colonel"])
    hands = chain(found, first.id)
    assert [words(document, a.source) for a in hands] == [["the colonel"], ["the daily Narod"]]


def test_whoever_is_asked_does_not_ask():
    document, parse = made("asked_about")
    asked = seen(document.text, ("General Tomas Reyes",), ("Asked about",), ("the raid",))
    said = seen(document.text, ("General Tomas Reyes",), ("said",), ("that it had failed",))
    found = code_attributions(document, replace(parse, attributions=(asked, said)))
    assert [words(document, a.cue) for a in found] == [["said"]]


def test_a_model_that_is_unsure_is_not_believed_alone():
    document, parse = made("no_events")
    guess = replace(seen(document.text, ("The old bridge",), ("crosses",), ("the river",)), score=0.5)
    assert code_attributions(document, replace(parse, attributions=(guess,))) == ()


def test_furniture_is_not_coded():
    document, parse = made("denied")
    document = replace(document, furniture=(Furniture(Span(0, len(document.text)), "caption"),))
    blank = Parse((), ())
    assert code_attributions(document, blank) == ()
    assert parse.words


@pytest.mark.parametrize("name", TREES)
def test_the_same_sentence_always_gives_the_same_ids(name):
    assert coded(name)[1] == coded(name)[1]


def test_two_readings_of_the_same_spans_make_no_ring_of_carriers():
    document, parse = made("reported_behind")
    same = ParsedAttribution((Span(1, 4),), (), (Span(56, 64),))
    found = code_attributions(document, replace(parse, attributions=(same, same)))
    assert all(chain(found, a.id)[-1].carried_by is None for a in found)


@settings(deadline=None)
@given(st.sampled_from(sorted(TREES)), st.data())
def test_any_model_output_gives_exact_spans_and_no_ring_of_carriers(name, data):
    document, parse = made(name)
    tokens = [w.span for w in parse.words]
    some = st.lists(st.sampled_from(tokens), max_size=4).map(lambda s: tuple(sorted(set(s))))
    guesses = data.draw(st.lists(st.builds(ParsedAttribution, some, some, some), max_size=4))
    found = code_attributions(document, replace(parse, attributions=tuple(guesses)))
    ids = {a.id for a in found}
    for a in found:
        assert a.content
        assert all(0 <= s.begin < s.end <= len(document.text) for s in (*a.source, *a.cue, *a.content))
        assert a.carried_by is None or a.carried_by in ids
        assert len(chain(found, a.id)) <= len(found)
        last = chain(found, a.id)[-1]
        assert last.carried_by is None


def test_whoever_is_quoted_stays_at_the_head_of_a_chain_of_media():
    text = (
        "“We have not asked them, and we will not,” Orlan Foreign Minister Adel Karam Lunt said on May 3, "
        "according to Radio Morava, citing Orla’s Levant news agency."
    )
    document = Document("d0c0ffee", text)
    found = code_attributions(document, load_reader().parse(text))
    quoted = next(a for a in found if any("Lunt" in s.of(text) for s in a.source))
    names = [" ".join(s.of(text) for s in a.source) for a in chain(found, quoted.id)]
    assert [name.split()[-1] for name in names] == ["Lunt", "agency", "Morava"]
