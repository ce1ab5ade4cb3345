"""Words by the treebanks' conventions, with offsets that cover the text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.words import split_words


def forms(text: str) -> list[str]:
    return [text[w.begin : w.end] for w in split_words(text)]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_words_tile_the_text(text: str) -> None:
    words = split_words(text)
    last = 0
    for word in words:
        assert word.begin >= last
        assert word.end > word.begin
        assert not text[last : word.begin].strip()
        assert not any(c.isspace() for c in text[word.begin : word.end])
        last = word.end
    assert not text[last:].strip()


@given(
    st.lists(
        st.sampled_from(
            [
                "don't",
                "U.S.",
                "Dr.",
                "co-op",
                "9/11",
                "$5m",
                "“No,”",
                "he",
                "'s",
                "...",
                "3,000.",
                "(a)",
                "\n\n",
            ]
        )
    )
)
def test_joined_words_touch_the_word_before(parts: list[str]) -> None:
    words = split_words(" ".join(parts))
    for before, word in itertools.pairwise(words):
        if word.joined:
            assert before.end == word.begin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know.", ["They", "do", "n't", "know", "."]),
        ("Syria's army cannot win.", ["Syria", "'s", "army", "can", "not", "win", "."]),
        ("the Iran-backed militia", ["the", "Iran", "-", "backed", "militia"]),
        ("the U.S. Army", ["the", "U.S.", "Army"]),
        ("Mr. Assad met Gen. Smith.", ["Mr.", "Assad", "met", "Gen.", "Smith", "."]),
        ("3,000 people, $5.2 million", ["3,000", "people", ",", "$", "5.2", "million"]),
        ("rebels’ positions", ["rebels", "’", "positions"]),
        ("“We will not yield,” he said.", ["“", "We", "will", "not", "yield", ",", "”", "he", "said", "."]),
        ("at 10pm on 9/11", ["at", "10", "pm", "on", "9/11"]),
        (
            "https://www.example.org/a?b=1, and a@b.org.",
            ["https://www.example.org/a?b=1", ",", "and", "a@b.org", "."],
        ),
    ],
)
def test_conventions(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_a_contraction_is_marked_as_one_written_token() -> None:
    assert [w.joined for w in split_words("They don't, Syria's")] == [False, False, True, False, False, True]
