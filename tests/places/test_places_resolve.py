"""Which place a name means in its text, and which names are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.places import load_gazetteer, resolve_places
from dragoman.records import Document, Mention, Parse, ParsedMention, Span

NOTHING = Parse((), ())


def places(
    text: str, mentions: tuple[Mention, ...] = (), parse: Parse = NOTHING, **fields: str
) -> tuple[Mention, ...]:
    return resolve_places(Document(id="d", text=text, **fields), parse, mentions, load_gazetteer())  # type: ignore[arg-type]


def found(text: str, **fields: str) -> dict[str, tuple[str | None, str | None]]:
    return {m.span.of(text): (m.country, m.precision) for m in places(text, **fields) if m.lat is not None}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param("Police in Springfield, Illinois, arrested two men.", "Springfield", "USA", id="region behind"),
        pytest.param("A fire broke out in Paris, Texas.", "Paris", "USA", id="the smaller by its region"),
        pytest.param("A fire broke out in Paris.", "Paris", "FRA", id="the larger without a hint"),
        pytest.param("Syria's army shelled Marea and al-Bab.", "al-Bab", "SYR", id="article folded"),
        pytest.param("Iraqi forces entered Mosul.", "Mosul", "IRQ", id="its country's people"),
        pytest.param("Fighting went on in the Syrian town of Manbij.", "Manbij", "SYR", id="town of"),
        pytest.param("LONDON (Reuters) - A bomb went off.", "LONDON", "GBR", id="dateline"),
        pytest.param("A drone fell near Marsa, in the north of Aleppo province, in Syria.", "Aleppo province", "SYR", id="province"),
        pytest.param("He was born in Georgia and grew up in Atlanta and Savannah.", "Georgia", "USA", id="the state by its towns"),
        pytest.param("Georgia and Armenia closed their border near Tbilisi.", "Georgia", "GEO", id="the country by its neighbours"),
        pytest.param("Shots were fired in Dallas, TX.", "Dallas", "USA", id="postal code"),
    ],
)  # fmt: skip
def test_the_text_decides_which_place_is_meant(text: str, name: str, country: str) -> None:
    assert found(text)[name][0] == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The Washington Post reported the raid.", "Washington", id="newspaper"),
        pytest.param("Paris Hilton smiled.", "Paris", id="a person's first name"),
        pytest.param("Michael Jordan scored. Jordan said he was glad.", "Jordan", id="a person's last name"),
        pytest.param("Police said the Union was split.", "Police", id="an ordinary word"),
        pytest.param("They treated her at St. Michael's Hospital.", "St. Michael", id="a hospital"),
        pytest.param("It may rain on Sunday.", "Sunday", id="a day"),
        pytest.param("Kati Palma spoke. Palma said no.", "Palma", id="carried over the text"),
    ],
)
def test_names_of_others_are_no_places(text: str, name: str) -> None:
    assert name not in found(text)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Rockets fell near Aleppo in Syria.", "Aleppo", "district"),
        ("Rockets fell on the outskirts of Aleppo in Syria.", "Aleppo", "district"),
        ("Rockets fell in Aleppo in Syria.", "Aleppo", "town"),
        ("Rockets fell in northern Syria.", "Syria", "region"),
        ("Ships crossed the Black Sea.", "Black Sea", "area"),
        ("Jets left Hmeimim air base.", "Hmeimim air base", "site"),
    ],
)
def test_precision_says_how_near_the_point_is(text: str, name: str, precision: str) -> None:
    assert found(text)[name][1] == precision


def test_words_for_a_people_give_their_country_as_nationality() -> None:
    (mention,) = places("Turkish jets flew over.")
    assert (mention.type, mention.country, mention.precision) == ("Nationality", "TUR", "country")


def test_a_government_named_by_its_capital_is_left_alone() -> None:
    text = "Ankara demanded a withdrawal."
    given_ = Mention(Span(0, 6), "Organisation", actor="tur", name="Turkey", country="TUR")
    assert places(text, (given_,)) == (given_,)


def test_the_models_location_keeps_its_bounds() -> None:
    text = "Rockets fell on the eastern Aleppo countryside in Syria."
    parse = Parse((), (), (ParsedMention(Span(20, 46), "Location", 0.9),))
    mention = next(m for m in places(text, parse=parse) if m.span == Span(20, 46))
    assert mention.country == "SYR"
    assert mention.precision == "district"


def test_a_person_of_the_model_is_no_place() -> None:
    text = "Talks with Sydney went on in Homs, Syria."
    mentions = places(text, parse=Parse((), (), (ParsedMention(Span(11, 17), "Person", 0.9),)))
    assert not any(m.span.overlaps(Span(11, 17)) and m.lat is not None for m in mentions)


def test_a_name_means_one_place_in_a_document() -> None:
    text = "Troops entered Tripoli. Libya's capital was calm. Later Tripoli saw clashes."
    points = {(m.lat, m.lon) for m in places(text) if m.span.of(text) == "Tripoli"}
    assert len(points) == 1
    assert found(text)["Tripoli"][0] == "LBY"


def test_why_is_told() -> None:
    assert all(m.because for m in places("Rebels in Homs, Syria, fired at Turkish jets."))


_WORDS = st.sampled_from(
    [
        "in",
        "near",
        "of",
        "the",
        "said",
        ",",
        ".",
        "-",
        "al-",
        "Aleppo",
        "Syria",
        "Paris",
        "Texas",
        "Washington",
        "Post",
        "London",
        "Jordan",
        "U.S.",
        "St.",
        "Louis",
        "Police",
        "province",
        "Mayor",
        "Turkish",
        "Georgia",
        "north",
        "Springfield",
        "Illinois",
        "Ankara",
        "Al",
        "Bab",
        "'s",
        "(",
        ")",
        "and",
        "2016",
        "LONDON",
        "Deir",
        "ez-Zor",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=16).map(" ".join))
def test_every_mention_lies_in_the_text_and_has_both_coordinates_or_none(text: str) -> None:
    mentions = places(text)
    for mention in mentions:
        assert 0 <= mention.span.begin < mention.span.end <= len(text)
        assert (mention.lat is None) == (mention.lon is None) == (mention.precision is None)
        if mention.lat is not None and mention.lon is not None:
            assert -90 <= mention.lat <= 90
            assert -180 <= mention.lon <= 180
    assert mentions == places(text)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    places(text)


def placed(text: str, *mentions: Mention) -> list[tuple[str, str, float | None]]:
    """(words, type, latitude rounded) of every mention, in the order they come in."""
    found = resolve_places(Document("d", text), Parse((), ()), mentions, load_gazetteer())
    return [(m.span.of(text), m.type, None if m.lat is None else round(m.lat)) for m in found]


def test_a_place_inside_a_longer_location_stands_before_it_with_its_own_point() -> None:
    text = "They met in Paris, Texas, on Monday."
    found = placed(text, Mention(Span(12, 24), "Location"))
    assert [words for words, _, lat in found if lat is not None] == ["Texas", "Paris, Texas"]


def test_where_somebody_is_from_is_a_place() -> None:
    text = "Senator Marco Rubio of Florida spoke in Washington."
    assert ("Florida", "Location", 29) in placed(text, Mention(Span(0, 30), "Person", actor="marco-rubio"))


def test_a_capital_that_stands_for_its_government_keeps_both() -> None:
    text = "Moscow denied it. Russia's army was in Syria, and Russia said so in Moscow."
    why = "Moscow for its government: subject of deny"
    (first, *_) = resolve_places(
        Document("d", text),
        Parse((), ()),
        (Mention(Span(0, 6), "Location", actor="rus", name="Russia", country="RUS", because=why),),
        load_gazetteer(),
    )
    assert (first.actor, round(first.lat or 0)) == ("rus", 56)
