"""Whom a source names: pronouns, offices, surnames, several at once; nobody where the text keeps the name back."""

from dataclasses import replace

import pytest
from made_parses import made, person, seen

from dragoman.attributions import code_attributions
from dragoman.attributions.people import bare
from dragoman.records import Mention, Span


def names(sentence, *people):
    """(words of the source, name) of each attribution, in the order of the text."""
    document, parse = made(sentence)
    mentions = [person(document.text, phrase) for phrase in people]
    found = code_attributions(document, parse, mentions)
    return [(a.source[0].of(document.text), a.source_name) for a in found if a.source]


def test_the_mayor_is_whom_the_text_called_mayor_before():
    found = names("the_mayor", "Mayor Ines Falk", "Anton Berg")
    assert ("the mayor", "Ines Falk") in found


def test_she_is_a_woman_who_was_named_outside_of_the_quotation():
    assert ("She", "Ines Falk") in names("the_mayor", "Mayor Ines Falk", "Anton Berg")


def test_he_is_nobody_who_stands_in_a_quotation_and_no_woman_who_spoke_last():
    assert ("he", "Milo Brandt") in names("room", "Milo Brandt", "Karl Stern", "Vera Lind")


def test_i_in_a_quotation_is_its_speaker():
    document, parse = made("i_in_quote")
    text = document.text
    outer = seen(text, ("General Tomas Reyes",), ("said",), ("“I believe that the front will hold,”",))
    inner = seen(text, ("I",), ("believe",), ("that the front will hold",))
    parse = replace(parse, attributions=(outer, inner))
    found = code_attributions(document, parse, [person(text, "General Tomas Reyes")])
    assert [a.source_name for a in found] == ["Tomas Reyes", "Tomas Reyes"]


def test_two_who_speak_at_once_are_named_together():
    assert names("joint") == [("Orla and Tarsk", "Orla and Tarsk")]


def test_a_surname_alone_stays_with_whom_the_text_is_about():
    document, parse = made("surname")
    at = document.text.rindex("Horak")
    alone = Mention(Span(at, at + len("Horak")), "Person")
    both = [person(document.text, "Pavel Horak"), person(document.text, "Irena Horak")]
    (found,) = code_attributions(document, parse, [*both, alone])
    assert found.source_name == "Pavel Horak"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param("Rep. Jane Roe (R-Ark.)", "Jane Roe", id="title and party"),
        pytest.param("Foreign Minister Jan de Vries", "Jan de Vries", id="office"),
        pytest.param("Jan Roe, a teacher from Orla", "Jan Roe", id="description behind"),
        pytest.param("the mayor of Orla, Jan Roe", "Jan Roe", id="description before"),
        pytest.param("Mr. Roe's", "Roe", id="possessive"),
        pytest.param("Senators Ada Wirth", "Ada Wirth", id="several titles"),
    ],
)
def test_a_name_without_what_is_none_of_it(words, name):
    assert bare(words) == name
